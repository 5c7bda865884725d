"""Which kind of table a file is, told by its bytes; its name is only what people call it.

A workbook that was renamed to .csv is read as the workbook it is; what no table reader can
open is refused by the name of what it is, with a way out.
"""

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from dashboard.model import Problem, TableError

MAX_CSV_BYTES = 200_000_000
MAX_XLSX_BYTES = 20_000_000
MAX_COLUMNS = 1_000

_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS_XLSX = "Open it in a spreadsheet program, save it as .xlsx or as CSV (UTF-8), and add that file."
_EXPORT = "Export the table as CSV (UTF-8) and add that file."
_UNPACK = "Unpack it and add the table inside."

# How files begin that are dropped by mistake or renamed to .csv → what they are, what to do.
_OTHER_KINDS = (
    (b"%PDF", "a PDF", "Add it as an article, or copy the table into a CSV file."),
    (b"PAR1", "a Parquet file", _EXPORT),
    (b"ARROW1", "an Arrow file", _EXPORT),
    (b"SQLite format 3", "a database", _EXPORT),
    (b"<stata_dta", "a Stata file", _EXPORT),
    (b"$FL2", "an SPSS file", _EXPORT),
    (b"\x1f\x8b", "a compressed file", _UNPACK),
    (b"BZh", "a compressed file", _UNPACK),
    (b"\xfd7zXZ", "a compressed file", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a compressed file", _UNPACK),
    (b"7z\xbc\xaf", "a packed folder", _UNPACK),
    (b"Rar!", "a packed folder", _UNPACK),
    (b"\x89PNG", "a picture", "Type the numbers into a CSV file."),
    (b"\xff\xd8\xff", "a picture", "Type the numbers into a CSV file."),
    (b"{\\rtf", "a text document", "Copy the table into a spreadsheet and save that."),
    (b"{", "a JSON file", _EXPORT),
    (b"<", "a web page or XML", "Download the table itself as CSV or .xlsx."),
)
_JSON_LIST = re.compile(rb'\[\s*[\[{"0-9\]]')
_SPREADSHEET_PARTS = ("xl/workbook.xml", "xl/worksheets/", "xl/_rels/")


class TableKind(StrEnum):
    """The two kinds of file that can hold a table."""

    CSV = "csv"
    XLSX = "xlsx"


def find_kind(content: bytes, name: str) -> TableKind:
    """Return how to read a file.

    Raises:
        TableError: it is empty, too large, or of a kind that cannot be read.

    Example:
        >>> find_kind(b"country,killed", "t.csv")
        <TableKind.CSV: 'csv'>
    """
    head = content[:1_000].lstrip()
    if not head and not content.strip():
        raise refuse("empty_file", name, "The file is empty.", "Choose another file.")
    if content.startswith(_PACKED):
        return _check_packed(content, name)
    if content.startswith(_OLD_OFFICE):
        raise _refuse_old_office(content, name)
    for start, kind, suggestion in _OTHER_KINDS:
        if head.startswith(start):
            raise _refuse_kind(name, kind, suggestion)
    if _JSON_LIST.match(head):
        raise _refuse_kind(name, "a JSON file", _EXPORT)
    _check_size(content, name, MAX_CSV_BYTES, "Split it into several files.")
    return TableKind.CSV


def refuse(code: str, where: str, message: str, suggestion: str) -> TableError:
    """Return the error for a file that is refused whole."""
    return TableError(Problem(code, where, None, message, suggestion))


def _check_packed(content: bytes, name: str) -> TableKind:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = set(archive.namelist()[:5_000])
            is_open_document = "mimetype" in parts and b"opendocument" in content[:200]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refuse(
            "unreadable_file", name, "The workbook is damaged and cannot be opened.", "Download or save it once more."
        ) from error
    if is_open_document:
        raise _refuse_kind(name, "an OpenDocument file (.ods)", _SAVE_AS_XLSX)
    if "xl/workbook.bin" in parts:
        raise _refuse_kind(name, "a binary Excel workbook (.xlsb)", _SAVE_AS_XLSX)
    if any(part.startswith("word/") for part in parts):
        raise _refuse_kind(name, "a Word document", "Add it as an article, or copy the table into a spreadsheet.")
    if not any(part.startswith(_SPREADSHEET_PARTS) for part in parts):
        raise _refuse_kind(name, "a packed folder", _UNPACK)
    _check_size(content, name, MAX_XLSX_BYTES, "Save the sheet as CSV (UTF-8), which may be larger.")
    return TableKind.XLSX


def _check_size(content: bytes, name: str, limit: int, suggestion: str) -> None:
    if len(content) > limit:
        raise refuse("too_large", name, f"It is larger than {limit // 1_000_000} MB.", suggestion)


def _refuse_old_office(content: bytes, name: str) -> TableError:
    if _LOCKED in content:
        return refuse("encrypted_file", name, "It is locked with a password.", "Save a copy without the password.")
    return _refuse_kind(name, "an old Excel workbook (.xls)", _SAVE_AS_XLSX)


def _refuse_kind(name: str, kind: str, suggestion: str) -> TableError:
    return refuse(
        "unknown_kind", name, f"It is {kind}; only CSV files and Excel workbooks (.xlsx) are read.", suggestion
    )
