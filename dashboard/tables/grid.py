"""The cells of one table, every one of them text.

Nothing is guessed about what a cell means: ``NA`` stays ``NA`` (Namibia), ``0012`` keeps its
zeros. Rows are counted as a spreadsheet counts them, so that a person finds the cell. This
module must not know any layout.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from dashboard.model import Problem
from dashboard.tables.csv_file import Record, open_csv
from dashboard.tables.header import SAMPLE_ROWS, Header, find_header, find_numeric
from dashboard.tables.kept_out import (
    check_length,
    describe_rows,
    find_labels,
    find_places,
    is_footer,
    is_total,
    is_total_of_place,
)
from dashboard.tables.kinds import MAX_COLUMNS, TableKind, find_kind, refuse
from dashboard.tables.progress import report

MAX_ROWS = 2_000_000
MAX_CELLS = 50_000_000
_PROBLEMS_KEPT = 10_000


class Row(NamedTuple):
    """One record below the header: its number in the file (from 1), and one text a column."""

    number: int
    texts: list[str]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of data; each loop over them reads the file anew, so that they never all stand in memory."""

    records: Callable[[], Iterable[Record]]
    header: tuple[str, ...]
    last_header_row: int
    kept_out: frozenset[int]
    count: int

    def __len__(self) -> int:
        """Return how many there are."""
        return self.count

    def __iter__(self) -> Iterator[Row]:
        """Yield them in the order of the file."""
        width, blank = len(self.header), [""] * len(self.header)
        for number, texts in report(self.records(), total=self.count):
            if number <= self.last_header_row or number in self.kept_out or not any(texts):
                continue
            yield Row(number, texts if len(texts) == width else [*texts, *blank][:width])


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table.

    ``sheet`` is the name of the sheet, empty for a CSV file; ``sheets`` are the names of all
    of them. ``header`` and ``tags`` (of HXL; empty if there are none) have one text a
    column. ``titles`` are the texts above the header. ``problems`` lists the rows that do
    not fit the header; neither they nor totals and footers are in ``rows``. ``notes`` say
    what was kept out, and how the file was read where that is not plain.
    """

    name: str
    delimiter: str
    header: tuple[str, ...]
    rows: Rows
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the columns are called: their headers, or their tags where there is none."""
        tags = self.tags or ("",) * len(self.header)
        return tuple(header or tag for header, tag in zip(self.header, tags, strict=True))


def read_grid(content: bytes, name: str, *, sheet: str | None = None) -> Grid:
    r"""Read a CSV file or a sheet of an Excel workbook; by default the one that looks most like a table.

    Raises:
        TableError: it is too large, empty, damaged or of another kind, or has no such sheet.

    Example:
        >>> grid = read_grid(b"code;value\nNA;0012\nTotal;12\n", "t.csv")
        >>> [row.texts for row in grid.rows], grid.notes
        ([['NA', '0012']], ('Row 3 was kept out: it is a total of other rows.',))
    """
    if find_kind(content, name) is TableKind.XLSX:
        return _read_workbook(content, name, sheet)
    file = open_csv(content, name)
    notes = [file.encoding.note] if file.encoding.note else []
    return make_grid(file.records, name, delimiter=file.delimiter, notes=notes)


def _read_workbook(content: bytes, name: str, wanted: str | None) -> Grid:
    from dashboard.tables.xlsx_file import Workbook  # only for workbooks: openpyxl takes a while to import

    workbook = Workbook(content, name)
    sheet = workbook.choose(wanted)
    reading = workbook.read(sheet)
    sheets = tuple(each.name for each in workbook.sheets)
    return make_grid(lambda: reading.records, name, sheet=sheet.name, sheets=sheets, notes=reading.notes)


def make_grid(
    records: Callable[[], Iterable[Record]],
    name: str,
    *,
    delimiter: str = "",
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    notes: Iterable[str] = (),
) -> Grid:
    """Find the header among the records, and look through all of them for what does not belong to the data.

    Raises:
        TableError: there are too many rows or cells, or none at all.
    """
    sample = [*islice((record for record in records() if any(record[1])), SAMPLE_ROWS)]
    header = find_header(sample)
    if not header.names:
        raise refuse("empty_file", name, "The file has no rows.", "Choose another file.")
    if len(header.names) > MAX_COLUMNS:
        message = f"It has more than {MAX_COLUMNS:,} columns."
        raise refuse("too_large", name, message, "Keep only the columns you need.")
    found = _look_through(report(records()), header, sample, name, is_sheet=not delimiter)
    return Grid(
        name=name,
        delimiter=delimiter,
        header=header.names,
        rows=Rows(records, header.names, header.last_row, frozenset(found.kept_out), found.rows),
        problems=tuple(found.problems),
        notes=(*notes, *_describe_header(header), *found.notes()),
        sheet=sheet,
        sheets=sheets,
        tags=header.tags,
        titles=header.titles,
    )


