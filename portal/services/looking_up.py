"""The stage of what was sent, and nothing else, for whoever knows its reference and the date of birth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from portal.access import State
from portal.db import queries
from portal.services import limits
from portal.services.events import Happened, record
from portal.services.keys import reference_hash
from portal.services.refusals import NotFound
from portal.services.stages import DATES, stage_now

if TYPE_CHECKING:
    from datetime import date

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.stages import Stage

_applications = queries.applications
_FOUND = select(_applications.id, _applications.questionnaire, _applications.state, *DATES).where(
    _applications.lookup == bindparam("both"),
    _applications.stage_shown.is_(True),
    _applications.state.in_((State.SENT, State.OPENED, State.CLOSED)),
)
_SHOWN = select(_applications.stage_shown).where(_applications.id == bindparam("row"))
_SHOW = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"))
    .values(stage_shown=bindparam("shown"))
)


def written(reference: str) -> str:
    """Return a reference in the form it is kept in, however somebody types it."""
    signs = "".join(each for each in reference.upper() if each.isascii() and each.isalnum())[:9]
    return f"{signs[:4]}-{signs[4:]}"


def stage_of(context: Context, reference: str, born: date | None) -> Stage | None:
    """Return where it stands; None once it is closed. Each try is counted, the right ones too.

    Raises NotFound for whatever is wrong, not sent, or switched off, after the same statements; and TooMany.
    """
    wanted = written(reference)
    limits.count_first(context, limits.STAGES_FROM_PLACE, context.visitor.address or "")
    limits.count_first(context, limits.STAGES_OF_REFERENCE, wanted)
    if born is None:
        raise NotFound
    both = {"both": reference_hash(context, wanted, born)}
    row = context.session.connection().execute(_FOUND, both).first()
    if row is None:
        raise NotFound
    return None if row.state is State.CLOSED else stage_now(context, row)


def is_shown(context: Context, opened: Opened) -> bool:
    """Whether the stage can be looked up like this. Open it with Action.SHARE."""
    return bool(context.session.connection().execute(_SHOWN, {"row": opened.id}).scalar_one())


def show(context: Context, opened: Opened, *, shown: bool) -> None:
    """Switch it on or off. Open it with Action.SHARE."""
    context.session.connection().execute(_SHOW, {"row": opened.id, "shown": shown})
    record(context, opened, Happened.STAGE_SHOWN if shown else Happened.STAGE_HIDDEN)
