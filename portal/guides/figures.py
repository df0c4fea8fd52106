"""Dated figures: what holds on a day, where it was read, and which figure needs somebody to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal
    from pathlib import Path

CHECK_AGAIN_AFTER = timedelta(days=365)
"""A figure that nobody has looked at for this long is shown with a notice."""
SOON = timedelta(days=60)
"""Staff see a figure this long before it wants a look."""


class FigureUnit(StrEnum):
    """What a figure counts: a closed set."""

    POUNDS = "pounds"
    PERCENT = "percent"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    YEAR = "year"
    WORKING_DAYS = "working_days"
    NUMBER = "number"


@dataclass(frozen=True)
class Figure:
    """One value of a figure for a time; `ends` is its last day, None where no end is known."""

    id: str
    title: str
    value: Decimal
    unit: FigureUnit
    starts: date
    ends: date | None
    source_title: str
    source_address: str
    checked: date
    checked_at_govuk: bool

    def holds_on(self, day: date) -> bool:
        """Say whether this is the value on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def is_stale_on(self, day: date) -> bool:
        """Say whether somebody must look again: its time is over, or the last check is more than a year old."""
        return self.is_over_on(day) or day - self.checked > CHECK_AGAIN_AFTER

    def is_over_on(self, day: date) -> bool:
        """Say whether its time is over."""
        return self.ends is not None and self.ends < day


@dataclass(frozen=True)
class Figures:
    """All figures that guides may name."""

    each: tuple[Figure, ...] = ()

    def __contains__(self, figure_id: str) -> bool:
        return figure_id in self._by_id

    def on(self, figure_id: str, day: date) -> Figure:
        """Return the figure for a day.

        Where none holds on that day, the last one before it is returned, or else the first after it: a page never
        fails for want of a figure, and `stale_on` says that somebody must look. Raises KeyError for an unknown id.
        """
        dated = self._by_id[figure_id]
        begun = [figure for figure in dated if figure.starts <= day]
        return begun[-1] if begun else dated[0]

    def stale_on(self, day: date) -> tuple[Figure, ...]:
        """Return the figures shown on a day that somebody must look at again."""
        return tuple(figure for figure in self.shown_on(day) if figure.is_stale_on(day))

    def stale_soon(self, day: date) -> tuple[Figure, ...]:
        """Return the figures that are still good on a day, and will want a look within `SOON` after it."""
        now = self.stale_on(day)
        return tuple(figure for figure in self.stale_on(day + SOON) if figure not in now)

    def coming_after(self, day: date) -> tuple[Figure, ...]:
        """Return the figures that are known but do not hold yet."""
        return tuple(figure for figure in self.each if figure.starts > day)

    def shown_on(self, day: date) -> tuple[Figure, ...]:
        """Return one value for each figure, the one for a day, in the order of the file."""
        return tuple(self.on(figure_id, day) for figure_id in self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, tuple[Figure, ...]]:
        ids = dict.fromkeys(figure.id for figure in self.each)
        return {
            figure_id: tuple(sorted((f for f in self.each if f.id == figure_id), key=lambda figure: figure.starts))
            for figure_id in ids
        }


def in_plain_words(figure: Figure) -> str:
    """Return the value with its sign in English, such as £12.71 or 15%; other units are words of the text around it."""
    if figure.unit is FigureUnit.POUNDS:
        whole = figure.value == figure.value.to_integral_value()
        return f"£{figure.value:,.0f}" if whole else f"£{figure.value:,.2f}"
    number = f"{figure.value.normalize():f}"
    return f"{number}%" if figure.unit is FigureUnit.PERCENT else number


def load_figures(path: Path) -> Figures:
    """Return the figures of a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    read = [(_figure(entry, complaints), entry) for entry in reader.each("figures", required=True)]
    reader.finish()
    complaints.extend(_overlaps(read))
    if complaints:
        raise ContentError(complaints)
    return Figures(tuple(figure for figure, _ in read if figure))


def _figure(node: Node, complaints: list[Complaint]) -> Figure | None:
    before = len(complaints)
    reader = Reader(node, complaints)
    reader.where = figure_id = reader.text("id")
    title, value = reader.text("title"), reader.decimal("value")
    unit = FigureUnit(reader.one_of("unit", [str(each) for each in FigureUnit]))
    starts, ends, checked = reader.day("from"), _end(reader), reader.day("checked")
    source = reader.inner("source")
    if source is None:
        reader.complain("missing-source", "There is no `source`.", "Say where the figure was read: title and address.")
        return None
    address = source.text("address")
    if address and not address.startswith("https://"):
        source.complain("source-address", f"`{address}` is not an address.", "Begin it with https://.")
    source_title = source.text("title")
    source.finish()
    at_govuk = reader.flag("checked_at_govuk")
    reader.finish()
    if starts and ends and ends < starts:
        reader.complain("figure-dates", "It ends before it begins.", "Put `to` after `from`.")
    if len(complaints) > before or starts is None or checked is None:
        return None
    return Figure(figure_id, title, value, unit, starts, ends, source_title, address, checked, at_govuk)


def _end(reader: Reader) -> date | None:
    node = reader.required("to")
    return None if node is None or node.is_empty else reader.day("to")


def _overlaps(read: Iterable[tuple[Figure | None, Node]]) -> Iterator[Complaint]:
    """Complain where two values of one figure hold on the same day, or its unit changes."""
    dated = sorted(((figure, node) for figure, node in read if figure), key=lambda pair: (pair[0].id, pair[0].starts))
    for (earlier, _), (later, node) in pairwise(dated):
        if earlier.id != later.id:
            continue
        if earlier.ends is None or earlier.ends >= later.starts:
            cure = "Give the earlier line a `to` on the day before this one begins."
            yield node.complaint("figure-overlap", later.id, "Two values hold on the same day.", cure)
        if earlier.unit is not later.unit:
            cure = "Use the same unit, or a new id."
            yield node.complaint("figure-unit", later.id, "The unit is not the one used before.", cure)
