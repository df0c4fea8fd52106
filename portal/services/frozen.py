"""What is frozen when an application is sent: the words, answers, budget lines and arrangement as they were shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from portal.answers import Answer, Missing
from portal.questionnaires.kinds import stored
from portal.questionnaires.model import Group
from portal.services.about import placement_kept
from portal.words import Text, Wording

if TYPE_CHECKING:
    from portal.questionnaires.journey import Journey, Place
    from portal.questionnaires.model import Question, Section
    from portal.services.context import Context
    from portal.services.opened import Opened

FORM = 1  # of what is frozen; a reader of old submissions asks for it

Say: TypeAlias = Callable[[Text, "Place | None"], str]
"""The words of a text as this person is shown them, at a place or at none."""


def plainly(context: Context, wording: Wording) -> Say:
    """Return a way to say texts in a wording and the context's language, without earlier answers put in."""
    return lambda text, _place: context.translations.pgettext(*text.message(wording))


def freeze(context: Context, opened: Opened, journey: Journey, wording: Wording, say: Say) -> dict[str, Any]:
    """Return everything of an application that the person was shown, as plain JSON values.

    `journey` may hold sections that are private to the person: they are marked, for whoever shows this later.
    """
    placement = opened.contents.about.placement
    return {
        "form": FORM,
        "reference": opened.reference,
        "questionnaire": opened.questionnaire.id,
        "title": say(opened.questionnaire.title, None),
        "language": context.language,
        "wording": wording.value,
        "sent": context.now.isoformat(),
        "role": opened.role.value,
        "ground": opened.ground,
        "person_name": opened.person_name,
        "wishes": asdict(opened.contents.about.reaching),
        "helper": asdict(opened.helper),
        "placement": placement and placement_kept(placement),
        "sections": list(_sections(journey, say)),
    }


def _sections(journey: Journey, say: Say) -> Iterator[dict[str, Any]]:
    questionnaire = journey.questionnaire
    by_section: dict[str, list[Place]] = {}
    for place in journey.places:
        by_section.setdefault(questionnaire.section_of(place.question).id, []).append(place)
    for section in questionnaire.sections:
        if section.id in by_section:
            yield _section(journey, section, by_section[section.id], say)


def _section(journey: Journey, section: Section, places: list[Place], say: Say) -> dict[str, Any]:
    answers = (_answer(journey, place, say) for place in places)
    return {
        "id": section.id,
        "title": say(section.title, None),
        "private": section.private,
        "answers": [answer for answer in answers if answer is not None],
    }


def _answer(journey: Journey, place: Place, say: Say) -> dict[str, Any] | None:
    question = journey.questionnaire.find(place.question)
    given = journey.given.answer(place)
    if isinstance(question, Group):
        return None
    group = journey.questionnaire.group_of(place.question)
    return {
        "question": place.question,
        "item": place.item,
        "group": None if group is None else group.id,
        "private": question.private or (group is not None and group.private),
        "kind": question.kind.value,
        "text": say(question.text, place),
        "answer": stored(given),
        "words": _words(question, given, place, say),
    }


def _words(question: Question, given: Answer, place: Place, say: Say) -> list[str] | None:
    """Return the words of the options that were picked; what a person typed speaks for itself."""
    if given == Missing.NOT_APPLICABLE and question.not_applicable is not None:
        return [say(question.not_applicable, place)]
    if isinstance(given, Missing) or not question.options:
        return None
    picked = given if isinstance(given, tuple) else (given,)
    return [say(option.text, place) for option in question.options if option.id in picked]


def as_json(value: Any, say: Say) -> Any:
    """Return a budget or the like as JSON values: texts as they are said, decimals and days as exact words."""
    if isinstance(value, Text):
        return say(value, None)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_json(getattr(value, each.name), say) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(each, say) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_json(each, say) for each in value]
    if isinstance(value, (Decimal, date)):
        return str(value)
    return value
