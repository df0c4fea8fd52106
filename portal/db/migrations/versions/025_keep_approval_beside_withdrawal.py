"""Keep who approved a version of a scheme, and why, where it is withdrawn afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "025"
down_revision = "024"
branch_labels = None
depends_on = None

MOVED = {"withdrawn_by": "decided_by", "withdrawn": "decided", "withdrawal": "decision"}
versions = sa.table("scheme_versions", *map(sa.column, ("state", *MOVED, *MOVED.values())))


def upgrade() -> None:
    """Make the change. What was withdrawn until now kept only that."""
    op.add_column("scheme_versions", sa.Column("withdrawn_by", sa.String(length=16), nullable=True))
    op.add_column("scheme_versions", sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True))
    op.add_column("scheme_versions", sa.Column("withdrawal", sa.Text(), nullable=True))
    known: dict[str, object] = {new: versions.c[old] for new, old in MOVED.items()}
    emptied = dict.fromkeys(MOVED.values(), None)
    op.execute(versions.update().where(versions.c.state == "withdrawn").values({**known, **emptied}))


def downgrade() -> None:
    """Take it back."""
    known = {old: versions.c[new] for new, old in MOVED.items()}
    op.execute(versions.update().where(versions.c.state == "withdrawn").values(known))
    with op.batch_alter_table("scheme_versions") as batch:
        for column in MOVED:
            batch.drop_column(column)
