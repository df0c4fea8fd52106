"""Asking the person for more, and writing to them."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, Role
from portal.services import exchange
from portal.services.events import Happened
from portal.web import visit
from portal.web.forms import WORDS_LENGTH, PageForm, Shown, refused
from portal.web.staff.area import bp, done_so_far, page, said_already, stood_otherwise
from portal.web.staff.case import ONE, case_for


class AskForm(PageForm):
    """What to ask or say."""

    words = TextAreaField(validators=[DataRequired(_l("Write what you want to ask or say.")), WORDS_LENGTH])
    wants = BooleanField()
    private = BooleanField()


@bp.route(f"{ONE}/ask", methods=["GET", "POST"])
def ask(reference: str) -> Shown:
    """Ask for more, which shows to the person as something to do, or write a message."""
    found = case_for(reference, Action.ASK)
    form, stands = AskForm(), done_so_far(found, Happened.ASKED, Happened.MESSAGE_WRITTEN)
    if stood_otherwise(stands):
        said_already(form.words.data, (each.words for each in exchange.messages(visit.context(), found.opened)))
        return redirect(url_for("staff.case", reference=reference))
    confidant = found.opened.role is Role.SAFEGUARDING_WORKER
    if request.method == "POST" and form.validate():
        private = confidant and form.private.data
        words = form.words.data or ""
        exchange.ask(visit.context(), found.opened, words, wants_answer=form.wants.data, private=private)
        return redirect(url_for("staff.case", reference=reference))
    shown = page(
        "ask.html",
        reference=reference,
        stands=stands,
        form=form,
        confidant=confidant,
        back_href=url_for("staff.case", reference=reference),
        errors=form.errors_for(),
    )
    return refused(shown, form)
