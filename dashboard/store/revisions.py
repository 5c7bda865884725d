"""Rows of figures in and out of the database, many at a time.

What a figure *says* has a hash, so that a whole import can be compared with the store without
reading a single number back. This module must not open transactions; its callers do.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa

from dashboard.model import DOCUMENT_COLUMNS, FIGURE_COLUMNS, Figure, Kind, ReviewStatus
from dashboard.store.batches import Batch, Change, find_batch, undone_reviews
from dashboard.store.postgres import copy_rows
from dashboard.store.schema import BATCH, BATCH_FIGURE, CURRENT_FIGURE, FIGURE_REVISION, SAID_NAMES, STORE_STATE

CATEGORY_NAMES = [column.name for column in FIGURE_COLUMNS if column.kind is Kind.CATEGORY]
NUMBER_NAMES = [column.name for column in FIGURE_COLUMNS if column.kind is Kind.NUMBER]
FIGURE_DATE_NAMES = [column.name for column in FIGURE_COLUMNS if column.kind is Kind.DATE]
DATE_NAMES = [column.name for column in (*FIGURE_COLUMNS, *DOCUMENT_COLUMNS) if column.kind is Kind.DATE]
_SAID = itemgetter(*SAID_NAMES)
_UNFIT = re.compile("[\0\ud800-\udfff]")
_UNFIT_SPELLED = re.compile(r"\\x00|\\ud[89a-f]")  # the same as ``repr`` writes them

FIGURES_PER_CHUNK = 10_000
Item = TypeVar("Item")
APPROVED = {ReviewStatus.ACCEPTED, ReviewStatus.CORRECTED, ReviewStatus.CHANGED_AFTER_APPROVAL}


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of one figure: the batch that made it, and whether it was taken back then."""

    revision: int
    batch: Batch
    is_withdrawn: bool
    figure: Figure

    @property
    def batch_id(self) -> int:
        """The number of the batch that made it."""
        return self.batch.batch_id


@dataclass(frozen=True, slots=True)
class Known:
    """The last revision the store holds under one figure_id; ``revision`` is 0 if there is none."""

    revision: int = 0
    ordinal: int = 0
    said_hash: str = ""
    review_status: str = ReviewStatus.UNREVIEWED
    is_withdrawn: bool = True

    def compare(self, said_hash: str) -> Change:
        """Return what an import that says ``said_hash`` does to the figure."""
        if self.is_withdrawn:
            return Change.NEW
        return Change.SAME if self.said_hash == said_hash else Change.CHANGED

    def judge(self, row: Mapping[str, Any]) -> str:
        """Return the review status of an imported row.

        A number that changes after a person approved it has to be looked at again; one that
        comes back unchanged after an undo keeps what the person thought of it.
        """
        if not self.revision:
            return str(row["review_status"])
        if self.said_hash == row["said_hash"] and self.review_status in {ReviewStatus.ACCEPTED, ReviewStatus.REJECTED}:
            return self.review_status
        return str(ReviewStatus.CHANGED_AFTER_APPROVAL if self.review_status in APPROVED else ReviewStatus.UNREVIEWED)


NOTHING_KNOWN = Known()


def make_row(figure: Figure) -> dict[str, Any]:
    """Return the figure's record in the plainest types, with its ``said_hash``.

    Whole and decimal numbers become one type, or 400 and 400.0 would differ.

    Example:
        >>> from dashboard.model import Indicator, Measure, Quantity, Unit
        >>> killed = Figure("f1", Indicator.KILLED, Measure.FLOW, Unit.PERSON, Quantity(400))
        >>> make_row(killed)["value"]
        400.0
    """
    row = figure.record()
    for name in FIGURE_DATE_NAMES:
        if (day := row[name]) is not None:
            row[name] = day.isoformat()
    for name in CATEGORY_NAMES:
        row[name] = row[name].value
    for name in NUMBER_NAMES:
        if (number := row[name]) is not None:
            row[name] = float(number)
    said = repr(list(_SAID(row)))
    if _UNFIT_SPELLED.search(said) or _UNFIT.search(f"{row['value_text']}{row['cell_ref']}{row['document_id']}"):
        row = _make_fit(row)
        said = repr(list(_SAID(row)))
    row["said_hash"] = sha256(said.encode()).hexdigest()[:32]
    return row


