"""Add data: read it, show what it would change, and save it only when asked to.

A ``Draft`` is the answer to "what would happen"; nothing reaches the store before
``confirm``. This module must not read bytes itself nor know how figures are kept.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from dashboard.documents import parse_published, read_text
from dashboard.loader import FileReading, is_table, read_article, read_file
from dashboard.model import Document, Figure, Problem, StoreError, hash_content
from dashboard.services.difference import Difference, DifferenceKind, find_difference
from dashboard.store import Batch, Drafts, InputKind, Store
from dashboard.tables import Progress, TableMapping, choose_layout, fingerprint

ARTICLE = "article"
TABLE = "table"

PARTICULARS = ("title", "publisher", "published", "url", "licence")
"""What a person can say about where a text or a table comes from, by the names of the documents table."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text or a file would bring, before it is saved.

    ``difference`` holds it against the store, ``None`` if no store was asked.
    ``earlier_batch`` is the batch that brought the very same content already.
    ``is_remembered`` tells that the columns of a table were read as a person settled it for an
    earlier table with the same header; ``is_settled`` that a person settled it for this one.
    """

    kind: str
    name: str
    content_sha256: str
    reading: FileReading
    difference: Difference | None = None
    earlier_batch: Batch | None = None
    is_remembered: bool = False
    is_settled: bool = False

    @property
    def document(self) -> Document:
        """The document all of it comes from."""
        return self.reading.document

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, in the order of the text or the rows."""
        return self.reading.figures

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is to mend; the rows and cells named here are not among the figures."""
        return self.reading.problems

    @property
    def layout_title(self) -> str | None:
        """What the layout of a table is called by those who publish it, ``None`` if it is not one of theirs."""
        mapping = self.reading.mapping
        known = choose_layout([column.header for column in mapping.columns]) if mapping else None
        return known.title if known and mapping and known.layout == mapping.layout else None

    @property
    def already_there(self) -> bool:
        """Whether the store has the very same content."""
        return self.earlier_batch is not None

    def count(self, kind: DifferenceKind) -> int:
        """Return how many figures differ in this way from the store; 0 if no store was asked."""
        return self.difference.count(kind) if self.difference else 0

    @property
    def changes_something(self) -> bool:
        """Whether a figure would be new or changed; without a store, whether there is a figure."""
        if self.difference is None:
            return bool(self.figures)
        return bool(self.count(DifferenceKind.NEW) or self.count(DifferenceKind.CHANGED))


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
    return _compare(Draft(ARTICLE, name, content, read_article(document, country=country)), store)


def preview_file(
    content: bytes,
    name: str,
    *,
    store: Store | None = None,
    source: Document | None = None,
    accessed: date | None = None,
    country: str | None = None,
    mapping: TableMapping | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    is_compared: bool = True,
) -> Draft:
    """Return what an article or a table of figures would bring.

    ``source`` says where a table comes from; without it, what the store knows of the very same
    table holds. ``mapping`` says what its columns mean, as a person settled it; without it, what
    was settled for an earlier table with the same header holds. ``accessed`` and ``country`` hold
    for an article that does not say so itself. ``on_progress`` is told how far the reading of a
    table is, and stops it by raising. ``is_compared`` is false for who will not look at the
    ``difference``: for a million figures it takes minutes.

    Raises:
        DocumentError: the file cannot be read as an article.
        TableError: the file cannot be read as a table.
    """
    sha256 = hash_content(content)
    if not is_table(name):
        reading = read_file(content, name, accessed=accessed, country=country)
        return _compare(Draft(ARTICLE, name, sha256, reading), store)
    source = source or (_find_source(store, sha256) if store else None)
    draft = Draft(
        TABLE, name, sha256, read_file(content, name, source=source, mapping=mapping, on_progress=on_progress)
    )
    sheet = mapping.sheet if mapping else None
    if has_columns(mapping):
        draft = replace(draft, is_settled=True)
    elif store and (remembered := _find_remembered(store, sha256, draft.reading.mapping, sheet)):
        reading = read_file(content, name, source=source, mapping=remembered, on_progress=on_progress)
        draft = replace(draft, reading=reading, is_remembered=True)
    if store and not is_compared and not store.find_content(sha256):
        return draft
    return _tell_apart(_compare(draft, store), store)


def preview_draft(
    drafts: Drafts, token: str, *, store: Store, on_progress: Callable[[Progress], None] | None = None
) -> Draft:
    """Return what a kept draft would bring, with the choices that were made about it.

    ``on_progress`` is told how far the reading of a table is, and stops it by raising.

    Raises:
        DocumentError: it cannot be read as an article, or its date is none.
        TableError: it cannot be read as a table.
        StoreError: there is no such draft any more, or the store cannot be read.
    """
    kept, content = drafts.open(token)
    if kept.kind is InputKind.TEXT:
        said = {key: kept.particulars.get(key) or None for key in PARTICULARS}
        return preview_text(content.decode(), store=store, accessed=None, **said)
    mapping = TableMapping.from_json(kept.mapping) if kept.mapping else None
    source = make_source(kept.particulars, kept.name)
    return preview_file(content, kept.name, store=store, source=source, mapping=mapping, on_progress=on_progress)


def check_text(text: str, particulars: Mapping[str, str]) -> str:
    """Return what a pasted text is called; it is not looked through yet.

    Raises:
        DocumentError: the text is empty or too long, or its date is none.
    """
    said = {key: particulars.get(key) or None for key in ("title", "published")}
    return read_text(text, title=said["title"], published=said["published"]).title or "pasted text"


def make_source(particulars: Mapping[str, str], name: str) -> Document | None:
    """Return what a person says about where a table comes from, ``None`` if they say nothing.

    The name of the file stands in for a title.

    Raises:
        DocumentError: the date of publication is none.

    Example:
        >>> make_source({"publisher": "OCHA", "published": "2024-05"}, "idps.csv").publisher
        'OCHA'
        >>> make_source({}, "idps.csv") is None
        True
    """
    said = {key: value for key, value in particulars.items() if value}
    if not said:
        return None
    return Document(
        "",
        title=said.get("title", name),
        publisher=said.get("publisher"),
        published=parse_published(said.get("published"), name),
        url=said.get("url"),
        licence=said.get("licence"),
    )


def has_columns(mapping: TableMapping | None) -> bool:
    """Tell whether a mapping says what the columns mean, rather than only which sheet to read."""
    return mapping is not None and bool(mapping.columns)


def confirm(
    store: Store,
    draft: Draft,
    *,
    now: datetime,
    author: str | None = None,
    note: str | None = None,
    is_looked_at: bool = False,
) -> Batch:
    """Save a draft as one batch; content that is there already is not saved again.

    What a person settled about the columns is remembered for the next table with that header, as
    is a proposal that a person looked at (``is_looked_at``) and left as it is.

    Raises:
        StoreError: there is nothing to save, or the store cannot be written.
    """
    if not draft.figures:
        raise StoreError(
            Problem(
                "nothing_to_save", draft.name, None, "No figure was found in it.", "Mend the problems and add it again."
            )
        )
    batch = store.save(
        draft.figures,
        (draft.document,),
        kind=draft.kind,
        source_name=draft.name,
        content_sha256=draft.content_sha256,
        now=now,
        author=author,
        note=note,
    )
    mapping = draft.reading.mapping
    if mapping and (draft.is_settled or (is_looked_at and not draft.reading.is_known)):
        _remember(store, mapping, draft.document.sha256 or "", now=now, author=author)
    return batch


def _remember(store: Store, mapping: TableMapping, sha256: str, *, now: datetime, author: str | None) -> None:
    """Keep the meaning of the columns: all of it for this very file, and for the next edition what holds for it, too.

    That is not the date of the whole table, and not the name of a sheet.
    """
    settled = replace(mapping, is_known=True)
    for_the_next = replace(settled, constants=replace(mapping.constants, period=None), sheet=None)
    store.remember_mapping(sha256, settled.to_json(), now=now, author=author)
    store.remember_mapping(_fingerprint(mapping), for_the_next.to_json(), now=now, author=author)


def _fingerprint(mapping: TableMapping) -> str:
    return fingerprint([column.header for column in mapping.columns])


def _find_remembered(
    store: Store, sha256: str, proposed: TableMapping | None, sheet: str | None
) -> TableMapping | None:
    """Return what was settled for this very file (and the sheet asked for), else for a table with this header."""
    of_this_file = _read_mapping(store.find_mapping(sha256))
    if of_this_file and sheet in (None, of_this_file.sheet):
        return of_this_file
    remembered = _read_mapping(store.find_mapping(_fingerprint(proposed))) if proposed else None
    return replace(remembered, sheet=proposed.sheet) if remembered and proposed else None


def _read_mapping(text: str | None) -> TableMapping | None:
    """Return a remembered mapping; what cannot be understood any more is as if forgotten."""
    try:
        return TableMapping.from_json(text) if text else None
    except ValueError:
        return None


def _find_source(store: Store, sha256: str) -> Document | None:
    """Return what was said about the very same table when it was added before."""
    try:
        return store.document(sha256[:16])
    except StoreError:
        return None


def _compare(draft: Draft, store: Store | None) -> Draft:
    """Return the draft held against the store."""
    if store is None:
        return draft
    return replace(
        draft,
        difference=find_difference(draft.figures, store, name=draft.name, document=draft.document),
        earlier_batch=store.find_content(draft.content_sha256),
    )


def _tell_apart(draft: Draft, store: Store | None) -> Draft:
    """Return a table that is here already, but is read or described differently now, as content of its own."""
    if store is None or not draft.already_there:
        return draft
    if not draft.changes_something and draft.document == _find_source(store, draft.content_sha256):
        return draft
    said = repr((draft.document.record(), draft.reading.mapping and draft.reading.mapping.to_json()))
    content = hash_content((draft.content_sha256 + said).encode())
    return replace(draft, content_sha256=content, earlier_batch=store.find_content(content))
