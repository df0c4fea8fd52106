"""The self-directed support service: `create_app` builds it; importing this package loads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from portal.config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the web application; without settings they are read from the environment."""
    from portal.web.app import build  # noqa: PLC0415 - the domain can be used without Flask

    return build(settings)
