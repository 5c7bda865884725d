"""Join the names of a sentence into sites: one place each, or places that share one count.

"Solhan, in Burkina Faso's Sahel region" is one place named by three names; "Gao and Kidal"
are two places with one count. This module must not know any number.
"""

import re
from collections.abc import Iterable, Mapping

from dashboard.extract.mentions import Mention, stands_between
from dashboard.reference.context_words import PlaceWords
from dashboard.reference.places import AREA, COUNTRY, DEMONYM, TOWN

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_BEFORE = re.compile(r"\b(\w+(?:-\w+)?) $")
_KIND_BEHIND = re.compile(r" ([A-Z]\w+)")
_ENCLOSING = frozenset((",", "in", "(", ")"))
_SILENT = frozenset(("", "s", "'", "’", '"'))
_MOST_BETWEEN = 60
_WINDOW = 30
_FAR_LARGER = 4
_CITY = 500_000


class Site:
    """One place as a sentence names it, with all its parts; ``is_list`` if the parts are several places.

    ``start`` and ``end`` are where the first name begins and the last one ends; the role is
    that of the part named first, the level the narrowest of all, ``DEMONYM`` if there is
    nothing else.
    """

    __slots__ = ("end", "is_list", "level", "mentions", "role", "start")

    def __init__(self, mentions: tuple[Mention, ...], *, is_list: bool = False) -> None:
        self.mentions = mentions
        self.is_list = is_list
        self.start = mentions[0].start
        self.end = mentions[-1].end
        self.role = mentions[0].role
        levels = [mention.level for mention in mentions]
        self.level = max([level for level in levels if level <= TOWN], default=DEMONYM)

    def admin1(self, country: str, spoken_of: Mapping[str, int]) -> tuple[str, str] | None:
        """Return code and name of the first-level area, ``None`` if there are several or none is known.

        ``spoken_of`` tells how often the document names each area: there lies a town of a common name.
        """
        named = [m for m in self.mentions if m.level in (AREA, TOWN)]
        parts = [_admin1(mention, country, spoken_of) for mention in named]
        areas = {part for part, m in zip(parts, named, strict=True) if part is not None and m.level is AREA}
        if self.level is TOWN and len(areas) == 1:
            return areas.pop()
        known = {part for part in parts if part is not None}
        return known.pop() if len(known) == 1 and not (self.is_list and None in parts) else None

    def printed(self, text: str, words: PlaceWords) -> str:
        """Return the narrowest place as printed, with its direction; all of them if they share a count."""
        named = [mention for mention in self.mentions if mention.level is self.level] or list(self.mentions)
        start, end = named[0].start, (named[-1] if self.is_list else named[0]).end
        farthest = max(0, start - _WINDOW)
        direction = _BEFORE.search(text, max(farthest, text.rfind(" ", farthest, start - 1) + 1), start)
        if direction and direction[1].casefold() in words.compass:
            start -= len(direction[0])
        kind = _KIND_BEHIND.match(text, end)
        if kind and kind[1].casefold() in words.kinds:
            end = kind.end()
        return " ".join(text[start:end].split())


def group_mentions(mentions: Iterable[Mention], text: str, words: PlaceWords) -> list[Site]:
    """Return the sites that the mentions of one sentence make, in order."""
    sites: list[Site] = []
    for mention in mentions:
        joined = _join(sites[-1], mention, text, words) if sites else None
        if joined:
            sites[-1] = joined
        else:
            sites.append(Site((mention,)))
    return _join_lists(sites, text)


def _join_lists(sites: list[Site], text: str) -> list[Site]:
    """Return the sites with a place in front of a list of its kind joined to it: "in Mali, Niger and Chad"."""
    joined: list[Site] = []
    for site in reversed(sites):
        listed = joined[-1] if joined else None
        if listed and listed.is_list and text[site.end : listed.start] == ", " and _are_alike(site, listed):
            joined[-1] = Site((*site.mentions, *listed.mentions), is_list=True)
        else:
            joined.append(site)
    return joined[::-1]


def _are_alike(site: Site, listed: Site) -> bool:
    """Tell whether all parts of two sites are countries, or areas or towns of one country."""
    levels = {mention.level for mention in (*site.mentions, *listed.mentions)}
    return levels == {COUNTRY} or (len(levels) == 1 and _shares_country(site, listed.mentions[0]))


def _join(site: Site, mention: Mention, text: str, words: PlaceWords) -> Site | None:
    """Return the site with one more part, ``None`` if the words between do not join them."""
    last = site.mentions[-1]
    gap = text[last.end : mention.start]
    if len(gap) > _MOST_BETWEEN or mention.start < last.end or ";" in gap or ". " in gap:
        return None
    between = [word.casefold().removeprefix("'").removeprefix("’") for word in _WORD.findall(gap)]
    between = [word for word in between if word not in _SILENT]
    linking = [w for w in between if w not in words.kinds and not stands_between(w, words, has_kind=True)]
    if linking and linking != [","] and words.joiners.issuperset(linking):
        return _listed(site, mention)
    if not _ENCLOSING.issuperset(linking) or not _shares_country(site, mention):
        return None
    if not between and COUNTRY not in (last.level, mention.level) and DEMONYM is not last.level:
        return None  # two names side by side: "Mopti Gao"
    if not _areas_in(last).isdisjoint(_areas_in(mention)):
        return _listed(site, mention)  # no area lies in another: "in Mopti, Gao and Kidal"
    return Site((*site.mentions, mention), is_list=site.is_list)


def _listed(site: Site, mention: Mention) -> Site | None:
    """Return a list with one more place; only places of one kind share a count: "Gao and Kidal"."""
    levels = {site.mentions[-1].level, mention.level}
    if DEMONYM in levels or (len(levels) > 1 and COUNTRY in levels):
        return None
    return Site((*site.mentions, mention), is_list=True)


def _areas_in(mention: Mention) -> set[str | None]:
    """Return the countries in which a name is that of an area."""
    return {entry.country for entry in mention.entries if entry.level is AREA}


def _shares_country(site: Site, mention: Mention) -> bool:
    codes = {entry.country for entry in mention.entries}
    return not codes or all(not m.entries or codes & {e.country for e in m.entries} for m in site.mentions)


def _admin1(mention: Mention, country: str, spoken_of: Mapping[str, int]) -> tuple[str, str] | None:
    """Return the area of a name; of several the one that the document speaks of, else the one far larger.

    An area stands before the towns of its name, but not before a city elsewhere: "Washington".
    """
    entries = [entry for entry in mention.entries if entry.country == country and entry.admin1_code]
    if entries and entries[0].level is AREA:
        entries = [entry for entry in entries if entry.level is AREA or entry.population >= _CITY]
    if len({entry.admin1_code for entry in entries}) > 1:
        most = max(spoken_of.get(entry.admin1_code or "", 0) for entry in entries)
        if most:
            entries = [entry for entry in entries if spoken_of.get(entry.admin1_code or "") == most]
        entries = sorted(entries, key=lambda entry: -entry.population)
        rivals = [entry.population for entry in entries if entry.admin1_code != entries[0].admin1_code]
        is_clear = entries[0].level is TOWN and entries[0].population >= _FAR_LARGER * max(rivals, default=0)
        if rivals and not is_clear:
            return None
    return next(((e.admin1_code, e.admin1_name) for e in entries if e.admin1_code and e.admin1_name), None)
