"""Works out what a job costs in a year, line by line; each line keeps the numbers it was made from.

The rules are those of HM Revenue and Customs and the Pensions Regulator: National Insurance and pension are worked
out for each pay day, with the weekly thresholds times the weeks that it pays for, and rounded to the penny there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.employing.rates import YOUNG, Age, Rates
from portal.money import EXACT, PENNY, Direction, Rounding

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKS_A_YEAR: Final = 52
PAID_EVERY: Final = (1, 4)
"""Weeks between two pay days."""
NOTHING: Final = Decimal(0)
_PENNY: Final = Rounding(PENNY, Direction.HALF_UP)
_POUND: Final = Rounding(Decimal(1), Direction.HALF_UP)


class TooLow(ValueError):
    """The wage is lower than the law lets it be; `least` is what it must be."""

    def __init__(self, least: Decimal) -> None:
        super().__init__(f"the least wage is {least}")
        self.least = least


class LineKind(StrEnum):
    """What a line of the costs is for: a closed set, in the order in which lines are shown."""

    WAGE = "wage"
    INSURANCE = "national-insurance"
    ALLOWANCE = "allowance"
    PENSION = "pension"
    HOLIDAY = "holiday"
    SICKNESS = "sickness"
    LIABILITY = "liability"
    PAYROLL = "payroll"
    TRAINING = "training"
    OTHER = "other"
    CONTINGENCY = "contingency"


@dataclass(frozen=True, slots=True)
class Job:
    """What an employer says about a job: pounds, hours and weeks; sums are for a year.

    `people` do the same job on the same terms, each `hours` a week. `joins` says that somebody whom the law does not
    put into a pension asked to be in one. `cover_wage` is for whoever stands in; None for the same wage.
    """

    wage: Decimal
    hours: Decimal
    age: Age = Age.GROWN
    people: int = 1
    paid_every: int = 1
    allowance: bool = True
    joins: bool = False
    cover_wage: Decimal | None = None
    sick_weeks: Decimal = NOTHING
    liability: Decimal = NOTHING
    payroll: Decimal = NOTHING
    training: Decimal = NOTHING
    training_hours: Decimal = NOTHING
    other: Decimal = NOTHING
    contingency: Decimal = NOTHING  # per cent of everything above it


@dataclass(frozen=True, slots=True)
class Line:
    """One line: pounds a year, and the numbers it was made from, in the words of `portal/web/guides/costs_words.py`."""

    kind: LineKind
    year: Decimal
    made_from: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def week(self) -> Decimal:
        """The year shared out over its weeks, to the penny."""
        return shared(self.year, WEEKS_A_YEAR)

    @property
    def four_weeks(self) -> Decimal:
        """The same for four weeks."""
        return shared(self.year, WEEKS_A_YEAR // 4)


@dataclass(frozen=True, slots=True)
class Costs:
    """All lines, and what they come to. The year is what was worked out; weeks are that year shared out."""

    lines: tuple[Line, ...]

    @property
    def year(self) -> Decimal:
        """Pounds a year."""
        return sum((line.year for line in self.lines), NOTHING)

    @property
    def week(self) -> Decimal:
        """Pounds a week."""
        return shared(self.year, WEEKS_A_YEAR)

    @property
    def four_weeks(self) -> Decimal:
        """Pounds for four weeks."""
        return shared(self.year, WEEKS_A_YEAR // 4)

    def line(self, kind: LineKind) -> Line | None:
        """The line of this kind, or None where the job has none."""
        return next((line for line in self.lines if line.kind is kind), None)


def work_out(job: Job, rates: Rates) -> Costs:
    """What a job costs in a year. Raises TooLow for a wage below the law, for the job or for whoever stands in."""
    least = rates.lowest_wage(job.age)
    if min(job.wage, job.wage if job.cover_wage is None else job.cover_wage) < least:
        raise TooLow(least)
    pay = _pay(job)
    insurance = _insurance(job, rates, pay)
    lines = [
        _wage(job, pay),
        insurance,
        _allowance(job, rates, insurance),
        _pension(job, rates, pay),
        _holiday(job, rates),
        _sickness(job, rates),
        Line(LineKind.LIABILITY, job.liability),
        Line(LineKind.PAYROLL, job.payroll),
        _training(job),
        Line(LineKind.OTHER, job.other),
    ]
    before = sum((line.year for line in lines), NOTHING)
    share = percent(job.contingency, before)
    lines.append(Line(LineKind.CONTINGENCY, share, {"share": job.contingency, "of": before, "part": share}))
    always = {LineKind.WAGE, LineKind.INSURANCE, LineKind.PENSION, LineKind.HOLIDAY}
    return Costs(tuple(line for line in lines if line.year or line.kind in always))


def penny(amount: Decimal) -> Decimal:
    """Pounds to the nearest penny; half a penny goes up."""
    return _PENNY.apply(amount)


def percent(share: Decimal, of: Decimal) -> Decimal:
    """So many per cent of a sum, to the penny."""
    return _PENNY.apply_to_quotient(EXACT.multiply(share, of), Decimal(100))


def shared(year: Decimal, into: int) -> Decimal:
    """A year's sum shared out, to the penny."""
    return _PENNY.apply_to_quotient(year, Decimal(into))