def column_letters(column: int) -> str:
    """Return the name a spreadsheet gives to a column (from 1).

    Example:
        >>> column_letters(3), column_letters(28)
        ('C', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(slots=True)
class _Found:
    """What a look through all rows brought."""

    rows: int = 0
    unread: int = 0
    totals: list[int] = field(default_factory=list)
    footers: dict[int, str] = field(default_factory=dict)
    comments: list[int] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    misfits: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def kept_out(self) -> Iterator[int]:
        """The numbers of all rows that are no data."""
        for numbers in (self.totals, self.footers, self.comments, self.repeated, self.misfits):
            yield from numbers

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each kind of row that was kept out."""
        if self.totals:
            were, are = ("were", "they are totals") if len(self.totals) > 1 else ("was", "it is a total")
            yield f"{describe_rows(self.totals)} {were} kept out: {are} of other rows."
        if self.footers:
            were = "were" if len(self.footers) > 1 else "was"
            first = next(iter(self.footers.values()))
            yield f"{describe_rows(self.footers)} {were} kept out as a note below the table: “{_shorten(first)}”."
        if self.repeated:
            yield f"Kept out, since the header stands there once more: {describe_rows(self.repeated).lower()}."
        if self.unread:
            rows = "1 row" if self.unread == 1 else f"{self.unread:,} rows"
            yield f"In {rows} something stands to the right of the header; it was left unread."
        if more := len(self.misfits) - len(self.problems):
            rows = (
                "1 more row that does not fit the header is" if more == 1 else f"{more:,} more rows that do not fit are"
            )
            yield f"{rows} left out without being listed."
        if self.comments:
            yield f"Kept out, since a remark stands there: {describe_rows(self.comments).lower()}."


def _look_through(
    records: Iterable[Record], header: Header, sample: list[Record], name: str, *, is_sheet: bool
) -> _Found:
    """Sort the rows below the header into data and what is no data."""
    found, names, width, cells = _Found(comments=list(header.comments)), header.names, len(header.names), 0
    below = [record for record in sample if record[0] > header.last_row]
    labels = find_labels(names, header.tags, find_numeric(below))
    places = [position for position in find_places(names, header.tags) if position not in find_numeric(below)]
    checks = [*((position, is_total) for position in labels), *((position, is_total_of_place) for position in places)]
    repeated = list(names)
    for number, texts in records:
        if number <= header.last_row or not any(texts):
            continue
        cells += len(texts)
        if found.rows >= MAX_ROWS or cells > MAX_CELLS:
            message = f"It has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells."
            raise refuse("too_large", name, message, "Split it into several files.")
        if (len(texts) - texts.count("") == 1 or ":" in texts[0]) and _is_aside(found, number, texts, width):
            continue
        if is_sheet:  # where nothing can slip: an empty cell is there, and what stands beside the table is a remark
            found.unread += any(texts[width:])
        elif len(texts) != width and (problem := check_length(texts, names, number, name)):
            found.misfits.append(number)
            if len(found.problems) < _PROBLEMS_KEPT:
                found.problems.append(problem)
            continue
        if _is_sum(texts, checks):
            found.totals.append(number)
        elif texts == repeated:
            found.repeated.append(number)
        else:
            found.rows += 1
    return found


def _is_sum(texts: list[str], checks: Sequence[tuple[int, Callable[[str], bool]]]) -> bool:
    """Tell a total by the words in its columns of labels and places."""
    for position, check in checks:  # noqa: SIM110 (a generator for each of a million rows takes as long as all the rest)
        if position < len(texts) and check(texts[position]):
            return True
    return False


def _is_aside(found: _Found, number: int, texts: list[str], width: int) -> bool:
    """Tell a row with one text that is no data, and note it."""
    if width < 2:
        return False
    if texts[0].startswith("#") and not any(texts[1:]):
        found.comments.append(number)
    elif is_footer(texts):
        found.footers[number] = texts[0]
    else:
        return False
    return True


def _describe_header(header: Header) -> Iterator[str]:
    """Yield what a person should know about the rows above the data."""
    if not any(header.names) and not header.tags:
        yield "The table has no header row."
    if header.titles:
        yield f"Read as a title above the table: “{_shorten(' – '.join(header.titles))}”."
    twice = [name for name, count in Counter(header.names).items() if name and count > 1]
    for name in twice:
        columns = [column_letters(position) for position, each in enumerate(header.names, start=1) if each == name]
        yield f"The header has “{_shorten(name)}” more than once, in the columns {', '.join(columns)}."


def _shorten(text: str) -> str:
    return text if len(text) <= 100 else text[:100] + "…"
