"""The values of a scheme in words: terms, rates, rounding, bands, points, whatever operation they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeGuard

from flask_babel import gettext as _

from portal.allocation.compare_schemes import is_points
from portal.allocation.model import Reason
from portal.allocation.operations import Band, Choose
from portal.allocation.operations.answers import Instead, Take
from portal.allocation.parts import Conversion, Says, Table, Term
from portal.conditions import AllOf, Answered, AnyOf, Between, Not, OneOf
from portal.money import Rounding, Unit
from portal.web import locale
from portal.web.budget.rows import figure, rounding_words, unit_words
from portal.web.schemes.conditions import said
from portal.web.schemes.instead import in_time, limits_words, says_words
from portal.web.schemes.operations import SENTENCES, TAKES
from portal.web.schemes.units import sum_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from portal.allocation.model import RateUsed
    from portal.allocation.operations import Operation
    from portal.allocation.operations.choice import Row
    from portal.allocation.parts import TableRow
    from portal.allocation.scheme import SchemeLine
    from portal.web.schemes.names import Names

PLACE: Final = re.compile(r"%\((\w+)\)s")
QUESTIONS: Final = frozenset(
    {"question", "questions", "group", "of", "helps_with", "how_much", "last", "had", "own_day"}
)
CONDITIONS: Final = (AllOf, Answered, AnyOf, Between, Not, OneOf)


def plainly(rounding: Rounding) -> str:
    """How a scheme rounds where a line says nothing of its own."""
    return rounding_words(rounding, Unit.NUMBER)


def rate_words(used: RateUsed, names: Names) -> str:
    """A rate with its unit and what it is for each of."""
    shown = sum_words(used.figure, used.unit, per_cent=f"rate:{used.id}" in names.per_cents)
    if used.per is None:
        return shown
    return _("%(figure)s for each %(thing)s", figure=shown, thing=unit_words(Decimal(1), used.per))


def no_rate_words(*, published: bool) -> str:
    """What stands in place of the figure of a rate: none is set, or its owner does not tell it."""
    return _("no price is set") if published else says_words(Says.NOT_PUBLISHED)


def term_words(term: Term, unit: Unit, names: Names, day: date) -> str:
    """An earlier line by its title, a rate with its figure today, or a stated figure."""
    if term.line is not None:
        return f"“{names.line(term.line)}”"
    if term.rate is not None:
        rate = names.scheme.rates.get(term.rate)
        used = rate.on(day) if rate else None
        if used is None:
            published = rate is None or rate.why_not(day) is Reason.NO_PRICE
            return f"“{names.rate(term.rate)}” ({no_rate_words(published=published)})"
        return f"“{names.rate(term.rate)}” ({rate_words(used, names)})"
    return sum_words(term.figure or Decimal(0), term.unit or unit)


def term_in_words(term: Term, line: SchemeLine, names: Names, day: date, field: str) -> str:
    """A term by what it does there: a stated share is so many per cent, and what multiplies or divides is a number."""
    shown = term_words(term, Unit.NUMBER if field in {"by", "share"} else line.unit, names, day)
    return f"{shown}%" if field == "share" and term.line is None and term.rate is None else shown


def factor_words(one: Conversion) -> str:
    """What a conversion does with a figure."""
    sign = "÷" if one.divides else "×"
    over = f" ÷\N{NO-BREAK SPACE}{locale.number(one.over)}" if one.over else ""
    return f"{sign}\N{NO-BREAK SPACE}{locale.number(one.factor)}{over}"  # a sign never ends a narrow line


def in_words(value: Any, line: SchemeLine, names: Names, day: date, field: str = "") -> str:
    """Any value of an operation's field in words, by what it is."""
    match value:
        case Term():
            return term_in_words(value, line, names, day, field)
        case Rounding():
            return rounding_words(value, line.unit)
        case Table():
            return f"“{names.table(value.id)}”"
        case Conversion():
            return f"“{names.conversion(value.id)}” ({factor_words(value)})"
        case Take():
            return str(TAKES[value.value])
        case Decimal():
            return locale.number(value)
        case Band():
            return f"{band_range(value)}: {band_figure(value, line.unit)}"
        case tuple() if is_points(value):
            asked = question_of_points(line.operation)
            return "; ".join(f"{names.option(asked, option)}: {locale.number(each)}" for option, each in value)
        case tuple():
            return "; ".join(in_words(each, line, names, day, field) for each in value)
        case Instead():
            return "; ".join(f"{words}: {locale.number(each)}" for words, each in stand_ins(value))
        case _ if isinstance(value, CONDITIONS):
            return said(value, names)
    return in_time(value, line.unit) or spelled(str(value), line, names, field)


def spelled(value: str, line: SchemeLine, names: Names, field: str) -> str:
    """A word of a scheme file: a unit, the id of a question or of an option, or anything else as it stands."""
    if field == "for_each":
        return unit_words(Decimal(1), Unit(value))
    if field in QUESTIONS:
        return names.question(value)
    offered = next((one for one in line.operation.inputs if value in one.options), None)
    return f"“{names.option(offered.id, value)}”" if offered else value


@dataclass(frozen=True)
class Told:
    """A sentence about a line, and what stands below it as a list."""

    words: str
    below: tuple[str, ...] = ()


