"""Owns the array forms of the reduction for help by family and friends."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.deciding import FALSE, OPEN, TRUE, Truth, truth, wrong_in
from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.forms.answers import sum_of_each, taken
from portal.allocation.caseload.people import Column, Items, Scope
from portal.allocation.caseload.run import ArrayWorking, Reckoning, Run
from portal.allocation.caseload.standing import Standing
from portal.allocation.model import How, Reason
from portal.allocation.operations import Support, SupportByAnswer
from portal.allocation.operations.answers import Take
from portal.allocation.operations.support import HUNDRED
from portal.allocation.packing import BLANK, FIRST_WORD, SEVERAL, UNANSWERED


def support(operation: Support, run: Run, standing: Standing) -> ArrayWorking:
    """The line, then the share that is met: the greatest one, or all together, at most all of it."""
    need = run.operand(operation.line, standing)
    items = run.items(operation.group, standing)
    counts, shares = _counted(operation, items, run, standing)
    figures = Reckoning().then(How.ADDED, need)
    together = taken(items, shares, counts, operation.take)
    number = sum_of_each(items, Exact.each(counts.astype(np.int64))).whole
    standing.skip(number == 0)
    if operation.take is not Take.GREATEST:
        together = together.lesser(Exact.of(HUNDRED))
    return ArrayWorking(figures.then(How.PER_CENT, together))


def _counted(operation: Support, items: Items, run: Run, standing: Standing) -> tuple[Mask, Exact]:
    """Which items count, with their shares; people fall out whose items cannot be said anything of."""
    willing = truth(operation.where, items, wrong=wrong_in(operation.where, items, run.offered))
    helps = _helps(items.column(operation.helps_with), operation.counts)
    how_much = items.column(operation.how_much) if operation.how_much else None
    unanswered = _unanswered(items, [operation.helps_with, *operation.where.questions])
    if how_much is not None:
        unanswered |= (willing == TRUE) & helps & (how_much.codes == UNANSWERED)
    open_ones = (willing != FALSE) & unanswered
    counts = (willing == TRUE) & helps & ~open_ones
    if how_much is None:
        shares = Exact.of(operation.share or Decimal(0)).for_everyone(items.size)
    else:
        shares, known, strange = _shares(how_much, operation.shares)
        standing.refuse(_somebody(items, counts & strange), Reason.OUT_OF_RANGE)
        counts &= known
    standing.refuse(_somebody(items, open_ones), Reason.UNANSWERED)
    standing.refuse(_somebody(items, (willing == OPEN) & helps & ~open_ones), Reason.OUT_OF_RANGE)
    return counts, shares


def _helps(column: Column, counted: Iterable[str]) -> Mask:
    helps = np.zeros(column.codes.shape, np.bool_)
    for word in counted:
        code = column.code_of(word)
        if code is not None:
            helps |= column.codes == code
            if SEVERAL in column.kinds:
                helps |= column.picked(word) & (column.codes == SEVERAL)
    return helps


def _unanswered(scope: Scope, questions: Iterable[str]) -> Mask:
    unanswered = np.zeros(scope.size, np.bool_)
    for name in questions:
        unanswered |= scope.column(name).codes == UNANSWERED
    return unanswered


def _somebody(items: Items, mask: Mask) -> Mask:
    """The people of whose items one is meant."""
    some = np.zeros(items.people.size, np.bool_)
    some[items.group.owner[mask]] = True
    return some


def _shares(column: Column, shares: tuple[tuple[str, Decimal], ...]) -> tuple[Exact, Mask, Mask]:
    """The share each answer stands for, where there is one, and where a text was given that has none."""
    known = dict(shares)
    table = Exact.read([Decimal(0)] * FIRST_WORD + [known.get(word, Decimal(0)) for word in column.words])
    has = column.table(otherwise=0, dtype=np.bool_)
    has[FIRST_WORD:] = [word in known for word in column.words]
    texts = _is_text(column)
    return table.picked(column.codes), has[column.codes], texts & ~has[column.codes]


def _is_text(column: Column) -> Mask:
    return np.asarray(column.codes >= FIRST_WORD)


def support_by_answer(operation: SupportByAnswer, run: Run, standing: Standing) -> ArrayWorking:
    """The line, then the share that is met."""
    need = run.operand(operation.line, standing)
    wrong = wrong_in(operation.where, run.people, run.offered)
    willing: Truth = truth(operation.where, run.people, wrong=wrong)
    unanswered = _unanswered(run.people, [operation.how_much, *operation.where.questions])
    standing.refuse((willing != FALSE) & unanswered, Reason.UNANSWERED)
    standing.refuse(willing == OPEN, Reason.OUT_OF_RANGE)
    column = run.people.column(operation.how_much)
    standing.skip((willing != TRUE) | (column.codes <= BLANK))
    shares, known, _ = _shares(column, operation.shares)
    standing.refuse(~known, Reason.OUT_OF_RANGE)
    return ArrayWorking(Reckoning().then(How.ADDED, need).then(How.PER_CENT, shares))
