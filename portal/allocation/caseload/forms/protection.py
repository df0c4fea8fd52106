"""Owns the array form of protection and transition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.model import How, Outcome
from portal.allocation.operations import Protect
from portal.allocation.operations.protection import HUNDRED, ByYear, MostFall, UntilDay, year_of_change


def protect(operation: Protect, run: Run, standing: Standing) -> ArrayWorking:
    """The sums as the way of protecting puts them together; without a sum of before, the new one."""
    new = run.operand(operation.line, standing)
    before = run.lines[operation.before.line or ""]
    standing.know(before)
    old, had = before.figure, before.applies
    figure = Reckoning().then(How.ADDED, new)
    held = _held(operation.way, new, old, run.day)
    if held is not None:
        figure = Reckoning(held.where(had, new), None, begun=True)
    working = ArrayWorking(figure)
    working.note(had & (new < figure.above), Outcome.PROTECTED)
    working.note(had & (figure.above < new), Outcome.LOWERED)
    return working


def _held(way: UntilDay | MostFall | ByYear, new: Exact, old: Exact, day: date) -> Exact | None:
    """The sum for those who had one before; None where it is the new one."""
    match way:
        case UntilDay(last):
            return new.greater(old) if day <= last else None
        case MostFall(starts, fall, per_cent):
            falls = fall * Decimal(year_of_change(starts, day))
            start = Reckoning().then(How.ADDED, old)
            if per_cent:
                kept = max(HUNDRED - falls, Decimal(0))
                return start.then(How.PER_CENT, Exact.of(kept)).then(How.GREATEST, new).above
            return start.then(How.TAKEN_AWAY, Exact.of(falls)).then(How.GREATEST, new).above
        case ByYear():
            return _by_year(way, new, old, day)


def _by_year(way: ByYear, new: Exact, old: Exact, day: date) -> Exact | None:
    year = year_of_change(way.starts, day)
    if year > len(way.shares):
        return None
    share = way.shares[year - 1] if year else Decimal(0)
    change = Reckoning().then(How.ADDED, new).then(How.TAKEN_AWAY, old).then(How.PER_CENT, Exact.of(share))
    spread = change.then(How.ADDED, old).above
    at_once: Mask = np.zeros(old.whole.shape, np.bool_) if way.rises_too else old <= new
    return new.where(at_once, spread)
