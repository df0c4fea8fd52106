"""What hangs on days: prices that rise, sums once in a period, protection at a change. All by hand."""

from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.model import Outcome, Reason
from portal.answers import Missing
from tests.allocation.caseload.agreeing import differences
from tests.allocation.schemes import DAY, small
from tests.allocation.test_calculate import figure, given, refused

RISING = """rates:
  - id: hour
    unit: pounds
    per: hours
    rounding: {to: 0.05, how: HOW}
    values:
      - {starts: 2026-04-01, figure: 12.10}
      - {starts: 2027-04-01, uprate: 2.5}
      - {starts: 2028-04-01, uprate: -1}
      - {starts: 2029-04-01, figure: not-published}
"""
HOUR = (
    "id: hours\nunit: hours a week\nquantity: hours\nin_steps_of: 1\n---\nid: last\nmultiply: hours\nby: {rate: hour}"
)
HOUR = HOUR.replace("multiply", "unit: pounds a week\nmultiply")


@pytest.mark.parametrize(
    ("how", "day", "price"),
    [
        ("half-up", "2027-03-31", "12.10"),
        ("half-up", "2027-04-01", "12.40"),  # 12.4025
        ("up", "2027-04-01", "12.45"),
        ("up", "2028-04-01", "12.35"),  # 12.45 x 0.99 = 12.3255
        ("down", "2028-04-01", "12.25"),  # 12.40 x 0.99 = 12.276
    ],
)
def test_each_rise_is_made_of_the_price_before_and_rounded_by_its_own_rule(how: str, day: str, price: str) -> None:
    scheme = small(HOUR, more=RISING.replace("HOW", how))
    assert figure(scheme, {"hours": 1}, date.fromisoformat(day)) == Decimal(price)


def test_a_price_that_is_not_published_is_another_reason_than_no_price() -> None:
    scheme = small(HOUR, more=RISING.replace("HOW", "up"))
    assert refused(scheme, {"hours": 1}, date(2029, 4, 1)).reason is Reason.NOT_PUBLISHED


def test_a_table_rises_row_by_row_and_keeps_what_has_no_figure() -> None:
    table = """tables:
  - id: sums
    from: points
    to: pounds a week
    reading: stepped
    rounding: {to: 1, how: half-up}
    versions:
      - {starts: 2026-04-01, rows: [{at: 0, figure: no-budget}, {at: 3, figure: 21}, {at: 9, figure: a-person}]}
      - {starts: 2027-04-01, uprate: 2.5}
"""
    scheme = small(
        "id: points\nquantity: points\n---\nid: last\nunit: pounds a week\ntable: sums\nof: points", more=table
    )
    later = date(2027, 4, 1)
    assert (figure(scheme, {"points": 3}), figure(scheme, {"points": 3}, later)) == (21, 22)
    assert given(scheme, {"points": 2}, later).has_no_budget
    assert refused(scheme, {"points": 9}, later).reason is Reason.A_PERSON_DECIDES


@pytest.mark.parametrize(
    ("span", "day", "expected"),
    [
        ("years", "2027-02-27", 17),
        ("years", "2027-02-28", 18),
        ("months", "2027-03-28", 217),
        ("months", "2027-03-27", 216),
        ("days", "2027-02-28", 6574),
    ],
)
def test_only_complete_time_counts(span: str, day: str, expected: int) -> None:
    unit = "days" if span == "days" else "number"
    scheme = small(f"id: last\nunit: {unit}\nsince: born\nin: {span}", people="children")
    assert figure(scheme, {"born": date(2009, 2, 28)}, date.fromisoformat(day)) == expected


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_last_of_february() -> None:
    scheme = small("id: last\nunit: number\nsince: born\nin: years", people="children")
    assert figure(scheme, {"born": date(2008, 2, 29)}, date(2027, 2, 28)) == 19
    assert figure(scheme, {"born": date(2008, 2, 29)}, date(2027, 2, 27)) == 18


