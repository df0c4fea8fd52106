"""Exceptions to the cost of the support in place as the most: made, changed and taken back, with reasons to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from portal.access import Action
from portal.allocation.basis import Lifted
from portal.allocation.model import Budget
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.notices import Occasion
from portal.services import budgets, notices
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import deciding

if TYPE_CHECKING:
    from portal.services.budgets import Excepted, Result
    from portal.services.context import Context
    from portal.services.staff.cases import Case
    from portal.services.staff.deciding import Made


def recorded_last(context: Context, case: Case) -> Excepted | None:
    """Return what was recorded last, also where that took an exception back; None before the first.

    Whoever asks for the same application waits until this transaction ends, so that two at once see each other's.
    """
    context.session.connection().execute(queries.HOLD, {"row": case.opened.id})
    return budgets.recorded_of(context, case.opened).exception


def every_one(context: Context, case: Case) -> tuple[Made, ...]:
    """Return everything that was recorded, the oldest first: exceptions, changes of them, and what took them back."""
    made = deciding.all_decisions(context, case.opened)
    return tuple(each for kind, each in made if kind is DecisionKind.EXCEPTION)


def can_be_excepted(context: Context, case: Case) -> bool:
    """Say whether the cost in place is the most for this application, so that there is something to lift."""
    found = budgets.result(context, case.opened).budget
    return found is not None and found.basis is not None and found.basis.ceiling is not None


def make_exception(context: Context, case: Case, lifted: Lifted, reason: str) -> Result:
    """Record an exception, or another choice or reason for the one that stands, with the result it leads to.

    The person is told that there is something to read, and so are those who help and may read messages.
    The panel's rules are asked anew; what was proposed or agreed stays as it is. For whoever may propose the final
    budget: fetch the case with Action.PROPOSE. Raises NotAllowed for others, and NotPossible without a reason, where
    the cost in place is not the most, or where this very thing stands there. Source: Halton Borough Council, Health
    Policy and Performance Board, 11 January 2011, paragraph 5.4, whose rule it is; the Care Act 2014, section 26.
    """
    return _record(context, case, lifted, reason)


def take_back(context: Context, case: Case, reason: str) -> Result:
    """Take back the exception that stands, with the result it leads to: the cost in place is the most again.

    As `make_exception`. Raises NotPossible also where none stands.
    """
    return _record(context, case, None, reason)


def _record(context: Context, case: Case, lifted: Lifted | None, reason: str) -> Result:
    if not case.allows(Action.PROPOSE):
        raise NotAllowed
    opened, reason = case.opened, reason.strip()
    said = budgets.recorded_of(context, opened)
    stands = said.exception if said.lifted else None
    if not reason or (stands and (stands.lifted, stands.reason) == (lifted, reason)):
        raise NotPossible("no reason, or nothing new")
    if not stands and (lifted is None or not can_be_excepted(context, case)):
        raise NotPossible("nothing to lift, or to take back")
    day, goes_on = budgets.result(context, opened).day, said.goes_on
    outcome = budgets.worked_out(context, opened, day, lifted=lifted, goes_on=goes_on)
    routes = budgets.routes_of(context, opened, outcome, exception=lifted is not None)
    budget = outcome if isinstance(outcome, Budget) else None
    refusal = None if isinstance(outcome, Budget) else outcome
    found = budgets.Result(day, declined=False, budget=budget, refusal=refusal, routes=routes)
    contents = {"lifted": lifted and lifted.value, "reason": reason, "result": budgets.kept_result(found)}
    deciding.add_decision(context, opened, DecisionKind.EXCEPTION, contents)
    table = queries.tables["applications"]
    marked = update(table).where(table.c.id == opened.id).values(to_panel=bool(routes))
    context.session.connection().execute(marked)
    if lifted is None:
        record(context, opened, Happened.EXCEPTION_TAKEN_BACK)
    else:
        kind = Happened.EXCEPTION_CHANGED if stands else Happened.EXCEPTION_MADE
        record(context, opened, kind, about=lifted.value)
    before = said.exception.number if said.exception else 0
    occasion = Occasion.BASIS_CHANGED if stands else Occasion.BASIS_DECIDED
    notices.tell(context, opened, occasion, f"{opened.id} {before + 1}")
    return found
