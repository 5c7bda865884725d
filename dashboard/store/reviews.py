"""Reviews: which figures wait for a person, and what persons decided.

A decision is a revision of the figure in a batch of kind "review", so that who, when and why
stand beside it and an undo brings back the state before. What the source says, and where, is
never touched: a correction keeps the sentence, and the ``said_hash`` of what it corrects.

The queue is read in the order of an index, a stretch of one status at a time, so that a page
of it costs the same in a store of a million figures. This module must not open
transactions; its callers do.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from dashboard.model import Figure, Indicator, Method, Problem, ReviewStatus, StoreError, Verdicts
from dashboard.store.batches import REVIEW, undone_reviews
from dashboard.store.revisions import Revision, cut, find_revisions, is_one_of, make_row, plain_row
from dashboard.store.schema import BATCH, CURRENT_FIGURE, DOCUMENT, FIGURE_NAMES, FIGURE_REVISION

_DECISIONS = frozenset({ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED, ReviewStatus.REJECTED})
# What a person vouched for and the source changed since is looked at before what nobody has seen.
WAITING = (ReviewStatus.CHANGED_AFTER_APPROVAL, ReviewStatus.UNREVIEWED)
MOST_COUNTED = 10_000

# Where a figure stands and how it came in; no person can correct that.
_FOUND = {"figure_id", "document_id", "quote", "quote_start", "quote_end", "trigger_text", "confidence", "method"}
CORRECTABLE = [name for name in FIGURE_NAMES if name not in _FOUND | {"cell_ref", "review_status"}]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says about one figure, as they saw it in its ``revision``.

    ``figure`` holds the corrected fields; it is given with ``ReviewStatus.CORRECTED`` only.

    Raises:
        ValueError: the status is no decision, or a correction lacks its figure.
    """

    figure_id: str
    revision: int
    status: ReviewStatus
    figure: Figure | None = None

    def __post_init__(self) -> None:
        """Refuse what is no decision."""
        if self.status not in _DECISIONS:
            raise ValueError(f"no decision: {self.status}")
        if (self.figure is not None) != (self.status is ReviewStatus.CORRECTED):
            raise ValueError("a correction, and nothing else, needs the corrected figure")


class ConflictError(StoreError):
    """Somebody else changed the figure first; ``revision`` is what they made of it, with their batch."""

    def __init__(self, problem: Problem, revision: Revision) -> None:
        super().__init__(problem)
        self.revision = revision


class Position(NamedTuple):
    """Where a figure stands in the queue."""

    status: str
    confidence: float | None
    ordinal: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A figure in the queue, with the revision a decision must name."""

    figure: Figure
    revision: int
    position: Position


@dataclass(frozen=True, slots=True)
class Queue:
    """Which figures are wanted; ``None`` is all of them.

    ``place`` is a country (ISO 3166-1 alpha-3), "" for figures without one. ``statuses`` are
    read one after the other; within one, the least certain figure comes first, and what has
    no measure of certainty (cells of tables, what was entered by hand) last, in the order of
    arrival.
    """

    document_id: str | None = None
    indicator: Indicator | None = None
    place: str | None = None
    statuses: tuple[ReviewStatus, ...] = WAITING


@dataclass(frozen=True, slots=True)
class QueueChoices:
    """What a queue can be narrowed down to.

    ``documents`` maps those with figures to their titles, in the order of arrival; ``places``
    are countries, "" for figures without one. What has been decided is among them, so that a
    choice does not vanish with its last figure.
    """

    documents: Mapping[str, str | None] = field(default_factory=dict)
    indicators: frozenset[Indicator] = frozenset()
    places: frozenset[str] = frozenset()


def find_queue(connection: sa.Connection, queue: Queue, *, after: Position | None, limit: int) -> list[Waiting]:
    """Return the first figures of the queue behind a position."""
    found: list[Waiting] = []
    for condition in _list_stretches(queue, after):
        query = (
            sa.select(CURRENT_FIGURE)
            .where(condition, *_conditions(queue))
            .order_by(CURRENT_FIGURE.c.confidence, CURRENT_FIGURE.c.ordinal)
            .limit(limit - len(found))
        )
        found += [_read_waiting(dict(row)) for row in connection.execute(query).mappings()]
        if len(found) >= limit:
            break
    return found


def _list_stretches(queue: Queue, after: Position | None) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the conditions of the parts of the queue in their order, from the position on."""
    status, confidence, ordinal = (CURRENT_FIGURE.c[name] for name in ("review_status", "confidence", "ordinal"))
    statuses = list(queue.statuses)
    if after is not None and after.status in statuses:
        statuses = statuses[statuses.index(ReviewStatus(after.status)) :]
    else:
        after = None
    for word in statuses:
        here = status == str(word)
        if after is None or word != after.status:
            yield sa.and_(here, confidence.is_not(None))
            yield sa.and_(here, confidence.is_(None))
        elif after.confidence is None:
            yield sa.and_(here, confidence.is_(None), ordinal > after.ordinal)
        else:
            yield sa.and_(here, sa.tuple_(confidence, ordinal) > sa.tuple_(after.confidence, after.ordinal))
            yield sa.and_(here, confidence.is_(None))


