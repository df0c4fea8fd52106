"""The published schemes: what the files give and what officers approved, the same in every worker process.

The table holds the truth. Files are brought into it at start; a process notices by one number that something changed,
and reads only the versions that it does not know yet.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, update

from portal.allocation.documents import as_yaml
from portal.allocation.loading import parse
from portal.allocation.scheme import Scheme
from portal.db import queries
from portal.db.columns import ID_LENGTH
from portal.db.scheme_tables import Origin, SchemeState

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from portal.services.context import Context

log = logging.getLogger("portal.services")

TABLE: Final = queries.tables["scheme_versions"]
versions = queries.schemes
NEXT_REVISION: Final = select(func.coalesce(func.max(versions.revision), 0) + 1).scalar_subquery()
_PUBLISHED: Final = (
    select(versions.scheme, versions.starts, versions.fingerprint, versions.document, versions.origin, versions.id)
    .where(versions.state == SchemeState.APPROVED)
    .order_by(versions.scheme, versions.starts)
)


class Published(Mapping[str, tuple[Scheme, ...]]):
    """All published versions by the name of their scheme, oldest first; it changes while the service runs.

    Each look gives one whole state: a change puts another mapping in the place of the last.
    """

    def __init__(self, files: Mapping[str, tuple[Scheme, ...]]) -> None:
        self._files = {name: tuple(found) for name, found in files.items()}
        self._now: Mapping[str, tuple[Scheme, ...]] = dict(self._files)
        self._known = {one.fingerprint: one for found in self._files.values() for one in found}
        self._revision: int | None = None

    def __getitem__(self, name: str) -> tuple[Scheme, ...]:
        """Every published version of a scheme, oldest first."""
        return self._now[name]

    def __iter__(self) -> Iterator[str]:
        """The names of the schemes."""
        return iter(self._now)

    def __len__(self) -> int:
        """How many schemes there are."""
        return len(self._now)

    def keep_up(self, connection: Connection, revision: int | None) -> None:
        """Read what was published since; nothing where `revision` is the one that is known.

        Raises ContentError for a version that this service cannot read: better no figure than that of another version.
        """
        if revision in {None, self._revision}:
            return
        found: dict[str, list[Scheme]] = {name: [] for name in self._files}
        for row in connection.execute(_PUBLISHED):
            if row.fingerprint not in self._known:
                file = f"{row.scheme}/{row.starts.isoformat()}.yaml"
                self._known[row.fingerprint] = parse(row.document, file, tried_out=False)
            found.setdefault(row.scheme, []).append(self._known[row.fingerprint])
        self._now, self._revision = {name: tuple(each) for name, each in found.items()}, revision

    def bring_in(self, connection: Connection, now: datetime, *, follow: bool) -> tuple[str, ...]:
        """Write the files' versions into the table, once, and return the files that were left out.

        A version that is published is never replaced: a file that says something else of the same day is left out.
        With `follow`, for a demonstration, versions from files follow their files; the old ones are kept as withdrawn.
        """
        there = connection.execute(_PUBLISHED).all()
        by_print = {(row.scheme, row.fingerprint) for row in there}
        by_day = {(row.scheme, row.starts): row for row in there}
        left = []
        files = [(name, one) for name, found in self._files.items() for one in found]
        wanted = {(name, one.fingerprint) for name, one in files}
        gone = [row for row in there if row.origin is Origin.FILE and (row.scheme, row.fingerprint) not in wanted]
        for row in gone if follow else ():
            withdrawn = {"state": SchemeState.WITHDRAWN, "withdrawn": now, "revision": NEXT_REVISION}
            connection.execute(update(TABLE).where(versions.id == row.id).values(**withdrawn))
            del by_day[row.scheme, row.starts]
        for name, one in files:
            if (name, one.fingerprint) in by_print:
                continue
            if (name, one.starts) in by_day:
                left.append(one.mark.file)
            else:
                _publish(connection, name, one, now)
        return tuple(left)


def _publish(connection: Connection, name: str, scheme: Scheme, now: datetime) -> None:
    """Write one version from a file, which another process may be writing at the same moment."""
    row: dict[str, Any] = {
        "id": sha256(f"{name} {scheme.fingerprint}".encode()).hexdigest()[:ID_LENGTH],
        "scheme": name,
        "starts": scheme.starts,
        "fingerprint": scheme.fingerprint,
        "document": as_yaml(scheme),
        "origin": Origin.FILE,
        "state": SchemeState.APPROVED,
        "made": now,
        "changed": now,
        "changes": 0,
        "revision": NEXT_REVISION,
    }
    again = {"state": SchemeState.APPROVED, "withdrawn": None, "revision": NEXT_REVISION}
    add = queries.insert_or(connection.dialect.name, TABLE.name).values(**row)
    connection.execute(
        add.on_conflict_do_update(index_elements=["id"], set_=again, where=versions.state == SchemeState.WITHDRAWN)
    )


def begin(schemes: Mapping[str, tuple[Scheme, ...]], connection: Connection, *, follow: bool) -> Published:
    """The schemes of an installation at its start: its files brought in, then everything published read."""
    found = Published(schemes)
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.exec_driver_sql("LOCK TABLE scheme_versions IN SHARE ROW EXCLUSIVE MODE")
    for file in found.bring_in(connection, datetime.now(UTC), follow=follow):
        log.warning("%s is not used: another version of that day is published. Give it a later day.", file)
    found.keep_up(connection, connection.execute(queries.SCHEMES_REVISION).scalar_one())
    return found


def look(context: Context) -> None:
    """Ask whether anything was published, for pages that open no application."""
    if isinstance(context.content.schemes, Published):
        keep_up(context, context.session.connection().execute(queries.SCHEMES_REVISION).scalar_one())


def keep_up(context: Context, revision: int | None) -> None:
    """Take over what was published since; the statement that opens an application brings the number along."""
    schemes = context.content.schemes
    if isinstance(schemes, Published):
        schemes.keep_up(context.session.connection(), revision)
