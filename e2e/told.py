"""What a made-up person answers, and the words in which the service asks it and says it back."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from portal.arrangements.model import Way
from portal.questionnaires.model import Group, Option, Question
from portal.words import Wording
from tests.web.running import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.questionnaires.model import Questionnaire

HERE = Path(__file__).resolve().parent
NAMED = ContextVar("named", default="adult")
"""The questionnaire that the people of this test answer."""

SPECIAL = {
    "not-sure": {False: "I'm not sure", True: "I am not sure."},
    "talk": {False: "I'd rather talk to someone", True: "I want to talk to someone."},
    "blank": {False: "Left blank", True: "Left blank"},
}
HELPERS_TALK = {False: "We'd rather talk to someone", True: "We want to talk to someone."}
MONTHS = ["January", "February", "March", "April", "May", "June"]
MONTHS += ["July", "August", "September", "October", "November", "December"]

Answer = Any  # an option's id, a list of them, words, a number, a date, the lines of an address


@contextmanager
def answering(name: str) -> Iterator[None]:
    """Let the people of a test answer this questionnaire."""
    before = NAMED.set(name)
    yield
    NAMED.reset(before)


def questionnaire() -> Questionnaire:
    """The questions that are put."""
    return content().questionnaires[NAMED.get()]


def told(name: str) -> dict[str, Answer]:
    """The answers of one person: question to answer; a list of people holds one such mapping each."""
    answers: dict[str, Answer] = YAML(typ="safe").load(HERE / "answers" / f"{name}.yaml")
    return answers


def group(question: str) -> Group:
    """A list of people or things."""
    found = questionnaire().find(question)
    assert isinstance(found, Group)
    return found


LIST = "people-who-help"


def options(question: str) -> tuple[Option, ...]:
    """The options of a question; none where there is nothing to choose from."""
    found = questionnaire().find(question)
    return () if isinstance(found, Group) else found.options


def asked(question: str) -> Question | Group:
    """A question of the questionnaire."""
    return questionnaire().find(question)


def section_title(number: int, wording: Wording) -> str:
    """What a part of the questionnaire is called."""
    return questionnaire().sections[number].title.in_wording(wording)


def heading(question: str, wording: Wording, name: str = "") -> str:
    """How a question is put; `name` is the person on the list whom it is about."""
    return asked(question).text.in_wording(wording).replace("{helper-name}", name)


def use(name: str, wording: Wording) -> str:
    """The words for something that a direct payment can be used for."""
    uses = content().arrangements[NAMED.get()].way(Way.DIRECT_PAYMENT).uses
    return next(each for each in uses if each.id == name).title.in_wording(wording)


def special(answer: str, wording: Wording) -> str:
    """The words for: not sure, rather talk, left blank."""
    if answer == "talk" and wording.is_for_helper:
        return HELPERS_TALK[wording.is_easy]
    return SPECIAL[answer][wording.is_easy]


def option(question: str, answer: str, wording: Wording) -> str:
    """The words of one option."""
    if answer in SPECIAL:
        return special(answer, wording)
    if answer == "not-applicable":
        return words_for_not_applicable(question, wording)
    return next(each for each in options(question) if each.id == answer).text.in_wording(wording)


def words_for_not_applicable(question: str, wording: Wording) -> str:
    """The words for: this does not apply to me."""
    words = getattr(asked(question), "not_applicable", None)
    assert words is not None, question
    return str(words.in_wording(wording))


def label(question: str, answer: str, wording: Wording) -> str:
    """The name of an option's box: on a picture card its hint stands in the same label."""
    words = option(question, answer, wording)
    found = next((each for each in options(question) if each.id == answer), None)
    if found and found.hint and found.picture and wording.is_easy:
        return f"{words} {found.hint.in_wording(wording)}"
    return words


def said_back(question: str, answer: Answer, wording: Wording) -> list[str]:
    """The lines in which the check page shows an answer."""
    kind = asked(question).kind
    if answer in ("", None):
        answer = "blank"
    if kind == "group":
        return [person["helper-name"] for person in answer] or ["Nobody added"]
    if isinstance(answer, str) and answer in SPECIAL:
        return [special(answer, wording)]
    if kind == "choices":
        order = [each.id for each in options(question)]
        return [option(question, each, wording) for each in sorted(answer, key=order.index)]
    if kind in {"choice", "yes_no"}:
        return [option(question, answer, wording)]
    if isinstance(answer, date):
        return [f"{answer.day} {MONTHS[answer.month - 1]} {answer.year}"]
    if kind == "address":
        return [line for line in answer if line]
    if kind == "money":
        return [f"£{answer:,.2f}"]
    if isinstance(answer, int):
        unit = getattr(asked(question), "unit", None)
        return [f"{answer} {unit.in_wording(wording)}" if unit else str(answer)]
    return str(answer).splitlines()
