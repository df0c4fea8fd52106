"""Owns which answers of many people do not fit what can be answered."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.people import Column
from portal.allocation.operations.answers import Limits
from portal.allocation.operations.offered import PICKED, Offered
from portal.allocation.packing import (
    BLANK,
    DAY,
    FIRST_WORD,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_SURE,
    NUMBER,
    SEVERAL,
    TALK,
    UNANSWERED,
)
from portal.answers import Missing


def steps_missed(numbers: Exact, steps: Decimal | None, start: Decimal = Decimal(0)) -> Mask:
    """Where a number does not lie on the steps that may be answered."""
    if steps is None:
        return np.zeros(numbers.whole.shape, np.bool_)
    size, moved = Exact.of(steps), numbers - Exact.of(start)
    places = max(size.places, moved.places)
    return np.asarray(moved.at(places).whole % size.at(places).whole != 0, np.bool_)


def misfits(numbers: Exact, limits: Limits) -> Mask:
    """Where a number does not fit."""
    wrong = steps_missed(numbers, limits.in_steps_of, limits.start) | (numbers < Exact.of(limits.least))
    if limits.at_most is not None:
        wrong = wrong | (Exact.of(limits.at_most) < numbers)
    return np.asarray(wrong, np.bool_)


def unfit(column: Column, offered: Offered) -> Mask:
    """Where an answer is none that is offered: see `Offered.fits`."""
    table = column.table(otherwise=1, dtype=np.bool_)
    table[[NOT_ASKED, UNANSWERED, NOT_SURE, TALK]] = False
    table[NOT_APPLICABLE] = Missing.NOT_APPLICABLE not in offered.special
    table[BLANK] = Missing.BLANK not in offered.special
    table[NUMBER] = offered.kind != "number" and not offered.in_between
    table[DAY] = offered.kind != "date"
    table[SEVERAL] = offered.kind not in {"choices", "group"}
    table[FIRST_WORD:] = [offered.kind not in PICKED or word not in offered.options for word in column.words]
    wrong: Mask = table[column.codes]
    if offered.kind == "number" and column.numbers is not None:
        wrong |= (column.codes == NUMBER) & misfits(column.numbers, offered.limits)
    if offered.kind == "choices" and SEVERAL in column.kinds:
        picked = [column.picked(word) for word in column.words if word not in offered.options]
        for strange in (*picked, column.strange):
            wrong |= False if strange is None else strange & (column.codes == SEVERAL)
    return wrong
