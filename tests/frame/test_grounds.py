"""What all tests stand on: a real database of each kind, and no way to other machines."""

from __future__ import annotations

import socket

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.network import NetworkRefused
from tests.postgres import PostgresServer


def test_an_empty_database_takes_and_gives_back(empty_database_url: str, database_kind: str) -> None:
    assert empty_database_url.startswith(database_kind)
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE words (word VARCHAR(20))"))
        connection.execute(text("INSERT INTO words VALUES ('żółw')"))
        assert connection.scalar(text("SELECT word FROM words")) == "żółw"
    engine.dispose()


def test_databases_copied_from_one_another_share_nothing_later(postgres_server: PostgresServer) -> None:
    first = postgres_server.create("copied_first").replace("+psycopg", "")
    with psycopg.connect(first) as connection:
        connection.execute("CREATE TABLE words (word text)")
    second = postgres_server.create("copied_second", "copied_first").replace("+psycopg", "")
    with psycopg.connect(second) as connection:
        connection.execute("INSERT INTO words VALUES ('only here')")
    with psycopg.connect(first) as connection:
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)
    for name in ("copied_first", "copied_second"):
        postgres_server.drop(name)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_test_cannot_speak_to_another_machine(family: socket.AddressFamily) -> None:
    address = "192.0.2.1" if family == socket.AF_INET else "2001:db8::1"
    with socket.socket(family, socket.SOCK_STREAM) as speaking, pytest.raises(NetworkRefused):
        speaking.connect((address, 80))


def test_a_test_can_speak_to_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        socket.create_connection(listening.getsockname()).close()
