"""Figures in arrays: exact at any size, rounded as one figure is."""

from collections.abc import Callable
from decimal import Decimal, Inexact
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.caseload.exact import ROOM, Exact, quotient, total
from portal.allocation.caseload.rounding import rounded
from portal.money import EXACT, WIDE, Direction, Rounding

SOME = st.lists(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**22), max_value=10**22),
    min_size=1,
    max_size=5,
)
SMALL = st.decimals(min_value=-1000, max_value=1000, places=2)
EDGES = [0, 1, 7, 10**6, 2**31, ROOM // 10, ROOM // 2, ROOM - 1, ROOM, ROOM + 1, 2**63 - 1, 2**63, 10**30 + 1]
DIRECTIONS = st.sampled_from(list(Direction))
STEPS = st.sampled_from([Decimal(each) for each in ("1", "0.01", "0.25", "5", "50", "0.125")])


def test_a_difference_of_the_longest_numbers_needs_more_room() -> None:
    longest, shortest = Exact.of(Decimal(ROOM)), Exact.of(Decimal(-ROOM))
    assert (longest - shortest).for_everyone(1).decimals() == [Decimal(2 * ROOM)]
    assert (shortest - longest).for_everyone(1).decimals() == [Decimal(-2 * ROOM)]


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


@given(SOME, SMALL.filter(bool), STEPS, DIRECTIONS)
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
    longer = quotient(Exact.read([Decimal(25), Decimal(50)]), Exact.of(Decimal("0.25")))
    assert (longer + Exact.of(Decimal(1))).decimals() == [101, 201]
    with pytest.raises(Inexact):
        quotient(Exact.read([Decimal(1)]), Exact.of(Decimal(3)))


def test_figures_stay_whole_numbers_of_sixty_four_bits_while_these_are_enough() -> None:
    near = Exact.each(np.array([2**40, -3]))
    assert (near + near).whole.dtype == np.int64
    assert (near * near).decimals() == [Decimal(2**80), Decimal(9)]


def fractions(figures: Exact) -> list[Fraction]:
    return [Fraction(one, 10**figures.places) for one in figures.whole.tolist()]


Both = tuple[Callable[[Exact, Exact], Exact], Callable[[Fraction, Fraction], Fraction]]
RECKONINGS: dict[str, Both] = {
    "added": (lambda one, two: one + two, lambda one, two: one + two),
    "taken away": (lambda one, two: one - two, lambda one, two: one - two),
    "taken from": (lambda one, two: two - one, lambda one, two: two - one),
    "times": (lambda one, two: one * two, lambda one, two: one * two),
    "greater": (lambda one, two: one.greater(two), max),
    "lesser": (lambda one, two: one.lesser(two), min),
    "summed": (lambda one, two: total([two, one, one]), lambda one, two: two + one + one),
    "at more places": (lambda one, two: one.at(one.places + 3), lambda one, two: one),
}


@pytest.mark.parametrize("figures", [["0", "0"], ["0.0", "7"], ["3"]])
def test_figures_stand_at_more_places_than_64_bits_hold(figures: list[str]) -> None:
    begun = [Decimal(each) for each in figures]
    assert Exact.read(begun).at(40).decimals() == begun
    tiny = Decimal("9.9999776301E-10") ** 2
    assert (Exact.read(begun) + Exact.of(tiny)).decimals() == [WIDE.add(each, tiny) for each in begun]


def test_no_digit_is_lost_however_long_figures_grow() -> None:
    chance = Random(1)
    for _ in range(1200):
        at = chance.choice([0, 0, -1])
        begun = [Decimal(chance.choice(EDGES) * chance.choice([1, -1])).scaleb(at, WIDE) for _ in range(2)]
        figures, wanted = Exact.read(begun), [Fraction(one) for one in begun]
        for name in chance.choices(list(RECKONINGS), k=3):
            other = Decimal(chance.choice(EDGES) * chance.choice([1, -1])).scaleb(
                chance.choice([0, 0, 0, -1, -2]), WIDE
            )
            of_arrays, of_one = RECKONINGS[name]
            figures = of_arrays(figures, Exact.of(other))
            wanted = [of_one(one, Fraction(other)) for one in wanted]
            assert fractions(figures) == wanted, name
            assert max(map(abs, figures.whole.tolist())) <= figures.most, name


@settings(max_examples=30)
@given(SOME, st.sampled_from([Decimal(each) for each in ("0.25", "-0.5", "8", "1000", "0.001")]))
def test_a_product_divided_again_is_what_it_was(figures: list[Decimal], other: Decimal) -> None:
    each, one = Exact.read(figures), Exact.of(other)
    found = quotient(each * one, one)
    assert found.decimals() == figures
    assert max(map(abs, found.whole.tolist())) <= found.most
    assert fractions(quotient(each, one)) == [Fraction(figure) / Fraction(other) for figure in figures]


@pytest.mark.parametrize("below", ["3", "3e-18", "3e-19", "-3e-19", "3e-30"])
@pytest.mark.parametrize("above", ["7.25", "7.0000000000000000000000009"])
def test_a_quotient_is_exact_however_many_places_it_is_made_of(above: str, below: str) -> None:
    figures = [Decimal(each) for each in ("0", "1234567890123456789", "-5", above)]
    rule = Rounding(Decimal("0.01"), Direction.UP)
    wanted = [rule.apply_to_quotient(each, Decimal(below)) for each in figures]
    assert rounded(Exact.read(figures), Exact.of(Decimal(below)), rule).decimals() == wanted
    assert rounded(Exact.read(figures), Exact.read([Decimal(below)] * 4), rule).decimals() == wanted


def test_long_quotients_are_rounded_as_for_one_person() -> None:
    chance = Random(2)
    for _ in range(600):
        signed = [chance.choice(EDGES) * chance.choice([1, -1]) for _ in range(4)]
        above = [Decimal(one).scaleb(-chance.randrange(3), WIDE) for one in signed[:2]]
        below = [Decimal(one or 7).scaleb(-chance.randrange(3), WIDE) for one in signed[2:]]
        rule = Rounding(Decimal(chance.choice(["1", "0.01", "0.25", "50"])), chance.choice(list(Direction)))
        found = rounded(Exact.read(above), Exact.read(below), rule)
        assert found.decimals() == [rule.apply_to_quotient(*each) for each in zip(above, below, strict=True)]
        by_one = rounded(Exact.read(above), Exact.of(below[0]), rule)
        assert by_one.decimals() == [rule.apply_to_quotient(each, below[0]) for each in above]
        assert max(map(abs, by_one.whole.tolist())) <= by_one.most
        assert by_one.places == Exact.of(rule.to).places
