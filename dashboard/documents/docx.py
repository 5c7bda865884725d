"""The paragraphs and tables of a Word document (.docx), in the order of the page."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from dashboard.documents.reading import Reading, refuse

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_INFLATED_BYTES = 100_000_000
MAX_PARTS = 10_000
MAX_LINES = 200_000

_TITLE_PARAGRAPHS = 10
_CHUNK_BYTES = 1 << 20
# What unpacking and reading a damaged file can run into; RuntimeError is a part with a password.
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError, ValueError, TypeError, AttributeError)

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = (_WORD + name for name in ("p", "tbl", "tr", "tc", "t"))
_SIGNS = {_WORD + "tab": " ", _WORD + "br": "\n", _WORD + "cr": "\n", _WORD + "noBreakHyphen": "-"}
# What was taken out by a tracked change, and the second copy of a text box for old programs.
_LEFT_OUT = frozenset(
    (_WORD + "del", _WORD + "moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)


def read_docx(content: bytes, name: str) -> Reading:
    """Return the text of a Word document: a paragraph a line, a table row a line, cells apart by ``" | "``.

    Tracked changes are read as accepted. The title is that of the document's properties or
    a paragraph in the style "Title". The day the file was saved is not the day it was
    published, so ``published`` stays unknown.

    Raises:
        DocumentError: the file is damaged, or unpacks to more than ``MAX_INFLATED_BYTES``.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        _check_size(content, name)
        document = docx.Document(BytesIO(content))
        lines = list(islice(_find_lines(document.element.body), MAX_LINES + 1))
        title = _title(document)
    except (PackageNotFoundError, LxmlError, *_DAMAGE) as error:
        message = "It is damaged or was not saved completely."
        raise refuse("unreadable_file", name, message, "Save it once more as .docx, or paste the text.") from error
    if len(lines) > MAX_LINES:
        raise refuse(
            "too_large", name, f"It has more than {MAX_LINES:,} lines.", "Keep only the part with the figures."
        )
    return Reading("\n".join(lines), title=title)


def _check_size(content: bytes, name: str) -> None:
    """Refuse a file that unpacks to far more than it is; what its directory says is not believed."""
    left = MAX_INFLATED_BYTES
    with ZipFile(BytesIO(content)) as parts:
        if len(parts.infolist()) > MAX_PARTS:
            left = 0
        for part in parts.infolist():
            with parts.open(part) as unpacked:
                while left > 0 and (chunk := unpacked.read(_CHUNK_BYTES)):
                    left -= len(chunk)
    if left <= 0:
        message = f"It unpacks to more than {MAX_INFLATED_BYTES / 1e6:,.0f} MB."
        raise refuse("too_large", name, message, "Take out the pictures, or paste the text.")


def _find_lines(parent: Any) -> Iterator[str]:
    """Yield the lines below an element; content controls and the like are looked into."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield _read_text(child)
        elif child.tag == _TABLE:
            for row in child.iterchildren(_ROW):
                yield " | ".join(" ".join(_find_lines(cell)).strip() for cell in row.iterchildren(_CELL))
        elif child.tag not in _LEFT_OUT:
            yield from _find_lines(child)


def _read_text(parent: Any) -> str:
    """Return the text below an element, which is nested at most 256 deep."""
    pieces = []
    for child in parent:
        if child.tag == _TEXT:
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag not in _LEFT_OUT and len(child):
            pieces.append(_read_text(child))
    return "".join(pieces)


def _title(document: "WordDocument") -> str | None:
    from docx.text.paragraph import Paragraph

    said = (document.core_properties.title or "").strip()
    if said:
        return said
    for element in islice(document.element.body.iter(_PARAGRAPH), _TITLE_PARAGRAPHS):
        style = Paragraph(element, document).style
        if style and style.name == "Title":
            return _read_text(element).strip() or None
    return None
