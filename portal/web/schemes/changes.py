"""What changed between two versions of a scheme, as a list of plain sentences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.compare_schemes import Part, what_changed
from portal.allocation.parts import Says
from portal.money import Rounding, Unit
from portal.web import locale
from portal.web.budget.rows import figure, unit_words
from portal.web.schemes import values
from portal.web.schemes.conditions import said
from portal.web.schemes.instead import says_words
from portal.web.schemes.page import people_words
from portal.web.schemes.units import MANY
from portal.words import Text

if TYPE_CHECKING:
    from portal.allocation.compare_schemes import SchemeChange
    from portal.allocation.scheme import SchemeLine
    from portal.web.schemes.names import Names


def change_words(before: Names, after: Names) -> list[str]:
    """One sentence for each difference, prices first, then what answers give, then lines."""
    return [one_change(each, before, after) for each in what_changed(before.scheme, after.scheme)]


def one_change(change: SchemeChange, before: Names, after: Names) -> str:
    """One difference in words."""
    made = {
        Part.WHOLE: whole,
        Part.RATE: rate,
        Part.TABLE: table,
        Part.CONVERSION: conversion,
        Part.LINE: line,
        Part.POINTS: points,
        Part.RESULT: result,
        Part.READING: reading,
    }
    return made[change.part](change, before, after)


def now_and_before(what: str, was: str, now: str) -> str:
    """The common shape: what, what it is now, what it was."""
    if not was:
        return _("%(what)s: new, %(now)s.", what=what, now=now)
    if not now:
        return _("%(what)s: no longer there. It was %(was)s.", what=what, was=was)
    return _("%(what)s: now %(now)s, before %(was)s.", what=what, now=now, was=was)


def whole(change: SchemeChange, _before: Names, _after: Names) -> str:
    """Something of the scheme as a whole."""
    titles = {
        "people": _("Whom it is for"),
        "rounding": _("Rounding"),
        "ends": _("Last day"),
        "illustrative": _("Example figures"),
    }
    was, now = (whole_words(each) for each in (change.before, change.after))
    return now_and_before(titles[change.field], was, now)


def whole_words(value: Any) -> str:
    """A value of the scheme as a whole, in words."""
    if isinstance(value, Rounding):
        return values.plainly(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return locale.day(value)
    return _("none is set") if value is None else people_words(value).rstrip(".")


def rate(change: SchemeChange, before: Names, after: Names) -> str:
    """A dated figure of a rate."""
    names = before if change.after is None else after
    unit = names.scheme.rates[change.id].unit
    title = _("%(rate)s, from %(day)s", rate=names.rate(change.id), day=locale.day(date.fromisoformat(change.field)))
    was, now = (amount(each, unit) for each in (change.before, change.after))
    return now_and_before(title, was, now)


def amount(value: Any, unit: Unit) -> str:
    """A figure in words; words for a figure that is none."""
    if isinstance(value, Decimal):
        return figure(value, unit)
    if value in set(Says):
        return says_words(Says(value))
    return {None: "", "no-price": _("no price is set")}[value]


def table(change: SchemeChange, before: Names, after: Names) -> str:
    """A row of a table, or how it is read."""
    names = before if change.after is None else after
    found, title = names.scheme.tables[change.id], names.table(change.id)
    day, _space, at = change.field.partition(" ")
    if not at:
        return _("%(table)s: it is read in another way.", table=title)
    place = figure(Decimal(at), found.of)
    since = locale.day(date.fromisoformat(day))
    what = _("%(table)s, at %(place)s, from %(day)s", table=title, place=place, day=since)
    return now_and_before(what, *(amount(each, found.unit) for each in (change.before, change.after)))


def conversion(change: SchemeChange, before: Names, after: Names) -> str:
    """A declared factor."""
    names = before if change.after is None else after
    sign = "÷" if change.field == "divided-by" else "×"
    was, now = (
        f"{sign} {locale.number(each)}" if isinstance(each, Decimal) else "" for each in (change.before, change.after)
    )
    return now_and_before(names.conversion(change.id), was, now)


def points(change: SchemeChange, before: Names, after: Names) -> str:
    """What one answer gives."""
    names = before if change.after is None else after
    counted = names.scheme.line(change.id)
    answer = names.option(values.question_of_points(counted.operation), change.field)
    what = f"{names.line(change.id)}, “{answer}”"
    return now_and_before(what, *(amount(each, counted.unit) for each in (change.before, change.after)))


def result(change: SchemeChange, before: Names, after: Names) -> str:
    """A named result."""
    if change.id == "headline":
        return _("Another figure leads the page.")
    was = f"“{before.line(str(change.before))}”" if change.before else ""
    now = f"“{after.line(str(change.after))}”" if change.after else ""
    return now_and_before(_("A result"), was, now)


def reading(_change: SchemeChange, _before: Names, _after: Names) -> str:
    """Another way to say a result."""
    return _("Another way to say a figure has changed.")


def line(change: SchemeChange, before: Names, after: Names) -> str:
    """A line: new, gone, or one thing about it."""
    if not change.field:
        if change.before is None:
            return _("New line: “%(line)s”.", line=after.line(change.id))
        return _("Line no longer there: “%(line)s”.", line=before.line(change.id))
    title = after.line(change.id)
    if change.field in {"because", "title"}:
        return _("%(line)s: its words have changed.", line=title)
    if change.field == "part":
        return _("%(line)s: it belongs to another part of life now.", line=title)
    if change.field == "may_fall":
        return _("%(line)s: its reason why more need can give less has changed.", line=title)
    if change.field == "operation":
        return _("%(line)s: it is worked out in another way.", line=title)
    was, now = (
        line_words(each, names.scheme.line(change.id), names, change.field)
        for each, names in ((change.before, before), (change.after, after))
    )
    return now_and_before(title, was, now)


def line_words(value: Any, declared: SchemeLine, names: Names, field: str) -> str:
    """A value that a line declares, in words; "" for none."""
    if value is None or value == ():
        return ""
    if isinstance(value, Unit):
        return _("counted in %(unit)s", unit=unit_words(MANY, value) or _("pounds"))
    if isinstance(value, values.CONDITIONS):
        return _("only where %(condition)s", condition=said(value, names))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field == "only_when_figure":
        return _("only at some figures of “%(line)s”", line=names.line(value.line))
    if isinstance(value, Text):
        return locale.words(value, names.wording)
    return values.in_words(value, declared, names, names.scheme.starts, field)
