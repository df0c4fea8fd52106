"""Owns the array forms of the operations that give points for the options that were picked."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import Exact, total
from portal.allocation.caseload.fitting import steps_missed
from portal.allocation.caseload.people import Column
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Codes, Standing, refused
from portal.allocation.caseload.tables_of_codes import Looked, look_up
from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations import Score, ScoreEach, ScoreSeveral
from portal.allocation.operations.answers import TAKING, Instead, Take
from portal.allocation.operations.scores import Points
from portal.allocation.packing import NUMBER, SEVERAL


def _weighed(figure: Reckoning, weight: Decimal | None) -> Reckoning:
    return figure if weight is None else figure.then(How.TIMES, Exact.of(weight))


def _points_of(question: str, points: Points, instead: Instead, run: Run) -> Looked:
    """What each person's answer gives."""
    column = run.people.column(question)

    def ask(found: object) -> tuple[Operand, Outcome]:
        stand_in = instead.operand(found, question)
        return (stand_in, Outcome.ORDINARY) if stand_in else points.of_answer(found, question)

    looked = look_up(column, ask)
    if points.in_between is None or NUMBER not in column.kinds or column.numbers is None:
        return looked
    return _with_numbers(looked, column, points, column.numbers)


def _with_numbers(looked: Looked, column: Column, points: Points, numbers: Exact) -> Looked:
    """The same where numbers between the points were answered too."""
    each = [one for _, one in points.of]
    given = column.codes == NUMBER
    wrong = (numbers < Exact.of(min(each))) | (Exact.of(max(each)) < numbers)
    wrong |= steps_missed(numbers, points.in_between, min(each))
    refusals = np.zeros(len(given), np.uint8) if looked.refusals is None else looked.refusals
    here = np.where(given, np.where(wrong, refused(Reason.OUT_OF_RANGE), 0), refusals).astype(np.uint8)
    return Looked(numbers.where(given & ~wrong, looked.figures), here, looked.outcomes)


def score(operation: Score, run: Run, standing: Standing) -> ArrayWorking:
    """Points of the option, then the weight."""
    looked = _points_of(operation.question, operation.each, operation.instead, run)
    standing.put_codes(looked.refusals)
    figure = _weighed(Reckoning().then(How.ADDED, looked.figures), operation.weight)
    return ArrayWorking(figure, looked.outcomes)


def score_each(operation: ScoreEach, run: Run, standing: Standing) -> ArrayWorking:
    """Points of each question: their sum, the greatest or the least; of all reasons the gravest."""
    each = [_points_of(one, operation.each, operation.instead, run) for one in operation.questions]
    gravest: Codes | None = None
    for looked in each:
        if looked.refusals is not None:
            reasons = np.where(looked.refusals == 0, 255, looked.refusals)
            gravest = reasons if gravest is None else np.minimum(gravest, reasons)
    if gravest is not None:
        standing.put_codes(np.where(gravest == 255, 0, gravest).astype(np.uint8))
    figure = Reckoning()
    if TAKING[operation.take] is How.ADDED:
        figure = figure.then(How.ADDED, total([looked.figures for looked in each]))
    else:
        for looked in each:
            figure = figure.then(TAKING[operation.take], looked.figures)
    return ArrayWorking(_weighed(figure, operation.weight))


def score_several(operation: ScoreSeveral, run: Run, standing: Standing) -> ArrayWorking:
    """Points of each option picked: their sum, or the greatest."""
    column = run.people.column(operation.question)
    points = dict(operation.points)

    def ask(found: object) -> tuple[Operand, Outcome]:
        stand_in = operation.instead.operand(found, operation.question)
        one = Points(operation.points)
        return (stand_in, Outcome.ORDINARY) if stand_in else one.of_answer(found, operation.question)

    looked = look_up(column, ask)
    figure, refusals = Reckoning().then(How.ADDED, looked.figures), looked.refusals
    if SEVERAL in column.kinds:
        several = column.codes == SEVERAL
        strange = several & _strange(column, points)
        refusals = np.zeros(len(several), np.uint8) if refusals is None else refusals
        refusals = np.where(several, np.where(strange, refused(Reason.OUT_OF_RANGE), 0), refusals).astype(np.uint8)
        picked = _picked(column, operation.points, operation.take)
        figure = Reckoning(picked.where(several, looked.figures))
    standing.put_codes(refusals)
    return ArrayWorking(_weighed(figure, operation.weight))


def _strange(column: Column, points: dict[str, Decimal]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Where something was picked that has no points."""
    strange = np.zeros(len(column.codes), np.bool_) if column.strange is None else column.strange
    for word in column.words:
        if word not in points:
            strange = strange | column.picked(word)
    return strange


def _picked(column: Column, points: tuple[tuple[str, Decimal], ...], take: Take) -> Exact:
    figure = Reckoning()
    for word, each in points:
        if word in column.words:
            figure = figure.then(TAKING[take], Exact.of(each), column.picked(word))
    return figure.above
