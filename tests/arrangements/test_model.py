"""The ways of taking a budget, and whether the parts of a mixed one add up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.arrangements.model import Fault, Part, Period, Way, problems, still_to_share

WEEKLY = {Period.WEEKLY: Decimal(250)}
BOTH = {Period.WEEKLY: Decimal(250), Period.ONE_OFF: Decimal("230.50")}


def part(name: str, amount: str | None, way: Way | None = Way.MANAGED, period: Period = Period.WEEKLY) -> Part:
    return Part(name, name, way, None if amount is None else Decimal(amount), period)


def faults(budget: dict[Period, Decimal] | None, *parts: Part) -> list[tuple[Fault, str | None]]:
    return [(each.fault, each.part) for each in problems(Way.MIXED, budget, parts)]


def test_parts_that_equal_the_budget_are_finished() -> None:
    assert faults(WEEKLY, part("food", "100"), part("nights", "150", Way.DIRECT_PAYMENT)) == []


def test_a_penny_that_is_left_is_shown() -> None:
    parts = (part("food", "99.99"), part("nights", "150", Way.DIRECT_PAYMENT))
    (problem,) = problems(Way.MIXED, WEEKLY, parts)
    assert (problem.fault, problem.period, problem.amount) == (Fault.STILL_TO_SHARE, Period.WEEKLY, Decimal("0.01"))


def test_a_penny_too_many_is_shown() -> None:
    parts = (part("food", "100.01"), part("nights", "150", Way.DIRECT_PAYMENT))
    (problem,) = problems(Way.MIXED, WEEKLY, parts)
    assert (problem.fault, problem.amount) == (Fault.TOO_MUCH_SHARED, Decimal("0.01"))


def test_weekly_and_one_off_sums_are_never_added_together() -> None:
    parts = (part("food", "250"), part("bed", "230", Way.DIRECT_PAYMENT, Period.ONE_OFF))
    assert still_to_share(BOTH, parts) == {Period.WEEKLY: Decimal(0), Period.ONE_OFF: Decimal("0.5")}


def test_a_one_off_part_without_a_one_off_sum_is_too_much() -> None:
    parts = (part("food", "250"), part("bed", "1", Way.DIRECT_PAYMENT, Period.ONE_OFF))
    (problem,) = problems(Way.MIXED, WEEKLY, parts)
    assert (problem.fault, problem.period) == (Fault.TOO_MUCH_SHARED, Period.ONE_OFF)


def test_with_no_figure_yet_parts_have_names_and_no_amounts() -> None:
    named = (part("food", None), part("nights", None, Way.DIRECT_PAYMENT))
    assert faults(None, *named) == []
    assert faults(None, part("food", "10"), named[1]) == [(Fault.AMOUNT_WITHOUT_FIGURE, "food")]


def test_a_new_figure_keeps_the_parts_and_asks_to_share_again() -> None:
    parts = (part("food", "100"), part("nights", "150", Way.DIRECT_PAYMENT))
    assert problems(Way.MIXED, {Period.WEEKLY: Decimal(300)}, parts)[0].amount == Decimal(50)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (Part("food", " ", Way.MANAGED, Decimal(100)), Fault.NAME_MISSING),
        (part("food", "100", None), Fault.WAY_MISSING),
        (part("food", "100", Way.MIXED), Fault.WAY_NOT_FOR_A_PART),
        (part("food", "100", Way.NOT_SURE), Fault.WAY_NOT_FOR_A_PART),
        (part("food", None), Fault.AMOUNT_MISSING),
        (part("food", "0"), Fault.AMOUNT_NOT_ABOVE_NOUGHT),
        (part("food", "-1"), Fault.AMOUNT_NOT_ABOVE_NOUGHT),
        (part("food", "99.999"), Fault.PARTS_OF_A_PENNY),
    ],
)
def test_each_fault_of_a_part_is_named(wrong: Part, fault: Fault) -> None:
    assert (fault, "food") in faults(WEEKLY, wrong, part("nights", "150", Way.DIRECT_PAYMENT))


def test_a_mix_needs_parts_and_more_than_one_way() -> None:
    assert faults(WEEKLY) == [(Fault.NO_PARTS, None)]
    assert faults(WEEKLY, part("food", "250")) == [(Fault.ONE_WAY_ONLY, None)]


def test_the_same_part_twice_is_named() -> None:
    same = (part("food", "100"), part("food", "150", Way.DIRECT_PAYMENT))
    assert faults(WEEKLY, *same) == [(Fault.SAME_PART_TWICE, "food")]


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.MIXED])
def test_one_way_for_everything_needs_no_parts(way: Way) -> None:
    assert problems(way, WEEKLY, ()) == ()


PENCE = st.integers(min_value=1, max_value=500_000).map(lambda pence: Decimal(pence) / 100)


@given(amounts=st.lists(PENCE, min_size=2, max_size=8))
def test_parts_that_add_up_leave_exactly_nothing(amounts: list[Decimal]) -> None:
    parts = [part(f"part-{place}", str(amount)) for place, amount in enumerate(amounts)]
    assert still_to_share({Period.WEEKLY: sum(amounts, Decimal(0))}, parts) == {Period.WEEKLY: Decimal(0)}


@given(budget=PENCE, amounts=st.lists(PENCE, max_size=8))
def test_what_is_left_and_what_is_shared_are_the_budget(budget: Decimal, amounts: list[Decimal]) -> None:
    parts = [part(f"part-{place}", str(amount)) for place, amount in enumerate(amounts)]
    left = still_to_share({Period.WEEKLY: budget}, parts)[Period.WEEKLY]
    assert left + sum(amounts, Decimal(0)) == budget
