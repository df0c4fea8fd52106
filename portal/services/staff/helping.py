"""Whether those who help are willing and able to go on, as a worker found by asking them; only such help counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from portal.access import Action
from portal.allocation.model import Budget
from portal.allocation.operations.support import Support
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.services import budgets
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import deciding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.questionnaires.model import Group
    from portal.services.budgets import Result
    from portal.services.context import Context
    from portal.services.staff.cases import Case


def helpers(context: Context, case: Case) -> tuple[tuple[Group, str], ...]:
    """Return everybody whose help may count in the scheme of this application: the list, and the item in it.

    That is nobody where the person wanted no figure: to record it would show them one.
    """
    opened, found = case.opened, budgets.result(context, case.opened)
    if found.declined:
        return ()
    scheme = budgets.scheme_on(context, opened.questionnaire.id, found.day)
    lines = scheme.lines if scheme else ()
    counting = {each.operation.group for each in lines if isinstance(each.operation, Support)}
    lists = (group for group in opened.questionnaire.groups if group.id in counting)
    return tuple((group, item) for group in lists for item in opened.given.items_of(group.id))


def record_help(context: Context, case: Case, goes_on: Mapping[str, bool], reason: str) -> Result:
    """Record of each person who was asked whether they go on helping, with the result it leads to.

    What was recorded of others before stays. What was sent stays frozen, and this result stands beside it. For whoever
    may propose the final budget: fetch the case with Action.PROPOSE. Raises NotAllowed for others, and NotPossible
    without a reason, an answer or such a person. Source: the Care Act 2014, section 10 (5): willing and able.
    """
    if not case.allows(Action.PROPOSE):
        raise NotAllowed
    known = {item for _group, item in helpers(context, case)}
    if not reason.strip() or not goes_on or not known.issuperset(goes_on):
        raise NotPossible("no reason, nobody asked, or nobody of that name")
    opened, before = case.opened, budgets.recorded_of(context, case.opened)
    day = budgets.result(context, opened).day
    said = {**(before.help_said.goes_on if before.help_said else {}), **goes_on}
    outcome = budgets.worked_out(context, opened, day, lifted=before.lifted, goes_on=said)
    routes = budgets.routes_of(context, opened, outcome, exception=before.lifted is not None)
    budget = outcome if isinstance(outcome, Budget) else None
    refusal = None if isinstance(outcome, Budget) else outcome
    found = budgets.Result(day, declined=False, budget=budget, refusal=refusal, routes=routes)
    contents = {"goes_on": said, "reason": reason.strip(), "result": budgets.kept_result(found)}
    deciding.add_decision(context, opened, DecisionKind.HELP, contents)
    table = queries.tables["applications"]
    marked = update(table).where(table.c.id == opened.id).values(to_panel=bool(routes))
    context.session.connection().execute(marked)
    record(context, opened, Happened.HELP_RECORDED)
    return found
