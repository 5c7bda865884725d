"""The way from bytes, or from pasted text, to a ``Document``.

What kind of file it is, is told by its first bytes, and its name must agree. Files come from
strangers: what cannot be read safely is refused in plain words, never half read.
"""

from datetime import date

from dashboard.documents.kinds import find_reader, is_web_page
from dashboard.documents.language import detect_language
from dashboard.documents.plain import find_title, tidy
from dashboard.documents.reading import Reading, parse_accessed, parse_published, refuse
from dashboard.model import Document, DocumentError, hash_content

MAX_BYTES = 20_000_000
MAX_CHARACTERS = 2_000_000


def read_document(content: bytes, name: str, *, accessed: date | None = None) -> Document:
    r"""Return the document in a file: .txt, .md, .html, .pdf or .docx.

    ``name`` is the name of the file, without which a problem could not be found again.
    ``accessed`` holds if the file does not say itself when its source was looked at. The
    same bytes always give the same ``document_id``.

    Raises:
        DocumentError: the file is empty, too large, encrypted, damaged, a scan without
            text, or not an article at all. Its problem says which.

    Example:
        >>> document = read_document(b"title: Floods in Gao\n\nThe floods killed 12 people.", "gao.txt")
        >>> document.title, document.text
        ('Floods in Gao', 'The floods killed 12 people.')
        >>> read_document(b"", "gao.txt")
        Traceback (most recent call last):
        ...
        dashboard.model.problem.DocumentError: gao.txt: There is no text in it. Choose another file, or paste the text.
    """
    if len(content) > MAX_BYTES:
        raise _too_large(name, f"more than {MAX_BYTES / 1e6:,.0f} MB")
    if not content.strip():
        raise _empty(name)
    return _document(find_reader(content, name)(content, name), name, hash_content(content), accessed)


def read_text(
    text: str,
    *,
    title: str | None = None,
    publisher: str | None = None,
    authors: str | None = None,
    published: str | None = None,
    url: str | None = None,
    licence: str | None = None,
    accessed: date | None = None,
    language: str | None = None,
) -> Document:
    r"""Return a pasted text as a document.

    Without a ``title``, a first line that looks like a heading is taken for it (and stays
    in the text). ``published`` is an ISO date that may be only a year or a month.

    Raises:
        DocumentError: the text is empty, too long or the code of a web page, or ``published`` is not a date.

    Example:
        >>> document = read_text("Rain in Gao\n\nThe floods killed 12 people.", published="2020-08")
        >>> document.title, document.language, document.published.isoformat()
        ('Rain in Gao', 'en', '2020-08')
    """
    name = "pasted text"
    tidied = tidy(text)
    if is_web_page(tidied):
        what_to_do = "Save it as an .html file and add that, or copy the words from the browser."
        raise refuse("unknown_kind", name, "It is the code of a web page.", what_to_do)
    reading = Reading(tidied, title, publisher, authors, published, url, licence, language=language)
    return _document(reading, name, hash_content(tidied.encode()), accessed)


def _document(reading: Reading, name: str, sha256: str, accessed: date | None) -> Document:
    text = tidy(reading.text)
    if not text.strip():
        raise _empty(name)
    if len(text) > MAX_CHARACTERS:
        raise _too_large(name, f"more than {MAX_CHARACTERS / 1e6:,.0f} million characters")
    return Document(
        document_id=sha256[:16],
        title=reading.title or find_title(text),
        publisher=reading.publisher,
        authors=reading.authors,
        published=parse_published(reading.published, name),
        accessed=parse_accessed(reading.accessed, name) or accessed,
        url=reading.url,
        language=reading.language or detect_language(text, reading.title),
        licence=reading.licence,
        sha256=sha256,
        text=text,
    )


def _empty(name: str) -> DocumentError:
    return refuse("empty_file", name, "There is no text in it.", "Choose another file, or paste the text.")


def _too_large(name: str, size: str) -> DocumentError:
    return refuse("too_large", name, f"It is too large: {size}.", "Keep only the part with the figures.")
