"""The store: figures over time.

Nothing is overwritten. Each import is a batch; a figure that is said differently gets a new
revision; an undo is a batch of its own that brings back what was said before. The small
table ``current_figure`` is derived and serves the dashboard.

This module must not read files, and must not decide what may be added up.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

import pandas as pd
import sqlalchemy as sa
from pandera.errors import SchemaErrors

from dashboard.frames import COMPARED_NAMES, compared_frame_of, documents_frame_of, figures_frame_of
from dashboard.model import Document, Figure, Problem, StoreError, Verdicts, hash_content
from dashboard.store.batches import (
    REVIEW,
    Batch,
    Change,
    count_batches,
    find_batches,
    find_known_batch,
    next_batch,
    standing_batches,
    write_time,
)
from dashboard.store.editions import Edition, find_carried, find_editions, select_claims
from dashboard.store.engine import Database
from dashboard.store.history import (
    CHANGES_PER_QUERY,
    FigureChange,
    count_changes,
    find_batch_at,
    find_changed,
    find_places,
    read_changes,
)
from dashboard.store.location import find_database, make_folder
from dashboard.store.mappings import add_mapping, find_mapping
from dashboard.store.migrate import prepare
from dashboard.store.reviews import (
    Decision,
    Position,
    Queue,
    QueueChoices,
    Waiting,
    accept_document,
    check_document,
    count_queue,
    count_verdicts,
    find_neighbours,
    find_queue,
    find_queue_choices,
    make_reviews,
)
from dashboard.store.revisions import (
    NOTHING_KNOWN,
    Known,
    Revision,
    carry,
    count_write,
    cut,
    find_figures,
    find_known,
    find_revisions,
    finish,
    forget,
    insert_rows,
    is_latest,
    make_rows,
    plain_row,
    rebuild,
    revise,
)
from dashboard.store.schema import (
    BATCH,
    BATCH_FIGURE,
    CURRENT_FIGURE,
    DOCUMENT,
    DOCUMENT_NAMES,
    FIGURE_NAMES,
    FIGURE_REVISION,
    STORE_STATE,
)
from dashboard.store.undo import UndoPreview, preview_undo, take_back


def open_store(url: str | None = None) -> "Store":
    """Open the store, making or updating it if need be.

    Without an address it lies where ``HUMDASH_DATABASE_URL`` or ``HUMDASH_HOME`` say, else
    in the user's data folder.

    Raises:
        StoreError: the place is unsuitable, may not be written, or holds something else.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as folder:
        ...     store = open_store(f"sqlite:///{folder}/humdash.sqlite")
        ...     len(store.figures()), store.batches()
        (0, [])
    """
    database = find_database(url)
    make_folder(database)
    prepare(database)
    return Store(database)


class Store:
    """Figures and documents with their whole history; made by ``open_store``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def name(self) -> str:
        """Where the store is, to show and to tell stores apart: a file, or an address without its password."""
        return self._database.name

    def save(
        self,
        figures: Iterable[Figure],
        documents: Iterable[Document],
        *,
        kind: str,
        source_name: str,
        content_sha256: str,
        now: datetime,
        author: str | None = None,
        note: str | None = None,
        replaces: Iterable[int] = (),
    ) -> Batch:
        """Write one import in one transaction: all of it, or nothing.

        Figures are taken in as they come, a chunk at a time: a million of them out of an
        iterator need little memory. Content that a standing batch brought already writes
        nothing and returns that batch with ``is_new`` false. Of two figures with one
        figure_id the later one is taken. The batches in ``replaces`` are undone along with
        it; what both bring is left as it is.

        Raises:
            StoreError: the store cannot be written.
            ValueError: a figure stands in a document that is not given.
        """
        papers = {document.document_id: document for document in documents}
        with self._database.writing() as connection:
            if earlier := _find_content(connection, content_sha256):
                return earlier
            batch = Batch(
                batch_id=next_batch(connection),
                kind=kind,
                source_name=source_name,
                content_sha256=content_sha256,
                created_at=now,
                author=author,
                note=note,
            )
            insert_rows(connection, BATCH, [plain_row(batch.record())])
            _write_documents(connection, batch.batch_id, papers.values())
            changes = _write_figures(connection, batch.batch_id, figures, papers.keys() | {None})
            counts = Counter(changes.values())
            batch = replace(batch, new=counts[Change.NEW], changed=counts[Change.CHANGED], same=counts[Change.SAME])
            finish(connection, batch)
            for replaced in replaces:
                take_back(connection, replaced, now=now, author=author, note=f"Replaced by batch {batch.batch_id}.")
        return batch

    def withdraw(self, batch_id: int, *, now: datetime, author: str | None = None, note: str | None = None) -> Batch:
        """Take a batch back by a batch of its own.

        Its figures become what the other standing batches say of them, or are withdrawn. A
        figure that changed again since stays as it is now.

        Raises:
            StoreError: there is no such batch, it is undone already, or it is an undo.
        """
        with self._database.writing() as connection:
            return take_back(connection, batch_id, now=now, author=author, note=note)

    def review(
        self,
        decisions: Sequence[Decision],
        *,
        source_name: str,
        now: datetime,
        author: str | None = None,
        note: str | None = None,
    ) -> Batch:
        """Write decisions about figures as one batch: all of them, or none.

        ``source_name`` says where the figures stand.

        Raises:
            ConflictError: somebody else changed one of the figures since it was looked at.
            StoreError: a figure is not known, or the store cannot be written.
        """
        with self._database.writing() as connection:
            batch = _start_review(connection, source_name, now=now, author=author, note=note)
            revisions = make_reviews(connection, decisions, batch.batch_id)
            insert_rows(connection, FIGURE_REVISION, revisions)
            batch = replace(batch, changed=len(revisions))
            finish(connection, batch)
        return batch

    def accept_document(
        self,
        document_id: str,
        *,
        seen_batch: int,
        source_name: str,
        now: datetime,
        author: str | None = None,
        note: str | None = None,
    ) -> Batch:
        """Accept every figure of a document that nobody has looked at yet, as one batch.

        ``seen_batch`` is the last batch there was when the person looked at the document.

        Raises:
            ConflictError: one of the figures came or changed since.
            StoreError: there is none, or the store cannot be written.
        """
        with self._database.writing() as connection:
            count = check_document(connection, document_id, seen_batch)
            batch = _start_review(connection, source_name, now=now, author=author, note=note)
            accept_document(connection, document_id, batch.batch_id)
            batch = replace(batch, changed=count)
            finish(connection, batch)
        return batch

    def queue(self, queue: Queue, *, after: Position | None = None, limit: int = 1) -> list[Waiting]:
        """Return the first figures that wait for a person, behind a position in the queue."""
        with self._database.reading() as connection:
            return find_queue(connection, queue, after=after, limit=limit)

    def count_queue(self, queue: Queue) -> int:
        """Return how many figures the queue has, counting no further than one above ``MOST_COUNTED``."""
        with self._database.reading() as connection:
            return count_queue(connection, queue)

    def queue_choices(self) -> QueueChoices:
        """Return what a queue can be narrowed down to."""
        with self._database.reading() as connection:
            return find_queue_choices(connection)

    def neighbours(self, figure: Figure, limit: int) -> list[Figure]:
        """Return other figures of the same document, those around it in the text first."""
        with self._database.reading() as connection:
            return find_neighbours(connection, figure, limit)

    def verdicts(self) -> list[Verdicts]:
        """Return how often persons agreed with the extractor, by indicator and language."""
        with self._database.reading() as connection:
            return count_verdicts(connection)

    def compare(self, figures: Iterable[Figure]) -> dict[str, Change]:
        """Return what saving these figures would do to each, by figure_id; nothing is written."""
        changes: dict[str, Change] = {}
        with self._database.reading() as connection:
            for chunk in cut(figures):
                rows = make_rows(chunk)
                changes |= _compare(rows, find_known(connection, rows))
        return changes

    def find_content(self, content_sha256: str) -> Batch | None:
        """Return the standing batch that brought this content, ``None`` if there is none."""
        with self._database.reading() as connection:
            return _find_content(connection, content_sha256)

    def find_figures(self, figure_ids: Iterable[str]) -> dict[str, Figure]:
        """Return the current figures with these identifiers; unknown ones are left out."""
        with self._database.reading() as connection:
            return find_figures(connection, figure_ids)

    def find_claims(self, indicators: Collection[str], countries: Collection[str]) -> pd.DataFrame:
        """Return the current figures about these subjects, with the columns by which claims are compared."""
        query = select_claims(COMPARED_NAMES, list(map(str, indicators)), list(countries))
        return self._read_frame(query, COMPARED_NAMES, compared_frame_of)

    def find_editions(self, figure_ids: Sequence[str]) -> list[Edition]:
        """Return the standing tables, the oldest first, with how many of these figures each brought."""
        with self._database.reading() as connection:
            return find_editions(connection, figure_ids)

    def find_carried(self, edition: Edition) -> list[str]:
        """Return the figures of an edition that still stand, in order of arrival."""
        with self._database.reading() as connection:
            return find_carried(connection, edition)

    def figures(self, as_of: int | None = None, *, places: Collection[str] | None = None) -> pd.DataFrame:
        """Return the figures table, in order of first arrival.

        ``as_of`` is a batch: the table as it was right after it. ``None`` is now. With
        ``places`` only the figures of these countries (ISO 3166-1 alpha-3).
        """
        table = CURRENT_FIGURE if as_of is None else FIGURE_REVISION
        query = sa.select(*(table.c[name] for name in FIGURE_NAMES)).order_by(table.c.ordinal)
        if as_of is not None:
            query = query.where(
                FIGURE_REVISION.c.batch_id <= as_of, is_latest(as_of), FIGURE_REVISION.c.is_withdrawn.is_(False)
            )
        if places is not None:
            query = query.where(table.c.location_code.in_(list(places)))
        return self._read_frame(query, FIGURE_NAMES, figures_frame_of)

    def documents(self, as_of: int | None = None) -> pd.DataFrame:
        """Return the documents table: what the standing batches brought, in order of arrival."""
        return self._read_frame(_documents(as_of), DOCUMENT_NAMES, documents_frame_of)

    def document(self, document_id: str) -> Document:
        """Return one document, text and all, even if its batch was undone since.

        Raises:
            StoreError: the store does not have it.
        """
        query = (
            sa.select(*(DOCUMENT.c[name] for name in DOCUMENT_NAMES))
            .where(DOCUMENT.c.document_id == document_id)
            .order_by(DOCUMENT.c.batch_id.desc())
        )
        with self._database.reading() as connection:
            row = connection.execute(query).mappings().first()
        if row is None:
            raise StoreError(
                Problem(
                    "unknown_document",
                    self.name,
                    document_id,
                    "The store has no such document.",
                    "Choose one of the documents listed under Sources & method.",
                )
            )
        return Document.from_record(dict(row))

    def batches(
        self,
        *,
        kinds: Collection[str] | None = None,
        other_than: Collection[str] = (),
        newest_first: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Batch]:
        """Return every batch ever written, or those of some kinds; the oldest first unless asked otherwise."""
        with self._database.reading() as connection:
            return find_batches(
                connection, kinds=kinds, other_than=other_than, newest_first=newest_first, limit=limit, offset=offset
            )

    def count_batches(self, *, kinds: Collection[str] | None = None, other_than: Collection[str] = ()) -> int:
        """Return how many batches there are, or how many of some kinds."""
        with self._database.reading() as connection:
            return count_batches(connection, kinds=kinds, other_than=other_than)

    def batch(self, batch_id: int) -> Batch:
        """Return one batch.

        Raises:
            StoreError: there is none of this number.
        """
        with self._database.reading() as connection:
            return find_known_batch(connection, batch_id)

    def batch_at(self, moment: datetime) -> Batch | None:
        """Return the last batch written up to a moment, ``None`` before the first."""
        with self._database.reading() as connection:
            number = find_batch_at(connection, moment)
            return None if number is None else find_known_batch(connection, number)

    def documents_of(self, batch_id: int) -> list[Document]:
        """Return the documents that one batch brought, in their order, without their texts."""
        names = [name for name in DOCUMENT_NAMES if name != "text"]
        query = (
            sa.select(*(DOCUMENT.c[name] for name in names))
            .where(DOCUMENT.c.batch_id == batch_id)
            .order_by(DOCUMENT.c.ordinal)
        )
        with self._database.reading() as connection:
            return [Document.from_record({**row, "text": None}) for row in connection.execute(query).mappings()]

    def count_changes(self, first: int, last: int) -> dict[Change, int]:
        """Return how many figures differ between right after batch ``first`` and right after ``last``, by kind."""
        with self._database.reading() as connection:
            return count_changes(connection, first, last)

    def changes(
        self, first: int, last: int, *, kind: Change | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[FigureChange]:
        """Give the figures that differ between right after batch ``first`` and right after ``last``.

        They come in order of first arrival. What one batch did is ``changes(n - 1, n)``. What
        happened between two points never changes, so the store is not held while somebody reads on.
        """
        with self._database.reading() as connection:
            changed = find_changed(connection, first, last, kind=kind, limit=limit, offset=offset)
        for start in range(0, len(changed), CHANGES_PER_QUERY):
            with self._database.reading() as connection:
                chunk = read_changes(connection, changed[start : start + CHANGES_PER_QUERY])
            yield from chunk

    def changed_places(self, first: int, last: int) -> list[str]:
        """Return the countries whose figures differ between two batches, those with the most changes first."""
        with self._database.reading() as connection:
            return find_places(connection, first, last)

    def preview_undo(self, batch_id: int, *, most_changes: int = 50) -> UndoPreview:
        """Return what ``withdraw`` would do, worked out the same way; nothing is written.

        Raises:
            StoreError: there is no such batch, it is undone already, or it is an undo.
        """
        with self._database.reading() as connection:
            return preview_undo(connection, batch_id, most_changes)

    def revisions(self, figure_id: str) -> list[Revision]:
        """Return the history of one figure, the oldest state first; empty if it is unknown."""
        with self._database.reading() as connection:
            return find_revisions(connection, figure_id)

    def remember_mapping(self, fingerprint: str, mapping: str, *, now: datetime, author: str | None = None) -> None:
        """Keep what the columns of tables with this header mean; figures are not touched.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._database.writing() as connection:
            add_mapping(connection, fingerprint, mapping, now=now, author=author)

    def find_mapping(self, fingerprint: str) -> str | None:
        """Return the mapping that was remembered last for this header, ``None`` if there is none."""
        with self._database.reading() as connection:
            return find_mapping(connection, fingerprint)

    def data_version(self) -> int:
        """Return a number that grows with every write; frames may be kept for as long as it stays."""
        with self._database.reading() as connection:
            return int(connection.execute(sa.select(STORE_STATE.c.data_version)).scalar_one())

    def rebuild_current(self) -> None:
        """Make the derived table anew from the history; it says the same afterwards."""
        with self._database.writing() as connection:
            rebuild(connection)
            count_write(connection)

    def _read_frame(
        self, query: sa.Select[Any], names: list[str], frame_of: Callable[[Mapping[str, Sequence[Any]]], pd.DataFrame]
    ) -> pd.DataFrame:
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        columns = zip(*rows, strict=True) if rows else ([] for _ in names)
        try:
            return frame_of(dict(zip(names, map(list, columns), strict=True)))
        except (SchemaErrors, ValueError) as error:
            raise StoreError(
                Problem(
                    "unreadable_rows",
                    self.name,
                    None,
                    "The store holds rows that this version of humdash does not understand.",
                    "Update humdash, or restore the last backup.",
                )
            ) from error


def _documents(as_of: int | None) -> sa.Select[Any]:
    first = sa.func.min(DOCUMENT.c.batch_id).label("first")
    last = sa.func.max(DOCUMENT.c.batch_id).label("last")
    standing = (
        sa.select(DOCUMENT.c.document_id, first, last)
        .where(DOCUMENT.c.batch_id.in_(standing_batches(as_of)))
        .group_by(DOCUMENT.c.document_id)
        .subquery()
    )
    is_last = sa.and_(DOCUMENT.c.document_id == standing.c.document_id, DOCUMENT.c.batch_id == standing.c.last)
    return (
        sa.select(*(DOCUMENT.c[name] for name in DOCUMENT_NAMES))
        .select_from(DOCUMENT.join(standing, is_last))
        .order_by(standing.c.first, DOCUMENT.c.ordinal)
    )


def _find_content(connection: sa.Connection, content_sha256: str) -> Batch | None:
    query = sa.select(BATCH.c.batch_id).where(
        BATCH.c.content_sha256 == content_sha256, BATCH.c.batch_id.in_(standing_batches())
    )
    number = connection.execute(query).scalar()
    if number is None:
        return None
    return replace(find_known_batch(connection, number), is_new=False)


def _start_review(
    connection: sa.Connection, source_name: str, *, now: datetime, author: str | None, note: str | None
) -> Batch:
    number = next_batch(connection)
    content = hash_content(f"{REVIEW} {number} {write_time(now)}".encode())  # no file has the same
    batch = Batch(number, REVIEW, source_name, content, now, author=author, note=note)
    insert_rows(connection, BATCH, [plain_row(batch.record())])
    return batch


def _write_documents(connection: sa.Connection, batch_id: int, documents: Iterable[Document]) -> None:
    rows = [
        {**plain_row(document.record()), "batch_id": batch_id, "ordinal": index}
        for index, document in enumerate(documents)
    ]
    insert_rows(connection, DOCUMENT, rows)


def _write_figures(
    connection: sa.Connection, batch_id: int, figures: Iterable[Figure], document_ids: Set[str | None]
) -> dict[str, Change]:
    """Write what a batch says of its figures; return by figure_id what that changes."""
    changes: dict[str, Change] = {}
    ordinal = connection.execute(sa.select(STORE_STATE.c.next_ordinal)).scalar_one()
    for chunk in cut(figures):
        rows = make_rows(chunk)
        if strangers := {row["document_id"] for row in rows.values()} - document_ids:
            raise ValueError(f"figures without their document: {sorted(strangers)}")
        forget(connection, batch_id, rows.keys() & changes.keys())
        known = find_known(connection, rows)
        found = _compare(rows, known)
        for row in rows.values():
            row["batch_id"] = batch_id
        revisions = [
            revise(row, known.get(key, NOTHING_KNOWN), ordinal=ordinal + index)
            for index, (key, row) in enumerate(rows.items())
            if found[key] is not Change.SAME
        ]
        # Sorted, the neighbours of a chunk go to neighbouring pages of the index.
        insert_rows(connection, FIGURE_REVISION, sorted(revisions, key=itemgetter("figure_id")))
        insert_rows(connection, BATCH_FIGURE, [rows[key] for key, change in found.items() if change is Change.SAME])
        changes |= found
        ordinal += len(rows)
    carry(connection, batch_id)
    connection.execute(sa.update(STORE_STATE).values(next_ordinal=ordinal))
    return changes


def _compare(rows: Mapping[str, Mapping[str, Any]], known: Mapping[str, Known]) -> dict[str, Change]:
    return {key: known.get(key, NOTHING_KNOWN).compare(row["said_hash"]) for key, row in rows.items()}
