"""How Alembic runs a migration here: on a connection it is given, without a settings file."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, Enum
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from portal.db.tables import METADATA


def _written(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write columns in plain SQLAlchemy, so that an old migration does not change with a library."""
    if kind == "type" and isinstance(item, AutoString):
        length: int = getattr(item.impl, "length", 0)
        return f"sa.String(length={length})"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=_written,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


_run(context.config.attributes["connection"])