@pytest.mark.parametrize("day", [None, Missing.BLANK, date(2027, 1, 1), "2020-01-01"])
def test_a_day_that_is_not_known_or_lies_ahead_is_refused(day: object) -> None:
    scheme = small("id: last\nunit: number\nsince: born\nin: years", people="children")
    assert refused(scheme, {} if day is None else {"born": day}).questions == (("born", None),)


GRANT = "id: grant\nunit: pounds one-off\namount: 200\n---\nid: last\nunit: pounds one-off\nonce: grant\nlast: day\n"


@pytest.mark.parametrize(
    ("period", "last", "today", "expected"),
    [
        ("months: 12", "2026-05-10", "2027-05-09", 0),
        ("months: 12", "2026-05-10", "2027-05-10", 200),
        ("months: 1", "2027-01-31", "2027-02-27", 0),
        ("months: 1", "2027-01-31", "2027-02-28", 200),
        ("year_from: 04-06", "2027-04-05", "2027-04-06", 200),
        ("year_from: 04-06", "2027-04-06", "2028-04-05", 0),
        ("year_from: 04-06", "2026-04-06", "2027-04-05", 0),
        ("year_from: 04-06", "2026-04-05", "2027-04-05", 200),
    ],
)
def test_a_sum_is_given_once_in_a_period(period: str, last: str, today: str, expected: int) -> None:
    scheme = small(GRANT + period, people="carers")
    budget = given(scheme, {"day": date.fromisoformat(last)}, date.fromisoformat(today))
    assert (budget.headline.figure, budget.has_no_budget) == (expected, expected == 0)


@pytest.mark.parametrize("never", [None, Missing.BLANK, Missing.NOT_APPLICABLE])
def test_who_never_had_it_gets_it(never: object) -> None:
    scheme = small(GRANT + "months: 12", people="carers")
    assert figure(scheme, {} if never is None else {"day": never}) == 200
    assert refused(scheme, {"day": Missing.NOT_SURE}).reason is Reason.NOT_SURE


LEFT = (
    "id: last\nunit: pounds one-off\nleft: 250\nhad: had\nlast: day\nyear_from: 04-01\nrounding: {to: 0.01, how: down}"
)


@pytest.mark.parametrize(
    ("had", "last", "expected"),
    [
        ("249.99", "2026-04-01", "0.01"),
        ("250", "2026-04-01", "0"),
        ("300", "2026-11-21", "0"),
        ("250", "2026-03-31", "250"),
    ],
)
def test_what_was_had_in_the_period_is_taken_off_and_never_more_than_all(had: str, last: str, expected: str) -> None:
    scheme = small(LEFT, people="carers")
    budget = given(scheme, {"had": Decimal(had), "day": date.fromisoformat(last)})
    assert budget.headline.figure == Decimal(expected)
    assert budget.has_no_budget is (Decimal(expected) == 0)
    assert refused(scheme, {"had": Decimal(-1), "day": date(2026, 4, 1)}).reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("had", "last", "disagree"),
    [
        (Decimal(100), Missing.NOT_APPLICABLE, True),
        (Decimal(100), Missing.BLANK, True),
        (Decimal(100), None, True),
        (Decimal(1), None, True),
        (Decimal(0), Missing.NOT_APPLICABLE, False),
        (Missing.BLANK, date(2026, 5, 1), True),
        (Missing.NOT_APPLICABLE, date(2026, 5, 1), True),
        (None, date(2026, 5, 1), True),
        (Missing.BLANK, date(2026, 3, 31), False),
        (Missing.BLANK, Missing.NOT_APPLICABLE, False),
    ],
)
def test_a_sum_without_its_day_or_a_day_without_its_sum_goes_back(
    had: Decimal | Missing | None, last: date | Missing | None, *, disagree: bool
) -> None:
    scheme = small(LEFT, people="carers")
    facts = {name: answer for name, answer in {"had": had, "day": last}.items() if answer is not None}
    if disagree:
        found = refused(scheme, facts)
        assert (found.reason, found.questions) == (Reason.ANSWERS_DISAGREE, (("had", None), ("day", None)))
    else:
        assert figure(scheme, facts) == 250
    assert differences(scheme, [facts], DAY) == []


