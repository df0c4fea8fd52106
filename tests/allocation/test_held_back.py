"""Money held back is told however it is written: as a share of the sum, as the sum less a share, or divided."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: held
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: wash, label: Wash, options: [none, some, much]}
  - {id: help, label: Help, options: [none, half]}
  - {id: sure, label: Willing and able, kind: yes-no}
rates:
  - {id: kept, unit: number, figure: 8}
  - {id: index, unit: number, figure: 1.08}
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: a, unit: hours a week, score: wash, points: {none: 0, some: 5, much: 10}}
  - {id: off, MADE}
  - {id: w, LAST}
  - {id: helped, support: w, how_much: help, shares: {none: 0, half: 50}, where: {question: sure, is: "yes"}}
  - {id: left, difference: [w, helped]}
  - {id: weekly, multiply: left, by: {rate: hour}, rounding: scheme}
"""
EIGHT, LESS = "percentage: a, per_cent: 8", "difference: [a, off]"
TELLS = "It scales “a” down, and only the smaller figure goes on."


def told(made: str, last: str, *more: str) -> list[str]:
    """What is told of money held back, and nothing of the rates that a writing does not use."""
    words = WORDS.replace("MADE", made).replace("LAST", last)
    if not made:
        words = words.replace("  - {id: off, }\n", "")
    for line in more:
        words = words.replace("  - {id: w,", f"  - {line}\n  - {{id: w,")
    try:
        parse(words, "held.yaml")
    except ContentError as error:
        return [one.what for one in error.complaints if one.code != "unused-rate"]
    return []


@pytest.mark.parametrize(
    ("made", "last"),
    [
        ("", "percentage: a, per_cent: 92"),
        ("", "divide: a, by: 1.08, rounding: scheme"),
        ("", "divide: a, by: {rate: index}, rounding: scheme"),
        (EIGHT, LESS),
        ("percentage: a, per_cent: {rate: kept}", LESS),
        ("multiply: a, by: 0.08", LESS),
    ],
)
def test_each_way_to_hold_money_back_is_told_in_the_same_words(made: str, last: str) -> None:
    assert told(made, last) == [TELLS]
    assert told(made, f"{last}, about_the_person: Prices of another year") == []


def test_several_shares_that_are_taken_off_are_told_together() -> None:
    more = "{id: other, percentage: a, per_cent: 30}"
    assert TELLS in told(EIGHT, "difference: [a, off, other]", more)


@pytest.mark.parametrize(
    ("made", "last", "more"),
    [
        ("least: [a, 4]", LESS, ()),
        (f"{EIGHT}, about_the_person: Two live together", LESS, ()),
        (f'only_when: {{question: sure, is: "no"}}, {EIGHT}', LESS, ()),
        (EIGHT, "sum: [kept, off]", ("{id: kept, difference: [a, off]}",)),
        (EIGHT, "greatest: [a, b]", ("{id: b, difference: [a, off]}",)),
        ("", "divide: a, by: 7, rounding: scheme", ()),
        ("", "round: a, to: 1, how: down", ()),
    ],
)
def test_what_holds_nothing_back_is_not_told(made: str, last: str, more: tuple[str, ...]) -> None:
    assert TELLS not in told(made, last, *more)
