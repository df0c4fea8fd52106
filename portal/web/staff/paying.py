"""The page with the conditions of a direct payment, whom it may pay, and its first day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from flask import redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from portal.access import Action
from portal.arrangements.paying import CONDITIONS, Asked, Condition, Payee, needs_necessity
from portal.services.events import Happened
from portal.services.staff import paying
from portal.services.staff.paying import Checked
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, PageForm, Shown, items, pick_field, refused
from portal.web.staff.area import bp, done_so_far, page, stands_there, stood_otherwise
from portal.web.staff.case import ONE, case_for
from portal.web.staff.deciding import WHY, YES_NO

ASKED = {
    Asked.PERSON: _l("The person asks, and can decide to"),
    Asked.AUTHORISED: _l("An authorised person asks, because the person cannot decide to"),
}
HOLDS = {
    Condition.CAPACITY: _l("They can decide to ask for it. If somebody else receives it, that person agrees."),
    Condition.SUPPORTED: _l("Whoever may decide about their care, by a power of attorney or the court, supports it."),
    Condition.ALLOWED: _l("The regulations do not forbid it, for example because of a court order about drugs."),
    Condition.BEST_INTERESTS: _l("The authorised person will act in their best interests."),
    Condition.CAPABLE: _l("Whoever receives it can manage it, alone or with help that they can get."),
    Condition.APPROPRIATE: _l("It is a good way to meet these needs."),
}
PAYEES = {
    Payee.NONE_OF_THESE: _l("None of these"),
    Payee.PARTNER: _l("Their husband, wife or partner"),
    Payee.PARENT: _l("A parent, or a parent-in-law"),
    Payee.CHILD: _l("A son or daughter"),
    Payee.CHILD_IN_LAW: _l("A son-in-law or daughter-in-law"),
    Payee.STEPCHILD: _l("A stepson or stepdaughter"),
    Payee.SIBLING: _l("A brother or sister"),
    Payee.AUNT_OR_UNCLE: _l("An aunt or uncle"),
    Payee.GRANDPARENT: _l("A grandparent"),
    Payee.THEIR_PARTNER: _l("The husband, wife or partner of one of these relatives"),
}
PAID = _l("Is one of these people to be paid for care?")
HOUSEHOLD = _l("Do they live in the same household as the person?")
BEGAN: Final = date(2015, 4, 1)  # the day on which sections 31 and 32 of the Care Act 2014 came into force
AHEAD: Final = timedelta(days=730)
DAY_WANTED = _l("Write the first day as a date, such as 31 3 2027, or leave it empty.")


def form_for(asked: Asked) -> Any:
    """The form with the conditions of one section of the Act."""
    fields: dict[str, Any] = {}
    for each in CONDITIONS[asked]:
        fields[f"met-{each.value}"] = pick_field(YES_NO, validators=[CHOSEN], description=HOLDS[each])
        fields[f"reason-{each.value}"] = TextAreaField(validators=[WHY, WORDS_LENGTH], description=HOLDS[each])
    payees = {each.value: words for each, words in PAYEES.items()}
    fields["payee"] = pick_field(payees, validators=[CHOSEN], description=PAID)
    fields["household"] = pick_field(YES_NO, validators=[CHOSEN], description=HOUSEHOLD)
    fields["necessary"] = TextAreaField(validators=[WORDS_LENGTH])
    return type("PayingForm", (PageForm,), fields)()


def first_day() -> date | None:
    """The day as it was typed; None where all boxes are empty.

    Raises ValueError for what is no date, and for one before there were such payments, or far ahead.
    """
    typed = [request.form.get(f"first-{part}", "").strip()[:4] for part in ("year", "month", "day")]
    if not any(typed):
        return None
    found = date(*(int(each) for each in typed))
    if not BEGAN <= found <= visit.context().today + AHEAD:
        raise ValueError(found)
    return found


def complete(form: Any) -> bool:
    """Whether the form as a whole makes sense; complains where not."""
    if not form.validate():
        return False
    try:
        first_day()
    except ValueError:
        form.complain(str(DAY_WANTED), "first")
    relative = needs_necessity(Payee(form.payee.data), same_household=form.household.data == "yes")
    if relative and not (form.necessary.data or "").strip():
        form.necessary.errors = [
            *form.necessary.errors,
            _("The regulations let this person be paid only if it is necessary. Write why it is."),
        ]
    return not form.errors and not form.form_errors


def checked(asked: Asked, form: Any) -> Checked:
    """What a complete form says."""
    return Checked(
        asked=asked,
        met={each: form[f"met-{each.value}"].data == "yes" for each in CONDITIONS[asked]},
        reasons={each: form[f"reason-{each.value}"].data or "" for each in CONDITIONS[asked]},
        payee=Payee(form.payee.data),
        same_household=form.household.data == "yes",
        necessary=form.necessary.data or "",
        first_payment=first_day(),
    )


@bp.route(f"{ONE}/direct-payment", methods=["GET", "POST"])
def direct_payment(reference: str) -> Shown:
    """Record whether a direct payment can be made, and why."""
    context = visit.context()
    found = case_for(reference, Action.PROPOSE)
    stands = done_so_far(found, Happened.PAYMENT_CHECKED)
    asked = next((each for each in Asked if each == request.args.get("asked")), Asked.PERSON)
    form = form_for(asked)
    if stood_otherwise(stands):
        stands_there(there=complete(form) and paying.is_recorded(context, found, checked(asked, form)))
        return redirect(url_for("staff.case", reference=reference))
    if request.method == "POST" and complete(form):
        paying.record_checked(context, found, checked(asked, form))
        return redirect(url_for("staff.case", reference=reference))
    others = [each for each in Asked if each is not asked]
    shown = page(
        "direct_payment.html",
        reference=reference,
        stands=stands,
        form=form,
        asked=ASKED[asked],
        others=[
            (ASKED[each], url_for("staff.direct_payment", reference=reference, asked=each.value)) for each in others
        ],
        conditions=[{"id": each.value, "title": HOLDS[each]} for each in CONDITIONS[asked]],
        yes_no=items(YES_NO),
        paid=PAID,
        household=HOUSEHOLD,
        payees=items({each.value: words for each, words in PAYEES.items()}),
        wrong_day=DAY_WANTED if "first" in form.targets.values() else "",
        first={part: request.form.get(f"first-{part}", "") for part in ("day", "month", "year")},
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
