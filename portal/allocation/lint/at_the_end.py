"""Owns the rule that, where only the end is rounded, a figure that comes out even is not a unit off."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import gcd

from portal.allocation.operations import (
    Amount,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Limit,
    Multiply,
    Operation,
    Percentage,
    Quantity,
    Round,
)
from portal.allocation.operations.answers import Take
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint
from portal.money import PENNY, Direction, Rounding

FINE = Decimal("0.000001")  # nobody's policy rounds to so little: it stands for no rounding at all
FINEST = Decimal("0.0000000001")  # what a division is cut off to: times a price of thousands, still nothing beside FINE
WAYS = {
    Direction.DOWN: "down",
    Direction.UP: "up",
    Direction.FOR_THE_PERSON: "up",
    Direction.HALF_UP: "half-up",
    Direction.HALF_EVEN: "half-even",
}
NEAREST = (Direction.HALF_UP, Direction.HALF_EVEN)


@dataclass(frozen=True)
class Divided:
    """A figure with a line above it that divides and is hardly rounded, and how much of its divisor is not undone."""

    by: str
    to: Decimal
    left: int


def lost_at_the_end(scheme: Scheme) -> Iterator[Complaint]:
    """Nothing is rounded that is a little off what it should be, because a division before was cut off.

    Up and down a whole unit is lost; to the nearest, half a penny that should go up goes down.

    Complained of only where what comes after the division undoes its divisor: 12.5 × 365 ÷ 28 has no end, and £22.40
    for each are £3,650 all the same.
    """
    found: dict[str, Divided] = {}
    for line in scheme.lines:
        rounding = line.rounding or (line.operation.rounding if isinstance(line.operation, Convert | Round) else None)
        came = _came(line.operation, found, scheme)
        if came and came.left == 1 and rounding and rounding.to >= PENNY and _can_go_wrong(line, rounding, scheme):
            yield _complaint(line, came, rounding)
        gone = _gone_on(line, came, rounding, scheme)
        if gone is not None:
            found[line.id] = gone


def _can_go_wrong(line: SchemeLine, rounding: Rounding, scheme: Scheme) -> bool:
    """Whether a figure can lie where a little less is rounded another way: to the nearest, just between two."""
    grain = _grain(line.operation, scheme)
    if rounding.how not in NEAREST or grain is None:
        return True
    to = Fraction(rounding.to)
    return (to / 2) % _largest_part(grain, to) == 0


def _grain(operation: Operation, scheme: Scheme) -> Fraction | None:
    """What every figure of an operation is a whole number of, were nothing rounded; None where that is not known."""
    if isinstance(operation, Quantity):
        asked = next((one for one in scheme.inputs if one.id == operation.question), None)
        return Fraction(asked.in_steps_of) if asked and asked.in_steps_of and not asked.at_least else None
    lines = [one for term in operation.terms for one in scheme.lines if one.id == term.line]
    match operation:
        case Multiply() | Percentage() | Convert() | Divide() if lines:
            grain, factors = _grain(lines[0].operation, scheme), _factors(operation, scheme)
            return reduce(_largest_part, (grain * one for one in factors)) if grain and factors else None
        case Combine(take=Take.SUM) | Round() if len(lines) == len(operation.terms):
            grains = [_grain(one.operation, scheme) for one in lines]
            return reduce(_largest_part, (one for one in grains if one)) if all(grains) else None
        case _:
            return None


def _largest_part(one: Fraction, other: Fraction) -> Fraction:
    """The largest number of which both are whole numbers."""
    below = one.denominator * other.denominator
    return Fraction(gcd(one.numerator * other.denominator, other.numerator * one.denominator), below)


def _gone_on(line: SchemeLine, came: Divided | None, rounding: Rounding | None, scheme: Scheme) -> Divided | None:
    """What later lines inherit; None where the line has no end cut off, or a rounding has put it right."""
    if rounding is None:
        return came
    if rounding.how not in NEAREST or rounding.to > FINE:
        return None
    divisors = [_odd(one) for one in _factors(line.operation, scheme) if _odd(one) > 1]
    if divisors:
        return Divided(line.id, rounding.to, min(divisors))
    return came if came is None or rounding.to <= came.to else None


def _came(operation: Operation, found: dict[str, Divided], scheme: Scheme) -> Divided | None:
    """The worst of what a line's figure goes on from."""
    match operation:
        case Multiply(line=one) | Percentage(line=one) | Convert(line=one):
            came = found.get(one.line or "")
            if came is None:
                return None
            lefts = [came.left // gcd(came.left, factor.numerator) for factor in _factors(operation, scheme)]
            return replace(came, left=min(lefts, default=came.left))
        case Combine() | Difference() | Choose() | Limit() | Round():
            each = [found[term.line] for term in operation.terms if term.line in found]
            return min(each, key=lambda one: one.left, default=None)
        case _:
            return None


def _factors(operation: Operation, scheme: Scheme) -> list[Fraction]:
    """What a line multiplies by, on each day; a divisor as its part of one."""
    match operation:
        case Multiply(by=by):
            return _stated(by, scheme)
        case Percentage(share=share):
            return [one / 100 for one in _stated(share, scheme)]
        case Divide(by=by):
            return [1 / one for one in _stated(by, scheme) if one]
        case Convert(conversion=one) if one.factor:
            factor = 1 / Fraction(one.factor) if one.divides else Fraction(one.factor)
            return [factor / Fraction(one.over) if one.over else factor]
        case _:
            return []


def _stated(term: Term, scheme: Scheme) -> list[Fraction]:
    """The figures that a term may be, where it is one, a rate, or a line that chooses among such."""
    line = next((one for one in scheme.lines if one.id == term.line), None)
    if line is not None:
        terms = line.operation.terms if isinstance(line.operation, Choose | Amount) else ()
        return [figure for one in terms if one.line is None for figure in _stated(one, scheme)]
    rate = scheme.rates.get(term.rate or "")
    figures = rate.figures if rate is not None else () if term.figure is None else (term.figure,)
    return [Fraction(one) for one in figures]


def _odd(factor: Fraction) -> int:
    """What of a divisor leaves decimals without an end: 7 of 28, 1 of 20."""
    left = factor.denominator
    for prime in (2, 5):
        while left % prime == 0:
            left //= prime
    return left


def _complaint(line: SchemeLine, came: Divided, rounding: Rounding) -> Complaint:
    way = WAYS[rounding.how]
    what = f"“{came.by}” divides and is rounded to {came.to:f}, so what comes out even can be a little "
    if rounding.how in NEAREST:
        what += f"off here: what lies just between two of {rounding.to:f} can go the wrong way."
    else:
        what += f"{'less' if way == 'down' else 'more'} here, and is rounded {way} by {rounding.to:f} too much."
    finer = f"Write `to: {FINEST:f}` in “{came.by}”. " if came.to > FINEST else ""
    cure = f"{finer}Round half-up to {FINE:f} here, and {way} in a line below: `round: {line.id}`."
    if isinstance(line.operation, Round):
        cure = f"{finer}Write `rounding: {{to: {FINE:f}, how: half-up}}` in “{line.operation.line.line}”."
    return Complaint("lost-in-rounding", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)
