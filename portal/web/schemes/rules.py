"""Rules that an operation holds as a value, in words: periods, protection of a sum of before, rows to choose from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.operations.periods import Period, Span
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.web import locale

if TYPE_CHECKING:
    from collections.abc import Callable


def rule_words(value: Any) -> str | None:
    """A rule in words, None for anything else."""
    made: dict[type, Callable[[Any], str]] = {
        Period: period,
        Span: span,
        UntilDay: lambda one: _("It is no less than before, until %(day)s.", day=locale.day(one.last)),
        MostFall: most_fall,
        ByYear: by_year,
    }
    found = made.get(type(value))
    return found(value) if found else None


def period(value: Period) -> str:
    """How long a period is, or when it begins."""
    if value.year_from is not None:
        month, first = value.year_from
        begins = locale.day(date(2000, month, first)).split(" ", 1)[1].rsplit(" ", 1)[0]
        return _("A period is a year that begins on %(day)s.", day=begins)
    return _("A period lasts %(months)s months from the last time on.", months=value.months)


def span(value: Span) -> str:
    """In what time is counted."""
    return {
        Span.YEARS: _("It is counted in complete years."),
        Span.MONTHS: _("It is counted in complete months."),
        Span.DAYS: _("It is counted in days."),
    }[value]


def most_fall(value: MostFall) -> str:
    """How much a sum may fall in a year."""
    fall = f"{locale.number(value.fall)}%" if value.per_cent else locale.pounds(value.fall)
    return _("From %(day)s it falls by at most %(fall)s in each year.", day=locale.day(value.starts), fall=fall)


def by_year(value: ByYear) -> str:
    """Which share of a change counts in which year."""
    shares = "; ".join(f"{locale.number(each)}%" for each in value.shares)
    since = locale.day(value.starts)
    words = _("From %(day)s this share of the change counts, year by year: %(shares)s.", day=since, shares=shares)
    return f"{words} {_('More counts at once.')}" if not value.rises_too else words
