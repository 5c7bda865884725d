"""What the words of a header say: the dictionary of ``data/reference/headers.toml``, read word by word.

A figure is made of a column only if every word of its header is known; "affected crops" and
"affected" differ by one word. This module must not look at cells.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from dashboard.model import Indicator, Measure, PopulationGroup, Unit
from dashboard.reference.lexicon import spell_out
from dashboard.reference.resources import DATA
from dashboard.tables.dates import parse_month_name
from dashboard.tables.mapping import NOTHING_SAID, Counted, Role, fold_word
from dashboard.tables.places import find_country

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_TOKEN = re.compile(r"[^\W_]+|[%‰]")
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_PHASE = re.compile(
    r"""
    \b (?: (?:ipc|ch|cadre\ harmonise) [ .]* )? (?: phases? | ipc | ch | p ) [ .]* (?P<first>[1-5])
    (?:
        \s* (?P<above> \+ | plus | (?:and|or|et|ou)\ (?:above|more|plus|higher|worse) )
      | \s* (?:-|–|a|to|and|et) \s* (?P<last>[1-5])
    )?
    (?![0-9])
    """,
    re.VERBOSE,
)
_CRISIS, _FAMINE = 3, 5
LONGEST_COUNTRY, ALPHA_3 = 4, 3  # words, letters
PHASE_TOTAL = "phase 3+"
# People of one kind to whom something else happened ("refugees in need"): they are the group.
_AS_GROUP = {Indicator.REFUGEES: PopulationGroup.REFUGEES, Indicator.IDPS: PopulationGroup.IDPS}
_STATES = frozenset(
    {Indicator.IDPS, Indicator.REFUGEES, Indicator.ASYLUM_SEEKERS, Indicator.RETURNEES, Indicator.DISPLACED}
)


class Kind(StrEnum):
    """What a phrase of the dictionary is."""

    COUNTS = "counts"
    LEFT_OUT = "left_out"
    FILLER = "filler"
    TOTAL = "total"
    VERIFIED = "verified"
    SECTOR = "sector"
    LOW = "low"
    HIGH = "high"
    HOUSE = "house"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    FULL = "full"
    PARTIAL = "partial"


class Entry(NamedTuple):
    """What one phrase says; ``reason`` is why a column with it is left out."""

    kind: Kind
    counted: Counted = NOTHING_SAID
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HeaderReading:
    """What a header says.

    ``reason`` is why the column holds no figures, ``None`` if nothing speaks against it;
    ``unknown`` are its words that the dictionary does not have. ``slice`` tells apart what
    ``counted`` has no word for: a sector, a phase. ``is_total`` headers say "total" or "all".
    ``bound`` is the role of the number: the value itself, or the least or most it may be.
    """

    counted: Counted = NOTHING_SAID
    is_total: bool = False
    is_verified: bool = False
    slice: str | None = None
    reason: str | None = None
    unknown: tuple[str, ...] = ()
    bound: Role = Role.VALUE

    @property
    def is_figure(self) -> bool:
        """Whether a number under this header is a figure beyond doubt."""
        return self.counted.indicator is not None and self.reason is None and not self.unknown


@lru_cache(maxsize=10_000)
def read_header(header: str) -> HeaderReading:
    """Return what a header says.

    Example:
        >>> read_header("killed_children_cum").counted.record()
        {'indicator': <Indicator.KILLED: 'killed'>, 'measure': <Measure.CUMULATIVE: 'cumulative'>,
         'population_group': <PopulationGroup.CHILDREN: 'children'>}
        >>> read_header("Ménages affectés").counted.unit, read_header("Maisons détruites").counted.indicator
        (<Unit.HOUSEHOLD: 'household'>, <Indicator.HOUSES_DESTROYED: 'houses_destroyed'>)
        >>> read_header("affected crops").reason, read_header("affected llamas").unknown
        ('things, not people', ('llamas',))
    """
    text = fold_word(_CAMEL.sub(" ", header))
    said: list[Entry] = []
    phase = _PHASE.search(text)
    part = None
    if phase:
        text = f"{text[: phase.start()]} {text[phase.end() :]}"
        part, of_phase = _read_phase(phase)
        said.append(of_phase)
    unknown: list[str] = []
    periods: list[str] = []
    words, countries = _take_countries(_TOKEN.findall(text))
    said.append(Entry(Kind.COUNTS, countries))
    for word, entry in _match(words):
        if entry is None and _YEAR.fullmatch(word):
            periods.append(word)
        elif entry is None and (month := parse_month_name(word)):
            periods.append(f"{month:02}")
        elif entry is None:
            unknown.append(word)
        else:
            said.append(entry)
        if entry and entry.kind is Kind.SECTOR:
            part = word
    return _combine(said, _join_period(periods), part, unknown)


def _take_countries(words: list[str]) -> tuple[list[str], Counted]:
    """Return the words without "from Ukraine" and "in Poland", and the countries that these say."""
    for position, word in enumerate(words):
        if word not in ("from", "in"):
            continue
        for end in range(min(len(words), position + 1 + LONGEST_COUNTRY), position + 1, -1):
            country = find_country(" ".join(words[position + 1 : end]))
            if country is not None and len(words[position + 1]) > ALPHA_3:
                where = Counted(origin_code=country.code) if word == "from" else Counted(location_code=country.code)
                rest, more = _take_countries(words[end:])
                return words[:position] + rest, more.over(where)
    return words, NOTHING_SAID


def _read_phase(match: re.Match[str]) -> tuple[str | None, Entry]:
    first, last = int(match["first"]), int(match["last"] or 0)
    if first < _CRISIS:
        return None, Entry(Kind.LEFT_OUT, reason="phase 1 or 2, not in crisis")
    if match["above"] or last == _FAMINE:
        part: str | None = None if first == _CRISIS else f"phase {first}+"
    else:
        part = f"phase {first}" if not last else f"phase {first}-{last}"
    return part, Entry(Kind.COUNTS, Counted(Indicator.FOOD_INSECURE))


def _join_period(parts: list[str]) -> str | None:
    """Return a year or a month in the form of ISO 8601, an empty text if there is more than one."""
    years = [part for part in parts if len(part) > 2]
    months = [part for part in parts if len(part) == 2]
    if not parts:
        return None
    return "-".join(years + months) if len(years) == 1 and len(months) <= 1 else ""


def _combine(said: list[Entry], period: str | None, part: str | None, unknown: list[str]) -> HeaderReading:
    kinds = {entry.kind for entry in said}
    counted, contradiction = _merge([entry.counted for entry in said])
    house, reason = _read_house(kinds)
    counted = house.over(counted) if house else counted
    if counted.unit is Unit.HOUSING_UNIT and counted.indicator not in (
        Indicator.HOUSES_DAMAGED,
        Indicator.HOUSES_DESTROYED,
    ):
        reason = reason or "homes, but not what happened to them"
    if period == "" or contradiction:
        reason = reason or "it seems to count two things"
    left_out = [entry.reason for entry in said if entry.kind is Kind.LEFT_OUT]
    people = counted.indicator is not None
    left_out = [each for each in left_out if not (people and each.startswith("a population"))]
    return HeaderReading(
        counted=replace(counted, period=period) if period else counted,
        is_total=Kind.TOTAL in kinds,
        is_verified=Kind.VERIFIED in kinds,
        slice=part,
        reason=left_out[0] if left_out else reason,
        unknown=tuple(unknown),
        bound=_read_bound(kinds),
    )


def _read_bound(kinds: set[Kind]) -> Role:
    if Kind.LOW in kinds:
        return Role.VALUE_LOW
    return Role.VALUE_HIGH if Kind.HIGH in kinds else Role.VALUE


def _read_house(kinds: set[Kind]) -> tuple[Counted | None, str | None]:
    if Kind.HOUSE not in kinds:
        return None, ("things, not people" if kinds & {Kind.DESTROYED, Kind.DAMAGED} else None)
    home = Counted(unit=Unit.HOUSING_UNIT)
    if {Kind.DESTROYED, Kind.DAMAGED} <= kinds:
        return home, "it counts destroyed and damaged homes together"
    if Kind.DESTROYED in kinds or (Kind.DAMAGED in kinds and Kind.FULL in kinds):
        destroyed = Indicator.HOUSES_DAMAGED if Kind.PARTIAL in kinds else Indicator.HOUSES_DESTROYED
        return replace(home, indicator=destroyed), None
    return (replace(home, indicator=Indicator.HOUSES_DAMAGED), None) if Kind.DAMAGED in kinds else (home, None)


def _merge(parts: Iterable[Counted]) -> tuple[Counted, bool]:
    """Return all that is said together, and whether it contradicts itself."""
    said: dict[str, set[object]] = {}
    for part in parts:
        for key, value in part.record().items():
            said.setdefault(key, set()).add(value)
    _settle_indicators(said)
    if Measure.CUMULATIVE in said.get("measure", set()):
        said["measure"] = {Measure.CUMULATIVE}
    if len(said.get("cause", set())) > 1:
        del said["cause"]
    single = {key: next(iter(values)) for key, values in said.items() if len(values) == 1}
    return Counted.from_record(single), len(single) < len(said)


def _settle_indicators(said: dict[str, set[object]]) -> None:
    """Turn "refugees in need" into people in need who are refugees, and new IDPs into people displaced."""
    indicators = said.get("indicator", set())
    kinds = {indicator for indicator in indicators if indicator in _AS_GROUP}
    others = indicators - _STATES
    if len(indicators) == 2 and len(kinds) == 1 and len(others) == 1:
        said["indicator"] = others
        said.setdefault("population_group", set()).update(_AS_GROUP[kind] for kind in _AS_GROUP if kind in kinds)
    if said.get("indicator") == {Indicator.IDPS, Indicator.DISPLACED}:
        said["indicator"] = {Indicator.IDPS}
    if said.get("indicator") == {Indicator.DISPLACED} and said.get("measure") == {Measure.STOCK}:
        said["indicator"] = {Indicator.IDPS}
    if said.get("indicator") == {Indicator.IDPS} and said.get("measure") == {Measure.FLOW}:
        said["indicator"] = {Indicator.DISPLACED}


def _match(words: list[str]) -> Iterator[tuple[str, Entry | None]]:
    """Yield the phrases of a header from left to right, the longest first; ``None`` for an unknown word."""
    phrases, longest = _phrases()
    position = 0
    while position < len(words):
        for length in range(min(longest, len(words) - position), 0, -1):
            phrase = " ".join(words[position : position + length])
            if phrase in phrases:
                yield phrase, phrases[phrase]
                position += length
                break
        else:
            yield words[position], None
            position += 1


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "reference" / "headers.toml").read_text(encoding="utf-8"))


@cache
def _phrases() -> tuple[Mapping[str, Entry], int]:
    """Return every phrase with what it says, and the number of words of the longest."""
    tables = _tables()
    found: dict[str, Entry] = {"%": Entry(Kind.LEFT_OUT, reason="a share, not a count")}
    for reason, phrases in tables["left_out"].items():
        found |= dict.fromkeys(_spell(phrases), Entry(Kind.LEFT_OUT, reason=reason))
    kinds = {"words": Kind.FILLER, "total": Kind.TOTAL, "verified": Kind.VERIFIED, "sectors": Kind.SECTOR}
    for key, phrases in tables["fillers"].items():
        found |= dict.fromkeys(_spell(phrases), Entry(kinds[key]))
    for key, phrases in tables["bounds"].items():
        found |= dict.fromkeys(_spell(phrases), Entry(Kind(key)))
    for key, phrases in tables["houses"].items():
        kind = Kind.HOUSE if key == "words" else Kind(key)
        found |= dict.fromkeys(_spell(phrases), Entry(kind))
    for table in tables["counts"]:
        found |= dict.fromkeys(_spell(table["phrases"]), Entry(Kind.COUNTS, Counted.from_record(table["says"])))
    return found, max(phrase.count(" ") + 1 for phrase in found)


def _spell(phrases: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(spell_out, phrases))


@cache
def _context() -> Mapping[str, str]:
    context: Mapping[str, list[str]] = _tables()["context"]
    return {header: kind for kind, headers in context.items() for header in headers}


@lru_cache(maxsize=10_000)
def find_context(header: str) -> str | None:
    """Return what a column says about a row (the name of a list of ``[context]``), ``None`` if its header is not known.

    Example:
        >>> find_context("Admin 1 Name (EN)"), find_context("Date du rapport"), find_context("killed")
        ('admin1_name', None, None)
    """
    text = fold_word(_CAMEL.sub(" ", header))
    for spelling in (text, re.sub(r"\(.*?\)", " ", text), text.split("/")[0]):
        words = " ".join(_TOKEN.findall(spelling))
        if words in _context():
            return _context()[words]
    return None


@cache
def load_country_groups() -> frozenset[str]:
    """Return the folded names of places that hold several countries ("world", "euro area")."""
    groups: Mapping[str, list[str]] = _tables()["country_groups"]
    return frozenset(groups["names"])


def is_country_group(text: str) -> bool:
    """Tell whether a text names several countries together.

    Example:
        >>> is_country_group("Sub-Saharan Africa"), is_country_group("Mali")
        (True, False)
    """
    return " ".join(_TOKEN.findall(fold_word(text))) in load_country_groups()
