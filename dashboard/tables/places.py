"""Codes and names of places in a table, held against one another.

A column of codes that slipped by one row turns Mali into Niger without anybody noticing, so
a name that stands beside a code must not belong to another country.

Tables shorten and turn the names of countries round in ways that no article does ("Congo,
Dem. Rep.", "Iran (Islamic Rep. of)"), so here a name is known by its words, whatever their
order. A code or a name that stands for no single country (AB9, XXA, "Stateless") is never
answered with a neighbour.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

from dashboard.reference.names import fold_name
from dashboard.reference.places import Country, load_areas, load_countries, resolve_area, resolve_country
from dashboard.tables.cells import CellError

# Words that are written in several ways or languages, each brought to one of them.
_WRITTEN_OUT = {
    **dict.fromkeys(("rep", "repub", "republique", "republica"), "republic"),
    **dict.fromkeys(("dem", "democratique", "democratica"), "democratic"),
    **dict.fromkeys(("fed", "federal", "federated"), "federated"),
    **dict.fromkeys(("st", "ste", "sts"), "saint"),
    **dict.fromkeys(("is", "isl", "island", "iles"), "islands"),
    "people": "peoples",
    "terr": "territory",
    "utd": "united",
    "eq": "equatorial",
    "herz": "herzegovina",
}
_SMALL_WORDS = frozenset({"the", "of", "and", "et", "y", "la", "le", "les", "el", "los", "las", "de", "du", "del"})

# Names as statistical offices print them, which no list of ISO or CLDR has.
_PRINTED = {
    "Bolivia (Estado Plurinacional de)": "BOL",
    "Bolivie (État plurinational de)": "BOL",
    "Bosnia Herzegovina": "BIH",
    "Central African Rep.": "CAF",
    "China, Hong Kong SAR": "HKG",
    "China, Macao SAR": "MAC",
    "Dem. Rep. Congo": "COD",
    "DR of the Congo": "COD",
    "Egypt, Arab Rep.": "EGY",
    "Hong Kong SAR": "HKG",
    "Macao SAR": "MAC",
    "Macedonia, former Yugoslav Republic of": "MKD",
    "Macedonia, FYR": "MKD",
    "Micronesia, Fed. Sts.": "FSM",
    "N. Korea": "PRK",
    "Occupied Palestinian territory including East Jerusalem": "PSE",
    "Palestinian": "PSE",
    "República Árabe Siria": "SYR",
    "República Democrática Popular Lao": "LAO",
    "República Popular Democrática de Corea": "PRK",
    "República Unida de Tanzanía": "TZA",
    "República de Corea": "KOR",
    "República de Moldova": "MDA",
    "République arabe syrienne": "SYR",
    "République de Corée": "KOR",
    "République de Moldova": "MDA",
    "République démocratique populaire lao": "LAO",
    "République populaire démocratique de Corée": "PRK",
    "République-Unie de Tanzanie": "TZA",
    "S. Korea": "KOR",
    "S. Sudan": "SSD",
    "Serbia and Kosovo: S/RES/1244 (1999)": "SRB",
    "Taiwan, China": "TWN",
    "UK and Northern Ireland": "GBR",
    "US Virgin Islands": "VIR",
    "Venezuela, RB": "VEN",
    "W. Sahara": "ESH",
    "Wallis and Futuna Islands": "WLF",
    "West Bank and Gaza": "PSE",
    "West Bank and Gaza Strip": "PSE",
    "Yemen (North Yemen)": "YEM",
    "Yemen, Rep.": "YEM",
}

# Alone it may be either of two countries; ISO gives it to one, everyday use to both.
_DOUBTFUL = ("Congo", "Virgin Islands")

LONGEST_NAME = 200  # characters; a longer text is no name of a place

_BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
_COMPASS = re.compile(r"(north|south|east|west|nord|sud|est|ouest|norte|sur|este|oeste)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
# What kind of area a name is said to be; "Centre-Nord" and "Nord" are two areas, so no other word may go.
_LEVEL = re.compile(
    r"""
      ^ (?: r[eé]gion | province | provincia | state | estado | d[eé]partement | departamento | gouvernorat
          | governorate ) \s+ (?: of \s+ | de \s+ (?:la \s+ | l['’] )? | du \s+ | del \s+ | d['’] )?
    | \s+ (?: region | province | state | governorate | division | department | oblast | district | prefecture
          | county ) $
    """,
    re.VERBOSE | re.IGNORECASE,
)
_P_CODE = re.compile(r"(?P<country>[A-Z]{2,3})[0-9]{1,12}")


@lru_cache(maxsize=10_000)
def find_country(text: str) -> Country | None:
    """Return the country of a code or of a name as tables print it, ``None`` if it is not one for certain.

    A remark in brackets is left aside, unless it names a part of the country.

    Example:
        >>> [find_country(name).code for name in ("Syrian Arab Rep.", "Congo, Dem. Rep.", "Türkiye", "NA")]
        ['SYR', 'COD', 'TUR', 'NAM']
        >>> [find_country(name) for name in ("Congo", "AB9", "Stateless", "Ireland (Northern)")]
        [None, None, None, None]
        >>> find_country("Congo (RDC)").code
        'COD'
    """
    if len(text) > LONGEST_NAME:
        return None
    known = resolve_country(text) or _countries_by_words().get(_words(text))
    bracketed = _BRACKETED.search(text)
    if known or bracketed is None or _COMPASS.match(bracketed[1]):
        return known
    outside = _BRACKETED.sub(" ", text).strip()
    return resolve_country(bracketed[1]) if outside in _DOUBTFUL else find_country(outside)


@cache
def _countries_by_words() -> Mapping[frozenset[str], Country]:
    """Return the countries by the words of their names; words that two of them share are left out."""
    countries = load_countries()
    found: dict[frozenset[str], set[str]] = {}
    for spelling, code in (*_spell(), *_PRINTED.items()):
        found.setdefault(_words(spelling), set()).add(code)
    doubtful: set[frozenset[str]] = {_words(name) for name in _DOUBTFUL} | {frozenset()}
    return {
        words: countries[next(iter(codes))]
        for words, codes in found.items()
        if len(codes) == 1 and words not in doubtful
    }


def _spell() -> Iterator[tuple[str, str]]:
    """Yield names in three languages and the official ones, each with its alpha-3 code."""
    import pycountry

    for known in load_countries().values():
        yield from ((name, known.code) for name in (known.name, known.name_fr, known.name_es))
    for country in pycountry.countries:
        for kind in ("name", "official_name", "common_name"):
            if spelling := getattr(country, kind, None):
                yield spelling, country.alpha_3


def _words(text: str) -> frozenset[str]:
    words = fold_name(_POSSESSIVE.sub("s", text)).split()
    return frozenset(_WRITTEN_OUT.get(word, word) for word in words if word not in _SMALL_WORDS)


def find_country_of_p_codes(codes: Iterable[str]) -> Country | None:
    """Return the country that all p-codes of a column begin with, ``None`` if one of them does not.

    A p-code is the code of a country (two letters, in some countries three) and digits.
    Source: OCHA, Common Operational Datasets, place codes.

    Example:
        >>> find_country_of_p_codes(["BF047", "", "BF047002"]).code
        'BFA'
        >>> find_country_of_p_codes(["BF047", "ML05"]) is None, find_country_of_p_codes([""]) is None
        (True, True)
    """
    found: set[str] = set()
    for code in filter(None, codes):
        match = _P_CODE.fullmatch(code)
        country = resolve_country(match["country"]) if match else None
        if country is None:
            return None
        found.add(country.code)
        if len(found) > 1:
            return None
    return load_countries()[found.pop()] if found else None


def is_p_code(text: str) -> bool:
    """Tell whether a text is built like a p-code; ISO 3166-2 puts a hyphen after the country.

    Example:
        >>> is_p_code("PH133900000"), is_p_code("ML-5"), is_p_code("Mopti")
        (True, False, False)
    """
    match = _P_CODE.fullmatch(text)
    return match is not None and resolve_country(match["country"]) is not None


def parse_country(text: str) -> Country | None:
    """Return the country of a code of ISO 3166-1 alpha-3, ``None`` for an empty cell.

    Raises:
        CellError: there is no such code; a name is answered with its code.

    Example:
        >>> parse_country("mli").name, parse_country("")
        ('Mali', None)
        >>> parse_country("Mali")
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: This is not a code of three letters (ISO 3166-1 alpha-3).
    """
    if not text:
        return None
    country = load_countries().get(text.upper())
    if country is None:
        meant = find_country(text)
        raise CellError(
            "unknown_country",
            "This is not a code of three letters (ISO 3166-1 alpha-3).",
            f"Write {meant.code}." if meant else "Write a code such as MLI.",
        )
    return country


def parse_country_name(text: str, country: Country | None) -> Country | None:
    """Return the country that is meant; ``country`` is what the code beside the name says.

    Raises:
        CellError: the name is not known and there is no code, or it belongs to another
            country.

    Example:
        >>> parse_country_name("Tchad", None).code
        'TCD'
        >>> parse_country_name("Niger", parse_country("MLI"))
        Traceback (most recent call last):
        ...
        dashboard.tables.cells.CellError: The code says Mali, the name says Niger.
    """
    named = find_country(text) if text else None
    if text and named is None and country is None:
        raise CellError("unknown_country", "No country of this name is known.", "Fill in the column location_code.")
    if named and country and named != country:
        raise contradiction(country, named)
    return country or named


def contradiction(country: Country, named: Country) -> CellError:
    """Return what is wrong with a code and a name of different countries."""
    return CellError(
        "place_contradicts",
        f"The code says {country.name}, the name says {named.name}.",
        "Look whether the columns have slipped.",
    )


def parse_area(text: str, country: Country | None) -> tuple[str, str] | None:
    """Return code and name of a first-level area by its code of ISO 3166-2, ``None`` for an empty cell.

    Raises:
        CellError: there is no such area, it lies in another country, or it is a smaller one.

    Example:
        >>> parse_area("ML-5", parse_country("MLI"))
        ('ML-5', 'Mopti')
    """
    if not text:
        return None
    area = load_areas().get(text.upper())
    if area is None or area.admin1_code is None or area.admin1_name is None:
        raise CellError("unknown_area", "This is not a code of ISO 3166-2.", "Write a code such as ML-5, or none.")
    if country and area.country != country.code:
        raise CellError(
            "place_contradicts", f"This area is not in {country.name}.", "Look whether the columns have slipped."
        )
    if area.admin1_code != text.upper():
        raise CellError(
            "not_first_level",
            f"{area.name} lies inside {area.admin1_name}.",
            f"Write {area.admin1_code} here and {area.name} in the column place_text.",
        )
    return area.admin1_code, area.admin1_name


def find_area(name: str, country: Country | None) -> tuple[str, str] | None:
    """Return code and name of a first-level area by its name, ``None`` if it is not known.

    Example:
        >>> find_area("Mopti", parse_country("MLI")), find_area("Mopti region", parse_country("MLI"))
        (('ML-5', 'Mopti'), ('ML-5', 'Mopti'))
    """
    if country is None or len(name) > LONGEST_NAME:
        return None
    area = resolve_area(name, country.code) or resolve_area(_LEVEL.sub(" ", name).strip(), country.code)
    if area is None or area.admin1_code is None or area.name != area.admin1_name:
        return None
    return area.admin1_code, area.name
