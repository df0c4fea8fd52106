"""What may be turned round is said, and refused nowhere: help where it is not sure, options in two orders."""

import pytest

from portal.allocation.lint.turned import said_of_turned
from portal.allocation.loading import parse

WORDS = """id: turned
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: sleep, label: Sleep, options: [none, some, much]}
lines:
  - {id: day, unit: pounds a week, DAY}
  - {id: night, unit: pounds a week, NIGHT}
  - {id: both, sum: [day, night]MORE}
  - {id: weekly, sum: [both, 5]}
"""
DAY, NIGHT = "score: sleep, points: {none: 0, some: 5, much: 10}", "score: sleep, points: {none: 0, some: 14, much: 6}"


def said(day: str = DAY, night: str = NIGHT, more: str = "") -> list[str]:
    words = WORDS.replace("DAY", day).replace("NIGHT", night).replace("MORE", more)
    return list(said_of_turned(parse(words, "turned.yaml")))


def test_options_ranked_in_two_orders_in_one_sum_are_said_once() -> None:
    what = "Of “sleep”, “day” gives more for “much” than for “some”, and “night” less; “both” adds both."
    assert said() == [f"{what} Is one turned round?"]


@pytest.mark.parametrize(
    ("day", "night", "more"),
    [
        (DAY, DAY.replace("5", "10"), ""),
        (DAY, f"{NIGHT}, may_fall: Who sleeps much needs no night", ""),
        (DAY, f"{NIGHT}, only_when: {{question: sleep, any_of: [some, none]}}", ""),
        (DAY, NIGHT, ", may_fall: Nights are cheaper for some"),
    ],
)
def test_options_in_one_order_or_of_others_are_not_said(day: str, night: str, more: str) -> None:
    assert said(day, night, more) == []


HELP = """id: helped
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: wash, label: Wash, options: [none, much]}
  - {id: meals, label: Meals, options: [none, much]}
  - {id: help, label: Help, options: [none, half]}
  - {id: sure, label: Willing and able to go on, kind: yes-no}
lines:
  - {id: wash, unit: points, score: wash, points: {none: 0, much: 10}}
  - {id: meals, unit: points, score: meals, points: {none: 0, much: 10}}
  - {id: off-wash, support: wash, how_much: help, shares: {none: 0, half: 50}, where: {question: sure, is: "ONE"}}
  - {id: off-meals, support: meals, how_much: help, shares: {none: 0, half: 50}, where: {question: sure, is: "TWO"}}
  - {id: wash-left, difference: [wash, off-wash]}
  - {id: meals-left, difference: [meals, off-meals]}
  - {id: points, sum: [wash-left, meals-left]}
  - {id: weekly, multiply: points, by: {rate: point}, rounding: scheme}
rates:
  - {id: point, unit: pounds a week, per: points, figure: 20}
"""


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("yes", "yes", []),
        ("yes", "no", ["“off-meals” counts where “sure” is no, and in “off-wash” where it is yes."]),
        ("no", "no", ["“off-wash” counts where “sure” is no.", "“off-meals” counts where “sure” is no."]),
    ],
)
def test_help_that_counts_where_it_is_not_sure_is_said(one: str, two: str, told: list[str]) -> None:
    found = said_of_turned(parse(HELP.replace("ONE", one).replace("TWO", two), "helped.yaml"))
    assert list(found) == [f"Help in {each} Is it turned round?" for each in told]
