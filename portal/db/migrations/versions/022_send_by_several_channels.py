"""Let what goes out be a mail, a text message or a letter, and follow what failed."""

import sqlalchemy as sa
from alembic import op

revision = "022"
down_revision = "021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("mails", sa.Column("channel", sa.String(length=24), nullable=False, server_default="email"))
    op.add_column("mails", sa.Column("handed", sa.String(length=40), nullable=True))
    op.add_column("mails", sa.Column("instead_of", sa.String(length=16), nullable=True))
    op.add_column("mails", sa.Column("settled", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table("mails") as batch:
        for column in ("channel", "handed", "instead_of", "settled"):
            batch.drop_column(column)
