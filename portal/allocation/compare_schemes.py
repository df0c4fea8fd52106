"""Owns what changed between two versions of a scheme: every difference that can change a figure or what is said."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeGuard

from portal.allocation.parts import Rate, RateValue, Says, Table
from portal.allocation.scheme import Scheme, SchemeLine


class Part(StrEnum):
    """The part of a scheme that a difference is in."""

    WHOLE = "whole"  # whom it is for, how it rounds, until when it holds
    RATE = "rate"
    TABLE = "table"
    CONVERSION = "conversion"
    LINE = "line"
    POINTS = "points"  # of one option of a line
    RESULT = "result"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class SchemeChange:
    """One difference. `before` or `after` is None where there was or is nothing.

    `id` names the line, rate, table, conversion, result or reading. `field` says what of it: empty for the whole, for
    points the option, for a rate the first day of the figure, for a table that day and where the row begins.
    """

    part: Part
    id: str
    field: str
    before: object
    after: object

    def mirrored(self) -> "SchemeChange":
        """The same difference, told from the other side."""
        return SchemeChange(self.part, self.id, self.field, self.after, self.before)


def what_changed(before: Scheme, after: Scheme) -> tuple[SchemeChange, ...]:
    """Every difference between two versions, nothing where they work alike and say the same.

    Days of the versions themselves and sources are left out: a new version always has its own. So is the order of
    lines, which changes no figure.
    """
    return tuple(sorted(_changes(before, after), key=lambda one: (list(Part).index(one.part), one.id, one.field)))


def _changes(before: Scheme, after: Scheme) -> Iterator[SchemeChange]:
    for name in ("people", "rounding", "ends", "illustrative"):
        yield from _change(Part.WHOLE, "", name, getattr(before, name), getattr(after, name))
    yield from _each(Part.RATE, _rates(before.rates), _rates(after.rates))
    yield from _each(Part.TABLE, _rows(before.tables), _rows(after.tables))
    yield from _each(Part.CONVERSION, _conversions(before), _conversions(after))
    yield from _each(Part.RESULT, _results(before), _results(after))
    yield from _each(Part.READING, _readings(before), _readings(after))
    old, new = ({line.id: line for line in scheme.lines} for scheme in (before, after))
    for line_id in dict.fromkeys([*new, *old]):
        was, now = old.get(line_id), new.get(line_id)
        if was is None or now is None:
            yield SchemeChange(Part.LINE, line_id, "", was and was.title, now and now.title)
        else:
            yield from _line(was, now)


def _change(part: Part, thing: str, field: str, before: object, after: object) -> Iterator[SchemeChange]:
    if before != after:
        yield SchemeChange(part, thing, field, before, after)


def _each(
    part: Part, before: Mapping[tuple[str, str], object], after: Mapping[tuple[str, str], object]
) -> Iterator[SchemeChange]:
    for thing, field in dict.fromkeys([*after, *before]):
        yield from _change(part, thing, field, before.get((thing, field)), after.get((thing, field)))


def _figure_or_word(value: RateValue) -> object:
    none = "no-price" if value.published else Says.NOT_PUBLISHED.value
    return none if value.figure is None else value.figure


def _rates(rates: Mapping[str, Rate]) -> dict[tuple[str, str], object]:
    """Each dated figure; a day from which there is no price stands there as a word, so that it is not nothing."""
    return {
        (rate.id, value.starts.isoformat()): _figure_or_word(value) for rate in rates.values() for value in rate.values
    }


def _rows(tables: Mapping[str, Table]) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {}
    for table in tables.values():
        found[table.id, "reading"], found[table.id, "beyond"] = table.reading, table.beyond
        found[table.id, "rounding"] = table.rounding
        asking = tuple((each.starts, row.at) for each in table.versions for row in each.rows if row.to_a_person)
        found[table.id, "to-a-person"] = asking or None
        for version in table.versions:
            for row in version.rows:
                figure = (row.says or Says.NO_BUDGET).value if row.figure is None else row.figure
                found[table.id, f"{version.starts.isoformat()} {row.at}"] = figure
    return found


def _conversions(scheme: Scheme) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {}
    for one in scheme.conversions.values():
        found[one.id, "divided-by" if one.divides else "times"] = one.factor
        if one.over is not None:
            found[one.id, "divided-by"] = one.over
    return found


def _results(scheme: Scheme) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {(one.id, ""): one.line for one in scheme.results}
    return found | {("headline", ""): next((one.id for one in scheme.results if one.headline), None)}


def _readings(scheme: Scheme) -> dict[tuple[str, str], object]:
    return {
        (one.id, name): value
        for one in scheme.readings
        for name, value in (("of", one.of), ("by", one.rate or (one.conversion and one.conversion.id)))
    } | {(one.id, "rounding"): one.rounding for one in scheme.readings}


def _line(before: SchemeLine, after: SchemeLine) -> Iterator[SchemeChange]:
    for name in ("title", "because", "unit", "only_when", "only_when_figure", "part", "may_fall", "rounding"):
        yield from _change(Part.LINE, after.id, name, getattr(before, name), getattr(after, name))
    was, now = before.operation, after.operation
    if type(was) is not type(now) or was.name != now.name:
        yield SchemeChange(Part.LINE, after.id, "operation", was, now)
        return
    for each in fields(now):  # type: ignore[arg-type]  # every operation is a dataclass
        yield from _field(after.id, each.name, getattr(was, each.name), getattr(now, each.name))


def _field(line: str, name: str, before: object, after: object) -> Iterator[SchemeChange]:
    if is_points(before) and is_points(after):
        old, new = dict(before), dict(after)
        for option in dict.fromkeys([*new, *old]):
            yield from _change(Part.POINTS, line, option, old.get(option), new.get(option))
    elif _content(before) != _content(after):
        yield SchemeChange(Part.LINE, line, name, before, after)


def is_points(thing: object) -> TypeGuard[tuple[tuple[str, Decimal], ...]]:
    """Whether a field of an operation says what each option gives."""
    pairs = isinstance(thing, tuple) and all(isinstance(one, tuple) and len(one) == 2 for one in thing)
    return pairs and all(isinstance(one[1], Decimal) for one in thing)  # type: ignore[attr-defined]  # a tuple, see above


def _content(thing: object) -> object:
    """What a field says, its place in the file left out; a table goes by its name, as its rows are told apart."""
    if isinstance(thing, Table):
        return thing.id
    if isinstance(thing, tuple):
        return tuple(_content(one) for one in thing)
    if is_dataclass(thing) and hasattr(thing, "mark"):
        return tuple((each.name, getattr(thing, each.name)) for each in fields(thing) if each.name != "mark")
    return thing
