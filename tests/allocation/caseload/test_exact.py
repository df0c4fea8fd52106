"""Figures in arrays: exact at any size, rounded as one figure is."""

from decimal import Decimal, Inexact

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.allocation.caseload.exact import Exact, quotient, total
from portal.allocation.caseload.rounding import rounded
from portal.money import EXACT, Direction, Rounding

SOME = st.lists(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**22), max_value=10**22),
    min_size=1,
    max_size=5,
)
SMALL = st.decimals(min_value=-1000, max_value=1000, places=2)
STEPS = st.sampled_from([Decimal(each) for each in ("1", "0.01", "0.25", "5", "50", "0.125")])


@given(SOME, SMALL)
def test_sums_and_products_are_those_of_decimals(figures: list[Decimal], other: Decimal) -> None:
    each, one = Exact.read(figures), Exact.of(other)
    assert (each + one).decimals() == [EXACT.add(figure, other) for figure in figures]
    assert (each - one).decimals() == [EXACT.subtract(figure, other) for figure in figures]
    assert (each * one).decimals() == [EXACT.multiply(figure, other) for figure in figures]
    assert total([each, one, each]).decimals() == [EXACT.add(EXACT.add(figure, figure), other) for figure in figures]
    assert (each < one).tolist() == [figure < other for figure in figures]
    assert (each <= one).tolist() == [figure <= other for figure in figures]
    assert each.greater(one).decimals() == [max(figure, other) for figure in figures]


@given(SOME, SMALL.filter(bool), STEPS, st.sampled_from(Direction))
def test_quotients_are_rounded_as_for_one_person(
    figures: list[Decimal], below: Decimal, to: Decimal, how: Direction
) -> None:
    rule = Rounding(to, how)
    wanted = [rule.apply_to_quotient(figure, below) for figure in figures]
    assert rounded(Exact.read(figures), Exact.of(below), rule).decimals() == wanted
    assert rounded(Exact.read(figures), Exact.read([below] * len(figures)), rule).decimals() == wanted
    assert rounded(Exact.read(figures), None, rule).decimals() == [rule.apply(figure) for figure in figures]


def test_a_quotient_without_an_end_is_refused_not_cut_short() -> None:
    assert quotient(Exact.read([Decimal(1), Decimal(3)]), Exact.of(Decimal(8))).decimals() == [
        Decimal("0.125"),
        Decimal("0.375"),
    ]
    with pytest.raises(Inexact):
        quotient(Exact.read([Decimal(1)]), Exact.of(Decimal(3)))


def test_figures_stay_whole_numbers_of_sixty_four_bits_while_these_are_enough() -> None:
    near = Exact.each(np.array([2**40, -3]))
    assert (near + near).whole.dtype == np.int64
    assert (near * near).decimals() == [Decimal(2**80), Decimal(9)]
