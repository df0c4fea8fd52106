"""Reads the guides' folders: checks names, fields, figures and marked places, and renders each chapter once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError, Node, Reader, read_front_matter, read_yaml
from portal.guides.easy import load_easy
from portal.guides.model import ENGLISH, Chapter, EasyChapter, Guide, Heading, Source
from portal.guides.rendering import FIGURE, render
from portal.guides.wording import wording_complaints
from portal.words import Text, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

SAFE_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CHAPTER_FILE = re.compile(r"(\d\d)-([a-z][a-z0-9-]*)(?:\.([a-z]{2,3}))?\.md")
NO_DAY = date.min


@dataclass(frozen=True)
class _ChapterFile:
    path: Path
    number: int
    name: str
    language: str

    @property
    def easy_path(self) -> Path:
        return self.path.with_suffix(".easy.yaml")


def load_guides(folder: Path, figures: Figures) -> tuple[Guide, ...]:
    """Return every guide of a folder, in the order of their names. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    guides = []
    for path in sorted(each for each in folder.iterdir() if each.is_dir()):
        try:
            guides.append(load_guide(path, figures))
        except ContentError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise ContentError(complaints)
    return tuple(guides)


def load_guide(folder: Path, figures: Figures) -> Guide:
    """Return the guide of one folder, with the chapters that exist. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    if not SAFE_NAME.fullmatch(folder.name):
        cure = "Use small letters, digits and single hyphens."
        complaints.append(Complaint("guide-name", str(folder), 1, "", f"`{folder.name}` cannot be an address.", cure))
    title, summary, picture = _about(folder, complaints)
    found = list(_chapter_files(folder, complaints))
    chapters = [chapter for each in found if (chapter := _chapter(folder.name, each, figures, complaints))]
    complaints.extend(_strays(folder, found))
    if complaints:
        raise ContentError(complaints)
    english = sorted((each for each in chapters if each.language == ENGLISH), key=lambda chapter: chapter.number)
    others = tuple(each for each in chapters if each.language != ENGLISH)
    return Guide(folder.name, title, summary, picture, tuple(english), others)


def _about(folder: Path, complaints: list[Complaint]) -> tuple[Text, Text, str]:
    key = f"guides/{folder.name}"
    try:
        reader = Reader(read_yaml(folder / "guide.yaml"), complaints)
    except ContentError as error:
        complaints.extend(error.complaints)
        return Text(key, ""), Text(key, ""), ""
    about = text_at(reader, "title", f"{key}/title"), text_at(reader, "summary", f"{key}/summary")
    picture = reader.text("picture")
    reader.finish()
    return *about, picture


def _chapter_files(folder: Path, complaints: list[Complaint]) -> Iterator[_ChapterFile]:
    taken: dict[tuple[int | str, str], str] = {}
    for path in sorted(folder.glob("*.md")):
        named = CHAPTER_FILE.fullmatch(path.name)
        if named is None:
            cure = "Name it 01-short-name.md, or 01-short-name.pl.md for another language."
            complaints.append(Complaint("chapter-name", str(path), 1, "", "This name is not that of a chapter.", cure))
            continue
        language = named[3] or ENGLISH
        for key in ((int(named[1]), language), (named[2], language)):
            if key in taken:
                what = f"`{taken[key]}` has the same number or name."
                complaints.append(Complaint("chapter-twice", str(path), 1, "", what, "Give each its own."))
            taken[key] = path.name
        yield _ChapterFile(path, int(named[1]), named[2], language)


def _strays(folder: Path, found: Iterable[_ChapterFile]) -> Iterator[Complaint]:
    """Complain of Easy Read without its chapter, and of a translation without its English chapter."""
    files = list(found)
    expected = {each.easy_path for each in files}
    for path in sorted(set(folder.glob("*.easy.yaml")) - expected):
        cure = "Name it like its chapter, with .easy.yaml in place of .md."
        yield Complaint("easy-alone", str(path), 1, "", "There is no chapter of this name.", cure)
    english = {each.name for each in files if each.language == ENGLISH}
    for each in files:
        if each.name not in english:
            what, cure = "There is no English chapter of this name.", "Use the name of the English file."
            yield Complaint("translation-alone", str(each.path), 1, "", what, cure)


def _chapter(guide: str, found: _ChapterFile, figures: Figures, complaints: list[Complaint]) -> Chapter | None:
    before = len(complaints)
    try:
        fields, body, first_line = read_front_matter(found.path)
    except ContentError as error:
        complaints.extend(error.complaints)
        return None
    reader = Reader(fields, complaints)
    title, summary, checked_by = reader.text("title"), reader.text("summary"), reader.text("checked_by")
    in_short, to_do = reader.texts("in_short"), reader.texts("to_do")
    for name, lines in (("in_short", in_short), ("to_do", to_do)):
        if not lines:
            reader.complain("missing-field", f"There is no `{name}`.", "Every chapter has both lists.")
    checked = reader.day("checked")
    sources = tuple(_source(entry, complaints) for entry in reader.each("sources", required=True))
    reader.finish()
    complaints.extend(wording_complaints(found.path, body, first_line, figures))
    html, named = render(body)
    headings = tuple(Heading(*each) for each in named)
    complaints.extend(_twice(found.path, headings))
    easy = _easy(found, figures, headings, body, complaints)
    if len(complaints) > before or easy is None:
        return None
    ids = frozenset(FIGURE.findall(html)) | _easy_figures(easy)
    return Chapter(
        guide, found.number, found.name, found.language, title, summary, in_short, html, headings,
        to_do, sources, checked or NO_DAY, checked_by, ids, easy,
    )  # fmt: skip


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
    found: _ChapterFile, figures: Figures, headings: Iterable[Heading], body: str, complaints: list[Complaint]
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


def _easy_figures(easy: EasyChapter) -> frozenset[str]:
    sentences = (words for section in easy.sections for row in section.rows for words in row.sentences)
    return frozenset(figure for words in sentences for figure in FIGURE.findall(words))
