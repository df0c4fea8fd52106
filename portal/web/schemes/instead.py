"""What stands in place of a figure, how a sum is protected, what a period is: in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.operations.periods import Period, Span
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.allocation.parts import FigureTest, Says
from portal.web import locale
from portal.web.budget.rows import figure
from portal.web.locale import ngettext

if TYPE_CHECKING:
    from portal.money import Unit
    from portal.web.schemes.names import Names

OWN_DAY = date.max
"""The day of a way of protecting for which each person has their own."""


def says_words(says: Says | None) -> str:
    """What holds where a scheme gives no figure."""
    return {
        Says.A_PERSON: lambda: _("a person decides"),
        Says.NOT_PUBLISHED: lambda: _("not published"),
        Says.ANSWERS_DISAGREE: lambda: _("no figure: these answers do not go together"),
    }.get(says or Says.NO_BUDGET, lambda: _("no individual budget"))()


def limits_words(test: FigureTest, names: Names) -> str:
    """Within which limits an earlier line must be."""
    words = {
        "at least": lambda limit: _("%(limit)s or more", limit=limit),
        "more than": lambda limit: _("more than %(limit)s", limit=limit),
        "at most": lambda limit: _("%(limit)s or less", limit=limit),
        "less than": lambda limit: _("less than %(limit)s", limit=limit),
    }
    limits = _(" and ").join(words[how](locale.number(limit)) for how, limit in test.limits)
    return _("“%(line)s” is %(limits)s", line=names.line(test.line), limits=limits)


def in_time(value: Any, unit: Unit) -> str | None:
    """A way of protecting, a period or a span of time in words; None for anything else."""
    match value:
        case UntilDay() | MostFall() | ByYear():
            return protected(value, unit)
        case Period(months=int(months)):
            return ngettext("%(num)s month", "%(num)s months", months)
        case Period(year_from=(month, first)):
            return _("a year that begins on %(day)s", day=locale.day_of_year(month, first))
        case Span():
            named = {"years": _("years"), "months": _("months"), "days": _("days")}
            return named[value.value]
    return None


def protected(way: UntilDay | MostFall | ByYear, unit: Unit) -> str:
    """How a new sum is held against the old one: before the day, from it on, and when the new one is the higher."""
    at_once = _("A higher sum counts at once.")
    match way:
        case UntilDay(last):
            words = _(
                "Up to and on %(day)s it is no less than the old sum."
                " After that the new sum holds, even if it is less.",
                day=day_words(last),
            )
            return f"{words} {at_once}"
        case MostFall(starts, fall, per_cent):
            first, second = (most_less(fall * years, unit, per_cent=per_cent) for years in (1, 2))
            words = _(
                "Before %(day)s it does not fall below the old sum. On that day it may fall for the first time."
                " In the first year it may be less than the old sum by at most %(less)s, in the second year by at most"
                " %(twice)s, and so on, down to the new sum.",
                day=day_words(starts),
                less=first,
                twice=second,
            )
            return f"{words} {at_once}"
        case ByYear(starts, shares, rises_too):
            rise = _("A higher sum comes step by step, too.") if rises_too else at_once
            each = (
                _("%(share)s in year %(number)d", share=f"{locale.number(share)}%", number=number)
                for number, share in enumerate(shares, 1)
            )
            fall = _(
                "A lower sum comes step by step. Before %(day)s the old sum stands. From that day a part of the whole"
                " change counts: %(shares)s. These parts are not added up. After that the whole change counts.",
                day=day_words(starts),
                shares="; ".join(each),
            )
            return f"{fall} {rise}"


def most_less(fall: Decimal, unit: Unit, *, per_cent: bool) -> str:
    """How much less than the old sum: an amount, or a share of that sum, of which there is never more than all."""
    if not per_cent:
        return figure(fall, unit)
    return _("%(share)s of the old sum", share=f"{locale.number(min(fall, Decimal(100)))}%")


def day_words(day: date) -> str:
    """A day, or the words for one that each person has for themselves."""
    return _("that day") if day == OWN_DAY else locale.day(day)
