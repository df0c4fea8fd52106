"""Owns telling a day whose month and day may stand in the wrong order: 4 January among days of 1 April."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from portal.allocation.operations import Left, Once
from portal.allocation.scheme import Scheme

DayOfYear = tuple[int, int]


def said_of_days(scheme: Scheme) -> Iterator[str]:
    """A sentence for each day that, turned round, is the one on which the scheme or most of its figures start."""
    starts = [(f"the rate “{rate.id}”", value.starts) for rate in scheme.rates.values() for value in rate.values]
    starts += [(f"the table “{each.id}”", one.starts) for each in scheme.tables.values() for one in each.versions]
    usual = Counter(_of_year(day) for _, day in starts)
    usual[_of_year(scheme.starts)] += 1
    for name, day in starts:
        if _may_be_turned(_of_year(day), usual):
            yield f"A figure of {name} starts on {day}. Is {_turned(day)} meant?"
    for line in scheme.lines:
        period = line.operation.period if isinstance(line.operation, Once | Left) else None
        if period is not None and period.year_from is not None and _may_be_turned(period.year_from, usual):
            month, day_of_month = period.year_from
            written, meant = f"{month:02}-{day_of_month:02}", f"{day_of_month:02}-{month:02}"
            yield f"The year of “{line.id}” begins on {written}, month and day. Is {meant} meant?"


def _of_year(day: date) -> DayOfYear:
    return day.month, day.day


def _may_be_turned(day: DayOfYear, usual: Counter[DayOfYear]) -> bool:
    """Whether others begin on the day turned round, and none but perhaps itself on this one."""
    return day[0] != day[1] and usual[day[1], day[0]] > 0 and usual[day] <= 1


def _turned(day: date) -> date:
    return day.replace(month=day.day, day=day.month)
