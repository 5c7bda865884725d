"""Which kind of file it is, and so who reads it.

The first bytes tell, and the name must agree. A name that says something else is refused
rather than read: it is the usual sign of a download that went wrong, such as a login page
saved as a report.
"""

from pathlib import PurePath

from dashboard.documents.docx import read_docx
from dashboard.documents.html import read_html
from dashboard.documents.pdf import read_pdf
from dashboard.documents.plain import read_plain
from dashboard.documents.reading import Reader, refuse
from dashboard.model import DocumentError

_READERS: dict[str, Reader] = {"text": read_plain, "web page": read_html, "PDF": read_pdf, "Word document": read_docx}
_EXTENSIONS = {
    ".txt": "text",
    ".md": "text",
    ".html": "web page",
    ".htm": "web page",
    ".pdf": "PDF",
    ".docx": "Word document",
}
_TABLES = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})
_HEAD_BYTES = 1_024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_USE_KNOWN = "Use .txt, .md, .html, .pdf or .docx, or paste the text."


def find_reader(content: bytes, name: str) -> Reader:
    """Return the reader of a file; a file without an ending goes by its bytes alone.

    Raises:
        DocumentError: nothing here reads this kind of file, or name and bytes disagree.

    Example:
        >>> find_reader(b"%PDF-1.7", "report").__name__
        'read_pdf'
        >>> find_reader(b"%PDF-1.7", "report.txt")
        Traceback (most recent call last):
        ...
        dashboard.model.problem.DocumentError: report.txt: It is named as a text but holds a PDF. Name it rightly.
    """
    ending = PurePath(name).suffix.lower()
    if ending in _TABLES:
        raise refuse("unknown_kind", name, "It is a table, not an article.", "Add it as a table.")
    if ending and ending not in _EXTENSIONS:
        raise refuse("unknown_kind", name, f"Files that end in {ending} cannot be read.", _USE_KNOWN)
    found = _find_kind(content)
    named = _EXTENSIONS.get(ending, found or "text")
    if found == "old Office file":
        raise _refuse_old_office(content, name)
    if found == "ZIP archive" and named == found:
        raise refuse("unknown_kind", name, "It is a ZIP archive.", "Unpack it and add the files one by one.")
    if found and found != named:
        raise refuse("unknown_kind", name, f"It is named as a {named} but holds a {found}.", "Name it rightly.")
    if not found and named in ("PDF", "Word document"):
        raise refuse("unreadable_file", name, f"It is not a {named}.", "Download it once more, or paste the text.")
    return _READERS[named]


def is_web_page(text: str) -> bool:
    """Tell whether a text is the code of a web page rather than its words.

    Example:
        >>> is_web_page("<!doctype html><p>Rain fell.</p>"), is_web_page("Rain < 5 mm fell.")
        (True, False)
    """
    return _find_kind(text.encode(errors="replace")) == "web page"


def _find_kind(content: bytes) -> str | None:
    """Return what the bytes are for certain; ``None`` is anything else, plain text among it."""
    head = content[:_HEAD_BYTES].lstrip().lower()
    if b"%pdf-" in head:
        return "PDF"
    if head.startswith(b"<") and (b"<html" in head or b"<!doctype html" in head):
        return "web page"
    if content.startswith(_OLD_OFFICE):
        return "old Office file"
    if content.startswith(b"PK\x03\x04"):
        return "Word document" if b"word/document" in content else "ZIP archive"
    return None


def _refuse_old_office(content: bytes, name: str) -> DocumentError:
    if _LOCKED_OFFICE in content:
        return refuse("encrypted_file", name, "It is locked with a password.", "Save a copy without the password.")
    return refuse("unknown_kind", name, "It is in the old Word format (.doc).", "Save it as .docx, or paste the text.")
