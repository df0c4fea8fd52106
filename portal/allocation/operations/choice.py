"""Owns the choice between figures: the first row whose condition holds gives the figure, and names its criterion."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations.arithmetic import same_per, same_unit
from portal.allocation.operations.base import Known, Operation, condition_inputs
from portal.allocation.parts import FigureTest, Input, Says, Term
from portal.allocation.work import Asked, CannotSay, Work, Working
from portal.answers import Missing
from portal.conditions import Condition
from portal.files import Mark
from portal.money import Unit


@dataclass(frozen=True, slots=True)
class Row:
    """One row: when it holds, and what it then gives. Without a condition and a test it holds for everyone else."""

    when: Condition | None
    when_figure: FigureTest | None
    term: Term | None
    says: Says | None
    mark: Mark

    @property
    def for_everyone_else(self) -> bool:
        """Whether nothing is asked of a row."""
        return self.when is None and self.when_figure is None

    def holds(self, work: Work) -> bool:
        """Whether the row holds. Raises CannotSay where that hangs on an answer that is missing or not sure."""
        if self.when is not None and not work.decide(self.when):
            return False
        if self.when_figure is None:
            return True
        line = work.line(self.when_figure.line)
        return line.applies and self.when_figure.holds(line.figure, none=work.gives_none(line.id))


@dataclass(frozen=True, slots=True)
class Choose(Operation):
    """The figure, rate or earlier line of the first row that holds: a price by who helps, a table by client group."""

    rows: tuple[Row, ...]
    name: str = "choose"

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the rows give."""
        return tuple(row.term for row in self.rows if row.term is not None)

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The lines that rows hold against their limits."""
        return tuple(row.when_figure.line for row in self.rows if row.when_figure)

    @property
    def decided_by(self) -> frozenset[str]:
        """The questions in the rows' conditions."""
        return frozenset().union(*(row.when.questions for row in self.rows if row.when))

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The answers that decide."""
        return tuple(one for row in self.rows if row.when for one in condition_inputs(row.when))

    def unit(self, known: Known) -> Unit | None:
        """The one unit of all rows."""
        return same_unit(self.terms, known)

    def per(self, known: Known) -> Unit | None:
        """What all rows are prices for each of."""
        return same_per(self.terms, known)

    def working(self, work: Work) -> Working:
        """The figure of the row, with the answers that chose it. Where no row holds there is a gap, and no figure."""
        row = next((row for row in self.rows if row.holds(work)), None)
        if row is None:
            raise CannotSay(Reason.GAP_IN_TABLE, ((name, None) for name in sorted(self.decided_by)))
        if row.says is not None and row.says.reason:
            disagree = row.says is Says.ANSWERS_DISAGREE
            raise CannotSay(row.says.reason, _looked_at(row, work) if disagree else ())
        criterion = tuple(_criterion(row, work))
        if row.term is None:
            return Working((Operand(How.ADDED, Decimal(0)), *criterion), outcome=Outcome.NO_BUDGET)
        return Working((work.operand(row.term, How.ADDED), *criterion), rate=work.rate_of(row.term))


def _looked_at(row: Row, work: Work) -> Iterator[Asked]:
    """The answers that the row looked at, by itself or through a line."""
    yield from ((name, None) for name in sorted(row.when.questions if row.when else ()))
    if row.when_figure:
        yield from work.asked_behind(row.when_figure.line)


def _criterion(row: Row, work: Work) -> Iterator[Operand]:
    """The answers the row looked at, to be shown beside its figure."""
    for name in sorted(row.when.questions) if row.when else ():
        found = work.facts.get(name)
        if isinstance(found, Decimal | int) and not isinstance(found, bool):
            yield Operand(How.COMPARED, Decimal(found), question=name)
        elif isinstance(found, str) and not isinstance(found, Missing):
            yield Operand(How.COMPARED, Decimal(0), question=name, option=found)
