"""One page a question: show it, take the answer, lead on to what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from portal.access import Action, Role
from portal.answers import Missing
from portal.questionnaires.journey import Place
from portal.questionnaires.kinds import Problem, read
from portal.questionnaires.model import Group
from portal.services import accounts, answering, applications
from portal.services.opened import Purpose
from portal.services.placing import to_be_placed
from portal.services.refusals import Conflict, NotAllowed, NotFound
from portal.services.sharing import seen as shown
from portal.services.staff import paper
from portal.web import locale, stuck, unfinished, visit
from portal.web.forms import Shown, refused
from portal.web.questions.drawn import drawn
from portal.web.questions.forms import form_class
from portal.web.questions.page import page_of
from portal.web.questions.places import address_of
from portal.web.questions.prefill import boxes
from portal.web.questions.problems import sentence
from portal.web.questions.speech import spoken, wording_of
from portal.web.questions.summary import lines
from portal.web.questions.tasks import allowed, answered, check_page, entrance, task_page
from portal.web.unfinished import REFUSED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.questionnaires.model import Question
    from portal.services.opened import Opened
    from portal.web.questions.forms import AnswerForm

bp = Blueprint("questions", __name__, url_prefix="/applications/<reference>")


KEYED = "questions/keyed.html"
"""The same page for whoever types in a paper form: it says whose form it is."""
NOT_ON_PAPER = "not-on-paper"
BACKS = {"check": "questions.check", "budget": "budget.budget", "suggestion": "eligibility.suggestion"}


def coming_from() -> str | None:
    """The page whose Change link brought the person here: its name, or None."""
    name = request.args.get("back")
    return name if name in BACKS else None


def address(opened: Opened, place: Place) -> str:
    """Where a place is; the way back goes along."""
    return address_of(opened, place, coming_from())


def onward(opened: Opened, place: Place) -> str:
    """Where an answer leads: on in its section, back to where a Change link was, or to the list of parts."""
    came_from = coming_from()
    if came_from:
        fresh = entrance(opened, opened.questionnaire.section_of(place.question))
        if fresh and not answered(opened, fresh):
            return address(opened, fresh)
        return url_for(BACKS[came_from], reference=opened.reference)
    following = opened.journey.after(place)
    return address(opened, following) if following else url_for("questions.tasks", reference=opened.reference)


def backward(opened: Opened, place: Place) -> str:
    """Where the Back link leads."""
    came_from = coming_from()
    if came_from:
        return url_for(BACKS[came_from], reference=opened.reference)
    before = opened.journey.before(place)
    return address(opened, before) if before else url_for("questions.tasks", reference=opened.reference)


@bp.route("/questions/<question>", methods=["GET", "POST"])
@bp.route("/questions/<question>/<item>", methods=["GET", "POST"])
def question(reference: str, question: str, item: str | None = None) -> Shown:
    """The page of one question, or of a list of people."""
    answering = request.method == "POST"
    opened = applications.open(visit.context(), reference, Action.ANSWER if answering else Action.READ)
    place = Place(question, item)
    asked = opened.questionnaire.find(question) if question in opened.questionnaire else None
    if asked is None:
        raise NotFound
    if not allowed(opened, Action.ANSWER):  # what was sent is read, not answered: a form here would only be refused
        return redirect(url_for("sending.copy", reference=reference))
    if not opened.journey.can_visit(place):
        ahead = opened.journey.next_place
        return redirect(address(opened, ahead) if ahead else url_for("questions.tasks", reference=reference))
    if not answering:
        visit.note_reading(opened, opened.questionnaire.section_of(question).id)
    if isinstance(asked, Group):
        from portal.web.questions.groups import listing  # noqa: PLC0415 - the two lead to each other

        return listing(opened, asked, answering=answering)
    form = (
        form_class(opened.questionnaire, asked.id)() if answering or opened.pages_kept else None
    )  # it costs more than the page round it
    return take(opened, place, asked, form) if answering and form else show(opened, place, asked, form)


def take(opened: Opened, place: Place, asked: Question, form: AnswerForm) -> Shown:
    """Take an answer: save it and lead on, or show the page again with a sentence that helps."""
    if unfinished.wanted():
        refused_before = {REFUSED: ["yes"]} if request.form.get(REFUSED) else {}
        applications.keep_typed(visit.context(), opened, place, form.typed | refused_before)
        if opened.role is Role.KEYING:
            return redirect(url_for("staff.paper_forms"))
        if request.form["do"] == unfinished.STUCK:
            return redirect(stuck.ask_from(opened, place))
        return redirect(url_for("returning.save", reference=opened.reference))
    if opened.role is Role.KEYING and request.form.get("do") == NOT_ON_PAPER:
        return left_open(opened, place, asked, form)
    if not form.validate() or form.value is None:
        if form.problem:
            complain(form, form.problem, opened)
        return refused(show(opened, place, asked, form, typed=form.typed), form)
    try:
        fresh = answering.save_answer(visit.context(), opened, place, form.value, seen=seen())
        accounts.stay(visit.context(), fresh)
    except Conflict as conflict:
        return show(opened, place, asked, form, typed=form.typed, conflict=conflict), 409
    failing = fresh.journey.failing_at(place)
    if failing:
        form.complain(locale.words(failing[0].message, wording_of(opened)))
        return show(opened, place, asked, form, typed=form.typed), 422
    return redirect(onward(fresh, place))


def left_open(opened: Opened, place: Place, asked: Question, form: AnswerForm) -> Shown:
    """Whoever types in a paper form says that it does not answer this."""
    if not visit.form_is_ours(request.form.get("mark")):
        form.validate()
        return refused(show(opened, place, asked, form, typed=form.typed), form)
    try:
        fresh = paper.leave_open(visit.context(), opened, place, seen())
    except Conflict as conflict:
        return show(opened, place, asked, form, typed=form.typed, conflict=conflict), 409
    accounts.stay(visit.context(), fresh)
    return redirect(onward(fresh, place))


def complain(form: AnswerForm, problem: Problem, opened: Opened) -> None:
    """Say on the page what is wrong with an answer."""
    form.complain(sentence(problem, form.question, wording_of(opened)), problem.field)


def kept_page(opened: Opened, place: Place, form: AnswerForm) -> Mapping[str, Sequence[str]] | None:
    """The page as it was left half-typed: with what was wrong, if the person had been told so."""
    typed = applications.typed_at(visit.context(), opened, place)
    if typed and typed.get(REFUSED):
        result = read(form.question, typed, datetime.now(locale.HERE).date())
        if isinstance(result, Problem):
            complain(form, result, opened)
    return typed


def seen() -> int | None:
    """The number of the answer that the page showed."""
    number = request.form.get("seen", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def show(
    opened: Opened,
    place: Place,
    asked: Question,
    form: AnswerForm | None = None,
    *,
    typed: Mapping[str, Sequence[str]] | None = None,
    conflict: Conflict | None = None,
) -> str:
    """The page of a question with what was typed, what was kept, or what was answered before."""
    wording = wording_of(opened)
    page = spoken(opened, place, page_of(opened.questionnaire, asked, wording))
    if typed is None:
        typed = (form and kept_page(opened, place, form)) or boxes(opened.given.answer(place))
    theirs = Missing.UNANSWERED if conflict is None or conflict.theirs is None else conflict.theirs
    return render_template(
        KEYED if opened.role is Role.KEYING else "questions/question.html",
        parent="questions/question.html",
        page=page,
        fixed=drawn(page, opened.purpose),
        opened=opened,
        typed=typed,
        errors=form.errors_for(page.target) if form else [],
        conflict_lines=tuple(lines(asked, theirs, wording)) if conflict else (),
        back=backward(opened, place),
        seen=conflict.seen if conflict else opened.seen(place),
    )


@bp.get("/")
def tasks(reference: str) -> Shown:
    """The parts of the assessment, what is done, and what comes after."""
    opened = applications.open(visit.context(), reference, Action.FOLLOW)
    if opened.was_sent or not allowed(opened, Action.READ):
        return redirect(url_for("progress.timeline", reference=reference))
    opened = applications.open(visit.context(), reference, Action.READ)
    if allowed(opened, Action.ANSWER) and to_be_placed(visit.context(), opened):
        return redirect(url_for("start.cohort", reference=reference))
    back_again = request.args.get("taken") == "back" and opened.purpose is Purpose.REAL
    return render_template(
        KEYED if opened.role is Role.KEYING else "questions/tasks.html",
        parent="questions/tasks.html",
        opened=opened,
        back_again=back_again,
        **task_page(opened),
    )


@bp.get("/check")
def check(reference: str) -> str:
    """Everything that was answered, each with a way to change it."""
    opened = applications.open(visit.context(), reference, Action.READ)
    visit.note_reading(opened, shown.ANSWERS)
    wanted = request.args.get("before") == "budget"
    return render_template(
        KEYED if opened.role is Role.KEYING else "questions/check.html",
        parent="questions/check.html",
        opened=opened,
        budget_wanted=wanted,
        **check_page(opened),
    )


@bp.get("/resume")
def resume(reference: str) -> Shown:
    """Back to where the person was: the page they had typed on, or the first question without an answer."""
    try:
        opened = applications.open(visit.context(), reference, Action.READ)
    except NotAllowed:  # whoever only follows comes back to how far it has come
        applications.open(visit.context(), reference, Action.FOLLOW)
        return redirect(url_for("progress.timeline", reference=reference))
    for place in (*applications.left_at(visit.context(), opened), opened.journey.next_place):
        if place is not None and (found := unfinished.address_of(opened, place) or still_asked(opened, place)):
            return redirect(found)
    return redirect(url_for("questions.tasks", reference=reference))


def still_asked(opened: Opened, place: Place) -> str | None:
    """Where a place is, if it can be answered as things stand."""
    ready = allowed(opened, Action.ANSWER) and place in opened.journey.places and opened.journey.can_visit(place)
    return address(opened, place) if ready else None
