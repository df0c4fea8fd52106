"""Owns the operations that give points, or sums of money, for the options that were picked."""

from dataclasses import dataclass, replace
from decimal import Decimal

from portal.allocation.model import How, Operand, Outcome, Reason
from portal.allocation.operations.answers import NOTHING_STANDS_IN, TAKING, Instead, Limits, Take
from portal.allocation.operations.base import Known, Operation, Places, most_decimals
from portal.allocation.parts import Input, Says
from portal.allocation.work import CannotSay, Work, Working, number_or_refuse, together_refused
from portal.money import decimals


@dataclass(frozen=True, slots=True)
class Points:
    """What each option gives: a figure, or what stands in its place.

    With `in_between`, a number between the least and the greatest may be answered too, in steps of so much.
    """

    of: tuple[tuple[str, Decimal], ...]
    says: tuple[tuple[str, Says], ...] = ()
    in_between: Decimal | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The options that give something."""
        return (*(option for option, _ in self.of), *(option for option, _ in self.says))

    @property
    def places(self) -> int:
        """The most decimals that an answer can give."""
        return most_decimals([*(points for _, points in self.of), self.in_between or Decimal(0)])

    def of_answer(self, found: object, question: str) -> tuple[Operand, Outcome]:
        """What one answer gives. Raises CannotSay where it gives nothing that is known."""
        if self.in_between is not None and isinstance(found, int | Decimal) and not isinstance(found, bool):
            return self._between(Decimal(found), question), Outcome.ORDINARY
        says = dict(self.says).get(found) if isinstance(found, str) else None
        if says is Says.NO_BUDGET:
            return Operand(How.ADDED, Decimal(0), question=question, option=str(found)), Outcome.NO_BUDGET
        points = dict(self.of)
        if not isinstance(found, str) or found not in points:
            raise CannotSay((says and says.reason) or Reason.OUT_OF_RANGE, [(question, None)])
        return Operand(How.ADDED, points[found], question=question, option=found), Outcome.ORDINARY

    def _between(self, number: Decimal, question: str) -> Operand:
        points = [each for _, each in self.of]
        number = number_or_refuse(number, question)
        Limits(min(points), max(points), self.in_between, min(points)).refuse(number, question)
        return Operand(How.ADDED, number, question=question)


def weighed(operands: tuple[Operand, ...], weight: Decimal | None) -> tuple[Operand, ...]:
    """The operands, and the weight where there is one."""
    return operands if weight is None else (*operands, Operand(How.TIMES, weight))


@dataclass(frozen=True, slots=True)
class Score(Operation):
    """Points for the option picked, times a weight where the scheme gives one."""

    question: str
    points: tuple[tuple[str, Decimal], ...]
    instead: Instead = NOTHING_STANDS_IN
    weight: Decimal | None = None
    says: tuple[tuple[str, Says], ...] = ()
    in_between: Decimal | None = None
    name: str = "score"

    @property
    def each(self) -> Points:
        """What each answer gives."""
        return Points(self.points, self.says, self.in_between)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The question, with the options that have points."""
        return (Input(self.question, "choice", self.each.options, in_steps_of=self.in_between),)

    def places(self, known: Known) -> Places:
        """Those of the points and of the weight."""
        return max(self.each.places, most_decimals(self.instead.figures)) + decimals(self.weight or Decimal(0))

    def working(self, work: Work) -> Working:
        """Points of the option, then the weight."""
        found = work.facts.get(self.question)
        stand_in = self.instead.operand(found, self.question)
        operand, outcome = (stand_in, Outcome.ORDINARY) if stand_in else self.each.of_answer(found, self.question)
        return Working(weighed((operand,), self.weight), outcome=outcome)


@dataclass(frozen=True, slots=True)
class ScoreEach(Operation):
    """Points for each of several questions that share one set of points: their sum, the greatest or the least."""

    questions: tuple[str, ...]
    points: tuple[tuple[str, Decimal], ...]
    take: Take = Take.SUM
    instead: Instead = NOTHING_STANDS_IN
    weight: Decimal | None = None
    in_between: Decimal | None = None
    says: tuple[tuple[str, Says], ...] = ()
    name: str = "score"

    @property
    def each(self) -> Points:
        """What each answer gives."""
        return Points(self.points, self.says, self.in_between)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The questions, with the options that have points."""
        return tuple(Input(one, "choice", self.each.options, in_steps_of=self.in_between) for one in self.questions)

    def places(self, known: Known) -> Places:
        """Those of the points and of the weight."""
        return max(self.each.places, most_decimals(self.instead.figures)) + decimals(self.weight or Decimal(0))

    def working(self, work: Work) -> Working:
        """One operand a question. All answers in the way are named at once."""
        operands: list[Operand] = []
        refusals: list[CannotSay] = []
        for question in self.questions:
            found = work.facts.get(question)
            try:
                one = self.instead.operand(found, question) or self.each.of_answer(found, question)[0]
            except CannotSay as refusal:
                refusals.append(refusal)
            else:
                operands.append(replace(one, how=TAKING[self.take]))
        if refusals:
            raise together_refused(refusals)
        return Working(weighed(tuple(operands), self.weight))


@dataclass(frozen=True, slots=True)
class ScoreSeveral(Operation):
    """Points for each option picked of several: their sum, or the greatest."""

    question: str
    points: tuple[tuple[str, Decimal], ...]
    take: Take = Take.SUM
    instead: Instead = NOTHING_STANDS_IN
    weight: Decimal | None = None
    name: str = "score_several"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The question, with the options that have points."""
        return (Input(self.question, "choices", tuple(option for option, _ in self.points)),)

    def places(self, known: Known) -> Places:
        """Those of the points and of the weight."""
        points = most_decimals([*(points for _, points in self.points), *self.instead.figures])
        return points + decimals(self.weight or Decimal(0))

    def working(self, work: Work) -> Working:
        """Points of each option picked, in the order of the scheme."""
        found = work.facts.get(self.question)
        stand_in = self.instead.operand(found, self.question)
        operands = (stand_in,) if stand_in else self._picked(found)
        return Working(weighed(operands, self.weight))

    def _picked(self, found: object) -> tuple[Operand, ...]:
        picked = (found,) if isinstance(found, str) else found
        known = [option for option, _ in self.points]
        if not isinstance(picked, tuple) or any(one not in known for one in picked):
            raise CannotSay(Reason.OUT_OF_RANGE, [(self.question, None)])
        how = TAKING[self.take]
        counted = (Operand(how, each, question=self.question, option=one) for one, each in self.points if one in picked)
        return tuple(counted) or (Operand(How.ADDED, Decimal(0), question=self.question),)
