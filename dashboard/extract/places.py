"""Read where: the places a document names, and the one a number belongs to.

All known names of a document are found in one pass and kept by offset. Which country the
document is about is decided by a vote in which "in Mali" counts for more than "Mali's
government", a demonym for little, and "Russia-backed" for nothing. A number takes the
nearest place of its sentence, judged by a cost that is written out in ``_cost``. This
module must not know any indicator.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property

from dashboard.extract.segment import Sentence, Token
from dashboard.model import Document, Place
from dashboard.reference.context_words import PlaceWords
from dashboard.reference.names import NameMatch
from dashboard.reference.places import Level, Needs, PlaceEntry, load_countries, load_places
from dashboard.reference.reporters import load_reporters

Span = tuple[int, int]

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_LAST_WORDS = re.compile(r"[^\s]+")
_COMPOUND = re.compile(r"[-–]\s?[a-zß-öø-ÿ]")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_WINDOW = 60
_LEAD = 200
_MOST_BETWEEN = 60
_LONGEST_HEADING = 40
_LONGEST_HEADING_REST = 15
_SENTENCES_BACK = 4
_LONGEST_NAME = 5


class Role(Enum):
    """How a place is named, which says whether the counted people can be there."""

    INSIDE = auto()
    DESTINATION = auto()
    ORIGIN = auto()
    PLAIN = auto()
    ACTOR = auto()
    COMPOUND = auto()


_WEIGHT_BY_ROLE = {
    Role.INSIDE: 3.0,
    Role.DESTINATION: 2.0,
    Role.ORIGIN: 1.5,
    Role.PLAIN: 1.5,
    Role.ACTOR: 1.0,
    Role.COMPOUND: 0.0,
}
_WEIGHT_BY_LEVEL = {Level.COUNTRY: 1.0, Level.AREA: 0.7, Level.TOWN: 0.7, Level.DEMONYM: 0.3}
_TITLE_WEIGHT = 3.0
_LEAD_WEIGHT = 1.5
_COST_BY_ROLE = {
    Role.INSIDE: 0.0,
    Role.DESTINATION: 2.0,
    Role.ORIGIN: 3.0,
    Role.PLAIN: 8.0,
}
_ACROSS_NUMBER_COST = 40.0
_OWNED_COST = 30.0
_CLAUSE_COST = 20.0
_COMMA_COST = 3.0
_BEHIND_BONUS = 4.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text that may be a place: its offsets, what it may stand for, its role.

    ``entries`` is empty for a name that is not known but used as a place.
    """

    start: int
    end: int
    entries: tuple[PlaceEntry, ...]
    role: Role

    @property
    def level(self) -> Level:
        """The widest thing the name may stand for; an unknown name is a town."""
        return self.entries[0].level if self.entries else Level.TOWN


@dataclass(frozen=True, slots=True)
class Site:
    """One place as a sentence names it, with all its parts: "Solhan, in Burkina Faso"."""

    mentions: tuple[Mention, ...]
    is_list: bool = False
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        """Take the offsets from the first and the last mention."""
        object.__setattr__(self, "start", self.mentions[0].start)
        object.__setattr__(self, "end", self.mentions[-1].end)

    @property
    def role(self) -> Role:
        """The role of the whole is that of the part named first."""
        return self.mentions[0].role

    @property
    def level(self) -> Level:
        """The narrowest level that is named."""
        named = [mention.level for mention in self.mentions if mention.level <= Level.TOWN]
        return max(named) if named else Level.DEMONYM


