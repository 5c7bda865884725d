"""Add data: read it, show what it would change, and save it only when asked to.

A ``Draft`` is the answer to "what would happen"; nothing reaches the store before
``confirm``. This module must not read bytes itself nor know how figures are kept.
"""

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.documents import read_text
from dashboard.loader import FileReading, is_table, read_article, read_file
from dashboard.model import Document, Figure, Problem, StoreError, hash_content
from dashboard.services.difference import Difference, DifferenceKind, find_difference
from dashboard.store import Batch, Store

ARTICLE = "article"
TABLE = "table"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text or a file would bring, before it is saved.

    ``difference`` holds it against the store, ``None`` if no store was asked. ``problems`` are
    to mend; the rows they name are not among the figures. ``layout`` and ``rows`` are those of
    a table.
    """

    kind: str
    name: str
    content_sha256: str
    documents: tuple[Document, ...]
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    layout: str | None = None
    rows: int | None = None
    difference: Difference | None = None
    earlier_batch: Batch | None = None

    @property
    def already_there(self) -> bool:
        """Whether the store has the very same content."""
        return self.earlier_batch is not None

    def count(self, kind: DifferenceKind) -> int:
        """Return how many figures differ in this way from the store; 0 if no store was asked."""
        return self.difference.count(kind) if self.difference else 0


def preview_text(
    text: str,
    *,
    store: Store | None = None,
    title: str | None = None,
    publisher: str | None = None,
    authors: str | None = None,
    published: str | None = None,
    url: str | None = None,
    licence: str | None = None,
    accessed: date | None = None,
    language: str | None = None,
    country: str | None = None,
) -> Draft:
    """Return what a pasted article would bring.

    The same text with other particulars is other content, so that a title or a date can be
    mended by pasting again: its figures are the same then, its document is not.

    Raises:
        DocumentError: the text is empty or too long, or ``published`` is no date.
    """
    document = read_text(
        text,
        title=title,
        publisher=publisher,
        authors=authors,
        published=published,
        url=url,
        licence=licence,
        accessed=accessed,
        language=language,
    )
    content = hash_content(repr(document.record()).encode())
    name = document.title or "pasted text"
    return _draft(ARTICLE, name, content, read_article(document, country=country), store)


def preview_file(
    content: bytes,
    name: str,
    *,
    store: Store | None = None,
    source: Document | None = None,
    accessed: date | None = None,
    country: str | None = None,
) -> Draft:
    """Return what an article or a table of figures would bring.

    ``source`` says where a table comes from; ``accessed`` and ``country`` hold for an
    article that does not say so itself.

    Raises:
        DocumentError: the file cannot be read as an article.
        TableError: the file cannot be read as a table.
    """
    reading = read_file(content, name, source=source, accessed=accessed, country=country)
    kind = TABLE if is_table(name) else ARTICLE
    return _draft(kind, name, hash_content(content), reading, store)


def confirm(store: Store, draft: Draft, *, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
    """Save a draft as one batch; content that is there already is not saved again.

    Raises:
        StoreError: there is nothing to save, or the store cannot be written.
    """
    if not draft.figures:
        raise StoreError(
            Problem(
                "nothing_to_save", draft.name, None, "No figure was found in it.", "Mend the problems and add it again."
            )
        )
    return store.save(
        draft.figures,
        draft.documents,
        kind=draft.kind,
        source_name=draft.name,
        content_sha256=draft.content_sha256,
        now=now,
        author=author,
        note=note,
    )


def _draft(kind: str, name: str, content_sha256: str, reading: FileReading, store: Store | None) -> Draft:
    return Draft(
        kind=kind,
        name=name,
        content_sha256=content_sha256,
        documents=(reading.document,),
        figures=reading.figures,
        problems=reading.problems,
        notes=reading.notes,
        layout=reading.layout,
        rows=reading.rows,
        difference=find_difference(reading.figures, store, name=name, document=reading.document) if store else None,
        earlier_batch=store.find_content(content_sha256) if store else None,
    )