def sentences(line: SchemeLine, names: Names, day: date) -> list[Told]:
    """What a line does. An operation without words of its own is told by what it stands on."""
    operation = line.operation
    found = []
    for each in SENTENCES.get(operation.name, ()):
        words = str(each.words)
        wanted = PLACE.findall(words)
        if wanted == ["rounding"] and line.rounding:  # what the line says of itself goes before, and is told below
            continue
        listed = each.below if each.below not in wanted else ""
        values = {name: getattr(operation, name, None) for name in filter(None, (*wanted, listed))}
        if each.points not in {None, line.unit is Unit.POINTS}:
            continue
        if any(value is None or value == () for value in values.values()) or not each.when(operation):
            continue
        put = {name: in_words(value, line, names, day, name) for name, value in values.items()}
        below = [in_words(one, line, names, day, listed) for one in values.get(listed) or ()]
        found.append(Told(words % put, tuple(below)))
    return found or [Told(_("It is made from: %(lines)s.", lines="; ".join(stands_on(operation, line, names, day))))]


def stands_on(operation: Operation, line: SchemeLine, names: Names, day: date) -> Iterator[str]:
    """Everything an operation says of itself: its lines, rates and figures, and the answers it counts."""
    yield from (term_words(term, line.unit, names, day) for term in operation.terms)
    yield from (names.question(one.id) for one in operation.inputs)


def points(line: SchemeLine, names: Names) -> list[tuple[str, str]]:
    """What each option gives, and what stands where nothing was picked."""
    operation, rows, per_cent = line.operation, [], line.id in names.per_cents
    asked = question_of_points(operation)
    for each in values_of(operation):
        if is_points(each):
            shares = per_cent or operation.name == "support"
            rows += [
                (names.option(asked, option), sum_words(value, line.unit, per_cent=shares)) for option, value in each
            ]
        if is_said(each):
            rows += [(names.option(asked, option), says_words(says)) for option, says in each]
        if isinstance(each, Instead):
            rows += [(words, sum_words(value, line.unit, per_cent=per_cent)) for words, value in stand_ins(each)]
    return rows


def is_said(thing: object) -> TypeGuard[tuple[tuple[str, Says], ...]]:
    """Whether a field of an operation says what stands in place of an option's figure."""
    pairs = isinstance(thing, tuple) and all(isinstance(one, tuple) and len(one) == 2 for one in thing)
    return pairs and all(isinstance(one[1], Says) for one in thing)  # type: ignore[attr-defined]  # a tuple, see above


def choices(line: SchemeLine, names: Names, day: date) -> list[tuple[str, str]]:
    """The rows of a choice: when each holds, and what it gives."""
    rows = line.operation.rows if isinstance(line.operation, Choose) else ()
    return [
        (
            _(" and ").join([*([said(row.when, names)] if row.when else []), *_limits(row, names)])
            or _("for everyone else"),
            _chosen(row.term, line, names, day) if row.term else says_words(row.says),
        )
        for row in rows
    ]


def _chosen(term: Term, line: SchemeLine, names: Names, day: date) -> str:
    shown = term_words(term, line.unit, names, day)
    return f"{shown}%" if line.id in names.per_cents and term.line is None and term.rate is None else shown


def _limits(row: Row, names: Names) -> list[str]:
    return [limits_words(row.when_figure, names)] if row.when_figure else []


def stand_ins(instead: Instead) -> list[tuple[str, Decimal]]:
    """What stands where there is no value to count."""
    each = (
        (_("The question is not asked"), instead.not_asked),
        (_("It does not apply"), instead.not_applicable),
        (_("Left blank"), instead.blank),
    )
    return [(words, value) for words, value in each if value is not None]


def bands(line: SchemeLine, unit: Unit, names: Names) -> list[tuple[str, str]]:
    """The bands of a line, lowest first."""
    found = [row for each in values_of(line.operation) if isinstance(each, tuple) for row in each]
    share = line.id in names.per_cents
    return [(band_range(row, unit), band_figure(row, line.unit, share=share)) for row in found if isinstance(row, Band)]


def band_range(row: Band, unit: Unit = Unit.NUMBER) -> str:
    """From where to where a band reaches."""
    low = figure(row.at, unit)
    if row.up_to is not None:
        return _("from %(low)s to %(high)s", low=low, high=figure(row.up_to, unit))
    if row.below is not None:
        return _("from %(low)s to less than %(high)s", low=low, high=figure(row.below, unit))
    return _("%(low)s and more", low=low)


def band_figure(row: Band, unit: Unit, *, share: bool = False) -> str:
    """What a band gives."""
    if row.no_budget:
        return _("no individual budget")
    if row.figure is None:
        return says_words(Says.A_PERSON if row.published else Says.NOT_PUBLISHED)
    return _looked_at(sum_words(row.figure, unit, per_cent=share), to_a_person=row.to_a_person)


def row_figure(row: TableRow, unit: Unit, *, share: bool = False) -> str:
    """What a row of a table gives."""
    if row.figure is None:
        return says_words(row.says)
    return _looked_at(sum_words(row.figure, unit, per_cent=share), to_a_person=row.to_a_person)


def _looked_at(shown: str, *, to_a_person: bool) -> str:
    return _("%(figure)s, and a person looks first", figure=shown) if to_a_person else shown


def question_of_points(operation: Operation) -> str:
    """The question whose options have points or shares."""
    asked = getattr(operation, "how_much", None) or getattr(operation, "question", None)
    return str(asked or next(iter(getattr(operation, "questions", ())), ""))


def values_of(operation: Operation) -> list[Any]:
    """The values of an operation's fields."""
    return [getattr(operation, each.name) for each in fields(operation)]  # type: ignore[arg-type]  # all are dataclasses
