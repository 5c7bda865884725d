"""What an import is compared with: the claims that stand, and the earlier edition of the same table.

This module reads only, and never opens a transaction; its callers do. It must not decide what
a difference means.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from dashboard.store.batches import standing_batches
from dashboard.store.revisions import cut, is_one_of
from dashboard.store.schema import BATCH, BATCH_FIGURE, CURRENT_FIGURE, DOCUMENT


@dataclass(frozen=True, slots=True)
class Edition:
    """One table as a standing batch brought it.

    ``carried`` counts its figures, ``shared`` those of them that were asked for. ``title`` is
    the document's, ``source_name`` the batch's.
    """

    batch_id: int
    document_id: str
    kind: str
    source_name: str
    title: str | None
    carried: int
    shared: int


def select_claims(names: Sequence[str], indicators: Collection[str], countries: Collection[str]) -> sa.Select[Any]:
    """Return the query for these columns of the current figures about these subjects, in order of arrival."""
    return (
        sa.select(*(CURRENT_FIGURE.c[name] for name in names))
        .where(CURRENT_FIGURE.c.indicator.in_(indicators), CURRENT_FIGURE.c.location_code.in_(countries))
        .order_by(CURRENT_FIGURE.c.ordinal)
    )


def find_editions(connection: sa.Connection, figure_ids: Sequence[str]) -> list[Edition]:
    """Return the standing tables, the oldest first, with how many of the figures each brought."""
    key = (BATCH_FIGURE.c.batch_id, BATCH_FIGURE.c.document_id)
    count = sa.select(*key, sa.func.count()).group_by(*key)
    shared: Counter[tuple[int, str]] = Counter()
    for chunk in cut(figure_ids):
        query = count.where(is_one_of(connection, BATCH_FIGURE.c.figure_id, chunk))
        shared.update({(batch, document): number for batch, document, number in connection.execute(query)})
    carried = count.subquery()
    query = (
        sa.select(
            BATCH.c.batch_id, DOCUMENT.c.document_id, BATCH.c.kind, BATCH.c.source_name, DOCUMENT.c.title, carried.c[2]
        )
        .join_from(BATCH, DOCUMENT, DOCUMENT.c.batch_id == BATCH.c.batch_id)
        .join(
            carried,
            sa.and_(carried.c.batch_id == BATCH.c.batch_id, carried.c.document_id == DOCUMENT.c.document_id),
        )
        .where(BATCH.c.batch_id.in_(standing_batches()), DOCUMENT.c.text.is_(None))
        .order_by(BATCH.c.batch_id, DOCUMENT.c.ordinal)
    )
    return [
        Edition(batch_id, document_id, kind, source_name, title, number, shared[batch_id, document_id])
        for batch_id, document_id, kind, source_name, title, number in connection.execute(query)
    ]


def find_carried(connection: sa.Connection, edition: Edition) -> list[str]:
    """Return the figures of an edition that still stand, in order of arrival."""
    query = (
        sa.select(CURRENT_FIGURE.c.figure_id)
        .join_from(BATCH_FIGURE, CURRENT_FIGURE, BATCH_FIGURE.c.figure_id == CURRENT_FIGURE.c.figure_id)
        .where(BATCH_FIGURE.c.batch_id == edition.batch_id, BATCH_FIGURE.c.document_id == edition.document_id)
        .order_by(CURRENT_FIGURE.c.ordinal)
    )
    return list(connection.execute(query).scalars())
