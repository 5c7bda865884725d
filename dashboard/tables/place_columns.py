"""The columns about places → one place.

Our own layout insists on codes and known names. In a table of others a country that is not
known keeps its name and gets no code, and a p-code stands in for a name where there is none.
"""

from collections.abc import Callable, Sequence

from dashboard.model import Place
from dashboard.reference.places import Country, load_countries
from dashboard.tables.cells import CellError, is_missing, parse_name, parse_text
from dashboard.tables.columns import Cells
from dashboard.tables.mapping import Role, TableMapping
from dashboard.tables.places import (
    contradiction,
    find_area,
    find_country,
    is_p_code,
    parse_area,
    parse_country,
    parse_country_name,
)

PLACE_ROLES = (
    Role.LOCATION_CODE,
    Role.LOCATION_NAME,
    Role.ORIGIN_CODE,
    Role.ORIGIN_NAME,
    Role.ADMIN1_CODE,
    Role.ADMIN1_NAME,
    Role.PLACE_TEXT,
)
ALPHA_2 = 2


class PlaceReader:
    """Reads the place of a row; ``unknown`` collects the names of countries that are not known."""

    def __init__(self, mapping: TableMapping) -> None:
        self.positions = mapping.positions(*PLACE_ROLES)
        self.unknown: dict[str, None] = {}
        self._at = {role: mapping.positions(role) for role in PLACE_ROLES}
        self._is_strict = mapping.is_strict
        self._otherwise = _country_of(mapping.constants.location_code)
        self._origin_otherwise = _country_of(mapping.constants.origin_code)

    def __call__(self, cells: Cells) -> Place:
        """Return the place; what is not known of it stays ``None``."""
        at = self._at
        if self._is_strict:
            country = cells.read(at[Role.LOCATION_CODE], parse_country)
            name = _name_parser(country)
            country = cells.read(at[Role.LOCATION_NAME], name) or country
            origin = cells.read(at[Role.ORIGIN_CODE], parse_country)
            unknown = unknown_origin = None
        else:
            country, unknown = self._find(cells, Role.LOCATION_CODE, Role.LOCATION_NAME)
            origin, unknown_origin = self._find(cells, Role.ORIGIN_CODE, Role.ORIGIN_NAME)
            country = country or (None if unknown else self._otherwise)
            origin = origin or self._origin_otherwise
        code, name_of_area = self._area(cells, country)
        printed = [text for position in at[Role.PLACE_TEXT] if (text := cells.read([position], parse_text))]
        return Place(
            location_code=country.code if country else None,
            location_name=country.name if country else None,
            admin1_code=code,
            admin1_name=name_of_area,
            origin_code=origin.code if origin and origin != country else None,
            text=", ".join(printed) or None if self._is_strict else _join_texts(printed, unknown, unknown_origin),
        )

    def _find(self, cells: Cells, code_role: Role, name_role: Role) -> tuple[Country | None, str | None]:
        """Return the country by its code or its name, and what is printed instead of a known one."""
        code = cells.read(self._at[code_role], parse_name)
        name = cells.read(self._at[name_role], parse_name)
        by_code = find_country(code) if code else None
        by_name = _find_by_name(name) if name else None
        for position in self._at[name_role][1:]:
            other = _find_by_name(text) if (text := cells.read([position], parse_name)) else None
            if by_name and other and by_name != other:
                cells.refuse(position, _two_names(by_name, other))
                return None, None
        if by_code and by_name and by_code != by_name:
            cells.refuse(self._at[name_role][0], contradiction(by_code, by_name))
            return None, None
        if by_code or by_name:
            return by_code or by_name, None
        printed = next((text for text in (name, code) if text and not is_missing(text)), None)
        if printed:
            self.unknown[printed] = None
        return None, printed

    def _area(self, cells: Cells, country: Country | None) -> tuple[str | None, str | None]:
        names = [cells.read([position], parse_text) for position in self._at[Role.ADMIN1_NAME]]
        if self._is_strict:
            known = cells.read(self._at[Role.ADMIN1_CODE], _area_parser(country))
            printed = next(filter(None, names), None)
            return known or (find_area(printed, country) if printed else None) or (None, printed)
        # A name that is known wins over one that is not: the provider's own spelling may stand beside that of OCHA.
        texts = [cells.read(self._at[Role.ADMIN1_CODE], parse_text), *names]
        code, *names = [None if text and is_missing(text) else text for text in texts]
        known = next(filter(None, (find_area(text, country) for text in (code, *names) if text)), None)
        return known or (None, next(filter(None, names), code))


def _join_texts(printed: Sequence[str], unknown: str | None, unknown_origin: str | None) -> str | None:
    """Return a place as printed: from the smallest to the widest, which stand from right to left, then its p-codes.

    An origin that is no country is named too: the stateless refugees of a country are not all its refugees.

    Example:
        >>> _join_texts(["Bam", "BF049001", "Kongoussi", ""], None, None)
        'Kongoussi, Bam (BF049001)'
        >>> _join_texts([], None, "Stateless")
        'origin: Stateless'
    """
    texts = [text for text in reversed(printed) if text and not is_missing(text)]
    names = [text for text in texts if not is_p_code(text)] + ([unknown] if unknown else [])
    names += [f"origin: {unknown_origin}"] if unknown_origin else []
    codes = [text for text in texts if is_p_code(text)]
    if not names:
        return ", ".join(codes) or None
    return ", ".join(dict.fromkeys(names)) + (f" ({', '.join(codes)})" if codes else "")


def _country_of(code: str | None) -> Country | None:
    return load_countries().get(code) if code else None


def _find_by_name(name: str) -> Country | None:
    """Return the country of a name; among names ``NA`` is "not available", among codes it is Namibia."""
    return None if len(name) == ALPHA_2 and is_missing(name) else find_country(name)


def _name_parser(country: Country | None) -> Callable[[str], Country | None]:
    return lambda text: parse_country_name(text, country)


def _area_parser(country: Country | None) -> Callable[[str], tuple[str, str] | None]:
    return lambda text: parse_area(text, country)


def _two_names(first: Country, second: Country) -> CellError:
    return CellError(
        "place_contradicts",
        f"One column says {first.name}, another {second.name}.",
        "Say in the header which of them is where the people are.",
    )


def move(place: Place, *, location_code: str | None, origin_code: str | None, is_at_origin: bool) -> Place:
    """Return the place of figures that say themselves where the people are.

    Codes are ISO 3166-1 alpha-3. ``is_at_origin``: refugees who returned are where they once came
    from, and came from where they had fled to.

    Example:
        >>> fled = Place("PAK", "Pakistan", origin_code="AFG")
        >>> returned = move(fled, location_code=None, origin_code=None, is_at_origin=True)
        >>> returned.location_code, returned.origin_code
        ('AFG', 'PAK')
    """
    country, origin = _country_of(place.location_code), _country_of(place.origin_code)
    if is_at_origin:
        country, origin = origin, country
    if location_code and (country is None or country.code != location_code):
        country = _country_of(location_code)
    if origin_code:
        origin = _country_of(origin_code)
    origin = None if origin == country else origin
    return Place(
        location_code=country.code if country else None,
        location_name=country.name if country else None,
        admin1_code=place.admin1_code,
        admin1_name=place.admin1_name,
        origin_code=origin.code if origin else None,
        text=place.text,
    )
