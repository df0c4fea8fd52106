"""Working days in England: Monday to Friday, without the bank holidays."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from typing import Final

SATURDAY = 5
AT_ONCE: Final = 10  # years
PATIENCE: Final = 60  # seconds
ASKED: Final = (
    "import sys, holidays; first = int(sys.argv[1]); years = range(first, first + int(sys.argv[2]));"
    "print(*holidays.country_holidays('GB', subdiv='ENG', years=years))"
)


def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England in the years around this one. They are looked up when first asked for."""
    return _from(year - year % AT_ONCE)


@cache
def _from(first: int) -> frozenset[date]:
    """The bank holidays of some years, from a Python that ends with the answer.

    The library loads every country of the world, and would hold 14 MiB in a worker from then on for a few dates.
    """
    wanted = [sys.executable, "-c", ASKED, str(first), str(AT_ONCE)]
    try:
        found = subprocess.run(wanted, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
    except (OSError, subprocess.SubprocessError):  # where no other process may be started, it is held here after all
        from holidays import country_holidays  # noqa: PLC0415  seldom needed

        return frozenset(country_holidays("GB", subdiv="ENG", years=range(first, first + AT_ONCE)))
    return frozenset(date.fromisoformat(day) for day in found.split())


def is_working_day(day: date) -> bool:
    """Whether the council works on a day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """Return the last of so many working days that follow a day, which is not counted itself."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
