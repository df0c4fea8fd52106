"""What the words of a guide may not hold: unknown figures, raw HTML, and sentences that the law has overtaken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint
from portal.guides.rendering import FIGURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

_PLACE = re.compile(r"\{(?!#)[^{}]*\}?")
_FIGURE_IN_LINK = re.compile(r"\]\([^)]*\{figure:")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")

OVERTAKEN = {
    r"waiting days": "Statutory Sick Pay has had no waiting days since 6 April 2026.",
    r"£125\b": "Statutory Sick Pay has had no lower earnings limit since 6 April 2026.",
    r"cannot (get|ask for) an enhanced": "Since 21 January 2026 an umbrella body can ask for an enhanced check.",
    r"\bCRB\b": "The Criminal Records Bureau became the Disclosure and Barring Service in 2012.",
    r"13\.8 ?%": "Employer National Insurance has been 15% since April 2025.",
    r"£9,100": "The employer National Insurance threshold has been £5,000 a year since April 2025.",
    r"written statement within two months": "The main terms are due on or before the first day.",
    r"£20,000": "The fine for not checking the right to work has been higher since 2024.",
    r"biometric residence permit": "Cards expired on 31 December 2024; people prove their right with a share code.",
    r"always 12\.07": "12.07% is only for irregular hours and part of the year.",
    r"two years before unfair dismissal": "The time becomes six months on 1 January 2027.",
    r"15 standards": "The Care Certificate has another number of standards.",
    r"Independent Living Fund": "The Independent Living Fund closed in England in 2015.",
    r"star rating": "The Care Quality Commission gives ratings in words.",
}
"""Sentences often copied from older guides, and what holds now."""


def wording_complaints(path: Path, words: str, first_line: int, figures: Figures) -> Iterator[Complaint]:
    """Yield what is wrong with the words of a chapter, each with its line."""
    for line, written in enumerate(words.splitlines(), start=first_line):
        for what, cure, code in _wrong_in(written, figures):
            yield Complaint(code, str(path), line, "", what, cure)


def _wrong_in(written: str, figures: Figures) -> Iterator[tuple[str, str, str]]:
    for found in _PLACE.findall(written):
        named = FIGURE.fullmatch(found)
        if named is None:
            yield f"`{found}` is not a figure.", "Write it as {figure:id}.", "unknown-place"
        elif named[1] not in figures:
            yield (
                f"There is no figure `{named[1]}`.",
                "Add it to guides/figures.yaml, or use one that is there.",
                ("unknown-figure"),
            )
    if _FIGURE_IN_LINK.search(written):
        yield "A figure stands inside an address.", "Put it into the words.", "figure-in-address"
    if _HTML.search(written):
        yield "HTML is not used in guides.", "Use Markdown, or leave it out.", "html-in-guide"
    for pattern, now in OVERTAKEN.items():
        if re.search(pattern, written, re.IGNORECASE):
            yield "This is no longer so.", now, "overtaken"
