"""Exact amounts, their units, and rounding."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.money import Direction, Rounding, Unit, decimals, plain, pounds

AMOUNTS = st.decimals(min_value=-10_000_000, max_value=10_000_000, allow_nan=False, allow_infinity=False, places=6)


def test_pounds_are_exact() -> None:
    assert pounds("12.71") * 3 == Decimal("38.13")


@pytest.mark.parametrize("wrong", ["", "twelve", "12.711", "NaN", "Infinity", "1,000", "£5"])
def test_what_is_not_pounds_and_pence_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        pounds(wrong)


@pytest.mark.parametrize(
    ("how", "amount", "rounded"),
    [
        (Direction.HALF_UP, "2.345", "2.35"),
        (Direction.HALF_UP, "-2.345", "-2.35"),
        (Direction.HALF_UP, "2.344", "2.34"),
        (Direction.HALF_EVEN, "2.345", "2.34"),
        (Direction.HALF_EVEN, "2.355", "2.36"),
        (Direction.DOWN, "2.349", "2.34"),
        (Direction.DOWN, "-2.341", "-2.35"),
        (Direction.UP, "2.341", "2.35"),
        (Direction.UP, "-2.349", "-2.34"),
        (Direction.FOR_THE_PERSON, "2.341", "2.35"),
        (Direction.FOR_THE_PERSON, "2.34", "2.34"),
    ],
)
def test_rounding_goes_the_way_it_says(how: Direction, amount: str, rounded: str) -> None:
    assert Rounding(Decimal("0.01"), how).apply(Decimal(amount)) == Decimal(rounded)


def test_forty_digits_lose_none() -> None:
    long = "1234567890123456789012345678901234567890"
    assert str(plain(Decimal(long))) == long
    assert str(plain(Decimal("1E+40"))) == "1" + "0" * 40
    assert str(plain(Decimal("1E+1"))) == "10"
    assert str(Rounding(Decimal(1), Direction.HALF_UP).apply(Decimal(f"{long}.5"))) == f"{long[:-1]}1"


@pytest.mark.parametrize(
    ("above", "below", "how", "rounded"),
    [
        (1, "0.3", Direction.HALF_UP, 3),
        (1, "-3", Direction.DOWN, -1),
        (1, "-3", Direction.UP, 0),
        (-1, "-3", Direction.UP, 1),
        (-1, "-3", Direction.HALF_UP, 0),
        (5, "-2", Direction.HALF_UP, -3),
        (5, "-2", Direction.HALF_EVEN, -2),
        (6, "-2", Direction.UP, -3),
    ],
)
def test_a_quotient_may_be_by_a_part_or_below_nought(above: int, below: str, how: Direction, rounded: int) -> None:
    assert Rounding(Decimal(1), how).apply_to_quotient(Decimal(above), Decimal(below)) == rounded


def test_a_figure_can_be_rounded_to_quarters_and_to_fives() -> None:
    assert Rounding(Decimal("0.25"), Direction.DOWN).apply(Decimal("3.74")) == Decimal("3.5")
    assert Rounding(Decimal(5), Direction.HALF_UP).apply(Decimal("12.5")) == Decimal(15)


PYTHON = {
    Direction.HALF_UP: ROUND_HALF_UP,
    Direction.HALF_EVEN: ROUND_HALF_EVEN,
    Direction.DOWN: ROUND_FLOOR,
    Direction.UP: ROUND_CEILING,
}


@given(amount=AMOUNTS, how=st.sampled_from(sorted(PYTHON)))
def test_rounding_to_the_penny_agrees_with_the_decimal_library(amount: Decimal, how: Direction) -> None:
    expected = amount.quantize(Decimal("0.01"), rounding=PYTHON[how])
    assert Rounding(Decimal("0.01"), how).apply(amount) == expected


@given(
    above=st.integers(-(10**9), 10**9),
    below=st.integers(1, 10**6),
    to=st.sampled_from(["0.01", "0.25", "1", "5"]),
    how=st.sampled_from(list(Direction)),
)
def test_a_quotient_is_rounded_once_and_never_by_a_whole_measure(
    above: int, below: int, to: str, how: Direction
) -> None:
    rounded = Rounding(Decimal(to), how).apply_to_quotient(Decimal(above), Decimal(below))
    exact, measure = Fraction(above, below), Fraction(to)
    assert abs(Fraction(rounded) - exact) < measure
    assert (Fraction(rounded) / measure).denominator == 1
    if how in {Direction.UP, Direction.FOR_THE_PERSON}:
        assert Fraction(rounded) >= exact
    if how is Direction.DOWN:
        assert Fraction(rounded) <= exact
    if how in {Direction.HALF_UP, Direction.HALF_EVEN}:
        assert abs(Fraction(rounded) - exact) <= measure / 2


@given(amount=AMOUNTS)
def test_plain_changes_the_look_and_never_the_amount(amount: Decimal) -> None:
    assert plain(amount) == amount
    assert "E" not in str(plain(amount))
    assert str(plain(amount)) != "-0"


def test_decimals_counts_those_that_are_needed() -> None:
    assert [decimals(Decimal(one)) for one in ("12.00", "12.50", "12.345", "1E+3")] == [0, 1, 3, 0]


def test_a_unit_knows_what_it_counts_and_when() -> None:
    assert (Unit.POUNDS_A_WEEK.counted, Unit.POUNDS_A_WEEK.period) == ("pounds", "a week")
    assert (Unit.POINTS.counted, Unit.POINTS.period) == ("points", "")
    assert Unit.of("pounds", "a week") is Unit.POUNDS_A_WEEK
    assert Unit.of("pounds", "") is Unit.POUNDS
    assert Unit.of("pounds", "a fortnight") is None
    assert Unit.POUNDS_EVERY_FOUR_WEEKS.period == "every four weeks"
    assert Unit.POUNDS.places == 2, "pounds go to the penny"
    assert Unit.POUNDS_ONE_OFF.is_money
    assert not Unit.HOURS.is_money
