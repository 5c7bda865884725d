"""A table file → its figures, and everything in it that has to be mended.

What the columns mean is what a person settled, else what the header says; then one engine
reads the table, whatever its layout. A table with columns about single persons is refused
whole: such data does not belong here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dashboard.model import Document, Figure, Problem, TableError, hash_content
from dashboard.tables.grid import Grid, read_grid
from dashboard.tables.layouts import load_layouts
from dashboard.tables.mapping import Role, TableMapping, fingerprint
from dashboard.tables.personal import check_personal_data
from dashboard.tables.propose import propose_mapping
from dashboard.tables.reading import read_figures

SAMPLE_ROWS, SAMPLE_TEXTS = 200, 5
LONGEST_VALUE = 200  # characters
MOST_REASONS = 6


@dataclass(frozen=True, slots=True)
class Sample:
    """One column as a screen shows it: its header, and the first few texts below it that are not empty."""

    header: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a table file says.

    ``rows`` counts the rows of data, those that do not fit the header among them. ``figures`` are in row
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
    r"""Read the figures of a CSV file or a workbook.

    ``source`` is what is known about where the table comes from; the file name stands in
    as the title if nothing is. ``mapping`` says what the columns are, as a person settled
    it; without it, or with one that names only the sheet, they are found by the header.

    Raises:
        TableError: the file as a whole cannot be read, or holds data about single persons.

    Example:
        >>> reading = read_table(b"indicator,value\nkilled,12\nkilled,a dozen\n", "tolls.csv")
        >>> [figure.quantity.value for figure in reading.figures], reading.problems[0].where
        ([12.0], 'tolls.csv, row 3, column value')
    """
    grid = read_grid(content, name, sheet=mapping.sheet if mapping else None)
    if personal := check_personal_data(grid):
        raise TableError(personal[0])
    sha256 = hash_content(content)
    mapping = _fit(mapping, grid) or propose_mapping(grid)
    document = replace(
        source or Document("", title=name),
        document_id=sha256[:16],
        sha256=sha256,
        event_list=_name_events(mapping),
    )
    reading = read_figures(grid, mapping, document)
    problems = [*grid.problems, *reading.problems]
    return TableReading(
        layout=mapping.layout,
        rows=len(grid.rows) + len(grid.problems),
        document=document,
        figures=reading.figures,
        problems=problems + _explain_nothing(grid, mapping, reading.figures, problems),
        notes=[*grid.notes, *reading.notes],
        rejected=reading.rejected,
        mapping=mapping,
        samples=_sample(grid),
        sheets=grid.sheets,
        is_known=mapping.is_known,
    )


def _name_events(mapping: TableMapping) -> str | None:
    """Return the name of a list of events: its layout, or its header where that is not known by name.

    The rows of one list are added up, those of two lists are not, since both may hold the same event.
    """
    if not mapping.is_event_list:
        return None
    is_named = mapping.layout in load_layouts()
    return mapping.layout if is_named else fingerprint([column.header for column in mapping.columns])


def _fit(mapping: TableMapping | None, grid: Grid) -> TableMapping | None:
    """Return a settled mapping if it belongs to this header; one without columns only names the sheet."""
    if mapping is None or not mapping.columns:
        return None
    if fingerprint([column.header for column in mapping.columns]) != fingerprint(grid.labels):
        raise TableError(
            Problem(
                "other_columns",
                grid.name,
                None,
                "The file has other columns than the ones whose meaning was settled.",
                "Look at the columns again.",
            )
        )
    return mapping


def _explain_nothing(
    grid: Grid, mapping: TableMapping, figures: Sequence[Figure], problems: Sequence[Problem]
) -> list[Problem]:
    """Return why a table gave no figure, if nothing else says so."""
    if figures or (problems and mapping.is_strict):
        return []
    if not grid.rows and not problems:
        return [_nothing_in(grid)]
    if mapping.positions(Role.VALUE, Role.VALUE_LOW, Role.VALUE_HIGH):
        message = "No figure was found: the columns of numbers hold none that can be read."
        return [Problem("no_figures", grid.name, None, message, "Look at the problems and the notes.")]
    headers = ", ".join(header for header in grid.header if header)
    return [
        Problem(
            "no_figures",
            grid.name,
            headers[:LONGEST_VALUE] or None,
            "No figure was found: no column header says which indicator its numbers count. Looked for a column "
            "“indicator” with a column “value”, for tags of HXL, and for headers such as killed, injured, displaced, "
            "IDPs, refugees, people in need or houses destroyed, in English, French and Spanish."
            + _list_reasons(mapping),
            "Say what the columns mean, or choose another file.",
        )
    ]


def _nothing_in(grid: Grid) -> Problem:
    message = "There is nothing in it yet: no row stands below the header."
    return Problem("no_rows", grid.name, None, message, "Fill in a row for each figure, and add it again.")


def _list_reasons(mapping: TableMapping) -> str:
    """Return a sentence with the columns that are left out and why, empty if nobody knows."""
    reasons = [f"{column.header} ({column.reason})" for column in mapping.columns if column.header and column.reason]
    return f" Left out: {', '.join(reasons[:MOST_REASONS])}." if reasons else ""


def _sample(grid: Grid) -> tuple[Sample, ...]:
    rows = [row.texts for row in islice(grid.rows, SAMPLE_ROWS)]
    columns = ([texts[position] for texts in rows if texts[position]] for position in range(len(grid.header)))
    return tuple(
        Sample(header, tuple(dict.fromkeys(texts))[:SAMPLE_TEXTS])
        for header, texts in zip(grid.header, columns, strict=True)
    )
