"""Owns what stands in where a scheme file leaves something out that can be told from the rest."""

from collections.abc import Mapping

from portal.allocation.operations import Operation, OverItems, Quantity, Score, ScoreEach, ScoreSeveral, Support
from portal.allocation.operations.answers import Take
from portal.allocation.operations.base import Known, UnitMismatch
from portal.allocation.parts import Input
from portal.money import Unit

BECAUSE: Mapping[str, str] = {
    "score": "What was answered gives {figure}.",
    "score_several": "What was answered gives {figure}.",
    "quantity": "The answer is {figure}.",
    "over": "The answers come to {figure}.",
    "since": "So much time has gone by: {figure}.",
    "sum": "Added up, this is {figure}.",
    "greatest": "The greatest of them is {figure}.",
    "least": "The smallest of them is {figure}.",
    "difference": "What is left is {figure}.",
    "multiply": "Multiplied, this is {figure}.",
    "divide": "Divided, this is {figure}.",
    "percentage": "The share is {figure}.",
    "convert": "In the other unit, this is {figure}.",
    "round": "Rounded, this is {figure}.",
    "bands": "In its band, this gives {figure}.",
    "table": "In the table, this gives {figure}.",
    "limit": "Held against its limits, this is {figure}.",
    "protect": "Held against the sum of before, this is {figure}.",
    "support": "Help that is sure to go on takes off {figure}.",
}
"""The sentence of a line that has none of its own. A scheme for people to read must have its own: the lint says so."""


def because_of(operation: Operation) -> str:
    """A bare sentence for a line whose author wrote none."""
    return BECAUSE.get(operation.name, "This is {figure}.")


def unit_of(operation: Operation, known: Known, declared: Mapping[str, Input]) -> Unit | None:
    """The unit of a line that does not state it, as far as its operation tells; None where it must be stated."""
    try:
        unit = operation.unit(known)
    except UnitMismatch:
        return Unit.NUMBER  # the lint tells what is wrong with it
    if unit is not None:
        return unit
    match operation:
        case Score() | ScoreEach() | ScoreSeveral() | Support():
            return Unit.POINTS
        case OverItems(take=Take.COUNT):
            return Unit.PEOPLE
        case OverItems(of=str(number)) | Quantity(question=number):
            return declared[number].unit if number in declared else None
        case _:
            return None
