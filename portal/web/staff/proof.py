"""Who acts for the person and on what ground, and writing down what they showed as proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, Role
from portal.services.opened import OWN_ROLES, Ground
from portal.services.refusals import NotFound
from portal.services.sharing import access
from portal.services.sharing import proof as service
from portal.services.staff import people
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.people.words import note_line
from portal.web.staff.area import bp, page, said_already, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.words import said_by

if TYPE_CHECKING:
    from portal.services.opened import Opened
    from portal.services.sharing.access import Access

SEEN = {"yes": _l("We have seen the paper, and it is right"), "no": _l("We have not seen it yet, or it is not right")}


class ProofForm(PageForm):
    """Whether the paper was seen, and what was seen."""

    seen = pick_field(SEEN, validators=[CHOSEN], description=_l("Have we seen it?"))
    words = TextAreaField(validators=[DataRequired(_l("Write what you saw, or what is missing.")), WORDS_LENGTH])


def grounds() -> dict[str, str]:
    """Why somebody acts, as they or the person said it."""
    return {
        Ground.AGREED.value: _("The person agreed"),
        Ground.ATTORNEY.value: _("They say that they have lasting power of attorney"),
        Ground.DEPUTY.value: _("They say that the Court of Protection made them deputy"),
        Ground.AUTHORITY.value: _("Somebody who decides for the person let them in"),
        Ground.BEST_INTERESTS.value: _("They say that the person cannot decide this, and that it is best for them"),
    }


@bp.get(f"{ONE}/people")
def who_acts(reference: str) -> Shown:
    """Everybody who has or had access for the person, with the ground and the notes."""
    found = case_for(reference, Action.READ)
    names = {each.party: each.name for each in people.everyone(visit.context())}
    rows = [row(each, names) for each in acting(found.opened)]
    return page(
        "who_acts.html",
        reference=reference,
        rows=rows,
        may_note=found.allows(Action.PROVE),
        back_href=url_for("staff.case", reference=reference),
    )


def acting(opened: Opened) -> list[Access]:
    """Those who act or acted for the person; whoever typed in a paper form did that for the council."""
    everyone = access.everyone(visit.context(), opened)
    found = [each for each in everyone if each.role not in OWN_ROLES and each.role is not Role.KEYING]
    signer = access.signer(visit.context(), opened)
    return found if signer is None else [*found, signer]


def row(each: Access, names: dict[str, str]) -> dict[str, Any]:
    """One of them as the page shows them."""
    return {
        "access": each,
        "role": _("signed the form on paper") if each.on_paper else said_by(each.role),
        "ground": grounds().get(each.ground, _("Another reason")),
        "wanted": service.wants_paper(each.role, each.ground),
        "seen": service.was_seen(each.notes),
        "notes": [note_line(note, names.get(note.party, ""), _("The person")) for note in each.notes],
    }


@bp.route(f"{ONE}/people/<grant>", methods=["GET", "POST"])
def proof(reference: str, grant: str) -> Shown:
    """Write down what somebody showed. Nothing that stands there is changed by it."""
    found = case_for(reference, Action.PROVE)
    one = next((each for each in acting(found.opened) if each.id == grant), None)
    if one is None:
        raise NotFound
    form, stands = ProofForm(), str(len(one.notes))
    if stood_otherwise(stands):
        said_already(form.words.data, (each.words for each in one.notes))
        return redirect(url_for("staff.who_acts", reference=reference))
    valid = request.method == "POST" and form.validate()
    if valid and service.is_full(one.notes):
        form.complain(_("No further note fits here: there are %(most)d already.", most=service.MOST_NOTES), "words")
    elif valid:
        service.write(visit.context(), found.opened, grant, form.words.data or "", seen=form.seen.data == "yes")
        return redirect(url_for("staff.who_acts", reference=reference))
    names = {each.party: each.name for each in people.everyone(visit.context())}
    shown = page(
        "proof.html",
        reference=reference,
        stands=stands,
        form=form,
        items=items(SEEN),
        each=row(one, names),
        back_href=url_for("staff.who_acts", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
