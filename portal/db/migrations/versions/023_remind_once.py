"""Remember what somebody was reminded of, so that nobody is twice."""

import sqlalchemy as sa
from alembic import op

revision = "023"
down_revision = "022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "reminders",
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_reminders_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("once", name=op.f("pk_reminders")),
    )
    op.create_index(op.f("ix_reminders_application_id"), "reminders", ["application_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("reminders")
