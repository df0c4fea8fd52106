"""Every text of a questionnaire with the place where it is written, for the lint and for translators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.files import Mark
from portal.questionnaires.model import Group, Question, Questionnaire
from portal.words import Text


@dataclass(frozen=True)
class Written:
    """A text, where it stands, and the question on whose page it is read (None for titles and the like)."""

    text: Text
    where: str
    mark: Mark
    question: str | None = None


def texts_of(questionnaire: Questionnaire) -> Iterator[Written]:
    """Give each text in the order of the file."""
    yield Written(questionnaire.title, "title", questionnaire.mark)
    for section in questionnaire.sections:
        yield Written(section.title, f"section {section.id}, title", section.mark)
        for question, _ in section.each():
            yield from _of_question(question)
    for check in questionnaire.checks:
        yield Written(check.message, f"check {check.id}, message", check.mark, check.at)


def _of_question(question: Question | Group) -> Iterator[Written]:
    parts = {"text": question.text, "hint": question.hint, "why": question.why, "example": question.example}
    if isinstance(question, Group):
        parts |= {"add": question.add, "item": question.item}
    else:
        parts |= {"unit": question.unit, "not_applicable": question.not_applicable}
        for option in question.options:
            parts |= {f"option {option.id}": option.text, f"option {option.id}, hint": option.hint}
    for name, text in parts.items():
        if text:
            yield Written(text, f"question {question.id}, {name}", question.mark, question.id)
