"""Why a line comes to nothing: for the level, because it was had already, or because nothing is left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.lint.rules import lint
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.model import Budget
from portal.allocation.nothing import Nothing, causes_in, why_nothing
from portal.allocation.record import as_record
from portal.cli.nothing import kept_causes
from portal.files import Complaint, parse_yaml
from tests.allocation.caseload.agreeing import differences
from tests.allocation.test_shapes import SCHEMES, people

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


HANDED_ON = """
id: handed-on
starts: 2026-04-01
people: carers
discretionary: Made for a test
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: last, kind: date, not_applicable: true}
  - {id: other, options: [none, some]}
lines:
  - {id: level, unit: pounds one-off, amount: 520}
  - {id: grant, once: level, last: last, months: 12}
  - {id: halved, percentage: grant, per_cent: 50, rounding: scheme}
  - {id: held, limit: halved, at_least: 20, below: no-budget}
  - {id: other, unit: pounds one-off, score: other, points: {none: no-budget, some: 0}}
  - {id: both, sum: [held, other]}
  - {id: below, difference: [other, held], may_fall: Made for a test}
  - {id: less, greatest: [below, 0]}
results:
  - {id: both, title: Both, line: both, headline: true}
  - {id: less, title: Less, line: less}
"""


@pytest.mark.parametrize(
    ("other", "both", "less"), [("none", Nothing.NO_BUDGET, Nothing.NO_BUDGET), ("some", Nothing.NOT_DUE, None)]
)
def test_what_only_hands_on_nothing_hands_on_its_cause(other: str, both: Nothing, less: Nothing | None) -> None:
    scheme = parse(HANDED_ON, "handed-on.yaml")
    found = calculate(scheme, {"last": date(2026, 10, 1), "other": other}, date(2026, 11, 22))
    told = causes_in(found.lines)
    assert {each: told.get(each) for each in ("grant", "halved", "held")} == dict.fromkeys(
        ("grant", "halved", "held"), Nothing.NOT_DUE
    )
    assert (told.get("both"), told.get("less")) == (both, less), "what is taken away makes no budget of a figure"


@pytest.mark.parametrize("name", sorted(SCHEMES))
@settings(max_examples=15)
@given(chosen=st.data())
def test_a_line_has_a_cause_where_it_gives_none_and_a_kept_line_the_same(name: str, chosen: st.DataObject) -> None:
    found = calculate(SCHEMES[name], chosen.draw(people(name)), SCHEMES[name].starts)
    told, kept = causes_in(found.lines), as_record(found)["found"]
    assert isinstance(kept, dict)
    assert kept_causes(kept["lines"]) == told
    if isinstance(found, Budget):
        assert {line.id for line in found.lines if found.gives_none(line.id)} == told.keys()


NIL = """
id: nil
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: need, options: [none, some, low]}
  - {id: had, kind: number, at_most: 1000, in_steps_of: 1, unit: HAD, blank: true}
lines:
  - {id: level, unit: pounds a year, score: need, points: {none: 0, some: 300, low: no-budget}}
  - {id: left, left: level, had: had}
"""


@pytest.mark.parametrize(
    ("need", "had", "why"),
    [
        ("none", 0, None),
        ("none", 5, Nothing.NONE_LEFT),
        ("some", 300, Nothing.NONE_LEFT),
        ("low", 0, Nothing.NO_BUDGET),
    ],
)
def test_of_a_sum_of_nought_nothing_is_used_up(need: str, had: int, why: Nothing | None) -> None:
    scheme = parse(NIL.replace("HAD", "pounds one-off"), "nil.yaml")
    found = calculate(scheme, {"need": need, "had": had}, date(2026, 11, 22))
    assert isinstance(found, Budget)
    assert why_nothing(found, "left") is why
    assert not differences(scheme, [{"need": need, "had": had}], date(2026, 11, 22))


@pytest.mark.parametrize(
    ("unit", "told"),
    [("pounds a year", False), ("pounds up to", False), ("pounds a week", True), ("hours a year", True)],
)
def test_what_was_had_is_counted_as_the_sum_is(unit: str, *, told: bool) -> None:
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(NIL.replace("HAD", unit), "nil.yaml"), complaints)
    complaints += lint(scheme)
    assert [each.code for each in complaints] == (["unit-mismatch"] if told else [])
    assert not told or f"“had” is asked in {unit}, and is taken off a figure in pounds a year." in complaints[0].what


def test_less_than_a_pound_is_a_figure_and_not_nothing() -> None:
    words = LEVELS.replace("round: grant, to: 5, how: up", "sum: [grant, pennies], rounding: {to: 0.01, how: up}")
    words = words.replace("  - {id: rounded", "  - {id: pennies, unit: pounds one-off, amount: 0.5}\n  - {id: rounded")
    facts = {"caring": 50, "last": date(2026, 10, 1), "had": 0}
    found = calculate(parse(words, "pennies.yaml"), facts, date(2026, 11, 22))
    assert isinstance(found, Budget)
    assert (found.headline.figure, why_nothing(found, "rounded")) == (Decimal("0.5"), None)
