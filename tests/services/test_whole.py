"""The adults' questionnaire as it is, from beginning to sending, with its own scheme."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from portal.access import Action
from portal.answers import Address, Answer
from portal.questionnaires.model import Group, Kind, Question
from portal.services import accounts, applications, budgets, casework
from portal.services.opened import Beginning, Opened, Purpose
from tests.web.running import content

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.services.context import Context
    from tests.services.town import Town

WRITTEN: dict[Kind, Answer] = {
    Kind.WHOLE_NUMBER: 2,
    Kind.DECIMAL: Decimal(2),
    Kind.MONEY: Decimal("12.50"),
    Kind.DATE: date(1950, 2, 3),
    Kind.EMAIL: "ann@example.org",
    Kind.PHONE: "01632 960 100",
    Kind.POSTCODE: "ZZ1 1ZZ",
    Kind.ADDRESS: Address(("1 Example Street",), "Exampleton", "ZZ1 1ZZ"),
}


def begin(context: Context, **beginning: Any) -> Opened:
    accounts.begin_session(context)
    return applications.begin(context, "adult", Beginning(**beginning))


def answer_all(context: Context, opened: Opened) -> Opened:
    """Answer whatever is next until nothing is: somebody new to support who needs much help."""
    while (place := opened.journey.next_place) is not None:
        question = opened.questionnaire.find(place.question)
        if isinstance(question, Group):
            opened = applications.finish_group(context, opened, question.id)
        else:
            opened = applications.save_answer(context, opened, place, plain_answer(opened, place, question))
    return opened


def plain_answer(opened: Opened, place: Place, question: Question) -> Answer:
    if question.options:
        option = question.options[0 if opened.questionnaire.section_of(place.question).first else -1].id
        return (option,) if question.kind is Kind.CHOICES else option
    return WRITTEN.get(question.kind, f"Words {len(opened.given.plain)}")


def test_a_whole_assessment_is_answered_sent_and_opened(town: Town) -> None:
    town.content = content()
    with town.visit() as context:
        opened = answer_all(context, begin(context))
        reference, token = opened.reference, context.visitor.token
        assert opened.journey.complete
    with town.visit(token) as context:
        opened = applications.open(context, reference, Action.SEND)
        shown = budgets.result(context, opened)
        assert shown.budget is not None
        assert shown.budget.headline.figure > 0
        applications.send(context, opened, declared=True)
    with town.visit() as context:
        submission = casework.open_sent(context, reference)
    frozen = [answer for section in submission.contents["sections"] for answer in section["answers"]]
    assert len(frozen) > 30
    assert {answer["question"] for answer in frozen} >= set(opened.given.plain)
    lines = submission.contents["budget"]["budget"]["lines"]
    assert [line["figure"] for line in lines] == [str(line.figure) for line in shown.budget.lines]
    assert [line["title"] for line in lines] == [line.title.standard for line in shown.budget.lines]


def test_a_rough_idea_asks_only_what_counts_and_gives_the_same_figure(town: Town) -> None:
    town.content = content()
    with town.visit() as context:
        rough = answer_all(context, begin(context, purpose=Purpose.ROUGH))
        whole = answer_all(context, begin(context))
        assert len(rough.journey.places) < len(whole.journey.places)
        figures = [budgets.result(context, each).budget for each in (rough, whole)]
    assert None not in figures
    assert len({each.headline.figure for each in figures if each is not None}) == 1


def test_a_later_change_of_the_scheme_leaves_what_was_sent_as_it_was_shown(town: Town) -> None:
    town.content = content()
    with town.visit() as context:
        opened = answer_all(context, begin(context))
        reference, token = opened.reference, context.visitor.token
        shown = budgets.result(context, opened)
    with town.visit(token) as context:
        applications.send(context, applications.open(context, reference, Action.SEND), declared=True)
    town.content = replace(content(), schemes={"adult": ()})
    with town.visit(token) as context:
        assert budgets.result(context, applications.open(context, reference, Action.READ)) == shown
        fresh = answer_all(context, begin(context))
        assert budgets.result(context, fresh).refusal is not None
