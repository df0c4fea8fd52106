"""Owns amounts: exact pounds, the units a figure can have, and how a figure is rounded. Never a binary fraction."""

from dataclasses import dataclass
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    Inexact,
    InvalidOperation,
)
from enum import StrEnum
from functools import cached_property

# Sixty digits hold every sum a scheme can make; a result that would lose a digit raises instead of being cut short.
EXACT = Context(prec=60, traps=[InvalidOperation, Inexact])
WIDE = Context(prec=60, traps=[InvalidOperation])
PENNY = Decimal("0.01")


class Unit(StrEnum):
    """What a figure counts, and over what time. A closed set: a unit not listed here is a mistake in the scheme."""

    POINTS = "points"
    NUMBER = "number"
    POUNDS = "pounds"
    POUNDS_A_DAY = "pounds a day"
    POUNDS_A_WEEK = "pounds a week"
    POUNDS_EVERY_TWO_WEEKS = "pounds every two weeks"
    POUNDS_EVERY_FOUR_WEEKS = "pounds every four weeks"
    POUNDS_A_MONTH = "pounds a month"
    POUNDS_A_YEAR = "pounds a year"
    POUNDS_ONE_OFF = "pounds one-off"
    POUNDS_UP_TO = "pounds up to"
    MINUTES = "minutes"
    MINUTES_A_DAY = "minutes a day"
    MINUTES_A_WEEK = "minutes a week"
    MINUTES_EVERY_TWO_WEEKS = "minutes every two weeks"
    MINUTES_EVERY_FOUR_WEEKS = "minutes every four weeks"
    MINUTES_A_MONTH = "minutes a month"
    MINUTES_A_YEAR = "minutes a year"
    HOURS = "hours"
    HOURS_A_DAY = "hours a day"
    HOURS_A_WEEK = "hours a week"
    HOURS_EVERY_TWO_WEEKS = "hours every two weeks"
    HOURS_EVERY_FOUR_WEEKS = "hours every four weeks"
    HOURS_A_MONTH = "hours a month"
    HOURS_A_YEAR = "hours a year"
    NIGHTS = "nights"
    NIGHTS_A_WEEK = "nights a week"
    NIGHTS_EVERY_TWO_WEEKS = "nights every two weeks"
    NIGHTS_EVERY_FOUR_WEEKS = "nights every four weeks"
    NIGHTS_A_MONTH = "nights a month"
    NIGHTS_A_YEAR = "nights a year"
    DAYS = "days"
    DAYS_A_WEEK = "days a week"
    DAYS_EVERY_TWO_WEEKS = "days every two weeks"
    DAYS_EVERY_FOUR_WEEKS = "days every four weeks"
    DAYS_A_MONTH = "days a month"
    DAYS_A_YEAR = "days a year"
    ACTIVITIES = "activities"
    ACTIVITIES_A_DAY = "activities a day"
    ACTIVITIES_A_WEEK = "activities a week"
    ACTIVITIES_EVERY_TWO_WEEKS = "activities every two weeks"
    ACTIVITIES_EVERY_FOUR_WEEKS = "activities every four weeks"
    ACTIVITIES_A_MONTH = "activities a month"
    ACTIVITIES_A_YEAR = "activities a year"
    VISITS = "visits"
    VISITS_A_DAY = "visits a day"
    VISITS_A_WEEK = "visits a week"
    VISITS_EVERY_TWO_WEEKS = "visits every two weeks"
    VISITS_EVERY_FOUR_WEEKS = "visits every four weeks"
    VISITS_A_MONTH = "visits a month"
    VISITS_A_YEAR = "visits a year"
    MILES = "miles"
    MILES_A_DAY = "miles a day"
    MILES_A_WEEK = "miles a week"
    MILES_EVERY_TWO_WEEKS = "miles every two weeks"
    MILES_EVERY_FOUR_WEEKS = "miles every four weeks"
    MILES_A_MONTH = "miles a month"
    MILES_A_YEAR = "miles a year"
    TRIPS = "trips"
    TRIPS_A_DAY = "trips a day"
    TRIPS_A_WEEK = "trips a week"
    TRIPS_EVERY_TWO_WEEKS = "trips every two weeks"
    TRIPS_EVERY_FOUR_WEEKS = "trips every four weeks"
    TRIPS_A_MONTH = "trips a month"
    TRIPS_A_YEAR = "trips a year"
    MEALS = "meals"
    MEALS_A_DAY = "meals a day"
    MEALS_A_WEEK = "meals a week"
    MEALS_EVERY_TWO_WEEKS = "meals every two weeks"
    MEALS_EVERY_FOUR_WEEKS = "meals every four weeks"
    MEALS_A_MONTH = "meals a month"
    MEALS_A_YEAR = "meals a year"
    ITEMS = "items"
    PEOPLE = "people"

    @cached_property
    def counted(self) -> str:
        """The thing counted, without its period: 'pounds' of 'pounds a week'."""
        return self.value.split(" ", 1)[0]

    @cached_property
    def period(self) -> str:
        """The period, or '' where there is none: 'a week' of 'pounds a week'."""
        return self.value.partition(" ")[2]

    @cached_property
    def is_money(self) -> bool:
        """Whether this unit counts pounds."""
        return self.counted == "pounds"

    @property
    def places(self) -> int:
        """How many decimals a finished figure in this unit may have: pounds go to the penny."""
        return 2

    @classmethod
    def of(cls, counted: str, period: str) -> "Unit | None":
        """The unit made of a thing counted and a period, or None where the closed set has no such unit."""
        wanted = f"{counted} {period}".strip()
        return next((unit for unit in cls if unit.value == wanted), None)


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact amount with its unit."""

    amount: Decimal
    unit: Unit


class Direction(StrEnum):
    """Which way a figure is rounded. For the person: up, as a budget is money the person receives."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"
    UP = "up"
    FOR_THE_PERSON = "for-the-person"


