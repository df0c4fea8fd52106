"""How Alembic runs a migration here: on a connection it is given, without a settings file."""

from typing import Any

from alembic import context
from sqlalchemy import Connection, Enum
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from portal.db import tables
from portal.db.columns import Table

assert tables  # importing them fills the collection that is compared


def _written(kind: str, item: Any, _context: Any) -> str | bool:
    """Write columns in plain SQLAlchemy, so that an old migration does not change with a library."""
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.impl.length})"  # type: ignore[attr-defined]
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_written,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
