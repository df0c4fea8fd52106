"""Whether a condition can come to hold on some way through a questionnaire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from portal.answers import Answer, Missing
from portal.conditions import AllOf, AnyOf, Between, Condition, compiled, leaves
from portal.questionnaires.model import Group, Kind, Question, Questionnaire

TRIES = 20_000
"""After so many tries a condition is taken to be possible."""
SUBSETS = 5
MANY = 50
PLENTY = 1_000_000

Situation = dict[str, object]


def can_hold(questionnaire: Questionnaire, wanted: Sequence[Condition], *, asked_freely: bool = False) -> bool:
    """Say whether some answers make all these conditions hold at once.

    With `asked_freely` every question counts as asked; otherwise each is asked only where its own condition allows.
    """
    return _Search(questionnaire, wanted, asked_freely=asked_freely).finds()


class _Search:
    def __init__(self, questionnaire: Questionnaire, wanted: Sequence[Condition], *, asked_freely: bool) -> None:
        self.questionnaire = questionnaire
        self.asked_freely = asked_freely
        self.goal = compiled(AllOf(tuple(wanted)))
        self.tries = 0
        looked_at = self._all_looked_at(wanted)
        self.order = [each for each in questionnaire.placed if each in looked_at]
        conditions = [*wanted, *(each for question in self.order for each in self._deciding(question))]
        self.choices = {question: list(self._values(question, conditions)) for question in self.order}

    def finds(self) -> bool:
        return self._search(0, dict.fromkeys(self.order, Missing.UNANSWERED))

    def _search(self, position: int, situation: Situation) -> bool:
        self.tries += 1
        decided = self.goal(situation)  # type: ignore[arg-type]
        if decided is False:
            return False
        if self.tries > TRIES or position == len(self.order):
            return True
        question = self.order[position]
        for value in self._possible(question, situation):
            following = {**situation, question: value}
            if value is None:
                del following[question]
            if self._search(position + 1, following):
                return True
        return False

    def _possible(self, question: str, situation: Situation) -> list[object]:
        deciding = self._deciding(question)
        asked = not deciding or compiled(AllOf(tuple(deciding)))(situation)  # type: ignore[arg-type]
        return list(self.choices[question]) if asked else [None]

    def _deciding(self, question: str) -> list[Condition]:
        if self.asked_freely:
            return []
        placed = self.questionnaire.placed[question]
        owners = (placed.section, placed.group, placed.question)
        return [owner.ask_when for owner in owners if owner and owner.ask_when]

    def _all_looked_at(self, wanted: Sequence[Condition]) -> set[str]:
        found: set[str] = set()
        waiting = [question for condition in wanted for question in condition.questions]
        while waiting:
            question = waiting.pop()
            if question not in found and question in self.questionnaire:
                found.add(question)
                waiting.extend(each for condition in self._deciding(question) for each in condition.questions)
        return found

    def _values(self, question_id: str, conditions: Sequence[Condition]) -> Iterator[Answer]:
        """Give answers of which at least one stands for each that a condition can tell apart."""
        question = self.questionnaire.find(question_id)
        mentioned = [leaf for each in conditions for leaf in leaves(each) if leaf.question == question_id]
        if isinstance(question, Group):
            counts = _numbers(mentioned, Decimal(0), question.most or MANY)
            yield from (("item",) * int(number) for number in counts)
            return
        yield from (Missing(each) for each in sorted(question.instead))
        if question.optional:
            yield Missing.BLANK
        if question.kind is Kind.CHOICES:
            yield from _picks(question, mentioned)
        elif question.kind.has_options:
            yield from (option.id for option in question.options)
        elif question.kind.is_number:
            least = question.at_least if isinstance(question.at_least, Decimal) else Decimal(0)
            yield from _numbers(mentioned, least, question.at_most if isinstance(question.at_most, Decimal) else None)
        else:
            yield "words"


def _numbers(mentioned: Sequence[object], least: Decimal, most: Decimal | int | None) -> list[Decimal]:
    limits = [each for leaf in mentioned if isinstance(leaf, Between) for each in (leaf.at_least, leaf.at_most)]
    limits += [each for leaf in mentioned if isinstance(leaf, AnyOf) for each in leaf.numbers]
    around = {limit + step for limit in limits if limit is not None for step in (-1, 0, 1)} | {least}
    greatest = Decimal(most) if most is not None else Decimal(PLENTY)
    return sorted(number for number in around | {greatest} if least <= number <= greatest and number <= PLENTY)


def _picks(question: Question, mentioned: Sequence[object]) -> Iterator[tuple[str, ...]]:
    named = {value for leaf in mentioned if isinstance(leaf, AnyOf) for value in leaf.values}
    together = [option.id for option in question.options if not option.exclusive]
    yield from ((option.id,) for option in question.options)
    telling = [each for each in together if each in named][:SUBSETS]
    others = tuple(each for each in together if each not in named)[:1]
    for size in range(2, len(telling) + 1):
        yield from combinations(telling, size)
    yield tuple(together)
    if others:
        yield from (tuple(each for each in together if each in {one, *others}) for one in telling)
