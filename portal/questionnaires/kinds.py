"""One table from kind of answer to its reading: what makes an answer wrong is decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from portal.answers import Answer, Missing
from portal.questionnaires.contacts import (
    ADDRESS_PARTS,
    read_address,
    read_email,
    read_name,
    read_phone,
    read_postcode,
)
from portal.questionnaires.model import Kind, Option, Question
from portal.questionnaires.numbers import PARTS, read_day, read_number
from portal.questionnaires.problems import ANSWER, INSTEAD, Problem, ProblemCode, Typed
from portal.questionnaires.storing import restored, stored
from portal.questionnaires.typing_in import holds_something, raw, words_of

__all__ = ["Problem", "ProblemCode", "Typed", "most_characters", "read", "restored", "stored"]

Reading: TypeAlias = Callable[[Question, Typed, date], Answer | Problem]

MOST_CHARACTERS = {Kind.TEXT: 200, Kind.LONG_TEXT: 4000}


def read(question: Question, typed: Typed, today: date) -> Answer | Problem:
    """Return the answer that a form gives to a question, or why it cannot be taken.

    `typed` may hold anything at all. Nothing typed gives BLANK where the question may be left out. Something typed
    with "not sure" ticked beside it is a problem, so that neither is lost in silence.
    """
    return _picked(question, typed) if question.kind.has_options else _typed(question, typed, today)


def fields_of(question: Question) -> tuple[str, ...]:
    """Return the names of the form fields into which the value of a question is typed."""
    parts = {Kind.DATE: PARTS, Kind.ADDRESS: ADDRESS_PARTS}.get(question.kind)
    return tuple(f"{ANSWER}-{part}" for part in parts) if parts else (ANSWER,)


def _typed(question: Question, typed: Typed, today: date) -> Answer | Problem:
    instead = {value for value in typed.get(INSTEAD, ()) if value}
    if not instead <= question.instead:
        return Problem(ProblemCode.NOT_OFFERED, INSTEAD)
    something = any(holds_something(raw(typed, name)) for name in fields_of(question))
    if len(instead) + something > 1:
        return Problem(ProblemCode.TWO_ANSWERS, INSTEAD)
    if something:
        return READINGS[question.kind](question, typed, today)
    return Missing(instead.pop()) if instead else _nothing(question)


def _picked(question: Question, typed: Typed) -> Answer | Problem:
    picked = {value for value in (*typed.get(ANSWER, ()), *typed.get(INSTEAD, ())) if value}
    if not picked:
        return _nothing(question)
    if not picked <= question.option_ids | question.instead:
        return Problem(ProblemCode.NOT_OFFERED)
    options = [option for option in question.options if option.id in picked]
    if len(picked) > 1 and (question.kind is not Kind.CHOICES or len(options) < len(picked)):
        return Problem(ProblemCode.TWO_ANSWERS)
    if not options:
        return Missing(picked.pop())
    return options[0].id if question.kind is not Kind.CHOICES else _chosen(options)


def _nothing(question: Question) -> Answer | Problem:
    return Missing.BLANK if question.optional else Problem(ProblemCode.NOTHING, fields_of(question)[0])


def _chosen(options: list[Option]) -> Answer | Problem:
    exclusive = [option.id for option in options if option.exclusive]
    if exclusive and len(options) > 1:
        return Problem(ProblemCode.EXCLUSIVE, values={"option": exclusive[0]})
    return tuple(option.id for option in options)


def most_characters(question: Question) -> int:
    """Return how many characters a written answer may have."""
    return question.most or MOST_CHARACTERS[question.kind]


def _words(question: Question, typed: Typed, _today: date) -> str | Problem:
    return words_of(typed, ANSWER, most_characters(question), lines=question.kind is Kind.LONG_TEXT)


READINGS: Mapping[Kind, Reading] = {
    Kind.TEXT: _words,
    Kind.LONG_TEXT: _words,
    Kind.WHOLE_NUMBER: read_number,
    Kind.DECIMAL: read_number,
    Kind.MONEY: read_number,
    Kind.DATE: read_day,
    Kind.NAME: read_name,
    Kind.EMAIL: read_email,
    Kind.PHONE: read_phone,
    Kind.POSTCODE: read_postcode,
    Kind.ADDRESS: read_address,
}
