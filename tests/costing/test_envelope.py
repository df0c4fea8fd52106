"""A week becomes a year by what the scheme says, and what it is told to write is right as it stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.allocation.lint.rules import lint
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.scheme import Scheme
from portal.costing.envelope import NoYear, a_year_of, year_or_none
from portal.files import parse_yaml
from tests.allocation.schemes import HEAD

LINES = """
inputs: [{{id: sum, kind: money, at_least: 0, at_most: 900, unit: {unit}}}]
lines: [{{id: last, unit: {unit}, quantity: sum}}]
results: [{{id: all, title: All of it, line: last, headline: true}}]
"""
TO_A_WEEK = "{id: to-week, from: pounds a year, to: pounds a week, times: 7, divided_by: 365}"
FOUR_WEEKS = "{id: four-weeks, from: pounds a week, to: pounds every four weeks, times: 4}"


def words(unit: str, more: str = "") -> str:
    return HEAD.format(people="adults") + LINES.format(unit=unit) + more


def scheme(unit: str, *conversions: str) -> Scheme:
    """A scheme in this unit with conversions that its lines need not use."""
    node = parse_yaml(words(unit, f"conversions: [{', '.join(conversions)}]\n" if conversions else ""), "small.yaml")
    return read_unchecked(node, [])


@pytest.mark.parametrize(
    ("unit", "year"),
    [
        ("pounds a day", "3650"),
        ("pounds a week", "521.43"),
        ("pounds every two weeks", "260.71"),
        ("pounds every four weeks", "130.36"),
        ("pounds a month", "120"),
        ("pounds one-off", "10"),
        ("pounds up to", "10"),
        ("pounds", "10"),
    ],
)
def test_a_year_is_never_assumed_and_what_to_write_is_right_as_it_stands(unit: str, year: str) -> None:
    with pytest.raises(NoYear, match=f"does not say how {unit} become pounds a year") as told:
        a_year_of(Decimal(10), parse(words(unit), "small.yaml"))
    assert year_or_none(Decimal(10), scheme(unit)) is None
    written = parse(words(unit, str(told.value).partition("\n\n")[2] + "\n"), "small.yaml")
    assert lint(written) == ()
    assert a_year_of(Decimal(10), written) == Decimal(year)


@pytest.mark.parametrize(
    ("unit", "conversions", "year"),
    [
        ("pounds a week", [TO_A_WEEK], "521.43"),
        ("pounds every four weeks", [FOUR_WEEKS, TO_A_WEEK], "130.36"),
        (
            "pounds every four weeks",
            ["{id: thirteen, from: pounds every four weeks, to: pounds a year, times: 13}"],
            "130",
        ),
        ("pounds a week", ["{id: school, from: pounds a week, to: pounds a year, times: 38}"], "380"),
    ],
)
def test_conversions_that_a_scheme_has_say_it_too(unit: str, conversions: list[str], year: str) -> None:
    assert a_year_of(Decimal(10), scheme(unit, *conversions)) == Decimal(year)


@pytest.mark.parametrize(
    ("unit", "conversions"),
    [
        ("pounds a week", ["{id: school, from: pounds a year, to: pounds a week, divided_by: 38}"]),
        ("pounds a week", ["{id: to-week, from: hours a year, to: hours a week, times: 7, divided_by: 365}"]),
        ("pounds up to", [TO_A_WEEK, "{id: once, from: pounds a week, to: pounds up to, times: 2}"]),
    ],
)
def test_a_share_of_the_weeks_hours_and_a_sum_that_is_paid_once_say_nothing_of_a_year(
    unit: str, conversions: list[str]
) -> None:
    with pytest.raises(NoYear, match="does not say"):
        a_year_of(Decimal(10), scheme(unit, *conversions))


def test_where_two_ways_disagree_a_reading_says_which_counts() -> None:
    two = ["{id: fifty-two, from: pounds a week, to: pounds a year, times: 52}", TO_A_WEEK.replace("to-week", "other")]
    assert a_year_of(Decimal(10), scheme("pounds a week", *two)) == 520
    two[1] = "{id: school, from: pounds a week, to: pounds a year, times: 38}"
    with pytest.raises(NoYear, match="in more than one way") as told:
        a_year_of(Decimal(10), scheme("pounds a week", *two))
    add = str(told.value).partition("\n\n")[2].removeprefix("conversions:\n")
    more = "conversions:\n" + "".join(f"  - {one}\n" for one in two) + add + "\n"
    written = parse(words("pounds a week", more), "small.yaml")
    assert a_year_of(Decimal(10), written) == Decimal("521.43")
