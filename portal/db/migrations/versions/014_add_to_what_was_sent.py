"""Keep what is added after sending: beside what was sent, with who wrote it and who read it."""

import sqlalchemy as sa
from alembic import op

revision = "014"
down_revision = "013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "additions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("section", sa.String(length=80), nullable=True),
        sa.Column("council_only", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("written", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_by", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_additions_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_additions")),
    )
    op.create_index(op.f("ix_additions_application_id"), "additions", ["application_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("additions")
