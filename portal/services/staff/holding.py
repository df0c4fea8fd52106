"""Legal holds: somebody at the council says, with a reason, that an application may not be deleted, and when it may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from portal.db import queries
from portal.db.columns import new_id
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

_holds = queries.tables["legal_holds"].c
_LASTING = (_holds.application_id == bindparam("row"), _holds.lifted.is_(None))
_NOW = select(_holds.id, _holds.reason, _holds.placed).where(*_LASTING).limit(1)
_LIFT = (
    update(queries.tables["legal_holds"]).where(*_LASTING).values(lifted=bindparam("now"), lifted_by=bindparam("party"))
)


@dataclass(frozen=True)
class Hold:
    """A hold that lasts."""

    reason: str
    placed: datetime


def hold(context: Context, opened: Opened) -> Hold | None:
    """Return the hold that lasts, to staff."""
    row = context.session.connection().execute(_NOW, {"row": opened.id}).one_or_none()
    return (
        None if row is None else Hold(opened.unlock(row.reason, "legal_holds", "reason", row.id).decode(), row.placed)
    )


def place(context: Context, case: Case, reason: str) -> None:
    """Say that it must be kept, and why. Fetch the case with Action.HOLD. Raises NotPossible."""
    if not reason.strip() or hold(context, case.opened) is not None:
        raise NotPossible("no reason, or it is held already")
    row_id = new_id()
    row = {
        "id": row_id,
        "application_id": case.opened.id,
        "reason": case.opened.lock_words(reason, "legal_holds", "reason", row_id),
        "placed": context.now,
        "placed_by": case.opened.party_id,
    }
    context.session.connection().execute(insert(queries.tables["legal_holds"]), row)
    record(context, case.opened, Happened.HELD)


def lift(context: Context, case: Case) -> None:
    """Say that it may be deleted again when its time comes. Fetch with Action.HOLD. Raises NotPossible."""
    lifting = {"row": case.opened.id, "now": context.now, "party": case.opened.party_id}
    if context.session.connection().execute(_LIFT, lifting).rowcount != 1:
        raise NotPossible("it is not held")
    record(context, case.opened, Happened.HOLD_LIFTED)
