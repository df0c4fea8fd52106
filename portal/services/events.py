"""Writing down what happened: one row for each thing, in the transaction of the thing itself, in a chain.

Each application has a chain of its own, and the installation one for what concerns no application. An event carries
its number in the chain and a checksum over itself and the event before it, under a key that is not in the database in
plain. Whoever changes, adds, moves or takes out an event cannot make the checksums fit again.

A chain for each application needs one statement and makes no two applications wait for each other. Two writers at one
application are told apart by the number: it is unique, the later one looks at the end again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from portal.db import queries
from portal.db.encryption import keyed_hash
from portal.db.happened import Happened
from portal.services.keys import lookup_key, unwrapped
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from portal.access import Role
    from portal.services.context import Context
    from portal.services.opened import Opened

__all__ = ["Happened", "checksum", "record", "record_for"]

RACES = 20


def record(context: Context, opened: Opened, kind: Happened, about: str | None = None, item: str | None = None) -> None:
    """Record what this visitor did with an application. `about` is an id of content, never words."""
    record_for(context, opened.id, kind, party=opened.party_id, role=opened.role, about=about, item=item)


def record_for(
    context: Context,
    application_id: str | None,
    kind: Happened,
    *,
    party: str | None = None,
    role: Role | None = None,
    about: str | None = None,
    item: str | None = None,
) -> None:
    """Record what happened to an application that nobody has open; with None, to the installation."""
    event: dict[str, Any] = {
        "application_id": application_id,
        "at": context.now,
        "kind": kind,
        "party_id": party,
        "role": role,
        "about": about,
        "item": item or None,
    }
    connection = context.session.connection()
    add = queries.add_event(connection.dialect.name)
    for _ in range(RACES):
        key, last, before = _end(context, application_id)
        event["number"] = last + 1
        event["checksum"] = checksum(key, before, event)
        if connection.execute(add, event).one_or_none() is not None:
            return
    raise NotPossible("too many things happen at once")


def _end(context: Context, application_id: str | None) -> tuple[bytes, int, str]:
    """Return the key, and the number and checksum of the last event of a chain."""
    statement = queries.INSTALLATION_END if application_id is None else queries.CHAIN_END
    found = {} if application_id is None else {"row": application_id}
    row = context.session.connection().execute(statement, found).one_or_none()
    if row is None:  # a new installation: nothing was looked up yet
        return lookup_key(context), 0, ""
    return unwrapped(context.keyring, row.wrapped), row.number or 0, row.checksum or ""


def checksum(key: bytes, before: str, event: Any) -> str:
    """Return the checksum of an event that follows one with the checksum `before`."""
    at: datetime = event["at"]
    told = [event[name] for name in ("application_id", "number", "kind", "party_id", "role", "about", "item")]
    words = ["" if each is None else f"={each}" for each in told]
    return keyed_hash(key, "log", before, at.astimezone(UTC).isoformat(timespec="microseconds"), *words)
