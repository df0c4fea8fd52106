"""Checks across answers: sums within a total, dates in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from portal.answers import Answer, Facts
from portal.conditions import Lookup
from portal.files import Mark
from portal.words import Text


@dataclass(frozen=True)
class Term:
    """A number that is added up: one answer, or that of each item of a group."""

    question: str
    over: str | None = None


@dataclass(frozen=True)
class SumCheck:
    """These numbers together are at most a number, or at most the answer to another question."""

    id: str
    at: str
    message: Text
    mark: Mark
    terms: tuple[Term, ...]
    at_most: Decimal | None = None
    at_most_question: str | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question that is looked at."""
        total = (self.at_most_question,) if self.at_most_question else ()
        return (*(term.question for term in self.terms), *total)


@dataclass(frozen=True)
class OrderCheck:
    """These dates (or numbers) do not go backwards."""

    id: str
    at: str
    message: Text
    mark: Mark
    questions: tuple[str, ...]


Check: TypeAlias = SumCheck | OrderCheck


def fails(check: Check, facts: Lookup) -> bool:
    """Say whether these answers break the check; what is missing breaks nothing."""
    if isinstance(check, OrderCheck):
        known = [answer for question in check.questions if _can_be_ordered(answer := facts.get(question))]
        return any(_goes_back(earlier, later) for earlier, later in pairwise(known))
    most = _number(facts.get(check.at_most_question)) if check.at_most_question else check.at_most
    return most is not None and sum(_numbers(check.terms, facts)) > most


def _numbers(terms: tuple[Term, ...], facts: Lookup) -> list[Decimal]:
    found: list[Decimal | None] = []
    for term in terms:
        if term.over is None:
            found.append(_number(facts.get(term.question)))
            continue
        items = facts.get(term.over)
        if isinstance(items, tuple):
            found.extend(_number(item.get(term.question)) for item in items if not isinstance(item, str))
    return [number for number in found if number is not None]


def _number(answer: Answer | tuple[Facts, ...] | None) -> Decimal | None:
    if isinstance(answer, bool) or not isinstance(answer, int | Decimal):
        return None
    return Decimal(answer)


def _can_be_ordered(answer: object) -> bool:
    return isinstance(answer, date | int | Decimal) and not isinstance(answer, bool)


def _goes_back(earlier: object, later: object) -> bool:
    if isinstance(earlier, date) and isinstance(later, date):
        return later < earlier
    if isinstance(earlier, int | Decimal) and isinstance(later, int | Decimal):
        return later < earlier
    return False
