"""Sending what was typed in from a paper form: the signature is on the paper, and what it leaves open is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import InputRequired

from portal.access import Action
from portal.services import arrangements, budgets
from portal.services.opened import MOST_WORDS
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import cases, entry, paper
from portal.services.staff.entry import NotSignedIn
from portal.services.telling import said_before
from portal.web import locale, visit
from portal.web.arrangement.sharing import adds_up
from portal.web.forms import PageForm, Shown, refused
from portal.web.questions.page import on_paper
from portal.web.questions.speech import put_in, speaker, wording_of
from portal.web.sending.letters import speaking

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.services.opened import Opened


class KeyedForm(PageForm):
    """That the answers are those of the paper."""

    declared = BooleanField(validators=[InputRequired(_l("Tick the box when you have compared it with the paper."))])


def send(opened: Opened) -> Shown:
    """Show once more what the form says about itself and leaves open, then send."""
    context, reference = visit.context(), opened.reference
    choice = arrangements.choice(context, opened)
    fits = adds_up(choice, budgets.result(context, opened, choice))
    came = opened.contents.about.paper
    if came is None or not opened.journey.complete or not fits:
        return redirect(url_for("questions.tasks" if not fits else "questions.check", reference=reference))
    form = KeyedForm(opened=opened)
    missing = [asked(opened, place) for place in paper.left_open(opened)]
    if request.method == "POST" and form.validate():
        try:
            paper.send(context, opened, say=speaker(opened), asking=asked_of_person(opened))
        except NotPossible:
            return redirect(url_for("questions.check", reference=reference))
        return redirect(url_for("staff.paper_forms", sent=reference))
    page = render_template(
        "sending/keyed.html",
        opened=opened,
        form=form,
        paper=came,
        missing=missing,
        back_href=url_for("questions.tasks", reference=reference),
        errors=form.errors_for(),
    )
    return refused(page, form)


def sent_before(reference: str, error: NotFound) -> Shown:
    """Lead whoever sent a paper form on, where the button was pressed twice. Raises the error for everybody else."""
    context = visit.context()
    if request.method != "POST":
        raise error
    try:
        worker = entry.worker(context)
        came = cases.fetch(context, worker, reference, Action.FOLLOW).opened.contents.about.paper
    except (NotSignedIn, NotAllowed, NotFound):
        raise error from None
    if came is None or came.keyed_by != worker.party:
        raise error
    return redirect(url_for("staff.paper_forms", sent=reference))


def asked(opened: Opened, place: Place) -> str:
    """One question that the form does not answer, with its number there."""
    question = opened.questionnaire.find(place.question)
    words = put_in(opened, locale.words(question.text, wording_of(opened)), place.item)
    return f"{on_paper(opened.questionnaire, place.question)} {words}".strip()


def asked_of_person(opened: Opened) -> list[str]:
    """What the person is asked to tell us, as they read: who types in the form may read otherwise."""
    reads = said_before(opened)[0]
    with speaking(reads.language or locale.DEFAULT, easy=reads.format.is_easy):
        return asking([asked(opened, place) for place in paper.left_open(opened)])


def asking(missing: list[str]) -> list[str]:
    """The questions in as few texts as hold them, in the order of the form; none where it leaves nothing open."""
    before = _("Your paper form does not answer these questions. Please tell us here, or ring us:") + "\n"
    texts: list[str] = []
    for words in missing:
        if not texts or len(texts[-1]) + 1 + len(words) > MOST_WORDS:
            texts.append(before)
        texts[-1] += f"\n{words}"
    return texts
