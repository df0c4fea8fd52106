"""The timeline: what is done, where it is now, whose turn it is, what comes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from flask import render_template, url_for

from portal.access import Action, State
from portal.services import applications, budgets, casework, exchange, looking_again, pauses, telling
from portal.services.staff import deciding
from portal.web import locale, visit
from portal.web.budget.asked_again import rows_of
from portal.web.budget.panel import panel_of
from portal.web.involved import links, no_way_back, paper_seen
from portal.web.lengths import whole_years
from portal.web.progress import advocacy, complaining, dates, happenings
from portal.web.progress.area import bp
from portal.web.progress.stages import stage_rows
from portal.web.questions.speech import wording_of
from portal.web.questions.tasks import allowed

if TYPE_CHECKING:
    from collections.abc import Callable


@bp.app_template_filter("iso_day")
def iso_day(written: str) -> str:
    """A day that is kept in what was decided, in words."""
    return locale.day(date.fromisoformat(written))


@bp.app_template_filter("kept_pounds")
def kept_pounds(written: str) -> str:
    """An amount that is kept in what was decided, in words."""
    return locale.pounds(Decimal(written))


@bp.get("/timeline")
def timeline(reference: str) -> str:
    """The page of the timeline."""
    context = visit.context()
    opened = applications.open(context, reference, Action.FOLLOW)
    following, may_see_budget = casework.timeline(context, opened), allowed(opened, Action.BUDGET)
    decisions = deciding.decisions(context, opened) if may_see_budget else {}
    days = dates.coming(opened, following, decisions)
    rows = stage_rows(following, wording_of(opened), opened, context.today)
    may_write = allowed(opened, Action.MESSAGE)
    said = exchange.messages(context, opened) if may_write else ()
    return render_template(
        "progress/timeline.html",
        opened=opened,
        no_way_back=no_way_back(opened),
        chooses=telling.waits_for_choice(opened),
        stages=rows,
        pause=pauses.current(context, opened),
        happened=happenings.rows(following, opened),
        ended=happenings.ended(following, opened),
        may_recall=allowed(opened, Action.RECALL),
        complaints=complaining.rows(opened),
        complaint_at=complaint_at(reference) if allowed(opened, Action.COMPLAIN) else None,
        complaints_team=context.content.council.complaints,
        advocacy=advocacy.standing(opened),
        may_advocate=allowed(opened, Action.ADVOCATE),
        may_complain=allowed(opened, Action.COMPLAIN),
        may_add=allowed(opened, Action.ADD),
        may_withdraw=allowed(opened, Action.WITHDRAW),
        may_read=allowed(opened, Action.READ),
        may_see_budget=may_see_budget,
        may_write=may_write,
        asked=[each for each in said if each.is_open],
        decisions=decisions,
        dates=dates.links(opened, days),
        draft_kept=days[dates.DRAFT][0].day if dates.DRAFT in days else None,
        letters_of=reference,
        panel=panel_of(budgets.result(context, opened), opened) if may_see_budget and following.to_panel else {},
        asked_again=rows_of(opened, looking_again.asked_again(context, opened)) if may_see_budget else [],
        people=links(opened),
        paper=paper_seen(opened),
        closed=opened.state is State.CLOSED,
        kept=context.content.council.retention_days.sent,
        years=whole_years(context.content.council.retention_days.sent),
    )


def complaint_at(reference: str) -> Callable[[str], str]:
    """Where one complaint is read."""
    return lambda asked: url_for("progress.complaint", reference=reference, asked=asked)
