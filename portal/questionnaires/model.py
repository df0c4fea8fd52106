"""A questionnaire as read from its file: sections, questions, options, groups and checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Literal, TypeAlias

from portal.answers import Missing
from portal.conditions import Condition
from portal.files import Mark
from portal.questionnaires.checks import Check
from portal.words import Text


class Kind(StrEnum):
    """What kind of answer a question takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    TEXT = "text"
    LONG_TEXT = "long_text"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    ADDRESS = "address"
    GROUP = "group"

    @property
    def has_options(self) -> bool:
        """Say whether the answer is picked from options."""
        return self in {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO}

    @property
    def is_number(self) -> bool:
        """Say whether the answer is a number that can be summed and limited."""
        return self in {Kind.WHOLE_NUMBER, Kind.DECIMAL, Kind.MONEY}

    @property
    def is_written(self) -> bool:
        """Say whether the answer is free words, which need a stated limit."""
        return self in {Kind.TEXT, Kind.LONG_TEXT}


TODAY: Literal["today"] = "today"
Limit: TypeAlias = Decimal | date | Literal["today"]


@dataclass(frozen=True)
class Option:
    """One thing to pick. An exclusive one stands alone; a calm one, of a private question, calls nobody."""

    id: str
    text: Text
    hint: Text | None = None
    picture: str | None = None
    exclusive: bool = False
    calm: bool = False


@dataclass(frozen=True)
class Question:
    """One question; `special` are the answers offered in place of a value."""

    id: str
    kind: Kind
    text: Text
    mark: Mark
    why: Text | None = None
    hint: Text | None = None
    example: Text | None = None
    picture: str | None = None
    ask_when: Condition | None = None
    optional: bool = False
    special: tuple[Missing, ...] = (Missing.NOT_SURE, Missing.TALK)
    not_applicable: Text | None = None
    private: bool = False
    options: tuple[Option, ...] = ()
    at_least: Limit | None = None
    at_most: Limit | None = None
    most: int | None = None
    unit: Text | None = None
    autocomplete: str | None = None

    @cached_property
    def option_ids(self) -> frozenset[str]:
        """The ids of the options."""
        return frozenset(option.id for option in self.options)

    @cached_property
    def instead(self) -> frozenset[str]:
        """The special answers this question takes, "not applicable" among them where it is offered."""
        also = {Missing.NOT_APPLICABLE.value} if self.not_applicable else set()
        return frozenset(each.value for each in self.special) | also

    def option(self, option_id: str) -> Option:
        """Return an option by its id; raises KeyError for one that is not there."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


@dataclass(frozen=True)
class Group:
    """Questions asked of each item a person adds; the group's own page lists the items."""

    id: str
    text: Text
    mark: Mark
    questions: tuple[Question, ...]
    add: Text | None = None
    item: Text | None = None
    named_by: str | None = None
    most: int | None = None
    why: Text | None = None
    hint: Text | None = None
    example: Text | None = None
    picture: str | None = None
    ask_when: Condition | None = None
    private: bool = False
    kind: Kind = Kind.GROUP


@dataclass(frozen=True)
class Section:
    """A part of the questionnaire; those marked `first` are done before the others open."""

    id: str
    title: Text
    mark: Mark
    questions: tuple[Question | Group, ...]
    picture: str | None = None
    first: bool = False
    private: bool = False
    ask_when: Condition | None = None

    def each(self) -> Iterator[tuple[Question | Group, Group | None]]:
        """Give each question in the order of the file, with the group it belongs to."""
        for question in self.questions:
            yield question, None
            if isinstance(question, Group):
                for inner in question.questions:
                    yield inner, question


@dataclass(frozen=True)
class Placed:
    """Where in the questionnaire a question stands."""

    question: Question | Group
    section: Section
    group: Group | None
    position: int


