"""The Easy Read of the pages themselves: what stands in place of each of their sentences, read from pages.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.files import Complaint, ContentError, Mark, Node, Reader, read_yaml
from portal.questionnaires.lint_texts import TEXTS
from portal.questionnaires.texts import Written
from portal.words import Text, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTEXT: Final = "easy"
"""The context under which translators find the Easy Read of a page."""

PLACE: Final = re.compile(r"%\(\w+\)[sd]|%%")
RULES: Final = ("sentence-too-long", "double-negative", "hard-word", "untidy-text", "all-capitals")


@dataclass(frozen=True)
class Easy:
    """What stands in place of one sentence; `many` where it counts things and there is more than one."""

    text: str
    easy: str
    many: str
    mark: Mark

    @property
    def is_as_it_is(self) -> bool:
        """Whether the sentence was found simple enough: Easy Read says it unchanged, and translators need no second."""
        return self.easy == self.text


def load(path: Path) -> tuple[Easy, ...]:
    """Every sentence of pages that has Easy Read of its own. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    found = [
        _read(entry, page, complaints)
        for page, node in read_yaml(path).fields().items()
        for entry in _entries(node, page, complaints)
    ]
    known: set[str] = set()
    for each in found:
        complaints.extend(_breaches(each, known))
        known.add(each.text)
    if complaints:
        raise ContentError(complaints)
    return tuple(found)


def _entries(node: Node, page: str, complaints: list[Complaint]) -> list[Node]:
    try:
        return node.items()
    except ContentError as error:
        complaints.extend(
            Complaint(each.code, each.file, each.line, page, each.what, each.cure) for each in error.complaints
        )
        return []


def _read(entry: Node, page: str, complaints: list[Complaint]) -> Easy:
    if not entry.has_fields:
        words = read_text(entry, page, complaints, page).standard
        return Easy(words, words, words, entry.mark)
    reader = Reader(entry, complaints, page)
    easy = reader.text("easy")
    found = Easy(reader.text("text"), easy, reader.text("many", easy), entry.mark)
    reader.finish()
    return found


def _breaches(found: Easy, known: set[str]) -> Iterator[Complaint]:
    """What is wrong with one entry."""
    if found.text in known:
        what, cure = "These words have an entry further up.", "Keep one of the two."
        yield Complaint("repeated-field", found.mark.file, found.mark.line, found.text, what, cure)
    standard = Written(Text("", PLACE.sub("name", found.text)), found.text, found.mark)
    yield from TEXTS.rules["double-negative"].complaints([standard])
    for words in dict.fromkeys((found.easy, found.many)):
        if not set(PLACE.findall(words)) <= set(PLACE.findall(found.text)):
            what, cure = "It has a place that the page does not fill.", "Use the places of `text`, such as %(name)s."
            yield Complaint("unknown-place", found.mark.file, found.mark.line, found.text, what, cure)
        written = Written(Text("", "", easy=PLACE.sub("name", words)), found.text, found.mark)
        for code in RULES:
            yield from TEXTS.rules[code].complaints([written])
