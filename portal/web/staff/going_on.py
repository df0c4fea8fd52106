"""Saying how far it has come: that the plan is drafted, that support began, that a review was done."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.services.events import Happened
from portal.services.staff import going_on
from portal.services.staff.going_on import Done
from portal.web import visit
from portal.web.forms import PageForm, Shown, items, refused
from portal.web.staff.area import bp, done_so_far, page, stood_otherwise
from portal.web.staff.case import ONE, case_for, one_of


def done() -> dict[Done, str]:
    """What can be said."""
    return {
        Done.PLAN_DRAFTED: _("The plan is drafted. We work out what they pay"),
        Done.SUPPORT_BEGAN: _("Support is set up and has begun"),
        Done.REVIEWED: _("We have done a review with them"),
    }


@bp.route(f"{ONE}/proceed", methods=["GET", "POST"])
def proceed(reference: str) -> Shown:
    """Say what was done; the timeline goes on from today."""
    context = visit.context()
    found = case_for(reference, Action.PROCEED)
    stands = done_so_far(found, Happened.WENT_ON)
    if stood_otherwise(stands):
        return redirect(url_for("staff.case", reference=reference))
    offered = {each: words for each, words in done().items() if each in going_on.possible(context, found)}
    form = one_of(offered) if offered else PageForm()
    if request.method == "POST" and offered and form.validate():
        going_on.say(context, found, Done(request.form["answer"]))
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "proceed.html",
        reference=reference,
        stands=stands,
        form=form,
        items=items(offered),
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for("answer"),
    )
    return refused(shown, form)
