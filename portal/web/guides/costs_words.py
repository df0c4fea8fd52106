"""The words of an employer's costs: what each line is called, how it was worked out, and why it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.employing import Age, Line, LineKind
from portal.web.locale import number, pounds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from portal.employing import Costs

AGE_WORDS: Final = {
    str(Age.SIXTEEN): _l("16 or 17"),
    str(Age.EIGHTEEN): _l("18 to 20"),
    str(Age.TWENTY_ONE): _l("21"),
    str(Age.GROWN): _l("22 or over, below State Pension age"),
    str(Age.PENSIONER): _l("State Pension age or over"),
}

TITLES: Final = {
    LineKind.WAGE: _l("Wages"),
    LineKind.INSURANCE: _l("National Insurance"),
    LineKind.ALLOWANCE: _l("Employment Allowance"),
    LineKind.PENSION: _l("Pension"),
    LineKind.HOLIDAY: _l("Someone who stands in during holidays"),
    LineKind.SICKNESS: _l("Illness"),
    LineKind.LIABILITY: _l("Insurance"),
    LineKind.PAYROLL: _l("Payroll service"),
    LineKind.TRAINING: _l("Training"),
    LineKind.OTHER: _l("Other things"),
    LineKind.CONTINGENCY: _l("Put aside for surprises"),
}

WHY: Final = {
    LineKind.WAGE: _l("You pay for all weeks of the year. Paid holiday is part of it."),
    LineKind.INSURANCE: _l("It is worked out for each pay day, on the part above the threshold."),
    LineKind.ALLOWANCE: _l("You need not pay this, once you or your payroll service have claimed the allowance."),
    LineKind.PENSION: _l("You pay a share of what is earned above the lower limit."),
    LineKind.HOLIDAY: _l("Your assistant has paid leave. You also pay the person who stands in."),
    LineKind.SICKNESS: _l("You pay sick pay. The wage that you save pays the person who stands in."),
    LineKind.LIABILITY: _l("The law asks most employers for employers' liability insurance."),
    LineKind.PAYROLL: _l("Somebody who works out pay and tax for you."),
    LineKind.TRAINING: _l("You pay for the course and for the time."),
    LineKind.OTHER: _l("For example checks, adverts, fares and mileage."),
    LineKind.CONTINGENCY: _l("Some weeks cost more than you planned."),
}


def rows(costs: Costs) -> list[dict[str, Any]]:
    """A receipt of the lines and their sum, as components/money.html wants it."""
    lines = [
        {
            "id": f"line-{line.kind}",
            "title": TITLES[line.kind],
            "figure": pounds(line.year),
            "unit": _("a year"),
            "kind": "less" if line.kind is LineKind.ALLOWANCE else "",
            "working": [*WORKING.get(line.kind, plainly)(line.made_from), shared(line)],
            "why": WHY[line.kind],
        }
        for line in costs.lines
    ]
    return [*lines, {"title": _("All of it"), "figure": pounds(costs.year), "unit": _("a year"), "kind": "total"}]


def sums(costs: Costs) -> tuple[tuple[Any, str], ...]:
    """What all of it comes to over each time."""
    return (
        (_("A week"), pounds(costs.week)),
        (_("Four weeks"), pounds(costs.four_weeks)),
        (_("A year"), pounds(costs.year)),
    )


def shared(line: Line) -> str:
    """A line's sum shared out over shorter times."""
    week, four_weeks = pounds(line.week), pounds(line.four_weeks)
    return _("That is %(week)s a week, or %(four)s for four weeks.", week=week, four=four_weeks)


COUNTED: Final = frozenset({"hours", "pay_days", "people", "rate", "weeks", "share"})
"""Numbers that are no money."""


def written(made: Mapping[str, Decimal]) -> dict[str, str]:
    """The numbers of a line as people write them."""
    return {name: number(amount) if name in COUNTED else pounds(amount) for name, amount in made.items()}


def plainly(_made: Mapping[str, Decimal]) -> list[str]:
    """A sum that somebody typed: there is nothing to work out."""
    return []


