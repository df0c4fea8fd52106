"""Owns what a calculation gives: the lines of a budget, or a refusal that says why there is none."""

from collections.abc import Iterator, Reversible
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.money import Figure, Rounding, Unit
from portal.words import Text


class Reason(StrEnum):
    """Why no budget can be given. In order of telling: the first that applies is the one named."""

    NOT_IN_EFFECT = "not-in-effect"
    UNANSWERED = "unanswered"
    NOT_SURE = "not-sure"
    ANSWERS_DISAGREE = "answers-disagree"  # each may be right by itself, and not together
    OUT_OF_RANGE = "out-of-range"
    GAP_IN_TABLE = "gap-in-table"
    NO_PRICE = "no-price"
    NOT_PUBLISHED = "not-published"  # a figure that exists, and whose owner does not tell it
    A_PERSON_DECIDES = "a-person-decides"  # an open band without a figure


class Misfit(StrEnum):
    """How a number is out of range."""

    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    BETWEEN_STEPS = "between-steps"
    DIVIDES_BY_NOUGHT = "divides-by-nought"


class How(StrEnum):
    """What an operand does to the figure, worked from left to right as on a pocket calculator."""

    ADDED = "added"
    TAKEN_AWAY = "taken-away"
    TIMES = "times"
    DIVIDED_BY = "divided-by"
    PER_CENT = "per-cent"  # the figure so far, times this, divided by a hundred
    GREATEST = "greatest"  # the greater of the figure so far and this
    LEAST = "least"  # the less of the figure so far and this
    COMPARED = "compared"  # shown, because the figure was looked up or held against it; changes nothing by itself


class Outcome(StrEnum):
    """What a line found besides its figure."""

    ORDINARY = "ordinary"
    RAISED = "raised"  # a floor held
    LOWERED = "lowered"  # a hard cap held
    PROTECTED = "protected"  # a budget of before holds the figure up for a time
    NO_BUDGET = "no-budget"  # below the level for an individual budget: not the same as a budget of nought
    TO_A_PERSON = "to-a-person"  # a soft cap was passed or an open band reached: a person looks, the figure stands


@dataclass(frozen=True, slots=True)
class RateUsed:
    """The dated rate a line used: its figure per unit, the day it starts and where it is published."""

    id: str
    title: Text
    figure: Decimal
    unit: Unit
    per: Unit | None
    starts: date
    source: str


@dataclass(frozen=True, slots=True)
class Operand:
    """One thing a line's figure is worked out from: an answer, an earlier line, a rate or a stated figure.

    `label` is the operand's own words, where it is neither a line nor an answer. `option` is the answer picked, `item`
    the place (from nought) in a group such as the people who help.
    """

    how: How
    value: Decimal
    unit: Unit | None = None
    label: Text | None = None
    line: str | None = None
    question: str | None = None
    item: int | None = None
    option: str | None = None
    rate: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a budget, with everything needed to print its working and get the same figure.

    `applies` is False where the line's own condition does not hold, or nothing it stands on applies: its figure is
    then nought and no sum counts it. `confirmed` is None unless the line counts help by other people. `hangs_on` are
    the questions that decide whether it applies.
    """

    id: str
    operation: str
    title: Text
    because: Text
    operands: tuple[Operand, ...]
    figure: Decimal
    unit: Unit
    rate: RateUsed | None = None
    rounding: Rounding | None = None
    applies: bool = True
    outcome: Outcome = Outcome.ORDINARY
    confirmed: bool | None = None
    hangs_on: tuple[str, ...] = ()
    part: str | None = None
    source: str | None = None

    @property
    def amount(self) -> Figure:
        """The figure with its unit."""
        return Figure(self.figure, self.unit)

    @property
    def questions(self) -> tuple[tuple[str, int | None], ...]:
        """The questions (and items) whose answers this line counts directly, each once."""
        return tuple(dict.fromkeys((one.question, one.item) for one in self.operands if one.question))


def none_found(line_id: str, lines: Reversible[Line]) -> bool:
    """Whether a line gives no individual budget: it says so, or a line that goes into its figure does.

    A figure above nought is a budget, and so are all that stand on it. What is taken away makes no budget of a figure.
    `lines` are in the order of the scheme, this one among them.
    """
    wanted = {line_id}
    for line in reversed(lines):
        if line.id in wanted and line.figure <= 0:
            if line.outcome is Outcome.NO_BUDGET:
                return True
            wanted.update(one.line for one in line.operands if one.line and one.how is not How.TAKEN_AWAY)
    return False


@dataclass(frozen=True, slots=True)
class Result:
    """A named result of a scheme: the line that is its last, and whether it leads the page.

    `paid_by` names whose money it is where it is not the council's, such as the NHS: it is listed apart.
    """

    id: str
    title: Text
    line: str
    headline: bool = False
    paid_by: Text | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to say a result, such as hours of help at a stated rate: for reading, never added to anything."""

    id: str
    title: Text
    figure: Decimal
    unit: Unit
    rate: RateUsed | None
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Refusal:
    """No figure, and why: every question that stands in the way is named at once, with its item in a group.

    `lines` are those that could be worked out all the same, so that needs and points can be shown without money.
    `misfit` says how a number is out of range, where it is a number that is.
    """

    reason: Reason
    questions: tuple[tuple[str, int | None], ...] = ()
    line: str | None = None
    lines: tuple[Line, ...] = ()
    misfit: Misfit | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the budget started from and why; `ceiling` is the cost in place where that is also the most."""

    id: str
    title: Text
    because: Text
    ceiling: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Withheld:
    """A result beside the headline that could not be worked out; the headline stands all the same."""

    result: Result
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Budget:
    """An indicative budget: the lines in order; no figure comes from anywhere else.

    `results` are those that were worked out, the headline among them; `withheld` are the others, each with its reason.
    `aside` are lines at which a person would look, and on which no result stands here, such as another group's table.
    """

    scheme: str
    version: str
    fingerprint: str
    day: date
    illustrative: bool
    lines: tuple[Line, ...]
    results: tuple[Result, ...]
    readings: tuple[Reading, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    basis: Basis | None = None
    aside: tuple[str, ...] = ()

    @property
    def headline(self) -> Line:
        """The line of the result that leads the page."""
        return self.line(next(result.line for result in self.results if result.headline))

    def line(self, line_id: str) -> Line:
        """The line with this id. Raises KeyError where there is none."""
        for line in self.lines:
            if line.id == line_id:
                return line
        raise KeyError(line_id)

    def result(self, result_id: str) -> Line | None:
        """The last line of a named result, or None where the scheme has no such result."""
        return next((self.line(one.line) for one in self.results if one.id == result_id), None)

    @property
    def to_a_person(self) -> tuple[Line, ...]:
        """The lines that ask for a person to look before anything else happens."""
        asking = (line for line in self.lines if line.outcome is Outcome.TO_A_PERSON)
        return tuple(line for line in asking if line.id not in self.aside)

    @property
    def has_no_budget(self) -> bool:
        """Whether the headline is nought because the scheme gives no individual budget here, or does not apply."""
        return self.gives_none(self.headline.id)

    def gives_none(self, line_id: str) -> bool:
        """Whether a line is nought because the scheme gives nothing here, or does not apply: not a figure of nought."""
        return not self.line(line_id).applies or none_found(line_id, self.lines)

    def behind(self, line_id: str) -> Iterator[Line]:
        """The lines that this line stands on, in the order of the scheme, itself last."""
        wanted = {line_id}
        for line in reversed(self.lines):
            if line.id in wanted:
                wanted.update(one.line for one in line.operands if one.line)
        return (line for line in self.lines if line.id in wanted)
