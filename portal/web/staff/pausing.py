"""Putting an application on hold with a reason that the person reads, and taking it up again."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action
from portal.services import pauses
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, page, said_already, stood_otherwise
from portal.web.staff.case import ONE, case_for

WEEKS = (2, 4, 8, 12)


class PauseForm(PageForm):
    """Why, and when somebody looks at it again at the latest."""

    reason = TextAreaField(validators=[DataRequired(_l("Write why it is on hold.")), WORDS_LENGTH])
    weeks = pick_field({str(each): str(each) for each in WEEKS}, validators=[CHOSEN])


@bp.route(f"{ONE}/pause", methods=["GET", "POST"])
def pause(reference: str) -> Shown:
    """Put it on hold, or take it up again."""
    context = visit.context()
    found = case_for(reference, Action.PAUSE)
    there = pauses.current(context, found.opened)
    stands = "going" if there is None else "on-hold"
    if stood_otherwise(stands):
        if reason := request.form.get("reason"):
            said_already(reason, [there.reason or ""] if there else [])
        return redirect(url_for("staff.case", reference=reference))
    form = PauseForm() if there is None else PageForm()
    if request.method == "POST" and form.validate():
        if isinstance(form, PauseForm):
            until = context.today + timedelta(weeks=int(form.weeks.data))
            pauses.pause(context, found, form.reason.data or "", until)
        else:
            pauses.resume(context, found)
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "pause.html",
        reference=reference,
        form=form,
        stands=stands,
        pause=there,
        weeks=items({str(each): ngettext("in %(num)d week", "in %(num)d weeks", each) for each in WEEKS}),
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
