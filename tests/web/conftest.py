"""The rooms in which pages are tested, and the database behind them."""

from __future__ import annotations

import pytest

from tests.web.rooms import service, sqlite_service, standing_service

__all__ = ["database_kind", "service", "sqlite_service", "standing_service"]


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """SQLite: pages reach a database through services alone, which are tested on both.

    Tests of people who act on one application ask for both by a mark.
    """
    return str(request.param)
