"""The end of an application, whoever ends it: what waits goes out no more, nobody is asked for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, or_, update

from portal.access import State
from portal.db import queries
from portal.db.tables import Delivery
from portal.notices import REMINDERS, Occasion
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.services.context import Context
    from portal.services.opened import Opened

_applications = queries.applications
_mails, _messages = queries.tables["mails"].c, queries.tables["messages"].c
_CLOSE = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.state.in_((State.SENT, State.OPENED)))
    .values(state=State.CLOSED, closed=bindparam("now"), closed_because=bindparam("because"))
)
_NOTHING = delete(queries.tables["mails"]).where(
    _mails.application_id == bindparam("row"),
    _mails.state.in_((Delivery.WAITING, Delivery.HANDED_OVER, Delivery.TO_PRINT)),
)
ANSWERS = (Occasion.COMPLAINT_TAKEN.value, Occasion.LOOKED_AGAIN.value)
"""What somebody asked for themself: closing ends no complaint, and nobody is left without what came of it."""
_NOT_SENT = _NOTHING.where(
    _mails.kind.not_in(ANSWERS),
    or_(_mails.state != Delivery.TO_PRINT, _mails.kind.not_like("letter-%")),  # a decision is given in writing
)
_NO_REMINDER = _NOTHING.where(_mails.kind.in_(bindparam("kinds", expanding=True)))
DIED = "died"
"""Why nothing at all goes out any more, not even a decision."""
_NOT_WANTED = (
    update(queries.tables["messages"])
    .where(_messages.application_id == bindparam("row"), _messages.done.is_(None))
    .values(done=bindparam("now"))
)


def close(context: Context, opened: Opened, because: str) -> None:
    """End it for a reason; of what waits, only decisions on paper and answers to whoever asked still go out.

    Raises NotPossible when it was closed or taken back in the meantime.
    """
    connection = context.session.connection()
    now = {"row": opened.id, "now": context.now}
    if connection.execute(_CLOSE, {**now, "because": because}).rowcount != 1:
        raise NotPossible("it changed in the meantime")
    connection.execute(_NOTHING if because == DIED else _NOT_SENT, {"row": opened.id})
    connection.execute(_NOT_WANTED, now)


def take_back_reminders(context: Context, opened: Opened, which: Iterable[Occasion] = REMINDERS) -> None:
    """Delete the reminders that did not arrive yet: what they remind of was done, or waits with the council.

    One that a service took over would go out by another way where it fails.
    """
    kinds = sorted({row.id for each in which for row in context.content.notices.by_occasion[each]})
    context.session.connection().execute(_NO_REMINDER, {"row": opened.id, "kinds": kinds})
