"""Let the person say that somebody who helps may see what is private."""

import sqlalchemy as sa
from alembic import op

revision = "015"
down_revision = "014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("grants", sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("grants") as batch:
        batch.drop_column("private")
