"""Call the safeguarding workers as soon as something is written in private."""

import sqlalchemy as sa
from alembic import op

revision = "009"
down_revision = "008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "safety_calls",
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_by", sa.String(length=16), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_safety_calls_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_safety_calls")),
    )
    op.create_index(op.f("ix_safety_calls_since"), "safety_calls", ["since"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("safety_calls")
