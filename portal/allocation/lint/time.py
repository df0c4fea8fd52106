"""Owns the rule about time: a figure for a week becomes one for a year by a declared conversion, never by a number."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Final

from portal.allocation.operations import Amount, Choose, Divide, Multiply
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint
from portal.money import Unit

DAYS: Final[Mapping[str, tuple[int, int]]] = {
    "a day": (1, 1),
    "a week": (7, 7),
    "every four weeks": (28, 28),
    "a month": (28, 31),
    "a year": (364, 366),
}
"""The fewest and the most days that schemes take each period for: 52 weeks make a year of 364.

Two weeks are left out: twice is too often something else, such as two people at once.
"""

MINUTES: Final[Mapping[str, int]] = {"minutes": 1, "hours": 60}
TOO_NEAR: Final = frozenset({"every four weeks", "a month"})  # what lies between the two may as well be a weight
SPREAD: Final = Fraction(1, 200)  # of numbers that were rounded, such as 4.33 weeks a month


def time_not_converted(scheme: Scheme) -> Iterator[Complaint]:
    """No bare number makes another period, or hours of minutes, of a figure whose unit stays."""
    for line in scheme.lines:
        for number, unit, other in _changes(line, scheme):
            what = f"By {number}, a figure in {unit} becomes one in {other}, and would still be called {unit}."
            cure = (
                f"Declare a conversion from {unit} to {other}, and write `convert:` here. "
                "Where the number counts something else, put it into a line or rate in people or items."
            )
            where = f"line “{line.id}”"
            yield Complaint("time-not-converted", line.mark.file, line.mark.line, where, what, cure)
            break


def changes_time(line: SchemeLine, scheme: Scheme) -> bool:
    """Whether a bare number changes the time that a line is about."""
    return any(True for _ in _changes(line, scheme))


def _changes(line: SchemeLine, scheme: Scheme) -> Iterator[tuple[Decimal, Unit, Unit]]:
    """Each number that does, the unit that stays, and the one that it makes."""
    operation = line.operation
    if not isinstance(operation, Multiply | Divide):
        return
    divides = isinstance(operation, Divide)
    pairs = [(operation.line, operation.by)] if divides else [operation.terms, operation.terms[::-1]]
    for term, by in pairs:
        unit = scheme.known.unit_of(term)
        for number in _stated(by, scheme) if unit else ():
            factor = 1 / Fraction(number) if divides else Fraction(number)
            other = becomes(unit, factor) if unit else None
            if unit and other:
                yield number, unit, other


def becomes(unit: Unit, factor: Fraction) -> Unit | None:
    """The unit of time that so many times a figure in this one is a figure in; None where that is none of ours."""
    for period, (fewest, most) in DAYS.items():
        other = Unit.of(unit.counted, period)
        if unit.period in DAYS and unit.period != period and {unit.period, period} != TOO_NEAR and other:
            own_fewest, own_most = DAYS[unit.period]
            if _near(factor, Fraction(fewest, own_most), Fraction(most, own_fewest)):
                return other
    for counted, minutes in MINUTES.items():
        other = Unit.of(counted, unit.period)
        if unit.counted in MINUTES and unit.counted != counted and other:
            quotient = Fraction(MINUTES[unit.counted], minutes)
            if _near(factor, quotient, quotient):
                return other
    return None


def _near(factor: Fraction, least: Fraction, most: Fraction) -> bool:
    return least * (1 - SPREAD) <= factor <= most * (1 + SPREAD)


def _stated(term: Term, scheme: Scheme) -> tuple[Decimal, ...]:
    """The plain numbers that a term can be, as far as the scheme states them; none of people or things."""
    found: tuple[Decimal, ...] = ()
    if term.figure is not None:
        found = (term.figure,)
    elif term.rate is not None:
        rate = scheme.rates.get(term.rate)
        found = rate.figures if rate and rate.unit is Unit.NUMBER and rate.per is None else ()
    else:
        found = _stated_by_line(term.line or "", scheme)
    return tuple(number for number in found if number > 0)


def _stated_by_line(line_id: str, scheme: Scheme) -> tuple[Decimal, ...]:
    line = next((line for line in scheme.lines if line.id == line_id), None)
    if line is None or line.unit is not Unit.NUMBER:
        return ()
    match line.operation:
        case Amount(term=Term(line=None) as term):
            return _stated(term, scheme)
        case Choose(terms=terms):
            return tuple(number for term in terms if term.line is None for number in _stated(term, scheme))
        case _:
            return ()
