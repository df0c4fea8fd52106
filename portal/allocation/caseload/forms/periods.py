"""Owns the array forms of the operations that look at days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import NOUGHT, Exact, Mask
from portal.allocation.caseload.fitting import steps_missed
from portal.allocation.caseload.forms.answers import numbers_of
from portal.allocation.caseload.people import Column
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing, refused
from portal.allocation.model import How, Outcome, Reason
from portal.allocation.operations import Left, Once, Since
from portal.allocation.operations.answers import NOTHING_STANDS_IN
from portal.allocation.operations.periods import Period, Span
from portal.allocation.packing import BLANK, DAY, NOT_APPLICABLE, NOT_ASKED, NOT_SURE, NUMBER, TALK, UNANSWERED

NEVER = (NOT_ASKED, NOT_APPLICABLE, BLANK)
EPOCH = date(1970, 1, 1).toordinal()
Days = NDArray[np.datetime64]


def _days(column: Column, run: Run, standing: Standing) -> tuple[Days, Mask]:
    """The days that were answered, and who answered one. Those fall out whose day is not known, or lies ahead."""
    table = column.table(refused(Reason.OUT_OF_RANGE), np.uint8)
    table[list(NEVER)] = 0
    table[DAY] = 0
    table[UNANSWERED] = refused(Reason.UNANSWERED)
    table[[NOT_SURE, TALK]] = refused(Reason.NOT_SURE)
    refusals = table[column.codes]
    given = column.codes == DAY
    ordinals = np.zeros(len(given), np.int64) if column.days is None else column.days
    refusals[given & (ordinals > run.day.toordinal())] = refused(Reason.OUT_OF_RANGE)
    standing.put_codes(refusals)
    return np.where(given, ordinals - EPOCH, 0).astype("datetime64[D]"), given


def _parts(days: Days) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The months since 1970, and the day of the month from nought."""
    months = days.astype("datetime64[M]")
    return months.astype(np.int64), (days - months.astype("datetime64[D]")).astype(np.int64)


def since(operation: Since, run: Run, standing: Standing) -> ArrayWorking:
    """The time that is complete. A day that is not known is refused."""
    days, given = _days(run.people.column(operation.question), run, standing)
    standing.refuse(~given, Reason.UNANSWERED)
    return ArrayWorking(Reckoning().then(How.ADDED, Exact.each(_complete(days, run.day, operation.span))))


def _complete(days: Days, today: date, span: Span) -> NDArray[np.int64]:
    if span is Span.DAYS:
        return (np.datetime64(today, "D") - days).astype(np.int64)
    months, day_of_month = _parts(days)
    passed = (today.year - 1970) * 12 + today.month - 1 - months
    last = monthrange(today.year, today.month)[1]
    passed -= np.minimum(day_of_month + 1, last) > today.day
    return passed if span is Span.MONTHS else passed // 12


def _same_period(period: Period, last: Days, day: date) -> Mask:
    """Where the last time lies in the same period as the day."""
    if period.year_from is not None:
        month, first = period.year_from
        begins = date(day.year, month, first)
        begins = begins if begins <= day else date(day.year - 1, month, first)
        return np.asarray(last >= np.datetime64(begins, "D"))
    months, day_of_month = _parts(last)
    until: Any = (months + (period.months or 0)).astype("datetime64[M]")
    length = ((until + 1).astype("datetime64[D]") - until.astype("datetime64[D]")).astype(np.int64)
    after = until.astype("datetime64[D]") + np.minimum(day_of_month, length - 1)
    return np.asarray(np.datetime64(day, "D") < after)


def once(operation: Once, run: Run, standing: Standing) -> ArrayWorking:
    """The sum, or nought of it."""
    line = run.operand(operation.line, standing)
    days, given = _days(run.people.column(operation.last), run, standing)
    again = given & _same_period(operation.period, days, run.day)
    working = ArrayWorking(Reckoning().then(How.ADDED, line).then(How.TIMES, NOUGHT, again))
    working.note(again, Outcome.NO_BUDGET)
    return working


def left(operation: Left, run: Run, standing: Standing) -> ArrayWorking:
    """The whole, less what was had, at least nought."""
    whole = run.operand(operation.whole, standing)
    counts = np.ones(standing.size, np.bool_)
    column = run.people.column(operation.had)
    none = np.isin(column.codes, NEVER)
    had, refusals, _ = numbers_of(column, NOTHING_STANDS_IN)
    if operation.last is not None and operation.period is not None:
        days, given = _days(run.people.column(operation.last), run, standing)
        counts = given & _same_period(operation.period, days, run.day)
        some = (column.codes == NUMBER) & (had > NOUGHT)
        standing.refuse((~given & some) | (counts & none), Reason.ANSWERS_DISAGREE)
    counts &= ~none
    standing.put_codes(np.where(counts, refusals, 0).astype(np.uint8))
    wrong = (had < NOUGHT) | steps_missed(had, operation.in_steps_of)
    standing.refuse(counts & wrong, Reason.OUT_OF_RANGE)
    had = had.where(counts, NOUGHT)
    figure = Reckoning().then(How.ADDED, whole).then(How.TAKEN_AWAY, had).then(How.GREATEST, NOUGHT)
    working = ArrayWorking(figure)
    working.note((whole <= had) & (had > NOUGHT), Outcome.NO_BUDGET)
    return working
