"""Owns the array forms of the operations that reckon with earlier lines."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce

import numpy as np

from portal.allocation.caseload.exact import NOUGHT, Exact, total
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.model import How, Outcome, Reason
from portal.allocation.operations import Amount, Combine, Convert, Difference, Divide, Multiply, Percentage, Round
from portal.allocation.operations.answers import TAKING, Take
from portal.allocation.operations.counting import factors
from portal.allocation.parts import Term


def amount(operation: Amount, run: Run, standing: Standing) -> ArrayWorking:
    """The figure."""
    return ArrayWorking(Reckoning().then(How.ADDED, run.operand(operation.term, standing)))


def combine(operation: Combine, run: Run, standing: Standing) -> ArrayWorking:
    """One operand a line that applies; where none of its lines does, it does not either."""
    lines = [run.lines[term.line] for term in operation.terms if term.line is not None]
    for line in lines:
        standing.know(line)
    if lines and all(line.codes is not None for line in lines):
        standing.skip(~reduce(np.logical_or, (line.applies for line in lines)))
    working = ArrayWorking(_combined(operation, run, standing))
    none = [~line.applies | line.gives_none for line in lines] if operation.adds_figures else []
    if none and all(line.none is not None or line.codes is not None for line in lines):
        nothing = np.asarray(standing.going & reduce(np.logical_and, none))
        working.note(nothing, Outcome.NO_BUDGET)
        working.figure = working.figure.then(How.TIMES, NOUGHT, nothing)
    return working


def _combined(operation: Combine, run: Run, standing: Standing) -> Reckoning:
    """The figure where no line gives no individual budget."""
    if operation.how_many is not None:
        return Reckoning().then(How.ADDED, _most(operation, operation.how_many, run, standing))
    how = TAKING[operation.take]
    if how is How.ADDED:  # the figure of a line that does not apply is nought
        return Reckoning().then(how, total([_figure_of(term, run, standing) for term in operation.terms]))
    figure = Reckoning()
    for term in operation.terms:
        figure = figure.then(how, _figure_of(term, run, standing), run.applies(term))
    return figure


def _most(operation: Combine, how_many: int, run: Run, standing: Standing) -> Exact:
    """So many of the greatest, or least, added up: each figure moves down a row of the best so far."""
    nobody = np.zeros(standing.size, np.bool_)
    best = [(Exact.of(Decimal(0)).for_everyone(standing.size), nobody)] * how_many
    for term in operation.terms:
        figure, applies = _figure_of(term, run, standing).for_everyone(standing.size), run.applies(term)
        there = ~nobody if applies is None else np.asarray(applies)
        for place, (held, taken) in enumerate(best):
            better = held < figure if operation.take is Take.GREATEST else figure < held
            moves = there & (~taken | better)
            best[place] = (figure.where(moves, held), taken | moves)
            figure, there = held.where(moves, figure), np.where(moves, taken, there)
    return total([held for held, _ in best])


def _figure_of(term: Term, run: Run, standing: Standing) -> Exact:
    """The figure of a term that need not apply."""
    return run.lines[term.line].figure if term.line is not None else run.operand(term, standing)


def difference(operation: Difference, run: Run, standing: Standing) -> ArrayWorking:
    """The first added, the rest taken away by those lines that apply; nothing is taken away from no budget."""
    whole, *others = operation.terms
    for term in others:
        if term.line is not None:
            standing.know(run.lines[term.line])
    figure = Reckoning().then(How.ADDED, run.operand(whole, standing))
    for term in others:
        figure = figure.then(How.TAKEN_AWAY, _figure_of(term, run, standing))
    working, none = ArrayWorking(figure), run.none_of(whole)
    if none is not None:
        working.note(none, Outcome.NO_BUDGET)
        working.figure = figure.then(How.TIMES, NOUGHT, none)
    return working


def multiply(operation: Multiply, run: Run, standing: Standing) -> ArrayWorking:
    """The line times the other."""
    figure = Reckoning().then(How.ADDED, run.operand(operation.line, standing))
    return ArrayWorking(figure.then(How.TIMES, run.operand(operation.by, standing)))


def divide(operation: Divide, run: Run, standing: Standing) -> ArrayWorking:
    """The line divided. Nothing can be divided by nought."""
    figure = Reckoning().then(How.ADDED, run.operand(operation.line, standing))
    by = run.operand(operation.by, standing).for_everyone(standing.size)
    standing.refuse(by.is_nought(), Reason.OUT_OF_RANGE)
    return ArrayWorking(figure.then(How.DIVIDED_BY, by))


def percentage(operation: Percentage, run: Run, standing: Standing) -> ArrayWorking:
    """The line, then so many per cent of it."""
    figure = Reckoning().then(How.ADDED, run.operand(operation.line, standing))
    return ArrayWorking(figure.then(How.PER_CENT, run.operand(operation.share, standing)))


def convert(operation: Convert, run: Run, standing: Standing) -> ArrayWorking:
    """The line times or divided by the factor."""
    figure = Reckoning().then(How.ADDED, run.operand(operation.line, standing))
    for factor in factors(operation.conversion):
        figure = figure.then(factor.how, Exact.of(factor.value))
    return ArrayWorking(figure, rounding=operation.rounding)


def round_off(operation: Round, run: Run, standing: Standing) -> ArrayWorking:
    """The line, to be rounded."""
    figure = Reckoning().then(How.ADDED, run.operand(operation.line, standing))
    return ArrayWorking(figure, rounding=operation.rounding)
