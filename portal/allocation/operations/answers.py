"""Owns the operations that take numbers from answers: quantities and counts, and what stands in for no answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import How, Misfit, Operand, Reason
from portal.allocation.operations.base import Known, Operation, Places, condition_inputs, most_decimals
from portal.allocation.parts import Input
from portal.allocation.work import (
    CannotSay,
    Work,
    Working,
    number_or_refuse,
    refuse_missing,
    together_refused,
)
from portal.answers import Answer, Facts, Missing
from portal.conditions import Condition
from portal.money import EXACT, Unit


@dataclass(frozen=True, slots=True)
class Instead:
    """The figures that stand where there is no value: not asked, does not apply, left blank. None refuses."""

    not_asked: Decimal | None = None
    not_applicable: Decimal | None = None
    blank: Decimal | None = None

    def operand(self, found: object, question: str, item: int | None = None) -> Operand | None:
        """The operand for a missing answer, None for a real one. Raises CannotSay where nothing may stand in."""
        if found is None:
            if self.not_asked is None:
                raise CannotSay(Reason.UNANSWERED, [(question, item)])
            return Operand(How.ADDED, self.not_asked, question=question, item=item)
        figures = {Missing.NOT_APPLICABLE: self.not_applicable, Missing.BLANK: self.blank}
        if isinstance(found, Missing):
            figure = figures.get(found)
            if figure is None:
                refuse_missing(found, question, item)
            else:
                return Operand(How.ADDED, figure, question=question, item=item, option=found.value)
        return None

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """The figures that are stated."""
        return tuple(one for one in (self.not_asked, self.not_applicable, self.blank) if one is not None)


NOTHING_STANDS_IN = Instead()


class Take(StrEnum):
    """How several figures become one."""

    SUM = "sum"
    COUNT = "count"
    GREATEST = "greatest"
    LEAST = "least"


TAKING = {Take.SUM: How.ADDED, Take.COUNT: How.ADDED, Take.GREATEST: How.GREATEST, Take.LEAST: How.LEAST}


def on_steps(number: Decimal, steps: Decimal | None, start: Decimal = Decimal(0)) -> bool:
    """Whether a number lies on the steps that may be answered: whole numbers, halves, quarters; None allows any."""
    return steps is None or EXACT.remainder(EXACT.subtract(number, start), steps) == 0


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most that may be answered, and the steps between them; None allows any above nought.

    There are no hours, nights or pounds below nought, so a scheme that means such numbers says from where on.
    """

    at_least: Decimal | None = None
    at_most: Decimal | None = None
    in_steps_of: Decimal | None = None
    start: Decimal = Decimal(0)

    @property
    def least(self) -> Decimal:
        """The least that may be answered."""
        return Decimal(0) if self.at_least is None else self.at_least

    def misfit(self, number: Decimal) -> Misfit | None:
        """How a number does not fit; None where it does."""
        if number < self.least:
            return Misfit.TOO_SMALL
        if self.at_most is not None and number > self.at_most:
            return Misfit.TOO_LARGE
        return None if on_steps(number, self.in_steps_of, self.start) else Misfit.BETWEEN_STEPS

    def refuse(self, number: Decimal, question: str, item: int | None = None) -> None:
        """Raise CannotSay where a number does not fit."""
        misfit = self.misfit(number)
        if misfit is not None:
            raise CannotSay(Reason.OUT_OF_RANGE, [(question, item)], misfit)


def limits_of(operation: "Quantity | OverItems") -> Limits:
    """What may be answered where a number is counted."""
    return Limits(operation.at_least, operation.at_most, operation.in_steps_of)


@dataclass(frozen=True, slots=True)
class Quantity(Operation):
    """A number that was answered, in the line's unit, within the range the scheme knows; from nought on unless it says.

    With `for_each` it is so much for each of something, such as the miles of one trip, and is multiplied like a price.
    """

    question: str
    instead: Instead = NOTHING_STANDS_IN
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    in_steps_of: Decimal | None = None
    for_each: Unit | None = None
    name: str = "quantity"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The question, with its range."""
        limits = (self.at_least, self.at_most, self.in_steps_of)
        return (Input(self.question, "number", (), None, *limits),)

    def per(self, known: Known) -> Unit | None:
        """What the number is for each of."""
        return self.for_each

    def places(self, known: Known) -> Places:
        """Any number, or those of its steps."""
        return None if self.in_steps_of is None else most_decimals([self.in_steps_of, *self.instead.figures])

    def working(self, work: Work) -> Working:
        """The number itself."""
        found = work.facts.get(self.question)
        stand_in = self.instead.operand(found, self.question)
        if stand_in is not None:
            return Working((stand_in,))
        number = number_or_refuse(found, self.question)
        limits_of(self).refuse(number, self.question)
        return Working((Operand(How.ADDED, number, question=self.question),))


@dataclass(frozen=True, slots=True)
class OverItems(Operation):
    """Over a group such as the people who help: how many, or the sum, greatest or least of a number, where it holds."""

    group: str
    take: Take
    of: str | None = None
    where: Condition | None = None
    instead: Instead = NOTHING_STANDS_IN
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    in_steps_of: Decimal | None = None
    name: str = "over"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The group, the number asked of each item, and what the condition looks at."""
        limits = (self.at_least, self.at_most, self.in_steps_of)
        number = (Input(self.of, "number", (), self.group, *limits),) if self.of else ()
        looked_at = condition_inputs(self.where, self.group) if self.where else ()
        return (Input(self.group, "group"), *number, *looked_at)

    def places(self, known: Known) -> Places:
        """None for a count; any number for numbers that are answered, or those of its steps."""
        if self.take is Take.COUNT:
            return 0
        return None if self.in_steps_of is None else most_decimals([self.in_steps_of, *self.instead.figures])

    def working(self, work: Work) -> Working:
        """One operand an item that counts; nought where there is none. All answers in the way are named at once."""
        operands: list[Operand] = []
        refusals: list[CannotSay] = []
        for place, item in enumerate(work.items(self.group)):
            try:
                if self.where is None or work.decide(self.where, item, place):
                    operands.append(self._counted(item, place))
            except CannotSay as refusal:
                refusals.append(refusal)
        if refusals:
            raise together_refused(refusals)
        return Working(tuple(operands) or (Operand(How.ADDED, Decimal(0), question=self.group),))

    def _counted(self, item: Mapping[str, Answer | tuple[Facts, ...]], place: int) -> Operand:
        if self.of is None:
            return Operand(How.ADDED, Decimal(1), question=self.group, item=place)
        found = item.get(self.of)
        stand_in = self.instead.operand(found, self.of, place)
        if stand_in is not None:
            return Operand(TAKING[self.take], stand_in.value, question=self.of, item=place)
        number = number_or_refuse(found, self.of, place)
        limits_of(self).refuse(number, self.of, place)
        return Operand(TAKING[self.take], number, question=self.of, item=place)