def _conditions(queue: Queue) -> Iterator[sa.ColumnElement[bool]]:
    if queue.document_id is not None:
        yield CURRENT_FIGURE.c.document_id == queue.document_id
    if queue.indicator is not None:
        yield CURRENT_FIGURE.c.indicator == str(queue.indicator)
    if queue.place is not None:
        code = CURRENT_FIGURE.c.location_code
        yield code == queue.place if queue.place else code.is_(None)


def _is_wanted(statuses: Iterable[ReviewStatus]) -> sa.ColumnElement[bool]:
    return CURRENT_FIGURE.c.review_status.in_([str(status) for status in statuses])


def _read_waiting(row: dict[str, Any]) -> Waiting:
    position = Position(row["review_status"], row["confidence"], row["ordinal"])
    return Waiting(Figure.from_record(row), row["revision"], position)


def count_queue(connection: sa.Connection, queue: Queue) -> int:
    """Return how many figures the queue has, counting no further than one above ``MOST_COUNTED``."""
    some = (
        sa.select(sa.literal(1))
        .select_from(CURRENT_FIGURE)
        .where(_is_wanted(queue.statuses), *_conditions(queue))
        .limit(MOST_COUNTED + 1)
        .subquery()
    )
    return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())


def find_queue_choices(connection: sa.Connection) -> QueueChoices:
    """Return the documents, indicators and countries there are."""
    has_figures = sa.exists().where(CURRENT_FIGURE.c.document_id == DOCUMENT.c.document_id)
    papers = connection.execute(
        sa.select(DOCUMENT.c.document_id, DOCUMENT.c.title)
        .where(has_figures)
        .order_by(DOCUMENT.c.batch_id, DOCUMENT.c.ordinal)
    )
    pairs = connection.execute(sa.select(CURRENT_FIGURE.c.indicator, CURRENT_FIGURE.c.location_code).distinct()).all()
    return QueueChoices(
        documents={row.document_id: row.title for row in papers},  # the last title of a document stands
        indicators=frozenset(Indicator(indicator) for indicator, _ in pairs),
        places=frozenset(place or "" for _, place in pairs),
    )


def find_neighbours(connection: sa.Connection, figure: Figure, limit: int) -> list[Figure]:
    """Return other figures of the same document, those around it in the text or the table first."""
    current = CURRENT_FIGURE.c
    ordinal = connection.execute(sa.select(current.ordinal).where(current.figure_id == figure.figure_id)).scalar()
    if figure.document_id is None or ordinal is None:
        return []
    query = (
        sa.select(CURRENT_FIGURE)
        .where(current.document_id == figure.document_id, current.figure_id != figure.figure_id)
        .order_by(sa.func.abs(current.ordinal - ordinal), current.ordinal)
        .limit(limit)
    )
    if figure.confidence is None:  # a table may have a million cells; the index leads to those around this one
        around = current.ordinal.between(ordinal - limit, ordinal + limit)
        query = query.where(_is_wanted(ReviewStatus), current.confidence.is_(None), around)
    return [Figure.from_record(dict(row)) for row in connection.execute(query).mappings()]


