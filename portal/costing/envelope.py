"""Owns the money there is: a year of the caseload beside the envelope, contingency, and costs that go on meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.model import How, Operand
from portal.allocation.operations.counting import factors
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


def to_a_year(scheme: Scheme) -> Conversion | None:
    """The declared conversion from the headline's unit to pounds a year; None where it is in years already.

    Raises NoYear where the scheme declares none: a number of weeks is never assumed.
    """
    unit = unit_of(scheme)
    if unit is Unit.POUNDS_A_YEAR:
        return None
    fitting = (one for one in scheme.conversions.values() if (one.of, one.unit) == (unit, Unit.POUNDS_A_YEAR))
    found = next(fitting, None)
    if found is None:
        factors_of = "times: 365, divided_by: 7" if unit is Unit.POUNDS_A_WEEK else "times: 1"
        raise NoYear(
            f"The scheme {scheme.id} does not say how {unit} become pounds a year. Add a conversion, such as "
            f"{{id: in-a-year, from: {unit}, to: pounds a year, {factors_of}}} with how often it is paid in a year, "
            "and a reading by it."
        )
    return found


def a_year_of(amount: Decimal, scheme: Scheme) -> Decimal:
    """A sum in the unit of the headline, for a year, to the penny. Raises NoYear."""
    conversion = to_a_year(scheme)
    operands = () if conversion is None else factors(conversion)
    return work_out((Operand(How.ADDED, amount), *operands), PENNY)
