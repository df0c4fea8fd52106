"""Mark the applications that a rule sends to the panel."""

import sqlalchemy as sa
from alembic import op

revision = "005"
down_revision = "004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Nothing that was sent before had such a rule."""
    op.add_column("applications", sa.Column("to_panel", sa.Boolean(), server_default=sa.false(), nullable=False))
    with op.batch_alter_table("applications") as table:
        table.alter_column("to_panel", server_default=None)


def downgrade() -> None:
    """Take it back."""
    op.drop_column("applications", "to_panel")
