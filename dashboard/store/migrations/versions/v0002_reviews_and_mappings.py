"""A queue of figures to review, read in order of an index, and remembered mappings of tables.

Frozen: what was written by this step must be made by this step for ever.
"""

import sqlalchemy as sa
from alembic import op

revision = "humdash_0002"
down_revision = "humdash_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "table_mapping",
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("mapping", sa.Text, nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("created_at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", "revision"),
    )
    op.create_index(
        "current_figure_by_status",
        "current_figure",
        ["review_status", "confidence", "ordinal", "indicator", "location_code"],
    )
    op.drop_index("current_figure_by_document", "current_figure")
    op.create_index(
        "current_figure_by_document", "current_figure", ["document_id", "review_status", "confidence", "ordinal"]
    )


def downgrade() -> None:
    raise NotImplementedError("the history of figures is not thrown away; restore a backup instead")
