"""Make the table of allocation schemes: every version, from files and from screens."""

import sqlalchemy as sa
from alembic import op

revision = "006"
down_revision = "005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "scheme_versions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("scheme", sa.String(length=80), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(length=24), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("made_from", sa.String(length=16), nullable=True),
        sa.Column("made_by", sa.String(length=16), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=16), nullable=True),
        sa.Column("decided", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_versions")),
        sa.UniqueConstraint("revision", name=op.f("uq_scheme_versions_revision")),
    )
    op.create_index(op.f("ix_scheme_versions_scheme"), "scheme_versions", ["scheme"], unique=False)
    op.create_index(op.f("ix_scheme_versions_fingerprint"), "scheme_versions", ["fingerprint"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("scheme_versions")
