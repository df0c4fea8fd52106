"""What each operation asks: the question, what may be answered to it, and of whom."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.allocation.loading import read_unchecked
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme
from portal.files import parse_yaml
from tests.allocation.schemes import HEAD

NEVER = ("not-applicable", "blank")
WHERE = "where: {all: [{question: willing, is: 'yes'}, {question: years, at_least: 2}]}"
HELP = f"support: first, people: helpers, helps_with: does, counts: [meals], {WHERE}"
OF_HELPERS = (Input("willing", "any", group="helpers"), Input("years", "any-number", group="helpers"))
OF_ONESELF = (Input("willing", "any"), Input("years", "any-number"))
ONE, TWO, NINE, HALF = Decimal(1), Decimal(2), Decimal(9), Decimal("0.5")


def scheme(line: str) -> Scheme:
    first = "  - {id: first, unit: points, amount: 4}\n"
    words = f"{HEAD.format(people='carers')}lines:\n{first}  - {{id: last, unit: points, {line}}}\n"
    return read_unchecked(parse_yaml(words, "asked.yaml"), [])


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        (
            "quantity: one, at_least: 1, at_most: 9, in_steps_of: 0.5",
            (Input("one", "number", at_least=ONE, at_most=NINE, in_steps_of=HALF),),
        ),
        (
            "score: one, points: {low: 1, high: 9, more: a-person}, in_between: 0.5",
            (Input("one", "choice", ("low", "high", "more"), in_steps_of=HALF),),
        ),
        (
            "score: [one, two], points: {low: 1, high: 9, more: a-person}, in_between: 0.5",
            tuple(Input(name, "choice", ("low", "high", "more"), in_steps_of=HALF) for name in ("one", "two")),
        ),
        ("score_several: one, points: {low: 1, high: 9}", (Input("one", "choices", ("low", "high")),)),
        (f"over: helpers, take: count, {WHERE}", (Input("helpers", "group"), *OF_HELPERS)),
        (
            f"over: helpers, take: sum, of: hours, {WHERE}",
            (Input("helpers", "group"), Input("hours", "number", group="helpers"), *OF_HELPERS),
        ),
        ("over: helpers, take: count", (Input("helpers", "group"),)),
        ("since: moved-in, in: years", (Input("moved-in", "date"),)),
        ("once: first, last: day, months: 12", (Input("day", "date", special=NEVER),)),
        (
            "left: first, had: had, last: day, months: 12",
            (Input("had", "number", special=NEVER), Input("day", "date", special=NEVER)),
        ),
        ("left: first, had: had", (Input("had", "number", special=NEVER),)),
        (
            "choose: [{when: {question: years, at_least: 2}, figure: 1}, {when: {question: home, is: own}, figure: 2}]",
            (Input("years", "any-number"), Input("home", "any")),
        ),
        (
            f"support: first, how_much: much, shares: {{all: 100, half: 50}}, {WHERE}",
            (Input("much", "choice", ("all", "half")), *OF_ONESELF),
        ),
        (
            f"{HELP}, share: 50",
            (Input("helpers", "group"), Input("does", "choices", ("meals",), "helpers"), *OF_HELPERS),
        ),
        (
            f"{HELP}, how_much: much, shares: {{all: 100}}",
            (
                Input("helpers", "group"),
                Input("does", "choices", ("meals",), "helpers"),
                Input("much", "choice", ("all",), "helpers"),
                *OF_HELPERS,
            ),
        ),
        ("sum: [first]", ()),
    ],
    ids=lambda one: one.split(":")[0] if isinstance(one, str) else "",
)
def test_each_operation_asks_what_it_counts(line: str, asked: tuple[Input, ...]) -> None:
    found = scheme(line)
    assert found.line("last").operation.inputs == asked
    assert found.inputs == asked
    assert found.questions_used == {one.id for one in asked}


def test_what_is_asked_twice_is_asked_once_as_the_line_that_knows_most_of_it() -> None:
    found = scheme("quantity: one, at_most: 9, only_when: {question: one, at_least: 2}")
    assert found.inputs == (Input("one", "number", at_most=NINE),)
    found = scheme(
        "choose: [{when: {question: one, is: '2'}, figure: 1}, {when: {question: one, at_least: 2}, figure: 3}]"
    )
    assert found.inputs == (Input("one", "any-number"),)


def test_the_questions_that_decide_a_line_are_told_with_it() -> None:
    only = "only_when: {question: lives, is: alone}"
    for line, asked in (
        (f"amount: 5, {only}", ("lives",)),
        (f"choose: [{{when: {{question: years, at_least: 2}}, figure: 1}}, {{figure: 3}}], {only}", ("lives", "years")),
        (f"support: first, how_much: much, shares: {{all: 100}}, {WHERE}", ("willing", "years")),
        ("once: first, last: day, months: 12", ("day",)),
        (f"over: helpers, take: count, {WHERE}", ()),
    ):
        assert scheme(line).line("last").hangs_on == asked


def test_the_lines_that_a_line_stands_on_are_known_each_once() -> None:
    test = "when_figure: {line: first, at_least: 2}"
    for line, used in (
        ("sum: [first, first, 3]", ("first",)),
        (f"choose: [{{{test}, figure: 1}}, {{figure: 3}}]", ("first",)),
        ("amount: 5, only_when_figure: {line: first, at_least: 2}", ("first",)),
        ("limit: first, at_least: 2", ("first",)),
        ("multiply: first, by: first", ("first",)),
        ("amount: 5", ()),
    ):
        assert scheme(line).line("last").lines_used == used


def test_a_declared_input_takes_its_steps_from_the_line_that_counts_it() -> None:
    words = f"{HEAD.format(people='carers')}inputs:\n  - {{id: one, options: [low, high]}}\n"
    words += "lines:\n  - {id: last, unit: points, score: one, points: {low: 1, high: 9}, in_between: 0.5}\n"
    assert [one.in_steps_of for one in read_unchecked(parse_yaml(words, "asked.yaml"), []).inputs] == [HALF]
