"""Owns why a line comes to nothing: no budget at this level, no line, not due, nothing left. None is a nought."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from portal.allocation.model import Budget, How, Line, Outcome


class Nothing(StrEnum):
    """Why there is nothing. Where there are several causes, the first of these is told."""

    NO_BUDGET = "no-budget"  # what has no budget at its level will not be due either, so that counts before all else
    NOT_DUE = "not-due"
    NONE_LEFT = "none-left"
    NO_LINE = "no-line"  # no line counts for these answers: nobody decided that there is no budget


CAUSES = {"once": Nothing.NOT_DUE, "left": Nothing.NONE_LEFT}
"""Why there is nothing, by the operation of the line, where it is not for the level."""
HAD_ALREADY = frozenset(CAUSES.values())


class LineFacts(NamedTuple):
    """What decides of a line; `stands_on` are the lines that go into its figure, but for what is taken away."""

    id: str
    operation: str
    applies: bool
    above_nought: bool
    says_none: bool
    stands_on: tuple[str, ...]


def causes(lines: Iterable[LineFacts]) -> Mapping[str, Nothing]:
    """Why each line gives nothing that does; a line with a figure, be it nought, is not among them.

    `lines` are in the order of the scheme. What only hands on nothing hands on its cause.
    """
    found: dict[str, Nothing] = {}
    for line in lines:
        if not line.applies:
            found[line.id] = Nothing.NO_LINE
        elif not line.above_nought:
            behind = {found[each] for each in line.stands_on if each in found} - {Nothing.NO_LINE}
            own = {CAUSES[line.operation]} if line.operation in CAUSES else set()
            why = behind | own if line.says_none else behind
            if why or line.says_none:
                found[line.id] = next((each for each in Nothing if each in why), Nothing.NO_BUDGET)
    return found


def causes_in(lines: Iterable[Line]) -> Mapping[str, Nothing]:
    """Why each of these lines gives nothing that does; they are all lines of one result."""
    return causes(
        LineFacts(
            line.id,
            line.operation,
            line.applies,
            line.figure > 0,
            line.outcome is Outcome.NO_BUDGET,
            tuple(one.line for one in line.operands if one.line and one.how is not How.TAKEN_AWAY),
        )
        for line in lines
    )


def why_nothing(budget: Budget, line_id: str) -> Nothing | None:
    """Why a line of a budget gives nothing; None where its figure is one, be it nought."""
    return causes_in(budget.lines).get(line_id)