class PlaceReader:
    """Reads the places of one document.

    ``country`` is an alpha-3 code that the caller knows the document to be about.
    ``is_name`` tells whether a stretch of the text names something else (an organisation).
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        words: PlaceWords,
        *,
        country: str | None = None,
        is_name: Callable[[int, int], bool] = lambda _start, _end: False,
    ) -> None:
        self._text = document.text or ""
        self._title = document.title or ""
        self._sentences = sentences
        self._words = words
        self._country = country
        self._is_name = is_name
        self._sites: dict[int, list[Site]] = {}

    # ---------------------------------------------------------------- mentions

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every known name of the text, in order."""
        return self._find_mentions(self._text)

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """Words that may be written with a capital at the start of a sentence and belong to no name."""
        words = self._words
        return words.inside | words.origin | words.destination | words.fillers | words.directions | words.not_places

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def _find_mentions(self, text: str) -> list[Mention]:
        found = (self._read_mention(text, match) for match in load_places().find(text))
        return [mention for mention in found if mention is not None]

    def _read_mention(self, text: str, match: NameMatch[PlaceEntry]) -> Mention | None:
        if match.things[0].level is Level.FEATURE:
            return None
        before = _LAST_WORDS.findall(text[max(0, match.start - _WINDOW) : match.start].casefold())
        after = text[match.end : match.end + _WINDOW]
        role, has_kind = self._role(before, after)
        following = self._first_word(after)
        printed = text[match.start : match.end].casefold()
        has_kind = has_kind or following in self._words.kinds or printed.rpartition(" ")[2] in self._words.kinds
        goes_on = after[:2].strip().isupper() and following not in self._words.kinds
        entries = tuple(e for e in match.things if _is_met(e.needs, role, has_kind=has_kind, goes_on=goes_on))
        if not entries:
            return None
        if role is Role.PLAIN and entries[0].level is Level.DEMONYM and self._is_migrant(after):
            role = Role.ORIGIN
        if role is Role.PLAIN and entries[0].level is Level.COUNTRY and before and before[-1] in self._words.at_events:
            role = Role.ACTOR  # "a report on Mali", "sanctions against Iran"
        return Mention(match.start, match.end, entries, role)

    def _role(self, before: list[str], after: str) -> tuple[Role, bool]:
        """Return the role of a name by the words around it, and whether one in front says what it is."""
        if _COMPOUND.match(after):
            return Role.COMPOUND, False
        if self._is_actor(after):
            return Role.ACTOR, False
        if before and before[-1] in self._words.articles:
            return Role.ACTOR, False
        has_kind = False
        front = [word.strip("\"'“”‘’(") for word in before]
        while front:
            word = front.pop()
            if word in self._words.kinds:
                has_kind = True
            elif word in self._words.inside:
                return self._inside(front), has_kind
            elif word in self._words.at_events:
                is_met = bool(front) and front[-1] in self._words.events
                return (Role.INSIDE if is_met or has_kind else Role.PLAIN), has_kind
            elif word in self._words.origin:
                return Role.ORIGIN, has_kind
            elif word in self._words.destination:
                return Role.DESTINATION, has_kind
            elif word in self._words.institutions and not has_kind:
                return Role.ACTOR, False
            elif not self._is_between(word, has_kind=has_kind):
                break
        return (Role.INSIDE if has_kind else Role.PLAIN), has_kind

    def _inside(self, front: list[str]) -> Role:
        """Return the role of a name behind "in": "officials in Niamey" speak, "deaths in Niamey" happened there."""
        return Role.ACTOR if front and front[-1] in self._words.officials else Role.INSIDE

    def _is_between(self, word: str, *, has_kind: bool) -> bool:
        """Tell whether a word may stand between a preposition and a name."""
        words = self._words
        if word in words.fillers or words.directions.issuperset(word.split("-")):
            return True
        return has_kind and word in words.articles

    def _is_actor(self, after: str) -> bool:
        """Tell whether a name is part of an actor: "Mali's government", "Malian army", "Russia's director"."""
        possessive = _POSSESSIVE.match(after)
        rest = after[possessive.end() :] if possessive else after
        return self._first_word(rest) in self._words.institutions

    def _is_migrant(self, after: str) -> bool:
        return any(word.casefold() in self._words.migrants for word in _WORD.findall(after)[:2])

    @staticmethod
    def _first_word(text: str) -> str:
        word = _WORD.match(text.lstrip(" -"))
        return word[0].casefold() if word else ""

    # ---------------------------------------------------------------- the country of the document

    @cached_property
    def votes(self) -> Counter[str]:
        """How strongly the document speaks for each country (alpha-3)."""
        title = [(mention, _TITLE_WEIGHT) for mention in self._find_mentions(self._title)]
        body = [(mention, _LEAD_WEIGHT if mention.start < _LEAD else 1.0) for mention in self.mentions]
        votes: Counter[str] = Counter()
        unclear: list[tuple[Mention, float]] = []
        for mention, weight in (*title, *body):
            countries = {entry.country for entry in mention.entries if entry.country}
            if len(countries) == 1:
                votes[countries.pop()] += weight * _weight(mention, mention.entries[0])
            else:
                unclear.append((mention, weight))
        for mention, weight in unclear:
            entry = self._choose(mention.entries, votes)
            if entry.country:
                doubt = 1.0 if entry.level is Level.COUNTRY else 0.5
                votes[entry.country] += weight * _weight(mention, entry) * doubt
        return votes or self._votes_of_authorities()

    def _votes_of_authorities(self) -> Counter[str]:
        """Return the countries whose own bodies the text names: ONEMI reports from Chile."""
        bodies = (match.things[0] for match in load_reporters().find(f"{self._title}\n{self._text}"))
        return Counter(body.country for body in bodies if body.country)

    @cached_property
    def main_country(self) -> str | None:
        """The country the document is about (alpha-3), ``None`` if it names none."""
        if self._country is not None:
            return self._country
        best = max(self.votes.values(), default=0)
        return next((country for country, weight in self.votes.items() if weight == best and weight > 0), None)

    @cached_property
    def _main_place(self) -> Place:
        code = self.main_country
        if code is None:
            return Place()
        named = (m for m in self.mentions if m.level is Level.COUNTRY and m.entries[0].country == code)
        first = next(named, None)
        return _place_in(code, text=self._text[first.start : first.end] if first else None)

    @cached_property
    def _headings(self) -> dict[int, Mention]:
        """The place that the heading above a sentence sets, by the number of the sentence.

        A heading is a line without a stop that holds a place and hardly more. A short line
        that holds none ends its reach.
        """
        alone = {m.start: m for m in self.mentions if m.level <= Level.TOWN and self._is_heading(m)}
        if not alone:
            return {}
        headings: dict[int, Mention] = {}
        current: Mention | None = None
        for sentence in self._sentences:
            inside = [alone[m.start] for m in self._mentions_in(sentence) if m.start in alone]
            if inside:
                current = inside[0]
            elif self._is_short_line(sentence):
                current = None
            if current is not None:
                headings[sentence.index] = current
        return headings

    def _is_heading(self, mention: Mention) -> bool:
        line_start = self._text.rfind("\n", 0, mention.start) + 1
        if mention.start - line_start > _LONGEST_HEADING_REST:
            return False
        line_end = self._text.find("\n", mention.end, mention.end + _WINDOW)
        if line_end < 0:
            return False
        rest = f"{self._text[line_start : mention.start]} {self._text[mention.end : line_end]}".casefold()
        words = [word for word in _WORD.findall(rest) if word not in (":", "-", "–", "*", "•")]
        return all(w in self._words.kinds or w in self._words.directions or w in self._words.fillers for w in words)

    def _is_short_line(self, sentence: Sentence) -> bool:
        text = self._text
        if sentence.end - sentence.start > _LONGEST_HEADING or text[sentence.end - 1] in ".!?…,;:":
            return False
        return (sentence.start == 0 or text[sentence.start - 1] == "\n") and text[sentence.end : sentence.end + 1] in ("", "\n")

    def _local_country(self, sentence: Sentence) -> str | None:
        """Return the country of the heading above a sentence, else the document's."""
        heading = self._headings.get(sentence.index)
        return self._choose(heading.entries, self._all_votes).country if heading else self.main_country

    @staticmethod
    def _choose(entries: tuple[PlaceEntry, ...], votes: Counter[str]) -> PlaceEntry:
        """Return the entry whose country the document speaks for; the widest if it speaks for none."""
        if entries[0].level is Level.COUNTRY and not any(votes[e.country or ""] > 2 * _WEIGHT_BY_ROLE[Role.INSIDE] for e in entries[1:]):
            return entries[0]
        return max(entries, key=lambda entry: votes[entry.country or ""])

    # ---------------------------------------------------------------- the sites of a sentence

    def sites(self, sentence: Sentence) -> list[Site]:
        """Return the places a sentence names, in order."""
        known = self._sites.get(sentence.index)
        if known is None:
            mentions = self._known_in(sentence)
            mentions = sorted([*mentions, *self._unknown_in(sentence, mentions)], key=lambda mention: mention.start)
            known = self._sites[sentence.index] = self._group(mentions)
        return known

    def _known_in(self, sentence: Sentence) -> list[Mention]:
        mentions = self._mentions_in(sentence)
        return [m for m in mentions if m.role is not Role.COMPOUND and not self._is_name(m.start, m.end)]

    def _mentions_in(self, sentence: Sentence) -> list[Mention]:
        first, last = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        return self.mentions[first:last]

    def _unknown_in(self, sentence: Sentence, known: list[Mention]) -> list[Mention]:
        """Return names that no list holds, but that stand where a place stands: "in the village of Kobi"."""
        tokens = sentence.tokens
        if _is_shouted(tokens):
            return []
        found: list[Mention] = []
        position = 0
        while position < len(tokens):
            end = self._name_end(tokens, position)
            if end == position:
                position += 1
                continue
            mention = self._read_unknown(tokens, position, end, [*known, *found])
            if mention is not None:
                found.append(mention)
            position = end
        return found

    def _name_end(self, tokens: Sequence[Token], position: int) -> int:
        """Return the end of the capitalised name that begins at a token; the token itself if there is none."""
        if not _is_name_word(tokens[position]) or tokens[position].norm in self._small_words:
            return position
        end = position + 1
        while end < len(tokens) and end - position < _LONGEST_NAME:
            gap = 1 if tokens[end].norm in ("-", "de", "of", "al", "el", "la", "du", "des", "da", "do", "le", "les") else 0
            if end + gap >= len(tokens) or not _is_name_word(tokens[end + gap]):
                break
            if tokens[end].norm == "of" or tokens[end - 1].norm.endswith("'s"):
                break
            end += gap + 1
        return end

    def _read_unknown(self, tokens: Sequence[Token], first: int, last: int, known: list[Mention]) -> Mention | None:
        start, end = tokens[first].start, tokens[last - 1].end
        if any(mention.start < end and start < mention.end for mention in known) or self._is_name(start, end):
            return None
        if tokens[last - 1].norm in self._words.institutions or self._words.kinds.issuperset(t.norm for t in tokens[first:last]):
            return None
        before = [token.norm for token in tokens[max(0, first - 6) : first]]
        following = tokens[last].norm if last < len(tokens) else ""
        role, has_kind = self._role(before, self._text[end : end + _WINDOW])
        has_kind = has_kind or following in self._words.settlements or tokens[last - 1].norm in self._words.settlements
        is_listed = bool(before) and before[-1] in self._words.joiners and before[-1] != ","
        listed_with = tokens[first - 2].end if is_listed and first > 1 else -1
        if any(mention.end == listed_with and mention.role is Role.INSIDE for mention in known):
            return Mention(start, end, (), Role.INSIDE)
        if role in (Role.COMPOUND, Role.ACTOR) or not (role is Role.INSIDE or has_kind):
            return None
        if role is Role.INSIDE and before and before[-1] in ("on", "over", "hit", "struck", "attacked") and not has_kind:
            return None
        return Mention(start, end, (), Role.INSIDE if has_kind else role)

    def _group(self, mentions: list[Mention]) -> list[Site]:
        """Join mentions that name one place together, or that share a count."""
        sites: list[Site] = []
        for mention in mentions:
            if sites and (joined := self._join(sites[-1], mention)):
                sites[-1] = joined
            else:
                sites.append(Site((mention,)))
        return sites

    def _join(self, site: Site, mention: Mention) -> Site | None:
        last = site.mentions[-1]
        gap = self._text[last.end : mention.start]
        if len(gap) > _MOST_BETWEEN or mention.start < last.end or ";" in gap or ". " in gap:
            return None
        words = [word.casefold().removeprefix("'").removeprefix("’") for word in _WORD.findall(gap)]
        words = [word for word in words if word not in ("", "s", "'", "’", '"')]
        linking = [word for word in words if not self._is_between(word, has_kind=True) and word not in self._words.kinds]
        is_listed = bool(linking) and self._words.joiners.issuperset(linking) and linking != [","]
        if is_listed:
            # "Gao and Kidal": one count for several places of one kind
            is_alike = last.level == mention.level or Level.COUNTRY not in (last.level, mention.level)
            is_place = Level.DEMONYM not in (last.level, mention.level)
            return Site((*site.mentions, mention), is_list=True) if is_alike and is_place else None
        if any(word not in (",", "in", "(", ")") for word in linking):
            return None
        if not words and last.level <= mention.level and last.level not in (Level.COUNTRY, Level.DEMONYM):
            return None
        if self._shares_country(site, mention):
            return Site((*site.mentions, mention), is_list=site.is_list)
        return None

    def _shares_country(self, site: Site, mention: Mention) -> bool:
        codes = {entry.country for entry in mention.entries}
        return not codes or all(not m.entries or codes & {e.country for e in m.entries} for m in site.mentions)

    # ---------------------------------------------------------------- the place of a number

    def place(self, sentence: Sentence, start: int, end: int, numbers: Sequence[Span] = ()) -> Place:
        """Return the place of the number at ``start``; ``numbers`` are the other counts of the sentence.

        The nearest place in the sentence, else the last one named before it in its
        paragraph, else the country the document is about.
        """
        sites = self.sites(sentence)
        origin = self._origin(sentence, sites)
        located = [site for site in sites if site is not origin]
        best = self._nearest(located, start, end, numbers)
        place = self._resolve(best, sentence) if best else self._carried(sentence)
        if best and best.level is not Level.TOWN and self._points_back(sentence):
            earlier = self._carried(sentence)
            place = earlier if earlier.admin1_code and earlier.admin1_code == place.admin1_code else place
        if origin is None:
            return place
        abroad = next((phrase for phrase in self._words.abroad if phrase in sentence.words), None)
        if abroad and best is None:
            place = Place(text=abroad)
        code = self._country_of(origin)
        if best is None and place.location_code == code:
            place = Place(text=self._text[origin.start : origin.end])
        return replace(place, origin_code=code) if code != place.location_code else place

    def _points_back(self, sentence: Sentence) -> bool:
        """Tell whether a sentence speaks of "the village" or "the town" that was named before."""
        norms = [token.norm for token in sentence.tokens]
        pairs = zip(norms, norms[1:], [*norms[2:], ""], strict=False)
        return any(a == "the" and b in self._words.settlements and c not in ("of", "in") for a, b, c in pairs)

    def _origin(self, sentence: Sentence, sites: list[Site]) -> Site | None:
        """Return the country that people left, if the sentence speaks of a border."""
        origins = [s for s in sites if s.role is Role.ORIGIN and s.level in (Level.COUNTRY, Level.DEMONYM)]
        if not origins:
            return None
        reached = any(s.role is Role.DESTINATION and s.level is Level.COUNTRY for s in sites)
        if reached or not self._words.borders.isdisjoint(token.norm for token in sentence.tokens):
            return origins[0]
        return None

    def _nearest(self, sites: list[Site], start: int, end: int, numbers: Sequence[Span]) -> Site | None:
        located = [s for s in sites if s.level is not Level.DEMONYM and s.role not in (Role.ACTOR, Role.COMPOUND)]
        return min(located, key=lambda site: (self._cost(site, start, end, numbers), site.start), default=None)

    def _cost(self, site: Site, start: int, end: int, numbers: Sequence[Span]) -> float:
        """Return how far a place is from a number: words between, marks, other counts, and its role."""
        is_behind = site.start >= end
        gap_start, gap_end = (end, site.start) if is_behind else (site.end, start)
        gap = self._text[gap_start:gap_end]
        cost = len(gap) / 5 + _COST_BY_ROLE[site.role] + _COMMA_COST * gap.count(",") + _CLAUSE_COST * gap.count(";")
        between = [number for number in numbers if gap_start <= number[0] and number[1] <= gap_end]
        if is_behind:
            return cost + _ACROSS_NUMBER_COST * len(between) - _BEHIND_BONUS
        owned = [n for n in numbers if n[1] <= site.start and "," not in (lead := self._text[n[1] : site.start]) and len(lead) < _MOST_BETWEEN]
        return cost + (_OWNED_COST if owned else 0) + _COMMA_COST * len(between)

    def _carried(self, sentence: Sentence) -> Place:
        """Return the place that the sentences before or the heading set, else the document's."""
        local, heading = self._local_country(sentence), self._headings.get(sentence.index)
        whole = self._main_place if heading is None else self._resolve(Site((heading,)), sentence)
        if not self._words.nationwide.isdisjoint(token.norm for token in sentence.tokens):
            return _place_in(local, text=whole.text if whole.location_code == local else None) if local else whole
        for index in range(sentence.index - 1, max(-1, sentence.index - _SENTENCES_BACK), -1):
            earlier = self._sentences[index]
            is_new_paragraph = "\n\n" in self._text[earlier.end : sentence.start]
            if self._headings.get(index) is not heading or (is_new_paragraph and index < sentence.index - 1):
                break
            site = self._setting(earlier)
            place = self._resolve(site, sentence) if site else None
            if place is not None and (local is None or place.location_code in (local, None)):
                return place
        return whole

    def _setting(self, sentence: Sentence) -> Site | None:
        """Return the place a sentence sets for what follows: its first one, or a narrower one right behind."""
        setting: Site | None = None
        for site in self.sites(sentence):
            if site.role is not Role.INSIDE or site.level is Level.DEMONYM:
                continue
            if setting is None:
                setting = site
            elif site.level > setting.level and not any(map(str.isdecimal, self._text[setting.end : site.start])):
                setting = site
        return setting

    def _country_of(self, site: Site) -> str | None:
        """Return the country of a site, told by its wider parts or by the vote; ``None`` if it spans several."""
        options = [{e.country for e in m.entries if e.country} for m in site.mentions if m.entries]
        if not options:
            return None
        common = set.intersection(*options)
        if not common:
            return None if site.is_list else self._choose(site.mentions[0].entries or site.mentions[-1].entries, self._all_votes).country
        if len(common) == 1:
            return common.pop()
        entries = next(m.entries for m in site.mentions if m.entries)
        return self._choose(tuple(entry for entry in entries if entry.country in common), self._all_votes).country

    @cached_property
    def _all_votes(self) -> Counter[str]:
        votes = Counter(self.votes)
        if self._country is not None:
            votes[self._country] += 1_000
        return votes

    def _resolve(self, site: Site, sentence: Sentence) -> Place:
        code = self._country_of(site)
        is_unknown = not any(mention.entries for mention in site.mentions)
        if code is None and is_unknown:
            code = self._local_country(sentence)
        if code is None:
            return Place(text=self._printed(site))
        found = self._common_admin1(site, code)
        admin1_code, admin1_name = found or (None, None)
        return _place_in(code, admin1_code, admin1_name, self._printed(site))

    def _common_admin1(self, site: Site, country: str) -> tuple[str, str] | None:
        """Return the first-level area of a site; ``None`` if its parts lie in several or it is not known."""
        areas = {self._admin1(m, country) for m in site.mentions if m.level is Level.AREA} - {None}
        if site.level is Level.TOWN and len(areas) == 1:
            return areas.pop()
        parts = [self._admin1(m, country) for m in site.mentions if m.level in (Level.AREA, Level.TOWN)]
        known = {part for part in parts if part is not None}
        return known.pop() if len(known) == 1 and not (site.is_list and None in parts) else None

    @staticmethod
    def _admin1(mention: Mention, country: str) -> tuple[str, str] | None:
        for entry in mention.entries:
            if entry.country == country and entry.admin1_code and entry.admin1_name:
                return entry.admin1_code, entry.admin1_name
        return None

    def _printed(self, site: Site) -> str:
        """Return the narrowest place as printed; all of them if they share a count."""
        named = [m for m in site.mentions if m.level == site.level] or list(site.mentions)
        first, last = named[0], named[-1] if site.is_list else named[0]
        start, end = self._with_direction(first.start), last.end
        kind = re.match(r" ([A-Z]\w+)", self._text[end : end + _WINDOW])
        if kind and kind[1].casefold() in self._words.kinds:
            end += kind.end()
        return " ".join(self._text[start:end].split())

    def _with_direction(self, start: int) -> int:
        """Return where a name begins with its direction: "central Mali"."""
        before = re.search(r"(\w+(?:-\w+)?) $", self._text[max(0, start - _WINDOW) : start])
        return start - len(before[0]) if before and before[1].casefold() in self._words.compass else start


def _is_met(needs: Needs, role: Role, *, has_kind: bool, goes_on: bool) -> bool:
    """Tell whether a common word is a place here; not if it goes on: "San Bernardino"."""
    if needs is Needs.NOTHING or has_kind:
        return True
    return needs is Needs.PREPOSITION and not goes_on and role in (Role.INSIDE, Role.ORIGIN, Role.DESTINATION)


def _weight(mention: Mention, entry: PlaceEntry) -> float:
    return _WEIGHT_BY_ROLE[mention.role] * _WEIGHT_BY_LEVEL[entry.level]


def _place_in(code: str, admin1_code: str | None = None, admin1_name: str | None = None, text: str | None = None) -> Place:
    return Place(code, load_countries()[code].name, admin1_code, admin1_name, None, text)


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() and token.text[0].isalpha()


def _is_shouted(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence is in capitals throughout, so that they tell nothing."""
    words = [token.text for token in tokens if token.text[0].isalpha()]
    return bool(words) and all(word.isupper() for word in words)
