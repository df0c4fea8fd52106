"""People of the benchmark: begun through the services, so that a browser can go straight to the questions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal.config import Settings
from portal.db.encryption import Keyring
from portal.services import accounts, applications
from portal.services.context import Context, Visitor
from portal.services.opened import Beginning
from tests.bench.council import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from portal.content import Content
    from portal.db.session import Database

COOKIE = "visit"


def settings(var: Path, database_url: str) -> Settings:
    """The settings of a demonstration that writes only into `var`."""
    var.mkdir(mode=0o700, exist_ok=True)
    return Settings.from_env({"PORTAL_VAR": str(var), "DATABASE_URL": database_url})


def begin(database: Database, content: Content, installation: Settings) -> tuple[str, str]:
    """Begin one application. Returns the token of the cookie and the address of the application."""
    with database.writing() as session:
        context = Context(
            session=session,
            content=content,
            settings=installation,
            keyring=Keyring.read(installation.master_keys),
            now=datetime.now(UTC),
            visitor=Visitor(None, None),
        )
        token = accounts.begin_session(context)
        opened = applications.begin(context, NAME, Beginning())
        session.commit()
    return token, f"/applications/{opened.reference}"
