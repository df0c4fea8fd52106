"""Imagined people, and what the adult questionnaire asks of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portal.answers import Address, Missing
from portal.conditions import holds
from portal.questionnaires.loading import load
from portal.questionnaires.model import Group, Kind, Question

CONTENT = Path(__file__).parents[2] / "questionnaires"
ADULT = load(CONTENT / "adult" / "questionnaire.yaml")


@dataclass(frozen=True)
class Person:
    """What someone answers where it differs from the answer of somebody who needs nothing."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    helpers: int = 0
    answers_alone: bool = True


def questions() -> Iterator[Question]:
    """Give each question that takes an answer, those of groups among them."""
    for section in ADULT.sections:
        yield from (each for each, _ in section.each() if isinstance(each, Question))


LEAST: Mapping[Kind, Any] = {
    Kind.YES_NO: "no",
    Kind.WHOLE_NUMBER: 1,
    Kind.MONEY: 1,
    Kind.DATE: date(1958, 3, 31),
    Kind.ADDRESS: Address(("1 High Street",), "Exampleton", "EX1 1AA"),
}


def least(question: Question) -> Any:
    """Return the answer of somebody who needs as little as can be."""
    if question.optional:
        return Missing.BLANK
    if question.kind is Kind.CHOICE:
        return question.options[0].id
    if question.kind is Kind.CHOICES:
        return next(((each.id,) for each in question.options if each.exclusive), (question.options[0].id,))
    return LEAST.get(question.kind, "Ann")


def walk(person: Person) -> tuple[list[str], dict[str, Any]]:
    """Return the questions asked of a person, page by page, and the facts that come of it."""
    pages: list[str] = []
    facts: dict[str, Any] = {}
    for section in ADULT.sections:
        hidden = section.private and not person.answers_alone
        if hidden or (section.ask_when and not holds(section.ask_when, facts)):
            continue
        for question in section.questions:
            if question.ask_when and not holds(question.ask_when, facts):
                continue
            pages.append(question.id)
            if isinstance(question, Group):
                inner = [each.id for each in question.questions]
                pages.extend(inner * person.helpers)
                facts[question.id] = ({each.id: least(each) for each in question.questions},) * person.helpers
            else:
                facts[question.id] = person.answers.get(question.id, least(question))
    return pages, facts


NEEDS_LITTLE = Person({"shopping": "hard", "food-hard": ("pain",), "housework": "hard", "upkeep-hard": ("longer",)})

AFTER_A_STROKE = Person(
    {
        "lives-with": "partner",
        "conditions": ("stroke",),
        "bad-days": "one-two",
        "washing": "some",
        "dressing": "some",
        "moving": "hard",
        "home-hard": ("danger",),
        "making-food": "some",
        "housework": "full",
        "going-out": "some",
        "places": "prompt",
        "mood": "some-days",
        "has-help": "yes",
        "impact": "big",
    },
    helpers=1,
)

LIVING_WITH_DEMENTIA = Person(
    {
        "answers-by": "other",
        "answers-why": "cannot-decide",
        "conditions": ("memory", "frailty"),
        "bad-days": "three-four",
        "washing": "prompt",
        "dressing": "prompt",
        "medicines": "full",
        "making-food": "full",
        "shopping": "full",
        "housework": "full",
        "money-letters": "full",
        "using-home": "prompt",
        "going-out": "full",
        "places": "full",
        "thinking": ("remembering", "choosing"),
        "thinking-help": "some",
        "left-alone": "hour",
        "nights": "on-call",
        "has-help": "yes",
        "impact": "big",
    },
    helpers=1,
    answers_alone=False,
)

SUPPORTED_AND_NEEDING_MORE = Person(
    {
        "answers-by": "together",
        "conditions": ("learning-disability",),
        "support-now": "yes",
        "support-kinds": ("home-care", "day-place"),
        "needs-changed": "more",
        "more-support": "yes",
        "making-food": "some",
        "money-letters": "full",
        "going-out": "prompt",
        "relationships": "some",
        "work-wish": "want",
        "work": "some",
        "thinking": ("understanding", "choosing"),
        "thinking-help": "some",
        "left-alone": "half-day",
        "impact": "some",
    }
)

ALL_NEEDS = (
    *("washing", "dressing", "toilet", "moving", "medicines", "shopping", "making-food", "eating"),
    *("using-home", "housework", "money-letters", "going-out", "places", "relationships", "children-care"),
)

NEEDS_HELP_WITH_ALL = Person(
    {
        "conditions": ("physical", "long-illness"),
        "bad-days": "most",
        **dict.fromkeys(ALL_NEEDS, "full"),
        "children": "yes",
        "left-alone": "never",
        "nights": "often",
        "has-help": "yes",
        "impact": "big",
    },
    helpers=2,
)

UNSURE_OF_ALL = Person(
    {each.id: Missing.NOT_SURE if Missing.NOT_SURE in each.special else Missing.TALK for each in questions()}
)

WANTS_A_WORKER_TO_ASK = Person({"start-with": "worker"})
