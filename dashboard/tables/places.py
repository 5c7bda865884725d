"""Codes and names of places in a table, held against one another.

A column of codes that slipped by one row turns Mali into Niger without anybody noticing, so
a name that stands beside a code must not belong to another country.
"""

from dashboard.reference.places import Country, load_areas, load_countries, resolve_area, resolve_country
from dashboard.tables.cells import CellError


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
        meant = resolve_country(text)
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
    named = resolve_country(text) if text else None
    if text and named is None and country is None:
        raise CellError("unknown_country", "No country of this name is known.", "Fill in the column location_code.")
    if named and country and named != country:
        raise CellError(
            "place_contradicts",
            f"The code says {country.name}, the name says {named.name}.",
            "Look whether the columns have slipped.",
        )
    return country or named


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
        >>> find_area("Mopti", parse_country("MLI"))
        ('ML-5', 'Mopti')
    """
    area = resolve_area(name, country.code) if country else None
    if area is None or area.admin1_code is None or area.name != area.admin1_name:
        return None
    return area.admin1_code, area.name