def wage(made: Mapping[str, Decimal]) -> list[str]:
    """Hours times wage, times pay days."""
    return [_("%(hours)s hours × %(wage)s = %(pay)s each pay day", **written(made)), for_the_year(made, "pay")]


def each_pay_day(made: Mapping[str, Decimal]) -> list[str]:
    """A share of what lies above a threshold, times pay days."""
    if not made["above"]:
        return [not_above(made["pay"], made["threshold"])]
    return [
        _("%(pay)s − %(threshold)s = %(above)s", **written(made)),
        _("%(rate)s%% of %(above)s = %(each)s each pay day", **written(made)),
        for_the_year(made, "each"),
    ]


def pension(made: Mapping[str, Decimal]) -> list[str]:
    """The same, or why there is none."""
    if "each" in made:
        return each_pay_day(made)
    if made["pay"] <= made["trigger"]:
        return [not_above(made["pay"], made["trigger"])]
    return [_("At this age the law does not ask for it.")]


def not_above(pay: Decimal, threshold: Decimal) -> str:
    """Why nothing is due."""
    return _("%(pay)s is not more than %(threshold)s, so nothing is due.", pay=pounds(pay), threshold=pounds(threshold))


def for_the_year(made: Mapping[str, Decimal], each: str) -> str:
    """So many pay days, and people where there are several."""
    year = pounds(made[each] * made["pay_days"] * made["people"])
    words = {**written(made), "each": pounds(made[each]), "year": year}
    if made["people"] == 1:
        return _("%(each)s × %(pay_days)s pay days = %(year)s", **words)
    return _("%(each)s × %(pay_days)s pay days × %(people)s people = %(year)s", **words)


def allowance(made: Mapping[str, Decimal]) -> list[str]:
    """National Insurance up to the most."""
    return [
        _("It takes away National Insurance of up to %(most)s a year.", **written(made)),
        _("Yours is %(insurance)s.", **written(made)),
    ]


def holiday(made: Mapping[str, Decimal]) -> list[str]:
    """Weeks of leave times hours times the wage of whoever stands in."""
    said = _("%(weeks)s weeks × %(hours)s hours × %(cover_wage)s = %(each)s", **written(made))
    return [said, *for_people(made)]


def for_people(made: Mapping[str, Decimal]) -> list[str]:
    """The same for each of several people."""
    if made["people"] == 1:
        return []
    whole = pounds(made["each"] * made["people"])
    return [_("%(each)s × %(people)s people = %(whole)s", **written(made), whole=whole)]


def sickness(made: Mapping[str, Decimal]) -> list[str]:
    """Sick pay a week, what a stand-in costs more, times weeks."""
    words = {**written(made), "less": pounds(-made["more"]), "week": pounds(made["sick_pay"] + made["more"])}
    said = [_("%(share)s%% of the pay is %(of_pay)s a week. The most is %(most)s.", **words)]
    if made["more"] > 0:
        said.append(_("The person who stands in costs %(more)s a week more.", **words))
    elif made["more"] < 0:
        said.append(_("The person who stands in costs %(less)s a week less.", **words))
    return [*said, _("%(week)s × %(weeks)s weeks = %(each)s", **words), *for_people(made)]


def training(made: Mapping[str, Decimal]) -> list[str]:
    """Courses and paid time."""
    said = [_("Courses: %(fees)s", **written(made))]
    if made["paid"]:
        said.append(_("Paid time: %(hours)s hours × %(wage)s × %(people)s = %(paid)s", **written(made)))
    return said


def contingency(made: Mapping[str, Decimal]) -> list[str]:
    """A share of all lines above."""
    return [_("%(share)s%% of %(of)s = %(part)s", **written(made))]


WORKING: Final[Mapping[LineKind, Callable[[Mapping[str, Decimal]], list[str]]]] = {
    LineKind.WAGE: wage,
    LineKind.INSURANCE: each_pay_day,
    LineKind.ALLOWANCE: allowance,
    LineKind.PENSION: pension,
    LineKind.HOLIDAY: holiday,
    LineKind.SICKNESS: sickness,
    LineKind.TRAINING: training,
    LineKind.CONTINGENCY: contingency,
}
