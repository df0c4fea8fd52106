"""Good schemes that no rule complains of: limits that are shares, shares up to the whole, and options left out."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """
id: small
version: "1"
people: adults
starts: 2026-04-01
source: A test
inputs:
  - {id: hours, kind: number, unit: hours a week, at_least: 0, at_most: 40}
  - {id: pays, kind: choice, options: [me, housing, council]}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20.1}
  - {id: home, unit: pounds a week, figure: 800}
rounding: {to: 0.01, how: half-up}
lines:
  - {id: hours, quantity: hours}
  - {id: cost, multiply: hours, by: {rate: hour}}
"""
END = """
  - {{id: weekly, round: {last}, rounding: scheme}}
results:
  - {{id: weekly, line: weekly, headline: true}}
"""
UNUSED = {"unused-input", "unused-rate"}  # that a line of another test uses
PART = "  - {id: part, unit: number, "
SHARE = (
    "  - {id: nhs, percentage: cost, per_cent: part}\n  - {id: own, difference: [cost, nhs], may_fall: The NHS pays}\n"
)
BY_ROWS = "choose: [{when: {question: pays, is: me}, figure: 0}, {figure: 100}]}\n"
BY_POINTS = "score: pays, points: {me: 0, housing: 50, council: 100}}\n"
WHOLE_IN_PENCE = "  - {id: whole, round: cost, rounding: scheme}\n"
LOOKED_AT = "  - {id: home-price, amount: {rate: home}}\n  - {id: cap, percentage: home-price, per_cent: 85}\n"


def told(lines: str, last: str) -> list[str]:
    try:
        parse(WORDS + lines.rstrip("\n") + END.format(last=last), "small.yaml")
    except ContentError as error:
        return [one.code for one in error.complaints if one.code not in UNUSED]
    return []


@pytest.mark.parametrize("limit", ["at_most: cap", "at_least: cap, below: no-budget"])
def test_a_share_that_figures_are_only_held_against_scales_nobody(limit: str) -> None:
    assert told(f"{LOOKED_AT}  - {{id: held, limit: cost, {limit}}}\n", "held") == []
    cut = told(f"{LOOKED_AT}  - {{id: held, limit: cost, at_least: cap}}\n", "held")
    assert "supply-scaling" in cut, "a floor of which somebody gets the sum"


@pytest.mark.parametrize("part", [BY_ROWS, BY_POINTS])
def test_a_whole_less_a_share_of_at_most_all_of_it_is_never_below_nought(part: str) -> None:
    assert told(PART + part + SHARE, "own") == []
    assert "difference-below-nought" in told(PART + part.replace("100", "101") + SHARE, "own")
    rounded = SHARE.replace("per_cent: part", "per_cent: part, rounding: scheme")
    assert "difference-below-nought" in told(PART + part + rounded, "own"), "a part of a penny can be rounded up"
    whole = WHOLE_IN_PENCE + rounded.replace("cost", "whole")
    assert told(PART + part + whole, "own") == [], "nothing is to be rounded up"


def test_an_option_with_which_a_line_does_not_apply_needs_no_points() -> None:
    condition = "only_when: {{question: pays, any_of: [{them}]}}"
    line = f"  - {{{{id: keeps, unit: pounds a week, {condition}, score: pays, {{points}}}}}}\n"
    points = "points: {me: 12, housing: 4}"
    both = "  - {id: both, sum: [cost, keeps]}\n"
    assert told(line.format(them="me, housing", points=points) + both, "both") == []
    assert "option-without-points" in told(line.format(them="me, council", points=points) + both, "both")