def make_rows(figures: Iterable[Figure]) -> dict[str, dict[str, Any]]:
    """Return the rows of figures by figure_id; of two with one figure_id the later one, in its place."""
    rows: dict[str, dict[str, Any]] = {}
    for figure in figures:
        rows.pop(figure.figure_id, None)
        rows[figure.figure_id] = make_row(figure)
    return rows


def plain_row(record: Mapping[str, Any]) -> dict[str, Any]:
    r"""Return a copy of a record with its dates as text, the way the driver takes them.

    A character that a database cannot hold (NUL, half of a surrogate pair) becomes U+FFFD,
    one for one, so that the offsets of quotes stay true.

    Example:
        >>> plain_row({"quote": "12\0killed"})["quote"] == "12\ufffdkilled"
        True
    """
    row = dict(record)
    for name in DATE_NAMES:
        if day := row.get(name):
            row[name] = day.isoformat()
    return _make_fit(row)


def _make_fit(row: dict[str, Any]) -> dict[str, Any]:
    if _UNFIT.search("".join(value for value in row.values() if isinstance(value, str))):
        return {name: _UNFIT.sub("\ufffd", value) if isinstance(value, str) else value for name, value in row.items()}
    return row


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert all rows the fastest way the engine has; each row has every column of the table."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    values = map(itemgetter(*names), rows)
    if connection.dialect.name == "postgresql":
        copy_rows(connection, table.name, names, values)
    else:
        connection.exec_driver_sql(_write_insert(table, connection.dialect), list(values))


@lru_cache(maxsize=64)
def _write_insert(table: sa.Table, dialect: sa.Dialect) -> str:
    return str(sa.insert(table).compile(dialect=dialect))


def find_known(connection: sa.Connection, figure_ids: Iterable[str]) -> dict[str, Known]:
    """Return what the store holds under each of these identifiers; unknown ones are left out."""
    names = ("figure_id", "revision", "ordinal", "said_hash", "review_status", "is_withdrawn")
    known: dict[str, Known] = {}
    for chunk in cut(figure_ids):
        query = sa.select(*(FIGURE_REVISION.c[name] for name in names)).where(
            is_one_of(connection, FIGURE_REVISION.c.figure_id, chunk), is_latest()
        )
        known |= {figure_id: Known(*rest) for figure_id, *rest in connection.execute(query)}
    return known


def find_figures(connection: sa.Connection, figure_ids: Iterable[str]) -> dict[str, Figure]:
    """Return the current figures under these identifiers."""
    figures: dict[str, Figure] = {}
    for chunk in cut(figure_ids):
        query = sa.select(CURRENT_FIGURE).where(is_one_of(connection, CURRENT_FIGURE.c.figure_id, chunk))
        figures |= {row["figure_id"]: Figure.from_record(dict(row)) for row in connection.execute(query).mappings()}
    return figures


