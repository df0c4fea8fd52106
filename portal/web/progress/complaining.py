"""Complaining, or asking for a review: by the person, or by somebody who speaks for them with their consent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import STAFF, Action
from portal.services import accounts, applications
from portal.services import complaining as service
from portal.services.complaining import ComplaintKind, Consent
from portal.services.opened import OWN_ROLES
from portal.web import visit
from portal.web.forms import CHOSEN, WORDS_LENGTH, DrawnForm, PageForm, Shown, items, pick_field, refused
from portal.web.progress.area import bp

if TYPE_CHECKING:
    from portal.services.complaining import Complaint
    from portal.services.opened import Opened

KINDS = {
    ComplaintKind.COMPLAINT.value: _l("I want to complain"),
    ComplaintKind.REVIEW.value: _l("I ask you to look at the support again"),
}
CONSENTS = {
    Consent.ASKED.value: _l("They asked me to do this"),
    Consent.BEST_INTERESTS.value: _l("They cannot decide this themselves, and it is best for them"),
}
ASKED = {
    "kind": _l("What do you want?"),
    "shown": _l("May those who help you see that you did this?"),
    "consent": _l("Does the person want this?"),
}
MAY_SEE = {"yes": _l("Yes"), "no": _l("No, only the council and me")}


class ComplaintForm(DrawnForm):
    """What it is about."""

    asked_first = ("kind",)
    words = TextAreaField(validators=[DataRequired(_l("Write what you want to tell us.")), WORDS_LENGTH])


@bp.route("/complain", methods=["GET", "POST"])
def complain(reference: str) -> Shown:
    """Complain, or ask for a review of the support."""
    context = visit.context()
    opened = applications.open(context, reference, Action.COMPLAIN)
    own = opened.role in OWN_ROLES
    asked: dict[str, Any] = {"shown": MAY_SEE} if own else {"consent": CONSENTS}
    if opened.was_sent:  # before that, there is no support to look at again
        asked["kind"] = KINDS
    fields = {name: pick_field(picks, validators=[CHOSEN], description=ASKED[name]) for name, picks in asked.items()}
    form = type("ComplaintHereForm", (ComplaintForm,), fields)(opened=opened)
    if request.method == "POST" and form.validate():
        service.complain(
            context,
            opened,
            ComplaintKind(form.kind.data) if opened.was_sent else ComplaintKind.COMPLAINT,
            form.words.data or "",
            consent=Consent.OWN if own else Consent(form.consent.data),
            shown=not own or form.shown.data == "yes",
            drawn=form.drawn.data or "",
        )
        if not opened.was_sent and opened.allows(Action.SAVE) and not accounts.can_come_back(context, opened):
            return redirect(url_for("returning.save", reference=reference))  # or the answer never reaches them
        return redirect(url_for("progress.timeline", reference=reference, _anchor="complaints"))
    page = render_template(
        "progress/complain.html",
        opened=opened,
        form=form,
        own=own,
        kinds=items(KINDS),
        consents=items(CONSENTS),
        may_see=items(MAY_SEE),
        complaints_team=context.content.council.complaints,
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route("/complain/<asked>", methods=["GET", "POST"])
def complaint(reference: str, asked: str) -> Shown:
    """One of them, with its answer; whoever made it, and the person, can take it back."""
    context = visit.context()
    opened = applications.open(context, reference, Action.COMPLAIN)
    found = service.one(context, opened, asked)
    form = PageForm()
    if request.method == "POST" and found.is_open and form.validate():
        service.stop(context, opened, asked)
        return redirect(url_for("progress.timeline", reference=reference, _anchor="complaints"))
    page = render_template(
        "progress/complaint.html",
        opened=opened,
        each=row(found, opened),
        complaints_team=context.content.council.complaints,
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def rows(opened: Opened) -> list[dict[str, Any]]:
    """What there is for this reader."""
    return [row(each, opened) for each in service.complaints(visit.context(), opened)]


def row(each: Complaint, opened: Opened) -> dict[str, Any]:
    """One of them as pages show it: what it is, who made it, which clocks run, what is late."""
    today = visit.context().today
    return {
        "complaint": each,
        "title": _("A complaint") if each.kind is ComplaintKind.COMPLAINT else _("A wish for a review"),
        "who": maker(each, opened),
        "unacknowledged": each.is_open and not each.acknowledged and each.acknowledge_by is not None,
        "late": each.is_open
        and (
            (each.acknowledged is None and each.acknowledge_by is not None and today > each.acknowledge_by)
            or (each.answer_by is not None and today > each.answer_by)
        ),
    }


def maker(each: Complaint, opened: Opened) -> str:
    """Who made it, to whoever reads. Of a draft, staff know no answers, so not whom it is about."""
    if each.own:
        return _("You")
    if each.role in OWN_ROLES:
        name = opened.person_name if opened.was_sent or opened.role not in STAFF else None
        return (name or _("The person")) if opened.is_helper else _("You")
    return _("Somebody who speaks for the person") if opened.is_helper else _("Somebody who speaks for you")
