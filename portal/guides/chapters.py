"""Reads one chapter: its fields, its words and its Easy Read version, each checked and rendered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_front_matter, suggestion
from portal.guides.easy import load_easy
from portal.guides.glossary import Glossary
from portal.guides.model import Chapter, EasyChapter, Heading, Source
from portal.guides.rendering import FIGURE, render, render_sentence
from portal.guides.wording import length_complaints, wording_complaints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.guides.figures import Figures
    from portal.guides.organisations import Organisation

NO_DAY = date.min


@dataclass(frozen=True)
class Library:
    """What all guides share: the word list, the organisations that can help, and words that mean the same."""

    glossary: Glossary = field(default_factory=Glossary)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ChapterFile:
    """A file that holds a chapter, and what its name says."""

    path: Path
    number: int
    name: str
    language: str

    @property
    def easy_path(self) -> Path:
        """The file of its Easy Read version."""
        return self.path.with_suffix(".easy.yaml")


def read_chapter(
    guide: str, found: ChapterFile, figures: Figures, library: Library, complaints: list[Complaint]
) -> Chapter | None:
    """Return the chapter of a file, or None with what is wrong added to the complaints."""
    before = len(complaints)
    try:
        fields, body, first_line = read_front_matter(found.path)
    except ContentError as error:
        complaints.extend(error.complaints)
        return None
    reader = Reader(fields, complaints)
    title, summary, checked_by = reader.text("title"), reader.text("summary"), reader.text("checked_by")
    in_short, to_do = (_list(reader, name) for name in ("in_short", "to_do"))
    helped_by, local = reader.texts("help"), reader.texts("local")
    for unknown in set(helped_by) - set(library.organisations):
        cure = suggestion(unknown, sorted(library.organisations))
        reader.complain("unknown-organisation", f"There is no organisation `{unknown}`.", cure)
    checked = reader.day("checked")
    sources = tuple(_source(entry, complaints) for entry in reader.each("sources", required=True))
    reader.finish()
    for words, line in ((body, first_line), ("\n\n".join((title, summary, *in_short, *to_do)), 1)):
        complaints.extend(wording_complaints(found.path, words, line, figures))
        complaints.extend(length_complaints(found.path, words, line))
    html, named = render(body, library.glossary.by_form)
    headings = tuple(Heading(*each) for each in named)
    complaints.extend(_twice(found.path, headings))
    easy = _easy(found, figures, headings, body, complaints)
    if len(complaints) > before or easy is None:
        return None
    lists = [tuple(map(render_sentence, lines)) for lines in (in_short, to_do)]
    ids = frozenset(FIGURE.findall(" ".join((html, *lists[0], *lists[1])))) | easy.figures
    return Chapter(
        guide, found.number, found.name, found.language, title, summary, lists[0], html, headings,
        lists[1], sources, checked or NO_DAY, checked_by, ids, easy, helped_by, local,
    )  # fmt: skip


def _list(reader: Reader, name: str) -> tuple[str, ...]:
    lines = reader.texts(name)
    if not lines:
        reader.complain("missing-field", f"There is no `{name}`.", "Every chapter has both lists.")
    return lines


def _source(node: Node, complaints: list[Complaint]) -> Source:
    reader = Reader(node, complaints)
    source = Source(reader.text("title"), reader.text("address"), reader.day("checked") or NO_DAY)
    if source.address and not source.address.startswith("https://"):
        reader.complain("source-address", f"`{source.address}` is not an address.", "Begin it with https://.")
    reader.finish()
    return source


def _twice(path: Path, headings: Iterable[Heading]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for heading in headings:
        if heading.id in seen:
            cure = "Write another id after it, such as {#another-place}."
            yield Complaint("place-twice", str(path), 1, heading.id, "Two headings have this place.", cure)
        seen.add(heading.id)


def _easy(
    found: ChapterFile, figures: Figures, headings: Iterable[Heading], body: str, complaints: list[Complaint]
) -> EasyChapter | None:
    """Read the Easy Read file; each place marked {#…} in the standard version must be marked there too."""
    try:
        easy = load_easy(found.easy_path, figures)
    except ContentError as error:
        complaints.extend(error.complaints)
        return None
    marked = {section.id for section in easy.sections}
    for heading in headings:
        if f"{{#{heading.id}}}" in body and heading.id not in marked:
            what, cure = "This place is marked in the chapter but not here.", "Give a section this id."
            complaints.append(Complaint("place-missing-in-easy", str(found.easy_path), 1, heading.id, what, cure))
    return easy
