"""Put applications on hold: why, since when, until when, and how often."""

import sqlalchemy as sa
from alembic import op

revision = "013"
down_revision = "012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.add_column("applications", sa.Column("paused", sa.DateTime(timezone=True), nullable=True))
    op.add_column("applications", sa.Column("paused_until", sa.Date(), nullable=True))
    op.add_column("applications", sa.Column("pauses", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "pauses",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_pauses_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pauses")),
    )
    op.create_index(op.f("ix_pauses_application_id"), "pauses", ["application_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("pauses")
    with op.batch_alter_table("applications") as batch:
        batch.drop_column("pauses")
        batch.drop_column("paused_until")
        batch.drop_column("paused")
