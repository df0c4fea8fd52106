"""The check asks about a day whose month and day may stand in the wrong order, and about no other."""

import pytest

from portal.allocation.lint.days import said_of_days
from portal.allocation.loading import parse

SCHEME = """id: ours
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: last, kind: date, not_applicable: true}
rates:
  - id: grant
    unit: pounds one-off
    values:
      - {starts: 2026-04-01, figure: 250}
      - {starts: SECOND, figure: 260, source: Made for a test}
lines:
  - {id: grant, amount: {rate: grant}}
  - {id: now, once: grant, last: last, year_from: BEGINS}
"""


@pytest.mark.parametrize(
    ("second", "begins", "said"),
    [
        ("2027-04-01", "04-01", []),
        ("2027-01-04", "04-01", ["A figure of the rate “grant” starts on 2027-01-04. Is 2027-04-01 meant?"]),
        ("2027-04-01", "01-04", ["The year of “now” begins on 01-04, month and day. Is 04-01 meant?"]),
        ("2027-10-01", "09-01", []),
        ("2027-04-06", "04-06", []),
    ],
)
def test_a_day_that_turned_round_is_the_usual_one_is_asked_about(second: str, begins: str, said: list[str]) -> None:
    words = SCHEME.replace("SECOND", second).replace("BEGINS", begins)
    assert list(said_of_days(parse(words, "ours.yaml"))) == said


def test_where_several_figures_start_on_a_day_it_is_meant() -> None:
    words = SCHEME.replace("SECOND", "2027-01-04").replace("BEGINS", "04-01")
    third = "      - {starts: 2028-01-04, figure: 270, source: Made for a test}\nlines:"
    assert list(said_of_days(parse(words.replace("lines:", third), "ours.yaml"))) == []
