"""What if? Other answers in a copy, beside the true figure. Nothing of it is kept and no address holds an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for

from portal.access import Action, State
from portal.allocation.model import Refusal
from portal.answers import Missing
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.services import applications, budgets
from portal.services.sharing import seen
from portal.services.trying import Trial, everybody, locked, may_be_tried, told_of_everybody, tried, unlocked
from portal.web import locale, visit
from portal.web.budget import what_if_lists as lists
from portal.web.budget.bp import bp
from portal.web.budget.comparing import compared, side_by_side
from portal.web.forms import PageForm, Shown, refused
from portal.web.questions.forms import form_class
from portal.web.questions.page import page_of
from portal.web.questions.prefill import boxes
from portal.web.questions.problems import sentence
from portal.web.questions.speech import spoken, wording_of
from portal.web.questions.summary import asked_of, row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.allocation.model import Budget
    from portal.questionnaires.model import Question
    from portal.services.budgets import Result
    from portal.services.opened import Opened
    from portal.web.questions.forms import AnswerForm


@bp.route("/applications/<reference>/budget/what-if", methods=["GET", "POST"])
def what_if(reference: str) -> Shown:
    """Try other answers: the list, one question, or both figures side by side."""
    context = visit.context()
    opened = applications.open(context, reference, Action.BUDGET)
    if not opened.journey.complete and opened.state in {State.DRAFT, State.ROUGH}:
        return redirect(url_for("questions.check", reference=reference, before="budget"))
    visit.note_reading(opened, seen.BUDGET)
    real = budgets.result(context, opened)
    if real.declined or request.form.get("throw"):
        return redirect(url_for("budget.budget", reference=reference))
    trial = unlocked(context, opened, request.form.get("trial", ""))
    asking = place_at(opened, trial, request.form.get("asking", ""))
    if asking is not None and not request.form.get("list"):
        return answering(opened, real, trial, asking)
    form = PageForm()
    if request.method == "POST" and form.validate():
        trial, item = lists.pressed(opened, trial, request.form)
        wanted = open_in(opened, trial, item) or place_at(opened, trial, request.form.get("ask", ""))
        if wanted is not None:
            return question_page(opened, trial, wanted)
        undone = next((each for each in trial.places if key(each) == request.form.get("undo")), None)
        trial = trial.without(undone) if undone else trial
    return refused(whole_page(opened, real, trial, form), form)


def key(place: Place) -> str:
    """How a place is named in the form: our own ids only."""
    return f"{place.question}/{place.item}" if place.item else place.question


def place_at(opened: Opened, trial: Trial, wanted: str) -> Place | None:
    """The place of that name if it may be tried as things stand in the copy."""
    if not wanted:
        return None
    offered = may_be_tried(visit.context(), tried(opened, trial))
    return next((each for each in offered if key(each) == wanted), None)


def answering(opened: Opened, real: Result, trial: Trial, place: Place) -> Shown:
    """Take another answer into the copy, or show its question again with a sentence that helps."""
    asked = asked_at(opened, place)
    form = form_class(opened.questionnaire, asked.id)()
    if not form.validate() or form.value is None:
        if form.problem:
            form.complain(sentence(form.problem, asked, wording_of(opened)), form.problem.field)
        return refused(question_page(opened, trial, place, form), form)
    fresh = trial.having(opened, place, form.value)
    failing = tried(opened, fresh).journey.failing_at(place)
    if failing:
        form.complain(locale.words(failing[0].message, wording_of(opened)))
        return question_page(opened, trial, place, form), 422
    following = open_in(opened, fresh, place.item if place.item in fresh.added else None)
    return question_page(opened, fresh, following) if following else whole_page(opened, real, fresh, PageForm())


def open_in(opened: Opened, trial: Trial, item: str | None) -> Place | None:
    """What still has to be answered about somebody of a list in the copy; None where it is nobody, or all is."""
    if item is None:
        return None
    copy = tried(opened, trial)
    offered = (each for each in may_be_tried(visit.context(), copy) if each.item == item)
    return next((each for each in offered if copy.given.answer(each) is Missing.UNANSWERED), None)


def asked_at(opened: Opened, place: Place) -> Question:
    """The question of a place; lists are never offered here."""
    asked = opened.questionnaire.find(place.question)
    if isinstance(asked, Group):
        raise TypeError(place.question)
    return asked


def question_page(opened: Opened, trial: Trial, place: Place, form: AnswerForm | None = None) -> str:
    """One question, with the answer as it is in the copy."""
    copy = tried(opened, trial)
    asked = asked_at(opened, place)
    page = spoken(copy, place, page_of(opened.questionnaire, asked, wording_of(opened)))
    typed: Mapping[str, Sequence[str]] = form.typed if form else boxes(copy.given.answer(place))
    return render_template(
        "budget/what_if_question.html",
        opened=opened,
        page=page,
        typed=typed,
        asking=key(place),
        trial=locked(visit.context(), opened, trial),
        errors=form.errors_for(page.target) if form else [],
    )


def whole_page(opened: Opened, real: Result, trial: Trial, form: PageForm) -> str:
    """The copy beside the truth, and every answer that can be tried."""
    context, copy = visit.context(), tried(opened, trial)
    true: Budget | Refusal | None = real.budget or real.refusal
    said = budgets.Recorded(real.exception, real.help_said)
    outcome = (
        budgets.worked_out(context, copy, real.day, lifted=said.lifted, goes_on=said.goes_on) if trial.changes else None
    )
    offered = may_be_tried(context, copy)
    missing = missing_rows(copy, outcome, offered) if isinstance(outcome, Refusal) else []
    if outcome is not None:
        outcome = told_of_everybody(opened, copy, outcome)
    return render_template(
        "budget/what_if.html",
        opened=opened,
        trial=locked(context, opened, trial),
        shown=side_by_side(compared(true, outcome), copy, tried=True, items=everybody(opened, copy))
        if true and outcome
        else None,
        changed=[changed_row(opened, copy, each) for each in lists.told(opened, trial)],
        missing=missing,
        lists=lists.shown(opened, copy, outcome),
        rows=[question_row(copy, each) for each in offered],
        errors=form.errors_for(),
    )


def missing_rows(copy: Opened, outcome: Refusal, offered: tuple[Place, ...]) -> list[dict[str, Any]]:
    """The questions that stand in the way of a figure in the copy."""
    wanted = {(question, lists.item_at(copy, question, item)) for question, item in outcome.questions}
    return [question_row(copy, each) for each in offered if (each.question, each.item) in wanted]


def question_row(copy: Opened, place: Place) -> dict[str, Any]:
    """One question with its answer in the copy."""
    found = row(copy, place, asked_of(copy)[place.question], wording_of(copy))
    return {"key": key(place), "question": found.question, "answer": "; ".join(found.lines)}


def changed_row(opened: Opened, copy: Opened, place: Place) -> dict[str, Any]:
    """One change: what it really is and what is tried."""
    somebody = lists.changed_row(opened, copy, place)
    return somebody or question_row(copy, place) | {"real": question_row(opened, place)["answer"]}
