"""The database of an installation as commands find it: reachable and up to date, or a sentence why not."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from portal.cli import Stopped
from portal.config import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from portal.council import Council
    from portal.db.encryption import Keyring
    from portal.db.session import Database
    from portal.services.context import Context


@dataclass(frozen=True)
class Stored:
    """What is stored, and what opens it."""

    settings: Settings
    database: Database
    keyring: Keyring

    @property
    def engine(self) -> Engine:
        """For services that keep house in transactions of their own."""
        return self.database.engine

    @contextmanager
    def at_work(self, council: Council, *, write: bool = False) -> Iterator[Context]:
        """The same as `working`, for those who need no more of the content than the council's settings."""
        with self.working(SimpleNamespace(council=council), write=write) as context:
            yield context

    @contextmanager
    def working(self, content: Any, *, write: bool = False) -> Iterator[Context]:
        """One transaction, committed where it may write and all went well."""
        from portal.services.context import Context  # noqa: PLC0415  --help must not wait for it

        with self.database.writing() if write else self.database.reading() as session:
            yield Context(session, content, self.settings, self.keyring, datetime.now(UTC))
            if write:
                session.commit()


def council_of(settings: Settings) -> Council:
    """The council's settings; the rest of the content takes a while to load. Raises ContentError."""
    from portal.content import load_council_alone  # noqa: PLC0415  --help must not wait for it

    return load_council_alone(settings.content_root, settings.profile)


@contextmanager
def stored(*, may_be_empty: bool = False) -> Iterator[Stored]:
    """Open the database of this installation. Raises Stopped where it cannot be used, or SettingsError."""
    from portal.db.encryption import Keyring  # noqa: PLC0415  --help must not wait for it
    from portal.db.session import Database  # noqa: PLC0415  the same

    settings = Settings.from_env(os.environ)
    file = sqlite_file(settings)
    if file is not None and not file.exists() and not may_be_empty:
        raise Stopped(f"There is no database yet: {file} does not exist. Check DATABASE_URL, and PORTAL_VAR.")
    if file is not None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    try:
        with in_sentences():
            if not may_be_empty:
                must_be_up_to_date(database.engine)
            yield Stored(settings, database, Keyring.read(settings.master_keys))
    finally:
        database.close()


@contextmanager
def in_sentences() -> Iterator[None]:
    """Turn what a database or a key refuses into a sentence. Raises Stopped."""
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415  --help must not wait for it

    from portal.db.encryption import Unreadable  # noqa: PLC0415  the same

    try:
        yield
    except DBAPIError as error:
        raise Stopped(why_not(error)) from error
    except Unreadable as error:
        raise Stopped(
            "PORTAL_MASTER_KEYS does not hold the key that this was locked with. Nothing was changed.\n"
            "Set it to the keys that were in use then; the first is the current one, older ones follow."
        ) from error


def sqlite_file(settings: Settings) -> Path | None:
    """The file of a SQLite database; None for any other."""
    from sqlalchemy import make_url  # noqa: PLC0415  --help must not wait for it

    url = make_url(settings.database_url)
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def must_be_up_to_date(engine: Engine) -> None:
    """Raise Stopped where the database has other tables than this portal."""
    from portal.db import versions  # noqa: PLC0415  --help must not wait for it

    version = versions.current(engine)
    if version is None:
        raise Stopped("The database is empty. Make its tables with: python3 -m portal prepare")
    if version != versions.head():
        from portal.db import migrating  # noqa: PLC0415  only here is something to look up

        if version not in migrating.known():
            raise Stopped("The database belongs to a newer portal than this one. Use the newer one.")
        raise Stopped("The database belongs to an older portal. Bring it up to date with: python3 -m portal prepare")


def why_not(error: Exception) -> str:
    """A sentence for a database that does not answer as it should, with its own first words."""
    said = str(getattr(error, "orig", None) or error).strip().splitlines()
    if any("disk is full" in line for line in said):
        return "The disk is full. Free some space, then start the command again."
    return f"The database cannot be used. Check DATABASE_URL, and that it runs. It says: {' '.join(said[:1])}"
