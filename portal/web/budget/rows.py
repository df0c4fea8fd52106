"""The lines of a budget as rows of a receipt: every figure, its working, its reason, the answers behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup, escape

from portal.allocation.attribution import by_part
from portal.allocation.model import How, Outcome
from portal.allocation.sentences import places, unit_of
from portal.money import Figure, Unit
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.web import locale
from portal.web.questions.places import address_of
from portal.web.questions.speech import put_in, wording_of
from portal.web.questions.summary import item_name
from portal.web.questions.summary import lines as answer_lines
from portal.words import fill

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.allocation.model import Budget, Line, Operand, RateUsed
    from portal.arrangements.loading import Arrangements
    from portal.services.opened import Opened
    from portal.words import Wording

SUM: Final = "sum"
SIGNS = {How.ADDED: " + ", How.TAKEN_AWAY: " − ", How.TIMES: " × ", How.DIVIDED_BY: " ÷ ", How.PER_CENT: " × "}
PERIODS = {
    "a week": lambda: _("a week"),
    "a year": lambda: _("a year"),
    "one-off": lambda: _("once"),
    "up to": lambda: _("at most"),
    "a day": lambda: _("a day"),
    "a month": lambda: _("a month"),
}
COUNTED = {
    "points": lambda number: ngettext("point", "points", number),
    "hours": lambda number: ngettext("hour", "hours", number),
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


def glance(value: Decimal, unit: Unit) -> str:
    """An amount with its unit, for reading at a glance: whole pounds without pennies."""
    shown = locale.short_pounds(value) if unit.is_money else locale.number(value)
    return f"{shown} {unit_words(value, unit)}".strip()


def rate_words(rate: RateUsed) -> str:
    """A rate with what it is paid for: £24.60 an hour."""
    per = RATES.get(rate.per.counted, str)() if rate.per else ""
    return f"{amount(rate.figure, rate.unit)} {per}".strip()


def working(line: Line) -> str:
    """How the figure is reached, as typed into a pocket calculator; nothing where there is nothing to reckon."""
    used = [one for one in line.operands if one.how is not How.COMPARED]
    if not used or (len(used) == 1 and line.rounding is None):
        return ""
    result = figure(line.figure, line.unit)
    if {one.how for one in used} == {How.GREATEST}:
        return _("The greatest of %(list)s is %(figure)s", list=_listed(used, line), figure=result)
    if {one.how for one in used} == {How.LEAST}:
        return _("The smallest of %(list)s is %(figure)s", list=_listed(used, line), figure=result)
    sum_ = "".join(_part_of_sum(one, line, first=not number) for number, one in enumerate(used))
    if line.rounding is not None:
        return _("%(sum)s, rounded: %(figure)s", sum=sum_, figure=result)
    return f"{sum_} = {result}"


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


def receipt(budget: Budget, opened: Opened, *, may_ask: bool, may_change: bool) -> list[dict[str, Any]]:
    """The lines that lead to the figure as rows; the last is the figure and nothing else makes one.

    Lines that only go into one sum stand inside that sum's row; lines that changed nothing are left to `quiet`.
    """
    leading = [line for line in budget.behind(budget.headline.id) if line.applies]
    inside = folded(leading)
    make = RowMaker(budget, opened, may_ask=may_ask, may_change=may_change)
    rows = {line.id: make.row(line) for line in leading if not passes_on(line, budget)}
    for line_id, parent in inside.items():
        rows[parent].setdefault("parts", []).append(rows[line_id])
    return [row for line_id, row in rows.items() if line_id not in inside]


def quiet(budget: Budget, opened: Opened, *, may_ask: bool, may_change: bool) -> list[dict[str, Any]]:
    """The rows of lines that changed nothing here: a limit that was not reached, help that took nothing off."""
    make = RowMaker(budget, opened, may_ask=may_ask, may_change=may_change)
    leading = (line for line in budget.behind(budget.headline.id) if line.applies)
    return [make.row(line) for line in leading if passes_on(line, budget)]


def passes_on(line: Line, budget: Budget) -> bool:
    """Whether a line hands on the figure of one line above as it is, and is neither a sum nor the figure itself."""
    used = [one for one in line.operands if one.how is not How.COMPARED]
    if line.id == budget.headline.id or line.operation == SUM or line.outcome is not Outcome.ORDINARY:
        return False
    return len(used) == 1 and used[0].line is not None and used[0].value == line.figure


def folded(lines: Sequence[Line]) -> dict[str, str]:
    """Which lines stand inside the row of a sum: those that go into that sum alone, are no sum and no money."""
    by_id = {line.id: line for line in lines}
    users: dict[str, list[str]] = {}
    for line in lines:
        for one in line.operands:
            if one.line:
                users.setdefault(one.line, []).append(line.id)
    inside = {}
    for line in lines:
        used_by = set(users.get(line.id, ()))
        if len(used_by) != 1 or line.operation == SUM or line.unit.is_money:
            continue
        parent = by_id[next(iter(used_by))]
        if parent.operation == SUM and all(by_id[one.line].operation != SUM for one in parent.operands if one.line):
            inside[line.id] = parent.id
    return inside


def unused(budget: Budget, wording: Wording) -> list[str]:
    """The lines that do not apply to this person, by their titles."""
    return [locale.words(line.title, wording) for line in budget.lines if not line.applies]


@dataclass(frozen=True)
class RowMaker:
    """Makes the row of a line for one reader."""

    budget: Budget
    opened: Opened
    may_ask: bool
    may_change: bool

    @cached_property
    def asking(self) -> str:
        """Where one asks us to look again; the line follows, whose id is our own."""
        return url_for("budget.look_again", reference=self.opened.reference)

    def row(self, line: Line) -> dict[str, Any]:
        """One line: its figure, working, reason and answers."""
        wording = wording_of(self.opened)
        row: dict[str, Any] = {
            "id": line.id,
            "title": locale.words(line.title, wording),
            "figure": amount(line.figure, line.unit),
            "unit": unit_words(line.figure, line.unit),
            "working": [shown] if (shown := working(line)) else [],
            "why": sentence(line, self.opened, wording),
            "answers": answers(line, self.opened, wording, may_change=self.may_change),
            "kind": kind(line, self.budget),
        }
        if line.confirmed is False:
            row["note"] = _("Not yet confirmed by the people who help.")
        if line.rate is not None:
            row["source"] = self.source(line.rate)
        if self.may_ask:
            row["ask_href"] = f"{self.asking}?line={line.id}"
        return row

    def source(self, rate: RateUsed) -> dict[str, str]:
        """Where a rate is published, and since when it holds."""
        words = _("%(source)s. In force from %(day)s.", source=rate.source.rstrip("."), day=locale.day(rate.starts))
        return {"text": words, "href": url_for("schemes.scheme", scheme=self.opened.questionnaire.id, _anchor=rate.id)}


def kind(line: Line, budget: Budget) -> str:
    """How the row looks: the total, a sum, or an ordinary line."""
    if line.id == budget.headline.id:
        return "total"
    return "sum" if line.operation == SUM else ""


def sentence(line: Line, opened: Opened, wording: Wording) -> Markup:
    """The line's own sentence with its figures in place."""
    found = places(line)

    def put(wanted: Any) -> str:
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


def answers(line: Line, opened: Opened, wording: Wording, *, may_change: bool) -> list[dict[str, str]]:
    """The answers that led to a line; each can be changed from here."""
    rows = []
    for one in line.operands:
        if not one.question or one.question not in opened.questionnaire:
            continue
        place = place_of(one, opened)
        asked = opened.questionnaire.find(one.question)
        row = {
            "question": put_in(opened, locale.words(asked.text, wording), place.item),
            "answer": picked(one, opened, wording),
        }
        if may_change:
            row["href"] = address_of(opened, place, "budget")
        if row not in rows:
            rows.append(row)
    return rows


def bars(budget: Budget, words: Arrangements | None, wording: Wording) -> list[dict[str, Any]]:
    """About how many pounds each part of life brings, as lengths; parts without a name of their own are left out."""
    titles = {part.line: locale.words(part.title, wording) for part in words.parts} if words else {}
    shown = {part: value for part, value in by_part(budget).items() if part in titles} if titles else {}
    longest = max(shown.values(), default=Decimal(1))
    unit = budget.headline.unit
    return [
        {"label": titles[part], "value": glance(value, unit), "percent": int(value * 100 / longest)}
        for part, value in shown.items()
    ]
