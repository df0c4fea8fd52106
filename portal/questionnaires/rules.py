"""What a lint rule is, and how one is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from portal.conditions import Condition
from portal.files import Complaint, Mark
from portal.questionnaires.checks import Check
from portal.questionnaires.model import Group, Question, Questionnaire, Section

Subject = TypeVar("Subject")
Owner: TypeAlias = Question | Group | Section | Check


@dataclass(frozen=True)
class Found:
    """One breach of a rule: where, what is wrong, and the cure."""

    mark: Mark
    where: str
    what: str
    cure: str


@dataclass(frozen=True)
class Rule(Generic[Subject]):
    """A rule with its code and the sentence that states it."""

    code: str
    sentence: str
    find: Callable[[Subject], Iterable[Found]]

    def complaints(self, subject: Subject) -> Iterator[Complaint]:
        """Find every breach in a questionnaire, or in whatever the rule looks at."""
        for found in self.find(subject):
            yield Complaint(self.code, found.mark.file, found.mark.line, found.where, found.what, found.cure)


class RuleBook(Generic[Subject]):
    """Rules of one family, by code; all look at the same kind of thing."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule[Subject]] = {}

    def rule(
        self, code: str, sentence: str
    ) -> Callable[[Callable[[Subject], Iterable[Found]]], Callable[[Subject], Iterable[Found]]]:
        """Write the function that follows down as the rule with this code. Raises ValueError where another has it."""

        def write_down(find: Callable[[Subject], Iterable[Found]]) -> Callable[[Subject], Iterable[Found]]:
            if code in self.rules:
                raise ValueError(f"two rules are called {code}")
            self.rules[code] = Rule(code, sentence, find)
            return find

        return write_down

    def complaints(self, subject: Subject) -> list[Complaint]:
        """Find every breach of every rule."""
        return [complaint for rule in self.rules.values() for complaint in rule.complaints(subject)]


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
