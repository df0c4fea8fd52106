"""What a budget tells beside its lines: where it comes from, other ways to say it, and results that are withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, How, Line, Operand, Reading, Reason, Refusal, Withheld
from portal.answers import Missing
from portal.money import Direction, Rounding, Unit
from portal.words import Text
from tests.allocation.schemes import DAY, small
from tests.allocation.test_calculate import Facts, given

LINES = """
id: week
unit: pounds a week
score: washing
points: {none: 0, some: 100.30}
only_when: {question: lives, is: here}
---
id: trips
unit: pounds a week
score: trips
points: {none: 0, some: 30}
"""
RATES = """rates:
  - id: hour
    title: An hour
    unit: pounds
    per: hours
    values:
      - {starts: 2026-04-01, no_price: true}
      - {starts: 2026-05-01, figure: 24, source: A test}
      - {starts: 2027-04-01, no_price: true}
  - {id: weekly-hour, title: An hour each week, unit: pounds a week, per: hours a week, figure: 16}
conversions:
  - {id: years, title: Weeks in a year, from: pounds a week, to: pounds a year, times: 52, source: A test}
"""
BESIDE = """  - {id: fares, title: Fares, line: trips}
readings:
  - {id: year, title: A year, of: week, by: years, to: 1, how: down}
  - {id: hours, title: Hours, of: week, rate: hour, to: 0.5, how: down}
  - {id: weekly-hours, title: Weekly hours, of: week, rate: weekly-hour, to: 0.1, how: up}
  - {id: trips-a-year, title: Trips a year, of: trips, by: years, to: 1, how: down}
"""
SCHEME = small(LINES, last="week", more=RATES, results=BESIDE)
FACTS: Facts = {"washing": "some", "lives": "here", "trips": "some"}


def reading(name: str, title: str, figure: str, unit: Unit, to: str, how: Direction, *, rate: str = "") -> Reading:
    used = SCHEME.rates[rate].on(DAY) if rate else None
    rounding = Rounding(Decimal(to), how)
    return Reading(name, Text(f"small/allocation/reading-{name}/title", title), Decimal(figure), unit, used, rounding)


def test_a_budget_says_what_it_was_worked_out_with_and_when() -> None:
    found = given(SCHEME, FACTS)
    told = (found.scheme, found.version, found.fingerprint, found.day, found.illustrative)
    assert told == ("small", "1", SCHEME.fingerprint, DAY, True)
    assert (found.results, found.withheld, found.basis) == (SCHEME.results, (), None)


def test_the_readings_of_a_budget_say_it_in_other_units() -> None:
    down, up = Direction.DOWN, Direction.UP
    year, week = Unit.POUNDS_A_YEAR, Unit.HOURS_A_WEEK
    assert given(SCHEME, FACTS).readings == (
        reading("year", "A year", "5215", year, "1", down),
        reading("hours", "Hours", "4", week, "0.5", down, rate="hour"),
        reading("weekly-hours", "Weekly hours", "6.3", week, "0.1", up, rate="weekly-hour"),
        reading("trips-a-year", "Trips a year", "1560", year, "1", down),
    )


def test_there_is_no_reading_without_a_price_or_of_what_does_not_apply() -> None:
    for day in (date(2026, 4, 30), date(2027, 4, 1)):
        assert [one.id for one in given(SCHEME, FACTS, day).readings] == ["year", "weekly-hours", "trips-a-year"]
    assert [one.id for one in given(SCHEME, {**FACTS, "lives": "abroad"}).readings] == ["trips-a-year"]


def test_a_result_beside_the_headline_that_cannot_be_said_is_withheld_with_its_reason() -> None:
    found = calculate(SCHEME, {**FACTS, "trips": Missing.NOT_SURE}, DAY)
    assert isinstance(found, Budget)
    week, fares = SCHEME.results
    assert found.results == (week,)
    assert found.withheld == (Withheld(fares, Refusal(Reason.NOT_SURE, (("trips", None),), "trips")),)
    assert [one.id for one in found.readings] == ["year", "hours", "weekly-hours"]


def test_a_headline_that_cannot_be_said_is_refused_with_the_lines_that_can() -> None:
    found = calculate(SCHEME, {**FACTS, "washing": Missing.UNANSWERED}, DAY)
    assert isinstance(found, Refusal)
    assert (found.reason, found.questions, found.line) == (Reason.UNANSWERED, (("washing", None),), "week")
    assert [line.id for line in found.lines] == ["trips"]


def test_a_line_keeps_all_that_the_scheme_says_of_it_and_is_nought_where_it_does_not_apply() -> None:
    lines = "id: last\nunit: pounds a week\nscore: washing\npoints: {none: 0.4, some: 9.6}\npart: eating\n"
    lines += "source: A page\nrounding: {to: 1, how: half-up}\nonly_when: {question: lives, is: here}"
    applying = given(small(lines), FACTS).headline
    assert applying == Line(
        id="last",
        operation="score",
        title=Text("small/allocation/last/title", "A line"),
        because=Text("small/allocation/last/because", "A line."),
        operands=(Operand(How.ADDED, Decimal("9.6"), question="washing", option="some"),),
        figure=Decimal(10),
        unit=Unit.POUNDS_A_WEEK,
        rounding=Rounding(Decimal(1), Direction.HALF_UP),
        hangs_on=("lives",),
        part="eating",
        source="A page",
    )
    other = given(small(lines), {**FACTS, "lives": "abroad"}).headline
    assert other == replace(applying, operands=(), figure=Decimal(0), rounding=None, applies=False)
