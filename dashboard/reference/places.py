"""Countries, their first-level areas, and the towns and villages that reports name.

Read from ``data/reference/{countries,areas,towns,cities}.csv``, once and only when needed.
Codes are ISO 3166-1 alpha-3 and ISO 3166-2. This module knows what a name may stand for;
which of several places a text means is the extractor's business.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple
from unicodedata import combining, normalize

from dashboard.reference.names import NameIndex, fold_name
from dashboard.reference.resources import DATA

# Here ISO 3166-2 lists municipalities, whose names are no help in a report and often common words.
_MUNICIPAL = frozenset(("GBR", "LVA", "MKD", "MLT", "SVN"))
_NO_ROW = ("",) * 5
# What a town of our own list counts for at least: it is there because reports name it.
_LISTED_POPULATION = 50_000
# Macron, line below, dot below, half rings and breathings.
_STRICT_MARKS = frozenset("\u0304\u0331\u0323‘’ʹʺʿʾ")


class Level(IntEnum):
    """How wide a place is; the wider, the smaller the number.

    A ``DEMONYM`` ("Malian") points to a country without naming it. A ``FEATURE`` ("Niger
    River", "Agence France-Presse") holds the name of a place and is none.
    """

    COUNTRY = 0
    AREA = 1
    TOWN = 2
    DEMONYM = 3
    FEATURE = 4


class Needs(StrEnum):
    """What must stand beside a name that is also a common word.

    ``KIND``: a word like "region" or "province" ("Centre"), or the country or area behind it.
    ``PREPOSITION``: "in", "at", or what shows it as well ("San", "Man"). ``ABBREVIATION``: a
    comma and a full stop around it ("Gary, Ind.").
    """

    NOTHING = ""
    PREPOSITION = "preposition"
    KIND = "kind"
    ABBREVIATION = "abbreviation"


# What runs for every name of a text reads these ten times faster than from their class.
COUNTRY, AREA, TOWN, DEMONYM, FEATURE = Level
NOTHING, PREPOSITION, KIND, ABBREVIATION = Needs


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; ``code`` is alpha-3, ``code2`` alpha-2, ``name`` English."""

    code: str
    code2: str
    name: str
    name_fr: str
    name_es: str


class PlaceEntry(NamedTuple):
    """One place a name may stand for.

    ``country`` is ``None`` for a ``FEATURE`` only. ``admin1_code`` and ``admin1_name`` are
    the first-level area the place is or lies in, ``None`` if not known.
    """

    name: str
    level: Level
    country: str | None
    admin1_code: str | None = None
    admin1_name: str | None = None
    needs: Needs = Needs.NOTHING
    own_population: int = 0

    @property
    def population(self) -> int:
        """The inhabitants, those of all larger towns for a first-level area; 0 if not known."""
        if self.level is AREA and self.name == self.admin1_name:
            return _count_people().get(self.admin1_code or "", 0)
        return self.own_population


def _read_rows(name: str) -> Iterator[list[str]]:
    with (DATA / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        yield from rows


@cache
def load_countries() -> Mapping[str, Country]:
    """Return every country by its alpha-3 code.

    Example:
        >>> load_countries()["MLI"].name, load_countries()["CIV"].name_es
        ('Mali', 'Côte d’Ivoire')
    """
    return {row[0]: Country(*row[:5]) for row in _read_rows("countries")}


@cache
def load_areas() -> Mapping[str, PlaceEntry]:
    """Return every area of ISO 3166-2 by its code; a district carries its first-level area.

    Codes and names are those of ``pycountry``; ``areas.csv`` has the English name where it
    is another one, aliases, and what must stand beside a name.

    Example:
        >>> load_areas()["ML-5"].name, load_areas()["BF-YAG"].admin1_name
        ('Mopti', 'Sahel')
    """
    import pycountry

    iso = {area.code: area for area in pycountry.subdivisions}
    parents = {code: area.parent_code for code, area in iso.items() if area.parent_code in iso}
    own = {code: (name, Needs(needs)) for code, name, _, needs, _ in _read_rows("areas")}
    countries = {country.code2: country.code for country in load_countries().values()}
    names = {code: own.get(code, ("",))[0] or _plain_name(area.name) for code, area in iso.items()}
    areas: dict[str, PlaceEntry] = {}
    for code, area in iso.items():
        country = countries[area.country_code]
        if country in _MUNICIPAL and code not in parents.values():
            continue
        first = code
        while first in parents:
            first = parents[first]
        needs = own[code][1] if code in own else Needs.NOTHING
        areas[code] = PlaceEntry(names[code], Level.AREA, country, first, names[first], needs)
    return areas


def _plain_name(name: str) -> str:
    """Return a name as reports print it: a strict transliteration loses its marks, other names keep theirs.

    Example:
        >>> _plain_name("Kābul"), _plain_name("Ségou")
        ('Kabul', 'Ségou')
    """
    marks = normalize("NFD", name)
    if not _STRICT_MARKS.intersection(marks):
        return name
    return "".join(mark for mark in marks if not combining(mark) and mark not in _STRICT_MARKS)


def _names() -> Iterator[tuple[str, PlaceEntry]]:
    """Yield every name of our own lists with its place: countries first, then areas, then towns."""
    yield from _country_names()
    yield from _area_names()
    yield from _town_names()


def _country_names() -> Iterator[tuple[str, PlaceEntry]]:
    for code, _, name, name_fr, name_es, demonyms, foreign_demonyms, aliases in _read_rows("countries"):
        country = PlaceEntry(name, Level.COUNTRY, code)
        for spelling in (name, name_fr, name_es, *aliases.split("|")):
            yield spelling, country
        people = PlaceEntry(name, Level.DEMONYM, code)
        for spelling in (*demonyms.split("|"), *foreign_demonyms.split("|")):
            yield spelling, people


def _area_names() -> Iterator[tuple[str, PlaceEntry]]:
    rows = {row[0]: row for row in _read_rows("areas")}
    territories = {(country.code2, country.name) for country in load_countries().values()}
    for code, area in load_areas().items():
        if (code.partition("-")[2], area.name) in territories:  # Taiwan and Puerto Rico are countries of our list
            continue
        _, _, aliases, _, abbreviations = rows.get(code, _NO_ROW)
        for spelling in (area.name, *aliases.split("|")):
            yield spelling, area
        for spelling in abbreviations.split("|"):
            yield spelling, area._replace(needs=Needs.ABBREVIATION)


def _town_names() -> Iterator[tuple[str, PlaceEntry]]:
    areas, cities = load_areas(), _load_cities()
    for name, code, admin1, aliases, needs in _read_rows("towns"):
        level = Level.TOWN if code else Level.FEATURE
        row = cities.get(fold_name(name))
        population = max(
            [_LISTED_POPULATION, *(c.own_population for c in _parse_cities(row) if c.admin1_code == admin1)]
        )
        within = areas[admin1].name if admin1 else None
        town = PlaceEntry(name, level, code or None, admin1 or None, within, Needs(needs), population)
        for spelling in (name, *aliases.split("|")):
            yield spelling, town


@cache
def _load_cities() -> Mapping[str, str]:
    """Return the rows of the larger towns of the world by their folded name; there are too many to parse them all."""
    lines = (DATA / "reference" / "cities.csv").read_text(encoding="utf-8").splitlines()
    return {fold_name(line[: line.index(",")]).removeprefix("the "): line for line in lines[1:]}


def _parse_cities(row: str | None) -> Iterator[PlaceEntry]:
    """Yield the towns of a row, the largest first: ``Geneva,CH-GE:202|US-IL:22,``."""
    name, places, needs = row.split(",") if row else ("", "", "")
    for place in filter(None, places.split("|")):
        code, _, thousands = place.partition(":")
        area = load_areas().get(code)
        where = (area.country, code, area.name) if area else (code, None, None)
        condition = Needs.KIND if needs else Needs.PREPOSITION
        yield PlaceEntry(name, Level.TOWN, where[0], where[1], where[2], condition, 1000 * int(thousands))


def _add_cities(row: str, known: tuple[PlaceEntry, ...]) -> tuple[PlaceEntry, ...]:
    """Return the places of a name with its larger towns in countries where our own list has no such town."""
    listed = {entry.country for entry in known if entry.level is Level.TOWN}
    return (*known, *(city for city in _parse_cities(row) if city.country not in listed))


@cache
def _count_people() -> Mapping[str, int]:
    """Return how many people live in the larger towns of every first-level area."""
    people: defaultdict[str, int] = defaultdict(int)
    for row in _load_cities().values():
        for place in row.split(",")[1].split("|"):
            code, _, thousands = place.partition(":")
            people[code] += 1000 * int(thousands)
    return people


@cache
def load_places() -> NameIndex[PlaceEntry]:
    """Return the index of all place names; a country stands before an area, an area before a town."""
    return NameIndex(_names(), _load_cities(), _add_cities)


# What a wrong decoding leaves for a letter it does not know, and the letter that stands for it in the index.
DAMAGED, STAND_IN = "\ufffd", "ø"
_LEAST_LEFT = 4
_LOST = re.compile(r"[^\x00-\x7f]|'")


@cache
def load_damaged_places() -> NameIndex[PlaceEntry]:
    """Return the index of names as a wrong decoding leaves them, each lost letter or apostrophe as ``STAND_IN``.

    Example:
        >>> text = "floods in Popay\ufffdn and Cote d\ufffdIvoire".replace(DAMAGED, STAND_IN)
        >>> [match.things[0].name for match in load_damaged_places().find(text)]
        ['Popayán', "Côte d'Ivoire"]
    """
    return NameIndex(
        (_LOST.sub(STAND_IN, normalize("NFC", name)), entry)
        for name, entry in chain(_names(), ((c.name, c) for row in _load_cities().values() for c in _parse_cities(row)))
        if _LOST.search(name) and len(_LOST.sub("", normalize("NFC", name))) >= _LEAST_LEFT
    )


@cache
def foreign_names(language: str) -> frozenset[str]:
    """Return the folded names of countries in other languages that are no names of countries in this one.

    Many are names of persons and towns in it: "Granada", "Guadalupe".

    Example:
        >>> "granada" in foreign_names("en"), "granada" in foreign_names("es")
        (True, False)
    """
    own: set[str] = set()
    others: set[str] = set()
    for _, _, name, name_fr, name_es, _, _, aliases in _read_rows("countries"):
        by_language = {"en": name, "fr": name_fr, "es": name_es}
        own.update(
            map(fold_name, (by_language.pop(language, name), name if language == "en" else "", *aliases.split("|")))
        )
        others.update(map(fold_name, by_language.values()))
    return frozenset(others - own)


@cache
def _codes() -> Mapping[str, str]:
    return {
        code.casefold(): country.code for country in load_countries().values() for code in (country.code, country.code2)
    }


def resolve_country(text: str) -> Country | None:
    """Return the country of a code (alpha-2 or alpha-3) or a name, ``None`` if there is none.

    Names are known in English, French and Spanish.

    Example:
        >>> resolve_country("Tchad").code, resolve_country("ml").code
        ('TCD', 'MLI')
        >>> resolve_country("Atlantis") is None
        True
    """
    code = _codes().get(text.strip().casefold())
    if code is None:
        code = next((e.country for e in load_places().resolve(text) if e.level is Level.COUNTRY), None)
    return load_countries()[code] if code else None


def resolve_place(text: str, country: str | None = None) -> PlaceEntry | None:
    """Return the widest place of that name, in the given country (alpha-3) if one is given.

    ``None`` if no place has the name, or if it is no more than a demonym.

    Example:
        >>> resolve_place("Solhan").admin1_code
        'BF-12'
        >>> resolve_place("Cordoba", country="COL").admin1_code
        'CO-COR'
        >>> resolve_place("Solhan", country="MLI") is None
        True
    """
    for entry in load_places().resolve(text):
        if entry.level <= Level.TOWN and country in (None, entry.country):
            return entry
    return None


def resolve_area(text: str, country: str) -> PlaceEntry | None:
    """Return the first-level area of a country (alpha-3) by its ISO 3166-2 code or its name.

    Example:
        >>> resolve_area("Timbuktu", "MLI").admin1_code, resolve_area("ML-5", "MLI").name
        ('ML-6', 'Mopti')
        >>> resolve_area("Timbuktu", "NER") is None
        True
    """
    areas = load_areas()
    by_code = areas.get(text.strip().upper())
    if by_code is not None and by_code.country == country:
        return by_code
    entries = load_places().resolve(text)
    return next((entry for entry in entries if entry.level is Level.AREA and entry.country == country), None)
