"""Rows of a receipt are drawn once for everyone, and nothing of anybody's own is kept in them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.access import Action
from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, How, Line, Operand, Outcome
from portal.answers import Missing
from portal.money import Direction, Rounding, Unit
from portal.services import budgets
from portal.web.budget import nothing, receipt, rows, views
from portal.web.schemes import examples
from portal.words import Text
from tests.allocation.schemes import edited_adult
from tests.content.adult_route import AFTER_A_STROKE, NEEDS_LITTLE, Person
from tests.web import stages
from tests.web.judging import words_of

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

LED = re.compile(r'href="/applications/([^/"]+)/')


def shown(begun: Begun) -> str:
    return begun.browser().get(f"{begun.path}/budget").text


def test_a_row_drawn_before_is_the_row_drawn_afresh(standing_service: Service) -> None:
    begun = stages.complete(standing_service, helper=False)
    receipt.ROWS.clear()
    first = shown(begun)
    kept = len(receipt.ROWS)
    again = shown(begun)
    receipt.ROWS.clear()
    afresh = shown(begun)
    assert kept > 0
    assert first == again == afresh


def test_two_people_with_the_same_answers_each_get_their_own_links(standing_service: Service) -> None:
    receipt.ROWS.clear()
    ann, bob = (stages.complete(standing_service, helper=False) for _ in range(2))
    pages = {begun.reference: shown(begun) for begun in (ann, bob)}
    for own, other in ((ann, bob), (bob, ann)):
        assert f"{own.path}/questions/" in pages[own.reference]
        again = re.findall(rf'href="({own.path}/budget/look-again[^"]*)"', pages[own.reference])
        assert any("?line=" in each for each in again)
        own.browser().get(again[0])
        assert other.reference not in pages[own.reference]
        assert set(LED.findall(pages[own.reference])) == {own.reference}


def test_what_is_kept_holds_no_reference_and_no_words_of_a_person(standing_service: Service) -> None:
    receipt.ROWS.clear()
    begun = stages.complete(standing_service, helper=True)
    shown(begun)
    opened = begun.open()
    assert opened.person_name
    for html in receipt.ROWS.values():
        assert begun.reference not in html
        assert opened.person_name not in html


def test_a_line_that_counts_typed_words_or_people_is_nobody_elses(standing_service: Service) -> None:
    opened = stages.complete(standing_service, helper=False).open()
    asked = opened.questionnaire
    for placed in asked.placed.values():
        line = counting(Operand(How.ADDED, Decimal(1), question=placed.question.id))
        assert not receipt.is_for_everyone(line, asked), "no option was picked, so it was typed or counted"
        picked = Operand(How.ADDED, Decimal(1), question=placed.question.id, option="some", item=0)
        assert not receipt.is_for_everyone(counting(picked), asked), "it is about one of several people"


def counting(operand: Operand) -> Line:
    words = Text("line", "A line")
    return Line("line", "score", words, words, (operand,), Decimal(1), Unit.POINTS)


ONCE = {"using-home": "hard", "home-changes": ("rails", "alarm")}
NHS = ("line: once}", "line: once, paid_by: The NHS}")


@pytest.mark.parametrize("page", ["budget", "copy"])
@pytest.mark.parametrize("person", [NEEDS_LITTLE, AFTER_A_STROKE], ids=["no weekly budget", "a weekly budget"])
def test_what_is_paid_once_is_told_with_its_working(standing_service: Service, person: Person, page: str) -> None:
    once = replace(person, answers={**person.answers, **ONCE})
    found = standing_service.begun().answer_up_to(person=once)
    words = found.browser().get(f"{found.path}/{page}").words
    assert "Things that are paid for once: £230.00 once" in words
    assert "£150.00 + £80.00 = £230.00 once" in words
    assert "£0 a week" not in words
    assert person is not NEEDS_LITTLE or "no weekly budget" in words


def test_no_budget_costs_nothing_that_could_be_named(standing_service: Service) -> None:
    for person, whole in ((NEEDS_LITTLE, "not yet worked out"), (AFTER_A_STROKE, "£200.00 a week")):
        found = standing_service.begun().answer_up_to(person=person)
        cost = found.browser().get(f"{found.path}/budget").tree.xpath("//h2[@id='who-pays']/following::dd")[0]
        assert words_of(cost) == whole


def test_what_was_had_already_is_not_called_no_budget(sqlite_service: Service) -> None:
    begun = sqlite_service.begun().answer_up_to(person=NEEDS_LITTLE)
    with begun.opening(Action.BUDGET) as (context, opened):
        result = budgets.result(context, opened).budget
        assert result is not None
        said = {}
        for operation in ("limit", "once", "left"):
            lines = (
                replace(each, operation=operation) if each.outcome is Outcome.NO_BUDGET else each
                for each in result.lines
            )
            with sqlite_service.app.test_request_context("/"):
                said[operation] = nothing.none_words(replace(result, lines=tuple(lines)), opened)
    assert said["limit"]["words"] == "no weekly budget"
    assert said["once"]["words"] == "a sum that is not due yet"
    assert said["once"]["after"].startswith("You had this money already.")
    assert said["left"]["words"] == "no money left in this period"


def test_that_no_line_counts_is_not_called_a_decision(sqlite_service: Service) -> None:
    begun = sqlite_service.begun().answer_up_to(person=NEEDS_LITTLE)
    with begun.opening(Action.BUDGET) as (context, opened):
        result = budgets.result(context, opened).budget
        assert result is not None
        last = replace(result.headline, applies=False)
        lines = tuple(last if each.id == last.id else each for each in result.lines)
        with sqlite_service.app.test_request_context("/"):
            said = nothing.none_words(replace(result, lines=lines), opened)
            public = examples.none(replace(result, lines=lines))
    assert said["words"] == "no sum so far"
    assert "This does not mean no help. A worker looks at your answers" in said["after"]
    assert public == "No line of this scheme counts for these answers."


def test_other_money_is_told_with_who_pays_and_is_no_cost_of_the_council(sqlite_service: Service) -> None:
    once = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, **ONCE})
    begun = sqlite_service.begun().answer_up_to(person=once)
    with begun.opening(Action.BUDGET) as (context, opened):
        budget = calculate(edited_adult(NHS), opened.journey.facts, context.today)
        assert isinstance(budget, Budget)
        with sqlite_service.app.test_request_context("/"):
            (beside,) = views.others(budget, opened, may_ask=False)
    assert beside["paid_by"] == "The NHS"
    assert views.whole_cost(budget, [beside]) == ["£207.00 a week"]


def test_a_line_without_a_budget_says_so_and_reckons_nothing(standing_service: Service) -> None:
    found = standing_service.begun().answer_up_to(person=NEEDS_LITTLE)
    for page in ("budget", "copy"):
        tree = found.browser().get(f"{found.path}/{page}").tree
        figures = [words_of(each) for each in tree.xpath("//tbody[contains(@class, 'receipt--total')]//td[1]")]
        assert figures[0] == "no budget"
        assert "£0.00" not in words_of(tree.xpath("//table[contains(@class, 'receipt')]")[0])


@pytest.mark.parametrize(("operation", "words"), [("once", "not due yet"), ("left", "nothing left")])
def test_what_was_had_already_stands_beside_the_figure_with_its_reason(
    sqlite_service: Service, operation: str, words: str
) -> None:
    once = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, **ONCE})
    begun = sqlite_service.begun().answer_up_to(person=once)
    with begun.opening(Action.BUDGET) as (context, opened):
        budget = budgets.result(context, opened).budget
        assert budget is not None
        beside = next(each.line for each in budget.results if not each.headline)
        had = replace(budget.line(beside), operation=operation, figure=Decimal(0), outcome=Outcome.NO_BUDGET)
        lines = tuple(had if each.id == beside else each for each in budget.lines)
        with sqlite_service.app.test_request_context("/"):
            page = views.budget_page(replace(budget, lines=lines), opened)
    assert page["not_now"] == [{"title": "Things that are paid for once", "why": words}]
    assert page["others"] == []
    assert page["whole_cost"] == ["£207.00 a week"]


def test_one_question_in_the_way_is_spoken_of_as_one(standing_service: Service) -> None:
    unsure = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, "washing": Missing.NOT_SURE})
    begun = standing_service.begun().answer_up_to(person=unsure)
    assert "If you can, answer it now." in begun.browser().get(f"{begun.path}/budget").words
    assert "Can you answer it now?" in begun.browser().easy().get(f"{begun.path}/budget").words


@pytest.mark.parametrize(("stage", "version"), [("complete", ""), ("sent", "/2026-04-01"), ("unsure", "")])
def test_the_table_that_was_used_can_be_read(standing_service: Service, stage: str, version: str) -> None:
    begun = stages.STAGES[stage](standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/budget")
    (href,) = page.tree.xpath("//a[normalize-space()='Read the whole table we use, with dates and sources']/@href")
    assert href == f"/how-budgets-are-worked-out/adult{version}"


@pytest.mark.parametrize("page", ["budget", "copy"])
def test_a_rounded_sum_says_to_what_and_which_way(standing_service: Service, page: str) -> None:
    begun = standing_service.begun().answer_up_to(person=AFTER_A_STROKE)
    words, easy = (each.get(f"{begun.path}/{page}").words for each in (begun.browser(), begun.browser().easy()))
    assert "£199.20, rounded up to the next £1.00, so that nobody loses by it: £200.00 a week" in words
    assert "£199.20, made a round number, up to the next £1.00, so that nobody loses money: £200.00" in easy


@pytest.mark.parametrize(
    ("figure", "how", "said"),
    [
        ("12", Direction.HALF_UP, "£25.00 ÷ 2, rounded to the nearest £4.00, halves up: £12.00 a week"),
        ("12", Direction.HALF_EVEN, "£25.00 ÷ 2, rounded to the nearest £4.00, halves to the even one: £12.00 a week"),
        ("12", Direction.DOWN, "£25.00 ÷ 2, rounded down to the nearest £4.00: £12.00 a week"),
        ("16", Direction.UP, "£25.00 ÷ 2, rounded up to the next £4.00: £16.00 a week"),
        ("12.5", Direction.UP, "£25.00 ÷ 2 = £12.50 a week"),
    ],
)
def test_each_way_to_round_is_told_where_it_changes_the_sum(
    standing_service: Service, figure: str, how: Direction, said: str
) -> None:
    halved = (Operand(How.ADDED, Decimal(25)), Operand(How.DIVIDED_BY, Decimal(2)))
    line = replace(counting(halved[0]), operands=halved, unit=Unit.POUNDS_A_WEEK, figure=Decimal(figure))
    with standing_service.app.test_request_context("/"):
        assert rows.working(replace(line, rounding=Rounding(Decimal(4), how))) == said


def test_one_figure_that_rounding_leaves_as_it_is_has_no_working(standing_service: Service) -> None:
    line = replace(counting(Operand(How.ADDED, Decimal(25))), rounding=Rounding(Decimal(1), Direction.UP))
    with standing_service.app.test_request_context("/"):
        assert rows.working(replace(line, figure=Decimal(25))) == ""
        assert rows.working(replace(line, figure=Decimal(26)))


def test_no_more_rows_are_kept_than_there_is_room_for(standing_service: Service) -> None:
    begun = stages.complete(standing_service, helper=False)
    receipt.ROWS.clear()
    receipt.ROWS.update(dict.fromkeys(range(receipt.KEPT), ""))
    shown(begun)
    assert len(receipt.ROWS) < receipt.KEPT
