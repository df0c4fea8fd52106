"""Owns which part of life a budget comes from: the figure traced back along its lines, for reading only."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from portal.allocation.model import Budget, How, Line

Traced = Mapping[str | None, Fraction]


def by_part(budget: Budget) -> dict[str, Decimal]:
    """About how much of the headline each part brings, in its unit and whole units, nought and less left out.

    Every line's figure is traced back to the parts its answers belong to, through sums, differences, prices and
    shares. Limits and rounding keep the proportions of what came in. It is a guide for sharing out, never a figure of
    its own: each part is rounded by itself, so together they may differ from the budget by a pound or two.
    """
    traced: dict[str, Traced] = {}
    for line in budget.lines:
        traced[line.id] = _traced(line, traced)
    found = traced[budget.headline.id]
    return {part: Decimal(round(amount)) for part, amount in found.items() if part is not None and round(amount) > 0}


def _traced(line: Line, before: Mapping[str, Traced]) -> Traced:
    """The figure of one line by part; what belongs to no part stands under None."""
    if not line.applies:
        return {}
    total: dict[str | None, Fraction] = {}
    for one in line.operands:
        if one.how in (How.ADDED, How.TAKEN_AWAY):
            sign = -1 if one.how is How.TAKEN_AWAY else 1
            own = before.get(one.line) if one.line else {line.part: Fraction(one.value)}
            for part, amount in (own or {}).items():
                total[part] = total.get(part, Fraction(0)) + sign * amount
    whole = sum(total.values(), Fraction(0))
    if not whole:
        return {line.part: Fraction(line.figure)} if line.figure else {}
    if line.part is not None:  # everything on a line that belongs to a part belongs to that part
        return {line.part: Fraction(line.figure)}
    if len(total) == 1:  # and what comes from one part alone stays with it
        return dict.fromkeys(total, Fraction(line.figure))
    return {part: amount * Fraction(line.figure) / whole for part, amount in total.items()}
