"""What the columns of a table mean, as far as its header says so.

The ways are tried in order; the first that knows the table answers. Where none does, every
column is left to the person: nothing is invented.
"""

from collections.abc import Callable
from dataclasses import replace

from dashboard.tables.canonical import propose_canonical
from dashboard.tables.grid import Grid
from dashboard.tables.mapping import ColumnMeaning, Role, TableMapping

UNKNOWN = "unknown"

Proposer = Callable[[Grid], TableMapping | None]
PROPOSERS: tuple[Proposer, ...] = (propose_canonical,)


def propose_mapping(grid: Grid) -> TableMapping:
    r"""Return the mapping of a table by its header and a look at its first rows.

    Raises:
        TableError: the table is in our own layout, and has a column twice.

    Example:
        >>> from dashboard.tables.grid import read_grid
        >>> propose_mapping(read_grid(b"indicator,value\nkilled,5\n", "t.csv")).layout
        'canonical'
    """
    labels = find_labels(grid)
    for propose in PROPOSERS:
        if mapping := propose(grid):
            columns = (replace(column, header=label) for column, label in zip(mapping.columns, labels, strict=True))
            return replace(mapping, columns=tuple(columns), sheet=grid.sheet or None)
    columns = (ColumnMeaning(label, Role.IGNORED) for label in labels)
    return TableMapping(UNKNOWN, tuple(columns), sheet=grid.sheet or None, is_known=False)


def find_labels(grid: Grid) -> tuple[str, ...]:
    """Return what the columns are called: their headers, or their tags where there is none."""
    tags = grid.tags or ("",) * len(grid.header)
    return tuple(header or tag for header, tag in zip(grid.header, tags, strict=True))
