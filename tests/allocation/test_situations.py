"""What comes of certain answers is told before anybody gives them: a choice that takes a line without a figure."""

from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.model import Budget
from portal.files import ContentError, parse_yaml

WORDS = """id: situations
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: place, label: Place, options: [home, shared, away], not_applicable: true}
  - {id: hours, label: Hours, kind: whole-number, at_least: 0, at_most: 20, unit: hours a week}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours, quantity: hours}
  - {id: for-hours, multiply: hours, by: {rate: hour}, only_when: {question: hours, at_least: 1}}
  - {id: room, unit: pounds a week, amount: 90, only_when: {question: place, any_of: [shared, away]}}
  - {id: both, sum: [for-hours, room]}
  - {id: with-rise, multiply: both, by: 2}
  - {id: weekly, choose: [ROWS]}
"""
HOME, AWAY = "when: {question: place, is: home}", "when: {question: place, is: away}"
NONE = "when: {question: place, is: not-applicable}, figure: no-budget"


def told(rows: str, *edits: tuple[str, str], code: str = "row-without-figure") -> list[str]:
    words = WORDS.replace("ROWS", rows)
    for was, now in edits:
        assert words.count(was) == 1, was
        words = words.replace(was, now)
    try:
        parse(words, "situations.yaml")
    except ContentError as error:
        return [each.what for each in error.complaints if each.code == code]
    return []


@pytest.mark.parametrize(
    ("rows", "answers", "taken"),
    [
        (f"{{{HOME}, line: with-rise}}, {{line: room}}", "place=home hours=0", "with-rise"),
        (f"{{{AWAY}, line: with-rise}}, {{{NONE}}}, {{line: room}}", "place=home", "room"),
        ("{line: with-rise}", "place=home hours=0", "with-rise"),
        ("{when: {question: hours, at_least: 1}, line: for-hours}, {line: room}", "hours=0 place=home", "room"),
    ],
)
def test_a_choice_that_takes_a_line_without_a_figure_is_told_with_the_answers(
    rows: str, answers: str, taken: str
) -> None:
    said = f"With {answers} it takes “{taken}”, which does not apply there: it gives nothing, without a word."
    assert said in told(rows)


@pytest.mark.parametrize(
    "rows",
    [
        f"{{{NONE}}}, {{{HOME}, figure: 0}}, {{{AWAY}, line: with-rise}}, {{line: room}}",
        "{when: {question: hours, at_least: 1}, line: both}, {figure: a-person}",
        "{when_figure: {line: hours, at_least: 1}, line: for-hours}, {figure: 0}",
    ],
)
def test_a_choice_whose_lines_apply_wherever_they_are_taken_is_in_order(rows: str) -> None:
    assert told(rows) == []


def test_what_the_check_tells_of_would_be_no_budget() -> None:
    words = WORDS.replace("ROWS", f"{{{HOME}, line: with-rise}}, {{figure: 5}}")
    scheme = read_unchecked(parse_yaml(words, "situations.yaml"), [])
    found = calculate(scheme, {"place": "home", "hours": Decimal(0)}, scheme.starts)
    assert isinstance(found, Budget)
    assert found.has_no_budget
