"""The timeline: what is done, where it is now, whose turn it is, what comes."""

from __future__ import annotations

from flask import Blueprint, render_template

from portal.access import Action, State
from portal.services import applications, budgets, casework, exchange, looking_again, pauses
from portal.services.staff import deciding
from portal.web import visit
from portal.web.budget.asked_again import rows_of
from portal.web.budget.panel import panel_of
from portal.web.involved import links
from portal.web.progress import happenings
from portal.web.progress.stages import stage_rows
from portal.web.questions.speech import wording_of
from portal.web.questions.tasks import allowed

bp = Blueprint("progress", __name__, url_prefix="/applications/<reference>")


@bp.get("/timeline")
def timeline(reference: str) -> str:
    """The page of the timeline."""
    context = visit.context()
    opened = applications.open(context, reference, Action.FOLLOW)
    following, may_see_budget = casework.timeline(context, opened), allowed(opened, Action.BUDGET)
    rows = stage_rows(following, wording_of(opened), opened, context.today)
    may_write = allowed(opened, Action.MESSAGE)
    said = exchange.messages(context, opened) if may_write else ()
    return render_template(
        "progress/timeline.html",
        opened=opened,
        stages=rows,
        pause=None if opened.state is State.CLOSED else pauses.current(context, opened),
        happened=happenings.rows(following, opened),
        ended=happenings.ended(following, opened),
        may_recall=allowed(opened, Action.RECALL),
        may_add=allowed(opened, Action.ADD),
        may_withdraw=allowed(opened, Action.WITHDRAW),
        may_read=allowed(opened, Action.READ),
        may_see_budget=may_see_budget,
        may_write=may_write,
        asked=[each for each in said if each.is_open],
        decisions=deciding.decisions(context, opened) if may_see_budget else {},
        panel=panel_of(budgets.result(context, opened), opened) if may_see_budget and following.to_panel else {},
        asked_again=rows_of(opened, looking_again.asked_again(context, opened)) if may_see_budget else [],
        people=links(opened),
        closed=opened.state is State.CLOSED,
        kept=context.content.council.retention_days.sent,
    )
