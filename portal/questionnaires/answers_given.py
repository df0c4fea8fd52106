"""Every answer a person has given, whether it counts at the moment or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeAlias

from portal.answers import Answer, Missing
from portal.questionnaires.model import Group, Question, Questionnaire
from portal.questionnaires.plan import plan_of
from portal.questionnaires.storing import Json, restored, stored

Document: TypeAlias = Mapping[str, Json]
"""Answers by place, as kept: `{"washing": "some", "people": "done", "people/a1b2": true, "name/a1b2": "Bo"}`."""

DONE = "done"
NONE: Mapping[str, Answer] = MappingProxyType({})
NO_ITEMS: Mapping[str, bool] = MappingProxyType({})


@dataclass(frozen=True)
class Place:
    """A question as it is asked: on its own, or of one item of its group."""

    question: str
    item: str | None = None


def key_of(question: str, item: str | None) -> str:
    """Return the key of a place in a document. Ids hold no slash."""
    return f"{question}/{item}" if item else question


@dataclass(frozen=True, eq=False)
class Given:
    """All stored answers. Changing one gives a new `Given`; answers off the route are kept like any other.

    `items` holds each item ever added, in order, and whether it is still there. `unread` keeps what no question of
    the present file takes, so that writing the document again loses nothing.
    """

    plain: Mapping[str, Answer] = field(default_factory=dict)
    in_items: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    items: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    done: frozenset[str] = frozenset()
    unread: Document = field(default_factory=dict)

    @classmethod
    def from_document(cls, questionnaire: Questionnaire, document: Document) -> Given:
        """Return the answers of a document as the questionnaire of today understands them."""
        options_of = plan_of(questionnaire).options_of
        reading = _Reading(questionnaire)
        for key, value in document.items():
            # Most answers are one option of one question; they are told apart here without a call for each.
            if value.__class__ is str and key in options_of and value in options_of[key]:
                reading.plain[key] = value
            else:
                reading.take(key, value)
        return cls(reading.plain, reading.in_items, reading.items, frozenset(reading.done), reading.unread)

    def document(self) -> dict[str, Json]:
        """Return the answers as they are kept."""
        found = {**self.unread}
        found |= {question: stored(answer) for question, answer in self.plain.items()}
        for question, by_item in self.in_items.items():
            found |= {key_of(question, item): stored(answer) for item, answer in by_item.items()}
        for group, items in self.items.items():
            found |= {key_of(group, item): there for item, there in items.items()}
        return found | dict.fromkeys(self.done, DONE)

    def answer(self, place: Place) -> Answer:
        """Return what is kept for a place, counted or not; UNANSWERED where nothing is."""
        if place.item is None:
            return self.plain.get(place.question, Missing.UNANSWERED)
        return self.in_items.get(place.question, NONE).get(place.item, Missing.UNANSWERED)

    def items_of(self, group_id: str) -> tuple[str, ...]:
        """Return the items of a group that are still there, in the order they were added."""
        return tuple(item for item, there in self.items.get(group_id, NO_ITEMS).items() if there)

    def with_answer(self, place: Place, answer: Answer) -> Given:
        """Return these answers with one more, or one changed."""
        key = key_of(place.question, place.item)
        unread = {each: kept for each, kept in self.unread.items() if each != key}
        if place.item is None:
            return replace(self, plain={**self.plain, place.question: answer}, unread=unread)
        by_item = {**self.in_items.get(place.question, NONE), place.item: answer}
        return replace(self, in_items={**self.in_items, place.question: by_item}, unread=unread)

    def with_item(self, group_id: str, item: str) -> Given:
        """Return these answers with an item added; its group is then no longer done."""
        items = {**self.items.get(group_id, NO_ITEMS), item: True}
        return replace(self, items={**self.items, group_id: items}, done=self.done - {group_id})

    def without_item(self, group_id: str, item: str) -> Given:
        """Return these answers with an item taken out; its answers are kept and no longer count."""
        items = {**self.items.get(group_id, NO_ITEMS), item: False}
        return replace(self, items={**self.items, group_id: items})

    def with_done(self, group_id: str) -> Given:
        """Return these answers with a group said to be complete."""
        return replace(self, done=self.done | {group_id})


class _Reading:
    """Sorts the answers of a document while it is read."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.placed = questionnaire.placed
        self.renamed = plan_of(questionnaire).renamed
        self.plain: dict[str, Answer] = {}
        self.in_items: dict[str, dict[str, Answer]] = {}
        self.items: dict[str, dict[str, bool]] = {}
        self.done: set[str] = set()
        self.unread: dict[str, Json] = {}

    def take(self, key: str, value: Json) -> None:
        """Sort what is kept for one place."""
        name, _, item = key.partition("/")
        question_id = self.renamed.get(name, name)
        placed = self.placed.get(question_id)
        if placed is None:
            taken = False
        elif isinstance(placed.question, Group):
            taken = self._group(question_id, item, value)
        else:
            taken = (placed.group is None) == (item == "") and self._answer(placed.question, item, value)
        if not taken:
            self.unread[key_of(question_id, item)] = value

    def _group(self, group_id: str, item: str, value: Json) -> bool:
        if item == "" and value == DONE:
            self.done.add(group_id)
        elif item and isinstance(value, bool):
            self.items.setdefault(group_id, {})[item] = value
        else:
            return False
        return True

    def _answer(self, question: Question, item: str, value: Json) -> bool:
        answer = restored(question, value)
        if answer is Missing.UNANSWERED:
            return False
        if item:
            self.in_items.setdefault(question.id, {})[item] = answer
        else:
            self.plain[question.id] = answer
        return True
