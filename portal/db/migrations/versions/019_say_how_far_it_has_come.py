"""Say how far it has come: the plan is drafted, support began, the last review."""

import sqlalchemy as sa
from alembic import op

revision = "019"
down_revision = "018"
branch_labels = None
depends_on = None

COLUMNS = ("money_check", "support_began", "reviewed")


def upgrade() -> None:
    """Make the change."""
    for name in COLUMNS:
        op.add_column("applications", sa.Column(name, sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("applications") as batch:
        for name in COLUMNS:
            batch.drop_column(name)
