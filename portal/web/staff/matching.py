"""The page on which staff settle whether another application is about the same person, and which goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from portal.access import Action
from portal.services.events import Happened
from portal.services.looking_up import written
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import matching
from portal.services.staff.matching import Settled
from portal.web import locale, visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, done_so_far, page, stands_there, stood_otherwise, worker
from portal.web.staff.case import ONE, case_for

if TYPE_CHECKING:
    from portal.services.staff.cases import Case

SETTLED = {
    Settled.ANOTHER.value: _l("They are two people"),
    Settled.GOES_ON.value: _l("The same person. This one goes on, and we close the other"),
    Settled.ENDS.value: _l("The same person. The other goes on, and we close this one"),
    Settled.BOTH.value: _l("The same person. Both go on: each is about something else"),
}


class SettleForm(PageForm):
    """Which other one, what came out, and how."""

    other = StringField(
        validators=[
            DataRequired(_l("Write the reference of the other application.")),
            Length(max=40, message=_l("A reference has 8 letters and numbers.")),
        ]
    )
    answer = pick_field(SETTLED, validators=[CHOSEN])
    words = TextAreaField(
        validators=[DataRequired(_l("Write how you settled it, and with whom. Only staff read this.")), WORDS_LENGTH]
    )


@bp.route(f"{ONE}/same-person", methods=["GET", "POST"])
def same_person(reference: str) -> Shown:
    """See what may be about the same person, and settle it."""
    context, here = visit.context(), worker()
    found = case_for(reference, Action.CLOSE)
    alike = matching.alike(context, here, found)
    form = SettleForm(data={"other": alike[0].opened.reference if len(alike) == 1 else ""})
    stands, settled = done_so_far(found, Happened.MATCHED), matching.outcomes(context, here, found)
    if stood_otherwise(stands):
        typed = (written(form.other.data or ""), form.answer.data, (form.words.data or "").strip())
        stands_there(there=typed in {(each.reference, each.settled.value, each.words.strip()) for each in settled})
        return redirect(url_for("staff.case", reference=reference))
    if request.method == "POST" and form.validate():
        other = written(form.other.data or "")
        try:
            matching.settle(context, here, found, other, Settled(form.answer.data), form.words.data or "")
        except (NotAllowed, NotFound, NotPossible):
            form.other.errors = [_("There is no such other application that you can close. Look at the reference.")]
        else:
            return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "same_person.html",
        reference=reference,
        stands=stands,
        form=form,
        alike=[row(each) for each in alike],
        outcomes=[
            {"words": each.words, "settled": SETTLED[each.settled.value], "other": each.reference, "made": each.made}
            for each in settled
        ],
        items=items(SETTLED),
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def row(other: Case) -> dict[str, Any]:
    """Another one as the page shows it: no name and no answer, for looking inside has its own purpose."""
    opened = other.opened
    return {
        "reference": opened.reference,
        "href": url_for("staff.case", reference=opened.reference),
        "sent": locale.day(opened.sent) if opened.sent else "",
    }
