"""What every test may lean on: no network, and a fresh database of each kind."""

from __future__ import annotations

import gc
import itertools
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as cases

from tests.network import refuse_other_machines
from tests.postgres import PostgresServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

gc.set_threshold(100_000, 20, 100)  # with all content in memory, the usual one costs a tenth of all the time
cases.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
cases.load_profile("portal")  # a slow or busy machine is no fault of what is tested

COUNT = itertools.count(1)
TEMPLATE, SHARED = "template_portal", "shared"


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        refuse_other_machines(monkeypatch)
        yield


def bring_up_to_date(url: str) -> None:
    """Give a database today's tables."""
    from portal.db.migrating import upgrade  # noqa: PLC0415  tests of plain Python do not wait for it
    from portal.db.session import make_engine  # noqa: PLC0415  the same

    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL, started when the first test wants it."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: PostgresServer) -> str:
    """The name of a database with today's tables and nothing in them."""
    bring_up_to_date(postgres_server.create(TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's tables and nothing in them."""
    file = tmp_path_factory.mktemp("template") / "portal.sqlite"
    bring_up_to_date(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on: each such test runs once on both."""
    return str(request.param)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without any table."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"empty_{next(COUNT)}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture(scope="session")
def postgres_shared(postgres_server: PostgresServer, postgres_template: str) -> str:
    """The name of the database that one test after the other has for itself."""
    postgres_server.create(SHARED, postgres_template)
    postgres_server.empty(SHARED)
    return SHARED


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with today's tables and nothing in them. Tests leave its tables as they are."""
    if database_kind == "sqlite":
        yield sqlite_copy(request, tmp_path)
        return
    shared: str = request.getfixturevalue("postgres_shared")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    yield server.url(shared)
    server.empty(shared)


@pytest.fixture
def own_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same for a test that changes the tables themselves."""
    if database_kind == "sqlite":
        yield sqlite_copy(request, tmp_path)
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = f"own_{next(COUNT)}"
    yield server.create(name, request.getfixturevalue("postgres_template"))
    server.drop(name)


def sqlite_copy(request: pytest.FixtureRequest, folder: Path) -> str:
    """A SQLite database of a test's own."""
    file = folder / "portal.sqlite"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
    return f"sqlite:///{file}"
