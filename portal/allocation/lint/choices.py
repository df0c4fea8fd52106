"""Owns telling whether a choice between figures can fall where a number that decides about it rises."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise, product
from math import prod
from typing import Any

from portal.allocation.lint import shares
from portal.allocation.operations import Amount, Bands, Choose, Combine, ReadTable, Score
from portal.allocation.operations.answers import Take
from portal.allocation.operations.choice import Row
from portal.allocation.parts import Input, Says, Term
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.conditions import AnyOf, Between, holds, leaves

MOST_SITUATIONS = 4_000
LINE, QUESTION = "line", "question"
ANOTHER = "another answer"  # one that no condition names
HALF = Decimal("0.5")
NONE = Decimal(-1)  # no individual budget is below one of nought: no floor raises it


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that rows look at, with every value that makes a difference to them.

    The first `rising` values are numbers in their order; the others have none.
    """

    looked_at: tuple[str, str]
    values: tuple[Any, ...]
    rising: int


def choice_falls(
    operation: Choose, scheme: Scheme, on_need: Callable[[str], bool], person: Collection[str]
) -> str | None:
    """The name of the line or question by which the choice can fall as it rises; None where it cannot."""
    axes = axes_of(operation, scheme, on_need, person)
    rising = [axis for axis in axes if axis.rising]
    if not rising:
        return None
    if prod(len(axis.values) for axis in axes) > MOST_SITUATIONS:
        return rising[0].looked_at[0]
    for axis in rising:
        others = [one for one in axes if one is not axis]
        for values in product(*(one.values for one in others)):
            around = dict(zip((one.looked_at for one in others), values, strict=True))
            chosen = (_row(operation, {**around, axis.looked_at: each}) for each in axis.values[: axis.rising])
            given = [row for row in chosen if row is not None and not (row.says and row.says.reason)]
            if not all(_no_less(after.term, before.term, scheme) for before, after in pairwise(given)):
                return axis.looked_at[0]
    return None


def axes_of(
    operation: Choose,
    scheme: Scheme,
    on_need: Callable[[str], bool] = lambda _line: False,
    person: Collection[str] = (),
) -> list[Axis]:
    """Everything that the rows of a choice look at."""
    return [*_lines(operation, on_need), *_questions(operation, scheme, person)]


def _lines(operation: Choose, on_need: Callable[[str], bool]) -> Iterator[Axis]:
    tests = [row.when_figure for row in operation.rows if row.when_figure]
    for name in dict.fromkeys(test.line for test in tests):
        values = _around([limit for test in tests if test.line == name for _, limit in test.limits])
        yield Axis((name, LINE), values, len(values) if on_need(name) else 0)


def _questions(operation: Choose, scheme: Scheme, person: Collection[str]) -> Iterator[Axis]:
    asked = {one.id: one for one in scheme.inputs}
    each = [leaf for row in operation.rows if row.when for leaf in leaves(row.when)]
    for name in dict.fromkeys(leaf.question for leaf in each):
        known = asked.get(name)
        kind = known.kind if known else "any"
        limits: list[Decimal] = []
        options: list[str] = []
        for leaf in each:
            if leaf.question == name and isinstance(leaf, Between):
                limits += [one for one in (leaf.at_least, leaf.at_most) if one is not None]
            elif leaf.question == name and isinstance(leaf, AnyOf):
                options += leaf.values
                limits += leaf.numbers if kind in {"number", "any", "any-number"} else ()
        numbers: Sequence[Any] = _that_can_be(_around(limits), known) if limits else ()
        if kind in {"choices", "group"} and limits:  # it is the number of picks or items that counts
            numbers = [("",) * int(one) for one in numbers if one >= 0 and one == one.to_integral_value()]
        named = [Missing(one) if one in set(Missing) else one for one in dict.fromkeys(options)]
        several = list(product(*((one, None) for one in named))) if kind == "choices" else named
        some = [tuple(each for each in one if each) if isinstance(one, tuple) else one for one in several]
        others = [*some, ANOTHER, None]
        yield Axis((name, QUESTION), (*numbers, *others), len(numbers) if name not in person else 0)


def _that_can_be(numbers: Sequence[Decimal], asked: Input | None) -> tuple[Decimal, ...]:
    """The numbers within what can be answered, its ends in place of those beyond them."""
    least, most = (asked.at_least, asked.at_most) if asked else (None, None)
    held = (number if least is None else max(number, least) for number in numbers)
    return tuple(sorted({number if most is None else min(number, most) for number in held}))


def _around(limits: Collection[Decimal]) -> tuple[Decimal, ...]:
    """Each limit, and a number on both sides of it: between two limits lies one that is neither."""
    ordered = sorted(set(limits)) or [Decimal(0)]
    between = [(low + high) * HALF for low, high in pairwise(ordered)]
    return tuple(sorted({ordered[0] - 1, *ordered, *between, ordered[-1] + 1}))


