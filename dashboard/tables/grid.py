"""Bytes of a CSV file → a grid of cells, every one of them text.

Nothing is guessed about what a cell means: ``NA`` stays ``NA`` (Namibia), ``0012`` keeps its
zeros. Rows are counted as a spreadsheet counts them, so that a person finds the cell. This
module must not know any layout.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from dashboard.model import Problem, TableError

MAX_BYTES = 20_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 5_000_000
DELIMITERS = ",;\t|"

# How files begin that are often renamed to .csv or dropped by mistake → their name, what to do.
OTHER_KINDS = {
    b"PK\x03\x04": ("an Excel workbook or another packed file", "Save the sheet as CSV (UTF-8) and add that file."),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", "Save the sheet as CSV (UTF-8) and add that file."),
    b"%PDF": ("a PDF", "Add it as an article, or copy the table into a CSV file."),
    b"PAR1": ("a Parquet file", "Export it as CSV (UTF-8)."),
    b"\x1f\x8b": ("a compressed file", "Unpack it and add the CSV inside."),
    b"{": ("a JSON file", "Export it as CSV (UTF-8)."),
    b"[": ("a JSON file", "Export it as CSV (UTF-8)."),
    b"<": ("a web page", "Download the table itself as CSV."),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text without outer blanks, its header, and where it stands (both from 1)."""

    text: str
    header: str
    row: int
    column: int

    @property
    def address(self) -> str:
        """The address in a spreadsheet.

        Example:
            >>> Cell("12", "value", 7, 28).address
            'AB7'
        """
        letters, number = "", self.column
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class Row:
    """One record below the header, with its number in the file (from 1)."""

    number: int
    texts: list[str]
    header: tuple[str, ...]

    def cell(self, position: int) -> Cell:
        """Return the cell at a position (from 0)."""
        return Cell(self.texts[position].strip(), self.header[position], self.number, position + 1)


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one table; ``rows`` holds the records below the header, blank ones left out.

    ``problems`` lists the rows that do not fit the header; they are not in ``rows``.
    ``notes`` say how the bytes were read where that is not plain.
    """

    name: str
    delimiter: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_grid(content: bytes, name: str) -> Grid:
    r"""Read a CSV file in UTF-8, UTF-16 or Windows-1252, separated by comma, semicolon, tab or bar.

    Raises:
        TableError: it is too large, empty, of another kind, or its quotes do not close.

    Example:
        >>> grid = read_grid(b"code;value\nNA;0012\n", "t.csv")
        >>> grid.rows[0].cell(0).text, grid.rows[0].cell(1).text
        ('NA', '0012')
    """
    _check_size_and_kind(content, name)
    text, notes = _decode(content, name)
    delimiter = _find_delimiter(text)
    records = _read_records(text, delimiter, name)
    _, header = next(records, (0, []))
    if not header:
        raise _refuse("empty_file", name, "The file has no rows.", "Choose another file.")
    if len(header) > MAX_COLUMNS:
        raise _refuse(
            "too_large", name, f"It has more than {MAX_COLUMNS:,} columns.", "Keep only the columns you need."
        )
    names = tuple(text.strip() for text in header)
    rows: list[Row] = []
    problems: list[Problem] = []
    cells = 0
    for number, record in records:
        cells += len(record)
        if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
            raise _refuse(
                "too_large",
                name,
                f"It has more than {MAX_ROWS:,} rows or {MAX_CELLS:,} cells.",
                "Split it into several files.",
            )
        if problem := _check_length(record, names, number, name):
            problems.append(problem)
        else:
            rows.append(Row(number, record, names))
    return Grid(name, delimiter, names, tuple(rows), tuple(problems), tuple(notes))


def _refuse(code: str, name: str, message: str, suggestion: str) -> TableError:
    return TableError(Problem(code, name, None, message, suggestion))


def _check_size_and_kind(content: bytes, name: str) -> None:
    if not content.strip():
        raise _refuse("empty_file", name, "The file is empty.", "Choose another file.")
    if len(content) > MAX_BYTES:
        raise _refuse(
            "too_large", name, f"It is larger than {MAX_BYTES // 1_000_000} MB.", "Split it into several files."
        )
    for start, (kind, suggestion) in OTHER_KINDS.items():
        if content.startswith(start):
            raise _refuse("unknown_kind", name, f"It is {kind}; only CSV files can be read so far.", suggestion)


def _decode(content: bytes, name: str) -> tuple[str, list[str]]:
    notes = []
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_wide else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252":
            notes.append("Read as Windows-1252, since it is not UTF-8; look whether the accents are right.")
        if "\0" not in text:
            return text, notes
    raise _refuse(
        "unknown_encoding", name, "It holds bytes that are not text in a known encoding.", "Save it as CSV (UTF-8)."
    )


def _find_delimiter(text: str) -> str:
    top = next((line for line in text.splitlines() if line.strip()), "")
    if stated := re.fullmatch(r"sep=(.)", top.strip("\ufeff\r\n"), re.IGNORECASE):
        return stated[1]
    unquoted = re.sub(r'"[^"]*"', "", top)
    return max(DELIMITERS, key=unquoted.count)


def _read_records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records that are not blank, each with its row number."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader, start=1):
            is_directive = number == 1 and "".join(record).lower().startswith("sep=")
            if any(map(str.strip, record)) and not is_directive:
                yield number, record
    except csv.Error as error:
        raise _refuse(
            "broken_quotes",
            f"{name}, line {reader.line_num}",
            f"The row cannot be told apart ({error}).",
            "Look for a quotation mark that is not closed.",
        ) from error


def _check_length(record: list[str], header: tuple[str, ...], row: int, name: str) -> Problem | None:
    surplus = [text for text in record[len(header) :] if text.strip()]
    if len(record) >= len(header) and not surplus:
        return None
    code, fault = ("too_many_cells", "more") if surplus else ("too_few_cells", "fewer")
    return Problem(
        code,
        f"{name}, row {row}",
        None,
        f"The row has {fault} cells ({len(record)}) than the header ({len(header)}), so its values may have slipped.",
        "Look for a missing or an unquoted separator in this row.",
    )
