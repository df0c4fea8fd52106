"""Owns what lines refer to: terms, dated rates, tables, conversions. All of it frozen once a file is loaded."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import RateUsed
from portal.files import Mark
from portal.money import Rounding, Unit
from portal.words import Text


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to reckon with: an earlier line, a dated rate or a stated figure. Exactly one of the three is set."""

    line: str | None = None
    rate: str | None = None
    figure: Decimal | None = None
    unit: Unit | None = None
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class RateValue:
    """A rate from one day on; `figure` is None where no price is set from that day."""

    starts: date
    figure: Decimal | None
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Rate:
    """A price or share that changes with time: `unit` for each `per`."""

    id: str
    title: Text
    unit: Unit
    per: Unit | None
    values: tuple[RateValue, ...]
    mark: Mark

    def on(self, day: date) -> RateUsed | None:
        """The rate in force on a day, or None where no price is set."""
        value = max((one for one in self.values if one.starts <= day), key=lambda one: one.starts, default=None)
        if value is None or value.figure is None:
            return None
        return RateUsed(self.id, self.title, value.figure, self.unit, self.per, value.starts, value.source)

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """All figures this rate ever has."""
        return tuple(one.figure for one in self.values if one.figure is not None)


class TableReading(StrEnum):
    """How a table is read between its rows."""

    EXACT = "exact"  # only the rows themselves
    STEPPED = "stepped"  # the last row reached
    STRAIGHT = "straight"  # in a straight line between two rows


class Beyond(StrEnum):
    """What happens above the last row of a table."""

    REFUSE = "refuse"
    STAYS = "stays"
    TO_A_PERSON = "to-a-person"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: from this many points on, this figure, or no individual budget (`figure` None)."""

    at: Decimal
    figure: Decimal | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class TableVersion:
    """The rows in force from one day on."""

    starts: date
    source: str
    rows: tuple[TableRow, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Table:
    """A table from one unit to another, such as points to pounds a week, in dated versions."""

    id: str
    title: Text
    of: Unit
    unit: Unit
    reading: TableReading
    beyond: Beyond
    rounding: Rounding | None
    versions: tuple[TableVersion, ...]
    mark: Mark

    def on(self, day: date) -> TableVersion | None:
        """The version in force on a day, or None where there is none yet."""
        return max((one for one in self.versions if one.starts <= day), key=lambda one: one.starts, default=None)


@dataclass(frozen=True, slots=True)
class Conversion:
    """A declared factor between two units, such as 52 weeks in a year. Never assumed."""

    id: str
    title: Text
    of: Unit
    unit: Unit
    factor: Decimal
    divides: bool
    source: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Input:
    """An answer that the scheme counts, so that it can be run without a questionnaire.

    `options` are those with points (empty for numbers and for questions only a condition looks at).
    """

    id: str
    kind: str  # choice, choices, number, group or any
    options: tuple[str, ...] = ()
    group: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
