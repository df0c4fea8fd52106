"""The page for an exception to the cost of the support in place, with its reason for the person."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action
from portal.allocation.basis import Lifted
from portal.services import budgets
from portal.services.events import Happened
from portal.services.staff import excepting
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, done_so_far, page, stands_there, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.deciding import WHY

LIFTED = {
    Lifted.USE_SCHEME.value: _l("Work it out from the answers after all"),
    Lifted.NO_CEILING.value: _l("Keep the cost as the figure, but not as the most"),
}


class ExceptForm(PageForm):
    """What is lifted, and why."""

    answer = pick_field(LIFTED, validators=[CHOSEN])
    reason = TextAreaField(validators=[WHY, WORDS_LENGTH])


@bp.route(f"{ONE}/exception", methods=["GET", "POST"])
def exception(reference: str) -> Shown:
    """Make an exception where the cost in place is the most; where it is not, the page says so."""
    context = visit.context()
    found = case_for(reference, Action.PROPOSE)
    form, stands = ExceptForm(), done_so_far(found, Happened.EXCEPTION_MADE)
    if stood_otherwise(stands):
        last = budgets.recorded_of(context, found.opened).exception
        typed = (form.answer.data, (form.reason.data or "").strip())
        stands_there(there=last is not None and typed == (last.lifted.value, last.reason))
        return redirect(url_for("staff.case", reference=reference))
    possible = excepting.can_be_excepted(context, found)
    if request.method == "POST" and possible and form.validate():
        excepting.make_exception(context, found, Lifted(form.answer.data), form.reason.data or "")
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "exception.html",
        reference=reference,
        stands=stands,
        form=form,
        items=items(LIFTED),
        possible=possible,
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
