"""Make the tables of the caseload: packed answers without names, and how they are packed."""

import sqlalchemy as sa
from alembic import op

revision = "008"
down_revision = "007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "packed_layouts",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("questionnaire", sa.String(length=80), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_packed_layouts")),
    )
    op.create_table(
        "packed_answers",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("layout", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["layout"], ["packed_layouts.fingerprint"], name=op.f("fk_packed_answers_layout")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_packed_answers")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_packed_answers_layout"), "packed_answers", ["layout"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("packed_answers")
    op.drop_table("packed_layouts")
