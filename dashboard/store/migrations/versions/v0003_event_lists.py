"""Documents that are lists of single events, whose figures may share their place and their days.

Frozen: what was written by this step must be made by this step for ever.
"""

import sqlalchemy as sa
from alembic import op

revision = "humdash_0003"
down_revision = "humdash_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("document", sa.Column("event_list", sa.Text))


def downgrade() -> None:
    raise NotImplementedError("the history of figures is not thrown away; restore a backup instead")
