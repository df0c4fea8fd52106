"""“I am stuck here”: the place that somebody came from to ask for a call, to go back to and to tell staff of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request, url_for

from portal.access import Action
from portal.services import applications
from portal.services.refusals import Refused
from portal.web import visit
from portal.words import placeholders

if TYPE_CHECKING:
    from portal.questionnaires.journey import Place
    from portal.questionnaires.model import Questionnaire
    from portal.services.opened import Opened

FIELDS = ("application", "question", "item")


@dataclass(frozen=True)
class Stuck:
    """Where somebody is stuck: the address to go back to, that of the thanks, and what staff read of it."""

    address: str
    thanks: str
    told: str


def ask_from(opened: Opened, place: Place) -> str:
    """The page to ask for a call, which knows the way back to this question."""
    return url_for("pages.call_me", application=opened.reference, question=place.question, item=place.item)


def place_now() -> Stuck | None:
    """The place that the address of this page names, if the visitor may see it; else nothing.

    Only a question's number, part and words are told, never an answer: words that an answer is put into are left out,
    and of a private question it is told only that it is one.
    """
    names = {name: request.args[name] for name in FIELDS if request.args.get(name)}
    reference, asked = names.get("application"), names.get("question", "")
    if not reference:
        return None
    try:
        opened = applications.open(visit.context(), reference, Action.READ)
    except Refused:
        return None
    if asked not in opened.questionnaire:
        return None
    item = names.get("item")
    back = url_for("questions.question", reference=reference, question=asked, item=item)
    thanks = url_for("pages.thanks", application=reference, question=asked, item=item)
    return Stuck(back, thanks, told_of(opened.questionnaire, asked))


def told_of(questionnaire: Questionnaire, asked: str) -> str:
    """What staff read: the part, the number on paper and the words, in English."""
    if questionnaire.is_private(asked):
        return "a private question"
    whole = visit.wiring().content.questionnaires.get(questionnaire.id, questionnaire)
    number, words = whole.numbers.get(asked, ""), questionnaire.find(asked).text.standard
    which = f"question {number}" if number else "a question"
    said = "" if placeholders(words) else f": {words}"
    return f"{which} in “{questionnaire.section_of(asked).title.standard}”{said}"
