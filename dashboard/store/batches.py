"""A batch: one import, one review or one undo, with what it did to the figures.

Batches are numbered in the order in which they were written; that number, not the clock,
says what came first. An undo is a batch too, so that nothing is ever taken out of the
history.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from dashboard.model import Problem, StoreError
from dashboard.store.schema import BATCH

UNDO = "undo"
REVIEW = "review"
MOST_BATCHES = 2**31 - 1


class Change(StrEnum):
    """What a batch does to a figure.

    ``reviewed`` is a figure that says the same and that a person thought about, ``moved``
    one that says the same out of another document or cell.
    """

    NEW = "new"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REVIEWED = "reviewed"
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Batch:
    """One write to the store.

    ``kind`` says what was written ("article", "table", "default", "review", "undo"),
    ``source_name`` the file or title it came from. ``new``, ``changed``, ``same`` and ``withdrawn`` count
    figures. ``undoes`` is the batch an undo takes back, ``undone_by`` the undo that took
    this one back. ``is_new`` is false if the same content was in the store already, so
    that nothing was written. ``created_at`` is in UTC.
    """

    batch_id: int
    kind: str
    source_name: str
    content_sha256: str
    created_at: datetime
    author: str | None = None
    note: str | None = None
    new: int = 0
    changed: int = 0
    same: int = 0
    withdrawn: int = 0
    undoes: int | None = None
    undone_by: int | None = None
    is_new: bool = True

    def record(self) -> dict[str, object]:
        """Return the row of the table ``batch``."""
        return {
            "batch_id": self.batch_id,
            "kind": self.kind,
            "source_name": self.source_name,
            "content_sha256": self.content_sha256,
            "author": self.author,
            "note": self.note,
            "created_at": write_time(self.created_at),
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "withdrawn": self.withdrawn,
            "undoes": self.undoes,
        }


def write_time(moment: datetime) -> str:
    """Return a moment as the store keeps it: ISO 8601, UTC, to the second.

    Raises:
        ValueError: the moment has no time zone.

    Example:
        >>> write_time(datetime(2026, 5, 1, 12, tzinfo=UTC))
        '2026-05-01T12:00:00+00:00'
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def find_batches(
    connection: sa.Connection,
    *,
    kinds: Collection[str] | None = None,
    other_than: Collection[str] = (),
    newest_first: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[Batch]:
    """Return the batches of some kinds, or of all but some; the oldest first unless asked otherwise."""
    order = BATCH.c.batch_id.desc() if newest_first else BATCH.c.batch_id
    query = _with_undo().where(_is_of(kinds, other_than)).order_by(order).limit(limit).offset(offset)
    return [_read_batch(row) for row in connection.execute(query).mappings()]


def count_batches(
    connection: sa.Connection, *, kinds: Collection[str] | None = None, other_than: Collection[str] = ()
) -> int:
    """Return how many batches there are of some kinds, or of all but some."""
    return int(
        connection.execute(sa.select(sa.func.count()).select_from(BATCH).where(_is_of(kinds, other_than))).scalar_one()
    )


def find_batch(connection: sa.Connection, batch_id: int) -> Batch | None:
    """Return one batch, ``None`` if there is none of this number."""
    if batch_id > MOST_BATCHES:  # SQLite's driver refuses larger numbers, such as an address may hold
        return None
    row = connection.execute(_with_undo().where(BATCH.c.batch_id == batch_id)).mappings().first()
    return None if row is None else _read_batch(row)


def find_known_batch(connection: sa.Connection, batch_id: int) -> Batch:
    """Return one batch.

    Raises:
        StoreError: there is none of this number.
    """
    batch = find_batch(connection, batch_id)
    if batch is None:
        raise refuse("unknown_batch", batch_id, "There is no such batch.", "Choose one from the history.")
    return batch


def next_batch(connection: sa.Connection) -> int:
    """Return the number of the batch that is written next."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(BATCH.c.batch_id), 0))).scalar_one()) + 1


def refuse(code: str, batch_id: int, message: str, suggestion: str) -> StoreError:
    """Return why something cannot be done with a batch."""
    return StoreError(Problem(code, f"batch {batch_id}", str(batch_id), message, suggestion))


def _with_undo() -> sa.Select[Any]:
    undo = BATCH.alias("undo")
    return sa.select(BATCH, undo.c.batch_id.label("undone_by")).select_from(
        BATCH.outerjoin(undo, undo.c.undoes == BATCH.c.batch_id)
    )


def _is_of(kinds: Collection[str] | None, other_than: Collection[str]) -> sa.ColumnElement[bool]:
    is_wanted = sa.true() if kinds is None else BATCH.c.kind.in_(list(kinds))
    return sa.and_(is_wanted, BATCH.c.kind.not_in(list(other_than)))


def _read_batch(row: Mapping[Any, Any]) -> Batch:
    return Batch(**{**row, "created_at": datetime.fromisoformat(row["created_at"])})


def standing_batches(as_of: int | None = None) -> sa.Select[tuple[int]]:
    """Return the query for the imports and reviews that stood right after batch ``as_of`` (now, if ``None``)."""
    undone = sa.select(BATCH.c.undoes).where(BATCH.c.undoes.is_not(None))
    standing = sa.select(BATCH.c.batch_id).where(BATCH.c.undoes.is_(None))
    if as_of is not None:
        undone = undone.where(BATCH.c.batch_id <= as_of)
        standing = standing.where(BATCH.c.batch_id <= as_of)
    return standing.where(BATCH.c.batch_id.not_in(undone))


def undone_reviews() -> sa.Select[tuple[int]]:
    """Return the query for the reviews that were taken back."""
    undo = BATCH.alias("undo")
    taken_back = BATCH.join(undo, undo.c.undoes == BATCH.c.batch_id)
    return sa.select(BATCH.c.batch_id).select_from(taken_back).where(BATCH.c.kind == REVIEW)
