"""The conditions of a direct payment, whom it may not pay, and when it is looked at again."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.arrangements.paying import CONDITIONS, Asked, Condition, Payee, months_on, needs_necessity, reviews, unmet

USUAL = SimpleNamespace(first_from_days=42, first_by_days=56, payment_months=6, yearly_days=365)
DAYS = st.dates(date(2015, 4, 1), date(2090, 1, 1))


def test_the_act_has_four_conditions_with_capacity_and_five_without() -> None:
    assert {asked: len(found) for asked, found in CONDITIONS.items()} == {Asked.PERSON: 4, Asked.AUTHORISED: 5}
    assert Condition.CAPACITY not in CONDITIONS[Asked.AUTHORISED]
    assert Condition.BEST_INTERESTS not in CONDITIONS[Asked.PERSON]


@given(st.sampled_from(Asked), st.dictionaries(st.sampled_from(Condition), st.booleans()))
def test_every_condition_must_be_said_to_hold(asked: Asked, met: dict[Condition, bool]) -> None:
    found = unmet(asked, met)
    assert set(found) == {each for each in CONDITIONS[asked] if met.get(each) is not True}


@pytest.mark.parametrize("payee", Payee)
def test_relatives_count_in_the_same_household_and_a_partner_anywhere(payee: Payee) -> None:
    inside, elsewhere = (needs_necessity(payee, same_household=same) for same in (True, False))
    assert inside == (payee is not Payee.NONE_OF_THESE)
    assert elsewhere == (payee is Payee.PARTNER)


def test_a_payment_that_begins_in_autumn() -> None:
    found = reviews(date(2026, 8, 31), USUAL)
    assert (found.light_from, found.light_by) == (date(2026, 10, 12), date(2026, 10, 26))
    assert (found.first_by, found.yearly_by) == (date(2027, 2, 28), date(2028, 2, 28))


def test_a_council_that_looks_sooner_says_so_in_its_settings() -> None:
    sooner = SimpleNamespace(first_from_days=14, first_by_days=21, payment_months=3, yearly_days=182)
    found = reviews(date(2026, 9, 1), sooner)
    assert (found.light_from, found.light_by) == (date(2026, 9, 15), date(2026, 9, 22))
    assert (found.first_by, found.yearly_by) == (date(2026, 12, 1), date(2027, 6, 1))


@given(DAYS, st.integers(1, 12), st.integers(1, 800))
def test_no_setting_makes_a_review_later_than_the_law_lets_it_be(first: date, months: int, days: int) -> None:
    found = reviews(first, SimpleNamespace(first_from_days=1, first_by_days=2, payment_months=months, yearly_days=days))
    assert found.first_by <= months_on(first, 6)
    assert found.yearly_by <= months_on(found.first_by, 12)


@given(DAYS)
def test_reviews_come_one_after_the_other_and_never_too_late(first: date) -> None:
    found = reviews(first, USUAL)
    assert first < found.light_from < found.light_by < found.first_by < found.yearly_by
    assert found.first_by <= first + timedelta(days=184)
    assert found.yearly_by <= found.first_by + timedelta(days=366)


@given(DAYS, st.integers(1, 60))
def test_months_on_is_that_many_months_later(day: date, months: int) -> None:
    later = months_on(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
