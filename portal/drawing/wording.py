"""Conditions in words that an author can read aloud: ids of questions, words of their options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from portal.answers import Missing
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, OneOf
from portal.questionnaires.model import Kind, Question, Questionnaire

SPECIAL_WORDS = {
    Missing.NOT_SURE.value: "not sure",
    Missing.TALK.value: "would rather talk",
    Missing.NOT_APPLICABLE.value: "does not apply",
    Missing.BLANK.value: "left empty",
}

OPPOSITES = {"is": "is not", "includes": "does not include"}


def in_words(condition: Condition | None, questionnaire: Questionnaire | None = None) -> str:
    """Return a condition as words, empty for none. Without a questionnaire options are named by their ids."""
    match condition:
        case None:
            return ""
        case AnyOf():
            return _picked(condition, questionnaire)
        case Between():
            return f"{condition.question} {_limits(condition, questionnaire)}"
        case Answered():
            return f"{condition.question} is answered"
        case AllOf(parts):
            return " and ".join(_bracketed(part, questionnaire) for part in parts)
        case OneOf(parts):
            return " or ".join(_alternatives(parts, questionnaire))
        case Not(AnyOf() as part):
            return _picked(part, questionnaire, holds=False)
        case Not(Answered() as part):
            return f"{part.question} is not answered"
        case Not(part):
            return f"not ({in_words(part, questionnaire)})"


def _bracketed(condition: Condition, questionnaire: Questionnaire | None) -> str:
    words = in_words(condition, questionnaire)
    return f"({words})" if isinstance(condition, AllOf | OneOf) else words


def _question(question_id: str, questionnaire: Questionnaire | None) -> Question | None:
    found = questionnaire.find(question_id) if questionnaire and question_id in questionnaire else None
    return found if isinstance(found, Question) else None


def _alternatives(parts: tuple[Condition, ...], questionnaire: Questionnaire | None) -> Iterator[str]:
    """Say alternatives that wait for the same answers in one breath."""
    waiting: dict[tuple[str, str], list[str]] = {}
    others = []
    for part in parts:
        if isinstance(part, AnyOf):
            waiting.setdefault(_waits_for(part, questionnaire), []).append(part.question)
        else:
            others.append(_bracketed(part, questionnaire))
    for (verb, answers), names in waiting.items():
        yield f"{listed(names)} {verb} {answers}"
    yield from others


def _picked(condition: AnyOf, questionnaire: Questionnaire | None, *, holds: bool = True) -> str:
    verb, answers = _waits_for(condition, questionnaire)
    return f"{condition.question} {verb if holds else OPPOSITES[verb]} {answers}"


def _waits_for(condition: AnyOf, questionnaire: Questionnaire | None) -> tuple[str, str]:
    question = _question(condition.question, questionnaire)
    verb = "includes" if question is not None and question.kind is Kind.CHOICES else "is"
    return verb, listed([_answer(value, question) for value in condition.values])


def listed(words: Sequence[str]) -> str:
    """Return words as a list that ends in "or"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _answer(value: str, question: Question | None) -> str:
    if value in SPECIAL_WORDS:
        return SPECIAL_WORDS[value]
    if question is None or value not in question.option_ids:
        return f"“{value}”"
    return f"“{question.option(value).text.standard}”"


def _limits(condition: Between, questionnaire: Questionnaire | None) -> str:
    found = questionnaire.find(condition.question) if questionnaire and condition.question in questionnaire else None
    verb = "is"
    if found is not None and found.kind in {Kind.GROUP, Kind.CHOICES}:
        verb = "has"
    least, most = condition.at_least, condition.at_most
    if least is not None and least == most:
        return f"{verb} exactly {least}"
    limits = (("at least", least), ("at most", most))
    return f"{verb} " + " and ".join(f"{words} {limit}" for words, limit in limits if limit is not None)
