"""Chain the events of the log, and keep with a grant its evidence and when it was taken up."""

import sqlalchemy as sa
from alembic import op

revision = "002"
down_revision = "001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change. Events that are there stay outside the chain: they have no number."""
    op.add_column("events", sa.Column("number", sa.Integer(), nullable=True))
    op.drop_index(op.f("ix_events_application_id"), table_name="events")
    op.create_index(op.f("ix_events_application_id_events_number"), "events", ["application_id", "number"], unique=True)
    op.create_index(
        "ix_events_installation",
        "events",
        ["number"],
        unique=True,
        sqlite_where=sa.text("application_id IS NULL"),
        postgresql_where=sa.text("application_id IS NULL"),
    )
    op.add_column("grants", sa.Column("evidence", sa.LargeBinary(), nullable=True))
    op.add_column("grants", sa.Column("taken_up", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("grants", "taken_up")
    op.drop_column("grants", "evidence")
    op.drop_index("ix_events_installation", table_name="events")
    op.drop_index(op.f("ix_events_application_id_events_number"), table_name="events")
    op.create_index(op.f("ix_events_application_id"), "events", ["application_id"], unique=False)
    op.drop_column("events", "number")
