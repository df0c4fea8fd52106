"""Owns the tables that tell a simulation, with small numbers hidden wherever people are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from portal.allocation.model import Reason
from portal.costing.counting import EDGES, Counted, Sums
from portal.costing.envelope import PENNY, Envelope, a_year_of, unit_of, year_or_none
from portal.costing.hiding import hidden, hidden_in_all, is_small
from portal.costing.naming import plain_names
from portal.costing.simulating import Simulated
from portal.costing.spread import SHARES, SHARES_OF_CHANGE, tellable
from portal.money import EXACT

HIDDEN = "hidden"
REASONS = {
    Reason.NOT_IN_EFFECT: "The scheme does not hold on that day",
    Reason.UNANSWERED: "A question is not answered",
    Reason.NOT_SURE: "Somebody is not sure, or wants to talk",
    Reason.ANSWERS_DISAGREE: "Answers do not go together",
    Reason.OUT_OF_RANGE: "An answer does not fit",
    Reason.GAP_IN_TABLE: "No row is for these answers",
    Reason.NO_PRICE: "No price is set",
    Reason.NOT_PUBLISHED: "A figure is not published",
    Reason.A_PERSON_DECIDES: "A person decides",
}


@dataclass(frozen=True)
class Table:
    """One table: its heading, what it tells, the names of its columns, and its rows. The first cell heads its row."""

    id: str
    title: str
    about: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(found: Simulated, envelope: Envelope | None, hide_below: int) -> Iterator[Table]:
    """Every table of a simulation that has something to tell. Raises NoYear where a year is wanted and not declared.

    Of fewer people than `hide_below` nothing is told, nor what would let it be worked out from what is told.
    """
    if not is_told(found, hide_below):
        yield _too_few(hide_below)
        return
    money = unit_of(found.scheme).is_money
    if envelope is not None and money:
        yield _money(found, envelope, hide_below)
    yield _people(found, hide_below)
    if found.counted.refused:
        yield _refused(found, hide_below)
    if found.counted.to_a_person:
        yield _to_a_person(found, hide_below)
    yield _spread(found, hide_below)
    if found.is_compared:
        yield _changes(found, hide_below)
        yield _spread_of_changes(found, hide_below)
    for name in dict.fromkeys(kind for kind, _ in found.counted.sums if kind):
        yield _by_kind(found, name, hide_below)
    if found.years:
        yield _years(found, hide_below)


def is_told(found: Simulated, below: int) -> bool:
    """Whether there are people enough to tell anything of them."""
    return not is_small(found.counted.all.people, below)


def _too_few(below: int) -> Table:
    about = f"Of fewer than {below} people nothing is told. --hide-below says from how many on."
    return Table("people", "People", about, ("People", "Number"), (("In the caseload", f"under {below}"),))


def told(counts: Sequence[int], below: int, also: Collection[int] = ()) -> list[str]:
    """Counts with a known total in words, with those hidden that must be."""
    unseen = hidden(counts, below, also)
    return [HIDDEN if place in unseen else f"{count:,}" for place, count in enumerate(counts)]


def pounds(amount: Decimal) -> str:
    """An amount as people write it: 1,234.50, and a minus that reads as one."""
    words = f"{amount:,.2f}"
    return f"−{words[1:]}" if words.startswith("-") else words


def figure_in(found: Simulated, amount: Decimal) -> str:
    """A figure in the unit of the headline."""
    return f"£{pounds(amount)}".replace("£−", "−£") if unit_of(found.scheme).is_money else f"{amount:,f}"


def total_is_told(found: Simulated, below: int) -> bool:
    """Whether people enough have a budget to tell what they have together."""
    return not is_small(found.counted.all.with_budget, below)


def _money(found: Simulated, envelope: Envelope, below: int) -> Table:
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
    if not total_is_told(found, below):
        rows = [*rows[:3], ("The scheme gives", HIDDEN)]
    about = "A year of everybody's sum, by the conversion that the scheme declares, beside the money there is."
    return Table("envelope", "The money there is", about, ("Line", "Pounds a year"), tuple(rows))


def _people(found: Simulated, below: int) -> Table:
    sums = found.counted.all
    given, refused = told([sums.with_figure, sums.refused], below)
    rows = [
        ("In the caseload", f"{sums.people:,}"),
        ("With a figure", given),
        ("Of these, without an individual budget", *told([sums.no_budget], below)),
        ("Of these, a person or a panel looks first", *told([sums.to_a_person], below)),
        ("Refused: no figure can be given", refused),
    ]
    sum_told = figure_in(found, sums.total) if total_is_told(found, below) else HIDDEN
    total = ("The scheme gives, " + unit_of(found.scheme).value, sum_told if sums.with_figure else "–")
    return Table("people", "People", "How many people got what.", ("People", "Number"), (*rows, total))


def _most_first(counts: Counter[Any]) -> list[tuple[Any, int]]:
    """The most frequent first; of equals, in the order of their names, whatever the parts of the caseload were."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _refused(found: Simulated, below: int) -> Table:
    each = _most_first(found.counted.refused)
    unseen = hidden([count for _, count in each], below)
    rows = [
        (REASONS[reason], found.scheme.line(line).title.standard if line else "–", line or "–", f"{count:,}")
        for place, ((reason, line), count) in enumerate(each)
        if place not in unseen
    ]
    if unseen:
        few = sum(each[place][1] for place in unseen)
        rows.append(("Others, each of few people", "–", "–", HIDDEN if is_small(few, below) else f"{few:,}"))
    about = "Why no figure can be given, and the line that it stands at. A refusal is never counted as nought."
    return Table("refused", "Refused", about, ("Reason", "Line", "Id", "People"), tuple(rows))


