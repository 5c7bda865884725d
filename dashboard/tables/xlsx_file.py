"""A sheet of an Excel workbook → records, the same as from a CSV file.

Only what is needed is unpacked: the list of sheets, the texts, the formats, and the sheet
that is read. A formula counts as the result that was saved with it; where none was saved the
cell is the formula itself, which no parser takes for a number. Merged cells say the same
everywhere, unless they hold a number: that would count it twice.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from dashboard.tables.csv_file import Record
from dashboard.tables.header import SAMPLE_ROWS, find_numeric, is_number, is_tag_row
from dashboard.tables.kept_out import describe_rows, is_total
from dashboard.tables.kinds import MAX_COLUMNS, refuse
from dashboard.tables.xlsx_cells import PLAIN, CellFormat, number_text, read_format, unescape
from dashboard.tables.xlsx_parts import Enough, Handler, Parts

MAX_CELLS = 3_000_000
MAX_SHEETS = 200
_SHEETS_TRIED = 30
_MERGES_FILLED = 10_000
_MOST_FILLED = 500_000

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_YEAR = re.compile(r"(19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, the part it is in, and whether people can see it."""

    name: str
    path: str
    is_hidden: bool


@dataclass(slots=True)
class SheetReading:
    """The records of a sheet that are not blank, and what to know about them."""

    records: list[Record]
    notes: list[str] = field(default_factory=list)


class Workbook:
    """A workbook whose sheets can be read one by one."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._parts = Parts(content, name)
        book, self._links = self._find_book()
        contents = _Contents()
        self._parts.parse(book, contents)
        self._epoch = MAC_EPOCH if contents.is_mac else WINDOWS_EPOCH
        self.sheets = tuple(self._find_sheets(contents.sheets))
        if not self.sheets:
            raise refuse("empty_file", name, "The workbook has no sheet with cells.", "Choose another file.")
        self._texts = self._read_texts()
        self._formats = self._read_formats()

    def choose(self, wanted: str | None) -> Sheet:
        """Return the sheet of this name, or else the one that looks most like a table of figures.

        Raises:
            TableError: there is no such sheet.
        """
        if wanted is not None:
            for sheet in self.sheets:
                if sheet.name == wanted:
                    return sheet
            names = ", ".join(sheet.name for sheet in self.sheets[:20])
            message = f"The workbook has no sheet “{wanted}”."
            raise refuse("unknown_sheet", self.name, message, f"Choose one of: {names}.")
        seen = [sheet for sheet in self.sheets if not sheet.is_hidden][:_SHEETS_TRIED] or list(self.sheets[:1])
        if len(seen) == 1:
            return seen[0]
        return max(seen, key=lambda sheet: _rank(self.read(sheet, most_rows=SAMPLE_ROWS).records))

    def read(self, sheet: Sheet, *, most_rows: int | None = None) -> SheetReading:
        """Read a sheet, or its first rows that are not blank.

        Raises:
            TableError: it is damaged or too large.
        """
        cells = _Cells(self._parts, self._texts, self._formats, self._epoch, most_rows)
        self._parts.parse(sheet.path, cells)
        cells.records.sort()
        filled = _fill_merged(cells.records, cells.merged)
        return SheetReading(cells.records, [*self._describe_sheets(sheet), *cells.notes(filled)])

    def _find_book(self) -> tuple[str, dict[str, "_Link"]]:
        """Return the part that lists the sheets, and the parts it points to by their number."""
        top = self._read_links("")
        book = next((link.path for link in top.values() if link.kind == "officeDocument"), "xl/workbook.xml")
        if book not in self._parts:
            raise self._parts.refuse_damaged()
        return book, self._read_links(book)

    def _read_links(self, part: str) -> dict[str, "_Link"]:
        folder, file = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        links = _Links(folder)
        if path in self._parts:
            self._parts.parse(path, links)
        return links.found

    def _find_sheets(self, listed: list[tuple[str, str, bool]]) -> Iterator[Sheet]:
        if len(listed) > MAX_SHEETS:
            raise self._parts.refuse_size(f"It has more than {MAX_SHEETS} sheets.")
        for title, number, is_hidden in listed:
            link = self._links.get(number)
            if link and link.kind == "worksheet" and link.path in self._parts:
                yield Sheet(title, link.path, is_hidden)

    def _find_linked(self, kind: str) -> str | None:
        return next(
            (link.path for link in self._links.values() if link.kind == kind and link.path in self._parts), None
        )

    def _read_texts(self) -> list[str]:
        texts = _Texts()
        if path := self._find_linked("sharedStrings"):
            self._parts.parse(path, texts)
        return texts.found

    def _read_formats(self) -> list[CellFormat]:
        formats = _Formats()
        if path := self._find_linked("styles"):
            self._parts.parse(path, formats)
        return [read_format(number, formats.codes.get(number)) for number in formats.used]

    def _describe_sheets(self, sheet: Sheet) -> Iterator[str]:
        others = [f"“{other.name}”" for other in self.sheets if other is not sheet and not other.is_hidden]
        hidden = [f"“{other.name}”" for other in self.sheets if other is not sheet and other.is_hidden]
        if others:
            yield f"Read from the sheet “{sheet.name}”; the workbook also has {', '.join(others[:10])}."
        if hidden:
            yield f"Hidden sheets were left unread: {', '.join(hidden[:10])}."
        if sheet.is_hidden:
            yield f"The sheet “{sheet.name}” is hidden in the workbook."


@dataclass(frozen=True, slots=True)
class _Link:
    kind: str
    path: str


class _Links(Handler):
    """Which part is which: ``rId1`` is the worksheet in xl/worksheets/sheet1.xml."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, _Link] = {}

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:
        if kind == "Relationship" and attrs.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self.folder, attrs.get("Target", "")))
            self.found[attrs.get("Id", "")] = _Link(attrs.get("Type", "").rpartition("/")[2], target.lstrip("/"))


