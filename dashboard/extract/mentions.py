"""Find the names of places in a text, and how each is named.

"In Mali", "from Mali", "Mali's government" and "Russia-backed" name a place in very
different ways: where people are, where they came from, who acts, and nothing at all. The
role is read from the words around the name. This module must not decide which place a
number belongs to.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from enum import IntEnum, auto
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from dashboard.extract.segment import Sentence, Tokens
from dashboard.reference.context_words import PlaceWords
from dashboard.reference.lexicon import load_lexicon
from dashboard.reference.names import NameMatch, fold_name
from dashboard.reference.places import (
    ABBREVIATION,
    AREA,
    COUNTRY,
    DAMAGED,
    DEMONYM,
    FEATURE,
    KIND,
    NOTHING,
    PREPOSITION,
    STAND_IN,
    TOWN,
    Level,
    PlaceEntry,
    foreign_names,
    load_damaged_places,
    load_places,
)

_start, _needs = attrgetter("start"), attrgetter("needs")
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
_BEHIND = re.compile(
    rf"""
    (?: (?= ( [-–]\s?[a-zß-öø-ÿ] | \$ ) ) )?     # Mali-based   US$
    ( ['’] (?: s?\b | (?=\s) ) )?+              # Mali's   Texas'
    [ -]*+ ( {_WORD.pattern} )?
    """,
    re.VERBOSE,
)
_COUNT_BEHIND = re.compile(r" (?:\w+ |\()?\d| ?: ?\d")
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[-*•–·]|\d\.)?[ \t]*$")
_WINDOW, _LONGEST_BULLET = 60, 6
_LANGUAGES = 8
_TOKENS_BEFORE = 6
_LONGEST_NAME = 5
_LONGEST_JOINT = 12
_ELISIONS = "'’"
_LONGEST_ACRONYM = 4
_QUOTES = "\"'“”‘’("
_BLANKS = (" ", "\u00a0")
_NAME_IN_FRONT = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(\.?)$")
_NAME_BEHIND = re.compile(r"[ \u00a0]([^\W\d_][\w'’-]*)")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ ]")
_SMALL_WORDS = re.compile(r"[a-zß-öø-ÿ]{4,}[,;]? (?:[a-zß-öø-ÿ]+ )?[a-zß-öø-ÿ]{4,}")  # two, side by side
_DATELINE = re.compile(r"[^\n]{0,40}?(?:[—–]|--| - |\.-)")
_WIDER_BEHIND = re.compile(r", (?:in )?| \(| in ")
_LINE = 80
_WELL_KNOWN = 500_000


class Role(IntEnum):
    """How a place is named, which says whether the counted people can be there."""

    INSIDE = auto()
    DESTINATION = auto()
    ORIGIN = auto()
    PLAIN = auto()
    ACTOR = auto()
    COMPOUND = auto()
    NAMESAKE = auto()
    BEARER = auto()


INSIDE, DESTINATION, ORIGIN, PLAIN, ACTOR, COMPOUND, NAMESAKE, BEARER = Role  # as the levels: read faster

Matches = Mapping[int, NameMatch[PlaceEntry]]

_PLACED = (INSIDE, ORIGIN, DESTINATION)
_BORNE = (NAMESAKE, BEARER)
_INNER = (AREA, TOWN)


class Mention(NamedTuple):
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
        return self.entries[0].level if self.entries else TOWN

    @property
    def is_bare(self) -> bool:
        """Whether it is an area or a town with nothing beside it that shows a place."""
        return self.role is PLAIN and self.level in _INNER


class MentionReader:
    """Finds names of places with the words of one language."""

    def __init__(self, words: PlaceWords, language: str) -> None:
        self._words = words
        self._language = language
        self._foreign = foreign_names(language)
        self._is_head_first = load_lexicon(language).is_head_first
        self._people = _small_word_behind(words.migrants)
        self._migrants = [word for word in words.migrants if not any(part in word for part in words.migrants - {word})]
        ways = words.inside | words.origin | words.destination
        roles = ways | words.at_events | words.kinds | words.facilities | words.migrants | words.institutions
        others = words.not_places | words.kinds | words.directions
        self._telling = roles | words.fillers | words.directions
        self._before_unknown = self._telling | words.joiners
        self._joints = words.joiners | words.fillers | frozenset(_ELISIONS)
        self._separators = words.joiners - words.inside - words.fillers
        self._no_openings = ways | words.not_places | words.fillers | words.directions
        self._no_first_names = others | ways | words.at_events | words.fillers | words.articles
        self._no_last_names = others | words.institutions | words.peoples | words.migrants
        self._conjunctions = words.joiners - {","}
        self._no_towns = words.institutions | words.officials | words.titles
        self._no_towns |= words.facilities | words.kinds | words.landforms
        self._no_towns = frozenset(map(fold_name, self._no_towns))

    def find(self, text: str) -> list[Mention]:
        """Return the known names of a text, in order.

        Not those that a storm or a person bears ("Typhoon Georgia", "Karen Clark"): there the
        name is no place all through the text, unless a preposition says it is ("in Clark").
        """
        matches = {match.start: match for match in load_places().find(text)}
        if DAMAGED in text:
            matches |= {match.start: match for match in load_damaged_places().find(text.replace(DAMAGED, STAND_IN))}
        ends = {match.end for match in matches.values()}
        found: list[Mention] = []
        is_list = False
        for match in matches.values():
            last = found[-1] if found else None
            is_list = last is not None and self._goes_on(text, last, match.start, is_list=is_list)
            mention = self._read(text, match, matches, ends, last.entries if last and is_list else ())
            if mention is None:
                continue
            if last is not None and self._is_contradicted(text, last, mention):
                found.pop()
            found.append(mention)
        found = sorted([*found, *self._small_demonyms(text)], key=_start)
        if not any(mention.role in _BORNE for mention in found):
            return found
        storms = {text[m.start : m.end] for m in found if m.role is NAMESAKE}
        persons = {text[m.start : m.end] for m in found if m.role is BEARER}
        return [m for m in found if not self._is_borne(m, text[m.start : m.end], storms, persons)]

    def _goes_on(self, text: str, mention: Mention, start: int, *, is_list: bool) -> bool:
        """Tell whether a name goes on a list of places: the last of "in the regions of Est, Adamaoua and Nord"."""
        if not 0 < start - mention.end <= _LONGEST_JOINT or not (is_list or mention.role is INSIDE):
            return False
        joints = _WORD.findall(text[mention.end : start].casefold())
        return self._joints.issuperset(joints) and not self._separators.isdisjoint(joints)

    def _is_contradicted(self, text: str, mention: Mention, behind: Mention) -> bool:
        """Tell whether the country behind a town is another than all we know of its name: "Beni, Bolivia"."""
        if behind.start - mention.end != len(", ") or mention.level not in _INNER or behind.level is not COUNTRY:
            return False
        if not text.startswith(", ", mention.end) or _look_behind(text, behind.end)[2] in self._conjunctions:
            return False  # "Beni, Bolivia and Peru"
        return {e.country for e in mention.entries}.isdisjoint(e.country for e in behind.entries)

    def _small_demonyms(self, text: str) -> Iterator[Mention]:
        """Yield the origins that a language writes small, behind the people: "réfugiés maliens"."""
        if self._language == "en" or not any(word in text for word in self._migrants):
            return
        for match in self._people.finditer(text):
            entries = tuple(e for e in load_places().resolve(match[1]) if e.level is DEMONYM)
            if entries:
                yield Mention(match.start(1), match.end(1), entries, ORIGIN)

    def find_unknown(
        self, sentence: Sentence, text: str, known: Sequence[Mention], is_other: Callable[[int, int], bool]
    ) -> list[Mention]:
        """Return names that no list holds, but that stand where a place stands: "in the village of Kobi".

        ``sentence`` is one of ``text``, ``known`` are its known names; ``is_other`` tells
        whether a stretch of the text names something else.
        """
        is_plain = _CAPITAL.search(text, sentence.start + 1, sentence.end) is None  # but for its first word
        if sentence.is_shouted or (is_plain and self._words.settlements.isdisjoint(sentence.norms)):
            return []
        found: list[Mention] = []
        end = 0
        tokens = sentence.tokens
        for position, word in enumerate(tokens.texts):
            if position < end or not word[0].isupper():
                continue
            end = self._name_end(tokens, position)
            if end == position or not self._may_name_place(tokens.norms, position, end):
                continue
            start, stop = tokens.starts[position], tokens.ends[end - 1]
            if any(m.start < stop and start < m.end for m in known):
                continue
            mention = self._read_unknown(tokens, text, position, end, [*known, *found])
            if mention is not None and not is_other(start, stop):
                found.append(mention)
        return found

    # ---------------------------------------------------------------- known names

    def _read(
        self,
        text: str,
        match: NameMatch[PlaceEntry],
        by_start: Matches,
        ends: Set[int],
        listed: Sequence[PlaceEntry] = (),
    ) -> Mention | None:
        """Read a known name; ``listed`` are the places of the one before it in a list."""
        start, end, things, key = match
        if things[0].level is COUNTRY and key in self._foreign:
            things = things[1:]
            match = NameMatch(start, end, things, key)
        if not things or things[0].level is FEATURE or (key in self._no_towns and _is_word(things[0])):
            return None
        front = text[max(0, start - _WINDOW) : start]
        last = _last_word(front)
        if things[0].level in _INNER:
            is_apart = text[start - 1 : start] in _BLANKS
            may_be_last = is_apart and not last.islower() and start - 1 not in ends
            is_last = may_be_last and self._has_name_in_front(last, things[0])
            may_be_first = not is_last and text[end + 1 : end + 2].isupper() and end + 1 not in by_start
            is_first = may_be_first and self._has_name_behind(text, end, things[0], last if is_apart else "")
            if (is_first or is_last) and _capitals_tell(text, start, end):
                return Mention(start, end, things, BEARER) if is_last else None
        behind = end + (text.startswith(".", end) and "." in text[start:end])  # "U.S. troops"
        is_joined, is_owner, following = _look_behind(text, behind)
        role, has_kind = self._role(front, last, following, is_joined=is_joined)
        following = "" if is_owner else following
        if any(map(_needs, things)):
            has_kind = has_kind or following in self._words.kinds or self._has_kind(last, text, match, behind, by_start)
            suited = self._suited(text, match, role, following, has_kind=has_kind)
            is_whole = not text[end + 1 : end + 2].isupper()  # not "in North and East Texas"
            things = suited or (_alike(things, listed) if listed and is_whole else ())
        if not things:
            return None
        if role is PLAIN:
            is_adjective = "." in text[start:end] and following.isalpha()  # "a U.S. adviser"
            role = self._plain_role(things[0].level, last, text[behind : behind + _WINDOW], is_adjective=is_adjective)
        return Mention(start, end, things, role)

    def _suited(
        self, text: str, match: NameMatch[PlaceEntry], role: Role, following: str, *, has_kind: bool
    ) -> tuple[PlaceEntry, ...]:
        """Return those of the places of a name that have beside it what they need."""
        start, end, things, _ = match
        is_placed = role in _PLACED or following in self._words.institutions or is_dateline(text, start, end)
        met = [NOTHING]
        if has_kind or (is_placed and not _is_shouted_word(text, match)):
            met.append(PREPOSITION)
        if has_kind:
            met.append(KIND)
        if text.startswith(", ", start - 2) and text.startswith(".", end):
            met.append(ABBREVIATION)
        return tuple([entry for entry in things if entry.needs in met])

    def _has_name_in_front(self, last: str, entry: PlaceEntry) -> bool:
        """Tell whether a name is the last part of a longer one: "Karen Clark", "J. Clark", "Mount Clark"."""
        front = _NAME_IN_FRONT.search(last)
        if front is None or not front[1][0].isupper():
            return False
        word, words = front[1].casefold(), self._words
        if word in words.titles or (front[2] and len(word) == 1):
            return True
        if word in words.landforms:
            return bool(entry.needs)
        if front[2] or front[1].isupper():  # the sentence before ends there; "UNHCR Mali"
            return False
        return word not in self._no_first_names

    def _has_name_behind(self, text: str, end: int, entry: PlaceEntry, last: str) -> bool:
        """Tell whether a name is the first part of a longer one: "Clark Avenue"; for a town also "Clark Island"."""
        behind = _NAME_BEHIND.match(text, end)
        if behind is None or not behind[1][0].isupper():
            return False
        front = _NAME_IN_FRONT.search(last) if entry.level is AREA else None
        if front and front[1] in self._words.compass:  # "northern Ontario First Nations"
            return False
        word = behind[1].casefold()
        return entry.level is TOWN if word in self._words.landforms else word not in self._no_last_names

    def _is_borne(self, mention: Mention, name: str, storms: Set[str], persons: Set[str]) -> bool:
        """Tell whether a name is that of a storm or a person here."""
        return name in storms or (name in persons and mention.role not in _PLACED)  # "in Clark" is one

    def _has_kind(self, last: str, text: str, match: NameMatch[PlaceEntry], end: int, by_start: Matches) -> bool:
        """Tell whether a name ends with what kind of place it is, is listed with a count, or a wider name is behind."""
        _, blank, closing = text[match.start : match.end].rpartition(" ")
        if blank and closing.casefold() in self._words.kinds:
            return True
        return self._is_listed_with_count(last, text, match.start, end) or _is_beside_wider(text, match, by_start)

    def _is_listed_with_count(self, last: str, text: str, start: int, end: int) -> bool:
        """Tell whether a name is one of a list of places with their counts: "and Est with 136,764", "- Est: 400"."""
        if _COUNT_BEHIND.match(text, end) is None:
            return False
        is_listed = last.endswith((",", ":")) or last.casefold() in self._words.joiners
        return is_listed or _LINE_START.search(text, max(0, start - _LONGEST_BULLET), start) is not None

    def _plain_role(self, level: Level, last: str, after: str, *, is_adjective: bool) -> Role:
        """Return what a name without a preposition is: "Malian refugees" come from there, "report on Mali" is none."""
        if level is DEMONYM and any(w.casefold() in self._words.migrants for w in _WORD.findall(after)[:2]):
            return ORIGIN
        is_topic = level is COUNTRY and last.casefold() in self._words.at_events
        return ACTOR if is_topic or is_adjective else PLAIN

    def _role(self, front: str, last: str, following: str, *, is_joined: bool) -> tuple[Role, bool]:
        """Return the role of a name by the words around it, and whether one in front says what it is.

        ``last`` is the last word of what stands in ``front``; a word may be joined to the name ("Mali-based").
        """
        if is_joined:
            return COMPOUND, False
        last = last.casefold()
        if following in self._words.institutions or last in self._words.articles:
            return ACTOR, False
        if last in self._words.storms:
            return NAMESAKE, False
        if last.strip(_QUOTES) not in self._telling and "-" not in last:  # most words
            return PLAIN, False
        return self._role_in_front([word.strip(_QUOTES) for word in reversed(front.casefold().split())])

    def _describes(self, before: str) -> bool:
        """Tell whether a word is an adjective behind a kind of place: "la ville syrienne d'Alep"."""
        return self._is_head_first and before in self._words.kinds

    def _role_in_front(self, front: list[str]) -> tuple[Role, bool]:
        """Return the role that the nearest telling word in front gives, skipping "the northern town of"."""
        words = self._words
        has_kind = False
        for word, before in pairwise((*front, "")):
            if word in words.kinds:
                has_kind = True
            elif word in words.facilities:  # "au marché de Bosso"
                return PLAIN, True
            elif word in words.inside:  # "officials in Niamey" speak, "deaths in Niamey" happened there
                return (ACTOR if before in words.officials else INSIDE), has_kind
            elif word in words.at_events:
                return (INSIDE if before in words.events or has_kind else PLAIN), has_kind
            elif word in words.origin or word in words.migrants:
                return ORIGIN, has_kind
            elif word in words.destination:
                return DESTINATION, has_kind
            elif word in words.institutions and not has_kind:
                return ACTOR, False
            elif not (stands_between(word, words, has_kind=has_kind) or self._describes(before)):
                break
        return (INSIDE if has_kind else PLAIN), has_kind

    # ---------------------------------------------------------------- unknown names

    def _name_end(self, tokens: Tokens, position: int) -> int:
        """Return the end of the capitalised name that begins at a token; the token itself if there is none."""
        texts, norms = tokens.texts, tokens.norms
        if norms[position] in self._no_openings:
            return position
        end = position + 1
        while end < len(norms) and end - position < _LONGEST_NAME:
            gap = 1 if norms[end] in self._words.particles else 0
            if end + gap >= len(norms) or not texts[end + gap][0].isupper() or norms[end - 1].endswith("'s"):
                break
            end += gap + 1
        return end

    def _may_name_place(self, norms: Sequence[str], first: int, last: int) -> bool:
        """Tell whether a word right beside a capitalised name, or its last one, can show that it is a place."""
        in_front = norms[first - 1].strip(_QUOTES) if first else ""
        if in_front in self._before_unknown or "-" in in_front:
            return True
        return not self._words.settlements.isdisjoint(norms[last - 1 : last + 1])

    def _read_unknown(
        self, tokens: Tokens, text: str, first: int, last: int, named: Sequence[Mention]
    ) -> Mention | None:
        start, end = tokens.starts[first], tokens.ends[last - 1]
        words = self._words
        closing = tokens.norms[last - 1]
        if last - first == 1 and tokens.texts[first].isupper() and end - start <= _LONGEST_ACRONYM:
            return None
        if closing in words.institutions or closing in words.facilities or tokens.norms[first] in words.facilities:
            return None
        if words.kinds.issuperset(tokens.norms[first:last]):
            return None
        before = tokens.norms[max(0, first - _TOKENS_BEFORE) : first] or [""]
        if first > 1 and before[-1] in words.joiners and before[-1] != ",":  # "in Nondin and Soro"
            joined_to = tokens.ends[first - 2]
            if any(mention.end == joined_to and mention.role is INSIDE for mention in named):
                return Mention(start, end, (), INSIDE)
        following = tokens.norms[last] if last < len(tokens) else ""
        is_joined, is_owner, actor = _look_behind(text, end)
        actor = actor if is_owner else following
        role, has_kind = self._role(" ".join(before), before[-1], actor, is_joined=is_joined)
        has_kind = has_kind or following in words.settlements or closing in words.settlements
        if role in (COMPOUND, ACTOR) or following in words.peoples or not (role is INSIDE or has_kind):
            return None
        return Mention(start, end, (), INSIDE if has_kind else role)


@lru_cache(maxsize=_LANGUAGES)
def load_mention_reader(words: PlaceWords, language: str) -> MentionReader:
    """Return the reader for the words of a language; it keeps nothing of what it reads."""
    return MentionReader(words, language)


def _alike(entries: Iterable[PlaceEntry], listed: Iterable[PlaceEntry]) -> tuple[PlaceEntry, ...]:
    """Return the entries that are of the level and the country of one that stands in the same list."""
    alike = {(entry.country, entry.level) for entry in listed}
    return tuple([entry for entry in entries if (entry.country, entry.level) in alike])


def _is_word(entry: PlaceEntry) -> bool:
    """Tell whether a word that means something else is no place here, though some town bears it: "Police"."""
    return entry.level is TOWN and bool(entry.needs)


def _capitals_tell(text: str, start: int, end: int) -> bool:
    """Tell whether the line around a name is written as sentences are; in a title longer words have a capital."""
    first = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE)
    last = text.find("\n", end, end + _LINE)
    return _SMALL_WORDS.search(text, first, last if last >= 0 else end + _LINE) is not None


def _is_beside_wider(text: str, match: NameMatch[PlaceEntry], by_start: Matches) -> bool:
    """Tell whether the country or area of a name stands behind it: "Clark, Texas", "Clark (Philippines)"."""
    gap = _WIDER_BEHIND.match(text, match.end)
    wider = by_start.get(gap.end()) if gap else None
    if wider is None or wider.things[0].level > AREA:
        return False
    return not {e.country for e in match.things}.isdisjoint(e.country for e in wider.things)


def _is_shouted_word(text: str, match: NameMatch[PlaceEntry]) -> bool:
    """Tell whether a name among capitals is one word that hardly anybody means as a place: "IN POLICE CUSTODY"."""
    name = text[match.start : match.end]
    is_word = name.isalpha() and name.isupper() and not _capitals_tell(text, match.start, match.end)
    return is_word and max(entry.population for entry in match.things) < _WELL_KNOWN


def is_dateline(text: str, start: int, end: int) -> bool:
    """Tell whether a name opens a line and a dash sets it off: "CLARK (Agency) — A fire"."""
    first = start - (text[start - 1 : start] == "(")  # "(Clark, 3 May 2024) – A fire"
    return (first == 0 or text[first - 1] == "\n") and _DATELINE.match(text, end) is not None


@cache
def _small_word_behind(words: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a word in small letters right behind one of the words."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))}) ([a-zß-öø-ÿ]\w+)")


def stands_between(word: str, words: PlaceWords, *, has_kind: bool) -> bool:
    """Tell whether a word may stand between a preposition and a name: "the", "northern", "a town of"."""
    if word in words.fillers or word in words.directions:
        return True
    if "-" in word and words.directions.issuperset(word.split("-")):
        return True
    return has_kind and word in words.articles


def _look_behind(text: str, end: int) -> tuple[bool, bool, str]:
    """Tell whether a word is joined to a name, and whether it owns the next one; and that word or mark."""
    found = _BEHIND.match(text, end, end + _WINDOW)
    joint, owner, word = found.groups("") if found else ("", "", "")
    return bool(joint), bool(owner), word.casefold()


def _last_word(text: str) -> str:
    """Return the last word of a text, with the marks beside it."""
    words = text.rsplit(None, 1)
    return words[-1] if words else ""
