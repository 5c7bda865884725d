"""What people said the columns of a table mean, for the next table with the same header.

Kept by the fingerprint of the header. Nothing is overwritten: a mapping that is remembered
again gets a revision of its own. This module must not know what a mapping says, and must not
open transactions; its callers do.
"""

from datetime import datetime

import sqlalchemy as sa

from dashboard.store.batches import write_time
from dashboard.store.schema import TABLE_MAPPING


def add_mapping(
    connection: sa.Connection, fingerprint: str, mapping: str, *, now: datetime, author: str | None
) -> None:
    """Put a mapping in front of the earlier ones of its fingerprint; the same one again adds nothing."""
    if mapping == find_mapping(connection, fingerprint):
        return
    last = sa.select(sa.func.coalesce(sa.func.max(TABLE_MAPPING.c.revision), 0)).where(
        TABLE_MAPPING.c.fingerprint == fingerprint
    )
    connection.execute(
        sa.insert(TABLE_MAPPING).values(
            fingerprint=fingerprint,
            revision=connection.execute(last).scalar_one() + 1,
            mapping=mapping,
            author=author,
            created_at=write_time(now),
        )
    )


def find_mapping(connection: sa.Connection, fingerprint: str) -> str | None:
    """Return the mapping that was remembered last, ``None`` if there is none."""
    query = (
        sa.select(TABLE_MAPPING.c.mapping)
        .where(TABLE_MAPPING.c.fingerprint == fingerprint)
        .order_by(TABLE_MAPPING.c.revision.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
