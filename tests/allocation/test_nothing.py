"""Why a line comes to nothing: for the level, because it was had already, or because nothing is left."""

from __future__ import annotations

from datetime import date

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import parse
from portal.allocation.model import Budget
from portal.allocation.nothing import Nothing, why_nothing

LEVELS = """
id: levels
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: caring, kind: number, at_least: 0, at_most: 168, in_steps_of: 1, unit: hours a week}
  - {id: last, kind: date, not_applicable: true}
  - {id: had, kind: number, at_least: 0, at_most: 1000, in_steps_of: 1, unit: pounds one-off, blank: true}
lines:
  - {id: caring, quantity: caring}
  - id: level
    unit: pounds one-off
    bands: caring
    rows: [{from: 0, below: 10, figure: no-budget}, {from: 10, figure: 520}]
  - {id: grant, once: level, last: last, months: 12}
  - {id: left, left: level, had: had}
  - {id: rounded, round: grant, to: 5, how: up}
results:
  - {id: grant, title: Grant, line: rounded, headline: true}
  - {id: left, title: Left, line: left}
"""


@pytest.mark.parametrize(
    ("caring", "last", "had", "grant", "left"),
    [
        (5, date(2026, 10, 1), 520, Nothing.NO_BUDGET, Nothing.NO_BUDGET),
        (50, date(2026, 10, 1), 520, Nothing.NOT_DUE, Nothing.NONE_LEFT),
        (50, date(2025, 10, 1), 519, None, None),
    ],
)
def test_the_cause_is_looked_for_in_the_lines_behind(
    caring: int, last: date, had: int, grant: Nothing | None, left: Nothing | None
) -> None:
    found = calculate(parse(LEVELS, "levels.yaml"), {"caring": caring, "last": last, "had": had}, date(2026, 11, 22))
    assert isinstance(found, Budget)
    assert (why_nothing(found, "rounded"), why_nothing(found, "left")) == (grant, left)


BY_NEED = """
id: by-need
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: need, options: [low, high]}
  - {id: family, options: [none, some]}
lines:
  - id: low
    unit: pounds a week
    only_when: {question: need, is: low}
    score: family
    points: {none: 40, some: no-budget}
  - {id: weekly, sum: [low]}
"""


def test_a_sum_of_which_no_line_counts_is_no_decision_that_there_is_no_budget() -> None:
    scheme = parse(BY_NEED, "by-need.yaml")
    for need, why in (("high", Nothing.NO_LINE), ("low", Nothing.NO_BUDGET)):
        found = calculate(scheme, {"need": need, "family": "some"}, date(2026, 11, 22))
        assert isinstance(found, Budget)
        assert found.has_no_budget
        assert why_nothing(found, "weekly") is why
