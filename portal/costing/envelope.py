"""Owns the money there is: a year of the caseload beside the envelope, contingency, and costs that go on meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from portal.allocation.lint.conversions import DAYS, SPREAD
from portal.allocation.model import How, Operand
from portal.allocation.parts import Conversion
from portal.allocation.scheme import Scheme
from portal.allocation.work import work_out
from portal.money import EXACT, Direction, Rounding, Unit

PENNY = Rounding(Decimal("0.01"), Direction.HALF_UP)


class NoYear(Exception):
    """A scheme does not say how a week becomes a year; the message says what to do."""


@dataclass(frozen=True)
class Envelope:
    """The money there is for a year, how much of it is kept back, and fixed costs that go on meanwhile."""

    pounds: Decimal
    contingency_per_cent: Decimal = Decimal(0)
    fixed_cost: Decimal = Decimal(0)

    @property
    def contingency(self) -> Decimal:
        """What is kept back."""
        share = Operand(How.PER_CENT, self.contingency_per_cent)
        return work_out((Operand(How.ADDED, self.pounds), share), PENNY)

    @property
    def to_share_out(self) -> Decimal:
        """What is left for people's sums."""
        return EXACT.subtract(self.pounds, self.contingency)


def unit_of(scheme: Scheme) -> Unit:
    """The unit of the headline."""
    return scheme.line(scheme.headline).unit


def to_a_year(scheme: Scheme) -> Fraction:
    """What the headline's unit is multiplied by to be pounds a year. Raises NoYear: a number of weeks is never assumed.

    The first reading of the headline says it, or else a conversion to pounds a year, or else what other conversions of
    money between times of the calendar come to, one after the other and backwards: of these, whole years alone.
    """
    unit = unit_of(scheme)
    if unit is Unit.POUNDS_A_YEAR:
        return Fraction(1)
    read = [one.conversion for one in scheme.readings if one.of == scheme.headline and one.conversion]
    there, others = (
        [_factor(one) for one in each if (one.of, one.unit) == (unit, Unit.POUNDS_A_YEAR)]
        for each in (read, scheme.conversions.values())
    )
    if there or others:
        return _only(set(there[:1] or others), scheme)
    return _only(set(_by_the_way(scheme, unit)), scheme)


def a_year_of(amount: Decimal, scheme: Scheme) -> Decimal:
    """A sum in the unit of the headline, for a year, to the penny. Raises NoYear."""
    factor = to_a_year(scheme)
    times, over = Decimal(factor.numerator), Decimal(factor.denominator)
    operands = (Operand(How.ADDED, amount), Operand(How.TIMES, times), Operand(How.DIVIDED_BY, over))
    return work_out(operands, PENNY)


def year_or_none(amount: Decimal, scheme: Scheme) -> Decimal | None:
    """The same; None where it is no money, or the scheme does not say how it becomes a year's."""
    try:
        return a_year_of(amount, scheme) if unit_of(scheme).is_money else None
    except NoYear:
        return None


def _factor(one: Conversion) -> Fraction:
    factor = 1 / Fraction(one.factor) if one.divides else Fraction(one.factor)
    return factor / Fraction(one.over) if one.over else factor


def _by_the_way(scheme: Scheme, unit: Unit) -> Iterator[Fraction]:
    """What each way from a unit to a year comes to, where it is a whole one: fewer weeks are for one line alone."""
    steps = defaultdict[Unit, list[tuple[Unit, Fraction]]](list)
    for one in scheme.conversions.values():
        if one.of.is_money and one.unit.is_money and {one.of.period, one.unit.period} <= DAYS.keys():
            steps[one.of].append((one.unit, _factor(one)))
            steps[one.unit].append((one.of, 1 / _factor(one)))
    waiting: list[tuple[tuple[Unit, ...], Fraction]] = [((unit,), Fraction(1))]
    whole = DAYS["a year"] / DAYS.get(unit.period, 1)
    while waiting:
        way, factor = waiting.pop()
        if way[-1] is Unit.POUNDS_A_YEAR and abs(factor - whole) <= whole * SPREAD:
            yield factor
        waiting += [((*way, other), factor * by) for other, by in steps[way[-1]] if other not in way]


def _only(factors: set[Fraction], scheme: Scheme) -> Fraction:
    """The one factor. Raises NoYear with what to write where there is none, or more than one."""
    if len(factors) == 1:
        return next(iter(factors))
    unit, line = unit_of(scheme), scheme.headline
    days = DAYS.get(unit.period)
    times = Fraction(1) if days is None else DAYS["a year"] / days
    over = f", divided_by: {times.denominator}" if times.denominator > 1 else ""
    made = next(name for name in ("in-a-year", "all-in-a-year", f"{line}-in-a-year") if name not in scheme.conversions)
    add = f"  - {{id: {made}, from: {unit}, to: pounds a year, times: {times.numerator}{over}}}"
    if factors:
        what = f"The scheme {scheme.id} says in more than one way how {unit} become pounds a year."
        read = f"  - {{id: year, title: A year, of: {line}, by: {made}, to: 0.01, how: half-up}}"
        raise NoYear(f"{what} Write which counts in a reading:\n\nconversions:\n{add}\nreadings:\n{read}")
    paid = " with how often it is paid in a year" if days is None else ""
    head = "Add this line below `conversions:`" if scheme.conversions else "Write this"
    what = f"The scheme {scheme.id} does not say how {unit} become pounds a year. {head}{paid}:"
    raise NoYear(f"{what}\n\nconversions:\n{add}")
