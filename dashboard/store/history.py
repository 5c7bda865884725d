"""What happened to the figures between two batches, told by the database and not by loading everything.

A point in the history is the number of a batch: the figures as they stood right after it; 0 is
the empty store before the first. Because the revisions of a figure are numbered without gaps,
the last one before the first change in a span is its state at the beginning of the span.

This module must not open transactions; its callers do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.model import Figure
from dashboard.store.batches import Change, write_time
from dashboard.store.revisions import is_one_of
from dashboard.store.schema import BATCH, FIGURE_REVISION, SAID_NAMES

CHANGES_PER_QUERY = 5_000


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What became of one figure: its state before and after, ``None`` where it did not stand."""

    figure_id: str
    kind: Change
    before: Figure | None
    after: Figure | None

    @property
    def figure(self) -> Figure:
        """The figure as it is now, or as it last was."""
        figure = self.after or self.before
        assert figure is not None  # noqa: S101 - a change has at least one side
        return figure


class Changed(NamedTuple):
    """Which figure changed and how, and the numbers of its revisions before and after."""

    figure_id: str
    kind: Change
    before: int
    after: int


def find_batch_at(connection: sa.Connection, moment: datetime) -> int | None:
    """Return the last batch written up to a moment, that moment included; ``None`` before the first."""
    query = sa.select(sa.func.max(BATCH.c.batch_id)).where(BATCH.c.created_at <= write_time(moment))
    number: int | None = connection.execute(query).scalar_one()
    return number


def count_changes(connection: sa.Connection, first: int, last: int) -> dict[Change, int]:
    """Return how many figures became new, changed and so on between two points; absent kinds are left out."""
    changes = _changes(first, last)
    query = sa.select(changes.c.kind, sa.func.count()).group_by(changes.c.kind)
    found = {Change(kind): count for kind, count in connection.execute(query) if kind is not None}
    return {kind: found[kind] for kind in Change if kind in found}


def find_changed(
    connection: sa.Connection,
    first: int,
    last: int,
    *,
    kind: Change | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Changed]:
    """Return which figures differ between two points, in order of first arrival."""
    changes = _changes(first, last)
    wanted = changes.c.kind.is_not(None) if kind is None else changes.c.kind == kind
    query = (
        sa.select(changes.c.figure_id, changes.c.kind, changes.c.before_revision, changes.c.after_revision)
        .where(wanted)
        .order_by(changes.c.ordinal, changes.c.figure_id)
        .limit(limit)
        .offset(offset)
    )
    return [Changed(figure_id, Change(word), *revisions) for figure_id, word, *revisions in connection.execute(query)]


def read_changes(connection: sa.Connection, changed: Sequence[Changed]) -> list[FigureChange]:
    """Return the changes with the figures before and after."""
    states = find_states(connection, {change.figure_id for change in changed})
    return [
        FigureChange(figure_id, kind, states.get((figure_id, before)), states.get((figure_id, after)))
        for figure_id, kind, before, after in changed
    ]


def find_places(connection: sa.Connection, first: int, last: int) -> list[str]:
    """Return the countries whose figures differ between two points, those with the most changes first."""
    changes = _changes(first, last)
    places = sa.union_all(
        *(
            sa.select(FIGURE_REVISION.c.location_code, changes.c.figure_id)
            .join(
                FIGURE_REVISION,
                sa.and_(
                    FIGURE_REVISION.c.figure_id == changes.c.figure_id, FIGURE_REVISION.c.revision == changes.c[name]
                ),
            )
            .where(
                changes.c.kind.is_not(None),
                FIGURE_REVISION.c.is_withdrawn.is_(False),
                FIGURE_REVISION.c.location_code.is_not(None),
            )
            for name in ("before_revision", "after_revision")
        )
    ).subquery()
    query = (
        sa.select(places.c.location_code)
        .group_by(places.c.location_code)
        .order_by(sa.func.count(sa.distinct(places.c.figure_id)).desc(), places.c.location_code)
    )
    return list(connection.execute(query).scalars())


def find_states(connection: sa.Connection, figure_ids: Iterable[str]) -> dict[tuple[str, int], Figure]:
    """Return every state in which these figures stood, by figure_id and revision."""
    query = sa.select(FIGURE_REVISION).where(
        is_one_of(connection, FIGURE_REVISION.c.figure_id, list(figure_ids)), FIGURE_REVISION.c.is_withdrawn.is_(False)
    )
    return {
        (row["figure_id"], row["revision"]): Figure.from_record(dict(row))
        for row in connection.execute(query).mappings()
    }


def _changes(first: int, last: int) -> sa.Subquery:
    """Return one row a figure that was written to: its revisions before and after, and what that did to it."""
    touched = _touched(first, last)
    before, after = FIGURE_REVISION.alias("before"), FIGURE_REVISION.alias("after")
    of_after = sa.and_(after.c.figure_id == touched.c.figure_id, after.c.revision == touched.c.after_revision)
    of_before = sa.and_(before.c.figure_id == touched.c.figure_id, before.c.revision == touched.c.before_revision)
    return (
        sa.select(
            touched.c.figure_id,
            touched.c.before_revision,
            touched.c.after_revision,
            after.c.ordinal,
            _kind(before, after).label("kind"),
        )
        .select_from(touched.join(after, of_after).outerjoin(before, of_before))
        .subquery("changes")
    )


def _touched(first: int, last: int) -> sa.Subquery:
    figure_id, revision = FIGURE_REVISION.c.figure_id, FIGURE_REVISION.c.revision
    if last == first + 1:  # one batch writes a figure once, so nothing has to be grouped
        query: sa.Select[Any] = sa.select(
            figure_id, (revision - 1).label("before_revision"), revision.label("after_revision")
        ).where(FIGURE_REVISION.c.batch_id == last)
    else:
        query = (
            sa.select(
                figure_id,
                (sa.func.min(revision) - 1).label("before_revision"),
                sa.func.max(revision).label("after_revision"),
            )
            .where(FIGURE_REVISION.c.batch_id > first, FIGURE_REVISION.c.batch_id <= last)
            .group_by(figure_id)
        )
    return query.subquery("touched")


def _kind(before: sa.FromClause, after: sa.FromClause) -> sa.ColumnElement[str | None]:
    """Return what happened in one word; null for a figure that went and came back just as it was."""
    stood = sa.func.coalesce(before.c.is_withdrawn, sa.true()).is_(False)
    stands = after.c.is_withdrawn.is_(False)

    def differs(*names: str) -> sa.ColumnElement[bool]:
        return sa.or_(*(before.c[name].is_distinct_from(after.c[name]) for name in names))

    return sa.case(
        (sa.and_(sa.not_(stood), sa.not_(stands)), sa.null()),
        (sa.not_(stood), sa.literal(str(Change.NEW))),
        (sa.not_(stands), sa.literal(str(Change.WITHDRAWN))),
        (differs(*SAID_NAMES), sa.literal(str(Change.CHANGED))),
        (differs("review_status"), sa.literal(str(Change.REVIEWED))),
        (differs("document_id", "cell_ref"), sa.literal(str(Change.MOVED))),
        else_=sa.null(),
    )