def make_reviews(connection: sa.Connection, decisions: Sequence[Decision], batch_id: int) -> list[dict[str, Any]]:
    """Return the revisions that decisions become.

    Raises:
        ConflictError: a figure is not in the revision that was decided on.
        StoreError: a figure is not known.
    """
    current = _find_rows(connection, [decision.figure_id for decision in decisions])
    written = []
    for decision in decisions:
        row = current.get(decision.figure_id)
        if row is None or row["revision"] != decision.revision:
            raise _say_conflict(connection, decision.figure_id)
        corrected = make_row(decision.figure) if decision.figure else row
        written.append(
            {
                **row,
                **{name: corrected[name] for name in CORRECTABLE},
                "review_status": str(decision.status),
                "revision": row["revision"] + 1,
                "batch_id": batch_id,
                "is_withdrawn": False,
            }
        )
    return written


def _find_rows(connection: sa.Connection, figure_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for chunk in cut(figure_ids):
        query = sa.select(CURRENT_FIGURE).where(is_one_of(connection, CURRENT_FIGURE.c.figure_id, chunk))
        rows |= {row["figure_id"]: plain_row(dict(row)) for row in connection.execute(query).mappings()}
    return rows


def _say_conflict(connection: sa.Connection, figure_id: str) -> StoreError:
    history = find_revisions(connection, figure_id)
    if not history:
        return StoreError(
            Problem(
                "unknown_figure", figure_id, figure_id, "The store has no such figure.", "Choose one from the queue."
            )
        )
    last = history[-1]
    problem = Problem(
        "conflict",
        figure_id,
        str(last.revision),
        f"{last.batch.author or 'Somebody'} was quicker and {'took it back' if last.is_withdrawn else 'changed it'}.",
        "Look at what they did, then decide again.",
    )
    return ConflictError(problem, last)


def check_document(connection: sa.Connection, document_id: str, seen_batch: int) -> int:
    """Return how many figures of a document nobody has looked at.

    Raises:
        ConflictError: one of them came or changed after the batch the person has seen.
        StoreError: there is none.
    """
    newer = (
        sa.select(FIGURE_REVISION.c.figure_id)
        .join(
            CURRENT_FIGURE,
            sa.and_(
                CURRENT_FIGURE.c.figure_id == FIGURE_REVISION.c.figure_id,
                CURRENT_FIGURE.c.revision == FIGURE_REVISION.c.revision,
            ),
        )
        .where(FIGURE_REVISION.c.batch_id > seen_batch, *_unreviewed(document_id))
        .limit(1)
    )
    if (figure_id := connection.execute(newer).scalar()) is not None:
        raise _say_conflict(connection, figure_id)
    query = sa.select(sa.func.count()).select_from(CURRENT_FIGURE).where(*_unreviewed(document_id))
    if not (count := int(connection.execute(query).scalar_one())):
        raise StoreError(
            Problem(
                "nothing_to_review",
                document_id,
                None,
                "No figure of this document waits for a first look.",
                "Choose another document.",
            )
        )
    return count


def accept_document(connection: sa.Connection, document_id: str, batch_id: int) -> None:
    """Write the revisions that accept every figure of a document nobody has looked at."""
    changes: dict[str, sa.ColumnElement[Any]] = {
        "review_status": sa.literal(str(ReviewStatus.ACCEPTED)),
        "revision": CURRENT_FIGURE.c.revision + 1,
        "batch_id": sa.literal(batch_id),
        "is_withdrawn": sa.literal(value=False),
    }
    names = [column.name for column in FIGURE_REVISION.columns]
    columns = [changes[name].label(name) if name in changes else CURRENT_FIGURE.c[name] for name in names]
    rows = sa.select(*columns).where(*_unreviewed(document_id))
    connection.execute(sa.insert(FIGURE_REVISION).from_select(names, rows))


def _unreviewed(document_id: str) -> tuple[sa.ColumnElement[bool], ...]:
    return CURRENT_FIGURE.c.document_id == document_id, _is_wanted([ReviewStatus.UNREVIEWED])


def bring_back_reviewed(connection: sa.Connection, undone: int, batch_id: int) -> Iterator[list[dict[str, Any]]]:
    """Return, in chunks, the revisions that bring back what stood before a review.

    A figure that was changed since is left alone; of several reviews the last that still
    stands counts.
    """
    reviewed = sa.select(FIGURE_REVISION.c.figure_id).where(FIGURE_REVISION.c.batch_id == undone)
    taken_back = set(connection.execute(undone_reviews()).scalars())
    for figure_ids in cut(sorted(connection.execute(reviewed).scalars())):
        query = (
            sa.select(FIGURE_REVISION)
            .where(is_one_of(connection, FIGURE_REVISION.c.figure_id, figure_ids))
            .order_by(FIGURE_REVISION.c.figure_id, FIGURE_REVISION.c.revision)
        )
        rows = connection.execute(query).mappings()
        histories = [list(history) for _, history in groupby(rows, key=itemgetter("figure_id"))]
        yield [
            {**plain_row(dict(before)), "revision": latest["revision"] + 1, "batch_id": batch_id}
            for *earlier, latest in histories
            if latest["batch_id"] == undone
            for before in [row for row in earlier if row["batch_id"] not in taken_back][-1:]
        ]


def count_verdicts(connection: sa.Connection) -> list[Verdicts]:
    """Return how often persons agreed with the extractor, by what it said and in which language.

    Of several decisions on one statement the last that still stands counts; after the source
    changed, its new statement counts anew. Cells of tables are not the extractor's.
    """
    revision = FIGURE_REVISION.c
    last = (
        sa.select(revision.figure_id, sa.func.max(revision.revision).label("revision"))
        .join(BATCH, BATCH.c.batch_id == revision.batch_id)
        .where(
            BATCH.c.kind == REVIEW, BATCH.c.batch_id.not_in(undone_reviews()), revision.method == str(Method.EXTRACTED)
        )
        .group_by(revision.figure_id, revision.said_hash)
        .subquery()
    )
    said = FIGURE_REVISION.alias("said")
    first = (
        sa.select(sa.func.min(said.c.revision))
        .where(said.c.figure_id == revision.figure_id, said.c.said_hash == revision.said_hash)
        .correlate(FIGURE_REVISION)
        .scalar_subquery()
    )
    original = FIGURE_REVISION.alias("original")
    paper, other = DOCUMENT.alias("paper"), DOCUMENT.alias("other")
    newest = (
        sa.select(sa.func.max(other.c.batch_id)).where(other.c.document_id == paper.c.document_id).scalar_subquery()
    )
    query = (
        sa.select(
            original.c.indicator,
            paper.c.language,
            revision.review_status,
            sa.func.count().label("figures"),
            sa.func.sum(sa.case((BATCH.c.changed > 1, 1), else_=0)).label("together"),
        )
        .select_from(FIGURE_REVISION)
        .join(last, sa.and_(last.c.figure_id == revision.figure_id, last.c.revision == revision.revision))
        .join(BATCH, BATCH.c.batch_id == revision.batch_id)
        .join(original, sa.and_(original.c.figure_id == revision.figure_id, original.c.revision == first))
        .outerjoin(paper, sa.and_(paper.c.document_id == original.c.document_id, paper.c.batch_id == newest))
        .group_by(original.c.indicator, paper.c.language, revision.review_status)
    )
    counts: dict[tuple[str, str | None], dict[str, int]] = {}
    for indicator, language, status, figures, together in connection.execute(query):
        line = counts.setdefault((indicator, language), {})
        line[status] = figures
        line["together"] = line.get("together", 0) + int(together)
    order = list(Indicator)
    return sorted(
        (
            Verdicts(
                Indicator(indicator),
                language,
                line.get(ReviewStatus.ACCEPTED, 0),
                line.get(ReviewStatus.CORRECTED, 0),
                line.get(ReviewStatus.REJECTED, 0),
                line["together"],
            )
            for (indicator, language), line in counts.items()
        ),
        key=lambda line: (order.index(line.indicator), line.language or ""),
    )
