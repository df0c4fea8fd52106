"""Owns what lines refer to: terms, dated rates, tables, conversions. All of it frozen once a file is loaded."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import RateUsed, Reason
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


NOWHERE = Mark("", 0)
"""The place of what no file declares."""


class Says(StrEnum):
    """What may stand in place of a figure, wherever a scheme gives one for an answer, a row or a band."""

    NO_BUDGET = "no-budget"  # no individual budget at this level: not the same as a budget of nought
    A_PERSON = "a-person"  # a person decides the figure
    NOT_PUBLISHED = "not-published"  # the figure exists, and its owner does not tell it
    ANSWERS_DISAGREE = "answers-disagree"  # no figure can be right for these answers together; in a choice alone

    @property
    def reason(self) -> Reason | None:
        """Why no figure can be given; None where there simply is no budget."""
        reasons = {
            Says.A_PERSON: Reason.A_PERSON_DECIDES,
            Says.NOT_PUBLISHED: Reason.NOT_PUBLISHED,
            Says.ANSWERS_DISAGREE: Reason.ANSWERS_DISAGREE,
        }
        return reasons.get(self)


@dataclass(frozen=True, slots=True)
class FigureTest:
    """Holds where an earlier line's figure is within limits, such as a supplement above a level of need."""

    line: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    more_than: Decimal | None = None
    less_than: Decimal | None = None

    def holds(self, figure: Decimal, *, none: bool = False) -> bool:
        """Whether a figure is within the limits. `none`: there is no individual budget, which is less than any."""
        if none:
            return self.at_least is None and self.more_than is None
        low = self.at_least is None or figure >= self.at_least
        high = self.at_most is None or figure <= self.at_most
        above = self.more_than is None or figure > self.more_than
        return low and high and above and (self.less_than is None or figure < self.less_than)

    @property
    def limits(self) -> tuple[tuple[str, Decimal], ...]:
        """The limits that are stated, in words: 'at least' 4."""
        stated = (
            ("at least", self.at_least),
            ("more than", self.more_than),
            ("at most", self.at_most),
            ("less than", self.less_than),
        )
        return tuple((words, limit) for words, limit in stated if limit is not None)


@dataclass(frozen=True, slots=True)
class RateValue:
    """A rate from one day on; `figure` is None where no price is set from that day, or where it is not published.

    `uprated_by` is the percentage that made this figure of the one before, where it was made so.
    """

    starts: date
    figure: Decimal | None
    source: str
    mark: Mark
    uprated_by: Decimal | None = None
    published: bool = True


@dataclass(frozen=True, slots=True)
class Rate:
    """A price or share that changes with time: `unit` for each `per`."""

    id: str
    title: Text
    unit: Unit
    per: Unit | None
    values: tuple[RateValue, ...]
    mark: Mark
    rounding: Rounding | None = None  # of each uprating

    def on(self, day: date) -> RateUsed | None:
        """The rate in force on a day, or None where no price is set."""
        value = self._value_on(day)
        if value is None or value.figure is None:
            return None
        return RateUsed(self.id, self.title, value.figure, self.unit, self.per, value.starts, value.source)

    def why_not(self, day: date) -> Reason:
        """Why there is no figure on a day: none is set, or it is not published."""
        value = self._value_on(day)
        return Reason.NO_PRICE if value is None or value.published else Reason.NOT_PUBLISHED

    def _value_on(self, day: date) -> RateValue | None:
        return max((one for one in self.values if one.starts <= day), key=lambda one: one.starts, default=None)

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
    """One row: from this many points on, this figure. Without a figure, `says` tells what holds instead.

    `to_a_person` is true where the figure stands and a person looks at it all the same.
    """

    at: Decimal
    figure: Decimal | None
    mark: Mark
    says: Says | None = None
    to_a_person: bool = False


@dataclass(frozen=True, slots=True)
class TableVersion:
    """The rows in force from one day on; `uprated_by` is the percentage that made them of those before."""

    starts: date
    source: str
    rows: tuple[TableRow, ...]
    mark: Mark
    uprated_by: Decimal | None = None


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
    """A declared factor between two units, such as 52 weeks in a year. Never assumed.

    `divides` says that the factor divides. `over` divides what was multiplied, so that 365 days over 7 stay exact.
    """

    id: str
    title: Text
    of: Unit
    unit: Unit
    factor: Decimal
    divides: bool
    source: str
    mark: Mark
    over: Decimal | None = None

    @property
    def needs_rounding(self) -> bool:
        """Whether it divides, so that the figure may have no end."""
        return self.divides or self.over is not None


@dataclass(frozen=True, slots=True)
class Input:
    """An answer that the scheme counts, so that it can be run without a questionnaire.

    Of an input that the lines alone tell of, `options` are those with points (empty for numbers and for questions only
    a condition looks at). A declared one has all of its options, their words and its label besides. `special` are
    `not-applicable` and `blank` where they may be answered; `of_kind_of_person` says whether it asks who somebody is.
    """

    id: str
    kind: str  # choice, choices, number, date, group; any or any-number where only a condition looks at it
    options: tuple[str, ...] = ()
    group: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    in_steps_of: Decimal | None = None
    unit: Unit | None = None
    label: Text | None = None
    option_labels: tuple[Text, ...] = ()
    special: tuple[str, ...] = ()
    of_kind_of_person: bool | None = None  # None where it is not said
    mark: Mark = NOWHERE
    per: Unit | None = None  # what a number is for each of, such as the miles of one trip
