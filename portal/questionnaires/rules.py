"""What a lint rule is, and how one is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf
from portal.files import Complaint, Mark
from portal.questionnaires.checks import Check
from portal.questionnaires.model import Group, Question, Questionnaire, Section

Find: TypeAlias = Callable[[Questionnaire], Iterable["Found"]]
Owner: TypeAlias = Question | Group | Section | Check


@dataclass(frozen=True)
class Found:
    """One breach of a rule: where, what is wrong, and the cure."""

    mark: Mark
    where: str
    what: str
    cure: str


@dataclass(frozen=True)
class Rule:
    """A rule with its code and the sentence that states it."""

    code: str
    sentence: str
    find: Find

    def complaints(self, questionnaire: Questionnaire) -> Iterator[Complaint]:
        """Find every breach in a questionnaire."""
        for found in self.find(questionnaire):
            yield Complaint(self.code, found.mark.file, found.mark.line, found.where, found.what, found.cure)


class RuleBook:
    """Rules of one family, by code."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}

    def rule(self, code: str, sentence: str) -> Callable[[Find], Find]:
        """Write the function that follows down as the rule with this code."""

        def write_down(find: Find) -> Find:
            if code in self.rules:
                raise ValueError(f"two rules are called {code}")
            self.rules[code] = Rule(code, sentence, find)
            return find

        return write_down

    def complaints(self, questionnaire: Questionnaire) -> list[Complaint]:
        """Find every breach of every rule."""
        return [complaint for rule in self.rules.values() for complaint in rule.complaints(questionnaire)]


def about(owner: Owner, what: str, cure: str) -> Found:
    """Return a finding about a section, question, group or check."""
    name = {Section: "section", Question: "question", Group: "question"}.get(type(owner), "check")
    return Found(owner.mark, f"{name} {owner.id}", what, cure)


def conditions(questionnaire: Questionnaire) -> Iterator[tuple[Section | Question | Group, Condition]]:
    """Give each condition with what it decides about."""
    for section in questionnaire.sections:
        if section.ask_when:
            yield section, section.ask_when
        for question, _ in section.each():
            if question.ask_when:
                yield question, question.ask_when


def questions(questionnaire: Questionnaire) -> Iterator[Question]:
    """Give each question that takes an answer of its own, those of groups among them."""
    for section in questionnaire.sections:
        for question, _ in section.each():
            if isinstance(question, Question):
                yield question


def leaves(condition: Condition) -> Iterator[AnyOf | Between | Answered]:
    """Give the plain conditions of which this one is put together."""
    match condition:
        case AllOf(parts) | OneOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition
