"""Decide which country a document, or a part of it, is about.

All known names of the document vote: "in Mali" counts for more than "Mali's government", a
demonym for little, "Russia-backed" for nothing; the title counts most. A heading that is
just a place sets it for what follows. This module must not know any number.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from operator import attrgetter

from dashboard.extract.mentions import Mention, Role, load_mention_reader
from dashboard.extract.segment import Sentence
from dashboard.model import Document
from dashboard.reference.context_words import PlaceWords
from dashboard.reference.places import COUNTRY, KIND, TOWN, Level, PlaceEntry
from dashboard.reference.reporters import load_reporters

Votes = defaultdict[str, float]

_start, _country = attrgetter("start"), attrgetter("country")
_admin1_code, _population = attrgetter("admin1_code"), attrgetter("population")
_WORD = re.compile(r"\w+|[^\w\s]")
_WEIGHT_BY_ROLE = {
    Role.INSIDE: 3.0,
    Role.DESTINATION: 2.0,
    Role.ORIGIN: 1.5,
    Role.PLAIN: 1.5,
    Role.ACTOR: 1.0,
    Role.COMPOUND: 0.0,
    Role.NAMESAKE: 0.0,
    Role.BEARER: 0.0,
}
_WEIGHT_BY_LEVEL = {Level.COUNTRY: 1.0, Level.AREA: 0.7, Level.TOWN: 0.7, Level.DEMONYM: 0.3}
_TITLE_WEIGHT, _LEAD_WEIGHT = 3.0, 1.5
_DOUBT = 0.5
_STRONG = 6.0
_GIVEN_WEIGHT = 1_000.0
_WELL_KNOWN = 500_000
_LEAD = 200
_LONGEST_HEADING, _LONGEST_HEADING_REST = 60, 15
_BULLETS = frozenset((":", "-", "–", "*", "•"))


class Setting:
    """What one document is about; ``country`` (alpha-3) is what the caller knows."""

    def __init__(
        self, document: Document, sentences: Sequence[Sentence], words: PlaceWords, *, country: str | None = None
    ) -> None:
        self._text = document.text or ""
        self._title = document.title or ""
        self._sentences = sentences
        self._words = words
        self._country = country
        self._reader = load_mention_reader(words, document.language or "en")

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every known name of the text, in order."""
        return self._reader.find(self._text)

    @cached_property
    def _title_mentions(self) -> list[Mention]:
        return self._reader.find(self._title)

    @cached_property
    def lead(self) -> list[Mention]:
        """The known names of the title and of the first lines."""
        return [*self._title_mentions, *self.mentions_in(0, _LEAD)]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the known names between two offsets, in order."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    # ---------------------------------------------------------------- the vote

    @cached_property
    def votes(self) -> Votes:
        """How strongly the document speaks for each country.

        Names of several countries vote last, and those that nothing beside them shows to be
        places: these only for a country that has a vote, or if there is no other.
        """
        title = ((mention, _TITLE_WEIGHT) for mention in self._title_mentions)
        body = ((mention, _LEAD_WEIGHT if mention.start < _LEAD else 1.0) for mention in self.mentions)
        votes: Votes = defaultdict(float)
        unclear: list[tuple[Mention, float]] = []
        for mention, weight in chain(title, body):
            entries = mention.entries
            is_clear = len(entries) == 1 or len(set(map(_country, entries))) == 1
            if is_clear and not mention.is_bare:
                votes[entries[0].country or ""] += weight * _weight(mention, entries[0])
            else:
                unclear.append((mention, weight))
        if unclear and not votes:
            largest = max((e for mention, _ in unclear for e in mention.entries), key=_population)
            votes[largest.country or ""] = 0.0
        for mention, weight in unclear:
            entry = choose_entry(mention.entries, votes)
            is_alone = (entry.country or "") not in votes
            if is_alone and (entry.needs is KIND or mention.is_bare):
                continue
            doubt = 1.0 if entry.level is COUNTRY else _DOUBT
            votes[entry.country or ""] += weight * _weight(mention, entry) * doubt
        if not votes:
            votes = self._votes_of_authorities()
        if self._country is not None:
            votes[self._country] += _GIVEN_WEIGHT
        return votes

    @cached_property
    def _names(self) -> Mapping[str | None, set[str]]:
        """The names in the text by which each country is voted for."""
        names: defaultdict[str | None, set[str]] = defaultdict(set)
        for mention in self.mentions:
            for entry in mention.entries:
                names[entry.country].add(self._text[mention.start : mention.end])
        return names

    def is_out_of_place(self, mention: Mention) -> bool:
        """Tell whether a smaller town of the world list is the only name of a country the document hardly speaks of.

        Then a village nearby bears the same name: "Ithaca" in a report on Greece is not that of New York.
        """
        entries = mention.entries
        if entries[0].level is not TOWN or not all(entry.level is TOWN and entry.needs for entry in entries):
            return False
        if self.votes.get(self.country or "", 0.0) < _STRONG or any(entry.country == self.country for entry in entries):
            return False
        own = {self._text[mention.start : mention.end]}
        return all(e.population < _WELL_KNOWN and self._names[e.country] <= own for e in entries)

    def _votes_of_authorities(self) -> Votes:
        """Return the countries whose own bodies the text names: ONEMI reports from Chile."""
        bodies = (match.things[0] for match in load_reporters().find(f"{self._title}\n{self._text}"))
        return defaultdict(float, Counter(body.country for body in bodies if body.country))

    @cached_property
    def areas(self) -> Counter[str]:
        """How often the document names each first-level area, or a town that lies in no other."""
        known = (set(map(_admin1_code, m.entries)) for m in chain(self._title_mentions, self.mentions))
        return Counter(code for codes in known if len(codes) == 1 for code in codes if code)

    @cached_property
    def country(self) -> str | None:
        """The country the document is about (alpha-3), ``None`` if it names none."""
        best = max(self.votes.values(), default=0)
        return next((country for country, weight in self.votes.items() if weight == best > 0), None)

    # ---------------------------------------------------------------- headings

    @cached_property
    def headings(self) -> dict[int, Mention]:
        """The place that the heading above a sentence sets, by the number of the sentence.

        A heading is a line without a stop that holds a place and hardly more. A short line
        that holds none ends its reach.
        """
        alone = [mention for mention in self.mentions if mention.level <= TOWN and self._is_heading(mention)]
        if not alone:
            return {}
        opened = self._sentences_of(alone)
        headings: dict[int, Mention] = {}
        current: Mention | None = None
        for sentence in self._sentences:
            if sentence.index in opened:
                current = opened[sentence.index]
            elif self._is_short_line(sentence):
                current = None
            if current is not None:
                headings[sentence.index] = current
        return headings

    def _sentences_of(self, mentions: Iterable[Mention]) -> dict[int, Mention]:
        """Return the first of the mentions in each sentence that holds any."""
        first: dict[int, Mention] = {}
        for mention in mentions:
            first.setdefault(bisect_right(self._sentences, mention.start, key=_start) - 1, mention)
        return first

    def country_at(self, sentence: Sentence) -> str | None:
        """Return the country of the heading above a sentence, else the document's."""
        heading = self.headings.get(sentence.index)
        return choose_entry(heading.entries, self.votes).country if heading else self.country

    def _is_heading(self, mention: Mention) -> bool:
        line_start = self._text.rfind("\n", max(0, mention.start - _LONGEST_HEADING_REST), mention.start) + 1
        if mention.start - line_start > _LONGEST_HEADING_REST:
            return False
        line_end = self._text.find("\n", mention.end, mention.end + _LONGEST_HEADING)
        if line_end < 0:
            return False
        rest = f"{self._text[line_start : mention.start]} {self._text[mention.end : line_end]}".casefold()
        allowed = self._words.kinds | self._words.directions | self._words.fillers | _BULLETS
        return allowed.issuperset(_WORD.findall(rest))

    def _is_short_line(self, sentence: Sentence) -> bool:
        text = self._text
        if sentence.end - sentence.start > _LONGEST_HEADING or text[sentence.end - 1] in ".!?…,;:":
            return False
        opens = sentence.start == 0 or text[sentence.start - 1] == "\n"
        return opens and text[sentence.end : sentence.end + 1] in ("", "\n")


def choose_entry(entries: tuple[PlaceEntry, ...], votes: Votes) -> PlaceEntry:
    """Return the entry whose country the document speaks for, else the one where most people live.

    A country gives way to strong votes only.
    """
    if len(entries) == 1:
        return entries[0]
    if entries[0].level is COUNTRY and all(votes.get(e.country or "", 0.0) <= _STRONG for e in entries[1:]):
        return entries[0]
    weights = [votes.get(entry.country or "", 0.0) for entry in entries]
    most = max(weights)
    spoken_of = [entry for entry, weight in zip(entries, weights, strict=True) if weight == most]
    return spoken_of[0] if len(spoken_of) == 1 else max(spoken_of, key=_population)


def _weight(mention: Mention, entry: PlaceEntry) -> float:
    return _WEIGHT_BY_ROLE[mention.role] * _WEIGHT_BY_LEVEL[entry.level]
