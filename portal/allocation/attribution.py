"""Owns which part of life a budget comes from: the figure traced back along its lines, for reading only."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from portal.allocation.model import Budget, How, Line, Operand

Traced = Mapping[str | None, Fraction]
LOOKED_UP = frozenset({"table", "bands"})
CHOSEN = frozenset({How.GREATEST, How.LEAST})


def by_part(budget: Budget) -> dict[str, Decimal]:
    """About how much of the headline each part brings, in its unit and whole units, nought and less left out.

    Every line's figure is traced back to the parts its answers belong to, through sums, differences, prices and
    shares. Limits, rounding, tables and bands keep the proportions of what came in; a greatest or least comes from
    the line that is one. It is a guide for sharing out, never a figure of its own: each part is rounded by itself, so
    together they may differ from the budget by a pound or two.
    """
    traced: dict[str, Traced] = {}
    for line in budget.lines:
        traced[line.id] = _traced(line, traced)
    found = traced[budget.headline.id]
    return {part: Decimal(round(amount)) for part, amount in found.items() if part is not None and round(amount) > 0}


def _bringing(line: Line) -> tuple[Operand, ...]:
    """What brings the figure: of a table or band what was looked up, of a greatest or least the line that is one."""
    first = line.operands[0]
    if line.operation in LOOKED_UP:
        return (replace(first, how=How.ADDED),)
    if first.how in CHOSEN:
        held = [one for one in line.operands if one.line]
        taken = sorted(held, key=_value, reverse=first.how is How.GREATEST)[:1]
        return tuple(replace(one, how=How.ADDED) for one in taken)
    return line.operands


def _value(one: Operand) -> Decimal:
    return one.value


def _traced(line: Line, before: Mapping[str, Traced]) -> Traced:
    """The figure of one line by part; what belongs to no part stands under None."""
    if not line.applies:
        return {}
    total: dict[str | None, Fraction] = {}
    for one in _bringing(line):
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
