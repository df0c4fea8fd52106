"""Owns conditions over many people: true, false or open, as `portal.conditions` and `Work.decide` say for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.fitting import unfit
from portal.allocation.caseload.people import Column, Scope
from portal.allocation.caseload.standing import refused
from portal.allocation.model import Reason
from portal.allocation.operations.offered import Offered
from portal.allocation.packing import (
    BLANK,
    FIRST_WORD,
    MISSING,
    NOT_APPLICABLE,
    NOT_ASKED,
    NOT_SURE,
    NUMBER,
    SEVERAL,
    TALK,
    UNANSWERED,
)
from portal.allocation.work import UNSURE, named_specials
from portal.answers import Missing
from portal.conditions import SPECIAL, AllOf, Answered, AnyOf, Between, Condition, Not, OneOf

Truth: TypeAlias = NDArray[np.uint8]
FALSE, OPEN, TRUE = range(3)  # so that "all" is the least of them, "any" the greatest, and "not" what is left to TRUE
Named: TypeAlias = frozenset[tuple[str, str]]
Wrong: TypeAlias = Mapping[str, Mask]  # for each question, where its answer is none that is offered
NOTHING_WRONG: Wrong = {}


def truth(condition: Condition, scope: Scope, named: Named | None = None, wrong: Wrong = NOTHING_WRONG) -> Truth:
    """The truth for each. With `named`, "not sure" leaves it open but where the condition names that very answer.

    An answer to a question that is `wrong` leaves it open as well.
    """
    match condition:
        case AllOf(parts):
            return reduce(np.minimum, (truth(part, scope, named, wrong) for part in parts))
        case OneOf(parts):
            return reduce(np.maximum, (truth(part, scope, named, wrong) for part in parts))
        case Not(part):
            return np.asarray(TRUE - truth(part, scope, named, wrong), np.uint8)
    found = _of_one(condition, scope.column(condition.question), named)
    if condition.question in wrong:
        found[wrong[condition.question]] = OPEN
    return found


def _of_one(condition: AnyOf | Between | Answered, column: Column, named: Named | None) -> Truth:
    match condition:
        case AnyOf():
            return _any_of(condition, column, named)
        case Between():
            return _between(condition, column, named)
        case Answered(question):
            return _answered(question, column, named)


def wrong_in(condition: Condition, scope: Scope, offered: Mapping[str, Offered]) -> Wrong:
    """For each question of a condition, where its answer is none that is offered; not those where that is nowhere."""
    each = {name: unfit(scope.column(name), offered[name]) for name in condition.questions if name in offered}
    return {name: mask for name, mask in each.items() if mask.any()}


def decide(condition: Condition, scope: Scope, offered: Mapping[str, Offered]) -> tuple[Mask, NDArray[np.uint8] | None]:
    """Where it holds, and where it cannot be said, why; None where it can be said for everyone."""
    wrong = wrong_in(condition, scope, offered)
    named = named_specials(condition)
    found = truth(condition, scope, named, wrong)
    open_ones = found == OPEN
    if not open_ones.any():
        return found == TRUE, None
    why = np.full(scope.size, refused(Reason.OUT_OF_RANGE if wrong else Reason.NOT_SURE))
    columns = {name: scope.column(name).codes for name in condition.questions}
    for answer in UNSURE if wrong else ():
        for name, codes in columns.items():
            if (name, answer) not in named:
                why[codes == MISSING[answer]] = refused(Reason.NOT_SURE)
    for codes in columns.values():
        why[codes == UNANSWERED] = refused(Reason.UNANSWERED)
    return found == TRUE, np.where(open_ones, why, 0).astype(np.uint8)


def _table(question: str, column: Column, named: Named | None, otherwise: int) -> NDArray[np.uint8]:
    table: NDArray[np.uint8] = column.table(otherwise, np.uint8)
    table[NOT_ASKED] = FALSE
    table[[NOT_SURE, TALK, NOT_APPLICABLE, BLANK]] = FALSE
    table[UNANSWERED] = OPEN
    if named is not None:
        for answer in UNSURE:
            if (question, answer) not in named:
                table[MISSING[answer]] = OPEN
    return table


def _any_of(condition: AnyOf, column: Column, named: Named | None) -> Truth:
    table = _table(condition.question, column, named, FALSE)
    table[FIRST_WORD:] = [TRUE if word in condition.values and word not in SPECIAL else FALSE for word in column.words]
    for value in condition.values:
        if value in SPECIAL:
            table[MISSING[Missing(value)]] = TRUE
    found = table[column.codes]
    if SEVERAL in column.kinds:
        for word in condition.values:
            if word not in SPECIAL:
                found[column.picked(word)] = TRUE
    if NUMBER in column.kinds and column.numbers is not None:
        for number in condition.numbers:
            found[_within(column.numbers, Between("", number, number)) & (column.codes == NUMBER)] = TRUE
    return found


def _between(condition: Between, column: Column, named: Named | None) -> Truth:
    found = _table(condition.question, column, named, FALSE)[column.codes]
    if NUMBER in column.kinds and column.numbers is not None:
        holds = _within(column.numbers, condition) & (column.codes == NUMBER)
        found[holds] = TRUE
    if SEVERAL in column.kinds and column.counts is not None:
        holds = _within(Exact.each(column.counts), condition) & (column.codes == SEVERAL)
        found[holds] = TRUE
    return found


def _within(numbers: Exact, condition: Between) -> Mask:
    holds = np.ones(numbers.whole.shape, np.bool_)
    if condition.at_least is not None:
        holds &= Exact.of(condition.at_least) <= numbers
    if condition.at_most is not None:
        holds &= numbers <= Exact.of(condition.at_most)
    return holds


def _answered(question: str, column: Column, named: Named | None) -> Truth:
    return _table(question, column, named, TRUE)[column.codes]
