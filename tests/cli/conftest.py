"""An installation on each kind of database, as the commands find it through their environment."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING

import pytest

from portal.db.encryption import Keyring
from portal.db.session import Database
from tests.services.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEYS = f"first:{base64.b64encode(bytes(range(32))).decode()}"


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Settings of this test alone."""
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PORTAL_MASTER_KEYS", KEYS)
    monkeypatch.setenv("PORTAL_VAR", str(tmp_path / "var"))


@pytest.fixture
def town(database_url: str, _environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """People and a database that the commands work on, too."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    database = Database(database_url)
    yield Town(database, Keyring.read(KEYS))
    database.close()
