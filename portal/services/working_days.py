"""Working days in England: Monday to Friday, without the bank holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England in a year. They are loaded when the first one is asked for."""
    from holidays import country_holidays  # noqa: PLC0415  few pages ask for it, and none at start

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Whether the council works on a day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, number: int) -> date:
    """Return the last of so many working days that follow a day, which is not counted itself."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day
