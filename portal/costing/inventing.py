"""Owns a made-up caseload: people who answer a questionnaire along its route, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from random import Random

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget
from portal.allocation.operations import Score, ScoreEach, Support
from portal.allocation.scheme import Scheme
from portal.answers import Answer, Facts, Missing
from portal.conditions import Condition, holds
from portal.costing.assuming import Assumptions, ClientGroup, drawn
from portal.money import Direction, Rounding
from portal.questionnaires.model import Group, Kind, Question, Questionnaire

Given = dict[str, "Answer | tuple[Facts, ...]"]
BANDS = ((18, 24), (25, 44), (45, 64), (65, 74), (75, 84), (85, 120))


@dataclass(frozen=True)
class Somebody:
    """A made-up person: their live answers, what kind of person they are, and what their support costs now."""

    facts: Facts
    kinds: Mapping[str, str]
    cost_now: Decimal | None


@dataclass(frozen=True)
class Inventing:
    """What people are made up from. The scheme tells which answers count, and which stand for more need."""

    questionnaire: Questionnaire
    scheme: Scheme
    assumed: Assumptions
    day: date

    @cached_property
    def asked(self) -> Questionnaire:
        """The questions that count, and those that decide whether these are asked."""
        return self.questionnaire.only([one for one in self.scheme.questions_used if one in self.questionnaire])

    @cached_property
    def by_need(self) -> Mapping[str, tuple[str, ...]]:
        """The options of each question that has points, from the least need to the greatest."""
        found: dict[str, tuple[str, ...]] = {}
        for line in self.scheme.lines:
            operation = line.operation
            if isinstance(operation, Score | ScoreEach):
                questions = operation.questions if isinstance(operation, ScoreEach) else (operation.question,)
                ranked = tuple(option for option, _ in sorted(operation.points, key=lambda one: one[1]))
                found.update(dict.fromkeys(questions, ranked))
        return found

    @cached_property
    def counted(self) -> frozenset[str]:
        """What helpers do that takes something off a need."""
        supports = (line.operation for line in self.scheme.lines if isinstance(line.operation, Support))
        return frozenset(option for one in supports for option in one.counts)

    def people(self, count: int, seed: int) -> Iterator[Somebody]:
        """So many people. Person n is the same however many there are."""
        for number in range(count):
            yield self.somebody(Random(f"{seed} {number}"))  # noqa: S311  nothing secret hangs on it

    def somebody(self, chance: Random) -> Somebody:
        """One person."""
        groups = {str(place): group.share for place, group in enumerate(self.assumed.groups)}
        group = self.assumed.groups[int(drawn(chance, groups))]
        kinds = {"client group": group.name, "age band": _age_band(chance, group)}
        kinds |= {name: drawn(chance, shares) for name, shares in self.assumed.kinds.items()}
        need = chance.betavariate(group.need * group.spread, (1 - group.need) * group.spread)
        facts: Given = {}
        for section in self.asked.sections:
            if not _is_asked(section.ask_when, facts):
                continue
            for question in section.questions:
                if _is_asked(question.ask_when, facts):
                    facts[question.id] = self._answer(chance, question, need)
        counted = {name: answer for name, answer in facts.items() if name in self.scheme.questions_used}
        return Somebody(counted, kinds, self._cost_now(chance, facts))

    def _answer(self, chance: Random, question: Question | Group, need: float) -> Answer | tuple[Facts, ...]:
        if isinstance(question, Group):
            number = int(drawn(chance, self.assumed.helpers))
            return tuple(
                {one.id: self._answer(chance, one, need) for one in question.questions if one.kind is not Kind.NAME}
                for _ in range(number)
            )
        if chance.random() < self.assumed.unsure and Missing.NOT_SURE in question.special:
            return Missing.NOT_SURE
        if question.id in self.assumed.answers:
            return drawn(chance, self.assumed.answers[question.id])
        felt = self._felt(chance, need)
        if question.kind is Kind.CHOICES:
            return self._several(chance, question, felt)
        if question.kind.is_number:
            most = self.assumed.numbers.get(
                question.id, int(question.at_most) if isinstance(question.at_most, Decimal) else 5
            )
            return Decimal(min(int(felt * (most + 1)), most))
        options = self.by_need.get(question.id) or tuple(option.id for option in question.options)
        return options[min(int(felt * len(options)), len(options) - 1)] if options else Missing.BLANK

    def _felt(self, chance: Random, need: float) -> float:
        """The need as it is at one question: around that of the person."""
        near = min(max(need, 0.02), 0.98) * self.assumed.around
        return chance.betavariate(near, self.assumed.around - near)

    def _several(self, chance: Random, question: Question, felt: float) -> Answer:
        picked = tuple(one.id for one in question.options if not one.exclusive and chance.random() < felt * 0.6)
        alone = next((one.id for one in question.options if one.exclusive), None)
        return picked or ((alone,) if alone else (question.options[0].id,))

    def _cost_now(self, chance: Random, facts: Facts) -> Decimal | None:
        """What the support in place costs a week; None for those who are new, and where the scheme gives no figure."""
        cost = self.assumed.cost_now
        is_new, times = chance.random() < cost.new, chance.lognormvariate(0, cost.apart) * cost.around
        found = calculate(self.scheme, facts, self.day)
        if is_new or not isinstance(found, Budget) or not found.headline.figure:
            return None
        near = found.headline.figure * Decimal(str(round(times, 4)))
        return Rounding(cost.to, Direction.HALF_UP).apply(near)


def _is_asked(condition: Condition | None, facts: Facts) -> bool:
    return condition is None or holds(condition, facts) is True


def _age_band(chance: Random, group: ClientGroup) -> str:
    age = chance.randint(group.first_age, group.last_age)
    low, high = next(band for band in BANDS if band[0] <= age <= band[1])
    return f"{low} to {high}" if high < 120 else f"{low} and over"
