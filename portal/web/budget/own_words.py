"""What the budget page says in words of its own for some questionnaires, ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.web import locale, visit
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.services.opened import Opened


def own_words(opened: Opened) -> dict[str, str]:
    """The words of this questionnaire by their names in its file; none where the page's own words fit."""
    found = visit.wiring().content.budget_words.get(opened.questionnaire.id)
    if found is None:
        return {}
    wording = wording_of(opened)
    names = ("before", "after", "nothing", "paying", "example", "by_a_person")
    said = {name: locale.words(getattr(found, name), wording) for name in names}
    beside = found.elsewhere
    return said | {
        "elsewhere": locale.words(beside.title, wording),
        "elsewhere_text": locale.words(beside.text, wording),
        "elsewhere_link": locale.words(beside.link, wording),
    }