def _to_a_person(found: Simulated, below: int) -> Table:
    each = _most_first(found.counted.to_a_person)
    counts = told([count for _, count in each], below)
    rows = tuple(
        (found.scheme.line(name).title.standard, name, count) for (name, _), count in zip(each, counts, strict=True)
    )
    about = "The figure stands, and a person or a panel looks at it. Somebody may be counted at several lines."
    return Table("to-a-person", "To a person or a panel", about, ("Line", "Id", "People"), rows)


def _spread(found: Simulated, below: int) -> Table:
    columns: list[tuple[str, Counted]] = [("This scheme", found.counted)]
    if found.against is not None:
        columns.append((f"{found.against.id} {found.against.version}", found.counted_before))
    each = [(name, tellable(counted.figures, below)) for name, counted in columns if counted.figures]
    rows = [
        (f"{share:.0%}", *(HIDDEN if figure is None else figure_in(found, figure) for figure in figures))
        for share, *figures in zip(SHARES if each else (), *(one for _, one in each), strict=True)
    ]
    about = f"So many people in a hundred get no more than this, {unit_of(found.scheme)}. What is of fewer than "
    about += f"{below} people, such as the highest figure, is hidden."
    about = about if each else "Nobody has a figure."
    head = ("People", *(name for name, _ in each))
    return Table("spread", "How the figures are spread", about, head, tuple(rows))


def steps_in_words() -> list[str]:
    """The steps in which changes are told, in the order of `Counted.steps`."""
    lower = [f"lose £{abs(EDGES[0])} or more" if EDGES[0] < 0 else ""]
    for low, high in pairwise(EDGES):
        words = "gain" if low >= 0 else "lose"
        lower.append(f"{words} £{min(abs(low), abs(high))} to £{max(abs(low), abs(high))}")
    return [*lower, f"gain £{EDGES[-1]} or more", "the same"]


def steps_told(found: Simulated, below: int) -> tuple[list[str], list[str]]:
    """How many people change by each step, in the order of `Counted.steps`; and all who gain, lose, and the others.

    Where the number of all who lose is hidden, so is every step of theirs; and so for those who gain.
    """
    sums, steps = found.counted.all, found.counted.steps()
    every = told([sums.gain, sums.lose, steps[-1], sums.people - sums.compared], below)
    downs = EDGES.index(Decimal(0)) + 1
    parts = []
    for counts, together in ((steps[:downs], every[1]), (steps[downs:-1], every[0])):
        parts += told(counts, below, range(len(counts)) if together == HIDDEN else ())
    return [*parts, every[2]], every


