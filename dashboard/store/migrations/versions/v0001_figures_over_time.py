"""Figures over time: batches, revisions, documents and the derived current table.

Frozen: what was written by this step must be made by this step for ever.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "humdash_0001"
down_revision = None
branch_labels = None
depends_on = None


def _figure_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("figure_id", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("measure", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("value", sa.Double),
        sa.Column("value_low", sa.Double),
        sa.Column("value_high", sa.Double),
        sa.Column("quantifier", sa.Text, nullable=False),
        sa.Column("value_text", sa.Text),
        sa.Column("population_group", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("location_code", sa.Text),
        sa.Column("location_name", sa.Text),
        sa.Column("origin_code", sa.Text),
        sa.Column("admin1_code", sa.Text),
        sa.Column("admin1_name", sa.Text),
        sa.Column("place_text", sa.Text),
        sa.Column("reference_period_start", sa.Date),
        sa.Column("reference_period_end", sa.Date),
        sa.Column("period_precision", sa.Text, nullable=False),
        sa.Column("period_basis", sa.Text, nullable=False),
        sa.Column("reporter", sa.Text),
        sa.Column("certainty", sa.Text, nullable=False),
        sa.Column("part_of", sa.Text),
        sa.Column("supersedes", sa.Text),
        sa.Column("same_as", sa.Text),
        sa.Column("quote", sa.Text),
        sa.Column("quote_start", sa.Integer),
        sa.Column("quote_end", sa.Integer),
        sa.Column("trigger_text", sa.Text),
        sa.Column("confidence", sa.Double),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("cell_ref", sa.Text),
        sa.Column("review_status", sa.Text, nullable=False),
    ]


def _has_a_number(table: str) -> sa.CheckConstraint:
    rule = "coalesce(value, value_low, value_high, -1) >= 0"
    if op.get_bind().dialect.name == "postgresql":  # which keeps NaN, greater than any number
        rule = "coalesce(value, value_low, value_high, -1) >= 0 AND greatest(value, value_low, value_high) < 'Infinity'"
    return sa.CheckConstraint(rule, name=f"{table}_has_a_number")


def upgrade() -> None:
    op.create_table(
        "batch",
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
    )
    op.create_index("batch_by_content", "batch", ["content_sha256"])

    op.create_table(
        "figure_revision",
        *_figure_columns(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("said_hash", sa.Text, nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("figure_id", "revision"),
        _has_a_number("figure_revision"),
    )
    op.create_index("figure_revision_by_batch", "figure_revision", ["batch_id"])

    op.create_table(
        "batch_figure",
        sa.Column("figure_id", sa.Text, nullable=False),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), nullable=False),
        sa.Column("said_hash", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text),
        sa.Column("cell_ref", sa.Text),
        sa.PrimaryKeyConstraint("figure_id", "batch_id"),
    )
    op.create_index("batch_figure_by_batch", "batch_figure", ["batch_id"])

    op.create_table(
        "document",
        sa.Column("document_id", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("authors", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("accessed", sa.Date),
        sa.Column("url", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("licence", sa.Text),
        sa.Column("sha256", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("batch_id", sa.Integer, sa.ForeignKey("batch.batch_id"), nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "batch_id"),
    )
    op.create_index("document_by_batch", "document", ["batch_id"])

    op.create_table(
        "current_figure",
        *_figure_columns(),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.Column("said_hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("figure_id"),
        _has_a_number("current_figure"),
    )
    op.create_index("current_figure_by_place", "current_figure", ["location_code", "indicator"])
    op.create_index("current_figure_by_document", "current_figure", ["document_id"])

    state = op.create_table(
        "store_state",
        sa.Column("data_version", sa.Integer, nullable=False),
        sa.Column("next_ordinal", sa.Integer, nullable=False),
    )
    op.bulk_insert(state, [{"data_version": 0, "next_ordinal": 1}])


def downgrade() -> None:
    raise NotImplementedError("the history of figures is not thrown away; restore a backup instead")
