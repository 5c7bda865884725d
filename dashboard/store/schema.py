"""The tables of the store, as SQLAlchemy Core sees them.

The columns of a figure and of a document come from ``dashboard.model``; what the store adds
is *when* and *by whom*. This module describes; it neither opens a database nor changes one:
tables are made by ``dashboard/store/migrations``, and a test holds the two together.

    batch            one row an import, an undo or a review
    figure_revision  one row each time a figure was said differently; never changed, never deleted
    batch_figure     which figures a batch carried, new or not; what an undo falls back on
    document         what a batch said about a document; the last one stands
    current_figure   the latest revision of each standing figure; derived, can be rebuilt
    table_mapping    what people said the columns of a table mean, by the fingerprint of its header
    store_state      one row: a number that grows with every write, and the next free ordinal

``ordinal`` is the place of a figure in the order of first arrival, which is the order of the
text; every revision of a figure keeps it. ``said_hash`` is made of what the source says; a
revision in which a person corrects the figure keeps the hash of what was corrected, so that the
next edition of the source is compared with the source and not with the correction.
"""

from typing import Any

import sqlalchemy as sa

from dashboard.model import DOCUMENT_COLUMNS, FIGURE_COLUMNS, Column, Kind

METADATA = sa.MetaData()

TYPES: dict[Kind, type[sa.types.TypeEngine[Any]]] = {
    Kind.TEXT: sa.Text,
    Kind.CATEGORY: sa.Text,
    Kind.NUMBER: sa.Double,
    Kind.INTEGER: sa.Integer,
    Kind.DATE: sa.Date,
}

FIGURE_NAMES = [column.name for column in FIGURE_COLUMNS]
DOCUMENT_NAMES = [column.name for column in DOCUMENT_COLUMNS]

# Where a figure was read, how it was typeset and what a person thought of it is not part of what
# the source says, so that next month's edition of a table does not change the figures it repeats.
_NOT_SAID = {"figure_id", "document_id", "value_text", "cell_ref", "confidence", "review_status"}
SAID_NAMES = [name for name in FIGURE_NAMES if name not in _NOT_SAID]


def _columns(columns: tuple[Column, ...], *, key: str | None = None) -> list[sa.Column[Any]]:
    return [
        sa.Column(column.name, TYPES[column.kind], primary_key=column.name == key, nullable=not column.is_required)
        for column in columns
    ]


def _has_a_number(table: str) -> sa.CheckConstraint:
    """Refuse what NaN becomes: sqlite3 binds it as NULL without a word."""
    return sa.CheckConstraint("coalesce(value, value_low, value_high, -1) >= 0", name=f"{table}_has_a_number")


BATCH = sa.Table(
    "batch",
    METADATA,
    sa.Column("batch_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("source_name", sa.Text, nullable=False),
    sa.Column("content_sha256", sa.Text, nullable=False),
    sa.Column("author", sa.Text),
    sa.Column("note", sa.Text),
    sa.Column("created_at", sa.Text, nullable=False),
    sa.Column("new", sa.Integer, nullable=False),
    sa.Column("changed", sa.Integer, nullable=False),
    sa.Column("same", sa.Integer, nullable=False),
    sa.Column("withdrawn", sa.Integer, nullable=False),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("batch.batch_id"), unique=True),
    sa.Index("batch_by_content", "content_sha256"),
)

FIGURE_REVISION = sa.Table(
    "figure_revision",
    METADATA,
    *_columns(FIGURE_COLUMNS, key="figure_id"),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("said_hash", sa.Text, nullable=False),
    sa.Column("is_withdrawn", sa.Boolean, nullable=False),
    _has_a_number("figure_revision"),
    sa.Index("figure_revision_by_batch", "batch_id"),
)

BATCH_FIGURE = sa.Table(
    "batch_figure",
    METADATA,
    sa.Column("figure_id", sa.Text, primary_key=True),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), primary_key=True, autoincrement=False),
    sa.Column("said_hash", sa.Text, nullable=False),
    sa.Column("document_id", sa.Text),
    sa.Column("cell_ref", sa.Text),
    sa.Index("batch_figure_by_batch", "batch_id"),
)

DOCUMENT = sa.Table(
    "document",
    METADATA,
    *_columns(DOCUMENT_COLUMNS, key="document_id"),
    sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), primary_key=True, autoincrement=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Index("document_by_batch", "batch_id"),
)

CURRENT_FIGURE = sa.Table(
    "current_figure",
    METADATA,
    *_columns(FIGURE_COLUMNS, key="figure_id"),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("said_hash", sa.Text, nullable=False),
    _has_a_number("current_figure"),
    sa.Index("current_figure_by_place", "location_code", "indicator"),
    # The queue of figures to review is read in the order of these two; see ``dashboard/store/reviews.py``.
    sa.Index("current_figure_by_document", "document_id", "review_status", "confidence", "ordinal"),
    sa.Index("current_figure_by_status", "review_status", "confidence", "ordinal", "indicator", "location_code"),
)

TABLE_MAPPING = sa.Table(
    "table_mapping",
    METADATA,
    sa.Column("fingerprint", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("mapping", sa.Text, nullable=False),
    sa.Column("author", sa.Text),
    sa.Column("created_at", sa.Text, nullable=False),
)

STORE_STATE = sa.Table(
    "store_state",
    METADATA,
    sa.Column("data_version", sa.Integer, nullable=False),
    sa.Column("next_ordinal", sa.Integer, nullable=False),
)
