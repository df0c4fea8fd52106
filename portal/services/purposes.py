"""Answers by what they are for, such as a birth date or a home address, whichever question asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.answers import Missing
from portal.questionnaires.model import Question

if TYPE_CHECKING:
    from portal.services.opened import Opened


def by_purpose(opened: Opened) -> dict[str, Any]:
    """Return the answers to questions that name a purpose for filling in, such as `bday`."""
    found = {}
    for place in opened.journey.places:
        question = opened.questionnaire.find(place.question)
        answer = opened.given.answer(place)
        if isinstance(question, Question) and question.autocomplete and not isinstance(answer, Missing):
            found[question.autocomplete] = answer
    return found
