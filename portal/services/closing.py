"""The end of an application, whoever ends it: nothing that waits goes out any more, nobody is asked for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, update

from portal.access import State
from portal.db import queries
from portal.db.tables import Delivery
from portal.notices import REMINDERS
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.notices import Occasion
    from portal.services.context import Context
    from portal.services.opened import Opened

_applications = queries.applications
_mails, _messages = queries.tables["mails"].c, queries.tables["messages"].c
_CLOSE = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.state.in_((State.SENT, State.OPENED)))
    .values(state=State.CLOSED, closed=bindparam("now"), closed_because=bindparam("because"))
)
_NOT_SENT = delete(queries.tables["mails"]).where(
    _mails.application_id == bindparam("row"), _mails.state.in_((Delivery.WAITING, Delivery.HANDED_OVER))
)
_NO_PAPER = delete(queries.tables["mails"]).where(
    _mails.application_id == bindparam("row"),
    _mails.state == Delivery.TO_PRINT,
    _mails.kind.not_like("letter-%"),  # a decision is given in writing all the same
)
_NOT_POSTED = delete(queries.tables["mails"]).where(
    _mails.application_id == bindparam("row"), _mails.state == Delivery.TO_PRINT
)
_NO_REMINDER = delete(queries.tables["mails"]).where(
    _mails.application_id == bindparam("row"),
    _mails.state.in_((Delivery.WAITING, Delivery.TO_PRINT)),
    _mails.kind.in_(bindparam("kinds", expanding=True)),
)
DIED = "died"
"""Why nothing at all goes to that home any more, not even a decision."""
_NOT_WANTED = (
    update(queries.tables["messages"])
    .where(_messages.application_id == bindparam("row"), _messages.done.is_(None))
    .values(done=bindparam("now"))
)


def close(context: Context, opened: Opened, because: str) -> None:
    """End it for a reason. Raises NotPossible when it was closed or taken back in the meantime."""
    connection = context.session.connection()
    now = {"row": opened.id, "now": context.now}
    if connection.execute(_CLOSE, {**now, "because": because}).rowcount != 1:
        raise NotPossible("it changed in the meantime")
    connection.execute(_NOT_SENT, {"row": opened.id})
    connection.execute(_NOT_POSTED if because == DIED else _NO_PAPER, {"row": opened.id})
    connection.execute(_NOT_WANTED, now)


def take_back_reminders(context: Context, opened: Opened, which: Iterable[Occasion] = REMINDERS) -> None:
    """Delete the reminders that did not go out yet: what they remind of was done, or waits with the council."""
    kinds = sorted({row.id for each in which for row in context.content.notices.by_occasion[each]})
    context.session.connection().execute(_NO_REMINDER, {"row": opened.id, "kinds": kinds})
