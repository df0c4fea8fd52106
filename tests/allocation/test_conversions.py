"""A conversion of time keeps to the calendar: it may leave weeks out, and never counts more than there are."""

import pytest

from portal.allocation.lint.conversions import wrong_conversions
from portal.allocation.loading import read_unchecked
from portal.files import Complaint, parse_yaml
from tests.allocation.schemes import HEAD

RIGHT = [
    ("pounds a week", "pounds a year", "times: 52"),
    ("pounds a week", "pounds a year", "times: 53"),
    ("pounds a week", "pounds a year", "times: 365.25, divided_by: 7"),
    ("hours a week", "hours a year", "times: 38"),
    ("hours a week", "hours a year", "times: 5.2"),  # 26 days of leave
    ("pounds a year", "pounds a week", "divided_by: 53"),
    ("pounds a year", "pounds a week", "divided_by: 38"),
    ("pounds a year", "pounds a month", "divided_by: 12"),
    ("pounds a month", "pounds a year", "times: 11"),
    ("pounds a week", "pounds a month", "times: 5"),
    ("pounds a week", "pounds a month", "times: 4.33"),
    ("pounds a year", "pounds every four weeks", "divided_by: 13"),
    ("minutes a day", "hours a week", "times: 5, divided_by: 60"),
    ("minutes a day", "hours a year", "times: 8, divided_by: 60"),
    ("visits a day", "visits a month", "times: 8"),
    ("minutes", "hours", "divided_by: 60"),
    ("hours a week", "hours a month", "times: 48, divided_by: 12"),  # weeks left out, spread over the year
    ("nights a week", "hours a week", "times: 10"),
    ("minutes a week", "days a week", "divided_by: 450"),
    ("days", "hours", "times: 24"),
    ("trips a week", "hours a week", "times: 30"),
    ("pounds every four weeks", "pounds a month", "times: 1"),
    ("pounds every four weeks", "pounds a year", "times: 11"),
    ("pounds one-off", "pounds a week", "times: 7, divided_by: 365"),
    ("trips a week", "miles a week", "times: 90"),
    ("pounds a year", "pounds a week", "times: 7, divided_by: 84"),  # 12 weeks, and no slip
]
WRONG = [
    ("pounds a year", "pounds a week", "divided_by: 12", "a year would hold 12 weeks", "times: 7, divided_by: 365"),
    ("pounds a week", "pounds a year", "times: 12", "a year would hold 12 weeks", "times: 365, divided_by: 7"),
    ("pounds a week", "pounds a month", "times: 4", "a month would hold 4 weeks", "times: 365, divided_by: 84"),
    ("pounds a month", "pounds a week", "divided_by: 4", "a month would hold 4 weeks", "times: 84, divided_by: 365"),
    (
        "pounds a year",
        "pounds a month",
        "times: 7, divided_by: 365",
        "52.14 months, and the calendar has 12.",
        "divided_by: 12",
    ),
    (
        "pounds a year",
        "pounds a week",
        "times: 365, divided_by: 7",
        "hold hardly any weeks",
        "times: 7, divided_by: 365",
    ),
    (
        "pounds a year",
        "pounds a week",
        "divided_by: 5.218",
        "a year would hold 5.22 weeks",
        "times: 7, divided_by: 365",
    ),
    ("pounds a week", "pounds a year", "times: 5.214", "a year would hold 5.21 weeks", "times: 365, divided_by: 7"),
    ("pounds a year", "pounds a month", "divided_by: 52", "a year would hold 52 months", "divided_by: 12"),
    ("pounds a week", "pounds every four weeks", "times: 12", "four weeks would hold 12 weeks", "times: 4"),
    (
        "pounds a year",
        "pounds every four weeks",
        "divided_by: 4",
        "4 times four weeks",
        "times: 28, divided_by: 365",
    ),
    ("days a week", "days a year", "times: 480", "a year would hold 480 weeks", "times: 365, divided_by: 7"),
    ("visits a day", "visits a week", "times: 8", "a week would hold 8 days", "times: 7"),
    ("minutes a day", "hours a week", "times: 5, divided_by: 6", "hold 50 days", "times: 7, divided_by: 60"),
    (
        "pounds every four weeks",
        "pounds a month",
        "times: 12, divided_by: 13",
        "a month would hold 0.92 times four weeks",
        "times: 365, divided_by: 336",
    ),
    (
        "pounds a month",
        "pounds every four weeks",
        "times: 13, divided_by: 12",
        "a month would hold 0.92 times four weeks",
        "times: 336, divided_by: 365",
    ),
    (
        "pounds every four weeks",
        "pounds a year",
        "times: 12",
        "a year would hold 12 times four weeks",
        "times: 365, divided_by: 28",
    ),
    ("hours a day", "hours a week", "times: 0.14", "a week would hold 0.14 days", "times: 7"),
    ("hours a week", "hours a day", "times: 7", "a week would hold 0.14 days", "divided_by: 7"),
    ("hours", "hours", "times: 2", "which are the same", "multiply:"),
    ("minutes a week", "hours a week", "times: 60", "An hour has 60 minutes.", "divided_by: 60"),
]


@pytest.mark.parametrize(
    ("of", "unit", "factor", "said"),
    [
        ("nights a week", "hours a week", "times: 70", "a night would hold 70 hours."),
        ("hours", "days", "divided_by: 24.5", "a day would hold 24.5 hours."),
        ("days", "minutes", "times: 3600", "a day would hold 60 hours."),
    ],
)
def test_no_day_or_night_has_more_than_24_hours(of: str, unit: str, factor: str, said: str) -> None:
    [one] = told(of, unit, factor)
    assert said in one.what
    assert "24 at the most" in one.cure


def told(of: str, unit: str, factor: str) -> list[Complaint]:
    words = (
        f"{HEAD.format(people='adults')}conversions:\n  - {{id: one, from: {of}, to: {unit}, {factor}}}\nlines: []\n"
    )
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(words, "conversions.yaml"), complaints)
    assert complaints == []
    return list(wrong_conversions(scheme))


@pytest.mark.parametrize(("of", "unit", "factor"), RIGHT)
def test_a_factor_that_the_calendar_allows_passes(of: str, unit: str, factor: str) -> None:
    assert [one.what for one in told(of, unit, factor)] == []


@pytest.mark.parametrize(("of", "unit", "factor", "said", "right"), WRONG)
def test_a_factor_beyond_the_calendar_is_told_with_the_right_one(
    of: str, unit: str, factor: str, said: str, right: str
) -> None:
    [one] = told(of, unit, factor)
    assert said in one.what
    assert f"`{right}`" in one.cure
