"""The layout of our own: a CSV file whose headers are the names of the figures table.

It is what a person fills in by hand and what ``data/figures`` holds, so it asks for little
and guesses nothing. The columns may stand in any order; capitals and blanks in a header
do not matter; a column that is not named here is left unread, and the reading says so.

Required
    ``indicator``       a word of ``Indicator`` (``idps``, ``killed`` …)
    at least one of ``value``, ``value_low``, ``value_high``: digits, with a point before decimals

Optional, with what an empty cell means
    ``measure``, ``unit``, ``cause``            the default of the indicator; else cause ``unknown``
    ``quantifier``      by the numbers: only a low bound ``at_least``, only a high bound ``at_most``, two bounds without
                        a value ``between``, a value with other bounds ``approximately``, a bare value ``exact`` (with
                        bounds equal to it), or ``unspecified`` if it is a round multiple of ten
    ``value_text``      the number as it stands in the cell
    ``population_group`` ``all``;  ``certainty`` ``reported``
    ``location_code``   ISO 3166-1 alpha-3, where the people are; else found by ``location_name``; the two must agree
    ``origin_code``     ISO 3166-1 alpha-3, where they came from
    ``admin1_code``     ISO 3166-2, a first-level area; else found by ``admin1_name`` if that is known
    ``place_text``      the place as printed
    ``reference_period_start``, ``reference_period_end``
                        ``2019``, ``2019-03`` or ``2019-03-31``; one of them alone is the whole year, month or day
    ``period_precision`` by the length of the period;  ``period_basis`` ``stated`` if there is a date, else ``unknown``
    ``reporter``        who says it; empty is not known
    ``figure_id``       a label of the row, unique in the file, for ``part_of``, ``supersedes`` and ``same_as`` of other
                        rows to point to; the identifier in the store is made from what the row is about

The sidecar ``<name>.meta.toml`` beside ``<name>.csv`` says where the table comes from:
``title`` and ``sha256`` (of the bytes of the CSV, in hexadecimal) are required;
``publisher``, ``authors``, ``published`` (``2020``, ``2020-01`` or ``2020-01-15``), ``accessed`` (a day), ``url``,
``licence`` and ``language`` are optional, as are ``producer`` and ``processing``, which are for the reader of the
file; all values are strings.

This module must not know how a cell is read.
"""

from collections.abc import Sequence

from dashboard.model import Problem, TableError
from dashboard.tables.grid import Grid
from dashboard.tables.headers import find_context
from dashboard.tables.mapping import ColumnMeaning, Role, TableMapping

NAME = "canonical"
# What a column of another layout says about a row (``headers.find_context``).
PLACES = frozenset({"location_code", "location_name", "place"})
DATES = frozenset({"period", "period_start", "period_end", "year", "month"})
NUMBERS = ("value", "value_low", "value_high")
ROLES = {
    "figure_id": Role.LABEL,
    "reference_period_start": Role.PERIOD_START,
    "reference_period_end": Role.PERIOD_END,
} | {
    role.value: role
    for role in (
        *(Role.INDICATOR, Role.MEASURE, Role.UNIT, Role.VALUE, Role.VALUE_LOW, Role.VALUE_HIGH, Role.QUANTIFIER),
        *(Role.VALUE_TEXT, Role.POPULATION_GROUP, Role.CAUSE, Role.LOCATION_CODE, Role.LOCATION_NAME),
        *(Role.ORIGIN_CODE, Role.ADMIN1_CODE, Role.ADMIN1_NAME, Role.PLACE_TEXT, Role.PERIOD_PRECISION),
        *(Role.PERIOD_BASIS, Role.REPORTER, Role.CERTAINTY, Role.PART_OF, Role.SUPERSEDES, Role.SAME_AS),
    )
}


def propose_canonical(grid: Grid) -> TableMapping | None:
    r"""Return the mapping of a table in our own layout, ``None`` if it lacks what a row cannot do without.

    Raises:
        TableError: a column stands there twice.

    Example:
        >>> from dashboard.tables.grid import read_grid
        >>> mapping = propose_canonical(read_grid(b"Indicator,Value\nkilled,5\n", "t.csv"))
        >>> [column.role.value for column in mapping.columns]
        ['indicator', 'value']
        >>> propose_canonical(read_grid(b"dead\n5\n", "t.csv")) is None
        True
    """
    names = [_tidy(header) for header in grid.header]
    if "indicator" not in names or not set(NUMBERS).intersection(names) or _names_otherwise(grid.header, names):
        return None
    _refuse_twins(names, grid.name)
    columns = (
        ColumnMeaning(header, ROLES.get(name, Role.IGNORED)) for header, name in zip(grid.header, names, strict=True)
    )
    return TableMapping(NAME, tuple(columns), is_strict=True)


def _names_otherwise(header: Sequence[str], names: Sequence[str]) -> bool:
    """Tell whether place or time stand in columns that have no name of ours, as in "country, year, indicator, value".

    To read such a table as ours would lose where and when.
    """
    others = {find_context(text) for text, name in zip(header, names, strict=True) if name not in ROLES}
    has_place = "location_code" in names or "location_name" in names
    has_date = "reference_period_start" in names or "reference_period_end" in names
    return bool((others & PLACES and not has_place) or (others & DATES and not has_date))


def _tidy(header: str) -> str:
    return "_".join(header.casefold().split())


def _refuse_twins(names: Sequence[str], file: str) -> None:
    if twice := sorted({name for name in names if name in ROLES and names.count(name) > 1}):
        raise TableError(
            Problem(
                "duplicate_column",
                file,
                ", ".join(twice),
                f"The header has a column twice: {', '.join(twice)}.",
                "Rename or delete one of them.",
            )
        )