def a_week_of(year: Decimal) -> Decimal:
    """The weekly form of a yearly threshold, in whole pounds, as the law's own weekly thresholds are."""
    return _POUND.apply_to_quotient(year, Decimal(WEEKS_A_YEAR))


def _pay(job: Job) -> Decimal:
    """What one person gets on one pay day."""
    return penny(job.wage * job.hours * job.paid_every)


def _pay_days(job: Job) -> int:
    return WEEKS_A_YEAR // job.paid_every


def _wage(job: Job, pay: Decimal) -> Line:
    year = pay * _pay_days(job) * job.people
    made_from = {
        "wage": job.wage, "hours": job.hours * job.paid_every, "pay": pay,
        "pay_days": Decimal(_pay_days(job)), "people": Decimal(job.people),
    }  # fmt: skip
    return Line(LineKind.WAGE, year, made_from)


def _insurance(job: Job, rates: Rates, pay: Decimal) -> Line:
    weekly = a_week_of(rates.insurance_young_from_a_year) if job.age in YOUNG else rates.insurance_from_a_week
    return _each_pay_day(LineKind.INSURANCE, job, pay, weekly * job.paid_every, rates.insurance_rate)


def _each_pay_day(kind: LineKind, job: Job, pay: Decimal, threshold: Decimal, rate: Decimal) -> Line:
    """A share of what a pay day pays above a threshold, to the penny, times pay days and people."""
    above = max(pay - threshold, NOTHING)
    each = percent(rate, above)
    made_from = {
        "pay": pay, "threshold": threshold, "above": above, "rate": rate, "each": each,
        "pay_days": Decimal(_pay_days(job)), "people": Decimal(job.people),
    }  # fmt: skip
    return Line(kind, each * _pay_days(job) * job.people, made_from)


def _allowance(job: Job, rates: Rates, insurance: Line) -> Line:
    """The Employment Allowance takes away National Insurance up to its sum, once for an employer."""
    taken = min(insurance.year, rates.allowance_a_year) if job.allowance else NOTHING
    return Line(LineKind.ALLOWANCE, -taken, {"most": rates.allowance_a_year, "insurance": insurance.year})


def _pension(job: Job, rates: Rates, pay: Decimal) -> Line:
    """Nothing is due below the band; within it, by age and the trigger, or because somebody asked."""
    must = job.age is Age.GROWN and pay > rates.pension_from_a_week * job.paid_every
    if not must and not job.joins:
        return Line(LineKind.PENSION, NOTHING, {"trigger": rates.pension_from_a_week * job.paid_every, "pay": pay})
    counted = min(pay, a_week_of(rates.pension_counted_to_a_year) * job.paid_every)
    threshold = rates.pension_counted_from_a_week * job.paid_every
    return _each_pay_day(LineKind.PENSION, job, counted, threshold, rates.pension_rate)


def _holiday(job: Job, rates: Rates) -> Line:
    """Somebody stands in while the worker is on paid leave: the same hours are paid twice."""
    wage = job.wage if job.cover_wage is None else job.cover_wage
    hours = rates.holiday_weeks * job.hours
    each = penny(hours * wage)
    made_from = {
        "weeks": rates.holiday_weeks, "hours": job.hours, "cover_wage": wage, "each": each,
        "people": Decimal(job.people),
    }  # fmt: skip
    return Line(LineKind.HOLIDAY, each * job.people, made_from)


def _sickness(job: Job, rates: Rates) -> Line:
    """Sick pay, and what a stand-in costs more than the wage; the wage that is not paid pays for the rest."""
    week = penny(job.wage * job.hours)
    share = percent(rates.sick_pay_share, week)
    sick_pay = min(rates.sick_pay_a_week, share)
    wage = job.wage if job.cover_wage is None else job.cover_wage
    more = penny((wage - job.wage) * job.hours)
    weeks = min(job.sick_weeks, rates.sick_pay_weeks)
    each = max(penny((sick_pay + more) * weeks), NOTHING)
    made_from = {
        "most": rates.sick_pay_a_week, "share": rates.sick_pay_share, "of_pay": share, "sick_pay": sick_pay,
        "more": more, "weeks": weeks, "each": each, "people": Decimal(job.people),
    }  # fmt: skip
    return Line(LineKind.SICKNESS, each * job.people, made_from)


def _training(job: Job) -> Line:
    """Courses, and the wages for the time that each person learns."""
    paid = penny(job.wage * job.training_hours) * job.people
    made_from = {
        "fees": job.training, "hours": job.training_hours, "wage": job.wage, "people": Decimal(job.people),
        "paid": paid,
    }  # fmt: skip
    return Line(LineKind.TRAINING, job.training + paid, made_from)
