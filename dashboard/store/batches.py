"""A batch: one import or one undo, with what it did to the figures.

Batches are numbered in the order in which they were written; that number, not the clock,
says what came first. An undo is a batch too, so that nothing is ever taken out of the
history.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import sqlalchemy as sa

from dashboard.store.schema import BATCH

UNDO = "undo"


class Change(StrEnum):
    """What a batch does to a figure."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Batch:
    """One write to the store.

    ``kind`` says what was written ("article", "table", "default", "undo"), ``source_name``
    the file or title it came from. ``new``, ``changed``, ``same`` and ``withdrawn`` count
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


def find_batches(connection: sa.Connection) -> list[Batch]:
    """Return all batches, the oldest first."""
    undo = BATCH.alias("undo")
    query = (
        sa.select(BATCH, undo.c.batch_id.label("undone_by"))
        .select_from(BATCH.outerjoin(undo, undo.c.undoes == BATCH.c.batch_id))
        .order_by(BATCH.c.batch_id)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [Batch(**{**row, "created_at": datetime.fromisoformat(row["created_at"])}) for row in rows]


def standing_batches(as_of: int | None = None) -> sa.Select[tuple[int]]:
    """Return the query for the imports that stood right after batch ``as_of`` (now, if ``None``)."""
    undone = sa.select(BATCH.c.undoes).where(BATCH.c.undoes.is_not(None))
    standing = sa.select(BATCH.c.batch_id).where(BATCH.c.undoes.is_(None))
    if as_of is not None:
        undone = undone.where(BATCH.c.batch_id <= as_of)
        standing = standing.where(BATCH.c.batch_id <= as_of)
    return standing.where(BATCH.c.batch_id.not_in(undone))