SUMS = "id: new\nunit: pounds a week\nquantity: new\nin_steps_of: 1\n---\nid: old\nunit: pounds a week\nquantity: old\n"
SUMS += "in_steps_of: 1\nonly_when: {not: {question: old, is: not-applicable}}\n---\nid: last\nunit: pounds a week\n"
PROTECT = SUMS + "protect: new\nbefore: old\nrounding: {to: 0.01, how: half-up}\n"
FALL, SHARE, STEPS = (
    "starts: 2026-06-01\nmost_fall: 15",
    "starts: 2026-06-01\nmost_fall_per_cent: 10",
    "starts: 2026-06-01\nshare_of_change: [25, 50]",
)


@pytest.mark.parametrize(
    ("way", "old", "new", "day", "expected", "outcome"),
    [
        ("until: 2027-03-31", 100, 60, "2027-03-31", "100", Outcome.PROTECTED),
        ("until: 2027-03-31", 100, 60, "2027-04-01", "60", Outcome.ORDINARY),
        ("until: 2027-03-31", 60, 100, "2027-03-31", "100", Outcome.ORDINARY),
        ("until: 2027-03-31", 60, 60, "2027-03-31", "60", Outcome.ORDINARY),
        (FALL, 100, 60, "2026-05-31", "100", Outcome.PROTECTED),
        (FALL, 100, 60, "2026-06-01", "85", Outcome.PROTECTED),
        (FALL, 100, 60, "2027-05-31", "85", Outcome.PROTECTED),
        (FALL, 100, 60, "2027-06-01", "70", Outcome.PROTECTED),
        (FALL, 100, 60, "2028-06-01", "60", Outcome.ORDINARY),
        (FALL, 100, 120, "2026-06-01", "120", Outcome.ORDINARY),
        (SHARE, 200, 60, "2026-06-01", "180", Outcome.PROTECTED),
        (SHARE, 200, 60, "2027-06-01", "160", Outcome.PROTECTED),
        (SHARE, 200, 60, "2036-06-01", "60", Outcome.ORDINARY),
        (STEPS, 100, 60, "2026-06-01", "90", Outcome.PROTECTED),
        (STEPS, 100, 60, "2027-06-01", "80", Outcome.PROTECTED),
        (STEPS, 100, 60, "2028-05-31", "80", Outcome.PROTECTED),
        (STEPS, 100, 60, "2028-06-01", "60", Outcome.ORDINARY),
        (STEPS, 60, 100, "2026-06-01", "100", Outcome.ORDINARY),
        (f"{STEPS}\nrises_too: true", 60, 100, "2026-06-01", "70", Outcome.LOWERED),
    ],
)
def test_a_sum_of_before_is_kept_for_a_time_or_left_step_by_step(
    way: str, old: int, new: int, day: str, expected: str, outcome: Outcome
) -> None:
    line = given(small(PROTECT + way, people="carers"), {"old": old, "new": new}, date.fromisoformat(day)).headline
    assert (line.figure, line.outcome) == (Decimal(expected), outcome)


@pytest.mark.parametrize("way", ["until: 2027-03-31", FALL, SHARE, STEPS])
def test_where_nothing_was_before_the_new_sum_stands(way: str) -> None:
    assert figure(small(PROTECT + way), {"new": 60, "old": Missing.NOT_APPLICABLE}, date(2026, 6, 1)) == 60


def test_days_in_a_year_over_days_in_a_week_are_exact() -> None:
    more = "conversions:\n  - {id: year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}\n"
    lines = (
        "id: week\nunit: pounds a week\nquantity: week\n---\nid: last\nunit: pounds a year\nconvert: week\nby: year\n"
    )
    scheme = small(lines + "to: 0.01\nhow: half-up", more=more)
    assert figure(scheme, {"week": Decimal(100)}) == Decimal("5214.29")
    assert figure(scheme, {"week": Decimal(7)}) == 365
