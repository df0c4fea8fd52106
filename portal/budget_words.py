"""Owns what the budget page says in words of its own for one questionnaire, where those for adults do not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Reader, read_yaml
from portal.words import Text, text_at

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What belongs to somebody else's budget and is never in this sum: said, and offered as a suggestion to them."""

    title: Text
    text: Text
    link: Text


@dataclass(frozen=True, slots=True)
class BudgetWords:
    """The words around a figure. `by_a_person` is said where the scheme itself sets nothing and a person decides."""

    id: str
    before: Text
    after: Text
    nothing: Text
    paying: Text
    example: Text
    by_a_person: Text
    elsewhere: Elsewhere


def load(path: Path | str) -> BudgetWords:
    """The words in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    owner = reader.text("id")
    key = f"{owner}/budget-page"
    node = reader.required("elsewhere")
    inner = Reader(node, complaints, "elsewhere") if node else Reader(reader.node, [], "elsewhere")
    found = BudgetWords(
        id=owner,
        before=text_at(reader, "before", f"{key}/before"),
        after=text_at(reader, "after", f"{key}/after"),
        nothing=text_at(reader, "nothing", f"{key}/nothing"),
        paying=text_at(reader, "paying", f"{key}/paying"),
        example=text_at(reader, "example", f"{key}/example"),
        by_a_person=text_at(reader, "by_a_person", f"{key}/by-a-person"),
        elsewhere=Elsewhere(
            text_at(inner, "title", f"{key}/elsewhere/title"),
            text_at(inner, "text", f"{key}/elsewhere/text"),
            text_at(inner, "link", f"{key}/elsewhere/link"),
        ),
    )
    inner.finish()
    reader.finish()
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return found
