"""Owns a simulation: a scheme, or one against another, over a caseload in parts; and what a year of it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portal.allocation.caseload.calculate import Reckonings, calculate_many
from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.sharing import shared_lines
from portal.allocation.caseload.standing import Reckoned
from portal.allocation.operations import Combine, Protect
from portal.allocation.operations.answers import Take
from portal.allocation.scheme import Scheme
from portal.costing.counting import Counted
from portal.costing.envelope import unit_of
from portal.costing.files import Caseload, cost_column
from portal.costing.refusing import Unreadable
from portal.money import WIDE

MOST_YEARS = 6
Seen = Callable[[Caseload, Reckonings, "Exact | None", "Mask | None"], None]


@dataclass
class Transition:
    """What protection adds on one day, over the people who have a sum both with it and without it.

    Nobody else is counted in `extra`: one sum alone, taken from nothing, would say that protection saves money.
    """

    extra: Decimal = Decimal(0)
    people: int = 0
    left_out: int = 0


@dataclass
class Simulated:
    """What a simulation found. `against` is None where people are held against what their support costs now.

    `years` is, for each year from the day on, what protection adds to the sums of that day.
    """

    scheme: Scheme
    day: date
    against: Scheme | None
    counted: Counted = field(default_factory=Counted)
    counted_before: Counted = field(default_factory=Counted)
    years: dict[date, Transition] = field(default_factory=dict)

    @property
    def is_compared(self) -> bool:
        """Whether anybody could be held against what there was before."""
        return self.counted.all.compared > 0


def simulate(
    scheme: Scheme, parts: Iterable[Caseload], day: date, against: Scheme | None = None, seen: Seen | None = None
) -> Simulated:
    """Run a scheme over a caseload. What it gives does not depend on how the caseload is parted.

    `seen` is shown each part with what the scheme gave and what each person had before. Raises Unreadable where these
    two are in different units: a week's pounds are never taken from a year's.
    """
    if against is not None and not alike(scheme, against):
        raise Unreadable(
            f"{scheme.id} {scheme.version} gives {unit_of(scheme)} and {against.id} {against.version} gives "
            f"{unit_of(against)}: nobody can be said to gain or lose. Run them one after the other."
        )
    found = Simulated(scheme, day, against)
    unprotected = without_protection(scheme)
    shared = shared_lines(against, scheme, day) if against is not None else frozenset()
    for part in parts:
        known: dict[str, Reckoned] = {}
        before, has_before = cost_before(part, scheme) if against is None else (None, None)
        if against is not None:
            earlier = calculate_many(against, part.people, day)
            before, has_before = _figures(earlier)
            found.counted_before.add(part, earlier, None, None)
            known = {name: earlier.lines[name] for name in shared if name in earlier.lines}
        now = calculate_many(scheme, part.people, day, known)
        found.counted.add(part, now, before, has_before)
        if seen is not None:
            seen(part, now, before, has_before)
        if unprotected is not None:
            _add_years(found, unprotected, part)
    return found


def alike(scheme: Scheme, other: Scheme) -> bool:
    """Whether the sums of two schemes can be held against each other as they are."""
    return unit_of(scheme) is unit_of(other)


def cost_before(part: Caseload, scheme: Scheme) -> tuple[Exact | None, Mask | None]:
    """What the support of people costs now, and who has any; none where the scheme gives no money. Raises Unreadable.

    A cost in another unit is refused: how a week becomes a year is the scheme's to say, and a cost is rounded already.
    """
    unit = unit_of(scheme)
    if part.cost_now is None or not unit.is_money:
        return None, None
    if part.cost_unit is not unit:
        raise Unreadable(
            f"The column `{cost_column(part.cost_unit)}` is in {part.cost_unit}, and {scheme.id} {scheme.version} "
            f"gives {unit}. Write what support costs in {unit} and call it `{cost_column(unit)}`, or take it out."
        )
    return part.cost_now, part.has_cost


def _figures(found: Reckonings) -> tuple[Exact | None, Mask | None]:
    if found.headline is None:
        return None, None
    return found.headline.figure, found.refusals == 0


def without_protection(scheme: Scheme) -> Scheme | None:
    """The scheme as it would be if nobody's sum of before were protected; None where none is."""
    if not any(isinstance(line.operation, Protect) for line in scheme.lines):
        return None
    lines = tuple(
        replace(line, operation=Combine(Take.SUM, (line.operation.line,)))
        if isinstance(line.operation, Protect)
        else line
        for line in scheme.lines
    )
    return replace(scheme, lines=lines)


def _add_years(found: Simulated, unprotected: Scheme, part: Caseload) -> None:
    for later in range(MOST_YEARS):
        day = _years_after(found.day, later)
        if not found.scheme.in_effect(day):
            return
        with_it, without = (calculate_many(one, part.people, day) for one in (found.scheme, unprotected))
        both = (with_it.refusals == 0) & (without.refusals == 0)
        year = found.years.setdefault(day, Transition())
        year.extra += _total(with_it, both) - _total(without, both)
        year.people += int(both.sum())
        year.left_out += int((~both).sum())


def _total(found: Reckonings, counted: Mask) -> Decimal:
    if found.headline is None:
        return Decimal(0)
    figure = found.headline.figure
    return Decimal(sum(figure.whole[counted].tolist())).scaleb(-figure.places, WIDE)


def _years_after(day: date, years: int) -> date:
    last_of_february = day.month == 2 and day.day == 29
    return date(day.year + years, day.month, 28 if last_of_february else day.day)
