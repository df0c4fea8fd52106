"""Working days in England: weekends and bank holidays do not count."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services.working_days import is_working_day, working_days_after

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "number", "last"),
    [
        (date(2026, 5, 11), 3, date(2026, 5, 14)),  # a Monday
        (date(2026, 5, 15), 3, date(2026, 5, 20)),  # a Friday: over the weekend
        (date(2026, 5, 1), 3, date(2026, 5, 7)),  # the early May bank holiday is on the 4th
        (date(2026, 12, 24), 3, date(2026, 12, 31)),  # Christmas; Boxing Day is a Saturday, so the 28th is free
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # Good Friday and Easter Monday
        (date(2026, 5, 16), 0, date(2026, 5, 16)),
    ],
)
def test_days_off_are_not_counted(day: date, number: int, last: date) -> None:
    assert working_days_after(day, number) == last


@settings(deadline=None)  # the first year that is asked for takes longer
@given(DAYS, st.integers(1, 30))
def test_so_many_working_days_lie_between(day: date, number: int) -> None:
    last = working_days_after(day, number)
    assert is_working_day(last)
    after = [day + timedelta(days=each) for each in range(1, (last - day).days + 1)]
    assert sum(is_working_day(each) for each in after) == number


def test_without_a_second_python_the_days_are_the_same_and_with_one_no_country_stays_loaded() -> None:
    asked = "from portal.services import working_days; import datetime, sys; {}"
    asked += "print(*sorted(working_days.bank_holidays(2026)), 'holidays' in sys.modules)"
    alone, helped = (
        subprocess.run([sys.executable, "-c", asked.format(each)], capture_output=True, text=True, check=True).stdout
        for each in ("sys.executable = 'nowhere'; ", "")
    )
    assert alone.replace("True", "False") == helped
    assert helped.endswith("False\n")
    assert "2026-12-28" in helped
