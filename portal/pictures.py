"""The concepts that have a picture: the table from concept to file, read from pictures.yaml."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

CONCEPT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FILE = re.compile(r"[0-9A-F]{4,6}(-[0-9A-F]{4,6})*")


def load(path: Path) -> frozenset[str]:
    """The concepts of the table. Raises ContentError with every complaint."""
    node = read_yaml(path)
    complaints: list[Complaint] = []
    concepts = node.fields()
    for concept, entry in concepts.items():
        _check(concept, entry, complaints)
    if complaints:
        raise ContentError(complaints)
    return frozenset(concepts)


def unknown(used: Iterable[str | None], file: Path, known: Collection[str]) -> Iterator[Complaint]:
    """Complain of each picture used in a file that the table does not have, at the first line that names it."""
    for concept in sorted({each for each in used if each is not None and each not in known}):
        named = re.compile(rf"\bpicture:\s*[\"']?{re.escape(concept)}(?![\w-])")
        lines = file.read_text("utf-8-sig").splitlines()
        line = next((number for number, words in enumerate(lines, start=1) if named.search(words)), 1)
        what = f"There is no picture `{concept}`."
        yield Complaint("unknown-picture", str(file), line, "", what, suggestion(concept, sorted(known)))


def _check(concept: str, entry: Node, complaints: list[Complaint]) -> None:
    reader = Reader(entry, complaints, f"picture {concept}")
    if not CONCEPT.fullmatch(concept):
        reader.complain("untidy-id", f"`{concept}` is not a tidy name.", "Use small letters, digits and hyphens.")
    file = reader.text("openmoji")
    if file and not FILE.fullmatch(file):
        cure = 'Write its number as on openmoji.org, without .svg, such as "1F9D1".'
        reader.complain("unknown-value", f"“{file}” is not the file of a picture.", cure, reader.at("openmoji"))
    reader.text("words")
    reader.finish()
