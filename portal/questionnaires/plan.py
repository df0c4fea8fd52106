"""What can be worked out about a questionnaire once, so that each page has little left to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from portal.conditions import Condition, Test, compiled
from portal.questionnaires.checks import Check
from portal.questionnaires.model import Group, Kind, Question, Questionnaire, Section

DEEP = 60
"""How many questions may hang one on the other before they are worked out in order instead of by recursion."""


@dataclass(frozen=True, eq=False)
class SectionPlan:
    """One section: its questions in order, which of them anyone may see, and what in it waits for other sections."""

    id: str
    first: bool
    order: tuple[str, ...]
    shown: tuple[str, ...]
    position: Mapping[str, int]
    test: Test | None
    waits: tuple[tuple[Test, frozenset[str]], ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, eq=False)
class Plan:
    """The conditions of a questionnaire as functions, by question, and its sections."""

    tests: Mapping[str, tuple[Test | None, Test | None]]
    options_of: Mapping[str, frozenset[str]]
    groups: Mapping[str, Group]
    section_of: Mapping[str, SectionPlan]
    sections: Mapping[str, SectionPlan]
    always: frozenset[str]  # the questions, of no group, that everybody is asked: their answers count as they are
    first_sections: tuple[SectionPlan, ...]
    renamed: Mapping[str, str]
    is_deep: bool


@lru_cache(maxsize=128)
def plan_of(questionnaire: Questionnaire) -> Plan:
    """Return the plan of a questionnaire, made when it is first asked for."""
    sections = {section.id: _section_plan(section, questionnaire) for section in questionnaire.sections}
    placed = questionnaire.placed
    return Plan(
        tests={
            each.question.id: (None if each.group else sections[each.section.id].test, _test(each.question.ask_when))
            for each in placed.values()
        },
        options_of={
            each.question.id: each.question.option_ids
            for each in placed.values()
            if isinstance(each.question, Question)
            and each.group is None
            and each.question.kind in {Kind.CHOICE, Kind.YES_NO}
        },
        groups={each.id: each for placement in placed.values() if isinstance(each := placement.question, Group)},
        section_of={question_id: sections[each.section.id] for question_id, each in placed.items()},
        sections=sections,
        always=frozenset(
            question_id
            for question_id, each in placed.items()
            if isinstance(each.question, Question) and each.group is None
            if not each.question.ask_when and not each.section.ask_when
        ),
        first_sections=tuple(section for section in sections.values() if section.first),
        renamed={old: new for old, new in questionnaire.renamed if new in placed},
        is_deep=max(_depths(questionnaire).values(), default=0) > DEEP,
    )


def _test(condition: Condition | None) -> Test | None:
    return compiled(condition) if condition else None


def _section_plan(section: Section, questionnaire: Questionnaire) -> SectionPlan:
    inside = {question.id for question, _ in section.each()}
    order = tuple(question.id for question in section.questions)
    waits = tuple(
        (compiled(question.ask_when), outside)
        for question, _ in section.each()
        if question.ask_when and (outside := question.ask_when.questions - inside)
    )
    return SectionPlan(
        id=section.id,
        first=section.first,
        order=order,
        shown=tuple(each for each in order if not questionnaire.is_private(each)),
        position={question_id: position for position, question_id in enumerate(order)},
        test=_test(section.ask_when),
        waits=waits,
        checks=tuple(check for check in questionnaire.checks if check.at in inside),
    )


def _depths(questionnaire: Questionnaire) -> Mapping[str, int]:
    depths: dict[str, int] = {}
    for placed in questionnaire.placed.values():
        looked_at = {
            question
            for owner in (placed.question, placed.section, placed.group)
            if owner and owner.ask_when
            for question in owner.ask_when.questions
        }
        depths[placed.question.id] = 1 + max((depths.get(each, 0) for each in looked_at), default=0)
    return depths
