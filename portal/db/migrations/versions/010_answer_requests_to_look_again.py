"""Answer requests to look again: who did, what they found, and why."""

import sqlalchemy as sa
from alembic import op

revision = "010"
down_revision = "009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("look_again", sa.Column("answered_by", sa.String(length=16), nullable=True))
    op.add_column("look_again", sa.Column("answer", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("look_again") as batch:
        batch.drop_column("answer")
        batch.drop_column("answered_by")
