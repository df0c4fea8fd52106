"""Owns the places a line's sentence may have, such as {figure}, and what stands in them."""

from collections.abc import Mapping
from decimal import Decimal

from portal.allocation.model import How, Line, Operand
from portal.money import Figure, Unit

PLACES = frozenset({"answer", "before", "figure", "limit", "number", "points", "rate", "share"})
"""answer: what was picked · points/number: the first figure · before: the figure that came in · limit: floor or cap ·
rate: the dated rate · share: per cent · figure: what the line gives."""

Place = Figure | Decimal | tuple[Operand, ...]


def places(line: Line) -> Mapping[str, Place]:
    """What stands in each place of this line's sentence.

    A Figure is written with its unit, a bare Decimal is a share in per cent, and `answer` gives the operands whose
    options (or numbers) the reader's page puts into words.
    """
    found: dict[str, Place] = {"figure": line.amount}
    answers = tuple(one for one in line.operands if one.question)
    if answers:
        found["answer"] = answers
    if line.operands:
        first = line.operands[0]
        started = Figure(first.value, first.unit or line.unit)
        found |= {"points": started, "number": started, "before": started}
    share = next((one for one in line.operands if one.how is How.PER_CENT), None)
    if share is not None:
        found["share"] = share.value
    limits = [
        one for one in line.operands[1:] if one.how in (How.COMPARED, How.GREATEST, How.LEAST) and not one.question
    ]
    if limits:
        found["limit"] = Figure(limits[-1].value, limits[-1].unit or line.unit)
    if line.rate is not None:
        found["rate"] = Figure(line.rate.figure, line.rate.unit)
    return found


def unit_of(operand: Operand, line: Line) -> Unit | None:
    """The unit to write after an operand; None for a bare factor or a share."""
    if operand.how in (How.TIMES, How.DIVIDED_BY, How.PER_CENT):
        return operand.unit
    return operand.unit or line.unit
