"""Exceptions to the cost of the support in place as the most: recorded with a reason that the person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from portal.access import Action
from portal.allocation.basis import Lifted
from portal.allocation.model import Budget
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.services import budgets
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import deciding

if TYPE_CHECKING:
    from portal.services.budgets import Result
    from portal.services.context import Context
    from portal.services.staff.cases import Case


def can_be_excepted(context: Context, case: Case) -> bool:
    """Say whether the cost in place is the most for this application, so that there is something to lift."""
    found = budgets.result(context, case.opened).budget
    return found is not None and found.basis is not None and found.basis.ceiling is not None


def make_exception(context: Context, case: Case, lifted: Lifted, reason: str) -> Result:
    """Record an exception, with the result it leads to; the panel's rules are asked anew.

    For whoever may propose the final budget: fetch the case with Action.PROPOSE. Raises NotAllowed for others, and
    NotPossible without a reason or where the cost in place is not the most. Source: Halton Borough Council, Health
    Policy and Performance Board, 11 January 2011, paragraph 5.4, whose rule it is; the Care Act 2014, section 26.
    """
    if not case.allows(Action.PROPOSE):
        raise NotAllowed
    if not reason.strip() or not can_be_excepted(context, case):
        raise NotPossible("no reason, or nothing to lift")
    opened, day = case.opened, budgets.result(context, case.opened).day
    said = budgets.recorded_of(context, opened).help_said
    outcome = budgets.worked_out(context, opened, day, lifted=lifted, goes_on=said.goes_on if said else None)
    routes = budgets.routes_of(context, opened, outcome, exception=True)
    budget = outcome if isinstance(outcome, Budget) else None
    refusal = None if isinstance(outcome, Budget) else outcome
    found = budgets.Result(day, declined=False, budget=budget, refusal=refusal, routes=routes)
    contents = {"lifted": lifted.value, "reason": reason.strip(), "result": budgets.kept_result(found)}
    deciding.add_decision(context, opened, DecisionKind.EXCEPTION, contents)
    table = queries.tables["applications"]
    marked = update(table).where(table.c.id == opened.id).values(to_panel=bool(routes))
    context.session.connection().execute(marked)
    record(context, opened, Happened.EXCEPTION_MADE, about=lifted.value)
    return found
