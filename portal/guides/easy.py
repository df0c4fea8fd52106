"""Reads the Easy Read version of a chapter: rows of one picture and one to three short sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml
from portal.guides.model import EasyChapter, EasySection, HardWord, Row
from portal.guides.rendering import render_sentence
from portal.guides.wording import wording_complaints

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

MOST_SENTENCES = 3
MOST_WORDS = 15
"""Rules of Easy Read: one idea a row, at most fifteen words a sentence."""

_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_NUMBER_OF_A_LIST = re.compile(r"^\d+\.$")
_HARD = re.compile(r"\*\*(.+?)\*\*")
_SAYS_IT_ITSELF = re.compile(r"^\W*(is|are|means?|says?|shows?)\b")


def load_easy(path: Path, figures: Figures) -> EasyChapter:
    """Return the Easy Read version in a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    title, checked = reader.text("title"), reader.day("checked")
    by = reader.required("checked_by")
    checked_by = None if by is None or by.is_empty else reader.text("checked_by")
    sections = tuple(_section(entry, complaints, path, figures) for entry in reader.each("sections", required=True))
    words = tuple(_hard_word(entry, complaints, path, figures) for entry in reader.each("words"))
    reader.finish()
    complaints.extend(_unexplained(path, sections, words))
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
    complaints.extend(wording_complaints(path, title, node.mark.line, figures))
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
    complaints.extend(_explained_too_late(path, found, node.mark.line))
    return Row(picture, tuple(render_sentence(line) for line in lines))


def _hard_word(node: Node, complaints: list[Complaint], path: Path, figures: Figures) -> HardWord:
    reader = Reader(node, complaints)
    word = HardWord(reader.text("word"), reader.text("meaning"))
    reader.finish()
    complaints.extend(wording_complaints(path, word.meaning, node.mark.line, figures))
    for sentence in sentences_of(word.meaning):
        if len(sentence.split()) > MOST_WORDS:
            what = f"“{sentence}” has more than {MOST_WORDS} words."
            reader.complain("easy-sentence", what, "Make two sentences of it.")
    return word


def _explained_too_late(path: Path, sentences: list[str], line: int) -> Iterator[Complaint]:
    """Complain of a hard word that neither its own sentence nor the next one of the row explains."""
    for place, sentence in enumerate(sentences):
        for hard in _HARD.finditer(sentence):
            if place + 1 == len(sentences) and not _SAYS_IT_ITSELF.match(sentence[hard.end() :]):
                what = f"“{hard[1]}” is in bold, and no sentence after it says what it means."
                cure = "Explain it in the next sentence, or take the bold away."
                yield Complaint("hard-word-unexplained", str(path), line, "", what, cure)


def _unexplained(path: Path, sections: tuple[EasySection, ...], words: tuple[HardWord, ...]) -> Iterator[Complaint]:
    """Complain of a hard word that the list of words at the end does not have."""
    known = {each.word.lower() for each in words}
    rows = (row for section in sections for row in section.rows)
    hard = (found for row in rows for words in row.sentences for found in re.findall(r"<strong>(.*?)</strong>", words))
    for each in dict.fromkeys(hard):
        if each.lower() not in known:
            what, cure = f"“{each}” is in bold, and `words` does not have it.", "Add it there with what it means."
            yield Complaint("hard-word-unlisted", str(path), 1, "", what, cure)
