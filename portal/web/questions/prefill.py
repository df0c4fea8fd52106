"""A stored answer put back into the boxes of its page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.answers import Address, Missing

if TYPE_CHECKING:
    from portal.answers import Answer


def boxes(answer: Answer) -> dict[str, list[str]]:
    """The boxes of a page, by name, as they were when this answer was given."""
    if answer in {Missing.UNANSWERED, Missing.BLANK}:
        return {}
    if isinstance(answer, Missing):
        return {"answer": [answer.value], "instead": [answer.value]}
    if isinstance(answer, tuple):
        return {"answer": list(answer)}
    if isinstance(answer, Address):
        lines = (*answer.lines, "", "")
        parts = {"line1": lines[0], "line2": lines[1], "town": answer.town, "postcode": answer.postcode}
        return {f"answer-{name}": [value] for name, value in parts.items()}
    if isinstance(answer, date):
        return {"answer-day": [str(answer.day)], "answer-month": [str(answer.month)], "answer-year": [str(answer.year)]}
    if isinstance(answer, Decimal):
        return {"answer": [f"{answer:f}"]}
    return {"answer": [str(answer)]}
