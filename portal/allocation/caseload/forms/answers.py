"""Owns the array forms of the operations that take numbers from answers."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from portal.allocation.caseload.deciding import decide
from portal.allocation.caseload.exact import NOUGHT, Exact, Mask, Whole
from portal.allocation.caseload.fitting import misfits
from portal.allocation.caseload.people import Column, Items
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Codes, Standing, refused
from portal.allocation.caseload.tables_of_codes import refusals_of_missing
from portal.allocation.model import How, Reason
from portal.allocation.operations import OverItems, Quantity
from portal.allocation.operations.answers import Instead, Take, limits_of
from portal.allocation.packing import BLANK, NOT_APPLICABLE, NOT_ASKED, NUMBER


def numbers_of(column: Column, instead: Instead) -> tuple[Exact, Codes, Mask]:
    """The numbers or what stands in for them, why there is none for some, and who answered a number."""
    refusals = refusals_of_missing(column, instead)
    refusals[BLANK + 1 :] = refused(Reason.OUT_OF_RANGE)
    refusals[NUMBER] = 0
    given = column.codes == NUMBER
    figures = column.numbers if column.numbers is not None else NOUGHT
    stand_ins = ((NOT_ASKED, instead.not_asked), (NOT_APPLICABLE, instead.not_applicable), (BLANK, instead.blank))
    for code, figure in stand_ins:
        if figure is not None and code in column.kinds:
            figures = Exact.of(figure).where(column.codes == code, figures)
    return figures, refusals[column.codes], given


def quantity(operation: Quantity, run: Run, standing: Standing) -> ArrayWorking:
    """The number itself, within its range."""
    column = run.people.column(operation.question)
    figures, refusals, given = numbers_of(column, operation.instead)
    standing.put_codes(refusals)
    standing.refuse(given & misfits(figures, limits_of(operation)), Reason.OUT_OF_RANGE)
    return ArrayWorking(Reckoning().then(How.ADDED, figures))


def over_items(operation: OverItems, run: Run, standing: Standing) -> ArrayWorking:
    """Of the items that count: how many, or the sum, greatest or least of a number."""
    items = run.items(operation.group, standing)
    counts = np.ones(items.size, np.bool_)
    refusals = np.zeros(items.size, np.uint8)
    if operation.where is not None:
        counts, open_ones = decide(operation.where, items, run.offered)
        refusals = refusals if open_ones is None else open_ones
    figures = Exact.of(Decimal(1))
    if operation.of is not None:
        figures, missing, given = numbers_of(items.own(operation.of), operation.instead)
        unfit = given & misfits(figures, limits_of(operation))
        missing = np.where(unfit, refused(Reason.OUT_OF_RANGE), missing).astype(np.uint8)
        refusals = np.where(counts & (refusals == 0), missing, refusals).astype(np.uint8)
    standing.put_codes(gravest_of_each(items, refusals))
    figures = figures.for_everyone(items.size)
    return ArrayWorking(Reckoning().then(How.ADDED, taken(items, figures, counts, operation.take)))


def gravest_of_each(items: Items, refusals: Codes) -> Codes:
    """The gravest reason among the items of each person, 0 where there is none."""
    gravest = np.full(items.people.size, 255, np.uint8)
    bad = np.flatnonzero(refusals)
    np.minimum.at(gravest, items.group.owner[bad], refusals[bad])
    return np.where(gravest == 255, 0, gravest).astype(np.uint8)


def taken(items: Items, figures: Exact, counts: Mask, take: Take) -> Exact:
    """One figure for each person out of the figures of the items that count; nought where none does."""
    if take in {Take.SUM, Take.COUNT}:
        return sum_of_each(items, figures.where(counts, NOUGHT))
    whole, owner = figures.whole[counts], items.group.owner[counts]
    best: Whole = np.zeros(items.people.size, whole.dtype)
    last = np.full(items.people.size, -1)
    last[owner] = np.arange(len(owner))  # any figure of their own to begin with, the last
    some = last >= 0
    best[some] = whole[last[some]]
    (np.maximum if take is Take.GREATEST else np.minimum).at(best, owner, whole)
    return Exact(best, figures.places, figures.most)


def sum_of_each(items: Items, figures: Exact) -> Exact:
    """The sum over the items of each person."""
    most = figures.most * max(items.size, 1)
    whole = figures.whole if most < 2**62 else figures.whole.astype(object)
    running = np.concatenate([np.zeros(1, whole.dtype), np.cumsum(whole)])
    offsets = items.group.offsets
    return Exact.each(running[offsets[1:]] - running[offsets[:-1]], figures.places)
