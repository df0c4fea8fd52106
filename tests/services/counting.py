"""A town whose council has a scheme, so that what is sent is counted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

from tests.allocation.schemes import small
from tests.services.town import CONTENT

if TYPE_CHECKING:
    from tests.services.town import Town

SCHEME = small("id: last\nunit: pounds a week\nscore: washing\npoints: {alone: 0, some: 40, full: 90}")


def counting(town: Town) -> None:
    """Let a town count how much help somebody needs to wash."""
    town.content = SimpleNamespace(**{**vars(CONTENT), "schemes": {"small": (SCHEME,)}})
