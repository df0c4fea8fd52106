"""Putting an application on hold with a reason, taking it up again, and what that does to the council's own times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from portal.access import Action, State
from portal.db import queries
from portal.db.columns import new_id
from portal.notices import Occasion
from portal.services import closing, notices
from portal.services.context import day_of
from portal.services.dates_to_keep import promised
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

LONGEST = timedelta(weeks=26)  # then somebody looks again, whatever was meant

_applications, _pauses = queries.applications, queries.tables["pauses"].c
_SPANS = select(_pauses.since, _pauses.ended).where(_pauses.application_id == bindparam("row")).order_by(_pauses.since)
_LASTS = select(queries.tables["pauses"]).where(_pauses.application_id == bindparam("row"), _pauses.ended.is_(None))
_BEGIN = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.paused.is_(None))
    .values(paused=bindparam("now"), paused_until=bindparam("until"), pauses=_applications.pauses + 1)
)
_END = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.paused.is_not(None))
    .values(paused=None, paused_until=None)
)
_ENDED = (
    update(queries.tables["pauses"])
    .where(_pauses.application_id == bindparam("row"), _pauses.ended.is_(None))
    .values(ended=bindparam("now"), ended_by=bindparam("party"))
)


@dataclass(frozen=True)
class Pause:
    """That it is on hold now: since when, until when at the latest, and why, for those who may know."""

    since: datetime
    until: date
    reason: str | None


def pause(context: Context, case: Case, reason: str, until: date) -> None:
    """Put it on hold and tell them. Fetch the case with Action.PAUSE.

    Raises NotPossible without a reason, while it is on hold already, and for a day that is past or too far away.
    """
    opened = case.opened
    if not reason.strip() or not context.today < until <= context.today + LONGEST:
        raise NotPossible("a pause wants a reason, and a day that comes")
    connection, row_id = context.session.connection(), new_id()
    if connection.execute(_BEGIN, {"row": opened.id, "now": context.now, "until": until}).rowcount != 1:
        raise NotPossible("it is on hold already")
    row = {
        "id": row_id,
        "application_id": opened.id,
        "reason": opened.lock_words(reason, "pauses", "reason", row_id),
        "since": context.now,
        "until": until,
        "party_id": opened.party_id,
    }
    connection.execute(insert(queries.tables["pauses"]), row)
    record(context, opened, Happened.PAUSED)
    closing.take_back_reminders(context, opened)
    notices.tell(context, opened, Occasion.PAUSED, row_id)


def resume(context: Context, case: Case) -> None:
    """Take it up again and tell them. Fetch the case with Action.PAUSE. Raises NotPossible when it is not on hold."""
    opened = case.opened
    connection = context.session.connection()
    if connection.execute(_END, {"row": opened.id}).rowcount != 1:
        raise NotPossible("it is not on hold")
    connection.execute(_ENDED, {"row": opened.id, "now": context.now, "party": opened.party_id})
    record(context, opened, Happened.RESUMED)
    cause = f"{opened.id} {context.now.isoformat()}"
    notices.tell(context, opened, Occasion.RESUMED, cause, coming=promised(context, opened))


def current(context: Context, opened: Opened) -> Pause | None:
    """Return the pause that lasts; none of what is closed, until somebody goes on with it.

    Why is for those who may read answers or messages: it can be about both.
    """
    row = context.session.connection().execute(_LASTS, {"row": opened.id}).one_or_none()
    if row is None or opened.state is State.CLOSED:
        return None
    may_know = opened.sections is None and (opened.allows(Action.READ) or opened.allows(Action.MESSAGE))
    reason = opened.unlock(row.reason, "pauses", "reason", row.id).decode() if may_know else None
    return Pause(row.since, row.until, reason)


def spans(context: Context, row: Any) -> tuple[tuple[datetime, datetime | None], ...]:
    """Return when an application was on hold; asked only of those that ever were. `row` has `id` and `pauses`."""
    if not row.pauses:
        return ()
    found = context.session.connection().execute(_SPANS, {"row": row.id})
    return tuple((each.since, each.ended) for each in found)


def days_stopped(began: datetime, spans: Iterable[tuple[datetime, datetime | None]], today: date) -> int:
    """Return for how many days a time that began then has stood still: what was on hold before does not count."""
    start = day_of(began)
    return sum(
        max((min(day_of(ended) if ended else today, today) - max(start, day_of(since))).days, 0)
        for since, ended in spans
    )