def _row(operation: Choose, values: Mapping[tuple[str, str], Any]) -> Row | None:
    """The row that holds in a situation."""
    facts = {name: value for (name, kind), value in values.items() if kind == QUESTION and value is not None}
    for row in operation.rows:
        answers = row.when is None or holds(row.when, facts)
        test = row.when_figure
        if answers and (test is None or test.holds(values[test.line, LINE])):
            return row
    return None


def _no_less(after: Term | None, before: Term | None, scheme: Scheme) -> bool:
    """Whether it is sure that the one gives no less than the other, on any day."""
    if before is None or after == before:
        return True
    low, high = (None if term is None else _stated(term, scheme) for term in (before, after))
    if low is not None and not any(low.values()):
        return after is not None  # no individual budget is below one of nought
    if low is not None and high is not None:
        return all(high[day] >= low[day] for day in low.keys() & high.keys())
    if after is not None and after.line and before.line and _is_part(before.line, after.line, scheme):
        return True
    if after is not None and _column_by_column(after, before, scheme):
        return True
    greatest, least = _bounds(before, scheme)[1], _bounds(after, scheme)[0]
    return greatest is not None and least >= greatest


def _column_by_column(after: Term, before: Term, scheme: Scheme) -> bool:
    """Whether two lines are bands of the same line, as two rows of a printed table, and the one gives no less in each.

    Where a person decides, or the figure is not published, more need may come to that, and not back to a figure.
    """
    lines = [line for term in (after, before) for line in scheme.lines if line.id == term.line]
    operations = [line.operation for line in lines if line.only_when is None and line.only_when_figure is None]
    both = [one for one in operations if isinstance(one, Bands)]
    if len(both) != len((after, before)) or both[0].line != both[1].line or lines[0].rounding != lines[1].rounding:
        return False
    high, low = both
    begins = sorted({row.at for one in both for row in one.rows})
    pairs = ((_figure_at(high, at), _figure_at(low, at)) for at in begins)
    return all(above is None or (below is not None and above >= below) for above, below in pairs)


def _figure_at(operation: Bands, value: Decimal) -> Decimal | None:
    """What a line of bands gives at a value: no budget is below nought, and None where it gives no figure."""
    row = next((row for row in operation.rows if row.holds(value)), None)
    return None if row is None else NONE if row.no_budget else row.figure


def _bounds(term: Term | None, scheme: Scheme) -> tuple[Decimal, Decimal | None]:
    """The least and the greatest figure of a term, as far as its points, rows and sums tell; None for no greatest."""
    stated = None if term is None else _stated(term, scheme)
    if stated:
        return min(stated.values()), max(stated.values())
    line = next((line for line in scheme.lines if term is not None and line.id == term.line), None)
    operation = line.operation if line else None
    found: tuple[Decimal, Decimal | None] = (Decimal(0), None)
    match operation:
        case Score(weight=None):
            found = _ends([*(points for _, points in operation.points), *operation.instead.figures])
        case Bands():
            found = _ends(row.figure for row in operation.rows if row.figure is not None or row.no_budget)
        case ReadTable():
            rows = [row for version in operation.table.versions for row in version.rows]
            found = _ends(row.figure for row in rows if row.figure is not None or row.says is Says.NO_BUDGET)
        case Combine(take=Take.SUM):
            each = [_bounds(one, scheme) for one in operation.terms]
            most = [greatest for _, greatest in each if greatest is not None]
            found = (_total(least for least, _ in each), _total(most) if len(most) == len(each) else None)
        case _:
            return found
    always = line is not None and line.only_when is None and line.only_when_figure is None and line.rounding is None
    return found if always else (Decimal(0), found[1] if line and line.rounding is None else None)


def _ends(figures: Iterable[Decimal | None]) -> tuple[Decimal, Decimal]:
    known = [figure or Decimal(0) for figure in figures]
    return min(known, default=Decimal(0)), max(known, default=Decimal(0))


def _total(figures: Iterable[Decimal]) -> Decimal:
    return sum(figures, Decimal(0))


def _stated(term: Term, scheme: Scheme) -> Mapping[Any, Decimal] | None:
    """The figure of a term on each day on which a rate changes; None where it is worked out."""
    if term.line is not None:
        line = next((line for line in scheme.lines if line.id == term.line), None)
        plain = line is not None and line.only_when is None and line.only_when_figure is None
        return _stated(line.operation.term, scheme) if line and plain and isinstance(line.operation, Amount) else None
    days = sorted({scheme.starts, *(value.starts for rate in scheme.rates.values() for value in rate.values)})
    if term.rate is None:
        return dict.fromkeys(days, term.figure or Decimal(0))
    rate = scheme.rates.get(term.rate)
    used = {day: rate.on(day) for day in days} if rate else {}
    return {day: one.figure for day, one in used.items() if one is not None}


def _is_part(part: str | None, whole: str | None, scheme: Scheme) -> bool:
    """Whether one line is added up in the other, is one that the other is the greatest of, or is a share of it."""
    operation = shares.of_line(whole or "", scheme)
    if isinstance(operation, Combine) and operation.take is not Take.LEAST and operation.how_many is None:
        return any(term.line == part for term in operation.terms)
    return shares.bases_of(part or "", scheme, [whole or ""]) == [whole]
