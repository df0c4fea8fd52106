"""Owns the operations that look at days: how long ago, once in a period, what is left of a period's sum."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations.answers import Limits
from portal.allocation.operations.base import Known, Operation, Places
from portal.allocation.parts import Input, Term
from portal.allocation.work import CannotSay, Work, Working, number_or_refuse, refuse_missing
from portal.answers import Missing
from portal.money import Unit, decimals

NEVER = (Missing.BLANK, Missing.NOT_APPLICABLE)


class Span(StrEnum):
    """In what the time since a day is counted. Only what is complete counts."""

    YEARS = "years"
    MONTHS = "months"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Period:
    """Either so many months from the last time on, or a year that begins on one day of the calendar for everyone."""

    months: int | None = None
    year_from: tuple[int, int] | None = None  # month and day

    def holds(self, last: date, day: date) -> bool:
        """Whether `last` lies in the same period as `day`."""
        if self.year_from is not None:
            month, first = self.year_from
            begins = date(day.year, month, first)
            return last >= (begins if begins <= day else date(day.year - 1, month, first))
        return day < months_after(last, self.months or 0)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def day_or_none(work: Work, question: str) -> date | None:
    """The day that was answered, None for never. Raises CannotSay where it is not known, or lies ahead."""
    found = work.facts.get(question)
    if found is None or (isinstance(found, Missing) and found in NEVER):
        return None
    refuse_missing(found, question)
    if not isinstance(found, date) or found > work.day:
        raise CannotSay(Reason.OUT_OF_RANGE, [(question, None)])
    return found


@dataclass(frozen=True, slots=True)
class Since(Operation):
    """How many complete years, months or days lie between a day that was answered and today, such as an age."""

    question: str
    span: Span
    name: str = "since"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The day."""
        return (Input(self.question, "date"),)

    def unit(self, known: Known) -> Unit | None:
        """Days are days; years and months are plain numbers."""
        return Unit.DAYS if self.span is Span.DAYS else Unit.NUMBER

    def places(self, known: Known) -> Places:
        """None: only what is complete counts."""
        return 0

    def working(self, work: Work) -> Working:
        """The time that is complete. A day that is not known is refused."""
        day = day_or_none(work, self.question)
        if day is None:
            raise CannotSay(Reason.UNANSWERED, [(self.question, None)])
        return Working((Operand(How.ADDED, Decimal(self._complete(day, work.day)), question=self.question),))

    def _complete(self, day: date, today: date) -> int:
        if self.span is Span.DAYS:
            return (today - day).days
        months = (today.year - day.year) * 12 + today.month - day.month
        months -= months_after(day, months) > today
        return months if self.span is Span.MONTHS else months // 12


@dataclass(frozen=True, slots=True)
class Once(Operation):
    """A sum that is given once in a period: none, where the person had it in this period already."""

    line: Term
    last: str
    period: Period
    name: str = "once"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The sum."""
        return (self.line,)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The day it was last given."""
        return (Input(self.last, "date", special=("not-applicable", "blank")),)

    @property
    def decided_by(self) -> frozenset[str]:
        """The day it was last given."""
        return frozenset({self.last})

    def unit(self, known: Known) -> Unit | None:
        """The sum's own unit."""
        return known.unit_of(self.line)

    def working(self, work: Work) -> Working:
        """The sum, or nought of it."""
        line = work.operand(self.line, How.ADDED)
        last = day_or_none(work, self.last)
        if last is None or not self.period.holds(last, work.day):
            return Working((line,))
        return Working((line, Operand(How.TIMES, Decimal(0), question=self.last)), outcome=Outcome.NO_BUDGET)


@dataclass(frozen=True, slots=True)
class Left(Operation):
    """What is left of a period's sum after what the person had in this period; never below nought.

    With `last`, what was had counts only where that day lies in this period. A sum that was had without a day, and a
    day in this period without the sum, do not go together: nobody is given more, or less, for a slip.
    """

    whole: Term
    had: str
    last: str | None = None
    period: Period | None = None
    in_steps_of: Decimal | None = None
    name: str = "left"

    @property
    def terms(self) -> tuple[Term, ...]:
        """The whole sum."""
        return (self.whole,)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What was had, and when."""
        had = Input(self.had, "number", special=("not-applicable", "blank"))
        return (had, Input(self.last, "date", special=("not-applicable", "blank"))) if self.last else (had,)

    def unit(self, known: Known) -> Unit | None:
        """The unit of the whole sum."""
        return known.unit_of(self.whole)

    def places(self, known: Known) -> Places:
        """Those of the whole and of the steps of what was had; any where those are not known."""
        whole = known.places_of(self.whole)
        return None if whole is None or self.in_steps_of is None else max(whole, decimals(self.in_steps_of))

    def working(self, work: Work) -> Working:
        """The whole, less what was had, at least nought."""
        whole = work.operand(self.whole, How.ADDED)
        had = self._had(work)
        operands = (whole, Operand(How.TAKEN_AWAY, had, question=self.had), Operand(How.GREATEST, Decimal(0)))
        outcome = Outcome.NO_BUDGET if had and had >= whole.value else Outcome.ORDINARY  # of nought nothing was had
        return Working(operands, rate=work.rate_of(self.whole), outcome=outcome)

    def _had(self, work: Work) -> Decimal:
        found = work.facts.get(self.had)
        none = found is None or (isinstance(found, Missing) and found in NEVER)
        if self.last is not None and self.period is not None:
            last = day_or_none(work, self.last)
            counts = last is not None and self.period.holds(last, work.day)
            if (last is None and _is_some(found)) or (counts and none):
                raise CannotSay(Reason.ANSWERS_DISAGREE, [(self.had, None), (self.last, None)])
            if not counts:
                return Decimal(0)
        if none:
            return Decimal(0)
        had = number_or_refuse(found, self.had)
        Limits(in_steps_of=self.in_steps_of).refuse(had, self.had)
        return had


def _is_some(found: object) -> bool:
    return isinstance(found, int | Decimal) and not isinstance(found, bool) and found > 0
