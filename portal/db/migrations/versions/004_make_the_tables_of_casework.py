"""Make the tables of casework: purposes, messages, decisions, and the dates that worklists go by."""

import sqlalchemy as sa
from alembic import op

revision = "004"
down_revision = "003"
branch_labels = None
depends_on = None

DATES = ("decided", "proposed", "panel", "agreed")


def upgrade() -> None:
    """Make the change."""
    for name, length in (("team", 40), ("officer_id", 16), ("closed_because", 40)):
        op.add_column("applications", sa.Column(name, sa.String(length=length), nullable=True))
    for name in DATES:
        op.add_column("applications", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "case_purposes",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("stated", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["token_hash"],
            ["staff_sessions.token_hash"],
            name=op.f("fk_case_purposes_token_hash"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_case_purposes_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", "application_id", name=op.f("pk_case_purposes")),
    )
    op.create_index(op.f("ix_case_purposes_application_id"), "case_purposes", ["application_id"], unique=False)
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("reply_to", sa.String(length=16), nullable=True),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("written", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_messages_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
    )
    op.create_index(op.f("ix_messages_application_id"), "messages", ["application_id"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_decisions_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("application_id", "kind", "number", name=op.f("uq_decisions_application_id_kind_number")),
    )


def downgrade() -> None:
    """Take it back."""
    for table in ("decisions", "messages", "case_purposes"):
        op.drop_table(table)
    for name in (*DATES, "team", "officer_id", "closed_because"):
        op.drop_column("applications", name)
