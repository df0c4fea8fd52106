"""Owns protection and transition: a new sum held against the one of before, for a time or step by step."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations.arithmetic import same_unit
from portal.allocation.operations.base import Known, Operation, Places, most_decimals, together
from portal.allocation.operations.periods import months_after
from portal.allocation.parts import Input, Term
from portal.allocation.work import CannotSay, Work, Working, refuse_missing, work_out
from portal.money import EXACT, Unit

HUNDRED = Decimal(100)


def year_of_change(starts: date, day: date) -> int:
    """Which year of a change a day lies in: 1 from the day it starts, 2 a year later; 0 before it.

    A year is counted as in every period: from 29 February it is over on 28 February.
    """
    years = day.year - starts.year
    not_yet = day < months_after(starts, 12 * years)
    return max(years - not_yet + 1, 0)


@dataclass(frozen=True, slots=True)
class UntilDay:
    """No less than before, up to and on a day."""

    last: date

    def on(self, day: date) -> "UntilDay":
        """The same with another last day."""
        return UntilDay(day)

    def year(self, day: date) -> int:
        """1 up to the last day, 0 after it."""
        return int(day <= self.last)

    def operands(self, new: Operand, old: Operand, day: date) -> tuple[Operand, ...]:
        """The new sum, or the old one if that is more."""
        how = How.GREATEST if self.year(day) else How.COMPARED
        return (new, Operand(how, old.value, old.unit, line=old.line))

    def places(self, sums: Places) -> Places:
        """Those of the sums."""
        return sums


@dataclass(frozen=True, slots=True)
class MostFall:
    """A fall of at most so much each year: an amount, or per cent of the sum of before."""

    starts: date
    fall: Decimal
    per_cent: bool

    def on(self, day: date) -> "MostFall":
        """The same from another day on."""
        return replace(self, starts=day)

    def year(self, day: date) -> int:
        """Which year of the fall a day lies in."""
        return year_of_change(self.starts, day)

    def operands(self, new: Operand, old: Operand, day: date) -> tuple[Operand, ...]:
        """The old sum less the falls of all years so far, or the new one if that is more."""
        falls = EXACT.multiply(self.fall, Decimal(self.year(day)))
        kept = max(EXACT.subtract(HUNDRED, falls), Decimal(0))
        less = Operand(How.PER_CENT, kept) if self.per_cent else Operand(How.TAKEN_AWAY, falls)
        return (old, less, Operand(How.GREATEST, new.value, new.unit, line=new.line))

    def places(self, sums: Places) -> Places:
        """Those of the sums and of the fall."""
        if self.per_cent:
            return together(sums, most_decimals([self.fall]), 2)
        return None if sums is None else max(sums, most_decimals([self.fall]))


@dataclass(frozen=True, slots=True)
class ByYear:
    """A stated share of the change in each year; after the last share, all of it. Rises count at once, or likewise."""

    starts: date
    shares: tuple[Decimal, ...]
    rises_too: bool = False

    def on(self, day: date) -> "ByYear":
        """The same from another day on."""
        return replace(self, starts=day)

    def year(self, day: date) -> int:
        """Which year of the change a day lies in."""
        return year_of_change(self.starts, day)

    def operands(self, new: Operand, old: Operand, day: date) -> tuple[Operand, ...]:
        """The old sum and so much of the change; the new sum where nothing is to be spread."""
        year = self.year(day)
        rises_at_once = new.value >= old.value and not self.rises_too
        if year > len(self.shares) or rises_at_once:
            return (new, Operand(How.COMPARED, old.value, old.unit, line=old.line))
        share = self.shares[year - 1] if year else Decimal(0)
        taken = Operand(How.TAKEN_AWAY, old.value, old.unit, line=old.line)
        return (new, taken, Operand(How.PER_CENT, share), old)

    def places(self, sums: Places) -> Places:
        """Those of the sums and the shares together, and two for the hundred."""
        return together(sums, most_decimals(self.shares), 2)


@dataclass(frozen=True, slots=True)
class Protect(Operation):
    """A new sum held against that of before. Where there was none before, the new one stands.

    With `own_day`, the day is not the same for everyone: it is the answer of each person, such as their next review.
    """

    line: Term
    before: Term
    way: UntilDay | MostFall | ByYear
    own_day: str | None = None
    name: str = "protect"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The new sum and that of before."""
        return (self.line, self.before)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The person's own day."""
        return (Input(self.own_day, "date"),) if self.own_day else ()

    @property
    def decided_by(self) -> frozenset[str]:
        """The person's own day."""
        return frozenset({self.own_day} if self.own_day else ())

    def unit(self, known: Known) -> Unit | None:
        """The one unit of both."""
        return same_unit(self.terms, known)

    def places(self, known: Known) -> Places:
        """As the way of protecting says."""
        each = [known.places_of(term) for term in self.terms]
        return self.way.places(None if None in each else max(one for one in each if one is not None))

    def working(self, work: Work) -> Working:
        """The sums as the way of protecting puts them together."""
        new = work.operand(self.line, How.ADDED)
        before = work.line(self.before.line or "")
        if not before.applies:
            return Working((new,))
        old = Operand(How.ADDED, before.figure, before.unit, line=before.id)
        operands = self._way(work).operands(new, old, work.day)
        figure = work_out(operands)
        held = Outcome.PROTECTED if figure > new.value else Outcome.LOWERED if figure < new.value else Outcome.ORDINARY
        return Working(operands, outcome=held)

    def _way(self, work: Work) -> UntilDay | MostFall | ByYear:
        """The way of protecting, on the person's own day. Raises CannotSay where that is not known."""
        if self.own_day is None:
            return self.way
        found = work.facts.get(self.own_day)
        if found is None:
            raise CannotSay(Reason.UNANSWERED, [(self.own_day, None)])
        refuse_missing(found, self.own_day)
        if not isinstance(found, date):
            raise CannotSay(Reason.OUT_OF_RANGE, [(self.own_day, None)])
        return self.way.on(found)
