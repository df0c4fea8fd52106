"""Backup and restore: one form for both databases, a SQLite file with the same tables and the same encryption."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, text

from portal.db import migrating
from portal.db.session import make_engine
from portal.db.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

ROWS = 500  # read and written at a time


class NotEmpty(Exception):
    """A backup is only put back into an empty database."""


def backup(engine: Engine, path: Path) -> int:
    """Write everything that is kept into one file, as it was at one moment, while people go on. Return how many rows.

    The file is whole or not there. It can be put back into either kind of database; without the master key it is
    unreadable.
    """
    making = path.with_name(f"{path.name}.{os.getpid()}.part")
    making.touch(mode=0o600)
    target = make_engine(f"sqlite:///{making}")
    try:
        migrating.upgrade(target)
        with _one_moment(engine) as source, target.begin() as writing:
            rows = _copy_all(source, writing)
        target.dispose()
        _into_one_file(making)
        making.replace(path)
    finally:
        target.dispose()
        with suppress(FileNotFoundError):
            making.unlink()
    return rows


def restore(path: Path, engine: Engine) -> int:
    """Put a backup back into an empty database, brought up to date first. Return how many rows. Raises NotEmpty."""
    migrating.upgrade(engine)
    with tempfile.TemporaryDirectory() as folder:
        working = Path(folder) / "backup.sqlite"
        shutil.copyfile(path, working)  # the backup itself stays as it is, also when it is of an older version
        source = make_engine(f"sqlite:///{working}")
        try:
            migrating.upgrade(source)
            with source.connect() as reading, engine.begin() as writing:
                if any(writing.execute(select(func.count()).select_from(table)).scalar_one() for table in _tables()):
                    raise NotEmpty
                rows = _copy_all(reading, writing)
                _continue_numbers(writing)
        finally:
            source.dispose()
    return rows


def _tables() -> list[Any]:
    return list(METADATA.sorted_tables)


def _one_moment(engine: Engine) -> Connection:
    """Open a transaction that sees the database as it is now, whatever is written meanwhile."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(write=False).connect()
    return engine.execution_options(isolation_level="REPEATABLE READ").connect()


def _copy_all(source: Connection, target: Connection) -> int:
    return sum(_copy(source, target, table) for table in _tables())


def _copy(source: Connection, target: Connection, table: Any) -> int:
    order = [table.c.begun] if "begun" in table.c else list(table.primary_key)  # what a row refers to comes first
    copied = 0
    for rows in source.execute(select(table).order_by(*order)).mappings().partitions(ROWS):
        target.execute(insert(table), [dict(row) for row in rows])
        copied += len(rows)
    return copied


def _into_one_file(path: Path) -> None:
    """Leave nothing in files beside it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _continue_numbers(connection: Connection) -> None:
    """Let events go on after the last number; SQLite sees to it by itself."""
    if connection.dialect.name == "postgresql":
        last = "(SELECT max(id) FROM events)"
        connection.execute(
            text(f"SELECT setval(pg_get_serial_sequence('events', 'id'), coalesce({last}, 1), {last} IS NOT NULL)")
        )
