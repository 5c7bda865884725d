"""The paragraphs and tables of a Word document (.docx), in the order of the page."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from dashboard.documents.reading import Reading, refuse

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_INFLATED_BYTES = 100_000_000
MAX_PARTS = 10_000

_CHUNK_BYTES = 1 << 20
# What unpacking and reading a damaged file can run into; RuntimeError is a part with a password.
_DAMAGE = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, LookupError, ValueError, TypeError, AttributeError)


def read_docx(content: bytes, name: str) -> Reading:
    """Return the text of a Word document: a paragraph a line, a table row a line, cells apart by ``" | "``.

    The title is that of the document's properties or a paragraph in the style "Title". The
    day the file was saved is not the day it was published, so ``published`` stays unknown.

    Raises:
        DocumentError: the file is damaged, or unpacks to more than ``MAX_INFLATED_BYTES``.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        _check_size(content, name)
        document = docx.Document(BytesIO(content))
        return Reading("\n".join(_find_lines(document)), title=_title(document))
    except (PackageNotFoundError, LxmlError, *_DAMAGE) as error:
        message = "It is damaged or was not saved completely."
        raise refuse("unreadable_file", name, message, "Save it once more as .docx, or paste the text.") from error


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


def _find_lines(document: "WordDocument") -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(" ".join(cell.text.split()) for cell in row.cells)
        else:
            yield block.text


def _title(document: "WordDocument") -> str | None:
    said = (document.core_properties.title or "").strip()
    styled = (p.text.strip() for p in document.paragraphs if p.style and p.style.name == "Title")
    return said or next(styled, None) or None