_DECIMAL_ROUNDING = {
    Direction.HALF_UP: ROUND_HALF_UP,
    Direction.HALF_EVEN: ROUND_HALF_EVEN,
    Direction.DOWN: ROUND_FLOOR,
    Direction.UP: ROUND_CEILING,
    Direction.FOR_THE_PERSON: ROUND_CEILING,
}


@dataclass(frozen=True, slots=True)
class Rounding:
    """A stated rounding: to a multiple of `to` (0.01, 1, 0.25 …), in one direction."""

    to: Decimal
    how: Direction

    def apply(self, amount: Decimal) -> Decimal:
        """The amount rounded; ties of half-up go away from nought, 'up' and 'down' mean more and less."""
        return self.apply_to_quotient(amount, Decimal(1))

    def apply_to_quotient(self, above: Decimal, below: Decimal) -> Decimal:
        """`above / below` rounded once, with nothing lost on the way. `below` must not be nought."""
        if below < 0:
            above, below = EXACT.minus(above), EXACT.minus(below)
        measure = EXACT.multiply(below, self.to)
        whole, rest = EXACT.divmod(above, measure)
        if rest:
            twice = EXACT.multiply(abs(rest), Decimal(2)).compare(measure)
            # The rest is stood in for by a simple tenth with the same side of the half: no division is needed.
            tenth = {-1: Decimal("0.3"), 0: Decimal("0.5"), 1: Decimal("0.7")}[int(twice)]
            near = EXACT.add(whole, tenth.copy_sign(rest))
            whole = near.quantize(Decimal(1), rounding=_DECIMAL_ROUNDING[self.how], context=WIDE)
        return plain(EXACT.multiply(whole, self.to))


def pounds(written: str) -> Decimal:
    """Exact pounds from plain digits such as '12.71'. Raises ValueError for anything else, or for parts of a penny."""
    try:
        amount = Decimal(written)
    except InvalidOperation as error:
        raise ValueError(f"{written!r} is not an amount of pounds") from error
    if not amount.is_finite() or decimals(amount) > decimals(PENNY):
        raise ValueError(f"{written!r} is not an amount of pounds and pence")
    return amount


def decimals(amount: Decimal) -> int:
    """How many decimals the amount really needs: 0 for 12.00, 1 for 12.50."""
    return max(0, -int(plain(amount).as_tuple().exponent))


def plain(amount: Decimal) -> Decimal:
    """The same amount without trailing noughts or an exponent, and never minus nought: 10, not 1E+1 or 10.00."""
    trimmed = amount.normalize(WIDE)
    if trimmed == 0:
        return Decimal(0)
    return trimmed.quantize(Decimal(1), context=WIDE) if int(trimmed.as_tuple().exponent) > 0 else trimmed
