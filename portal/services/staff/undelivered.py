"""What did not reach somebody: which channel failed, what was tried instead, until somebody looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, select, update

from portal.access import Action
from portal.db import queries
from portal.db.tables import Delivery
from portal.notices import Channel
from portal.services.events import Happened, record
from portal.services.refusals import NotFound
from portal.services.staff import cases

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.staff.people import Worker

_applications, _mails = queries.applications, queries.tables["mails"].c
_next = queries.tables["mails"].alias("next")
_FAILED = (
    select(
        _mails.id,
        _mails.kind,
        _mails.channel,
        _mails.made,
        _next.c.channel.label("then"),
        _applications.reference,
        _applications.questionnaire,
        _applications.team,
        _applications.state,
        _applications.panel,
    )
    .select_from(
        queries.tables["mails"]
        .join(queries.tables["applications"], _applications.id == _mails.application_id)
        .outerjoin(_next, and_(_next.c.instead_of == _mails.id))
    )
    .where(_mails.state == Delivery.GIVEN_UP, _mails.settled.is_(None))
    .order_by(_mails.made, _mails.id)
)
_SETTLE = (
    update(queries.tables["mails"])
    .where(_mails.id == bindparam("row"), _mails.settled.is_(None))
    .values(settled=bindparam("now"))
)


@dataclass(frozen=True)
class Failed:
    """One thing that did not arrive. `then` is the channel that was tried after it; None where there was no other."""

    id: str
    reference: str
    kind: str
    channel: Channel
    made: datetime
    then: Channel | None


def failed(context: Context, worker: Worker) -> tuple[Failed, ...]:
    """Return what failed at applications that this worker may know of, the oldest first."""
    rows = context.session.connection().execute(_FAILED).all()
    return tuple(_failed(row) for row in rows if worker.may(Action.READ, row))


def _failed(row: Any) -> Failed:
    then = None if row.then is None else Channel(row.then)
    return Failed(row.id, row.reference, row.kind, Channel(row.channel), row.made, then)


def settle(context: Context, worker: Worker, wanted: str) -> None:
    """Say that one looked after it; the log says who. Raises NotFound for one that is not on this worker's list."""
    found = next((each for each in failed(context, worker) if each.id == wanted), None)
    if found is None:
        raise NotFound
    case = cases.fetch(context, worker, found.reference, Action.READ)
    if context.session.connection().execute(_SETTLE, {"row": wanted, "now": context.now}).rowcount != 1:
        raise NotFound
    record(context, case.opened, Happened.NOTICE_SETTLED, about=found.kind)
