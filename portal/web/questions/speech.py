"""How a page speaks to this reader: which wording, and earlier answers put into later words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.answers import Missing
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Question
from portal.web import locale, visit
from portal.words import Transform, Wording, fill

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.services.frozen import Say
    from portal.services.opened import Opened
    from portal.web.questions.page import Page
    from portal.words import Placeholder, Text


def wording_of(opened: Opened) -> Wording:
    """Easy Read or standard, to the person or to someone who answers for them."""
    return Wording.of(easy=visit.prefs().easy_read, helper=opened.is_helper)


def spoken(opened: Opened, place: Place, page: Page) -> Page:
    """The page with names and counts from earlier answers in it. Jinja escapes them, as all words."""
    if not page.personal:
        return page
    return page.speaking(lambda words: put_in(opened, words, place.item))


def put_in(opened: Opened, words: str, item: str | None) -> str:
    """Earlier answers put into words."""
    return fill(words, lambda wanted: transformed(opened, wanted, item))


def transformed(opened: Opened, wanted: Placeholder, item: str | None) -> str:
    """One earlier answer as the words want it; an answer that is not there leaves an ellipsis, never a gap."""
    if wanted.question not in opened.questionnaire:  # in a part that this reader was not given
        return "…"
    if wanted.transform == Transform.COUNT:
        return str(len(opened.given.items_of(wanted.question)))
    inside = opened.questionnaire.group_of(wanted.question) is not None
    answer = opened.given.answer(Place(wanted.question, item if inside else None))
    if isinstance(answer, Missing):
        return "…"
    return as_words(opened, wanted, answer)


def as_words(opened: Opened, wanted: Placeholder, answer: Answer) -> str:
    """An answer in the form its transform names."""
    typed = str(answer)
    if wanted.transform == Transform.FIRST_WORD:
        return typed.split(maxsplit=1)[0] if typed.split() else "…"
    if wanted.transform == Transform.MONEY and isinstance(answer, Decimal):
        return locale.pounds(answer)
    if wanted.transform == Transform.DATE and isinstance(answer, date):
        return locale.day(answer)
    if wanted.transform == Transform.OPTION:
        asked = opened.questionnaire.find(wanted.question)
        options = asked.options if isinstance(asked, Question) else ()
        return next((locale.words(each.text, wording_of(opened)) for each in options if each.id == typed), typed)
    return typed


def speaker(opened: Opened) -> Say:
    """A way to say texts exactly as the pages show them, names and counts put in, to freeze what was shown."""
    wording = wording_of(opened)

    def say(text: Text, place: Place | None) -> str:
        words = locale.words(text, wording)
        return put_in(opened, words, place.item) if place else words

    return say
