"""Owns bands and tables: figures looked up by an earlier line."""

from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.model import How, Misfit, Operand, Outcome, Reason
from portal.allocation.operations.base import Known, Operation, Places, UnitMismatch, most_decimals
from portal.allocation.parts import Beyond, Table, TableReading, TableRow, Term
from portal.allocation.work import CannotSay, Work, Working
from portal.files import Mark
from portal.money import EXACT, Unit, decimals


@dataclass(frozen=True, slots=True)
class Band:
    """A range with its figure: `up_to` is the last value in it, `below` the first one after it; neither is open."""

    at: Decimal
    up_to: Decimal | None
    below: Decimal | None
    figure: Decimal | None
    no_budget: bool
    to_a_person: bool
    mark: Mark
    published: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether a value lies in the range."""
        within = self.up_to is None or value <= self.up_to
        return value >= self.at and within and (self.below is None or value < self.below)

    @property
    def end(self) -> Decimal | None:
        """Where the range ends, None where it is open."""
        return self.below if self.up_to is None else self.up_to


@dataclass(frozen=True, slots=True)
class Bands(Operation):
    """The figure of the band a line falls in. No individual budget falls in none: there is none here either."""

    line: Term
    rows: tuple[Band, ...]
    name: str = "bands"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line."""
        return (self.line,)

    def places(self, known: Known) -> Places:
        """Those of the bands."""
        return most_decimals(row.figure for row in self.rows if row.figure is not None)

    def working(self, work: Work) -> Working:
        """The line compared, the figure of its band."""
        line = work.operand(self.line, How.COMPARED)
        if _none_to_look_up(self.line, work):
            return Working((line,), outcome=Outcome.NO_BUDGET)
        row = next((row for row in self.rows if row.holds(line.value)), None)
        if row is None:
            raise self._outside(line.value)
        if row.figure is None and not row.no_budget:
            raise CannotSay(Reason.A_PERSON_DECIDES if row.published else Reason.NOT_PUBLISHED)
        outcome = Outcome.NO_BUDGET if row.no_budget else Outcome.TO_A_PERSON if row.to_a_person else Outcome.ORDINARY
        return Working((line, Operand(How.ADDED, row.figure or Decimal(0))), outcome=outcome)

    def _outside(self, value: Decimal) -> CannotSay:
        if value < self.rows[0].at:
            return CannotSay(Reason.OUT_OF_RANGE, misfit=Misfit.TOO_SMALL)
        if any(row.end is None or value < row.end for row in self.rows):
            return CannotSay(Reason.GAP_IN_TABLE)
        return CannotSay(Reason.OUT_OF_RANGE, misfit=Misfit.TOO_LARGE)


@dataclass(frozen=True, slots=True)
class ReadTable(Operation):
    """A figure read from a dated table: exactly, in steps, or in a straight line between rows.

    No individual budget stands in no row: there is none here either.
    """

    line: Term
    table: Table
    name: str = "table"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The line."""
        return (self.line,)

    def unit(self, known: Known) -> Unit | None:
        """The unit the table gives."""
        line = known.unit_of(self.line)
        if line not in {None, self.table.of}:
            raise UnitMismatch(f"The table “{self.table.id}” is read by {self.table.of}, but the line is in {line}.")
        return self.table.unit

    def places(self, known: Known) -> Places:
        """Those of its rows and of its rounding."""
        rows = [row.figure for version in self.table.versions for row in version.rows if row.figure is not None]
        return max(most_decimals(rows), decimals(self.table.rounding.to) if self.table.rounding else 0)

    def working(self, work: Work) -> Working:
        """The line compared, then the row or the straight line between two rows."""
        line = work.operand(self.line, How.COMPARED)
        version = self.table.on(work.day)
        if version is None:
            raise CannotSay(Reason.NO_PRICE)
        if _none_to_look_up(self.line, work):
            return Working((line,), outcome=Outcome.NO_BUDGET)
        last = len(version.rows) - 1
        at = next((place for place, row in enumerate(version.rows[1:]) if line.value < row.at), last)
        row = version.rows[at]
        if line.value < row.at:
            raise CannotSay(Reason.OUT_OF_RANGE, misfit=Misfit.TOO_SMALL)
        if row.at == line.value:
            return self._row(line, row, Outcome.ORDINARY)
        if at == last:
            return self._above(line, row)
        if self.table.reading is TableReading.EXACT:
            raise CannotSay(Reason.GAP_IN_TABLE)
        if self.table.reading is TableReading.STEPPED:
            return self._row(line, row, Outcome.ORDINARY)
        return self._between(line, row, version.rows[at + 1])

    def _row(self, line: Operand, row: TableRow, outcome: Outcome) -> Working:
        if row.figure is None and row.says is not None and row.says.reason:
            raise CannotSay(row.says.reason)
        to_a_person = Outcome.TO_A_PERSON if row.to_a_person else outcome
        found = Outcome.NO_BUDGET if row.figure is None else to_a_person
        return Working((line, Operand(How.ADDED, row.figure or Decimal(0), self.table.unit)), outcome=found)

    def _above(self, line: Operand, last: TableRow) -> Working:
        if self.table.beyond is Beyond.REFUSE:
            raise CannotSay(Reason.OUT_OF_RANGE, misfit=Misfit.TOO_LARGE)
        stays = self.table.beyond is Beyond.STAYS
        return self._row(line, last, Outcome.ORDINARY if stays else Outcome.TO_A_PERSON)

    def _between(self, line: Operand, low: TableRow, high: TableRow) -> Working:
        if low.figure is None or high.figure is None:
            return self._row(line, low, Outcome.ORDINARY)
        operands = (
            Operand(How.ADDED, line.value, line.unit, line=line.line),
            Operand(How.TAKEN_AWAY, low.at, self.table.of),
            Operand(How.TIMES, EXACT.subtract(high.figure, low.figure), self.table.unit),
            Operand(How.DIVIDED_BY, EXACT.subtract(high.at, low.at), self.table.of),
            Operand(How.ADDED, low.figure, self.table.unit),
        )
        return Working(operands, rounding=self.table.rounding)


def _none_to_look_up(term: Term, work: Work) -> bool:
    return term.line is not None and work.gives_none(term.line)
