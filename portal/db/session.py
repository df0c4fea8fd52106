"""Engines and transactions for SQLite (WAL) and PostgreSQL."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlmodel import Session

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")
_WRITTEN = "written"


def make_engine(url: str) -> Engine:
    """Make the engine for a database address. Errors never carry the values of a statement."""
    if url.startswith("postgres://"):  # the form some hosting companies hand out
        url = "postgresql://" + url.removeprefix("postgres://")
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "begin", _forget_writing)
    event.listen(engine, "after_execute", _note_writing)
    return engine


def has_written(connection: Connection) -> bool:
    """Whether anything was written in the connection's present transaction."""
    return bool(connection.info.get(_WRITTEN))


def _forget_writing(connection: Connection) -> None:
    connection.info[_WRITTEN] = False


def _note_writing(connection: Connection, statement: Any, *_: Any) -> None:
    if getattr(statement, "is_dml", False):
        connection.info[_WRITTEN] = True


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would begin by itself, too late and in the wrong way
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Take the lock for writing at once: a lock taken halfway fails when somebody else has written in between."""
    write = connection.get_execution_options().get("write", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


class Database:
    """The database of an installation, opened for reading or for writing."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._reading = self.engine.execution_options(write=False)

    def reading(self) -> Session:
        """Open a transaction that only reads and waits for no writer."""
        return Session(self._reading, expire_on_commit=False)

    def writing(self) -> Session:
        """Open a transaction that may write."""
        return Session(self.engine, expire_on_commit=False)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
