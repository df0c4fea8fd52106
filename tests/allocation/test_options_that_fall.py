"""Of two options, the one with more points is given no less by a choice; where it is, the check tells both figures."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

SCHEME = """id: ours
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: need, options: [none, some, full]}
  - {id: where, options: [town, country]}
  - {id: again, options: [none, some, full]}
lines:
  - {id: need, score: need, points: {none: 0, some: 4, full: 9}}
  - {id: other, OTHER}
  - {id: most, percentage: need, per_cent: 90}
  - {id: half, percentage: need, per_cent: 40}
  - {id: last, CHOICE}
  - {id: all, sum: [need, other, last]}
"""
FULL = "choose: [{when: {question: need, is: full}, line: half}, {line: need}]"


def told(choice: str, other: str = "score: again, points: {none: 0, some: 4, full: 9}") -> list[str]:
    try:
        parse(SCHEME.replace("CHOICE", choice).replace("OTHER", other), "ours.yaml")
    except ContentError as error:
        return [each.what for each in error.complaints if each.code == "more-need-gives-less"]
    return []


@pytest.mark.parametrize(
    "choice",
    [
        FULL,
        "choose: [{when: {all: [{question: where, is: town}, {question: need, is: full}]}, line: half}, {line: need}]",
        "choose: [{when: {not: {question: need, any_of: [none, some]}}, line: half}, {line: need}]",
    ],
)
def test_more_points_and_less_money_are_told_with_both_figures(choice: str) -> None:
    assert told(choice) == ["Of “need”, “full” has more points than “some”, and gives 3.6 where that gives 4."]


def test_no_budget_at_more_points_is_less_than_a_figure() -> None:
    choice = "choose: [{when: {question: need, is: full}, figure: no-budget}, {line: need}], unit: points"
    assert told(choice) == ["Of “need”, “full” has more points than “some”, and gives 0 where that gives 4."]


@pytest.mark.parametrize(
    ("choice", "other"),
    [
        ("choose: [{when: {question: need, is: full}, line: most}, {line: need}]", ""),
        ("choose: [{when: {question: need, is: full}, figure: a-person}, {line: need}], unit: points", ""),
        ("choose: [{when: {question: where, is: town}, line: half}, {line: need}]", ""),
        (f"{FULL}, may_fall: Somebody else pays for the rest", ""),
        (FULL, "score: need, points: {none: 9, some: 4, full: 0}"),
    ],
)
def test_nothing_is_told_where_it_rises_where_a_person_decides_or_where_points_say_nothing(
    choice: str, other: str
) -> None:
    assert told(choice, *([other] if other else [])) == []
