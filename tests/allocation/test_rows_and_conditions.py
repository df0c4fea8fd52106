"""What can never count is told: a question scored twice, a row that another one hides, a limit out of reach."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: rows
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: washing, label: Washing, options: [none, some, full]}
  - {id: meals, label: Meals, options: [none, some, full]}
  - {id: who, label: Who helps, options: [agency, assistant, friend]}
  - {id: days, label: Days, kind: whole-number, at_least: 0, at_most: 7, unit: days a week}
rates:
  - {id: point, unit: pounds a week, per: points, figure: 5}
  - {id: day, unit: pounds, per: days, figure: 60}
  - {id: dear-day, unit: pounds, per: days, figure: 70}
lines:
  - {id: points, score: [washing, meals], points: {none: 0, some: 2, full: 5}}
  - {id: for-points, multiply: points, by: {rate: point}}
  - {id: days, quantity: days}
  - id: price
    choose:
      - {when: {question: who, is: agency}, rate: dear-day}
      - {when: {question: who, is: assistant}, rate: day}
      - {rate: day}
  - {id: for-days, multiply: days, by: price}
  - {id: all-week, unit: pounds a week, only_when_figure: {line: days, at_least: 7}, amount: 30}
  - {id: much, unit: pounds a week, only_when: {question: days, at_least: 5}, amount: 9}
  - {id: weekly, sum: [for-points, for-days, all-week, much]}
"""


def told(*edits: tuple[str, str]) -> list[tuple[str, str]]:
    words = WORDS
    for was, now in edits:
        assert words.count(was) == 1, was
        words = words.replace(was, now)
    try:
        parse(words, "rows.yaml")
    except ContentError as error:
        return [(each.code, each.what) for each in error.complaints]
    return []


def test_without_a_mistake_it_is_in_order() -> None:
    assert told() == []


@pytest.mark.parametrize("take", ["sum", "greatest"])
def test_a_question_that_is_scored_twice_in_one_line_is_told(take: str) -> None:
    twice = ("score: [washing, meals],", f"score: [washing, meals, meals], take: {take},")
    assert told(twice) == [("counted-twice", "It counts “meals” twice.")]
