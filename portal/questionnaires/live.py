"""Which answers count at the moment: worked out one by one, only where something asks for them."""

from __future__ import annotations

from collections.abc import Mapping

from portal.answers import Answer, Facts, Missing
from portal.conditions import Test
from portal.questionnaires.answers_given import NONE, Given
from portal.questionnaires.model import Group
from portal.questionnaires.plan import Plan

UNANSWERED = Missing.UNANSWERED


class Live:
    """The answers that count, by question: None where it is not asked.

    UNANSWERED stands where it is asked and not answered, and also where it cannot yet be said whether it is asked.
    """

    __slots__ = ("_in_items", "_known", "_warm", "given", "plan")

    def __init__(self, plan: Plan, given: Given) -> None:
        self.plan = plan
        self.given = given
        self._known: dict[str, Answer | tuple[Facts, ...] | None] = {}
        self._in_items: dict[tuple[str, str], InItem] = {}
        self._warm = not plan.is_deep

    def get(self, question: str, /) -> Answer | tuple[Facts, ...] | None:
        """Return the answer that counts."""
        if question in self._known:
            return self._known[question]
        if not self._warm:
            self._warm_up()
        found = self._known[question] = self._work_out(question)
        return found

    def asks(self, question: str) -> bool | None:
        """Say whether a question or group is asked; None while that cannot yet be said."""
        section_test, test = self.plan.tests[question]
        asked = True if section_test is None else section_test(self)
        if asked is False or test is None:
            return asked
        also = test(self)
        return also if also is False or asked else None

    def in_item(self, group: Group, item: str) -> InItem:
        """Return the answers that count within one item of a group."""
        found = self._in_items.get((group.id, item))
        if found is None:
            found = self._in_items[group.id, item] = InItem(self, group, item)
        return found

    def items(self, group: Group) -> tuple[InItem, ...]:
        """Return the items of a group that are there, whether their list is complete or not."""
        return tuple(self.in_item(group, item) for item in self.given.items_of(group.id))

    def _warm_up(self) -> None:
        # Long chains of conditions would go too deep; in the order of the file each looks only at what is known.
        self._warm = True
        for question, section in self.plan.section_of.items():
            if question in section.position:
                self.get(question)

    def _work_out(self, question: str) -> Answer | tuple[Facts, ...] | None:
        tests = self.plan.tests.get(question)
        if tests is None:
            return None
        if tests != (None, None):
            asked = self.asks(question)
            if not asked:
                return None if asked is False else UNANSWERED
        group = self.plan.groups.get(question)
        if group is None:
            return self.given.plain.get(question, UNANSWERED)
        if question not in self.given.done:
            return UNANSWERED
        return tuple(each.facts() for each in self.items(group))


class InItem:
    """The answers that count within one item, and outside it those of the whole questionnaire."""

    __slots__ = ("_known", "_outer", "_questions", "group", "item")

    def __init__(self, outer: Live, group: Group, item: str) -> None:
        self._outer = outer
        self.group = group
        self.item = item
        self._questions = {question.id for question in group.questions}
        self._known: dict[str, Answer | None] = {}

    def get(self, question: str, /) -> Answer | tuple[Facts, ...] | None:
        """Return the answer that counts."""
        if question not in self._questions:
            return self._outer.get(question)
        return self._own(question)

    def asks(self, question: str) -> bool | None:
        """Say whether a question is asked of this item; None while that cannot yet be said."""
        test: Test | None = self._outer.plan.tests[question][1]
        return True if test is None else test(self)

    def facts(self, *, private: bool = True) -> Mapping[str, Answer]:
        """Return the answers that count in this item, with or without those that are private to the person."""
        shown = (question.id for question in self.group.questions if private or not question.private)
        return {question: answer for question in shown if (answer := self._own(question)) is not None}

    def unanswered(self) -> str | None:
        """Return the first question of this item that waits for an answer."""
        return next((question.id for question in self.group.questions if self._own(question.id) is UNANSWERED), None)

    def _own(self, question: str) -> Answer | None:
        if question not in self._known:
            self._known[question] = self._work_out(question)
        return self._known[question]

    def _work_out(self, question: str) -> Answer | None:
        asked = self.asks(question)
        if not asked:
            return None if asked is False else UNANSWERED
        return self._outer.given.in_items.get(question, NONE).get(self.item, UNANSWERED)
