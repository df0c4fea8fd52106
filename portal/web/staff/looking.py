"""Answering a request to look again at the budget: what was found, and why, for whoever asked."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action
from portal.services import looking_again
from portal.services.looking_again import Found
from portal.web import visit
from portal.web.budget.asked_again import found_again, rows_of
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, page
from portal.web.staff.case import ONE, case_for


class LookedForm(PageForm):
    """What was found, and why."""

    answer = pick_field({each.value: each.value for each in Found}, validators=[CHOSEN])
    reason = TextAreaField(validators=[DataRequired(_l("Write the reason. Whoever asked reads it.")), WORDS_LENGTH])


@bp.route(f"{ONE}/look-again/<asked>", methods=["GET", "POST"])
def look_again(reference: str, asked: str) -> Shown:
    """Say what was found."""
    context = visit.context()
    found = case_for(reference, Action.PROPOSE)
    wanted = looking_again.one_to_answer(context, found.opened, asked)
    form = LookedForm()
    if request.method == "POST" and form.validate():
        looking_again.answer(context, found, asked, Found(form.answer.data), form.reason.data or "")
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "look_again.html",
        reference=reference,
        form=form,
        wanted=rows_of(found.opened, (wanted,))[0],
        items=items(found_again()),
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
