"""Reads the Easy Read version of a chapter: rows of one picture and one to three short sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml
from portal.guides.model import EasyChapter, EasySection, HardWord, Row
from portal.guides.rendering import render_sentence
from portal.guides.wording import wording_complaints

if TYPE_CHECKING:
    from pathlib import Path

    from portal.guides.figures import Figures

MOST_SENTENCES = 3
MOST_WORDS = 15
"""Rules of Easy Read: one idea a row, at most fifteen words a sentence."""

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_NUMBER_OF_A_LIST = re.compile(r"^\d+\.$")


def load_easy(path: Path, figures: Figures) -> EasyChapter:
    """Return the Easy Read version in a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    title, checked = reader.text("title"), reader.day("checked")
    by = reader.required("checked_by")
    checked_by = None if by is None or by.is_empty else reader.text("checked_by")
    sections = tuple(_section(entry, complaints, path, figures) for entry in reader.each("sections", required=True))
    words = tuple(_hard_word(entry, complaints) for entry in reader.each("words"))
    reader.finish()
    seen: set[str] = set()
    for section in sections:
        if section.id in seen:
            reader.complain("place-twice", f"Two sections have the id `{section.id}`.", "Give each its own.")
        seen.add(section.id)
    if complaints or checked is None:
        raise ContentError(complaints)
    return EasyChapter(title, checked, checked_by, sections, words)


def sentences_of(words: str) -> list[str]:
    """Return the sentences in a text; the number that begins an entry of a list is not a sentence."""
    return [each for each in _END.split(words.strip()) if not _NUMBER_OF_A_LIST.match(each)]


def _section(node: Node, complaints: list[Complaint], path: Path, figures: Figures) -> EasySection:
    reader = Reader(node, complaints)
    reader.where = section_id = reader.text("id")
    title = reader.text("title")
    rows = tuple(_row(entry, complaints, section_id, path, figures) for entry in reader.each("rows", required=True))
    reader.finish()
    return EasySection(section_id, title, rows)


def _row(node: Node, complaints: list[Complaint], where: str, path: Path, figures: Figures) -> Row:
    reader = Reader(node, complaints, where)
    picture, lines = reader.text("picture"), reader.texts("text")
    reader.finish()
    found = [sentence for line in lines for sentence in sentences_of(line)]
    if not 1 <= len(found) <= MOST_SENTENCES:
        what = f"A row has one to {MOST_SENTENCES} sentences; here are {len(found)}."
        reader.complain("easy-row", what, "Share them out over more rows.")
    for sentence in found:
        if len(sentence.split()) > MOST_WORDS:
            what = f"“{sentence}” has more than {MOST_WORDS} words."
            reader.complain("easy-sentence", what, "Make two sentences of it.")
    for line in lines:
        complaints.extend(wording_complaints(path, line, node.mark.line, figures))
    return Row(picture, tuple(render_sentence(line) for line in lines))


def _hard_word(node: Node, complaints: list[Complaint]) -> HardWord:
    reader = Reader(node, complaints)
    word = HardWord(reader.text("word"), reader.text("meaning"))
    reader.finish()
    return word
