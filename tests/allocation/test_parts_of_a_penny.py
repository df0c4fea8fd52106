"""A result has no parts of a penny; who writes the scheme is told in which line they come up."""

import pytest

from portal.allocation.loading import parse, read_unchecked
from portal.files import ContentError, parse_yaml
from tests.allocation.schemes import HEAD

WORDS = (
    HEAD.format(people="adults")
    + """inputs:
  - {id: new, kind: money, at_least: 0, at_most: 999, unit: pounds a week}
  - {id: before, kind: money, at_least: 0, at_most: 999, unit: pounds a week}
lines:
  - {id: new, quantity: new}
  - {id: before, quantity: before}
  - {id: ceiling, percentage: before, per_cent: 120}
"""
)


@pytest.mark.parametrize("limits", ["at_most: ceiling", "at_least: ceiling, below: no-budget"])
def test_a_limit_that_a_figure_never_becomes_may_have_parts_of_a_penny(limits: str) -> None:
    why = "may_fall: It is a test." if "below" in limits else "source: A test"
    assert parse(f"{WORDS}  - {{id: last, limit: new, {limits}, {why}}}\n", "limits.yaml").lines


def test_the_line_in_which_parts_of_a_penny_come_up_is_named() -> None:
    lines = "  - {id: held, limit: new, at_least: ceiling}\n  - {id: last, sum: [held]}\n"
    with pytest.raises(ContentError) as caught:
        parse(WORDS + lines, "limits.yaml")
    [told] = caught.value.complaints
    assert (told.code, told.where) == ("result-not-rounded", "line “last”")
    assert "which come from the line “ceiling”" in told.what


LINES = """inputs:
  - {id: halves, kind: number, in_steps_of: 0.5, unit: points}
  - {id: had, kind: number, in_steps_of: 0.25, blank: true, not_applicable: true}
  - {id: family, kind: group, inputs: [{id: does, kind: number, in_steps_of: 0.25}]}
lines:
  - {id: half, quantity: halves}
  - {id: any, unit: points, quantity: any}
  - {id: fine, unit: points, amount: 0.001}
"""
LATER = "starts: 2026-06-01"
WILLING = "where: {question: willing, is: 'yes'}"
HELP = f"support: half, people: helpers, helps_with: does, counts: [food], {WILLING}"
POINTS = "points: {none: 0, some: 0.5}"


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("left: half, had: had", 2),
        ("left: fine, had: had", 3),
        ("left: half, had: other", None),
        ("left: any, had: had", None),
        ("protect: half, before: fine, until: 2027-03-31", 3),
        ("protect: any, before: fine, until: 2027-03-31", None),
        (f"protect: half, before: half, {LATER}, most_fall: 0.25", 2),
        (f"protect: half, before: fine, {LATER}, most_fall: 0.25", 3),
        (f"protect: half, before: any, {LATER}, most_fall: 0.25", None),
        (f"protect: half, before: half, {LATER}, most_fall_per_cent: 12.5", 4),
        (f"protect: any, before: half, {LATER}, most_fall_per_cent: 12.5", None),
        (f"protect: half, before: half, {LATER}, share_of_change: [25, 37.5]", 4),
        (f"support: half, how_much: much, shares: {{all: 100, some: 12.5}}, {WILLING}", 4),
        (f"{HELP}, share: 12.5", 4),
        (f"{HELP}, share: 50", 3),
        (f"{HELP}, how_much: much, shares: {{all: 100, some: 12.25}}", 5),
        ("over: helpers, take: count", 0),
        ("over: helpers, take: sum, of: hours", None),
        ("over: family, take: sum, of: does", 2),
        ("over: family, take: greatest, of: does, not_applicable: 0.125", 3),
        ("since: moved-in, in: months", 0),
        (f"score: [one, two], {POINTS}, weight: 1.25", 3),
        (f"score: [one, two], {POINTS}, weight: 1.25, blank: 0.001", 5),
        (f"score: one, {POINTS}, weight: 1.25", 3),
        (f"score_several: one, {POINTS}, weight: 1.25", 3),
        ("convert: half, by: finer", 4),
    ],
)
def test_the_decimals_that_each_operation_can_give_are_known(line: str, places: int | None) -> None:
    finer = "conversions:\n  - {id: finer, from: points, to: number, times: 1.125}\n"
    words = f"{HEAD.format(people='carers')}{finer}{LINES}  - {{id: last, {line}}}\n"
    scheme = read_unchecked(parse_yaml(words, "places.yaml"), [])
    assert scheme.known.places["last"] == places