@dataclass(frozen=True, eq=False)
class Questionnaire:
    """Everything that may be asked, in the order of the file; compared by identity, as it is loaded once."""

    id: str
    title: Text
    mark: Mark
    sections: tuple[Section, ...]
    published: bool = False
    checks: tuple[Check, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def placed(self) -> Mapping[str, Placed]:
        """Each question by its id, in the order of the file."""
        found: dict[str, Placed] = {}
        for section in self.sections:
            for question, group in section.each():
                found[question.id] = Placed(question, section, group, len(found))
        return found

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The number of each question on paper: of its section, a point, and of the question in it, such as 3.4."""
        sections = enumerate(self.sections, start=1)
        return {
            question.id: f"{part}.{place}"
            for part, section in sections
            for place, (question, _) in enumerate(section.each(), start=1)
        }

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Each section by its id."""
        return {section.id: section for section in self.sections}

    def __contains__(self, question_id: object) -> bool:
        return question_id in self.placed

    def find(self, question_id: str) -> Question | Group:
        """Return a question or group; raises KeyError for an id that is not there."""
        return self.placed[question_id].question

    def section_of(self, question_id: str) -> Section:
        """Return the section in which a question stands."""
        return self.placed[question_id].section

    def is_private(self, question_id: str) -> bool:
        """Say whether a question is private to the person, by itself or by where it stands."""
        placed = self.placed[question_id]
        return any(each.private for each in (placed.section, placed.question, placed.group) if each)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The lists, in the order of the file."""
        return tuple(each.question for each in self.placed.values() if isinstance(each.question, Group))

    def group_of(self, question_id: str) -> Group | None:
        """Return the group to whose items a question belongs, None for an ordinary one."""
        return self.placed[question_id].group

    def only(self, question_ids: Collection[str]) -> Questionnaire:
        """Return the questionnaire restricted to these questions and to those that decide whether they are asked.

        A group named without any of its questions is kept whole. Raises KeyError for an unknown id.
        """
        kept = self._needed(question_ids)
        for group_id in [each for each in kept if isinstance(self.find(each), Group)]:
            group = self.find(group_id)
            if isinstance(group, Group) and kept.isdisjoint(inner.id for inner in group.questions):
                kept |= self._needed([inner.id for inner in group.questions])
        return self._keeping(kept)

    def without_private(self) -> Questionnaire:
        """Return the questionnaire as a helper may see it: nothing that is private to the person."""
        return self._keeping({question_id for question_id in self.placed if not self.is_private(question_id)})

    def without(self, question_ids: Collection[str]) -> Questionnaire:
        """Return the questionnaire with these questions left out: to its conditions they were never asked."""
        return self._keeping(set(self.placed).difference(question_ids))

    def _needed(self, question_ids: Collection[str]) -> set[str]:
        needed: set[str] = set()
        waiting = list(question_ids)
        while waiting:
            question_id = waiting.pop()
            if question_id in needed:
                continue
            needed.add(question_id)
            placed = self.placed[question_id]
            for owner in (placed.question, placed.section):
                waiting.extend(owner.ask_when.questions if owner.ask_when else ())
            if placed.group:
                waiting.append(placed.group.id)
                waiting.extend((placed.group.named_by,) if placed.group.named_by else ())
        return needed

    def _keeping(self, kept: set[str]) -> Questionnaire:
        sections = tuple(
            replace(section, questions=questions)
            for section in self.sections
            if (questions := tuple(_kept_questions(section.questions, kept)))
        )
        checks = tuple(check for check in self.checks if kept.issuperset((check.at, *check.questions)))
        return replace(self, sections=sections, checks=checks)


def _kept_questions(questions: tuple[Question | Group, ...], kept: set[str]) -> Iterator[Question | Group]:
    for question in questions:
        if question.id not in kept:
            continue
        if isinstance(question, Group):
            yield replace(question, questions=tuple(inner for inner in question.questions if inner.id in kept))
        else:
            yield question
