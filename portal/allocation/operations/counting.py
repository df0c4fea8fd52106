"""Owns the operations that count a figure in another way: in another unit, or rounded."""

from dataclasses import dataclass

from portal.allocation.model import How, Operand
from portal.allocation.operations.base import Known, Operation, Places, UnitMismatch, together
from portal.allocation.parts import Conversion, Term
from portal.allocation.work import Work, Working
from portal.money import Rounding, Unit, decimals


def factors(conversion: Conversion) -> tuple[Operand, ...]:
    """What a figure is multiplied and divided by to convert it."""
    how = How.DIVIDED_BY if conversion.divides else How.TIMES
    first = Operand(how, conversion.factor, label=conversion.title)
    return (first,) if conversion.over is None else (first, Operand(How.DIVIDED_BY, conversion.over))


@dataclass(frozen=True, slots=True)
class Convert(Operation):
    """A line in another unit, by a declared factor. A division states its rounding, so that no digit is hidden."""

    line: Term
    conversion: Conversion
    rounding: Rounding | None = None
    name: str = "convert"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line."""
        return (self.line,)

    def unit(self, known: Known) -> Unit | None:
        """The unit the factor leads to."""
        line = known.unit_of(self.line)
        if line not in {None, self.conversion.of}:
            raise UnitMismatch(f"“{self.conversion.id}” converts {self.conversion.of}, but the line is in {line}.")
        return self.conversion.unit

    def places(self, known: Known) -> Places:
        """Those of the rounding, or of the line and the factor together."""
        if self.rounding is not None:
            return decimals(self.rounding.to)
        return together(known.places_of(self.line), decimals(self.conversion.factor))

    def working(self, work: Work) -> Working:
        """The line times or divided by the factor."""
        return Working((work.operand(self.line, How.ADDED), *factors(self.conversion)), rounding=self.rounding)


@dataclass(frozen=True, slots=True)
class Round(Operation):
    """A line rounded by a stated rule."""

    line: Term
    rounding: Rounding
    name: str = "round"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line."""
        return (self.line,)

    def unit(self, known: Known) -> Unit | None:
        """The line's own unit."""
        return known.unit_of(self.line)

    def per(self, known: Known) -> Unit | None:
        """A price that is rounded is a price."""
        return known.per_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of the rounding."""
        return decimals(self.rounding.to)

    def working(self, work: Work) -> Working:
        """The line, to be rounded."""
        return Working((work.operand(self.line, How.ADDED),), rounding=self.rounding)
