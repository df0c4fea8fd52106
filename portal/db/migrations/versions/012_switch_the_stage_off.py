"""Let people switch off that their stage shows to whoever knows the reference and their date of birth."""

import sqlalchemy as sa
from alembic import op

revision = "012"
down_revision = "011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("applications", sa.Column("stage_shown", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("applications") as batch:
        batch.drop_column("stage_shown")
