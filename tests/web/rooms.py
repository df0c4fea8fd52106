"""Fixtures for tests of pages: one service for all that only read, a fresh one where storage matters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.web.running import Service, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def standing_service(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service on SQLite for every test that only looks at pages."""
    var = tmp_path_factory.mktemp("service")
    shutil.copyfile(sqlite_template, var / "portal.sqlite")
    service = running(f"sqlite:///{var / 'portal.sqlite'}", var)
    yield service
    service.close()


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    """A service of the test's own, on each kind of database."""
    service = running(database_url, tmp_path)
    yield service
    service.close()


@pytest.fixture
def sqlite_service(sqlite_template: Path, tmp_path: Path) -> Iterator[Service]:
    """A service of the test's own on SQLite."""
    shutil.copyfile(sqlite_template, tmp_path / "portal.sqlite")
    service = running(f"sqlite:///{tmp_path / 'portal.sqlite'}", tmp_path)
    yield service
    service.close()
