"""The rooms in which pages are tested, and the database behind them."""

from __future__ import annotations

import os

import pytest

from tests.web.rooms import service, sqlite_service, standing_service

__all__ = ["database_kind", "service", "sqlite_service", "standing_service"]

EVERYWHERE = "PORTAL_TEST_EVERYWHERE"
KINDS = ("sqlite", "postgresql") if os.environ.get(EVERYWHERE) == "1" else ("sqlite",)


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """SQLite: pages reach a database through services alone, which are tested on both.

    Tests of people who act on one application ask for both by a mark; all do where the variable says so.
    """
    return str(request.param)