class _Contents(Handler):
    """The sheets a workbook lists (name, number of the link, hidden or not), and from which day it counts."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_mac = False

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:
        if kind == "sheet":
            link = next((value for key, value in attrs.items() if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((attrs.get("name", ""), link, attrs.get("state", "visible") != "visible"))
        elif kind == "workbookPr":
            self.is_mac = attrs.get("date1904", "0") in ("1", "true")


class _Texts(Handler):
    """The texts that cells point to by their number; phonetic hints are left out."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_hint = False

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:  # noqa: ARG002
        if kind == "si":
            self._parts = []
        elif kind == "rPh":
            self._is_hint = True
        self._is_text = kind == "t" and not self._is_hint

    def text(self, content: str) -> None:
        if self._is_text:
            self._parts.append(content)

    def end(self, kind: str) -> None:
        self._is_text = False
        if kind == "rPh":
            self._is_hint = False
        elif kind == "si":
            self.found.append(unescape("".join(self._parts)).strip())


class _Formats(Handler):
    """The number format of each style of cell: ``used[style]``, and the codes of the workbook's own formats."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.used: list[int] = []
        self._is_cell_style = False

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:
        if kind == "numFmt":
            self.codes[int(attrs.get("numFmtId", "0"))] = attrs.get("formatCode", "General")
        elif kind == "cellXfs":
            self._is_cell_style = True
        elif kind == "xf" and self._is_cell_style:
            self.used.append(int(attrs.get("numFmtId", "0")))

    def end(self, kind: str) -> None:
        if kind == "cellXfs":
            self._is_cell_style = False


class _Cells(Handler):
    """The cells of one sheet."""

    def __init__(
        self, parts: Parts, texts: list[str], formats: list[CellFormat], epoch: datetime, most_rows: int | None
    ) -> None:
        self.records: list[Record] = []
        self.merged: list[str] = []
        self._workbook, self._texts, self._formats, self._epoch = parts, texts, formats, epoch
        self._most_rows = most_rows
        self._hidden_rows: list[int] = []
        self._hidden_columns = 0
        self._formulas = self._cells = self._number = self._column = 0
        self._row: list[str] = []
        self._kind = self._style = ""
        self._value: list[str] = []
        self._formula: list[str] | None = None
        self._into: list[str] | None = None

    def start(self, kind: str, attrs: Mapping[str, str]) -> None:
        """Begin a row or a cell, or note where the characters that follow belong."""
        if kind == "c":
            self._start_cell(attrs)
        elif kind in ("v", "t"):
            self._into = self._value
        elif kind == "f":
            self._formula = self._into = []
        elif kind == "rPh":
            self._into = None
        elif kind == "row":
            self._number = int(attrs["r"]) if "r" in attrs else self._number + 1
            self._column, self._row = 0, []
            if attrs.get("hidden") in ("1", "true"):
                self._hidden_rows.append(self._number)
        elif kind == "col" and attrs.get("hidden") in ("1", "true"):
            self._hidden_columns += 1
        elif kind == "mergeCell":
            self.merged.append(attrs.get("ref", ""))

    def text(self, content: str) -> None:
        """Keep the characters of a value or a formula."""
        if self._into is not None:
            self._into.append(content)

    def end(self, kind: str) -> None:
        """Finish a cell or a row."""
        if kind == "c":
            if text := self._text():
                self._put(text)
        elif kind in ("v", "t", "f"):
            self._into = None
        elif kind == "row" and any(self._row):
            self.records.append((self._number, self._row))
            if self._most_rows is not None and len(self.records) >= self._most_rows:
                raise Enough

    def notes(self, filled: int) -> Iterator[str]:
        """Yield what a person cannot see in the workbook, or would not expect."""
        if self._hidden_rows:
            yield f"{describe_rows(self._hidden_rows)} hidden in the workbook, and read all the same."
        if self._hidden_columns:
            yield "Some columns are hidden in the workbook, and read all the same."
        if filled:
            yield f"The text of merged cells was read for each of the {filled:,} cells they cover."
        if self._formulas:
            formulas = "1 formula was" if self._formulas == 1 else f"{self._formulas:,} formulas were"
            yield (
                f"{formulas} saved without a result: open the workbook in a spreadsheet program, "
                "save it and add it again."
            )

    def _start_cell(self, attrs: Mapping[str, str]) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise self._workbook.refuse_size(f"It has more than {MAX_CELLS:,} cells.")
        address = attrs.get("r")
        if address is None:
            self._column += 1
        elif match := _ADDRESS.fullmatch(address):
            self._column = _column_number(match[1])
        else:
            raise self._workbook.refuse_damaged()
        self._kind, self._style = attrs.get("t", "n"), attrs.get("s", "")
        self._value, self._formula = [], None

    def _text(self) -> str:
        value = "".join(self._value)
        if self._formula is not None and not value and self._kind != "str":
            self._formulas += 1
            return f"={''.join(self._formula)}"
        if not value:
            return ""
        if self._kind == "s":
            if not 0 <= int(value) < len(self._texts):
                raise self._workbook.refuse_damaged()
            return self._texts[int(value)]
        if self._kind == "n":
            return number_text(value.strip(), self._find_format(), self._epoch)
        if self._kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if self._kind == "d":
            return value.strip().removesuffix("T00:00:00")
        return unescape(value).strip()

    def _find_format(self) -> CellFormat:
        style = int(self._style) if self._style else -1
        return self._formats[style] if 0 <= style < len(self._formats) else PLAIN

    def _put(self, text: str) -> None:
        if self._column > MAX_COLUMNS:
            raise self._workbook.refuse_size(
                f"It has more than {MAX_COLUMNS:,} columns: something stands in row {self._number}, far to the right.",
                "Delete it, or copy the table alone into a new workbook.",
            )
        self._row.extend([""] * (self._column - len(self._row)))
        self._row[self._column - 1] = text


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _rank(records: list[Record]) -> tuple[bool, int, int]:
    """Return whether a sheet has tags of HXL, how many whole numbers are in its columns of numbers, and its width.

    Totals are not among the numbers, and of two sheets alike the wider one says more about each: so a pivot does
    not stand before its data.
    """
    rows = [record for record in records if not any(map(is_total, record[1][:1]))]
    numeric = find_numeric(rows)
    cells = [texts[position] for _, texts in rows for position in numeric if position < len(texts)]
    counts = [text for text in cells if is_number(text) and not text.endswith("%") and not _YEAR.fullmatch(text)]
    width = max((len(texts) for _, texts in records), default=0)
    return any(is_tag_row(texts) for _, texts in records), len(counts), width


def _fill_merged(records: list[Record], ranges: list[str]) -> int:
    """Write the text of merged cells into all the cells they cover; return how many were filled."""
    by_number = dict(records)
    filled = 0
    for match in filter(None, map(_RANGE.fullmatch, ranges[:_MERGES_FILLED])):
        left, right = _column_number(match[1]), min(_column_number(match[3]), MAX_COLUMNS)
        top, bottom = int(match[2]), min(int(match[4]), records[-1][0] if records else 0)
        text = by_number.get(top, [])[left - 1 : left]
        if not text or not text[0] or filled > _MOST_FILLED:
            continue
        if is_number(text[0]) and not (top == bottom and _YEAR.fullmatch(text[0])):
            continue
        for number in range(top, bottom + 1):
            if (texts := by_number.get(number)) is not None:
                texts.extend([""] * (right - len(texts)))
                texts[left - 1 : right] = text * (right - left + 1)
                filled += right - left + 1
    return filled
