"""The adults' scheme, read once."""

import pytest

from portal.allocation.loading import load
from portal.allocation.scheme import Scheme
from tests.allocation.schemes import ADULT


@pytest.fixture(scope="session")
def adult() -> Scheme:
    """The adults' scheme in use."""
    return load(ADULT / "allocation" / "2026-04-01.yaml")
