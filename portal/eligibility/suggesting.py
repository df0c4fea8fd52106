"""What a person's answers suggest about each part of the test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.answers import Answer, Facts, Missing
from portal.conditions import Condition, Lookup, holds
from portal.eligibility.model import EligibilityTest, Ground, Outcome, Part


class Result(StrEnum):
    """What the answers suggest; a decision is made by the council alone."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_DECIDED = "not-decided"


@dataclass(frozen=True)
class OutcomeSuggestion:
    """Whether an outcome seems out of reach (MET), within reach (NOT_MET) or open, and on which grounds."""

    outcome: Outcome
    result: Result
    grounds: tuple[Ground, ...]


@dataclass(frozen=True)
class Suggestion:
    """What the answers suggest about each of the three parts, and about them together."""

    cause: Result
    outcomes: Result
    impact: Result
    each: tuple[OutcomeSuggestion, ...]
    health: Result | None = None

    @property
    def effects(self) -> Result:
        """The second part: the outcomes, or, for someone who looks after an adult, their health as well."""
        either = {self.outcomes, self.outcomes if self.health is None else self.health}
        if Result.MET in either:
            return Result.MET
        return Result.NOT_DECIDED if Result.NOT_DECIDED in either else Result.NOT_MET

    @property
    def result(self) -> Result:
        """All parts together."""
        parts = {self.cause, self.effects, self.impact}
        if Result.NOT_MET in parts:
            return Result.NOT_MET
        return Result.NOT_DECIDED if Result.NOT_DECIDED in parts else Result.MET


class _Certain:
    """The facts with every answer that leaves a question open turned into none."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    def get(self, question: str, /) -> Answer | tuple[Facts, ...] | None:
        """Return an answer that something can be concluded from."""
        answer = self._facts.get(question)
        return Missing.UNANSWERED if isinstance(answer, Missing) and answer in OPEN else answer


OPEN = (Missing.NOT_SURE, Missing.TALK, Missing.BLANK)


def suggest(test: EligibilityTest, facts: Facts) -> Suggestion:
    """Return what these answers suggest.

    Unanswered, not sure, rather talk and left blank all leave open what depends on them: NOT_DECIDED, never NOT_MET.
    """
    certain = _Certain(facts)
    each = tuple(_outcome(outcome, certain) for outcome in test.outcomes.each)
    return Suggestion(
        cause=_part(test.cause, certain),
        outcomes=_enough(each, test.outcomes.needed),
        impact=_part(test.impact, certain),
        each=each,
        health=_part(test.health, certain) if test.health else None,
    )


def _decided(condition: Condition | None, facts: Lookup) -> bool | None:
    return holds(condition, facts) if condition else None


def _part(part: Part, facts: Lookup) -> Result:
    met = _decided(part.met, facts)
    if met:
        return Result.MET
    return Result.NOT_MET if met is False and _decided(part.not_met, facts) else Result.NOT_DECIDED


def _outcome(outcome: Outcome, facts: Lookup) -> OutcomeSuggestion:
    decided = [(ground, holds(when, facts)) for ground, when in outcome.unable]
    found = tuple(dict.fromkeys(ground for ground, holding in decided if holding))
    if found:
        return OutcomeSuggestion(outcome, Result.MET, found)
    all_denied = all(holding is False for _, holding in decided)
    able = all_denied and _decided(outcome.able, facts)
    return OutcomeSuggestion(outcome, Result.NOT_MET if able else Result.NOT_DECIDED, ())


def _enough(each: tuple[OutcomeSuggestion, ...], needed: int) -> Result:
    met = sum(found.result is Result.MET for found in each)
    possible = sum(found.result is not Result.NOT_MET for found in each)
    if met >= needed:
        return Result.MET
    return Result.NOT_MET if possible < needed else Result.NOT_DECIDED
