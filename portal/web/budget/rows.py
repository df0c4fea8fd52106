"""The lines of a budget as rows of a receipt: every figure, its working, its reason, the answers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from flask import url_for
from markupsafe import Markup, escape

from portal.allocation.brackets import bracketed
from portal.allocation.model import How
from portal.allocation.nothing import Nothing
from portal.allocation.sentences import places, unit_of
from portal.allocation.work import is_changed
from portal.money import Direction, Figure, Unit
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.web import locale
from portal.web.locale import gettext as _
from portal.web.locale import ngettext
from portal.web.questions.places import addresses
from portal.web.questions.speech import put_in, wording_of
from portal.web.questions.summary import item_name
from portal.web.questions.summary import lines as answer_lines
from portal.words import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from portal.allocation.model import Budget, Line, Operand, RateUsed
    from portal.money import Rounding
    from portal.services.opened import Opened
    from portal.words import Wording

SUM: Final = "sum"
RESULT: Final = "figure"  # the place in a sentence where the line's own figure stands
SIGNS = {How.ADDED: " + ", How.TAKEN_AWAY: " − ", How.TIMES: " × ", How.DIVIDED_BY: " ÷ ", How.PER_CENT: " × "}
CONFIRMED = {
    True: lambda: _("Confirmed by the people who help."),
    False: lambda: _("Not yet confirmed by the people who help."),
}
PERIODS = {
    "a week": lambda: _("a week"),
    "a year": lambda: _("a year"),
    "one-off": lambda: _("once"),
    "up to": lambda: _("at most"),
    "a day": lambda: _("a day"),
    "a month": lambda: _("a month"),
    "every two weeks": lambda: _("every two weeks"),
    "every four weeks": lambda: _("every four weeks"),
}
COUNTED = {
    "points": lambda number: ngettext("point", "points", number),
    "hours": lambda number: ngettext("hour", "hours", number),
    "minutes": lambda number: ngettext("minute", "minutes", number),
    "nights": lambda number: ngettext("night", "nights", number),
    "days": lambda number: ngettext("day", "days", number),
    "people": lambda number: ngettext("person", "people", number),
    "miles": lambda number: ngettext("mile", "miles", number),
    "meals": lambda number: ngettext("meal", "meals", number),
    "visits": lambda number: ngettext("visit", "visits", number),
    "activities": lambda number: ngettext("activity", "activities", number),
    "trips": lambda number: ngettext("trip", "trips", number),
    "items": lambda number: ngettext("thing", "things", number),
}
RATES = {
    "hours": lambda: _("an hour"),
    "nights": lambda: _("a night"),
    "points": lambda: _("a point"),
    "miles": lambda: _("a mile"),
    "days": lambda: _("a day"),
}
NONE = {
    Nothing.NO_BUDGET: lambda: _("no budget"),
    Nothing.NOT_DUE: lambda: _("not due yet"),
    Nothing.NONE_LEFT: lambda: _("nothing left"),
    Nothing.NO_LINE: lambda: _("not counted"),
}
"""What stands in place of a figure where there is none."""


def amount(value: Decimal, unit: Unit | None) -> str:
    """A bare amount: pounds with their sign, anything else as a plain number."""
    if unit is not None and unit.is_money:
        exact = -int(value.as_tuple().exponent)
        return locale.pounds(value) if exact <= 2 else f"£{value:,f}"
    return locale.number(value)


def counted(value: Decimal, unit: Unit) -> str:
    """The thing counted, in words that fit the number."""
    whole = int(value) if value == value.to_integral_value() else 2
    return COUNTED[unit.counted](whole) if unit.counted in COUNTED else ""


def unit_words(value: Decimal, unit: Unit) -> str:
    """What follows an amount: points, a week, nights a week."""
    period = PERIODS.get(unit.period, str)()
    return " ".join(part for part in (counted(value, unit), period) if part)


def figure(value: Decimal, unit: Unit) -> str:
    """An amount with its unit, to stand in a sentence."""
    return f"{amount(value, unit)} {unit_words(value, unit)}".strip()


def figure_of(line: Line, none: Mapping[str, Nothing]) -> str:
    """The figure of a line with its unit, or the words for why it has none; `none` holds those that have none."""
    return NONE[none[line.id]]() if line.id in none else figure(line.figure, line.unit)


def glance(value: Decimal, unit: Unit) -> str:
    """An amount with its unit, for reading at a glance: whole pounds without pennies."""
    return f"{locale.short_pounds(value) if unit.is_money else locale.number(value)} {unit_words(value, unit)}".strip()


def rate_words(rate: RateUsed) -> str:
    """A rate with what it is paid for: £24.60 an hour."""
    per = RATES.get(rate.per.counted, str)() if rate.per else ""
    return f"{amount(rate.figure, rate.unit)} {per}".strip()


def working(line: Line, result: str = "") -> str:
    """How the figure is reached, as typed into a pocket calculator; nothing where there is nothing to reckon.

    `result` is the line's figure in words, where they are known already.
    """
    used = [one for one in line.operands if one.how is not How.COMPARED]
    rounding = line.rounding if is_changed(line) else None
    if not used or (len(used) == 1 and rounding is None):
        return ""
    result, hows = result or figure(line.figure, line.unit), {one.how for one in used}
    if rounding is None and hows == {How.GREATEST}:
        return _("The greatest of %(list)s is %(figure)s", list=_listed(used, line), figure=result)
    if rounding is None and hows == {How.LEAST}:
        return _("The smallest of %(list)s is %(figure)s", list=_listed(used, line), figure=result)
    sum_ = bracketed((one.how, _part_of_sum(one, line, first=not number)) for number, one in enumerate(used))
    if rounding is not None:
        to = rounding_words(rounding, line.unit)
        return _("%(sum)s, rounded %(rounding)s: %(figure)s", sum=sum_, rounding=to, figure=result)
    return f"{sum_} = {result}"


def rounding_words(rounding: Rounding, unit: Unit) -> str:
    """To what a figure is rounded, and which way."""
    return _rounding_words(locale.catalogue(), rounding, unit)  # kept for each language and way of reading


@lru_cache(maxsize=1024)
def _rounding_words(catalogue: Any, rounding: Rounding, unit: Unit) -> str:
    to = amount(rounding.to, unit) if unit.is_money or unit is Unit.NUMBER else figure(rounding.to, unit)
    return {
        Direction.HALF_UP: lambda: _("to the nearest %(to)s, halves up", to=to),
        Direction.HALF_EVEN: lambda: _("to the nearest %(to)s, halves to the even one", to=to),
        Direction.DOWN: lambda: _("down to the nearest %(to)s", to=to),
        Direction.UP: lambda: _("up to the next %(to)s", to=to),
        Direction.FOR_THE_PERSON: lambda: _("up to the next %(to)s, so that nobody loses by it", to=to),
    }[rounding.how]()


def _listed(used: Iterable[Operand], line: Line) -> str:
    return "; ".join(amount(one.value, unit_of(one, line)) for one in used)


def _part_of_sum(one: Operand, line: Line, *, first: bool) -> str:
    shown = amount(one.value, unit_of(one, line)) + ("%" if one.how is How.PER_CENT else "")
    if one.how in {How.GREATEST, How.LEAST}:
        most = _("or %(figure)s if that is more") if one.how is How.GREATEST else _("or %(figure)s if that is less")
        return shown if first else f", {most % {'figure': shown}}"
    if first:
        return shown if one.how is How.ADDED else SIGNS[one.how].lstrip() + shown
    return SIGNS[one.how] + shown


def unused(budget: Budget, wording: Wording) -> list[str]:
    """The lines that do not apply to this person, by their titles."""
    return [locale.words(line.title, wording) for line in budget.lines if not line.applies]


@dataclass(frozen=True)
class RowMaker:
    """Makes the row of a line for one reader.

    `last` is the line whose figure leads the page; `none` says of the lines without a figure why they have none.
    """

    last: str
    none: Mapping[str, Nothing]
    opened: Opened
    may_ask: bool
    may_change: bool

    @cached_property
    def asking(self) -> str:
        """Where one asks us to look again; the line follows, whose id is our own."""
        return url_for("budget.look_again", reference=self.opened.reference)

    @cached_property
    def wording(self) -> Wording:
        """How this reader is spoken to."""
        return wording_of(self.opened)

    @cached_property
    def address(self) -> Callable[[Place], str]:
        """Where each answer can be changed."""
        return addresses(self.opened, "budget")

    def row(self, line: Line) -> dict[str, Any]:
        """One line: its figure, working, reason and answers."""
        number, unit = amount(line.figure, line.unit), unit_words(line.figure, line.unit)
        none = self.none.get(line.id)
        if none:
            number, unit = NONE[none](), ""
        result = f"{number} {unit}".strip()
        shown = "" if none else working(line, result)  # nobody reckons with what there is none of
        return {
            "id": line.id,
            "title": locale.words(line.title, self.wording),
            "figure": number,
            "unit": unit,
            "working": [shown] if shown else [],
            "note": CONFIRMED[line.confirmed]() if line.confirmed is not None else "",
            "why": sentence(line, self.opened, self.wording, result),
            "answers": self.answers(line),
            "kind": "total" if line.id == self.last else "sum" if line.operation == SUM else "",
            "source": self.source(line.rate) if line.rate else None,
            "ask_href": f"{self.asking}?line={line.id}" if self.may_ask else "",
        }

    def answers(self, line: Line) -> list[dict[str, str]]:
        """The answers that led to a line; each can be changed from here."""
        rows: list[dict[str, str]] = []
        for one in line.operands:
            if not one.question or one.question not in self.opened.questionnaire:
                continue
            place = place_of(one, self.opened)
            asked = self.opened.questionnaire.find(one.question)
            row = {
                "question": put_in(self.opened, locale.words(asked.text, self.wording), place.item),
                "answer": picked(one, self.opened, self.wording),
                "href": self.address(place) if self.may_change else "",
            }
            if row not in rows:
                rows.append(row)
        return rows

    def source(self, rate: RateUsed) -> dict[str, str]:
        """Where a rate is published, and since when it holds."""
        words = _("%(source)s. In force from %(day)s.", source=rate.source.rstrip("."), day=locale.day(rate.starts))
        return {"text": words, "href": url_for("schemes.scheme", scheme=self.opened.questionnaire.id, _anchor=rate.id)}


def sentence(line: Line, opened: Opened, wording: Wording, result: str = "") -> Markup:
    """The line's own sentence with its figures in place; `result` is the line's, where it is known already."""
    found = places(line)

    def put(wanted: Any) -> str:
        if result and wanted.question == RESULT:
            return str(locale.isolated(result))
        value = found.get(wanted.question)
        if isinstance(value, Figure):
            return str(locale.isolated(figure(value.amount, value.unit)))
        if isinstance(value, Decimal):
            return f"{locale.number(value)}%"
        return str(escape("; ".join(picked(one, opened, wording) for one in value))) if value else "…"

    return Markup(fill(str(escape(locale.words(line.because, wording))), put))  # noqa: S704 - escaped just here, figures are ours


def picked(one: Operand, opened: Opened, wording: Wording) -> str:
    """The answer behind an operand, in the words the person chose it by."""
    asked = opened.questionnaire.find(one.question or "")
    if isinstance(asked, Group):
        items = opened.given.items_of(asked.id)
        counted_here = items if one.item is None else items[one.item : one.item + 1]
        return ", ".join(item_name(opened, asked, item, wording) for item in counted_here) or _("Nobody added")
    if one.option:
        return next((locale.words(each.text, wording) for each in asked.options if each.id == one.option), one.option)
    return ", ".join(answer_lines(asked, opened.given.answer(place_of(one, opened)), wording))


def place_of(one: Operand, opened: Opened) -> Place:
    """Where the answer behind an operand was given."""
    group = opened.questionnaire.group_of(one.question or "")
    if group is None or one.item is None:
        return Place(one.question or "")
    items = opened.given.items_of(group.id)
    return Place(one.question or "", items[one.item])
