"""What staff say of how far it has come, where no decision says it: plan drafted, support began, review done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from portal.db import queries
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.staff.cases import Case

_applications = queries.applications


class Done(StrEnum):
    """What was done last; each begins the stage that follows it."""

    PLAN_DRAFTED = "plan-drafted"
    SUPPORT_BEGAN = "support-began"
    REVIEWED = "reviewed"  # the first time, and every year after that


COLUMNS = {
    Done.PLAN_DRAFTED: "money_check",
    Done.SUPPORT_BEGAN: "support_began",
    Done.REVIEWED: "reviewed",
}
BEGINS = {Done.PLAN_DRAFTED: "money-check", Done.SUPPORT_BEGAN: "first-review", Done.REVIEWED: "yearly-review"}
_DATES = select(_applications.decided, _applications.agreed, *(_applications[each] for each in COLUMNS.values())).where(
    _applications.id == bindparam("row")
)


def possible(context: Context, case: Case) -> tuple[Done, ...]:
    """Return what can be said next, in order; each only where the council has its stage."""
    dates = context.session.connection().execute(_DATES, {"row": case.opened.id}).one()
    stages = {each.id for each in context.content.council.stages_for(case.opened.questionnaire.id)}
    there = {
        Done.PLAN_DRAFTED: dates.decided is not None and dates.money_check is None and dates.agreed is None,
        Done.SUPPORT_BEGAN: dates.agreed is not None and dates.support_began is None,
        Done.REVIEWED: dates.support_began is not None,
    }
    return tuple(done for done, may in there.items() if may and BEGINS[done] in stages)


def say(context: Context, case: Case, done: Done) -> None:
    """Say that something was done today. Fetch the case with Action.PROCEED. Raises NotPossible out of turn."""
    if done not in possible(context, case):
        raise NotPossible("not yet, or no more")
    values = {COLUMNS[done]: context.now}
    table = queries.tables["applications"]
    context.session.connection().execute(update(table).where(_applications.id == case.opened.id).values(**values))
    record(context, case.opened, Happened.WENT_ON, about=done)
