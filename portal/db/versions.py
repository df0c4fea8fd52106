"""Which version the tables of a database have. What changes them is loaded only when there is something to change."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, column, inspect, select, table

MIGRATIONS = Path(__file__).parent / "migrations"
KEPT_IN = "alembic_version"
VERSION = table(KEPT_IN, column("version_num")).c.version_num


def head() -> str:
    """Return the pinned newest revision: two branches that both add one clash in this file, not in production."""
    return (MIGRATIONS / "head").read_text("ascii").strip()


def current(engine: Engine) -> str | None:
    """Return the revision the database is at, or None for an empty one."""
    with engine.connect().execution_options(write=False) as connection:
        if not inspect(connection).has_table(KEPT_IN):
            return None
        version: str | None = connection.execute(select(VERSION)).scalar_one_or_none()
        return version


def bring_up_to_date(engine: Engine) -> None:
    """Bring the database to the newest revision, in one transaction. Does nothing when it is there already."""
    if current(engine) != head():
        from portal.db import migrating  # noqa: PLC0415  it costs a fifth of a start, and is seldom needed

        migrating.upgrade(engine)
