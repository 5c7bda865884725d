"""Read where: the place that a number belongs to.

A number takes the nearest site of its sentence, judged by a cost that is written out in
``_cost``; else the one that the sentences before or a heading set; else the country the
document is about. This module must not know any indicator.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import NamedTuple

from dashboard.extract.mentions import (
    COMPOUND,
    DESTINATION,
    INSIDE,
    ORIGIN,
    Mention,
    Role,
    is_dateline,
    load_mention_reader,
)
from dashboard.extract.segment import Sentence
from dashboard.extract.setting import Setting, choose_entry
from dashboard.extract.sites import Site, group_mentions
from dashboard.model import Document, Place
from dashboard.reference.context_words import PlaceWords, Words
from dashboard.reference.lexicon import load_lexicon
from dashboard.reference.names import NameMatch
from dashboard.reference.places import AREA, COUNTRY, DEMONYM, KIND, TOWN, load_countries
from dashboard.reference.reporters import Reporter, load_reporters

Span = tuple[int, int]

_COST_BY_ROLE = {Role.INSIDE: 0.0, Role.DESTINATION: 2.0, Role.ORIGIN: 3.0, Role.PLAIN: 8.0}
_CHARACTERS_A_WORD = 5
_ACROSS_NUMBER_COST = 40.0
_OWNED_COST = 30.0
_DATELINE_COST = 160.0
_CLAUSE_COST = 20.0
_COMMA_COST = 3.0
_BEHIND_BONUS = 4.0
_BESIDE_BONUS = 19.0
_NEVER = 1_000_000.0
_BESIDE = 8
_OWNED_WITHIN = 60
_SENTENCES_BACK = 8
_LANGUAGES = 8
_SITES_AROUND = 8
_PARAGRAPH = 2_000
_OPENING = 4
_WORD = re.compile(r"\w+")
_ITEM = re.compile(r"[ \t]*(?:[-*•–·▪]|\d\.|\(?[a-z]\))[ \t]")
_LEAD = re.compile(r" ?:? (?:(\w+) )?")
_OWN_COUNT = re.compile(r" \((\d[^()A-Z]*)\)")


class _Named(NamedTuple):
    """The sites of a sentence, the one that people left, and those where people may be."""

    sites: list[Site]
    origin: Site | None
    located: list[Site]


class _PartWords(NamedTuple):
    """Words around the parts of a number: "19 dead, including 12 in the town of Gao".

    ``leading`` ones lead from a part to its place, ``separators`` part it from what is in
    front; ``hedges`` may stand before a part, ``openers`` before these; ``no_verbs`` may
    stand between a place and the next number without saying anything of the place.
    """

    leading: Words
    separators: Words
    hedges: Words
    openers: Words
    no_verbs: Words


class PlaceReader:
    """Reads the places of the numbers of one document.

    ``country`` is an alpha-3 code that the caller knows the document to be about.
    ``find_organisations`` gives those that a sentence names: their names are no places.
    """

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        words: PlaceWords,
        *,
        country: str | None = None,
        find_organisations: Callable[[Sentence], Sequence[NameMatch[Reporter]]],
    ) -> None:
        self.setting = Setting(document, sentences, words, country=country)
        self._reader = load_mention_reader(words, document.language or "en")
        self._text = document.text or ""
        self._sentences = sentences
        self._words = words
        self._parts = _load_part_words(words, document.language or "en")
        self._find_organisations = find_organisations
        self._sites: dict[int, list[Site]] = {}
        self._named: dict[int, _Named] = {}
        self._carried_places: dict[int, Place] = {}
        self._norms: dict[int, frozenset[str]] = {}
        self._learnt: dict[str, tuple[str, tuple[str, str]]] = {}

    def sites(self, sentence: Sentence) -> list[Site]:
        """Return the places a sentence names, in order."""
        known = self._sites.get(sentence.index)
        if known is None:
            found = self.setting.mentions_in(sentence.start, sentence.end)
            is_other = partial(self._is_organisation, sentence)
            found = [m for m in found if m.role is not COMPOUND and not is_other(m.start, m.end)]
            found = [m._replace(entries=()) if self._is_guess(m) else m for m in found if not self._is_stray(m)]
            found += self._reader.find_unknown(sentence, self._text, found, is_other)
            known = group_mentions(sorted(found), self._text, self._words)
            self._learn(known)
            self._sites[sentence.index] = known
        return known

    def _is_organisation(self, sentence: Sentence, start: int, end: int) -> bool:
        """Tell whether a stretch of a sentence lies in the name of an organisation."""
        if not load_reporters().may_overlap(self._text[start:end]):  # most names of places
            return False
        return any(match.start < end and start < match.end for match in self._find_organisations(sentence))

    def _learn(self, sites: list[Site]) -> None:
        """Keep the area that is named beside an unknown name: "Kobokanda, a village in the Mopti region"."""
        for site in sites:
            first = site.mentions[0]
            country = self._country_of(site) if len(site.mentions) > 1 and not first.entries else None
            admin1 = site.admin1(country, self.setting.areas) if country else None
            if country and admin1:
                self._learnt[self._text[first.start : first.end]] = (country, admin1)

    def _read_first(self, name: str, sentence: Sentence) -> None:
        """Read the sentence in which a name stands first: there it may be said where it lies."""
        position = self._text.find(name)
        if 0 <= position < sentence.start and name not in self._learnt:
            index = bisect_right(self._sentences, position, key=lambda earlier: earlier.start) - 1
            self.sites(self._sentences[max(0, index)])

    def _read_named(self, site: Site, sentences: Iterable[Sentence]) -> None:
        """Read those of the sentences that hold the name of a site: there, too, it may be said where it lies."""
        name = self._text[site.start : site.mentions[0].end]
        for sentence in sentences:
            if name in self._text[sentence.start : sentence.end]:
                self.sites(sentence)

    def _words_of(self, sentence: Sentence) -> frozenset[str]:
        known = self._norms.get(sentence.index)
        if known is None:
            known = self._norms[sentence.index] = frozenset(sentence.norms)
        return known

    def _is_guess(self, mention: Mention) -> bool:
        """Tell whether a name like "Western Province" could be of many countries, none of which is spoken of."""
        if not mention.entries:
            return False
        is_common = len(mention.entries) > 1 and mention.entries[0].needs is KIND
        is_unspoken = is_common and not any(self.setting.votes.get(entry.country or "") for entry in mention.entries)
        return is_unspoken or self.setting.is_out_of_place(mention)

    def _is_stray(self, mention: Mention) -> bool:
        """Tell whether a name that nothing shows to be a place is one only in countries that are not spoken of."""
        return mention.is_bare and not any(self.setting.votes.get(entry.country or "") for entry in mention.entries)

    def place(
        self,
        sentence: Sentence,
        start: int,
        end: int,
        numbers: Sequence[Span],
        *,
        since: int = 0,
        are_victims: bool = False,
    ) -> Place:
        """Return the place of the number at ``start``; ``numbers`` are the counts around it.

        If a place was told before, sites in front of ``since`` are not its own: "…, bringing the total to 53".

        ``are_victims`` tells that some people are counted for what befell them: foreigners were where it happened.

        The country that people left is told apart ("from Mali to Niger"). If only that is
        named, the place itself stays unknown.
        """
        sites, origin, located = self._named_in(sentence)
        if since and any(map(self._set_by, self._before(sentence))):
            located = [site for site in located if site.start >= since]
        best = self._nearest(located, start, end, numbers)
        nation = None if best or are_victims else self._counted(sites, end, sentence)
        place = self._resolve(best, sentence) if best else nation or self._carried(sentence)
        if best and best.level is not TOWN and self._points_back(sentence) is not None:
            earlier = self._carried(sentence)
            place = earlier if earlier.admin1_code and earlier.admin1_code == place.admin1_code else place
        if origin is None or self._is_of_part(origin, end, numbers):
            return self._from_abroad(place, best, sentence)
        return self._with_origin(place, origin, sentence, is_named=best is not None)

    def named_place(self, sentence: Sentence, start: int, end: int) -> Place | None:
        """Return the known place that is named between two offsets, ``None`` if none is."""
        sites = (site for site in self.sites(sentence) if start <= site.start < end and site.mentions[0].entries)
        site = next((site for site in sites if site.level is not DEMONYM), None)
        return self._resolve(site, sentence) if site else None

    def _named_in(self, sentence: Sentence) -> "_Named":
        known = self._named.get(sentence.index)
        if known is None:
            sites = self.sites(sentence)
            origin = self._origin(sentence, sites)
            located = [site for site in sites if site is not origin and _may_hold_people(site)]
            known = self._named[sentence.index] = _Named(sites, origin, located)
        return known

    # ---------------------------------------------------------------- origin

    def _origin(self, sentence: Sentence, sites: list[Site]) -> Site | None:
        """Return the country that people left, if the sentence speaks of a border or of another country reached."""
        origins = [s for s in sites if s.role is ORIGIN and s.level in (COUNTRY, DEMONYM)]
        if not origins:
            return None
        reached = any(s.role is DESTINATION and s.level is COUNTRY for s in sites)
        crossed = not self._words.borders.isdisjoint(self._words_of(sentence))
        return origins[0] if reached or crossed else None

    def _is_of_part(self, origin: Site, end: int, numbers: Sequence[Span]) -> bool:
        """Tell whether only a part behind a number came from there: "6,800 refugees, including 700 from Chad"."""
        parts = [span for span in numbers if end <= span[0] and span[1] <= origin.start]
        gap = self._text[parts[-1][1] : origin.start].casefold().split() if parts else []
        return bool(gap) and (self._words.origin | self._words.definite).issuperset(gap)

    def _from_abroad(self, place: Place, site: Site | None, sentence: Sentence) -> Place:
        """Return the place with the country left, if refugees are spoken of or people crossed into another country."""
        words = self._words_of(sentence)
        is_reached = site is not None and site.role is DESTINATION and site.level is COUNTRY
        if self._words.migrants.isdisjoint(words) and (not is_reached or self._words.borders.isdisjoint(words)):
            return place
        left = self._country_left if self._country_left != place.location_code else None
        left = left or self.setting.country
        return replace(place, origin_code=left) if place.location_code not in (None, left) else place

    def _with_origin(self, place: Place, origin: Site, sentence: Sentence, *, is_named: bool) -> Place:
        code = self._country_of(origin)
        if not is_named:
            abroad = next((phrase for phrase in self._words.abroad if phrase in sentence.words), None)
            if abroad:
                place = Place(text=abroad)
            elif place.location_code == code:
                place = Place(text=self._text[origin.start : origin.end])
        return replace(place, origin_code=code) if code != place.location_code else place

    @cached_property
    def _country_left(self) -> str | None:
        """The country that the title or the first lines say people left: there the refugees of the text come from.

        Else those who are abroad come from the country the document is about.
        """
        left = {choose_entry(m.entries, self.setting.votes).country for m in self.setting.lead if m.role is ORIGIN}
        abroad = left - {self.setting.country}
        return abroad.pop() if len(abroad) == 1 else None  # not "returns from Pakistan and Iran"

    # ---------------------------------------------------------------- the nearest site

    def _nearest(self, located: Sequence[Site], start: int, end: int, numbers: Sequence[Span]) -> Site | None:
        if len(located) > _SITES_AROUND:
            position = bisect_left(located, start, key=lambda site: site.start)
            located = located[max(0, position - _SITES_AROUND) : position + _SITES_AROUND]
        located = self._without_parts(located, end, numbers)
        priced = [(self._cost(site, start, end, numbers), site.start, site) for site in located]
        cost, _, best = min(priced, default=(_NEVER, 0, None), key=lambda item: item[:2])
        if best is None or cost >= _NEVER:
            return None
        return self._narrower(best, located, end) if best.end <= start else best

    def _narrower(self, site: Site, located: Sequence[Site], end: int) -> Site:
        """Return the place behind a number that lies in the country in front: "In Mali, 12 people died in Gao"."""
        if site.level is not COUNTRY or site.is_list:
            return site
        inside = next((later for later in located if later.start >= end), site)
        code = self._country_of(site)
        lies_there = all(any(e.country == code for e in m.entries) for m in inside.mentions)
        gap = self._text[end : inside.start].casefold().replace(",", " , ")
        is_apart = any(map(str.isdecimal, gap)) or not self._parts.separators.isdisjoint(gap.split())
        is_told = inside.role is INSIDE and inside.level > COUNTRY and not is_apart
        return inside if is_told and lies_there else site

    def _cost(self, site: Site, start: int, end: int, numbers: Sequence[Span]) -> float:
        """Return how far a site is from a number: words and marks between, its role, and other counts.

        "12 in Mopti, 7 in Gao": a site behind is dear across another number; a site in
        front is dear if it stands with the number before it, cheap right beside its own
        ("Gao with 19").
        """
        is_behind = site.start >= end
        gap_start, gap_end = (end, site.start) if is_behind else (site.end, start)
        gap = self._text[gap_start:gap_end]
        cost = len(gap) / _CHARACTERS_A_WORD + _COST_BY_ROLE[site.role]
        cost += _COMMA_COST * gap.count(",") + _CLAUSE_COST * gap.count(";")
        inside = [span for span in numbers if gap_start <= span[0] and span[1] <= gap_end]
        between = [span for span in inside if not _is_aside(gap, span[0] - gap_start)]
        words = gap.casefold().replace(",", " , ").replace(";", " ; ").split()
        is_led = bool(words) and self._words.inside.issuperset(words)  # "7 à Gao"
        is_joined = bool(words) and not is_led and self._words.joiners.issuperset(words)
        own = self._bracket(site, numbers)
        if own and own.start() < start < own.end():
            return cost - _BESIDE_BONUS  # "Gao (12 dead, 7 hurt)"
        if own and (is_behind or self._text.startswith("(", start - 1)):
            return _NEVER  # "1,643 deaths, ahead of Taroudant (976)", "Gao (12) and elsewhere (7)"
        if is_behind and between and (site.role is DESTINATION or ":" in gap):
            return _NEVER  # "4 million have fled, including 700,000 to Chad", "19 were killed: 12 in Gao, 7 in Kidal"
        if is_behind and self._opens_next(site, words, numbers):
            return _NEVER
        if is_behind:
            bonus = _BESIDE_BONUS if is_led else _BEHIND_BONUS
            return cost + (_OWNED_COST if is_joined else _ACROSS_NUMBER_COST * len(between) - bonus)
        is_label = site.level is COUNTRY and ":" in gap  # "Mali: 132 killed near Bankass"
        is_written_there = is_dateline(self._text, site.start, site.end)
        if len(gap) <= _BESIDE and not (is_joined or is_label or is_written_there):
            return cost - _BESIDE_BONUS
        cost += _DATELINE_COST * is_written_there
        return cost + _COMMA_COST * len(between) + (_OWNED_COST if self._is_owned(site, numbers) else 0)

    def _opens_next(self, site: Site, words: Sequence[str], numbers: Sequence[Span]) -> bool:
        """Tell whether a site behind opens what is said of the next number: "Gao has 19, Kidal 12"."""
        following = numbers[bisect_left(numbers, (site.end, 0)) :][:1]
        lead = _LEAD.fullmatch(self._text, site.end, following[0][0]) if following else None
        is_verb = lead is not None and (lead[1] or "").casefold() not in self._parts.no_verbs
        return is_verb and (";" in words or not self._parts.separators.isdisjoint(words))

    def _without_parts(self, located: Sequence[Site], end: int, numbers: Sequence[Span]) -> Sequence[Site]:
        """Return the sites without those behind a number where it is broken down: "19 dead, 12 of them in Gao".

        There a part stands right before its own place.
        """
        later = numbers[bisect_left(numbers, (end, 0)) :]
        for index, site in enumerate(located):
            before = bisect_left(later, (site.start, 0))
            if before and self._is_part_at(later[before - 1], later[before - 2][1] if before > 1 else end, site):
                return located[:index]
        return located

    def _is_part_at(self, number: Span, start: int, site: Site) -> bool:
        """Tell whether a number behind "including" or a comma stands with a site, its noun left out: ", 12 in Gao"."""
        lead = self._text[number[1] : site.start]
        words = _WORD.findall(lead.casefold())
        if "," in lead or self._words.inside.isdisjoint(words) or not self._parts.leading.issuperset(words):
            return False
        front = self._text[start : number[0]].casefold().replace(",", " , ").split()
        while front and front[-1] in self._parts.hedges:
            front.pop()
        return bool(front) and front[-1] in self._parts.openers

    def _bracket(self, site: Site, numbers: Sequence[Span]) -> re.Match[str] | None:
        """Return the brackets behind a site that hold its own count: "Taroudant (976)"."""
        found = _OWN_COUNT.match(self._text, site.end)
        return found if found and any(first == found.start(1) for first, _ in numbers) else None

    def _is_owned(self, site: Site, numbers: Sequence[Span]) -> bool:
        """Tell whether a site stands with a number in front of it."""
        leads = (self._text[last : site.start] for _, last in numbers if last <= site.start)
        return any(len(lead) < _OWNED_WITHIN and "," not in lead for lead in leads)

    # ---------------------------------------------------------------- what was set before

    def _counted(self, sites: list[Site], end: int, sentence: Sentence) -> Place | None:
        """Return the place of people counted by their nation: "300,000 Malians", ``None`` if they are not.

        Abroad they are nowhere in particular, and their country is their origin.
        """
        nation = next((s for s in sites if s.level is DEMONYM and 0 <= s.start - end <= _BESIDE), None)
        code = self._country_of(nation) if nation else None
        if code is None or code == self.setting.country:
            return None
        is_abroad = not self._words.borders.isdisjoint(self._words_of(sentence))
        return Place(origin_code=code) if is_abroad else _place_in(code, None)

    def _points_back(self, sentence: Sentence) -> str | None:
        """Return the word by which a sentence points to a place named before: "the village", "the state"."""
        if self._words.settlements.isdisjoint(self._words_of(sentence)):
            return None
        norms = sentence.norms
        named = zip(norms, norms[1:], [*norms[2:], ""], strict=False)
        words = self._words
        goes_on = words.fillers | words.inside
        back = (b for a, b, c in named if a in words.definite and b in words.settlements and c not in goes_on)
        return next(back, None)

    def _carried(self, sentence: Sentence) -> Place:
        """Return the place that the sentences before or the heading set, else the document's."""
        known = self._carried_places.get(sentence.index)
        if known is None:
            known = self._carried_places[sentence.index] = self._find_carried(sentence)
        return known

    def _find_carried(self, sentence: Sentence) -> Place:
        local, heading = self.setting.country_at(sentence), self.setting.headings.get(sentence.index)
        whole = self._main_place if heading is None else self._resolve(Site((heading,)), sentence)
        if not self._words.overall.isdisjoint(self._words_of(sentence)):
            return self._whole_country(whole, local)
        kind = self._points_back(sentence)
        named = (self._named_as(kind, earlier) for earlier in self._before(sentence)) if kind else ()
        sites = chain(named, map(self._set_by, self._before(sentence)))
        is_nationwide = not self._words.nationwide.isdisjoint(self._words_of(sentence))
        for site in filter(None, sites):
            if not site.mentions[0].entries:
                self._read_named(site, self._before(sentence))
            place = self._resolve(site, sentence)
            if self._reaches(place, sentence, local):
                is_abroad = place.location_code not in (local, None)
                return (
                    self._whole_country(whole, place.location_code if is_abroad else local) if is_nationwide else place
                )
        return self._whole_country(whole, local) if is_nationwide else whole

    def _whole_country(self, whole: Place, code: str | None) -> Place:
        """Return a country as the document names it, if it does."""
        return _place_in(code, whole.text if whole.location_code == code else None) if code else whole

    def _reaches(self, place: Place, sentence: Sentence, local: str | None) -> bool:
        """Tell whether a place holds for a later sentence: one abroad only if its paragraph names the country."""
        if local is None or place.location_code in (local, None):
            return True
        farthest = sentence.start - _PARAGRAPH
        paragraph = max(farthest, self._text.rfind("\n", max(0, farthest), sentence.start))
        if paragraph < 0:  # the first one speaks of the whole
            return False
        named = self.setting.mentions_in(paragraph, sentence.start)
        return any(m.level is COUNTRY and m.entries[0].country == place.location_code for m in named)

    def _named_as(self, kind: str, sentence: Sentence) -> Site | None:
        """Return the last place of a sentence that is of a kind: "Lake County" is a county, Kansas a state."""
        for site in reversed(self.sites(sentence)):
            named = [m for m in site.mentions if m.level in (AREA, TOWN) and self._is_of(m, kind)]
            if named and site.role is INSIDE:
                return site if named[0].level is site.level else Site((named[0],))
        return None

    def _is_of(self, mention: Mention, kind: str) -> bool:
        """Tell whether a name is of a kind by the word that it ends with or that follows, else by its level."""
        if kind in self._text[mention.start : mention.end + len(kind) + 1].casefold().split():
            return True
        level = AREA if kind in self._words.provinces else TOWN
        return bool(mention.entries) and mention.level is level and kind not in self._words.landforms

    def _before(self, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the sentences whose place may hold on here, under the same heading, the nearest first.

        A place holds to the end of its paragraph, and over paragraphs of one sentence, as
        news has them; that of a list's item not beyond it. The one the document opens with
        holds on if no others outweigh it.
        """
        headings = self.setting.headings
        nearest = sentence
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SENTENCES_BACK), -1):
            earlier = self._sentences[index]
            is_other = headings.get(index) is not headings.get(sentence.index)
            if is_other or (self._is_parted(index) and index and not self._is_parted(index - 1)):
                break
            nearest = earlier
            if not self._is_other_item(earlier, sentence):
                yield earlier
        opening = self._opening
        is_before = opening is not None and opening.index < nearest.index
        if opening and is_before and headings.get(opening.index) is headings.get(sentence.index):
            yield opening

    def _is_other_item(self, earlier: Sentence, sentence: Sentence) -> bool:
        """Tell whether an earlier sentence stands in an item of a list, and a later one does not: "• Health: …"."""
        if "\n" not in self._text[earlier.end : sentence.start]:
            return False
        farthest = max(0, earlier.start - _PARAGRAPH)
        return _ITEM.match(self._text, self._text.rfind("\n", farthest, earlier.start + 1) + 1) is not None

    def _is_parted(self, index: int) -> bool:
        """Tell whether a paragraph ends with a sentence."""
        following = self._sentences[index + 1 : index + 2]
        return not following or "\n" in self._text[self._sentences[index].end : following[0].start]

    @cached_property
    def _opening(self) -> Sentence | None:
        """The sentence that sets the place the document opens with, ``None`` if it speaks of others as much."""
        is_set = False
        for sentence in self._sentences[:_OPENING]:
            site = self._set_by(sentence)
            code = self._country_of(site) if site else None
            admin1 = site.admin1(code, self.setting.areas) if site and code else None
            if admin1:
                return sentence if 2 * self.setting.areas[admin1[0]] >= self.setting.areas.total() else None
            is_set = is_set or code is not None
            if is_set and self._is_parted(sentence.index):
                break
        return None

    def _set_by(self, sentence: Sentence) -> Site | None:
        """Return the place a sentence sets for what follows: its first one, or a narrower one before any number."""
        found: Site | None = None
        for site in self.sites(sentence):
            if site.role is not INSIDE or site.level is DEMONYM:
                continue
            is_first = found is None or not any(map(str.isdecimal, self._text[found.end : site.start]))
            if is_first and (found is None or site.level > found.level):
                found = site
        return found

    @cached_property
    def _main_place(self) -> Place:
        code = self.setting.country
        if code is None:
            return Place()
        named = (m for m in self.setting.mentions if m.level is COUNTRY and m.entries[0].country == code)
        first = next(named, None)
        return _place_in(code, self._text[first.start : first.end] if first else None)

    # ---------------------------------------------------------------- codes

    def _resolve(self, site: Site, sentence: Sentence) -> Place:
        """Return a site with its codes; an unknown name lies in the country spoken of."""
        printed = site.printed(self._text, self._words)
        if not site.mentions[0].entries:
            self._read_first(printed, sentence)
        if printed in self._learnt:
            return _place_in(self._learnt[printed][0], printed, self._learnt[printed][1])
        code = self._country_of(site)
        if code is None and not any(mention.entries for mention in site.mentions):
            code = self.setting.country_at(sentence)
        if code is None:
            return Place(text=printed)
        is_known = any(mention.entries for mention in site.mentions)
        return _place_in(
            code, printed, site.admin1(code, self.setting.areas) if is_known else self._only_areas.get(code)
        )

    @cached_property
    def _only_areas(self) -> dict[str, tuple[str, str]]:
        """The area of each country of which the document names no other: there its unknown villages lie."""
        named = [m.entries[0] for m in self.setting.mentions if m.role is INSIDE and m.level is AREA]
        per_country = Counter(code.partition("-")[0] for code in self.setting.areas)
        return {
            entry.country: (entry.admin1_code, entry.admin1_name)
            for entry in named
            if entry.country and entry.admin1_code and entry.admin1_name
            if per_country[load_countries()[entry.country].code2] == 1
        }

    def _country_of(self, site: Site) -> str | None:
        """Return the country of a site, told by its wider parts or by the vote; ``None`` if it spans several."""
        named = [mention.entries for mention in site.mentions if mention.entries]
        if not named:
            return None
        if len(named) == 1:
            return choose_entry(named[0], self.setting.votes).country
        common = set.intersection(*({entry.country for entry in entries} for entries in named))
        if not common and site.is_list:
            return None
        fitting = tuple(entry for entry in named[0] if entry.country in common) or named[0]
        return choose_entry(fitting, self.setting.votes).country


@lru_cache(maxsize=_LANGUAGES)
def _load_part_words(words: PlaceWords, language: str) -> _PartWords:
    lexicon = load_lexicon(language)
    leading = words.inside | words.fillers | words.kinds | words.directions
    separators = words.joiners - leading
    return _PartWords(
        leading | lexicon.grammar.pronouns | lexicon.grammar.of,  # ", 12 of them in Gao"
        separators,
        hedges=frozenset(chain.from_iterable(map(str.split, lexicon.numbers.hedges))),
        openers=separators | {form.split()[-1] for form in lexicon.grammar.including},
        no_verbs=separators | lexicon.grammar.settings,
    )


def _is_aside(text: str, position: int) -> bool:
    """Tell whether a position is in brackets: "310 families (1,640 people) fled to Gao"."""
    return text.count("(", 0, position) > text.count(")", 0, position)


def _may_hold_people(site: Site) -> bool:
    """Tell whether counted people may be at a site; those of a nation or from a country are elsewhere."""
    if site.level is DEMONYM or site.role not in _COST_BY_ROLE:
        return False
    return site.role is not ORIGIN or site.level is not COUNTRY


def _place_in(code: str, text: str | None, admin1: tuple[str, str] | None = None) -> Place:
    admin1_code, admin1_name = admin1 or (None, None)
    return Place(code, load_countries()[code].name, admin1_code, admin1_name, None, text)
