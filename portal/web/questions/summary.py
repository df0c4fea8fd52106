"""The answers as rows to read: for the list of parts, the check page and the copy to keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from flask_babel import gettext as _

from portal.answers import Address, Missing
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.web import locale, visit
from portal.web.questions.page import instead, said
from portal.web.questions.speech import put_in, wording_of
from portal.words import placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.answers import Answer
    from portal.questionnaires.model import Question, Questionnaire
    from portal.services.opened import Opened
    from portal.web.wiring import Wiring
    from portal.words import Wording

KEPT: Final = 256  # questionnaires, each in so many ways


class Row(NamedTuple):
    """One answer to read: the question's words, the answer's, and where it can be changed."""

    place: Place
    question: str
    lines: tuple[str, ...]
    given: bool
    item: str = ""


@dataclass(frozen=True)
class Asked:
    """A question with its words in one wording, and the lines that each of its options makes."""

    question: Question | Group
    heading: str
    speaks: bool  # of earlier answers, which are put into the heading
    options: Mapping[str, tuple[str, ...]]
    private: bool


@dataclass(frozen=True)
class Rows:
    """The answers of one section that may be read by whoever looks over a shoulder.

    `withheld` are the places whose answers are private; `withheld_given` says whether each of them has an answer.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    withheld: tuple[Place, ...]
    withheld_given: bool


def summary(opened: Opened) -> tuple[Rows, ...]:
    """All answers on the route, section by section, in the order they were asked; private ones only by their places."""
    sections = groupby(opened.journey.places, key=lambda place: opened.questionnaire.section_of(place.question).id)
    return tuple(section_rows(opened, section, tuple(places)) for section, places in sections)


def section_rows(opened: Opened, section: str, places: tuple[Place, ...]) -> Rows:
    """The rows of one section."""
    wording = wording_of(opened)
    asked = asked_of(opened)
    withheld = tuple(place for place in places if asked[place.question].private)
    return Rows(
        section,
        locale.words(opened.questionnaire.section_by_id[section].title, wording),
        tuple(row(opened, each, asked[each.question], wording) for each in places if not asked[each.question].private),
        withheld,
        all(opened.given.answer(place) is not Missing.UNANSWERED for place in withheld),
    )


def asked_of(opened: Opened) -> Mapping[str, Asked]:
    """The questions by id, with their words for this reader."""
    return asked_once(visit.wiring(), locale.language(), opened.questionnaire, wording_of(opened))


@lru_cache(maxsize=KEPT)
def asked_once(_parts: Wiring, _language: str, questionnaire: Questionnaire, wording: Wording) -> Mapping[str, Asked]:
    """What is the same for everyone about each question, for one application and language: those of this request."""
    return {
        question_id: Asked(
            placed.question,
            heading := locale.words(placed.question.text, wording),
            bool(placeholders(heading)),
            {each.id: (locale.words(each.text, wording),) for each in getattr(placed.question, "options", ())},
            questionnaire.is_private(question_id),
        )
        for question_id, placed in questionnaire.placed.items()
    }


def row(opened: Opened, place: Place, asked: Asked, wording: Wording) -> Row:
    """One answer as a row."""
    question = asked.question
    heading = put_in(opened, asked.heading, place.item) if asked.speaks else asked.heading
    if isinstance(question, Group):
        names = tuple(item_name(opened, question, item, wording) for item in opened.given.items_of(question.id))
        return Row(place, heading, names or (_("Nobody added"),), given=question.id in opened.given.done)
    answer = opened.given.answer(place)
    paper = opened.contents.about.paper
    if paper is not None and paper.leaves_open(place.question, place.item, opened.seen(place)):
        return Row(place, heading, (_("Not answered on the paper form"),), given=True)
    option = asked.options.get(answer) if answer.__class__ is str else None
    shown = option or tuple(lines(question, answer, wording))
    return Row(place, heading, shown, given=answer is not Missing.UNANSWERED)


def item_name(opened: Opened, group: Group, item: str, wording: Wording) -> str:
    """What an item of a list is called: its name, or the list's own word for one without a name."""
    name = opened.given.answer(Place(group.named_by, item)) if group.named_by else Missing.BLANK
    return said(group.item, wording) if isinstance(name, Missing) else str(name)


def lines(asked: Question, answer: Answer, wording: Wording) -> Iterator[str]:
    """An answer in words, one line for each thing said."""
    if answer is Missing.UNANSWERED:
        yield _("Not answered yet")
    elif answer is Missing.BLANK:
        yield _("Left blank")
    elif isinstance(answer, Missing):
        yield next(
            (str(each["text"]) for each in instead(asked, wording) if each["value"] == answer.value), answer.value
        )
    elif asked.options:
        picked = answer if isinstance(answer, tuple) else (answer,)
        yield from (locale.words(option.text, wording) for option in asked.options if option.id in picked)
    elif isinstance(answer, Address):
        yield from (line for line in (*answer.lines, answer.town, answer.postcode) if line)
    elif isinstance(answer, date):
        yield locale.day(answer)
    elif asked.kind == "money" and isinstance(answer, Decimal):
        yield locale.pounds(answer)
    elif isinstance(answer, (Decimal, int)):
        yield counted(answer, said(asked.unit, wording))
    else:
        yield from str(answer).splitlines()


def counted(number: Decimal | int, unit: str) -> str:
    """A number with its unit. Units are written for many ("times a week"), so one of them stands after the unit."""
    if unit and number == 1:
        return f"{unit[0].upper()}{unit[1:]}: 1"
    return f"{locale.number(number)} {unit}".strip()
