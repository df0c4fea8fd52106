"""The page for an exception to the cost of the support in place: made, changed and taken back, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action
from portal.allocation.basis import Lifted
from portal.services.staff import excepting, people
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, page, stands_there, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.deciding import WHY

if TYPE_CHECKING:
    from portal.services.budgets import Excepted
    from portal.services.staff.cases import Case

BACK = "take-back"
LIFTED = {
    Lifted.USE_SCHEME.value: _l("Work it out from the answers after all"),
    Lifted.NO_CEILING.value: _l("Keep the cost as the figure, but not as the most"),
}
TAKEN_BACK = {BACK: _l("Take the exception back: the cost in place is the most again")}


def form_for(stands: Excepted | None) -> tuple[PageForm, dict[str, Any]]:
    """The form, filled in with what stands, and its choices: what stands can be taken back, too."""
    choices = LIFTED | TAKEN_BACK if stands else dict(LIFTED)
    fields = {
        "answer": pick_field(choices, validators=[CHOSEN]),
        "reason": TextAreaField(validators=[WHY, WORDS_LENGTH]),
    }
    filled = {"data": {"answer": stands.lifted, "reason": stands.reason}} if stands else {}
    form: PageForm = type("ExceptForm", (PageForm,), fields)(**filled)
    return form, choices


def is_new(form: PageForm, stands: Excepted | None) -> bool:
    """Whether something would change; else the page says what is missing."""
    if stands is None or (form.reason.data or "").strip() != stands.reason:
        return True
    if form.answer.data == BACK:
        form.complain(_("Write why you take it back. The person reads it."), "reason")
    elif form.answer.data == stands.lifted:
        form.complain(_("This is what stands there. Change the choice or the reason."), "answer")
    return not form.errors


def so_far(case: Case) -> list[dict[str, Any]]:
    """What was recorded, the newest first, with who did it."""
    context = visit.context()
    names = {each.party: each.name for each in people.everyone(context)}
    return [
        {
            "what": (LIFTED | TAKEN_BACK)[each.contents["lifted"] or BACK],
            "reason": each.contents["reason"],
            "who": names.get(each.contents["by"], ""),
            "when": each.made,
        }
        for each in reversed(excepting.every_one(context, case))
    ]


@bp.route(f"{ONE}/exception", methods=["GET", "POST"])
def exception(reference: str) -> Shown:
    """Make an exception where the cost in place is the most, or change or take back the one that stands."""
    context = visit.context()
    found = case_for(reference, Action.PROPOSE)
    last = excepting.recorded_last(context, found)
    stands = last if last and last.lifted else None
    form, choices = form_for(stands)
    drawn = str(last.number if last else 0)
    if stood_otherwise(drawn):
        typed = (request.form.get("answer"), (form.reason.data or "").strip())
        stands_there(there=last is not None and typed == (last.lifted or BACK, last.reason))
        return redirect(url_for("staff.case", reference=reference))
    possible = stands is not None or excepting.can_be_excepted(context, found)
    if request.method == "POST" and possible and form.validate() and is_new(form, stands):
        if form.answer.data == BACK:
            excepting.take_back(context, found, form.reason.data or "")
        else:
            excepting.make_exception(context, found, Lifted(form.answer.data), form.reason.data or "")
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "exception.html",
        reference=reference,
        drawn=drawn,
        form=form,
        items=items(choices),
        possible=possible,
        stands=stands,
        proposed=found.proposed is not None,
        so_far=so_far(found) if last else [],
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
