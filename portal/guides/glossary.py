"""The word list of all guides: a hard word, its other forms, and what it means, in standard words and in Easy Read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml
from portal.guides.wording import length_complaints, wording_complaints

if TYPE_CHECKING:
    from pathlib import Path

    from portal.guides.figures import Figures


@dataclass(frozen=True)
class Entry:
    """A word of the list; `unavoidable` words are not counted as hard when reading levels are measured."""

    id: str
    word: str
    forms: tuple[str, ...]
    meaning: str
    easy: str
    unavoidable: bool


@dataclass(frozen=True)
class Glossary:
    """All entries, in the order of the alphabet."""

    entries: tuple[Entry, ...] = ()

    @property
    def by_form(self) -> Mapping[str, str]:
        """The id of the entry for each form of its word, in small letters."""
        return {form.lower(): entry.id for entry in self.entries for form in (entry.word, *entry.forms)}


def load_glossary(path: Path, figures: Figures) -> Glossary:
    """Return the word list of a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    entries = [_entry(node, path, figures, complaints) for node in reader.each("words", required=True)]
    reader.finish()
    taken: dict[str, str] = {}
    for entry in entries:
        for form in (entry.word, *entry.forms):
            if form.lower() in taken:
                what = f"“{form}” stands in the list twice."
                complaints.append(Complaint("word-twice", str(path), 1, entry.id, what, "Take one out."))
            taken[form.lower()] = entry.id
    if complaints:
        raise ContentError(complaints)
    return Glossary(tuple(sorted(entries, key=lambda entry: entry.word.lower())))


def _entry(node: Node, path: Path, figures: Figures, complaints: list[Complaint]) -> Entry:
    reader = Reader(node, complaints)
    reader.where = entry_id = reader.text("id")
    meaning, easy = reader.text("meaning"), reader.text("easy")
    forms = reader.texts("forms") if "forms" in reader else ()
    entry = Entry(entry_id, reader.text("word"), forms, meaning, easy, reader.flag("unavoidable"))
    reader.finish()
    for words in (meaning, easy):
        complaints.extend(wording_complaints(path, words, node.mark.line, figures))
        complaints.extend(length_complaints(path, words, node.mark.line))
    return entry
