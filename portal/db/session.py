"""Engines and transactions for SQLite (WAL) and PostgreSQL."""

from typing import Any, Self

from sqlalchemy import Connection, Engine, create_engine, event

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


class Session:
    """One transaction after the other on one connection, taken when first needed: all that services ask of a session.

    They ask for columns and hold no objects, so keeping track of objects would cost every page and give nothing.
    """

    def __init__(self, engine: Engine, *, write: bool) -> None:
        self._engine, self._write = engine, write
        self._connection: Connection | None = None

    def connection(self) -> Connection:
        """Return the connection, in a transaction."""
        if self._connection is None:
            self._connection = self._engine.connect()
            if not self._write:
                self._connection.execution_options(write=False)
            self._connection.begin()
        return self._connection

    def commit(self) -> None:
        """Make durable what was written."""
        if self._connection is not None:
            try:
                self._connection.commit()
            except BaseException:
                self._connection.invalidate()  # a commit that failed half-way must not be handed to the next visitor
                raise
            self.close()

    def rollback(self) -> None:
        """Give up what was written."""
        self.close()

    def close(self) -> None:
        """Give the connection back, and with it whatever was not committed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()


class Database:
    """The database of an installation, opened for reading or for writing."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)

    def reading(self) -> Session:
        """Open a transaction that only reads and waits for no writer."""
        return Session(self.engine, write=False)

    def writing(self) -> Session:
        """Open a transaction that may write."""
        return Session(self.engine, write=True)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()
