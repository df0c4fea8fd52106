"""How far a person has come: worked out afresh from the answers, never stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import filterfalse

from portal.answers import Answer, Facts, Missing
from portal.questionnaires.answers_given import Given, Place
from portal.questionnaires.breaches import Breaches, Failing
from portal.questionnaires.checks import Check
from portal.questionnaires.live import UNANSWERED, InItem, Live
from portal.questionnaires.model import Questionnaire
from portal.questionnaires.plan import SectionPlan, plan_of

__all__ = ["Failing", "Given", "Journey", "Place", "Progress", "SectionState"]

UNSURE = frozenset({Missing.NOT_SURE, Missing.TALK})


class SectionState(StrEnum):
    """How a section stands in the task list."""

    CANNOT_START = "cannot-start"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    NOT_ASKED = "not-asked"


@dataclass(frozen=True)
class Progress:
    """How many of the questions asked in a section are answered; private ones are not counted."""

    answered: int
    asked: int


class Journey:
    """The way of one person through a questionnaire, as their answers have it now.

    Everything is worked out only when asked for, and a page of one section looks at that section alone.
    """

    def __init__(self, questionnaire: Questionnaire, given: Given) -> None:
        self.questionnaire = questionnaire
        self.given = given
        self._plan = plan_of(questionnaire)
        self._live = Live(self._plan, given)
        self._breaches = Breaches(questionnaire, self._live)
        self._opened: dict[str, bool] = {}

    # Where the person is

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place on the route, in order; the items of a group follow its list."""
        found: list[Place] = []
        for question in (each for section in self._plan.sections.values() for each in section.order):
            if question in self._plan.always or self._live.asks(question):
                found.append(Place(question))
            if question in self._plan.groups and self._live.asks(question):
                for item in self._items(question):
                    found.extend(Place(each.id, item.item) for each in item.group.questions if item.asks(each.id))
        return tuple(found)

    def can_visit(self, place: Place) -> bool:
        """Say whether a page may be opened: it is asked, and answered already or next in its section."""
        section = self._plan.section_of.get(place.question)
        if section is None or not self._is_open(section):
            return False
        if place.item is not None:
            return self._can_visit_in_item(place)
        if place.question not in section.position or not self._live.asks(place.question):
            return False
        return place.question in self.given.plain or self._is_reached(place.question, section)

    def after(self, place: Place) -> Place | None:
        """Return the place that follows in the section; at its end what is still open there, None where it is done."""
        section = self._plan.section_of[place.question]
        if place.item is not None:
            return self._after_in_item(place)
        start = section.position[place.question] + 1
        for position in range(start, len(section.order)):
            if self._live.asks(section.order[position]):
                return Place(section.order[position])
        return next((each for each in self._unanswered(section) if each != place), None)

    def before(self, place: Place) -> Place | None:
        """Return the place before this one in the section, None at its beginning."""
        section = self._plan.section_of[place.question]
        if place.item is not None:
            return self._before_in_item(place)
        for position in range(section.position[place.question] - 1, -1, -1):
            if self._live.asks(section.order[position]):
                return Place(section.order[position])
        return None

    @cached_property
    def next_place(self) -> Place | None:
        """The first place that waits for an answer, or whose answer breaks a check; None when all is done."""
        for section in self._plan.sections.values():
            if self._is_open(section):
                place = next(self._unanswered(section), None) or next(self._broken(section), None)
                if place:
                    return place
        return None

    @cached_property
    def complete(self) -> bool:
        """Whether every question asked is answered and every check kept."""
        return all(self._is_done(section) for section in self._plan.sections.values())

    # Sections

    def state(self, section_id: str) -> SectionState:
        """Say how a section stands; raises KeyError for one that is not there."""
        section = self._plan.sections[section_id]
        if section.test and section.test(self._live) is False:
            return SectionState.NOT_ASKED
        if not self._is_open(section):
            return SectionState.CANNOT_START
        asked = [question for question in section.order if self._live.asks(question) is not False]
        if not asked:
            return SectionState.NOT_ASKED
        if self._is_done(section):
            return SectionState.DONE
        begun = any(self._live.get(each) is not UNANSWERED or self.given.items_of(each) for each in asked)
        return SectionState.IN_PROGRESS if begun else SectionState.NOT_STARTED

    def waits_for(self, section_id: str) -> tuple[str, ...]:
        """Return the sections that must be gone on with before this one opens, in order; none where it is open."""
        section = self._plan.sections[section_id]
        if self._is_open(section):
            return ()
        first = [each.id for each in self._plan.first_sections if not self._is_done(each)]
        if first and not section.first:
            return tuple(first)
        looked_at = {question for _, outside in section.waits for question in outside}
        ask_when = next(each.ask_when for each in self.questionnaire.sections if each.id == section_id)
        looked_at |= ask_when.questions if ask_when else frozenset()
        open_questions = (each for each in looked_at if self._live.get(each) is UNANSWERED)
        waiting = {self._plan.section_of[each].id for each in open_questions}
        return tuple(each for each in self._plan.sections if each in waiting and each != section_id)

    def progress(self, section_id: str) -> Progress:
        """Count the questions asked in a section and those answered."""
        section = self._plan.sections[section_id]
        asked = answered = 0
        for question in section.shown:
            if not self._live.asks(question):
                continue
            facts = [fact for item in self._items(question) for fact in item.facts(private=False).values()]
            facts.append(Missing.BLANK if question in self.given.done else self.given.answer(Place(question)))
            asked += len(facts)
            answered += sum(fact is not UNANSWERED for fact in facts)
        return Progress(answered, asked)

    # Answers

    @cached_property
    def facts(self) -> Facts:
        """The answers that count, for rules outside the questionnaire; private ones are left out."""
        found: dict[str, Answer | tuple[Facts, ...]] = {}
        for section in self._plan.sections.values():
            for question in section.shown:
                if question in self._plan.always:
                    found[question] = self.given.plain.get(question, UNANSWERED)
                    continue
                fact = self._live.get(question)
                group = self._plan.groups.get(question)
                if group and isinstance(fact, tuple):
                    fact = tuple(each.facts(private=False) for each in self._live.items(group))
                if fact is not None:
                    found[question] = fact
        return found

    @cached_property
    def unsure(self) -> tuple[Place, ...]:
        """The places answered with "not sure" or "rather talk"."""
        return tuple(place for place in self.places if self.given.answer(place) in UNSURE)

    def can_add(self, group_id: str) -> bool:
        """Say whether another item may be added to a group."""
        most = self._plan.groups[group_id].most
        return most is None or len(self.given.items_of(group_id)) < most

    def failing_checks(self) -> tuple[Failing, ...]:
        """Return every check that the answers break, each with the place where it is shown."""
        return tuple(each for section in self._plan.sections.values() for each in self._breaches.found(section.checks))

    def failing_at(self, place: Place) -> tuple[Check, ...]:
        """Return the checks that are shown at a place and broken; ask with the new answer among those given."""
        return self._breaches.shown_at(place, self._plan.section_of[place.question].checks)

    # What is open and answered

    def _is_open(self, section: SectionPlan) -> bool:
        known = self._opened.get(section.id)
        if known is None:
            known = self._opened[section.id] = self._opens(section)
        return known

    def _opens(self, section: SectionPlan) -> bool:
        if not section.first and not all(self._is_done(first) for first in self._plan.first_sections):
            return False
        if section.test and not section.test(self._live):
            return False
        for test, outside in section.waits:
            if test(self._live) is None and any(self._live.get(each) is UNANSWERED for each in outside):
                return False
        return True

    def _is_done(self, section: SectionPlan) -> bool:
        if section.test and section.test(self._live) is False:
            return True
        return next(self._unanswered(section), None) is None and next(self._broken(section), None) is None

    def _unanswered(self, section: SectionPlan) -> Iterator[Place]:
        """Give what waits for an answer; the many that have one are passed over without a call for each."""
        for question in filterfalse(self.given.plain.__contains__, section.order):
            if question in self._plan.groups:
                yield from self._unanswered_items(question)
            if self._live.get(question) is UNANSWERED:
                yield Place(question)

    def _unanswered_items(self, group_id: str) -> Iterator[Place]:
        for item in self._items(group_id) if self._live.asks(group_id) else ():
            question = item.unanswered()
            if question:
                yield Place(question, item.item)

    def _is_reached(self, question: str, section: SectionPlan) -> bool:
        place = next(self._unanswered(section), None)
        if place is None:
            return True
        group = self.questionnaire.group_of(place.question)
        return section.position[group.id if group else place.question] >= section.position[question]

    def _broken(self, section: SectionPlan) -> Iterator[Place]:
        return (failing.place for failing in self._breaches.found(section.checks))

    # Items of groups

    def _items(self, question: str) -> tuple[InItem, ...]:
        group = self._plan.groups.get(question)
        return self._live.items(group) if group else ()

    def _in_item(self, place: Place) -> InItem | None:
        group = self.questionnaire.group_of(place.question)
        if group is None or place.item is None or not self.given.items.get(group.id, {}).get(place.item):
            return None
        return self._live.in_item(group, place.item)

    def _can_visit_in_item(self, place: Place) -> bool:
        item = self._in_item(place)
        if item is None or not self._live.asks(item.group.id) or not item.asks(place.question):
            return False
        if not self._is_reached(item.group.id, self._plan.section_of[place.question]):
            return False
        return item.get(place.question) is not UNANSWERED or item.unanswered() == place.question

    def _after_in_item(self, place: Place) -> Place | None:
        following = self._asked_in_item(place)
        position = following.index(place.question) if place.question in following else len(following)
        rest = following[position + 1 :]
        return Place(rest[0], place.item) if rest else self._list_of(place)

    def _before_in_item(self, place: Place) -> Place | None:
        asked = self._asked_in_item(place)
        position = asked.index(place.question) if place.question in asked else 0
        return Place(asked[position - 1], place.item) if position else self._list_of(place)

    def _asked_in_item(self, place: Place) -> list[str]:
        item = self._in_item(place)
        return [each.id for each in item.group.questions if item.asks(each.id)] if item else []

    def _list_of(self, place: Place) -> Place | None:
        group = self.questionnaire.group_of(place.question)
        return Place(group.id) if group else None
