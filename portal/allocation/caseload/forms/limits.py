"""Owns the array form of floors and caps."""

from __future__ import annotations

from portal.allocation.caseload.exact import NOUGHT, Mask
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.model import How, Outcome
from portal.allocation.operations import Limit
from portal.allocation.parts import Term


def limit(operation: Limit, run: Run, standing: Standing) -> ArrayWorking:
    """The line, then the limits that apply."""
    line = run.operand(operation.line, standing)
    working = ArrayWorking(Reckoning().then(How.ADDED, line))
    if operation.at_least is not None:
        where = _applies(operation.at_least, run, standing)
        floor = run.operand(operation.at_least, standing, where)
        below = line < floor if where is None else (line < floor) & where
        none = run.none_of(operation.line)
        working.note(below, Outcome.NO_BUDGET if operation.none_below else Outcome.RAISED)
        if operation.none_below:
            working.figure = working.figure.then(How.TIMES, NOUGHT, below)
        elif none is None:
            working.figure = working.figure.then(How.GREATEST, floor, where)
        else:
            working.note(below & none, Outcome.NO_BUDGET)
            working.figure = working.figure.then(How.GREATEST, floor, ~none if where is None else where & ~none)
            working.figure = working.figure.then(How.TIMES, NOUGHT, below & none)
    if operation.at_most is not None:
        where = _applies(operation.at_most, run, standing)
        cap = run.operand(operation.at_most, standing, where)
        above = cap < line if where is None else (cap < line) & where
        working.note(above, Outcome.LOWERED if operation.hard else Outcome.TO_A_PERSON)
        if operation.hard:
            working.figure = working.figure.then(How.LEAST, cap, where)
    return working


def _applies(term: Term, run: Run, standing: Standing) -> Mask | None:
    """Where a limit applies; those fall out for whom that is not known."""
    if term.line is not None:
        standing.know(run.lines[term.line])
    return run.applies(term)
