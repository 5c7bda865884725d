"""The text layer of a PDF file. A scan without one is refused: no text is guessed from pictures."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from unicodedata import normalize

from dashboard.documents.reading import Reading, refuse

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_500
MAX_PAGE_BYTES = 20_000_000

# A damaged file can break pypdf at any step of reading objects that are not what they should be.
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, AssertionError, OSError)
_FULL_LINE_SHARE = 0.6
_MACHINE_TITLE = re.compile(
    r"^(Microsoft (Word|PowerPoint) - |untitled)|\.(docx?|indd|pdf|qxd|pptx?|rtf)$", re.IGNORECASE
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬆ": "st"})
_OPENS_PARAGRAPH = re.compile(r"\s*([•▪●◦*–—-]\s|\(?\d{1,2}[.)]\s)")


def read_pdf(content: bytes, name: str) -> Reading:
    """Return the text of a PDF, paragraphs on one line each, pages apart by a blank line.

    The day a PDF was made is not the day it was published, so ``published`` stays unknown.

    Raises:
        DocumentError: the file needs a password, is damaged, is too long, or is a scan.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise refuse("encrypted_file", name, "It is locked with a password.", "Save a copy without the password.")
        if len(reader.pages) > MAX_PAGES:
            message = f"It has more than {MAX_PAGES:,} pages."
            raise refuse("too_large", name, message, "Save the pages with the figures as a file of their own.")
        text = "\n\n".join(_find_page_texts(reader, name))
        title = _title(reader)
    except (PyPdfError, *_DAMAGE) as error:
        message = "It is damaged or was not saved completely."
        raise refuse("unreadable_file", name, message, "Download it once more, or paste the text.") from error
    if not text.strip():
        message = "It holds pictures of pages and no text."
        raise refuse("scanned_file", name, message, "Run text recognition (OCR) on it first, or paste the text.")
    return Reading(text, title=title)


def _find_page_texts(reader: "PdfReader", name: str) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        drawing = page.get_contents()
        if drawing is not None and len(drawing.get_data()) > MAX_PAGE_BYTES:
            message = f"Page {number} takes more than {MAX_PAGE_BYTES / 1e6:,.0f} MB to draw."
            raise refuse("too_large", name, message, "Take out that page, or paste the text.")
        yield join_lines(page.extract_text())


def _title(reader: "PdfReader") -> str | None:
    title = (reader.metadata.title or "").strip() if reader.metadata else ""
    return title if title and not _MACHINE_TITLE.search(title) else None


def join_lines(page: str) -> str:
    r"""Return the lines of a page joined to paragraphs, so that a sentence stands on one line.

    A line goes on if it is about as long as the lines of the page are and does not end a
    sentence. A word broken at a line end stays as it is. Letters that the file draws as one
    sign (ligatures, accents set on their own) are written as people type them.

    Example:
        >>> page = "Floods in Gao\nHeavy rain killed at least twelve people in\nMali on Friday.\nRoads are cut."
        >>> join_lines(page).split("\n")
        ['Floods in Gao', 'Heavy rain killed at least twelve people in Mali on Friday.', 'Roads are cut.']
    """
    lines = [line.strip() for line in normalize("NFC", page.translate(_LIGATURES)).split("\n")]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    joined: list[str] = []
    for line in lines:
        previous = joined[-1] if joined else ""
        last = previous.rsplit("\n", 1)[-1]
        goes_on = (
            bool(line)
            and len(last) >= _FULL_LINE_SHARE * usual
            and not last.endswith((".", "!", "?", ":", "-"))
            and not _OPENS_PARAGRAPH.match(line)
        )
        if goes_on and previous:
            joined[-1] = f"{previous} {line}"
        else:
            joined.append(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined)).strip()
