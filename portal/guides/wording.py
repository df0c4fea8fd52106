"""What the words of a guide may not hold: literal figures, raw HTML, long sentences, and what the law has overtaken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint
from portal.guides.rendering import FIGURE
from portal.negatives import said_no_twice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

MOST_WORDS = 25
"""The longest sentence of a guide in standard words."""

_PLACE = re.compile(r"\{(?!#)[^{}]*\}?")
_FIGURE_IN_LINK = re.compile(r"\]\([^)]*\{figure:")
_HTML = re.compile(r"</?[a-zA-Z][^>]*>|<!--")
_MARKS = re.compile(r"\{#[^}]*\}|\]\([^)]*\)|[#*\[\]]")
_PIECE = re.compile(r"\n\s*\n|\n(?=\s*(?:[-#]|\d+\.\s))")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_NUMBER_OF_A_LIST = re.compile(r"^\s*\d+\.\s")

_SPELLED = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|forty|fifty"
_UNIT = "seconds?|minutes?|hours?|days?|weeks?|months?|years?|pounds?|pence|pennies|standards?|per cent|percent"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
LITERAL_FIGURES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"£\s?\d",
        r"\d[\d.,]*\s?%",
        rf"\b(?!1[ -])(?:\d[\d.,]*|{_SPELLED})[ -](?:full |working |calendar )?(?:{_UNIT})\b",
        r"\d[.,]\d",
        rf"\b\d{{1,2}} (?:{_MONTH})\b",
        r"(?<!Act )(?<!Regulations )\b(?!(?:999|101|111|112)\b)\d{3,}\b",
    )
)
"""Sums, shares, lengths of time, days and long numbers; names of laws and the numbers to ring for help may stay."""

OVERTAKEN = {
    r"waiting days": "Statutory Sick Pay has had no waiting days since 6 April 2026.",
    r"£125\b": "Statutory Sick Pay has had no lower earnings limit since 6 April 2026.",
    r"cannot (get|ask for|have) an enhanced": "Since 21 January 2026 an umbrella body can ask for an enhanced check.",
    r"only employers can (order|ask for|apply)": "Since 21 January 2026 a personal assistant can apply themself.",
    r"\bCRB\b": "The Criminal Records Bureau became the Disclosure and Barring Service in 2012.",
    r"13\.8 ?%": "Employer National Insurance has been 15% since April 2025.",
    r"£9,100": "The employer National Insurance threshold has been £5,000 a year since April 2025.",
    r"Employment Allowance (is|of|gives)?\s*£5,000": "The Employment Allowance has been £10,500 since April 2025.",
    r"written statement within two months": "The main terms are due on or before the first day.",
    r"£20,000": "The fine for not checking the right to work has been higher since 2024.",
    r"biometric residence (permit|card)": "Cards expired on 31 December 2024; a share code proves the right now.",
    r"individual employer fund": "A training fund for user-led organisations has taken its place.",
    r"always 12\.07": "12.07% is only for irregular hours and part of the year.",
    r"live-in helpers? need not": "The exemption for people who live in ended on 1 April 2024.",
    r"two years before unfair dismissal": "The time becomes six months on 1 January 2027.",
    r"15 standards": "The Care Certificate has another number of standards.",
    r"Independent Living Fund": "The Independent Living Fund closed in England in 2015.",
    r"\bCSCI\b": "The Care Quality Commission took over from it in 2009.",
    r"star rating": "The Care Quality Commission gives ratings in words.",
}
"""Sentences often copied from older guides, and what holds now."""


def wording_complaints(path: Path, words: str, first_line: int, figures: Figures) -> Iterator[Complaint]:
    """Yield what is wrong with the words of a guide, each with its line."""
    for line, written in enumerate(words.splitlines(), start=first_line):
        for what, cure, code in _wrong_in(written, figures):
            yield Complaint(code, str(path), line, "", what, cure)
    yield from _negative_complaints(path, words, first_line)


def length_complaints(path: Path, words: str, first_line: int) -> Iterator[Complaint]:
    """Yield a complaint for each sentence that is too long for standard words."""
    for sentence in sentences_in(words):
        if len(sentence.split()) > MOST_WORDS:
            line = first_line + words[: max(words.find(sentence[:20]), 0)].count("\n")
            what = f"“{sentence[:60]}…” has more than {MOST_WORDS} words."
            yield Complaint("long-sentence", str(path), line, "", what, "Make two sentences of it.")


def _negative_complaints(path: Path, words: str, first_line: int) -> Iterator[Complaint]:
    """Yield a complaint for each sentence that says no twice."""
    for sentence in sentences_in(words):
        if said_no_twice(sentence):
            line = first_line + words[: max(words.find(sentence[:20]), 0)].count("\n")
            cure = "Say what is so, perhaps with “only if” or “still”."
            yield Complaint("double-negative", str(path), line, "", f"“{sentence[:60]}…” says no twice.", cure)


def sentences_in(markdown: str) -> list[str]:
    """Return the sentences of Markdown without its marks; headings and entries of a list are sentences, too."""
    found = []
    for piece in _PIECE.split(markdown):
        plain = " ".join(_MARKS.sub("", _NUMBER_OF_A_LIST.sub("", piece.strip())).lstrip("- ").split())
        found += [sentence for sentence in _SENTENCE.split(plain) if sentence]
    return found


def _wrong_in(written: str, figures: Figures) -> Iterator[tuple[str, str, str]]:
    for found in _PLACE.findall(written):
        named = FIGURE.fullmatch(found)
        if named is None:
            yield f"`{found}` is not a figure.", "Write it as {figure:id}.", "unknown-place"
        elif named[1] not in figures:
            cure = "Add it to guides/figures.yaml, or use one that is there."
            yield f"There is no figure `{named[1]}`.", cure, "unknown-figure"
    if _FIGURE_IN_LINK.search(written):
        yield "A figure stands inside an address.", "Put it into the words.", "figure-in-address"
    if _HTML.search(written):
        yield "HTML is not used in guides.", "Use Markdown, or leave it out.", "html-in-guide"
    for pattern, now in OVERTAKEN.items():
        if re.search(pattern, written, re.IGNORECASE):
            yield "This is no longer so.", now, "overtaken"
    plain = re.sub(r"\]\([^)]*\)", "]", FIGURE.sub("", written))
    for literal in LITERAL_FIGURES:
        if hit := literal.search(plain):
            cure = "Put it into guides/figures.yaml with its source, and write {figure:id} here."
            yield f"“{hit[0]}” is a figure in the words themselves.", cure, "literal-figure"
