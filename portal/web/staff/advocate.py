"""The duty to find an advocate: what was said of the four abilities, and how far the referral is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action
from portal.services import advocacy
from portal.services.advocacy import Outcome
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.progress.advocacy import ASKED_OF_THEM, EASE, THERE, asked_in, questions, said_in
from portal.web.staff.area import bp, page, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.deciding import WHY
from portal.web.staff.words import said_by

if TYPE_CHECKING:
    from portal.services.advocacy import Advocacy

OUTCOMES = {
    Outcome.NOT_WANTED.value: _l("The person wants no advocate, or agrees to one no more"),
    Outcome.SOMEBODY.value: _l("Somebody appropriate is there, and the person agrees to them"),
    Outcome.NO_DIFFICULTY.value: _l("The person can take part without great difficulty"),
    Outcome.DUE.value: _l("The duty holds: we find an advocate, whatever was said before"),
}


class OutcomeForm(PageForm):
    """What came out, and why."""

    outcome = pick_field(OUTCOMES, validators=[CHOSEN])
    reason = TextAreaField(validators=[WHY, WORDS_LENGTH])


@bp.route(f"{ONE}/advocate", methods=["GET", "POST"])
def advocate(reference: str) -> Shown:
    """Where nobody answered the questions, staff do; then they say that they asked, and that there is somebody."""
    context = visit.context()
    found = case_for(reference, Action.REFER)
    there = advocacy.current(context, found.opened)
    stands = standing(there)
    if stood_otherwise(stands):
        return redirect(url_for("staff.advocate", reference=reference))
    form = type("AbilitiesForm", (PageForm,), questions(of_them=True))() if there is None else PageForm()
    if request.method == "POST" and form.validate():
        if there is None:
            advocacy.say(context, found.opened, said_in(form))
        else:
            advocacy.refer(context, found)
        return redirect(url_for("staff.advocate", reference=reference))
    said = there.said if there else None
    shown = page(
        "advocate.html",
        reference=reference,
        form=form,
        stands=stands,
        there=there,
        advocacy=there,
        asked=asked_in(form, of_them=True) if there is None else [],
        ease=items(EASE),
        somebody=items(THERE),
        said=[(ASKED_OF_THEM[name], EASE[ease.value]) for name, ease in said.abilities.items()] if said else [],
        anybody=THERE[said.somebody.value] if said else "",
        who=said_by(there.role) if there else "",
        service=context.content.council.advocacy,
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def standing(there: Advocacy | None) -> str:
    """How far it is, for the form to carry."""
    if there is None:
        return "nothing-said"
    reached = "there" if there.arranged else "asked" if there.referred else "said"
    return f"{reached}-{there.id}"


@bp.route(f"{ONE}/advocate/outcome", methods=["GET", "POST"])
def advocate_outcome(reference: str) -> Shown:
    """What came out after talking with the person, with the reason for them."""
    context = visit.context()
    found = case_for(reference, Action.REFER)
    back, there = url_for("staff.advocate", reference=reference), advocacy.current(context, found.opened)
    stands = standing(there)
    if there is None or stood_otherwise(stands):
        return redirect(back)  # the four questions come first, and nobody overrules what they have not read
    form = OutcomeForm()
    if request.method == "POST" and form.validate():
        advocacy.find(context, found, there.id, Outcome(form.outcome.data), form.reason.data or "")
        return redirect(back)
    shown = page(
        "advocate_outcome.html",
        reference=reference,
        form=form,
        stands=stands,
        outcomes=items(OUTCOMES),
        back_href=back,
        errors=form.errors_for(),
    )
    return refused(shown, form)
