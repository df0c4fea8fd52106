"""Make the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "applications",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("questionnaire", sa.String(length=80), nullable=False),
        sa.Column("rough", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("saved", sa.Boolean(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("begun", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("previous_id", sa.String(length=16), nullable=True),
        sa.Column("same_person", sa.String(length=64), nullable=True),
        sa.Column("lookup", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["applications.id"], name=op.f("fk_applications_previous_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("reference", name=op.f("uq_applications_reference")),
    )
    op.create_index(op.f("ix_applications_lookup"), "applications", ["lookup"], unique=False)
    op.create_index(op.f("ix_applications_same_person"), "applications", ["same_person"], unique=False)

    op.create_table(
        "attempts",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_since"), "attempts", ["since"], unique=False)

    op.create_table(
        "keys",
        sa.Column("id", sa.String(length=20), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keys")),
    )
    op.create_table(
        "parties",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_table(
        "answers",
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("given_by", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("given", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_answers_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", "question", "item", "sequence", name=op.f("pk_answers")),
    )
    op.create_table(
        "choices",
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_choices_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_choices")),
    )
    op.create_table(
        "documents",
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counting_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_documents_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_documents")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=True),
        sa.Column("role", sa.String(length=24), nullable=True),
        sa.Column("about", sa.String(length=80), nullable=True),
        sa.Column("item", sa.String(length=16), nullable=True),
        sa.Column("checksum", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_events_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_events_application_id"), "events", ["application_id"], unique=False)

    op.create_table(
        "grants",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("sections", sa.String(length=2000), nullable=True),
        sa.Column("given_by", sa.String(length=16), nullable=True),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_grants_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_grants_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grants")),
    )
    op.create_index(op.f("ix_grants_application_id"), "grants", ["application_id"], unique=False)
    op.create_index(
        op.f("ix_grants_party_id_grants_application_id"), "grants", ["party_id", "application_id"], unique=False
    )

    op.create_table(
        "look_again",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("line", sa.String(length=80), nullable=True),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", sa.String(length=16), nullable=False),
        sa.Column("asked", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_look_again_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_again")),
    )
    op.create_index(op.f("ix_look_again_application_id"), "look_again", ["application_id"], unique=False)

    op.create_table(
        "mails",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("once", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=24), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(length=16), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_mails_application_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("once", name=op.f("uq_mails_once")),
    )
    op.create_index(op.f("ix_mails_application_id"), "mails", ["application_id"], unique=False)
    op.create_index(op.f("ix_mails_state_mails_due"), "mails", ["state", "due"], unique=False)

    op.create_table(
        "one_time_codes",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("ticket_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("party_id", sa.String(length=16), nullable=True),
        sa.Column("application_id", sa.String(length=16), nullable=True),
        sa.Column("replaces", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_one_time_codes_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_one_time_codes_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_codes")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_one_time_codes_link_hash")),
        sa.UniqueConstraint("ticket_hash", name=op.f("uq_one_time_codes_ticket_hash")),
    )
    op.create_index(op.f("ix_one_time_codes_application_id"), "one_time_codes", ["application_id"], unique=False)
    op.create_index(op.f("ix_one_time_codes_expires"), "one_time_codes", ["expires"], unique=False)
    op.create_index(op.f("ix_one_time_codes_party_id"), "one_time_codes", ["party_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=True),
        sa.Column("proved", sa.String(length=64), nullable=True),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_sessions_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_expires"), "sessions", ["expires"], unique=False)
    op.create_index(op.f("ix_sessions_party_id"), "sessions", ["party_id"], unique=False)

    op.create_table(
        "submissions",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=True),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recalled", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_submissions_application_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_submissions_application_id_number")),
    )
    op.create_table(
        "typed_pages",
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("question", sa.String(length=80), nullable=False),
        sa.Column("item", sa.String(length=16), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.Column("kept", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_typed_pages_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_typed_pages_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("application_id", "party_id", "question", "item", name=op.f("pk_typed_pages")),
    )
    op.create_index(op.f("ix_typed_pages_party_id"), "typed_pages", ["party_id"], unique=False)

    op.create_table(
        "credentials",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("party_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("lookup", sa.String(length=64), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("grant_id", sa.String(length=16), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["grant_id"], ["grants.id"], name=op.f("fk_credentials_grant_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_credentials_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credentials")),
    )
    op.create_index(op.f("ix_credentials_grant_id"), "credentials", ["grant_id"], unique=False)
    op.create_index(op.f("ix_credentials_lookup"), "credentials", ["lookup"], unique=False)
    op.create_index(op.f("ix_credentials_party_id"), "credentials", ["party_id"], unique=False)


def downgrade() -> None:
    """Take it back, whatever points at another table before what it points at. Indexes go with their tables."""
    for table in (
        "credentials",
        "typed_pages",
        "submissions",
        "sessions",
        "one_time_codes",
        "mails",
        "look_again",
        "grants",
        "events",
        "documents",
        "choices",
        "answers",
        "parties",
        "keys",
        "attempts",
        "applications",
    ):
        op.drop_table(table)
