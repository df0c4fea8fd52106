"""Imagined people who look after somebody, and what they answer where it is not the least."""

from portal.answers import Missing
from portal.questionnaires.loading import load
from portal.questionnaires.model import Kind, Question
from tests.content.adult_route import CONTENT, Person

CARER = load(CONTENT / "carer" / "questionnaire.yaml")
QUESTIONS = {each.id: each for section in CARER.sections for each in section.questions if isinstance(each, Question)}

WORN_OUT = Person(
    {
        "cared-name": "Ambrose",
        "cared-who": "partner",
        "tasks": ("personal", "moving", "watching", "nights"),
        "hours": "always",
        "nights": "most",
        "day-off": "longer",
        "willing": "less",
        "rather-not": ("personal", "nights"),
        "able-now": "at-a-cost",
        "able-later": "with-help",
        "health": "worse",
        "health-how": ("tired", "pain"),
        "children-care": Missing.NOT_APPLICABLE,
        "others-care": Missing.NOT_APPLICABLE,
        "work": Missing.NOT_APPLICABLE,
        "close-people": "hard",
        "more-2": "hard",
        "if-ill": "short",
        "would-help": ("break", "someone-to-talk"),
        "impact": "big",
    }
)

AT_THE_END = Person(
    {
        **WORN_OUT.answers,
        "answers-by": "other",
        "answers-why": "tiring",
        "language": "other",
        "how-long": "over-10-years",
        "willing": "no",
        "health": "much-worse",
        **dict.fromkeys(("home-upkeep", "food", "places", "free-time"), "not-without-help"),
        "able-later": "no",
        "if-ill": "nobody",
        "more-1": "no",
    }
)

LITTLE_TO_DO = Person(
    {"needs-you": "partly", "children-care": Missing.NOT_APPLICABLE, "others-care": Missing.NOT_APPLICABLE}
)

ANSWER_UNSURE = {
    each.id: Missing.NOT_SURE if Missing.NOT_SURE in each.special else Missing.TALK
    for each in QUESTIONS.values()
    if each.kind is not Kind.NAME
}
UNSURE_OF_ALL = Person(ANSWER_UNSURE)
