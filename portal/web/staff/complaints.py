"""A complaint or a wish for a review in the hands of staff: acknowledging it, then answering it."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, State
from portal.services import complaining
from portal.services.complaining import ComplaintKind, Consent
from portal.services.events import Happened, record
from portal.services.staff import cases
from portal.services.staff.cases import Case, Purpose
from portal.web import visit
from portal.web.forms import WORDS_LENGTH, PageForm, Shown, refused
from portal.web.progress.complaining import row
from portal.web.staff.area import bp, page, said_already, stood_otherwise, worker
from portal.web.staff.case import ONE, case_for
from portal.web.staff.words import said_by


class AnswerForm(PageForm):
    """What we found, and what we do about it."""

    words = TextAreaField(validators=[DataRequired(_l("Write the answer.")), WORDS_LENGTH])


@bp.route(f"{ONE}/complaints/<asked>", methods=["GET", "POST"])
def complaint(reference: str, asked: str) -> Shown:
    """First say that we have it, then answer."""
    context = visit.context()
    found = to_answer(reference)
    there = complaining.one(context, found.opened, asked)
    waits = there.is_open and there.acknowledged is None
    about_own_work = there.kind is ComplaintKind.COMPLAINT and found.officer == found.opened.party_id
    form = PageForm() if waits else AnswerForm()
    stands = "waits" if waits else "acknowledged" if there.is_open else "over"
    if stood_otherwise(stands):
        if isinstance(form, AnswerForm) and form.words.data:
            said_already(form.words.data, (there.answer or "",))
        return redirect(url_for("staff.complaint", reference=reference, asked=asked))
    if request.method == "POST" and there.is_open and form.validate():
        if isinstance(form, AnswerForm):
            complaining.answer(context, found, asked, form.words.data or "")
        else:
            complaining.acknowledge(context, found, asked)
        return redirect(url_for("staff.complaint", reference=reference, asked=asked))
    shown = page(
        "complaint.html",
        reference=reference,
        form=form,
        each=row(there, found.opened),
        maker=said_by(there.role),
        asked=there.consent is Consent.ASKED,
        best=there.consent is Consent.BEST_INTERESTS,
        waits=waits,
        stands=stands,
        may_answer=there.is_open and not waits and not about_own_work,
        about_own_work=about_own_work,
        complaints_team=context.content.council.complaints,
        back_href=url_for("staff.case", reference=reference)
        if found.opened.was_sent
        else url_for("staff.work", list="complaints"),
        errors=form.errors_for(),
    )
    return refused(shown, form)


def to_answer(reference: str) -> Case:
    """The application; of a draft nothing but its complaints can be seen, so nobody is asked why they look."""
    found = cases.fetch(visit.context(), worker(), reference, Action.RESPOND)
    if found.opened.state is not State.DRAFT:
        return case_for(reference, Action.RESPOND)
    if request.method == "GET":
        record(visit.context(), found.opened, Happened.VIEWED, about=Purpose.COMPLAINT)
    return found
