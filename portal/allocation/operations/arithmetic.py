"""Owns the operations that reckon with earlier lines: sums, differences, rates, shares, conversions, rounding."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.allocation.model import How, Operand
from portal.allocation.operations.answers import TAKING, Take
from portal.allocation.operations.base import Known, Operation, Places, UnitMismatch, together
from portal.allocation.parts import Conversion, Rate, Term
from portal.allocation.work import DoesNotApply, Work, Working
from portal.money import Rounding, Unit, decimals


def same_unit(terms: Sequence[Term], known: Known) -> Unit | None:
    """The one unit of all these terms. Raises UnitMismatch where there are two."""
    units = {term: known.unit_of(term) for term in terms}
    named = {unit for unit in units.values() if unit is not None}
    if len(named) > 1:
        each = ", ".join(f"“{term.line or term.rate or term.figure}” is in {unit}" for term, unit in units.items())
        raise UnitMismatch(f"The units differ: {each}.")
    return next(iter(named), None)


@dataclass(frozen=True, slots=True)
class Amount(Operation):
    """A figure or a rate of its own, such as a fixed sum for people who live alone (with `only_when`)."""

    term: Term
    name: str = "amount"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The figure or rate."""
        return (self.term,)

    def unit(self, known: Known) -> Unit | None:
        """The rate's unit; a stated figure takes the line's."""
        rate = known.rates.get(self.term.rate or "")
        if rate and rate.per:
            raise UnitMismatch(f"The rate “{rate.id}” is for each of something ({rate.per}), so it needs `multiply`.")
        return known.unit_of(self.term)

    def working(self, work: Work) -> Working:
        """The figure."""
        return Working((work.operand(self.term, How.ADDED),), rate=work.rate_of(self.term))


@dataclass(frozen=True, slots=True)
class Combine(Operation):
    """The sum, greatest or least of lines; a line that does not apply is left out."""

    take: Take
    terms: tuple[Term, ...]

    @property
    def name(self) -> str:
        """The way of combining is the name."""
        return self.take.value

    def unit(self, known: Known) -> Unit | None:
        """The one unit of all its lines."""
        return same_unit(self.terms, known)

    def working(self, work: Work) -> Working:
        """One operand a line that applies."""
        how = TAKING[self.take]
        lines = [work.line(term.line) for term in self.terms if term.line]
        operands = tuple(Operand(how, line.figure, line.unit, line=line.id) for line in lines if line.applies)
        if not operands:
            raise DoesNotApply
        return Working(operands)


@dataclass(frozen=True, slots=True)
class Difference(Operation):
    """The first line less the others; one of the others that does not apply takes nothing away."""

    terms: tuple[Term, ...]
    name: str = "difference"

    def unit(self, known: Known) -> Unit | None:
        """The one unit of all its lines."""
        return same_unit(self.terms, known)

    def working(self, work: Work) -> Working:
        """The first added, the rest taken away."""
        whole, *others = self.terms
        taken = [work.line(term.line) for term in others if term.line]
        operands = (Operand(How.TAKEN_AWAY, line.figure, line.unit, line=line.id) for line in taken if line.applies)
        return Working((work.operand(whole, How.ADDED), *operands))


@dataclass(frozen=True, slots=True)
class Multiply(Operation):
    """A line times a dated rate, another line or a stated number."""

    line: Term
    by: Term
    name: str = "multiply"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line and what it is multiplied by."""
        return (self.line, self.by)

    def unit(self, known: Known) -> Unit | None:
        """Hours a week times pounds for each hour are pounds a week."""
        line, by = known.unit_of(self.line), known.unit_of(self.by)
        rate = known.rates.get(self.by.rate or "")
        if self.by.rate and rate is None:
            return None
        if line is None or by is None or by is Unit.NUMBER:
            return line
        if rate and rate.per:
            return _priced(line, rate)
        if line is Unit.NUMBER:
            return by
        raise UnitMismatch(f"Figures in {line} and in {by} cannot be multiplied; one must be a number or a rate.")

    def places(self, known: Known) -> Places:
        """Those of both together."""
        return together(known.places_of(self.line), known.places_of(self.by))

    def working(self, work: Work) -> Working:
        """The line times the other."""
        operands = (work.operand(self.line, How.ADDED), work.operand(self.by, How.TIMES))
        return Working(operands, rate=work.rate_of(self.by))


def _priced(line: Unit, rate: Rate) -> Unit:
    per = rate.per or line
    fits = per == line or (per.counted == line.counted and not per.period)
    period = rate.unit.period if per == line else (rate.unit.period or line.period)
    made = Unit.of(rate.unit.counted, period) if fits and not (per != line and rate.unit.period) else None
    if made is None:
        raise UnitMismatch(f"The rate “{rate.id}” gives {rate.unit} for each of {per}, but the line counts {line}.")
    return made


@dataclass(frozen=True, slots=True)
class Percentage(Operation):
    """A share of a line, in per cent."""

    line: Term
    share: Term
    name: str = "percentage"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line and the share."""
        return (self.line, self.share)

    def unit(self, known: Known) -> Unit | None:
        """The line's own unit."""
        if known.unit_of(self.share) not in {None, Unit.NUMBER}:
            raise UnitMismatch("A share is a plain number of per cent; its unit must be “number”.")
        return known.unit_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of both together, and two for the hundred."""
        return together(known.places_of(self.line), known.places_of(self.share), 2)

    def working(self, work: Work) -> Working:
        """The line, then so many per cent of it."""
        operands = (work.operand(self.line, How.ADDED), work.operand(self.share, How.PER_CENT))
        return Working(operands, rate=work.rate_of(self.share))


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
        how = How.DIVIDED_BY if self.conversion.divides else How.TIMES
        factor = Operand(how, self.conversion.factor, label=self.conversion.title)
        return Working((work.operand(self.line, How.ADDED), factor), rounding=self.rounding)


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

    def places(self, known: Known) -> Places:
        """Those of the rounding."""
        return decimals(self.rounding.to)

    def working(self, work: Work) -> Working:
        """The line, to be rounded."""
        return Working((work.operand(self.line, How.ADDED),), rounding=self.rounding)
