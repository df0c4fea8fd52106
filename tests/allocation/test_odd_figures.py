"""Of figures that may be right and look like a slip the check says so, and lets them pass."""

import pytest

from portal.allocation.lint.odd import said_of_odd_figures
from portal.allocation.loading import parse

SCHEME = """id: ours
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: hours, kind: number, at_most: 40, unit: hours a week}
  - {id: who, options: [agency, other]}
rates:
  - {id: agency, unit: pounds, per: hours, figure: AGENCY}
  - {id: other, unit: pounds, per: hours, figure: 25.10}
lines:
  - {id: hours, quantity: hours, rounding: {to: TO, how: half-up}}
  - {id: price, choose: [{when: {question: who, is: agency}, rate: agency}, {rate: other}]}
  - {id: pay, multiply: hours, by: price}
  - {id: last, round: pay, to: LAST, how: HOW}
"""


@pytest.mark.parametrize(
    ("agency", "to", "last", "said"),
    [
        ("24", "0.25", "1, how: up", []),
        ("1003", "80", "1, how: up", []),
        ("1004", "1", "1, how: up", ["far apart: “agency” (1004) and “other” (25.1). Is one in pence,"]),
        ("0.24", "1", "1, how: up", ["far apart: “other” (25.1) and “agency” (0.24). Is one in pence,"]),
        ("0", "1", "1, how: up", []),
        ("24", "80.01", "1, how: up", ["Answers bring “hours” to 40 at most, and rounded to 80.01 that is always 0."]),
    ],
)
def test_a_price_in_pence_and_a_rounding_that_leaves_nothing_are_told(
    agency: str, to: str, last: str, said: list[str]
) -> None:
    words = SCHEME.replace("AGENCY", agency).replace("TO", to).replace("LAST, how: HOW", last)
    told = list(said_of_odd_figures(parse(words, "ours.yaml")))
    assert len(told) == len(said)
    assert all(part in whole for part, whole in zip(said, told, strict=True))


def test_a_line_that_rounds_is_told_by_what_it_rounds() -> None:
    top, end = SCHEME[: SCHEME.index("  - {id: who")], "  - {id: last, round: hours, to: 100, how: down}\n"
    lines = "lines:\n  - {id: hours, quantity: hours}\n"
    (told,) = said_of_odd_figures(parse(top + lines + end, "ours.yaml"))
    assert told == "Answers bring “last” to 40 at most, and rounded to 100 that is always 0."
