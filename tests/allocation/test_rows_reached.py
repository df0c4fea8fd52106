"""A row that no answer comes to is told, and a limit that none can reach; bounds are never passed."""

from datetime import timedelta
from random import Random

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.lint.widest import Widest
from portal.allocation.loading import parse
from portal.allocation.parts import Term
from portal.files import ContentError
from tests.allocation.caseload.random_people import somebody
from tests.allocation.caseload.random_schemes import some_scheme

WORDS = """id: reached
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: meals, options: [none, all]}
  - {id: mind, options: [none, all]}
  - {id: born, kind: date}
  - {id: hours, kind: number, at_most: 40, in_steps_of: 0.5, unit: hours a week}
  - {id: tasks, kind: choices, options: [shopping, cleaning], blank: true}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
tables:
  - {id: pounds, from: points, to: pounds a week, reading: READING, beyond: stays, rounding: {to: 1, how: up},
     rows: [{at: 0, figure: no-budget}, {at: 2, figure: 100}, {at: LAST, figure: a-person}]}
lines:
  - {id: meals, score: meals, points: {none: 0, all: 15}}
  - {id: mind, only_when: {question: meals, is: all}, score: mind, points: {none: 0, all: 15}, weight: 2}
  - {id: tasks, unit: points, score_several: tasks, points: {shopping: 4, cleaning: 6}, blank: 0}
  - {id: read, READ}
  - {id: from-table, table: pounds, of: read}
  - {id: hours, quantity: hours}
  - {id: for-hours, unit: pounds a week, bands: hours, rows: [{from: 0, below: 9, figure: 0}, {from: 9, figure: 5}]}
  - {id: cost, multiply: hours, by: {rate: hour}}
  - {id: over-signed, difference: [cost, 600]}
  - {id: over, greatest: [over-signed, 0]}
  - {id: age, since: born, in: years, market_reason: Homes ask another price}
  - {id: decided, choose: [ROW, {line: cost}]}
  - {id: end, sum: [from-table, for-hours, decided]}
"""


def told(
    read: str = "sum: [meals, mind]",
    *edits: tuple[str, str],
    last: str = "45",
    reading: str = "stepped",
    row: str = "{when_figure: {line: over, more_than: 0}, figure: a-person}",
) -> str:
    """What is told of a row, or a limit, that answers do not come to."""
    words = WORDS
    for was, now in (("LAST", last), ("READING", reading), ("READ", read), ("ROW", row), *edits):
        words = words.replace(was, now)
    try:
        parse(words, "reached.yaml")
    except ContentError as error:
        return " ".join(each.what for each in error.complaints if each.code in {"unreachable-row", "never-holds"})
    return ""


@pytest.mark.parametrize(
    ("read", "most"),
    [
        ("sum: [meals, mind]", "45"),
        ("greatest: [meals, mind, tasks]", "30"),
        ("greatest: [meals, mind, tasks], how_many: 2", "45"),
        ("sum: [meals, tasks]", "25"),
        ("difference: [meals, tasks], may_fall: Others do them", "15"),
        ("limit: meals, at_most: 12, hard: true", "12"),
        ("choose: [{when: {question: mind, is: all}, line: tasks}, {line: meals}]", "15"),
        ("least: [meals, tasks]", "10"),
    ],
)
def test_a_row_above_the_most_is_told(read: str, most: str) -> None:
    above = f"No answer comes to the row from 400 on: it is read by at most {most}."
    assert told(read, last="400") == above
    assert told(read, last="50") == "", "a table that was decided may go on a little"
    assert told(read, last=most) == ""


def test_a_straight_line_goes_to_a_row_above_the_most() -> None:
    assert told(last="60", reading="straight") == ""
    assert told("sum: [meals]", ("at: 2,", "at: 15,"), last="90", reading="straight").startswith(
        "No answer comes to the row from 90 on"
    )


def test_a_band_above_the_most_is_told() -> None:
    of_hours = ("below: 9, figure: 0}, {from: 9,", "below: 401, figure: 0}, {from: 401,")
    assert told("sum: [meals, mind]", of_hours) == "No answer comes to the row from 401 on: it is read by at most 40."


@pytest.mark.parametrize(
    ("row", "how"),
    [
        ("{when_figure: {line: over, at_least: 0}, figure: a-person}", "whatever “over” is, from 0 to 200"),
        ("{when_figure: {line: hours, at_most: 40}, figure: 3}", "whatever “hours” is, from 0 to 40"),
        (
            "{when_figure: {line: age, less_than: 81}, figure: 9}, {when_figure: {line: age, at_least: 65}, figure: 7}",
            "whatever “age” is, which is never less than 0",
        ),
    ],
)
def test_a_choice_that_never_comes_to_its_last_figure_is_told(row: str, how: str) -> None:
    assert told(row=row) == f"No answer comes to this row: those above it hold {how}."


@pytest.mark.parametrize(
    "row",
    [
        "{when_figure: {line: hours, at_most: 39.5}, figure: 3}",
        "{when_figure: {line: mind, at_least: 0}, figure: 3}",
        "{when_figure: {line: age, at_least: 1}, figure: 3}",
        "{when: {question: meals, is: all}, when_figure: {line: hours, at_least: 0}, figure: 3}",
        "{when_figure: {line: hours, at_least: 0}, line: cost}",
    ],
)
def test_a_last_row_that_some_come_to_or_that_gives_nothing_else_is_not_told(row: str) -> None:
    assert told(row=row) == ""


def test_points_are_not_held_to_many_times_what_they_can_be() -> None:
    assert told("least: [meals, 75]", last="15") == "It holds “meals” to at most 75, and it is never more than 15."
    assert told("least: [meals, 74]", last="15") == ""


@pytest.mark.parametrize("seed", range(40))
def test_no_figure_passes_the_bounds_of_its_line(seed: int) -> None:
    chance = Random(seed)
    scheme = some_scheme(chance)
    widest = Widest(scheme)
    for _ in range(8):
        day = scheme.starts + timedelta(days=chance.randrange(900))
        for line in calculate(scheme, somebody(chance, scheme, day, strangeness=0.05), day).lines:
            ends = widest.of(Term(line=line.id))
            if line.applies:
                assert ends.least is None or line.figure >= ends.least, line
                assert ends.greatest is None or line.figure <= ends.greatest, line
