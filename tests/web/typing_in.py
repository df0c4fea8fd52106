"""What somebody types or picks on the page of a question, right or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.answers import Missing
from portal.questionnaires.model import Kind, Question
from portal.web.questions.prefill import boxes

if TYPE_CHECKING:
    from portal.answers import Answer

LONG: Final = "w" * 9000
DATE: Final = ("answer-day", "answer-month", "answer-year")
WRONG: Final[dict[Kind, dict[str, list[str]]]] = {
    Kind.CHOICE: {"answer": ["no-such-option"]},
    Kind.YES_NO: {"answer": ["perhaps"]},
    Kind.CHOICES: {"answer": ["no-such-option"]},
    Kind.TEXT: {"answer": [LONG]},
    Kind.LONG_TEXT: {"answer": [LONG]},
    Kind.NAME: {"answer": [LONG]},
    Kind.WHOLE_NUMBER: {"answer": ["two and a half"]},
    Kind.DECIMAL: {"answer": ["some"]},
    Kind.MONEY: {"answer": ["-5"]},
    Kind.EMAIL: {"answer": ["ann at home"]},
    Kind.PHONE: {"answer": ["12"]},
    Kind.POSTCODE: {"answer": ["nowhere"]},
    Kind.DATE: dict(zip(DATE, (["31"], ["2"], ["1958"]), strict=True)),
    Kind.ADDRESS: {"answer-line1": ["1 High Street"], "answer-town": [""], "answer-postcode": ["nowhere"]},
}


def typed(asked: Question, answer: Answer) -> dict[str, list[str]]:
    """The boxes of a page filled in with an answer."""
    filled = boxes(answer)
    if isinstance(answer, Missing):
        keep = "answer" if asked.kind.has_options else "instead"
        return {name: values for name, values in filled.items() if name == keep}
    return filled
