"""Transactions on both databases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.db import queries
from portal.db.session import Database, make_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_sqlite_writes_durably_and_keeps_references(database: Database) -> None:
    with database.reading() as session:
        connection = session.connection()
        asked = ("journal_mode", "synchronous", "foreign_keys")
        assert [connection.execute(text(f"PRAGMA {each}")).scalar_one() for each in asked] == ["wal", 2, 1]


def test_a_row_that_belongs_to_nothing_is_refused(database: Database) -> None:
    row = {"token_hash": "x", "party_id": "nobody", "started": NOW, "expires": NOW}
    with database.writing() as session, pytest.raises(IntegrityError):
        session.connection().execute(queries.tables["sessions"].insert(), row)


def test_an_error_never_carries_what_was_written(database: Database) -> None:
    row = {"id": "secret words of mine", "made": NOW}
    with database.writing() as session:
        session.connection().execute(queries.tables["parties"].insert(), {"id": "p", "made": NOW})
        session.connection().execute(queries.tables["parties"].insert(), row | {"id": "Mrs Distinctive"[:16]})
        with pytest.raises(DBAPIError) as met:
            session.connection().execute(queries.tables["parties"].insert(), row | {"id": "Mrs Distinctive"[:16]})
    assert "parties" in str(met.value)
    shown = str(met.value).replace(str(met.value.orig), "")
    assert "Distinctive" not in shown


def test_a_reader_does_not_wait_for_a_writer(database: Database) -> None:
    with database.writing() as writer, database.reading() as reader:
        writer.connection().execute(queries.tables["parties"].insert(), {"id": "p", "made": NOW})
        assert reader.connection().execute(text("SELECT count(*) FROM parties")).scalar_one() == 0


def test_times_come_back_in_utc(database: Database) -> None:
    with database.writing() as session:
        session.connection().execute(queries.tables["parties"].insert(), {"id": "p", "made": NOW})
        made = session.connection().execute(queries.tables["parties"].select()).one().made
    assert (made, made.utcoffset()) == (NOW, NOW.utcoffset())


def test_the_addresses_that_hosting_companies_hand_out_are_understood() -> None:
    assert make_engine("postgres://u:p@localhost/x").dialect.driver == "psycopg"
