"""Owns floors and caps. A hard cap holds; a soft one lets the figure stand and asks for a person."""

from dataclasses import dataclass, replace
from decimal import Decimal

from portal.allocation.model import How, Operand, Outcome
from portal.allocation.operations.arithmetic import same_unit
from portal.allocation.operations.base import Known, Operation, Places
from portal.allocation.parts import Term
from portal.allocation.work import Work, Working
from portal.money import Unit


@dataclass(frozen=True, slots=True)
class Limit(Operation):
    """A line held to a floor, a cap or both. Below a floor the figure is raised, or there is no individual budget.

    Where the line has none already, it is not raised: no individual budget is below the level where budgets begin, and
    not the same as a budget of nought.

    A floor or cap that is a line which does not apply holds nothing, such as a cap for people in a care home only.
    """

    line: Term
    at_least: Term | None = None
    at_most: Term | None = None
    hard: bool = False
    none_below: bool = False
    name: str = "limit"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line and its limits."""
        return tuple(term for term in (self.line, self.at_least, self.at_most) if term is not None)

    @property
    def can_become(self) -> tuple[Term, ...]:
        """The line and those limits that a figure is raised or cut to; others are only held against it."""
        limits = (None if self.none_below else self.at_least, self.at_most if self.hard else None)
        return (self.line, *(term for term in limits if term is not None))

    def places(self, known: Known) -> Places:
        """No more than the longest of what it can become."""
        each = [known.places_of(term) for term in self.can_become]
        return None if None in each else max(one for one in each if one is not None)

    def unit(self, known: Known) -> Unit | None:
        """The one unit of the line and its limits."""
        return same_unit(self.terms, known)

    def per(self, known: Known) -> Unit | None:
        """A price that is held to limits is a price."""
        return known.per_of(self.line)

    def working(self, work: Work) -> Working:
        """The line, then the limit that counts; a limit that changes nothing is shown all the same."""
        line = work.operand(self.line, How.ADDED)
        operands, outcome = [line], Outcome.ORDINARY
        if self.at_least is not None and _applies(self.at_least, work):
            none = self.none_below or (self.line.line is not None and work.gives_none(self.line.line))
            outcome = self._floor(work.operand(self.at_least, How.COMPARED), line, operands, none=none)
        if self.at_most is not None and _applies(self.at_most, work):
            cap = work.operand(self.at_most, How.LEAST if self.hard else How.COMPARED)
            operands.append(cap)
            if line.value > cap.value:
                outcome = Outcome.LOWERED if self.hard else Outcome.TO_A_PERSON
        return Working(tuple(operands), rate=work.rate_of(self.at_least, self.at_most), outcome=outcome)

    def _floor(self, floor: Operand, line: Operand, operands: list[Operand], *, none: bool) -> Outcome:
        operands.append(floor if none else replace(floor, how=How.GREATEST))
        if line.value >= floor.value:
            return Outcome.ORDINARY
        if none:
            operands.append(Operand(How.TIMES, Decimal(0)))
            return Outcome.NO_BUDGET
        return Outcome.RAISED


def _applies(term: Term, work: Work) -> bool:
    return term.line is None or work.line(term.line).applies
