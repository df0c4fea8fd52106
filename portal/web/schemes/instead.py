"""What stands in place of a figure, how a sum is protected, what a period is: in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.operations.periods import Period, Span
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.allocation.parts import FigureTest, Says
from portal.web import locale
from portal.web.locale import ngettext

if TYPE_CHECKING:
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


def in_time(value: Any) -> str | None:
    """A way of protecting, a period or a span of time in words; None for anything else."""
    match value:
        case UntilDay(last) if last == OWN_DAY:
            return _("No less than before until that day.")
        case UntilDay(last):
            return _("No less than before until %(day)s.", day=locale.day(last))
        case MostFall(starts, fall, per_cent):
            less = f"{locale.number(fall)}%" if per_cent else f"£{locale.number(fall)}"
            if starts == OWN_DAY:
                return _("From that day it falls by at most %(less)s in a year.", less=less)
            day = locale.day(starts)
            return _("From %(day)s it falls by at most %(less)s in a year.", day=day, less=less)
        case ByYear(starts, shares, _rises):
            each = "; ".join(f"{locale.number(share)}%" for share in shares)
            if starts == OWN_DAY:
                return _("From that day so much of the change counts, year by year: %(shares)s.", shares=each)
            day = locale.day(starts)
            return _("From %(day)s so much of the change counts, year by year: %(shares)s.", day=day, shares=each)
        case Period(months=int(months)):
            return ngettext("%(num)s month", "%(num)s months", months)
        case Period(year_from=(month, first)):
            return _("a year that begins on %(day)s", day=locale.day_of_year(month, first))
        case Span():
            named = {"years": _("years"), "months": _("months"), "days": _("days")}
            return named[value.value]
    return None