def find_revisions(connection: sa.Connection, figure_id: str) -> list[Revision]:
    """Return the history of one figure, the oldest state first; empty if it is unknown."""
    query = (
        sa.select(FIGURE_REVISION).where(FIGURE_REVISION.c.figure_id == figure_id).order_by(FIGURE_REVISION.c.revision)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    batches = {number: find_batch(connection, number) for number in {row["batch_id"] for row in rows}}
    return [
        Revision(row["revision"], batch, row["is_withdrawn"], Figure.from_record(row))
        for row in rows
        if (batch := batches[row["batch_id"]])
    ]


def is_one_of(connection: sa.Connection, column: sa.Column[str], texts: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a column holds one of many texts, all of them sent as one value.

    SQLAlchemy's ``in_`` makes a parameter of each, which takes longer than the database's own work.
    """
    if connection.dialect.name == "postgresql":
        return column == sa.any_(sa.literal(list(texts), sa.ARRAY(sa.Text)))
    listed = sa.func.json_each(json.dumps(list(texts))).table_valued("value")
    return column.in_(sa.select(listed.c.value))


def cut(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Return the items in chunks, so that a million of them need no more memory than a few thousand."""
    rest = iter(items)
    while chunk := list(islice(rest, FIGURES_PER_CHUNK)):
        yield chunk


def revise(row: dict[str, Any], known: Known, *, ordinal: int) -> dict[str, Any]:
    """Make a row of the batch the revision that a new or changed figure gets; ``ordinal`` is used if it has none yet.

    The row itself is completed: copies of a million rows would take seconds.
    """
    row["review_status"] = known.judge(row)
    row["revision"] = known.revision + 1
    row["ordinal"] = known.ordinal or ordinal
    row["is_withdrawn"] = False
    return row


def bring_back(
    connection: sa.Connection,
    undone: int,
    batch_id: int,
    standing: sa.Select[tuple[int]],
    *,
    most: int | None = None,
) -> Iterator[list[dict[str, Any]]]:
    """Return, in chunks, the revisions that make the figures what they would be without the batch ``undone``.

    A figure that another standing batch carries is said as the last of those said it, with
    what a person thought of it then; a figure that none carries is withdrawn; a figure that
    says and cites what it would anyway is left alone. ``most`` stops after so many figures.
    """
    changing = _changing(undone, standing)
    query = sa.select(changing.c.figure_id).order_by(changing.c.figure_id).limit(most)
    for figure_ids in cut(connection.execute(query).scalars().all()):
        yield [
            {**change, "revision": latest["revision"] + 1, "batch_id": batch_id}
            for latest, change in _find_changes(connection, figure_ids, standing)
        ]


def count_brought_back(connection: sa.Connection, undone: int, standing: sa.Select[tuple[int]]) -> dict[bool, int]:
    """Return how many figures ``bring_back`` would withdraw (true) and say otherwise (false)."""
    changing = _changing(undone, standing)
    query = sa.select(changing.c.goes, sa.func.count()).group_by(changing.c.goes)
    return {bool(goes): count for goes, count in connection.execute(query)}


def _changing(undone: int, standing: sa.Select[tuple[int]]) -> sa.Subquery:
    """Return the figures of a batch that are otherwise without it, and whether they go altogether."""
    carried, other, mention = (BATCH_FIGURE.alias(name) for name in ("carried", "other", "mention"))
    last = (
        sa.select(sa.func.max(other.c.batch_id))
        .where(other.c.figure_id == carried.c.figure_id, other.c.batch_id.in_(standing))
        .scalar_subquery()
    )
    of_mention = sa.and_(mention.c.figure_id == carried.c.figure_id, mention.c.batch_id == last)
    current = CURRENT_FIGURE
    is_said = sa.and_(current.c.figure_id.is_not(None), current.c.said_hash == mention.c.said_hash)
    is_cited = sa.or_(
        current.c.document_id.is_distinct_from(carried.c.document_id),
        carried.c.document_id.is_not_distinct_from(mention.c.document_id),
    )
    goes = mention.c.figure_id.is_(None)
    is_left_alone = sa.case((goes, current.c.figure_id.is_(None)), else_=sa.and_(is_said, is_cited))
    return (
        sa.select(carried.c.figure_id, goes.label("goes"))
        .select_from(
            carried.outerjoin(mention, of_mention).outerjoin(current, current.c.figure_id == carried.c.figure_id)
        )
        .where(carried.c.batch_id == undone, sa.not_(is_left_alone))
        .subquery("changing")
    )


def _find_changes(
    connection: sa.Connection, figure_ids: list[str], standing: sa.Select[tuple[int]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the latest revision of each of these figures, and what it changes to."""
    mention_query = (
        sa.select(BATCH_FIGURE)
        .where(BATCH_FIGURE.c.figure_id.in_(figure_ids), BATCH_FIGURE.c.batch_id.in_(standing))
        .order_by(BATCH_FIGURE.c.batch_id)
    )
    history_query = (
        sa.select(FIGURE_REVISION)
        .where(FIGURE_REVISION.c.figure_id.in_(figure_ids), FIGURE_REVISION.c.batch_id.not_in(undone_reviews()))
        .order_by(FIGURE_REVISION.c.ordinal, FIGURE_REVISION.c.revision)
    )
    # In ascending order, so that the last mention of a figure stays.
    mentions = {row["figure_id"]: dict(row) for row in connection.execute(mention_query).mappings()}
    history: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(history_query).mappings():
        history.setdefault(row["figure_id"], []).append(plain_row(dict(row)))
    for figure_id, revisions in history.items():
        yield revisions[-1], _restore(revisions, mentions.get(figure_id))


def _restore(revisions: list[dict[str, Any]], mention: Mapping[str, Any] | None) -> dict[str, Any]:
    if mention is None:
        return {**revisions[-1], "is_withdrawn": True}
    said = [row for row in revisions if row["said_hash"] == mention["said_hash"] and not row["is_withdrawn"]]
    return {**said[-1], "document_id": mention["document_id"], "cell_ref": mention["cell_ref"]}


def forget(connection: sa.Connection, batch_id: int, figure_ids: Iterable[str]) -> None:
    """Take figures out of the batch that is being written, because it says them once more."""
    for chunk in cut(figure_ids):
        for table in (BATCH_FIGURE, FIGURE_REVISION):
            connection.execute(
                sa.delete(table).where(table.c.batch_id == batch_id, is_one_of(connection, table.c.figure_id, chunk))
            )


def carry(connection: sa.Connection, batch_id: int) -> None:
    """Note that the batch carries every figure of which it made a revision."""
    names = [column.name for column in BATCH_FIGURE.columns]
    revisions = sa.select(*(FIGURE_REVISION.c[name] for name in names)).where(FIGURE_REVISION.c.batch_id == batch_id)
    connection.execute(sa.insert(BATCH_FIGURE).from_select(names, revisions))


def settle(connection: sa.Connection, batch_id: int) -> None:
    """Carry the revisions of one batch over into ``current_figure``."""
    # A first revision has nothing to replace; of an import they are mostly these.
    touched = sa.select(FIGURE_REVISION.c.figure_id).where(
        FIGURE_REVISION.c.batch_id == batch_id, FIGURE_REVISION.c.revision > 1
    )
    connection.execute(sa.delete(CURRENT_FIGURE).where(CURRENT_FIGURE.c.figure_id.in_(touched)))
    _copy_into_current(connection, FIGURE_REVISION.c.batch_id == batch_id)


def finish(connection: sa.Connection, batch: Batch) -> None:
    """Carry the revisions of a batch over into the current table, and write its counts down."""
    settle(connection, batch.batch_id)
    counts = {name: getattr(batch, name) for name in ("new", "changed", "same", "withdrawn")}
    connection.execute(sa.update(BATCH).where(BATCH.c.batch_id == batch.batch_id).values(counts))
    count_write(connection)


def count_write(connection: sa.Connection) -> None:
    """Make the data's version greater, so that frames are read anew."""
    connection.execute(sa.update(STORE_STATE).values(data_version=STORE_STATE.c.data_version + 1))


def rebuild(connection: sa.Connection) -> None:
    """Make ``current_figure`` anew from the revisions."""
    connection.execute(sa.delete(CURRENT_FIGURE))
    _copy_into_current(connection, is_latest())


def is_latest(as_of: int | None = None) -> sa.ColumnElement[bool]:
    """Return the condition for the last revision of a figure, up to batch ``as_of``."""
    other = FIGURE_REVISION.alias("other")
    last = sa.select(sa.func.max(other.c.revision)).where(other.c.figure_id == FIGURE_REVISION.c.figure_id)
    if as_of is not None:
        last = last.where(other.c.batch_id <= as_of)
    return FIGURE_REVISION.c.revision == last.scalar_subquery()


def _copy_into_current(connection: sa.Connection, condition: sa.ColumnElement[bool]) -> None:
    names = [column.name for column in CURRENT_FIGURE.columns]
    rows = sa.select(*(FIGURE_REVISION.c[name] for name in names)).where(
        condition, FIGURE_REVISION.c.is_withdrawn.is_(False)
    )
    connection.execute(sa.insert(CURRENT_FIGURE).from_select(names, rows))
