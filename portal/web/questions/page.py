"""The fixed words of a question's page, worked out once for each language and wording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from flask_babel import gettext as _

from portal.web import locale, visit
from portal.web.assets import picture
from portal.web.locale import words
from portal.web.recorded import recorded
from portal.words import placeholders

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.questionnaires.model import Option, Question, Questionnaire
    from portal.web.wiring import Wiring
    from portal.words import Text, Wording

KEPT: Final = 8192  # pages; a rough idea has other parts than the whole, and so pages of its own
PICKED: Final = frozenset({"choice", "yes_no", "choices"})
WIDTHS: Final = {"whole_number": "4", "decimal": "4", "money": "10", "phone": "20", "postcode": "10"}
KEYBOARDS: Final = {
    "whole_number": "numeric",
    "decimal": "decimal",
    "money": "decimal",
    "phone": "tel",
    "email": "email",
}
TYPES: Final = {"email": "email", "phone": "tel"}
UNSPELLED: Final = frozenset({"email", "phone", "postcode", "name"})

Item = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Everything on a question's page that does not depend on who reads it. `items` are the answers to pick.

    Compared by identity: each is made once, and what is drawn of it is found again by it.
    """

    id: str
    kind: str
    heading: str
    hint: str
    why: str
    example: str
    picture: str
    unit: str
    part: str
    on_paper: str
    most: int
    autocomplete: str
    private: bool
    for_helper: bool
    optional: bool
    items: tuple[Item, ...]
    instead: tuple[Item, ...]
    personal: bool
    recorded: str = ""

    @property
    def target(self) -> str:
        """The id of the first box, where a complaint leads."""
        return {"date": "answer-day", "address": "answer-line1"}.get(self.kind, "answer")

    @property
    def box(self) -> dict[str, Any]:
        """How the one box of a typed answer behaves."""
        width = WIDTHS.get(self.kind)
        return {
            "classes": f"govuk-input--width-{width}" if width else "",
            "inputmode": KEYBOARDS.get(self.kind),
            "type": TYPES.get(self.kind, "text"),
            "spellcheck": False if self.kind in UNSPELLED else None,
            "prefix": "£" if self.kind == "money" else None,
            "suffix": self.unit or None,
        }

    def speaking(self, fill: Callable[[str], str]) -> Page:
        """The page with earlier answers put into its words."""
        return (
            replace(self, heading=fill(self.heading), hint=fill(self.hint), why=fill(self.why))
            if self.personal
            else self
        )


def page_of(questionnaire: Questionnaire, question: Question, wording: Wording) -> Page:
    """The page's words in this request's language."""
    return made_once(visit.wiring(), locale.language(), questionnaire, question.id, wording)


@lru_cache(maxsize=KEPT)
def made_once(_parts: Wiring, _language: str, questionnaire: Questionnaire, question_id: str, wording: Wording) -> Page:
    """The page for one application and language, which are those of the present request."""
    return make(questionnaire, cast("Question", questionnaire.find(question_id)), wording)


def said(text: Text | None, wording: Wording) -> str:
    """A text that may be missing."""
    return words(text, wording) if text else ""


def make(questionnaire: Questionnaire, question: Question, wording: Wording) -> Page:
    """Put a question's page together."""
    section = questionnaire.section_of(question.id)
    heading, hint, why = (said(each, wording) for each in (question.text, question.hint, question.why))
    choices = tuple(item(option, wording) for option in question.options)
    rest = instead(question, wording)
    return Page(
        id=question.id,
        kind=question.kind,
        heading=heading,
        hint=hint,
        why=why,
        example=said(question.example, wording),
        picture=picture(question.picture or section.picture or "") if wording.is_easy else "",
        unit=said(question.unit, wording),
        part=part_words(questionnaire, section.id, wording),
        on_paper=on_paper(questionnaire, question.id),
        most=question.most or 0,
        autocomplete=question.autocomplete or "",
        private=question.private or section.private,
        for_helper=wording.is_for_helper,
        optional=question.optional,
        items=(*choices, {"divider": _("or")}, *rest) if choices and rest else choices,
        instead=rest,
        personal=bool(placeholders(heading + hint + why)),
        recorded=recorded(f"{questionnaire.id}/{question.id}", wording),
    )


def part_words(questionnaire: Questionnaire, section_id: str, wording: Wording) -> str:
    """Part 3 of 9: Looking after yourself."""
    number = [section.id for section in questionnaire.sections].index(section_id) + 1
    title = words(questionnaire.sections[number - 1].title, wording)
    return _("Part %(number)d of %(all)d: %(title)s", number=number, all=len(questionnaire.sections), title=title)


def on_paper(questionnaire: Questionnaire, question_id: str) -> str:
    """The number of a question on the list that can be printed, whatever part of it this reader is asked."""
    whole = visit.wiring().content.questionnaires.get(questionnaire.id, questionnaire)
    return whole.numbers.get(question_id, "")


def item(option: Option, wording: Wording) -> Item:
    """One option as the page shows it."""
    shown: Item = {"value": option.id, "text": words(option.text, wording)}
    if option.hint:
        shown["hint"] = words(option.hint, wording)
    if option.exclusive:
        shown["exclusive"] = True
    return pictured(shown, option.picture, wording)


def pictured(shown: Item, concept: str | None, wording: Wording) -> Item:
    """In Easy Read each answer has its picture."""
    address = picture(concept) if concept and wording.is_easy else ""
    return shown | {"picture": address} if address else shown


def instead(question: Question, wording: Wording) -> tuple[Item, ...]:
    """The answers after “or”: not for me, not sure, rather talk. No other answer can be ticked beside them."""
    found = []
    if question.not_applicable:
        found.append(({"value": "not-applicable", "text": words(question.not_applicable, wording)}, "not-applicable"))
    if "not-sure" in question.special:
        found.append(({"value": "not-sure", "text": not_sure(wording)}, "not-sure"))
    if "talk" in question.special:
        found.append(({"value": "talk", "text": rather_talk(wording)}, "talk"))
    return tuple(pictured(shown | {"exclusive": True}, concept, wording) for shown, concept in found)


def not_sure(wording: Wording) -> str:
    """The way to say that one does not know."""
    return _("I am not sure.") if wording.is_easy else _("I'm not sure")


def rather_talk(wording: Wording) -> str:
    """The way to ask for a person instead of a form."""
    if wording.is_for_helper:
        return _("We want to talk to someone.") if wording.is_easy else _("We'd rather talk to someone")
    return _("I want to talk to someone.") if wording.is_easy else _("I'd rather talk to someone")
