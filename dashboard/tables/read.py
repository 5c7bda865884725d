"""A table file → its figures, and everything in it that has to be mended.

The layouts are tried in order; the first that knows the header reads the table. A table with
columns about single persons is refused whole: such data does not belong here.
"""

import re
from dataclasses import dataclass, replace

from dashboard.model import Document, Figure, Problem, TableError, hash_content
from dashboard.tables.canonical import Canonical
from dashboard.tables.grid import Grid, read_grid
from dashboard.tables.layout import Layout
from dashboard.tables.mapping import TableMapping

LAYOUTS: tuple[Layout, ...] = (Canonical(),)

PERSONAL = re.compile(
    r"""
      (first|last|family|full|given|sur|middle) [_\s]* name
    | (phone|telephone|mobile) ([_\s]* (no|number))?
    | e-?mail ([_\s]* address)?
    | date [_\s] of [_\s] birth | birth [_\s]* date | dob
    | passport ([_\s]* (no|number))? | national [_\s] id ([_\s] number)?
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One column as a screen shows it: its header, and the first few texts below it that are not empty."""

    header: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table file says.

    ``rows`` counts the rows below the header that are not blank. ``figures`` are in row
    order; ``problems`` name row and column. ``notes`` tell how the file was read and which
    columns were left out; nothing has to be mended for them. ``rejected`` counts the cells
    that were refused. ``mapping`` is what each column was taken for, ``samples`` the first
    texts of each column, in the order of the header; ``is_known`` is false where a person
    should look at the mapping before the figures are used. ``sheets`` are all of a workbook.
    """

    layout: str
    rows: int
    document: Document
    figures: list[Figure]
    problems: list[Problem]
    notes: list[str]
    rejected: int = 0
    mapping: TableMapping | None = None
    samples: tuple[Sample, ...] = ()
    sheets: tuple[str, ...] = ()
    is_known: bool = True


def read_table(
    content: bytes, name: str, *, source: Document | None = None, mapping: TableMapping | None = None
) -> TableReading:
    r"""Read the figures of a CSV file.

    ``source`` is what is known about where the table comes from; the file name stands in
    as the title if nothing is. ``mapping`` says what the columns are, as a person settled
    it; else it is found by the header.

    Raises:
        TableError: the file as a whole cannot be read, or holds data about single persons.

    Example:
        >>> reading = read_table(b"indicator,value\nkilled,12\nkilled,a dozen\n", "tolls.csv")
        >>> [figure.quantity.value for figure in reading.figures], reading.problems[0].where
        ([12.0], 'tolls.csv, row 3, column value')
    """
    del mapping  # the layouts that need one are to come
    grid = read_grid(content, name)
    _refuse_personal_data(grid)
    sha256 = hash_content(content)
    document = replace(source or Document("", title=name), document_id=sha256[:16], sha256=sha256)
    layout = next((layout for layout in LAYOUTS if layout.recognises(grid.header)), LAYOUTS[-1])
    reading = layout.read(grid, document)
    problems = [*grid.problems, *reading.problems]
    if not grid.rows and not problems:
        problems = [Problem("no_rows", name, None, "There are no rows below the header.", "Choose another file.")]
    return TableReading(
        layout=layout.name,
        rows=len(grid.rows) + len(grid.problems),
        document=document,
        figures=reading.figures,
        problems=problems,
        notes=[*grid.notes, *reading.notes],
    )


def _refuse_personal_data(grid: Grid) -> None:
    personal = [header for header in grid.header if PERSONAL.fullmatch(header)]
    if personal:
        raise TableError(
            Problem(
                "personal_data",
                grid.name,
                ", ".join(personal),
                f"The table seems to hold data about single persons: {', '.join(personal)}.",
                "Delete these columns, and add counts only.",
            )
        )
