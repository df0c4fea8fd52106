"""Hints that answers seem to disagree, in the reader's words, with ways to the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.access import Action, Verdict, may
from portal.questionnaires.hints import found_in
from portal.questionnaires.journey import Place
from portal.web import locale, visit
from portal.web.questions.places import address_of
from portal.web.questions.speech import put_in, wording_of

if TYPE_CHECKING:
    from portal.questionnaires.hints import Found
    from portal.services.opened import Opened


def hint_rows(opened: Opened, back: str = "check") -> list[dict[str, Any]]:
    """The hints that hold. Those about a question that this reader does not have are left out."""
    hints = visit.wiring().content.hints.get(opened.questionnaire.id, ())
    known = tuple(one for one in hints if all(each in opened.questionnaire for each in one.when.questions))
    if not known:
        return []
    return [hint_row(opened, found, back) for found in found_in(known, opened.journey.facts)]


def hint_row(opened: Opened, found: Found, back: str) -> dict[str, Any]:
    """One hint with its questions."""
    return {
        "words": locale.words(found.hint.text, wording_of(opened)),
        "questions": [question(opened, each, found.item, back) for each in found.hint.questions],
    }


def question(opened: Opened, asked: str, item: int | None, back: str) -> dict[str, str]:
    """A question to look at again, with the way to it where the reader may answer."""
    group = opened.questionnaire.group_of(asked)
    items = opened.given.items_of(group.id) if group else ()
    place = Place(asked, items[item] if item is not None and item < len(items) else None)
    words = put_in(opened, locale.words(opened.questionnaire.find(asked).text, wording_of(opened)), place.item)
    allowed = may(opened.role, Action.ANSWER, opened.state) is Verdict.ALLOWED
    return {"words": words, "href": address_of(opened, place, back) if allowed else ""}
