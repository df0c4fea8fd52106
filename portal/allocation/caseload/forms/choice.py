"""Owns the array form of the choice between figures."""

from __future__ import annotations

import numpy as np

from portal.allocation.caseload.deciding import decide
from portal.allocation.caseload.exact import Mask
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.caseload.testing_figures import within
from portal.allocation.model import Outcome, Reason
from portal.allocation.operations import Choose
from portal.allocation.operations.choice import Row


def choose(operation: Choose, run: Run, standing: Standing) -> ArrayWorking:
    """The figure of the first row that holds for each person. Where none holds there is a gap, and no figure."""
    taken = _taken(operation, run, standing)
    working = ArrayWorking(Reckoning(), chosen={})
    for row, mask in taken:
        if row.says is not None and row.says.reason:
            standing.refuse(mask, row.says.reason)
        elif row.term is None:
            working.note(mask, Outcome.NO_BUDGET)
        else:
            value = run.operand(row.term, standing, mask, alone=True)
            working.figure = Reckoning(value.where(mask, working.figure.above))
            if row.term.line is not None and working.chosen is not None:
                before = working.chosen.get(row.term.line)
                working.chosen[row.term.line] = mask if before is None else mask | before
    return working


def _taken(operation: Choose, run: Run, standing: Standing) -> list[tuple[Row, Mask]]:
    """For whom each row is the one; rows that nobody takes are left out."""
    taken: list[tuple[Row, Mask]] = []
    left = standing.going.copy()
    for row in operation.rows:
        if not left.any():
            break
        mask = left & _holds(row, run, standing, left)
        left &= standing.going & ~mask
        mask &= standing.going
        if mask.any():
            taken.append((row, mask))
    standing.refuse(left, Reason.GAP_IN_TABLE)
    return taken


def _holds(row: Row, run: Run, standing: Standing, left: Mask) -> Mask:
    """Where a row holds; those of `left` fall out for whom that cannot be said."""
    holds = np.ones(standing.size, np.bool_)
    if row.when is not None:
        holds, open_ones = decide(row.when, run.people, run.offered)
        if open_ones is not None:
            standing.put_codes(np.where(left, open_ones, 0).astype(np.uint8))
    if row.when_figure is None:
        return holds
    line = run.lines[row.when_figure.line]
    standing.know(line, left & holds, run.places[row.when_figure.line])
    return np.asarray(holds & line.applies & within(row.when_figure, line))
