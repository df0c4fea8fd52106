"""Owns the tables that tell a simulation, with small numbers hidden wherever people are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import numpy as np

from portal.costing.counting import EDGES, Counted, Sums
from portal.costing.envelope import PENNY, Envelope, a_year_of, unit_of
from portal.costing.hiding import hidden, is_small
from portal.costing.simulating import Simulated
from portal.money import EXACT

SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)


@dataclass(frozen=True)
class Table:
    """One table: its heading, what it tells, the names of its columns, and its rows. The first cell heads its row."""

    id: str
    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(found: Simulated, envelope: Envelope | None, hide_below: int) -> Iterator[Table]:
    """Every table of a simulation that has something to tell. Raises NoYear where a year is wanted and not declared."""
    money = unit_of(found.scheme).is_money
    if envelope is not None and money:
        yield _money(found, envelope)
    yield _people(found)
    if found.counted.refused:
        yield _refused(found)
    if found.counted.to_a_person:
        yield _to_a_person(found)
    yield _spread(found)
    if found.is_compared:
        yield _changes(found)
    for name in dict.fromkeys(kind for kind, _ in found.counted.sums if kind):
        yield _by_kind(found, name, hide_below)
    if found.years:
        yield _years(found)


def pounds(amount: Decimal) -> str:
    """An amount as people write it: 1,234.50, and a minus that reads as one."""
    words = f"{amount:,.2f}"
    return f"−{words[1:]}" if words.startswith("-") else words


def figure_in(found: Simulated, amount: Decimal) -> str:
    """A figure in the unit of the headline."""
    return f"£{pounds(amount)}".replace("£−", "−£") if unit_of(found.scheme).is_money else f"{amount:,f}"


def _money(found: Simulated, envelope: Envelope) -> Table:
    year = a_year_of(found.counted.all.total, found.scheme)
    left = EXACT.subtract(envelope.to_share_out, year)
    rows = [
        ("Envelope", pounds(envelope.pounds)),
        (f"Contingency kept back ({envelope.contingency_per_cent:f} %)", pounds(envelope.contingency)),
        ("To share out", pounds(envelope.to_share_out)),
        ("The scheme gives", pounds(year)),
        ("Over the envelope by" if left < 0 else "Left in the envelope", pounds(abs(left))),
    ]
    if envelope.fixed_cost:
        after = EXACT.subtract(left, envelope.fixed_cost)
        rows += [
            ("Risk: fixed costs that go on meanwhile (in nobody's sum)", pounds(envelope.fixed_cost)),
            ("With these, over the envelope by" if after < 0 else "With these, left", pounds(abs(after))),
        ]
    about = "A year of everybody's sum, by the conversion that the scheme declares, beside the money there is."
    return Table("envelope", "The money there is", about, ("Line", "Pounds a year"), tuple(rows))


def _people(found: Simulated) -> Table:
    sums = found.counted.all
    rows = [
        ("In the caseload", sums.people),
        ("With a figure", sums.with_figure),
        ("Of these, without an individual budget", sums.no_budget),
        ("Of these, a person or a panel looks first", sums.to_a_person),
        ("Refused: no figure can be given", sums.refused),
    ]
    told = tuple((name, f"{count:,}") for name, count in rows)
    total = ("The scheme gives, " + unit_of(found.scheme).value, figure_in(found, sums.total))
    return Table("people", "People", "How many people got what.", ("People", "Number"), (*told, total))


def _most_first(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first; of equals, in the order of their names, whatever the parts of the caseload were."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _refused(found: Simulated) -> Table:
    rows = tuple(
        (reason.value, line or "–", f"{count:,}") for (reason, line), count in _most_first(found.counted.refused)
    )
    about = "Why no figure can be given, and the line that it stands at. A refusal is never counted as nought."
    return Table("refused", "Refused", about, ("Reason", "Line", "People"), rows)


def _to_a_person(found: Simulated) -> Table:
    each = _most_first(found.counted.to_a_person)
    rows = tuple((found.scheme.line(name).title.standard, name, f"{count:,}") for name, count in each)
    about = "The figure stands, and a person or a panel looks at it. Somebody may be counted at several lines."
    return Table("to-a-person", "To a person or a panel", about, ("Line", "Id", "People"), rows)


def quantiles(figures: Counter[Decimal], shares: Sequence[float] = SHARES) -> list[Decimal]:
    """For each share, the figure that so many people do not go above; each is a figure that somebody has."""
    values = sorted(figures)
    counts = [figures[value] for value in values]
    places = np.quantile(np.arange(len(values)), shares, weights=counts, method="inverted_cdf")
    return [values[int(place)] for place in places]


def _spread(found: Simulated) -> Table:
    columns: list[tuple[str, Counted]] = [("This scheme", found.counted)]
    if found.against is not None:
        columns.append((f"{found.against.id} {found.against.version}", found.counted_before))
    told = [(name, quantiles(counted.figures)) for name, counted in columns if counted.figures]
    rows = tuple(
        (f"{share:.0%}", *(figure_in(found, figures[place]) for _, figures in told))
        for place, share in enumerate(SHARES)
    )
    about = f"So many people in a hundred get no more than this, {unit_of(found.scheme)}."
    return Table(
        "spread", "How the figures are spread", about, ("People", *(name for name, _ in told)), rows if told else ()
    )


def steps_in_words() -> list[str]:
    """The steps in which changes are told, in the order of `Counted.steps`."""
    lower = [f"lose £{abs(EDGES[0])} or more" if EDGES[0] < 0 else ""]
    for low, high in pairwise(EDGES):
        words = "gain" if low >= 0 else "lose"
        lower.append(f"{words} £{min(abs(low), abs(high))} to £{max(abs(low), abs(high))}")
    return [*lower, f"gain £{EDGES[-1]} or more", "the same"]


def _changes(found: Simulated) -> Table:
    sums = found.counted.all
    before = "the scheme before" if found.against else "what their support costs now"
    each = zip(steps_in_words(), found.counted.steps(), strict=True)
    rows = [(words, f"{count:,}") for words, count in each]
    rows += [
        ("All who gain", f"{sums.gain:,}"),
        ("together", figure_in(found, sums.gained)),
        ("All who lose", f"{sums.lose:,}"),
        ("together", figure_in(found, sums.lost)),
        ("Not compared", f"{sums.people - sums.compared:,}"),
    ]
    about = f"Against {before}, {unit_of(found.scheme)}. Those without a figure on either side are not compared."
    return Table("changes", "Who gains and who loses", about, ("Change", "People"), tuple(rows))


def _by_kind(found: Simulated, name: str, below: int) -> Table:
    each = {kind: sums for (told_by, kind), sums in found.counted.sums.items() if told_by == name}
    names = sorted(each)
    unseen = hidden([each[kind].people for kind in names], below)
    head = ["People", "With a figure", "To a person", "Total", "Average"]
    if found.is_compared:
        head += ["Gain", "Lose", "Change"]
    rows = []
    for place, kind in enumerate(names):
        cells = ["hidden"] * len(head) if place in unseen else _cells(found, each[kind], below)
        rows.append((kind or "not known", *cells))
    about = (
        f"Sums are {unit_of(found.scheme)}. Whatever counts fewer than {below} people is hidden; where that is one row "
    )
    about += "alone, the next one is, too, as the total would tell it."
    return Table(f"by-{name.replace(' ', '-')}", f"By {name}", about, (name.capitalize(), *head), tuple(rows))


def _cells(found: Simulated, sums: Sums, below: int) -> list[str]:
    average = PENNY.apply_to_quotient(sums.total, Decimal(sums.with_figure or 1))
    few = 0 < sums.with_figure < below
    cells = [f"{sums.people:,}", _few(sums.with_figure, below), _few(sums.to_a_person, below)]
    cells += ["hidden", "hidden"] if few else [figure_in(found, sums.total), figure_in(found, average)]
    if found.is_compared:
        change = EXACT.subtract(sums.total_compared, sums.before)
        cells += [_few(sums.gain, below), _few(sums.lose, below)]
        cells.append("hidden" if 0 < sums.compared < below else figure_in(found, change))
    return cells


def _few(count: int, below: int) -> str:
    return f"under {below}" if is_small(count, below) else f"{count:,}"


def _years(found: Simulated) -> Table:
    rows = []
    for day, extra in found.years.items():
        year = pounds(a_year_of(extra, found.scheme)) if unit_of(found.scheme).is_money else "–"
        rows.append((day.isoformat(), figure_in(found, extra), year))
    about = "What protecting the sums of before adds, for the same people on each day. It falls as protection ends."
    head = ("On", unit_of(found.scheme).value.capitalize(), "Pounds a year at that rate")
    return Table("transition", "The cost of transition by year", about, head, tuple(rows))
