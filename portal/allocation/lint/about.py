"""Owns the numbers and days that can be answered at the limits of conditions, and just beside them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from portal.allocation.operations.answers import Limits
from portal.allocation.operations.periods import Span, months_after
from portal.allocation.parts import Input
from portal.conditions import AnyOf, Between, Condition
from portal.money import EXACT

YEARS = (40, 70, 16, 90, 20, 0)  # how long ago a day was
MONTHS = 12
OLDEST: Mapping[Span, int] = {Span.YEARS: 120, Span.MONTHS: 1_440, Span.DAYS: 43_800}  # nobody is older


def named(near: Sequence[Condition]) -> Iterator[Decimal]:
    """The numbers that conditions name."""
    for leaf in near:
        stated = [leaf.at_least, leaf.at_most] if isinstance(leaf, Between) else []
        stated += leaf.numbers if isinstance(leaf, AnyOf) else ()
        yield from (one for one in stated if one is not None)


def numbers(asked: Input, near: Sequence[Decimal], *, sure: bool) -> Iterator[Decimal]:
    """The least number, the most, and those about some limits, as far as they can be answered."""
    limits = Limits(asked.at_least, asked.at_most, asked.in_steps_of)
    step = asked.in_steps_of or Decimal(1)
    found = [*([limits.least] if sure else []), *([asked.at_most] if asked.at_most is not None else [])]
    for number in near:
        found += [number, EXACT.subtract(number, step), EXACT.add(number, step)]
    yield from dict.fromkeys(number for number in found if limits.misfit(number) is None)


def ago(day: date, years: int) -> date:
    """A day so many years before."""
    return date(day.year - years, day.month, min(day.day, 28))


def days(day: date, span: Span, limit: Decimal) -> Iterator[date]:
    """The days since which so many years, months or days are complete, one less and one more."""
    for many in (int(limit) + one for one in (-1, 0, 1)):
        if 0 <= many <= OLDEST[span]:
            months = many if span is Span.MONTHS else many * MONTHS
            yield day - timedelta(days=many) if span is Span.DAYS else months_after(day, -months)
