"""What is multiplied from two lines that never apply together is never given, and that is told."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: trips
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: far, label: Far, kind: yes-no}
  - {id: lives, label: Lives, options: [town, village, farm]SPECIAL}
  - {id: much, label: Much, kind: whole-number, at_most: 5, unit: points}
  - {id: trips, label: Trips, kind: whole-number, at_most: 5, unit: trips a week}
  - {id: miles, label: Miles, kind: whole-number, at_most: 50, unit: miles, per: trips}
rates:
  - {id: mile, unit: pounds, per: miles, figure: 0.45}
  - {id: base, unit: pounds a week, figure: 10}
lines:
  - {id: much, quantity: much}
  - {id: trips, ONE, quantity: trips}
  - {id: miles, OTHER, quantity: miles}
  - {id: together, multiply: trips, by: miles}
  - {id: for-miles, multiply: together, by: {rate: mile}, rounding: scheme}
  - {id: base, amount: {rate: base}}
  - {id: weekly, sum: [base, for-miles]}
"""
NEVER = "“trips” and “miles” never apply together, so that it is never given."


def told(one: str, other: str, *, special: str = "") -> list[str]:
    words = WORDS.replace("ONE", one).replace("OTHER", other).replace("SPECIAL", special)
    try:
        parse(words, "trips.yaml")
    except ContentError as error:
        return [each.what for each in error.complaints if each.code == "never-holds"]
    return []


FAR, NEAR = 'only_when: {question: far, is: "yes"}', 'only_when: {question: far, is: "no"}'
IN_TOWN, NOT_IN_TOWN = "only_when: {question: lives, is: town}", "only_when: {not: {question: lives, is: town}}"
NOT_ELSEWHERE = "only_when: {not: {question: lives, any_of: [village, farm]}}"


@pytest.mark.parametrize(
    ("one", "other"), [(FAR, NEAR), (NEAR, FAR), (IN_TOWN, NOT_IN_TOWN), (NOT_IN_TOWN, NOT_ELSEWHERE)]
)
def test_lines_that_never_apply_together_are_told(one: str, other: str) -> None:
    assert told(one, other) == [NEVER]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FAR, FAR),
        (FAR, IN_TOWN),
        (FAR, "only_when_figure: {line: much, at_least: 2}"),
        ("only_when: {question: much, at_least: 3}", "only_when: {question: much, at_most: 2}"),
        ("only_when: {question: lives, any_of: [town, farm]}", NOT_IN_TOWN),
    ],
)
def test_lines_that_can_apply_together_or_of_which_it_is_not_sure_pass(one: str, other: str) -> None:
    assert told(one, other) == []


def test_an_answer_beside_the_options_may_let_both_apply() -> None:
    assert told(NOT_IN_TOWN, NOT_ELSEWHERE, special=", not_applicable: true") == []
