"""Offer an advocate: what was said of the four abilities, whether one is wanted, and how far the referral is."""

import sqlalchemy as sa
from alembic import op

revision = "018"
down_revision = "017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "advocacy",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("due", sa.Boolean(), nullable=False),
        sa.Column("wants", sa.Boolean(), nullable=True),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("said", sa.DateTime(timezone=True), nullable=False),
        sa.Column("referred", sa.DateTime(timezone=True), nullable=True),
        sa.Column("arranged", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_advocacy_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advocacy")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_advocacy_application_id_number")),
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("advocacy")
