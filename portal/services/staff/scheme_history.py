"""What was done with a version of a scheme, as the log has it: drafted, changed, sent, decided, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, select

from portal.db.queries import events
from portal.services.events import Happened

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.staff.schemes import Version

_HISTORY: Final = (
    select(events.kind, events.at, events.party_id)
    .where(events.application_id.is_(None), events.item == bindparam("version"), events.kind.like("scheme-%"))
    .order_by(events.id)
)


def history(context: Context, version: Version) -> tuple[tuple[Happened, datetime, str | None], ...]:
    """Return what was done with a version, the oldest first: what, when, and who, by id."""
    rows = context.session.connection().execute(_HISTORY, {"version": version.id})
    return tuple((Happened(row.kind), row.at, row.party_id) for row in rows)
