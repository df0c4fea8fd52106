"""A small installation to try services on, and the people who come to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.db.session import Database
from tests.services.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """One installation on each kind of database, at a fixed time."""
    database = Database(database_url)
    yield Town(database)
    database.close()
