"""A questionnaire as a sheet: a band for each section, a box for each question."""

from __future__ import annotations

from collections.abc import Collection

from portal.drawing.sheet import Band, Box, Mark, Sheet
from portal.drawing.wording import in_words
from portal.questionnaires.model import Group, Kind, Question, Questionnaire, Section

KIND_WORDS = {
    Kind.CHOICE: "one choice",
    Kind.CHOICES: "several choices",
    Kind.YES_NO: "yes or no",
    Kind.TEXT: "short text",
    Kind.LONG_TEXT: "long text",
    Kind.WHOLE_NUMBER: "whole number",
    Kind.DECIMAL: "number",
    Kind.MONEY: "money",
    Kind.DATE: "date",
    Kind.NAME: "name",
    Kind.EMAIL: "e-mail",
    Kind.PHONE: "phone",
    Kind.POSTCODE: "postcode",
    Kind.ADDRESS: "address",
    Kind.GROUP: "add another",
}


def journey_sheet(questionnaire: Questionnaire, counted: Collection[str] = ()) -> Sheet:
    """Return the drawing of a questionnaire; `counted` are the questions that a scheme reckons with."""
    bands = tuple(
        _band(number, section, questionnaire, frozenset(counted))
        for number, section in enumerate(questionnaire.sections, start=1)
    )
    return Sheet(questionnaire.title.standard, _summary(questionnaire, counted), bands)


def _summary(questionnaire: Questionnaire, counted: Collection[str]) -> str:
    placed = questionnaire.placed.values()
    conditional = sum(each.question.ask_when is not None for each in placed)
    counts = sum(each.question.id in counted for each in placed)
    return (
        f"The questionnaire “{questionnaire.id}”: {_number(len(placed), 'question')} in "
        f"{_number(len(questionnaire.sections), 'section')}; {conditional} with a condition of their own"
        + (f", {counts} that count towards the budget." if counted else ".")
    )


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _band(number: int, section: Section, questionnaire: Questionnaire, counted: Collection[str]) -> Band:
    noted = ((section.first, "done before the other sections"), (section.private, "private to the person"))
    return Band(
        section.id,
        f"{number}. {section.title.standard}",
        tuple(_box(question, questionnaire, counted) for question in section.questions),
        tuple(words for holds, words in noted if holds),
        in_words(section.ask_when, questionnaire),
    )


def _box(question: Question | Group, questionnaire: Questionnaire, counted: Collection[str]) -> Box:
    optional = isinstance(question, Question) and question.optional
    marked = (
        (Mark.COUNTED, question.id in counted),
        (Mark.PRIVATE, question.private),
        (Mark.OPTIONAL, optional),
    )
    inner = question.questions if isinstance(question, Group) else ()
    options = question.options if isinstance(question, Question) and question.kind is not Kind.YES_NO else ()
    return Box(
        question.id,
        KIND_WORDS[question.kind],
        question.text.standard,
        in_words(question.ask_when, questionnaire),
        tuple(mark for mark, holds in marked if holds),
        choices=tuple((option.id, option.text.standard) for option in options),
        boxes=tuple(_box(each, questionnaire, counted) for each in inner),
    )
