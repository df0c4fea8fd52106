"""How answers are kept as JSON, and read back against the questionnaire as it is today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeAlias, Union

from portal.answers import Address, Answer, Missing
from portal.questionnaires.model import Kind, Question
from portal.questionnaires.numbers import PLACES, number_limits

Json: TypeAlias = Union[bool, int, float, str, "list[Json]", "dict[str, Json]", None]


def stored(answer: Answer) -> Json:
    """Return an answer as a JSON value; decimals and days as exact words."""
    match answer:
        case Missing():
            return {"missing": answer.value}
        case bool() | int() | str():
            return answer
        case tuple():
            return list(answer)
        case Address():
            return {"lines": list(answer.lines), "town": answer.town, "postcode": answer.postcode}
        case Decimal():
            return str(answer)
        case date():
            return answer.isoformat()


def restored(question: Question, kept: object) -> Answer:
    """Return the answer kept for a question, UNANSWERED where it no longer fits the question.

    So an option that was taken out, or a kind that was changed, shows as a question to answer again.
    """
    if isinstance(kept, Mapping) and "missing" in kept:
        return _restored_missing(question, kept["missing"])
    try:
        found = _restored(question, kept)
    except (ValueError, InvalidOperation, KeyError, TypeError):
        found = None
    return Missing.UNANSWERED if found is None else found


def _restored_missing(question: Question, name: object) -> Answer:
    offered = isinstance(name, str) and name in question.instead
    if offered or (name == Missing.BLANK and question.optional):
        return Missing(str(name))
    return Missing.UNANSWERED


def _restored(question: Question, kept: object) -> Answer | None:
    match question.kind:
        case Kind.CHOICES:
            return tuple(kept) if isinstance(kept, list) and kept and question.option_ids.issuperset(kept) else None
        case Kind.ADDRESS:
            return _restored_address(kept)
        case Kind.WHOLE_NUMBER:
            return kept if type(kept) is int and _within_limits(question, Decimal(kept)) else None
        case _:
            return _restored_words(question, kept) if isinstance(kept, str) else None


def _restored_words(question: Question, kept: str) -> Answer | None:
    if question.kind.has_options:
        return kept if kept in question.option_ids else None
    if question.kind.is_number:
        number = Decimal(kept)
        exact = _within_limits(question, number) and number == round(number, PLACES[question.kind])
        return number if exact else None
    return date.fromisoformat(kept) if question.kind is Kind.DATE else kept


def _restored_address(kept: object) -> Address | None:
    if not isinstance(kept, dict):
        return None
    return Address(tuple(str(line) for line in kept["lines"]), str(kept["town"]), str(kept["postcode"]))


def _within_limits(question: Question, number: Decimal) -> bool:
    least, most = number_limits(question)
    return least <= number <= most