def _before(found: Simulated) -> str:
    return "the scheme before" if found.against else "what their support costs now"


def _changes(found: Simulated, below: int) -> Table:
    sums = found.counted.all
    steps, (gain, lose, _, not_compared) = steps_told(found, below)
    rows = list(zip(steps_in_words(), steps, strict=True))
    rows += [
        ("All who gain", gain),
        ("together", HIDDEN if gain == HIDDEN else figure_in(found, sums.gained)),
        ("All who lose", lose),
        ("together", HIDDEN if lose == HIDDEN else figure_in(found, sums.lost)),
        ("Not compared", not_compared),
    ]
    about = f"Against {_before(found)}, {unit_of(found.scheme)}. Who has no figure on either side is not compared."
    return Table("changes", "Who gains and who loses", about, ("Change", "People"), tuple(rows))


def _spread_of_changes(found: Simulated, below: int) -> Table:
    each = zip(SHARES_OF_CHANGE, tellable(found.counted.changes, below, SHARES_OF_CHANGE), strict=True)
    rows = ((f"{share:.0%}", HIDDEN if change is None else figure_in(found, change)) for share, change in each)
    about = f"So many people in a hundred change by no more than this against {_before(found)}; a minus is a loss."
    return Table("spread-of-changes", "By how much", about, ("People", "Change"), tuple(rows))


def _by_kind(found: Simulated, name: str, below: int) -> Table:
    each = {kind: sums for (told_by, kind), sums in found.counted.sums.items() if told_by == name}
    rows = [each[kind] for kind in sorted(each)]
    unseen = hidden([one.people for one in rows], below)
    given = hidden_in_all(([one.with_figure for one in rows], [one.refused for one in rows]), below, unseen)
    sums = hidden([one.with_budget for one in rows], below, given)
    columns = [
        _column("People", unseen, [f"{one.people:,}" for one in rows]),
        _column("With a figure", given, [f"{one.with_figure:,}" for one in rows]),
        _column("Refused", given, [f"{one.refused:,}" for one in rows]),
        ("To a person", *told([one.to_a_person for one in rows], below, unseen)),
        _column("Total", sums, [figure_in(found, one.total) if one.with_figure else "–" for one in rows]),
        _column("Average", sums, [figure_in(found, _average(one)) if one.with_figure else "–" for one in rows]),
    ]
    if found.is_compared:
        few = hidden([one.compared for one in rows], below, unseen)
        changes = [figure_in(found, EXACT.subtract(one.total_compared, one.before)) for one in rows]
        columns += [
            ("Gain", *told([one.gain for one in rows], below, unseen)),
            ("Lose", *told([one.lose for one in rows], below, unseen)),
            _column("Change", few, changes),
        ]
    about = f"Sums are {unit_of(found.scheme)}. Whatever counts fewer than {below} people is hidden, and as much more "
    about += "as it takes so that the total does not tell it."
    head, *cells = zip((name.capitalize(), *(kind or "not known" for kind in sorted(each))), *columns, strict=True)
    return Table(plain_names(found.counted.told_by)[name], f"By {name}", about, head, tuple(cells))


def _column(head: str, unseen: Collection[int], cells: Sequence[str]) -> tuple[str, ...]:
    return (head, *(HIDDEN if place in unseen else cell for place, cell in enumerate(cells)))


def _average(sums: Sums) -> Decimal:
    return PENNY.apply_to_quotient(sums.total, Decimal(sums.with_figure))


def _years(found: Simulated, below: int) -> Table:
    rows = []
    for day, year in found.years.items():
        in_year = year_or_none(year.extra, found.scheme)
        sums = [figure_in(found, year.extra), "–" if in_year is None else pounds(in_year)]
        cells = [HIDDEN, HIDDEN] if is_small(year.people, below) else sums if year.people else ["–", "–"]
        rows.append((day.isoformat(), *cells, told([year.people, year.left_out], below)[1]))
    about = "What protecting the sums of before adds, for those with a figure on that day. It falls as protection ends."
    head = ("On", unit_of(found.scheme).value.capitalize(), "Pounds a year at that rate", "People left out: no figure")
    return Table("transition", "The cost of transition by year", about, head, tuple(rows))
