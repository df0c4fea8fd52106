"""Owns the operations that reckon with earlier lines: sums, differences, rates, shares."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from portal.allocation.model import How, Misfit, Operand, Outcome, Reason
from portal.allocation.operations.answers import TAKING, Take
from portal.allocation.operations.base import Known, Operation, Places, UnitMismatch, together
from portal.allocation.parts import Term
from portal.allocation.work import CannotSay, DoesNotApply, Work, Working
from portal.money import Unit

A_NUMBER = frozenset({Unit.NUMBER, Unit.PEOPLE, Unit.ITEMS})
"""What a figure can be multiplied or divided by and stay in its own unit: a number of anything."""


def same_unit(terms: Sequence[Term], known: Known) -> Unit | None:
    """The one unit of all these terms. Raises UnitMismatch where there are two."""
    units = {term: known.unit_of(term) for term in terms}
    named = {unit for unit in units.values() if unit is not None}
    if len(named) > 1:
        raise UnitMismatch(f"The units differ: {_odd_ones(units)}.", _to_one_unit(units))
    return next(iter(named), None)


def _to_one_unit(units: Mapping[Term, Unit | None]) -> str:
    """How terms come to one unit: by a conversion where only the time differs, else by a rate."""
    (usual, _), (other, _), *_more = Counter(unit for unit in units.values() if unit).most_common()
    fits = other.period in {"", usual.period} and other.counted != usual.counted
    if not fits or other is Unit.NUMBER or other.is_money:
        return "Change a unit, or convert one line first."
    rate = f"{{unit: {usual.counted if other.period else usual}, per: {other.counted}, figure: …}}"
    return f"Change a unit; or bring {other.counted} to {usual.counted} in a line above: `multiply` by a rate `{rate}`."


def _odd_ones(units: Mapping[Term, Unit | None]) -> str:
    """Each term with its unit; of most with the same one, only those that have another."""
    usual, times = Counter(unit for unit in units.values() if unit).most_common(1)[0]
    most = times > 1 and times > len(units) - times
    told = {term: unit for term, unit in units.items() if unit is not None and not (most and unit is usual)}
    each = ", ".join(f"“{term.line or term.rate or term.figure}” is in {unit}" for term, unit in told.items())
    return f"{each}, and the others are in {usual}" if most else each


def same_per(terms: Sequence[Term], known: Known) -> Unit | None:
    """What all these terms are prices for each of. Raises UnitMismatch where only some are, or for another thing."""
    pers = {known.per_of(term) for term in terms if term.figure is None}
    if len(pers) > 1:
        each = ", ".join(f"“{one}”" for one in sorted(one or "nothing" for one in pers))
        raise UnitMismatch(f"Prices for each of something are mixed: {each}. Multiply first what has a price.")
    return next(iter(pers), None)


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
            itself = f"as a price that goes on by itself, write `choose: [{{rate: {rate.id}}}]`"
            raise UnitMismatch(f"The rate “{rate.id}” is for each of {rate.per}, so it needs `multiply`; {itself}.")
        return known.unit_of(self.term)

    def working(self, work: Work) -> Working:
        """The figure."""
        return Working((work.operand(self.term, How.ADDED),), rate=work.rate_of(self.term))


@dataclass(frozen=True, slots=True)
class Combine(Operation):
    """The sum, greatest or least of lines, rates and figures; a line that does not apply is left out.

    With `how_many`, so many of the greatest (or least) are added up: all of them where fewer apply. Where none of its
    lines applies, it does not either, and where all of them give no individual budget, it gives none: a stated figure
    or a rate alone makes no budget.
    """

    take: Take
    terms: tuple[Term, ...]
    how_many: int | None = None

    @property
    def name(self) -> str:
        """The way of combining is the name."""
        return self.take.value

    def unit(self, known: Known) -> Unit | None:
        """The one unit of all its lines."""
        return same_unit(self.terms, known)

    def per(self, known: Known) -> Unit | None:
        """What all its lines are prices for each of, or None."""
        return same_per(self.terms, known)

    @property
    def adds_figures(self) -> bool:
        """Whether figures or rates stand beside its lines."""
        return len({term.line is None for term in self.terms}) > 1

    def working(self, work: Work) -> Working:
        """One operand a line that applies."""
        applying = [term for term in self.terms if term.line is None or work.line(term.line).applies]
        if all(term.line is None for term in applying) and any(term.line for term in self.terms):
            raise DoesNotApply
        if self.adds_figures and all(work.gives_none(term.line) for term in applying if term.line):
            operands = tuple(work.operand(term, How.COMPARED) for term in applying)
            return Working(operands, rate=work.rate_of(*applying), outcome=Outcome.NO_BUDGET)
        if self.how_many is not None:
            operands = self._taken([work.operand(term, How.ADDED) for term in applying], self.how_many)
        else:
            operands = tuple(work.operand(term, TAKING[self.take]) for term in applying)
        return Working(operands, rate=work.rate_of(*applying))

    def _taken(self, operands: Sequence[Operand], how_many: int) -> tuple[Operand, ...]:
        """So many operands to be added; the others were only held against them."""
        places = range(len(operands))
        ranked = sorted(places, key=lambda place: operands[place].value, reverse=self.take is Take.GREATEST)
        taken = set(ranked[:how_many])
        return tuple(one if place in taken else replace(one, how=How.COMPARED) for place, one in enumerate(operands))


@dataclass(frozen=True, slots=True)
class Difference(Operation):
    """The first less the others (lines, rates, figures); a line that does not apply takes nothing away.

    Where the first gives no individual budget, this gives none: whatever is taken away of it is only shown.
    """

    terms: tuple[Term, ...]
    name: str = "difference"

    def unit(self, known: Known) -> Unit | None:
        """The one unit of all its lines."""
        return same_unit(self.terms, known)

    def per(self, known: Known) -> Unit | None:
        """What all its lines are prices for each of, or None."""
        return same_per(self.terms, known)

    def working(self, work: Work) -> Working:
        """The first added, the rest taken away."""
        whole, *others = self.terms
        applying = [term for term in others if term.line is None or work.line(term.line).applies]
        first, rate = work.operand(whole, How.ADDED), work.rate_of(*self.terms)
        if whole.line is not None and work.gives_none(whole.line):
            operands = tuple(work.operand(term, How.COMPARED) for term in (whole, *applying))
            return Working(operands, rate=rate, outcome=Outcome.NO_BUDGET)
        return Working((first, *(work.operand(term, How.TAKEN_AWAY) for term in applying)), rate=rate)


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
        """Hours a week times pounds for each hour are pounds a week; hours a day times days a week are hours a week."""
        line, by, per = known.unit_of(self.line), known.unit_of(self.by), known.per_of(self.by)
        if self.by.rate and self.by.rate not in known.rates:
            return None
        if line is None or by is None or by is Unit.NUMBER:
            return line
        own = known.per_of(self.line)
        if per and own and own.counted == by.counted:
            price, times = self.line.line, self.by.rate or self.by.line
            what = f"“{price}” is a price for each of {own}, and “{times}” gives {by} for each of {per}."
            raise UnitMismatch(what, f"Multiply first the {per.counted} by “{times}”, then that by “{price}”.")
        if per:
            return _priced(line, by, per, self.by.rate or self.by.line or "")
        if known.per_of(self.line) and by not in A_NUMBER:
            return _priced(by, line, known.per_of(self.line) or by, self.line.line or "")
        if line is Unit.NUMBER:
            return by
        if by in A_NUMBER:
            return line
        made = Unit.of(line.counted, by.period) if line.period == "a day" and by.counted == "days" else None
        if made is not None:
            return made
        raise UnitMismatch(f"Figures in {line} and in {by} cannot be multiplied; one must be a number or a rate.")

    def per(self, known: Known) -> Unit | None:
        """A price that is multiplied by a plain number, or by a price for what it is in, stays a price."""
        by, per = known.unit_of(self.by), known.per_of(self.by)
        return known.per_of(self.line) if per or by in {None, *A_NUMBER} else None

    def places(self, known: Known) -> Places:
        """Those of both together."""
        return together(known.places_of(self.line), known.places_of(self.by))

    def working(self, work: Work) -> Working:
        """The line times the other."""
        operands = (work.operand(self.line, How.ADDED), work.operand(self.by, How.TIMES))
        return Working(operands, rate=work.rate_of(self.by))


def _priced(line: Unit, price: Unit, per: Unit, name: str) -> Unit:
    fits = per == line or (per.counted == line.counted and not per.period)
    period = price.period if per == line else (price.period or line.period)
    made = Unit.of(price.counted, period) if fits and not (per != line and price.period) else None
    if made is None:
        raise UnitMismatch(f"The rate “{name}” gives {price} for each of {per}, but the line counts {line}.")
    return made


@dataclass(frozen=True, slots=True)
class Divide(Operation):
    """A line divided by a number, a line or a price; its line says how it is rounded, so that no digit is hidden."""

    line: Term
    by: Term
    name: str = "divide"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line and what divides it."""
        return (self.line, self.by)

    def unit(self, known: Known) -> Unit | None:
        """Pounds a week by pounds for an hour are hours a week; hours by hours are a plain number."""
        line, by, per = known.unit_of(self.line), known.unit_of(self.by), known.per_of(self.by)
        if line is None or by is None or by in A_NUMBER:
            return line
        if per is not None and by.counted == line.counted:
            made = Unit.of(per.counted, per.period or line.period)
            if made is not None:
                return made
        elif line is by:
            return Unit.NUMBER
        raise UnitMismatch(f"A figure in {line} cannot be divided by one in {by}.")

    def places(self, known: Known) -> Places:
        """Any number: the rounding of its line counts."""
        return None

    def working(self, work: Work) -> Working:
        """The line divided. Nothing can be divided by nought."""
        operands = (work.operand(self.line, How.ADDED), work.operand(self.by, How.DIVIDED_BY))
        if operands[1].value == 0:
            raise CannotSay(Reason.OUT_OF_RANGE, misfit=Misfit.DIVIDES_BY_NOUGHT)
        return Working(operands, rate=work.rate_of(self.by))


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

    def per(self, known: Known) -> Unit | None:
        """A share of a price is a price."""
        return known.per_of(self.line)

    def places(self, known: Known) -> Places:
        """Those of both together, and two for the hundred."""
        return together(known.places_of(self.line), known.places_of(self.share), 2)

    def working(self, work: Work) -> Working:
        """The line, then so many per cent of it."""
        operands = (work.operand(self.line, How.ADDED), work.operand(self.share, How.PER_CENT))
        return Working(operands, rate=work.rate_of(self.share, self.line))
