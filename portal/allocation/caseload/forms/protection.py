"""Owns the array form of protection and transition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing, refused
from portal.allocation.caseload.tables_of_codes import refusals_of_missing
from portal.allocation.model import How, Outcome, Reason
from portal.allocation.operations import Protect
from portal.allocation.operations.answers import NOTHING_STANDS_IN
from portal.allocation.operations.protection import HUNDRED, ByYear, MostFall, UntilDay
from portal.allocation.packing import BLANK, DAY


def protect(operation: Protect, run: Run, standing: Standing) -> ArrayWorking:
    """The sums as the way of protecting puts them together; without a sum of before, the new one."""
    new = run.operand(operation.line, standing)
    before = run.lines[operation.before.line or ""]
    standing.know(before)
    old, had = before.figure, before.applies
    figure = new
    for year, mask in _years(operation, run, standing, had):
        held = _held(operation.way, new, old, year)
        figure = figure if held is None else held.where(mask, figure)
    working = ArrayWorking(Reckoning(figure))
    working.note(had & (new < figure), Outcome.PROTECTED)
    working.note(had & (figure < new), Outcome.LOWERED)
    return working


def _years(operation: Protect, run: Run, standing: Standing, had: Mask) -> Iterator[tuple[int, Mask]]:
    """Each year of the change, and who of those that had a sum before are in it."""
    if operation.own_day is None:
        yield operation.way.year(run.day), had
        return
    column = run.people.column(operation.own_day)
    refusals = refusals_of_missing(column, NOTHING_STANDS_IN)
    refusals[BLANK + 1 :] = refused(Reason.OUT_OF_RANGE)
    refusals[DAY] = 0
    standing.put_codes(np.where(had, refusals[column.codes], 0).astype(np.uint8))
    days, place = np.unique(np.zeros(len(had), np.int64) if column.days is None else column.days, return_inverse=True)
    own = (operation.way.on(date.fromordinal(max(each, 1))).year(run.day) for each in days.tolist())
    years = np.fromiter(own, np.int64)[place]
    for year in np.unique(years[had]).tolist():
        yield year, np.asarray(had & (years == year))


def _held(way: UntilDay | MostFall | ByYear, new: Exact, old: Exact, year: int) -> Exact | None:
    """The sum for those who had one before; None where it is the new one."""
    match way:
        case UntilDay():
            return new.greater(old) if year else None
        case MostFall(_, fall, per_cent):
            falls = fall * Decimal(year)
            start = Reckoning().then(How.ADDED, old)
            if per_cent:
                kept = max(HUNDRED - falls, Decimal(0))
                return start.then(How.PER_CENT, Exact.of(kept)).then(How.GREATEST, new).above
            return start.then(How.TAKEN_AWAY, Exact.of(falls)).then(How.GREATEST, new).above
        case ByYear():
            return _by_year(way, new, old, year)


def _by_year(way: ByYear, new: Exact, old: Exact, year: int) -> Exact | None:
    if year > len(way.shares):
        return None
    share = way.shares[year - 1] if year else Decimal(0)
    change = Reckoning().then(How.ADDED, new).then(How.TAKEN_AWAY, old).then(How.PER_CENT, Exact.of(share))
    spread = change.then(How.ADDED, old).above
    at_once: Mask = np.zeros(old.whole.shape, np.bool_) if way.rises_too else old <= new
    return new.where(at_once, spread)
