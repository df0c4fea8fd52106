"""Where a policy rounds only at the end, what its figures come to without any rounding is what is rounded."""

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.lint.at_the_end import lost_at_the_end
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.model import Budget
from portal.files import parse_yaml
from tests.allocation.schemes import DAY, HEAD

WAYS = {
    "down": floor,
    "up": ceil,
    "for-the-person": ceil,
    "half-up": lambda number: floor(number + Fraction(1, 2)),
}
LINES = """
inputs: [{{id: hours, kind: number, at_least: 0, at_most: 400, in_steps_of: 0.01, unit: hours every four weeks}}]
rates: [{{id: hour, unit: pounds, per: hours, figure: {price}}}]
conversions: [{{id: a-year, from: hours every four weeks, to: hours a year, {factor}}}]
lines:
  - {{id: hours, quantity: hours}}
  - {{id: yearly, convert: hours, by: a-year, rounding: {{to: {fine}, how: half-up}}}}
  - {{id: paid, multiply: yearly, by: {{rate: hour}}{rounding}}}
  - {{id: last, round: paid, to: {to}, how: {how}}}
"""
AS_THE_PAGE_SAYS = {"fine": "0.0000000001", "rounding": ", rounding: {to: 0.000001, how: half-up}"}
TOO_EARLY = {"fine": "0.00000001", "rounding": ""}
YEAR = "times: 365, divided_by: 28"
FACTORS = {
    YEAR: Fraction(365, 28),
    "times: 1461, divided_by: 112": Fraction(1461, 112),
    "divided_by: 3": Fraction(1, 3),
}


def words(price: object, how: str, factor: str = YEAR, to: object = 1, more: dict[str, str] = AS_THE_PAGE_SAYS) -> str:
    return HEAD.format(people="adults") + LINES.format(price=price, how=how, factor=factor, to=to, **more)


@given(
    st.integers(0, 40000),
    st.integers(1, 99999),
    st.sampled_from(sorted(WAYS)),
    st.sampled_from(sorted(FACTORS)),
    st.sampled_from(["1", "0.01", "5"]),
)
@example(1250, 2240, "down", YEAR, "1")  # 3,650 pounds exactly
@example(300, 2240, "up", YEAR, "0.01")  # 876 pounds exactly
@example(10, 2240, "half-up", YEAR, "5")  # 29.20 pounds
def test_the_end_is_what_it_would_be_without_any_rounding_before(
    hours: int, pence: int, how: str, factor: str, to: str
) -> None:
    node = parse_yaml(words(Decimal(pence) / 100, how, factor, to), "small.yaml")
    scheme = read_unchecked(node, [])
    exact = Fraction(hours, 100) * FACTORS[factor] * Fraction(pence, 100)
    wanted = WAYS[how](exact / Fraction(to)) * Fraction(to)
    facts = {"hours": Decimal(hours) / 100}
    found = calculate(scheme, facts, DAY)
    assert isinstance(found, Budget)
    assert Fraction(found.headline.figure) == wanted
    many = calculate_many(scheme, gather([facts], ["hours"]), DAY).headline
    assert many is not None
    assert [Fraction(one) for one in many.figure.decimals()] == [wanted]


@pytest.mark.parametrize(("how", "way"), [("down", "less"), ("up", "more"), ("for-the-person", "more")])
def test_who_rounds_up_or_down_after_a_division_that_was_cut_off_is_told(how: str, way: str) -> None:
    scheme = read_unchecked(parse_yaml(words("22.40", how, more=TOO_EARLY), "small.yaml"), [])
    [told] = lost_at_the_end(scheme)
    assert told.where == "line “last”"
    assert f"“yearly” divides and is rounded to 0.00000001, so what comes out even can be a little {way}" in told.what
    assert "`rounding: {to: 0.000001, how: half-up}` in “paid”" in told.cure


@pytest.mark.parametrize(
    ("price", "how", "more"),
    [
        ("22.40", "down", AS_THE_PAGE_SAYS),
        ("22.40", "half-up", TOO_EARLY),  # a half itself would be off, and is not rounded by more than it is
        ("22.41", "down", TOO_EARLY),  # no price for sevenths: what comes out even came out even before
    ],
)
def test_where_nothing_is_lost_nothing_is_told(price: str, how: str, more: dict[str, str]) -> None:
    assert not [*lost_at_the_end(parse(words(price, how, more=more), "small.yaml"))]


HALF_OF_IT = {"fine": "0.0000000001", "rounding": ""}


@given(
    st.integers(0, 40000),
    st.integers(1, 9999),
    st.sampled_from(sorted(WAYS)),
    st.sampled_from(sorted(FACTORS)),
    st.sampled_from(["1", "0.01", "5"]),
)
@example(27, 2550, "half-up", "divided_by: 3", "0.01")
@example(1250, 2240, "down", YEAR, "1")
def test_where_half_of_it_is_written_and_nothing_told_the_end_is_right(
    hours: int, pence: int, how: str, factor: str, to: str
) -> None:
    scheme = read_unchecked(parse_yaml(words(Decimal(pence) / 100, how, factor, to, HALF_OF_IT), "small.yaml"), [])
    found = calculate(scheme, {"hours": Decimal(hours) / 100}, DAY)
    assert isinstance(found, Budget)
    exact = Fraction(hours, 100) * FACTORS[factor] * Fraction(pence, 100)
    right = Fraction(found.headline.figure) == WAYS[how](exact / Fraction(to)) * Fraction(to)
    assert right or [*lost_at_the_end(scheme)]


def test_half_a_penny_that_goes_the_wrong_way_is_told_with_the_whole_recipe() -> None:
    lines = words("25.95", "half-up", "divided_by: 60", "0.01", HALF_OF_IT)
    [told] = lost_at_the_end(read_unchecked(parse_yaml(lines, "small.yaml"), []))
    assert "what lies just between two of 0.01 can go the wrong way" in told.what
    assert told.cure == "Write `rounding: {to: 0.000001, how: half-up}` in “paid”."


def test_a_price_that_is_chosen_and_a_sum_do_not_hide_it() -> None:
    lines = words("22.40", "down", more=TOO_EARLY).replace(
        "by: {rate: hour}}", "by: price}\n  - {id: both, sum: [paid]}"
    )
    lines = lines.replace("lines:\n", "lines:\n  - {id: price, choose: [{rate: hour}]}\n").replace(
        "round: paid", "round: both"
    )
    assert [one.where for one in lost_at_the_end(read_unchecked(parse_yaml(lines, "small.yaml"), []))] == [
        "line “last”"
    ]
