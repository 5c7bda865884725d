"""What the columns of a table mean, as far as its header says so.

The ways are tried in order; the first that knows the table answers. Where none does, place
and time are proposed and the numbers are left to the person: nothing is invented.
"""

from collections.abc import Callable
from dataclasses import replace

from dashboard.tables.canonical import propose_canonical
from dashboard.tables.context import look_at
from dashboard.tables.generic import propose_generic, propose_unknown
from dashboard.tables.grid import Grid
from dashboard.tables.headers import is_country_group
from dashboard.tables.hxl import name_indicators, read_tags
from dashboard.tables.layouts import find_layout
from dashboard.tables.mapping import Role, Skip, TableMapping, Word, fold_word
from dashboard.tables.places import find_country, find_country_of_p_codes

Proposer = Callable[[Grid], TableMapping | None]


def propose_layout(grid: Grid) -> TableMapping | None:
    """Return the mapping of a layout that is known by name; it says more than tags can."""
    return find_layout(grid.header)


def propose_hxl(grid: Grid) -> TableMapping | None:
    """Return what the HXL tags say, if there are any; or the words of the rows, where each names its indicator."""
    if not grid.tags:
        return None
    mapping = read_tags(grid.header, grid.tags)
    if not mapping.positions(Role.VALUE) and name_indicators(grid.tags):
        generic = propose_generic(grid)
        return replace(generic, layout=mapping.layout) if generic else mapping
    return mapping


PROPOSERS: tuple[Proposer, ...] = (propose_canonical, propose_layout, propose_hxl, propose_generic)


def propose_mapping(grid: Grid) -> TableMapping:
    r"""Return the mapping of a table by its header and a look at its first rows.

    Raises:
        TableError: the table is in our own layout, and has a column twice.

    Example:
        >>> from dashboard.tables.grid import read_grid
        >>> propose_mapping(read_grid(b"indicator,value\nkilled,5\n", "t.csv")).layout
        'canonical'
    """
    found = (mapping for propose in PROPOSERS if (mapping := propose(grid)))
    mapping = next(found, None) or propose_unknown(grid)
    columns = (replace(column, header=label) for column, label in zip(mapping.columns, grid.labels, strict=True))
    mapping = replace(mapping, columns=tuple(columns), sheet=grid.sheet or None)
    return leave_out_groups(grid, add_country(grid, mapping))


def add_country(grid: Grid, mapping: TableMapping) -> TableMapping:
    """Return the mapping with the country that all p-codes of a table name, if no column says where the people are.

    A p-code is a code of the place and stays one; only the country in front of it is taken.
    """
    is_said = mapping.positions(Role.LOCATION_CODE, Role.LOCATION_NAME) or mapping.constants.location_code
    if is_said or mapping.is_strict:
        return mapping
    for position in mapping.positions(Role.ADMIN1_CODE, Role.PLACE_TEXT):
        if country := find_country_of_p_codes(row.texts[position] for row in grid.rows):
            return replace(mapping, constants=replace(mapping.constants, location_code=country.code))
    return mapping


def leave_out_groups(grid: Grid, mapping: TableMapping) -> TableMapping:
    """Return the mapping without the rows of several countries together, if the countries stand there too.

    A row of the world beside its countries would count everybody twice.
    """
    if mapping.is_strict:
        return mapping
    for position in mapping.positions(Role.LOCATION_NAME)[:1]:
        column = mapping.columns[position]
        names = look_at(grid, grid.labels)[position].texts
        groups = [name for name in names if is_country_group(name)]
        if groups and any(map(find_country, names)):
            skip: Word = Skip("several countries together, beside the countries")
            return mapping.with_column(
                position, replace(column, words={**column.words, **{fold_word(name): skip for name in groups}})
            )
    return mapping
