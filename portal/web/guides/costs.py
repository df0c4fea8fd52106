"""The calculator of an employer's costs: somebody types a job, and the page says what it costs. Nothing is kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from portal.employing import FIGURES, Age, Costs, Job, Rates, TooLow, work_out
from portal.web import visit
from portal.web.forms import PageForm, Shown, pick_field, refused
from portal.web.guides.blueprint import bp
from portal.web.guides.costs_words import AGE_WORDS, rows, sums
from portal.web.guides.showing import today
from portal.web.locale import pounds

if TYPE_CHECKING:
    from datetime import date

    from portal.guides import Figure

NUMBER: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")
YES_OR_NO: Final = {"yes": _l("Yes"), "no": _l("No")}
HOURS_IN_A_WEEK: Final = 168


class Amount:
    """A number with at most two decimals: from `least`, at most `most`; empty where it `may_be_left` out."""

    def __init__(self, most: int, *, least: str = "0", may_be_left: bool = True) -> None:
        self.least, self.most, self.may_be_left = Decimal(least), Decimal(most), may_be_left

    def __call__(self, form: PageForm, field: StringField) -> None:
        """Refuse what is no such number, in a sentence that says what to write."""
        typed = plain(field.data or "")
        if not typed and self.may_be_left:
            return
        if not typed:
            raise ValidationError(_("Write a number here."))
        if not NUMBER.fullmatch(typed):
            raise ValidationError(_("Write a number, such as 12 or 12.50."))
        if not self.least <= Decimal(typed) <= self.most:
            words = _("Write a number from %(least)s to %(most)s.", least=f"{self.least:f}", most=f"{self.most:,}")
            raise ValidationError(words)


class CostsForm(PageForm):
    """What somebody says about a job; only the first three have to be filled in."""

    wage = StringField(description=_l("Pay for an hour"), validators=[Amount(200, least="0.01", may_be_left=False)])
    hours = StringField(
        description=_l("Hours a week"), validators=[Amount(HOURS_IN_A_WEEK, least="0.25", may_be_left=False)]
    )
    age = pick_field(AGE_WORDS, default=str(Age.GROWN))
    people = pick_field({str(n): str(n) for n in range(1, 7)}, default="1")
    paid_every = pick_field({"1": _l("Every week"), "4": _l("Every four weeks")}, default="4")
    allowance = pick_field(YES_OR_NO, default="yes")
    joins = pick_field(YES_OR_NO, default="no")
    cover_wage = StringField(description=_l("Pay for an hour for the person who stands in"), validators=[Amount(200)])
    sick_weeks = StringField(description=_l("Weeks of illness to plan for in a year"), validators=[Amount(52)])
    liability = StringField(description=_l("Insurance"), validators=[Amount(100_000)])
    payroll = StringField(description=_l("Payroll service"), validators=[Amount(100_000)])
    training = StringField(description=_l("Training: the courses"), validators=[Amount(100_000)])
    training_hours = StringField(description=_l("Training: paid hours for each person"), validators=[Amount(2000)])
    other = StringField(description=_l("Other things, such as checks, adverts and fares"), validators=[Amount(100_000)])
    contingency = StringField(description=_l("Put aside for surprises"), validators=[Amount(100)])

    def job(self) -> Job:
        """The job that was typed, once all of it is in order."""
        return Job(
            wage=number(self.wage),
            hours=number(self.hours),
            age=Age(self.age.data),
            people=int(self.people.data),
            paid_every=int(self.paid_every.data),
            allowance=self.allowance.data == "yes",
            joins=self.joins.data == "yes",
            cover_wage=number(self.cover_wage) if plain(self.cover_wage.data or "") else None,
            sick_weeks=number(self.sick_weeks),
            liability=number(self.liability),
            payroll=number(self.payroll),
            training=number(self.training),
            training_hours=number(self.training_hours),
            other=number(self.other),
            contingency=number(self.contingency),
        )


@bp.route("/tools/employer-costs", methods=["GET", "POST"])
def employer_costs() -> Shown:
    """What a job costs in a year, a week and four weeks."""
    form, day = CostsForm(), today()
    rates = rates_on(day)
    found = reckoned(form, rates) if request.method == "POST" and form.validate() else None
    page = render_template(
        "guides/employer_costs.html",
        form=form,
        errors=form.errors_for(),
        costs=found,
        rows=rows(found) if found else (),
        sums=sums(found) if found else (),
        many_hours=found is not None and number(form.hours) > figure("longest-week", day).value,
        rates=rates,
        longest=figure("longest-week", day),
        stale=[each for name in FIGURES.values() if (each := figure(name, day)).is_stale_on(day)],
        day=day,
    )
    return refused(page, form)


def reckoned(form: CostsForm, rates: Rates) -> Costs | None:
    """The costs, or None with a complaint where the wage is below the law."""
    job = form.job()
    try:
        return work_out(job, rates)
    except TooLow as low:
        said = _("The law says at least %(least)s an hour at this age.", least=pounds(low.least))
        box = form.wage if job.wage < low.least else form.cover_wage
        box.errors = [said]
        return None


def figure(name: str, day: date) -> Figure:
    """A figure of the guides for a day."""
    return visit.wiring().content.figures.on(name, day)


def rates_on(day: date) -> Rates:
    """The rates of a day, each from its figure."""
    return Rates.of(lambda name: figure(name, day).value)


def plain(typed: str) -> str:
    """A number as it is reckoned with: people may write £ and commas."""
    return typed.strip().removeprefix("£").replace(",", "").strip()


def number(field: StringField) -> Decimal:
    """The number in a box; nought where it is empty."""
    return Decimal(plain(field.data or "") or 0)
