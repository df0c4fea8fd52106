"""The page on which a worker records whether those who help are willing and able to go on."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action
from portal.services import budgets
from portal.services.events import Happened
from portal.services.staff import helping
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.questions.speech import wording_of
from portal.web.questions.summary import item_name
from portal.web.staff.area import bp, done_so_far, page, stands_there, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.deciding import WHY

GOES_ON = {
    "yes": _l("They want to go on, and can"),
    "no": _l("They do not want to, or cannot"),
    "not-asked": _l("Nobody has asked them yet"),
}


@bp.route(f"{ONE}/help", methods=["GET", "POST"])
def helps(reference: str) -> Shown:
    """Who helps, and of each whether that goes on; where nobody's help can count, the page says so."""
    context = visit.context()
    found = case_for(reference, Action.PROPOSE)
    stands = done_so_far(found, Happened.HELP_RECORDED)
    opened, who = found.opened, helping.helpers(context, found)
    fields: dict[str, Any] = {f"goes-on-{item}": pick_field(GOES_ON, validators=[CHOSEN]) for _group, item in who}
    fields["reason"] = TextAreaField(validators=[WHY, WORDS_LENGTH])
    form = type("HelpForm", (PageForm,), fields)()
    before = budgets.recorded_of(context, opened).help_said
    picked = {item: form[f"goes-on-{item}"].data for _group, item in who}
    said = {item: answer == "yes" for item, answer in picked.items() if answer != "not-asked"}
    if stood_otherwise(stands):
        again = before is not None and before.reason == (form.reason.data or "").strip()
        stands_there(there=before is not None and again and said.items() <= before.goes_on.items())
        return redirect(url_for("staff.case", reference=reference))
    if request.method == "POST" and who and form.validate():
        if said:
            helping.record_help(context, found, said, form.reason.data or "")
        return redirect(url_for("staff.case", reference=reference))
    known = {item: "yes" if sure else "no" for item, sure in before.goes_on.items()} if before else {}
    shown = page(
        "help.html",
        reference=reference,
        stands=stands,
        form=form,
        items=items(GOES_ON),
        people=[
            {
                "field": f"goes-on-{item}",
                "name": item_name(opened, group, item, wording_of(opened)),
                "picked": form[f"goes-on-{item}"].data or known.get(item),
            }
            for group, item in who
        ],
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
