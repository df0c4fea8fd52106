"""Link a carer's application with that of the person looked after, where the person allows it."""

import sqlalchemy as sa
from alembic import op

revision = "024"
down_revision = "023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "care_links",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("application_id", sa.String(length=16), nullable=False),
        sa.Column("carer_id", sa.String(length=16), nullable=False),
        sa.Column("given_by", sa.String(length=16), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_care_links_application_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["applications.id"], name=op.f("fk_care_links_carer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["id"], ["help_requests.id"], name=op.f("fk_care_links_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_links")),
    )
    op.create_index(op.f("ix_care_links_application_id"), "care_links", ["application_id"], unique=False)
    op.create_index(op.f("ix_care_links_carer_id"), "care_links", ["carer_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_table("care_links")
