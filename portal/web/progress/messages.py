"""Messages as those who act for a person see them: what the council asks, answered in place, and their own words."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from portal.access import Action, State
from portal.services import applications, exchange
from portal.services.refusals import NotFound
from portal.web import visit
from portal.web.forms import WORDS_LENGTH, DrawnForm, Shown, refused
from portal.web.progress.area import bp


class WordsForm(DrawnForm):
    """Words to the council."""

    words = TextAreaField(validators=[DataRequired(_l("Write what you want to tell us.")), WORDS_LENGTH])


@bp.route("/messages", methods=["GET", "POST"])
def messages(reference: str) -> Shown:
    """All messages, and a box for one more."""
    context = visit.context()
    opened = applications.open(context, reference, Action.MESSAGE)
    form = WordsForm(opened=opened)
    if request.method == "POST" and form.validate():
        exchange.write(context, opened, form.words.data or "", drawn=form.drawn.data or "")
        return redirect(url_for("progress.messages", reference=reference))
    page = render_template(
        "progress/messages.html",
        opened=opened,
        form=form,
        messages=exchange.messages(context, opened),
        closed=opened.state is State.CLOSED,
        back_href=url_for("progress.timeline", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


@bp.route("/messages/<message>", methods=["GET", "POST"])
def answer(reference: str, message: str) -> Shown:
    """Answer one thing that the council asks."""
    context = visit.context()
    opened = applications.open(context, reference, Action.MESSAGE)
    asked = next((each for each in exchange.messages(context, opened) if each.id == message), None)
    if asked is None:
        raise NotFound
    if not asked.is_open:
        return redirect(url_for("progress.messages", reference=reference))
    form = WordsForm(opened=opened)
    if request.method == "POST" and form.validate():
        exchange.answer(context, opened, message, form.words.data or "")
        return redirect(url_for("progress.messages", reference=reference))
    page = render_template(
        "progress/answer.html",
        opened=opened,
        form=form,
        asked=asked,
        back_href=url_for("progress.messages", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)
