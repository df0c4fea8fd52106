"""Make the tables of staff: who they are, what they may do, what they were trained in, and that they are here."""

import sqlalchemy as sa
from alembic import op

revision = "003"
down_revision = "002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "staff",
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("email", sa.LargeBinary(), nullable=False),
        sa.Column("team", sa.String(length=40), nullable=True),
        sa.Column("programmes", sa.String(length=400), nullable=True),
        sa.Column("password", sa.LargeBinary(), nullable=True),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("otp", sa.LargeBinary(), nullable=True),
        sa.Column("otp_confirmed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("otp_last", sa.Integer(), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_staff_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("party_id", name=op.f("pk_staff")),
        sa.UniqueConstraint("lookup", name=op.f("uq_staff_lookup")),
    )
    op.create_table(
        "staff_roles",
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["staff.party_id"], name=op.f("fk_staff_roles_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("party_id", "role", name=op.f("pk_staff_roles")),
    )
    op.create_table(
        "staff_training",
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("course", sa.String(length=80), nullable=False),
        sa.Column("done", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["party_id"], ["staff.party_id"], name=op.f("fk_staff_training_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("party_id", "course", name=op.f("pk_staff_training")),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("proved", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["staff.party_id"], name=op.f("fk_staff_sessions_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_sessions")),
    )
    op.create_index(op.f("ix_staff_sessions_party_id"), "staff_sessions", ["party_id"], unique=False)
    op.create_index(op.f("ix_staff_sessions_expires"), "staff_sessions", ["expires"], unique=False)
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["party_id"], ["staff.party_id"], name=op.f("fk_recovery_codes_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_party_id"), "recovery_codes", ["party_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    for table in ("recovery_codes", "staff_sessions", "staff_training", "staff_roles", "staff"):
        op.drop_table(table)
