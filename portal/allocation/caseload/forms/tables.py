"""Owns the array forms of bands and tables."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import NOUGHT, Exact, Mask, together
from portal.allocation.caseload.run import ArrayWorking, Instead, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.model import How, Outcome, Reason
from portal.allocation.operations import Bands, ReadTable
from portal.allocation.parts import Beyond, TableReading, TableRow, Term

Places: TypeAlias = NDArray[Any]


def bands(operation: Bands, run: Run, standing: Standing) -> ArrayWorking:
    """The figure of the first band that a line falls in."""
    line = run.operand(operation.line, standing)
    working = ArrayWorking(Reckoning())
    none = _none_to_look_up(operation.line, run, standing)
    working.note(none, Outcome.NO_BUDGET)
    left = standing.going & ~none
    figure = NOUGHT
    for row in operation.rows:
        mask = left & (Exact.of(row.at) <= line)
        if row.up_to is not None:
            mask &= line <= Exact.of(row.up_to)
        if row.below is not None:
            mask &= line < Exact.of(row.below)
        left &= ~mask
        if row.figure is None and not row.no_budget:
            standing.refuse(mask, Reason.A_PERSON_DECIDES if row.published else Reason.NOT_PUBLISHED)
            continue
        if row.no_budget or row.to_a_person:
            working.note(mask, Outcome.NO_BUDGET if row.no_budget else Outcome.TO_A_PERSON)
        figure = Exact.of(row.figure or Decimal(0)).where(mask, figure)
    if left.any():
        _outside(operation, line, left, standing)
    working.figure = Reckoning(figure)
    return working


def _none_to_look_up(term: Term, run: Run, standing: Standing) -> Mask:
    """Where there is no individual budget to be looked up: there is none here either."""
    none = run.none_of(term)
    return np.zeros(standing.size, np.bool_) if none is None else none


def _outside(operation: Bands, line: Exact, left: Mask, standing: Standing) -> None:
    """A gap between bands, or beyond them."""
    inside = np.zeros(standing.size, np.bool_)
    for row in operation.rows:
        inside |= True if row.end is None else line < Exact.of(row.end)
    inside &= Exact.of(operation.rows[0].at) <= line
    standing.refuse(left & inside, Reason.GAP_IN_TABLE)
    standing.refuse(left & ~inside, Reason.OUT_OF_RANGE)


def read_table(operation: ReadTable, run: Run, standing: Standing) -> ArrayWorking:
    """The row of a dated table, or the straight line between two rows."""
    line = run.operand(operation.line, standing)
    working = ArrayWorking(Reckoning())
    version = operation.table.on(run.day)
    if version is None:
        standing.refuse(None, Reason.NO_PRICE)
        return working
    rows = version.rows
    starts, values = together(Exact.read([row.at for row in rows]), line)
    values = values.for_everyone(standing.size)
    at = np.searchsorted(starts.whole, values.whole, side="right") - 1
    none = _none_to_look_up(operation.line, run, standing)
    standing.refuse((at < 0) & ~none, Reason.OUT_OF_RANGE)
    at = np.maximum(at, 0)
    on_row = np.asarray(starts.whole[at] == values.whole)
    above = ~on_row & (at == len(rows) - 1) & ~none
    between = ~on_row & ~above & ~none
    if operation.table.beyond is Beyond.REFUSE:
        standing.refuse(above, Reason.OUT_OF_RANGE)
    straight = np.zeros(standing.size, np.bool_)
    if operation.table.reading is TableReading.EXACT:
        standing.refuse(between, Reason.GAP_IN_TABLE)
    elif operation.table.reading is TableReading.STRAIGHT:
        both = [row.figure is not None for row in rows]
        straight = between & np.array([a and b for a, b in zip(both, [*both[1:], False], strict=True)])[at]
    _of_rows(working, rows, at, ~straight & ~none, standing)
    working.figure = working.figure.then(How.TIMES, NOUGHT, none)
    working.note(none, Outcome.NO_BUDGET)
    if operation.table.beyond is Beyond.TO_A_PERSON:
        working.note(above & _has_figure(rows)[at], Outcome.TO_A_PERSON)
    if straight.any():
        _between(operation, working, rows, line, at, straight)
    return working


def _has_figure(rows: Sequence[TableRow]) -> Mask:
    return np.array([row.figure is not None for row in rows])


def _of_rows(working: ArrayWorking, rows: Sequence[TableRow], at: Places, mask: Mask, standing: Standing) -> None:
    """The figure of each person's row, and what the row says in place of one."""
    figures = Exact.read([row.figure or Decimal(0) for row in rows])
    working.figure = Reckoning(Exact(figures.whole[at], figures.places, figures.most))
    for place, row in enumerate(rows):
        if row.figure is None and row.says is not None and row.says.reason:
            standing.refuse(mask & (at == place), row.says.reason)
        elif row.figure is None:
            working.note(mask & (at == place), Outcome.NO_BUDGET)
        elif row.to_a_person:
            working.note(mask & (at == place), Outcome.TO_A_PERSON)


def _between(
    operation: ReadTable, working: ArrayWorking, rows: Sequence[TableRow], line: Exact, at: Places, straight: Mask
) -> None:
    """A straight line between two rows, in the order of the one-person calculation."""
    figures, starts = Exact.read([row.figure or Decimal(0) for row in rows]), Exact.read([row.at for row in rows])
    here, after = np.where(straight, at, 0), np.where(straight, at + 1, 1)
    low, high = figures.picked(here), figures.picked(after)
    figure = Reckoning().then(How.ADDED, line).then(How.TAKEN_AWAY, starts.picked(here)).then(How.TIMES, high - low)
    figure = figure.then(How.DIVIDED_BY, starts.picked(after) - starts.picked(here)).then(How.ADDED, low)
    working.instead = Instead(figure, straight, operation.table.rounding)
