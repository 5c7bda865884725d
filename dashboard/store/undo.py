"""An undo: a batch that takes another one back, and what it would do before it is done.

Nothing is deleted: each figure gets a revision that says what the other standing batches say
of it, or that it is withdrawn. A review that is taken back leaves what stood before it. This
module must not open transactions; its callers do.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from dashboard.model import Figure
from dashboard.store.batches import (
    REVIEW,
    UNDO,
    Batch,
    Change,
    find_known_batch,
    next_batch,
    refuse,
    standing_batches,
)
from dashboard.store.history import FigureChange
from dashboard.store.reviews import bring_back_reviewed
from dashboard.store.revisions import (
    DATE_NAMES,
    bring_back,
    count_brought_back,
    find_figures,
    finish,
    insert_rows,
    plain_row,
)
from dashboard.store.schema import BATCH, BATCH_FIGURE, FIGURE_REVISION


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What an undo would do to the figures of a batch.

    ``changed`` go back to what another batch says, ``withdrawn`` leave the dashboard,
    ``staying`` are left alone: changed again since, or said by another batch all the same.
    ``changes`` are some of those that would change.
    """

    batch: Batch
    changed: int
    withdrawn: int
    staying: int
    changes: tuple[FigureChange, ...]


def preview_undo(connection: sa.Connection, batch_id: int, most_changes: int) -> UndoPreview:
    """Return what ``take_back`` would do, worked out the same way; nothing is written.

    Raises:
        StoreError: there is no such batch, it is undone already, or it is an undo.
    """
    batch = _find_undoable(connection, batch_id)
    number = next_batch(connection)
    if batch.kind == REVIEW:
        revisions = [row for chunk in _bring_back(connection, batch, number) for row in chunk]
        counts, shown = Counter(row["is_withdrawn"] for row in revisions), revisions[:most_changes]
    else:
        standing = standing_batches().where(BATCH.c.batch_id != batch_id)
        counts = Counter(count_brought_back(connection, batch_id, standing))
        shown = [
            row for chunk in bring_back(connection, batch_id, number, standing, most=most_changes) for row in chunk
        ]
    before = find_figures(connection, (row["figure_id"] for row in shown))
    table = FIGURE_REVISION if batch.kind == REVIEW else BATCH_FIGURE
    carried = sa.select(sa.func.count()).select_from(table).where(table.c.batch_id == batch_id)
    return UndoPreview(
        batch=batch,
        changed=counts[False],
        withdrawn=counts[True],
        staying=connection.execute(carried).scalar_one() - counts.total(),
        changes=tuple(_foresee(row, before.get(row["figure_id"])) for row in shown),
    )


def _foresee(row: Mapping[str, Any], before: Figure | None) -> FigureChange:
    if row["is_withdrawn"]:
        return FigureChange(row["figure_id"], Change.WITHDRAWN, before, None)
    dates = {name: date.fromisoformat(row[name]) for name in DATE_NAMES & row.keys() if isinstance(row[name], str)}
    after = Figure.from_record({**row, **dates})
    if before is None:
        return FigureChange(row["figure_id"], Change.NEW, None, after)
    is_judged_only = replace(before, review_status=after.review_status) == after
    return FigureChange(row["figure_id"], Change.REVIEWED if is_judged_only else Change.CHANGED, before, after)


def take_back(
    connection: sa.Connection, batch_id: int, *, now: datetime, author: str | None, note: str | None
) -> Batch:
    """Take a batch back by a batch of its own.

    Raises:
        StoreError: there is no such batch, it is undone already, or it is an undo.
    """
    undone = _find_undoable(connection, batch_id)
    batch = Batch(
        batch_id=next_batch(connection),
        kind=UNDO,
        source_name=undone.source_name,
        content_sha256=undone.content_sha256,
        created_at=now,
        author=author,
        note=note,
        undoes=batch_id,
    )
    insert_rows(connection, BATCH, [plain_row(batch.record())])
    counts: Counter[bool] = Counter()
    for revisions in _bring_back(connection, undone, batch.batch_id):
        insert_rows(connection, FIGURE_REVISION, revisions)
        counts.update(row["is_withdrawn"] for row in revisions)
    batch = replace(batch, changed=counts[False], withdrawn=counts[True])
    finish(connection, batch)
    return batch


def _bring_back(connection: sa.Connection, undone: Batch, batch_id: int) -> Iterator[list[dict[str, Any]]]:
    """Return, in chunks, the revisions by which ``batch_id`` takes another batch back."""
    if undone.kind == REVIEW:
        return bring_back_reviewed(connection, undone.batch_id, batch_id)
    standing = standing_batches().where(BATCH.c.batch_id != undone.batch_id)
    return bring_back(connection, undone.batch_id, batch_id, standing)


def _find_undoable(connection: sa.Connection, batch_id: int) -> Batch:
    batch = find_known_batch(connection, batch_id)
    if batch.undoes is not None:
        raise refuse("is_an_undo", batch_id, "An undo cannot be undone.", f"Import {batch.source_name} again instead.")
    if batch.undone_by is not None:
        raise refuse(
            "already_undone", batch_id, f"Batch {batch.undone_by} has undone it already.", "Nothing is left to do."
        )
    return batch
