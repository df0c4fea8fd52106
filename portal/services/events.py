"""Writing down what happened: one row for each thing, in the transaction of the thing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.db import queries
from portal.db.tables import Happened

if TYPE_CHECKING:
    from portal.access import Role
    from portal.services.context import Context
    from portal.services.opened import Opened

__all__ = ["Happened", "record", "record_for"]


def record(context: Context, opened: Opened, kind: Happened, about: str | None = None, item: str | None = None) -> None:
    """Record what this visitor did with an application. `about` is an id of content, never words."""
    record_for(context, opened.id, kind, party=opened.party_id, role=opened.role, about=about, item=item)


def record_for(
    context: Context,
    application_id: str,
    kind: Happened,
    *,
    party: str | None = None,
    role: Role | None = None,
    about: str | None = None,
    item: str | None = None,
) -> None:
    """Record what happened to an application that nobody has open."""
    context.session.connection().execute(
        queries.ADD_EVENT,
        {
            "application_id": application_id,
            "at": context.now,
            "kind": kind,
            "party_id": party,
            "role": role,
            "about": about,
            "item": item or None,
        },
    )
