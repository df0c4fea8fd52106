"""Backup and restore: one form for both databases, a SQLite file with the same tables and the same encryption."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, text

from portal.db import migrating
from portal.db.session import make_engine
from portal.db.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from portal.db.encryption import Keyring

ROWS = 500  # read and written at a time


MADE_BY_STARTING = {"keys", "attempts", "scheme_versions"}  # tables that hold rows before anybody wrote anything


class NotEmpty(Exception):
    """Somebody's answers are in the database already."""


class NotABackup(Exception):
    """The file is not a backup of the portal."""


class TooNew(Exception):
    """The backup was made by a newer portal, whose tables this one does not know."""


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


def restore(path: Path, engine: Engine, keyring: Keyring, *, replace: bool = False) -> int:
    """Put a backup back into a database, brought up to date first. Return how many rows.

    Nothing is changed unless all of it can be put back. Raises NotABackup, TooNew, Unreadable where the master keys
    are not those of the backup, and NotEmpty where the database holds something and `replace` does not say to lose it.
    """
    with tempfile.TemporaryDirectory() as folder:
        working = Path(folder) / "backup.sqlite"
        shutil.copyfile(path, working)  # the backup itself stays as it is, also when it is of an older version
        _must_be_a_backup(working)
        source = make_engine(f"sqlite:///{working}")
        try:
            migrating.upgrade(source)
            migrating.upgrade(engine)
            with source.connect() as reading, engine.begin() as writing:
                _must_be_readable(reading, keyring)
                _make_room(writing, replace=replace)
                rows = _copy_all(reading, writing)
                _continue_numbers(writing)
        finally:
            source.dispose()
    return rows


def _must_be_a_backup(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            connection.execute("SELECT id FROM applications LIMIT 1")
    except (sqlite3.DatabaseError, TypeError) as error:
        raise NotABackup(path.name) from error
    if version not in migrating.known():
        raise TooNew(version)


def _must_be_readable(source: Connection, keyring: Keyring) -> None:
    """Open each key that the master keys lock, so that nothing is put back that nobody can read. Raises Unreadable."""
    for table, column in (("keys", "wrapped"), ("applications", "key")):
        found = METADATA.tables[table].c
        for row in source.execute(select(found.id, found[column])):
            keyring.unlock(row[1], table, column, row[0])


def _make_room(target: Connection, *, replace: bool) -> None:
    held = [each for each in _tables() if target.execute(select(func.count()).select_from(each)).scalar_one()]
    if not replace and any(table.name not in MADE_BY_STARTING for table in held):
        raise NotEmpty
    for table in reversed(held):
        target.execute(delete(table))


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
