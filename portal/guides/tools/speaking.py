"""Whom a paper speaks to: the person whose support it is, or somebody who fills it in for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.files import Complaint
from portal.words import Text, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TO_THE_PERSON: Final = re.compile(r"\b(I|me|my|mine|myself|you|your|yours|yourself)\b", re.IGNORECASE)
BY_THE_PERSON: Final = re.compile(r"\b(I|me|my|mine|myself)\b")


def speaking_complaints(path: Path, texts: Iterable[Text]) -> Iterator[Complaint]:
    """Yield the words that somebody who fills in a paper for a person would take for themself.

    Words that are said to others, such as a question at an interview, may stay: they are written a second time.
    """
    for text in texts:
        for code, what, cure in _wrong_in(text):
            yield Complaint(code, str(path), 1, text.key, what, cure)


def _wrong_in(text: Text) -> Iterator[tuple[str, str, str]]:
    spoken = TO_THE_PERSON.search(text.standard)
    if spoken and text.for_helper is None:
        what = f"It says “{spoken[0]}”, which somebody who helps would take for themself."
        yield "missing-for-helper", what, "Add `for_helper:` with the person, they and their."
    if text.easy and text.easy_for_helper is None and (text.for_helper or TO_THE_PERSON.search(text.easy)):
        yield "missing-easy-for-helper", "Somebody who helps has no Easy Read for it.", "Add `easy_for_helper:`."
    for own, helper in ((text.standard, Wording.FOR_HELPER), (text.easy, Wording.EASY_FOR_HELPER)):
        repeated = BY_THE_PERSON.search(own or "")
        if repeated and text.given(helper) == own:
            yield "helper-says-i", f"`{helper}` repeats “{repeated[0]}”.", "Say the person, they or their."
