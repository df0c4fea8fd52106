"""Reads the guides' folders: which files there are, how they are named, and whether they belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint, ContentError
from portal.guides.about import about_guide, booklet_complaints
from portal.guides.chapters import ChapterFile, Library, read_chapter
from portal.guides.links import link_complaints
from portal.guides.model import ENGLISH, Guide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

SAFE_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RESERVED = frozenset({"search", "words", "figures", "whole", "booklets", "pdf", "tools", "employer-costs"})
"""Names that have pages or folders of their own."""
NO_GUIDES = frozenset({"tools", "employer-costs"})
"""Folders beside the guides: papers to fill in, and worked examples of an employer's costs."""
CHAPTER_FILE = re.compile(r"(\d\d)-([a-z][a-z0-9-]*)(?:\.([a-z]{2,3}))?\.md")


def load_guides(folder: Path, figures: Figures, library: Library | None = None) -> tuple[Guide, ...]:
    """Return every guide of a folder, in the order of their `place`. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    guides = []
    for path in sorted(each for each in folder.iterdir() if each.is_dir() and each.name not in NO_GUIDES):
        try:
            guides.append(load_guide(path, figures, library))
        except ContentError as error:
            complaints.extend(error.complaints)
    if not complaints:
        complaints.extend(link_complaints(folder, guides))
    if complaints:
        raise ContentError(complaints)
    return tuple(sorted(guides, key=lambda guide: (guide.place, guide.name)))


def load_guide(folder: Path, figures: Figures, library: Library | None = None) -> Guide:
    """Return the guide of one folder, with the chapters that exist. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    if not SAFE_NAME.fullmatch(folder.name) or folder.name in RESERVED:
        cure = "Use small letters, digits and single hyphens."
        complaints.append(Complaint("guide-name", str(folder), 1, "", f"`{folder.name}` cannot be an address.", cure))
    about = about_guide(folder, complaints)
    found = list(_chapter_files(folder, complaints))
    known = library or Library()
    chapters = [chapter for each in found if (chapter := read_chapter(folder.name, each, figures, known, complaints))]
    complaints.extend(_strays(folder, found))
    english = tuple(sorted((each for each in chapters if each.language == ENGLISH), key=lambda each: each.number))
    if not complaints:
        complaints.extend(booklet_complaints(folder, about.booklets, [each.name for each in english]))
    if complaints:
        raise ContentError(complaints)
    others = tuple(each for each in chapters if each.language != ENGLISH)
    return Guide(folder.name, about.title, about.summary, about.picture, english, others, about.booklets, about.place)


def _chapter_files(folder: Path, complaints: list[Complaint]) -> Iterator[ChapterFile]:
    taken: dict[tuple[int | str, str], str] = {}
    for path in sorted(folder.glob("*.md")):
        named = CHAPTER_FILE.fullmatch(path.name)
        if named is None:
            cure = "Name it 01-short-name.md, or 01-short-name.pl.md for another language."
            complaints.append(Complaint("chapter-name", str(path), 1, "", "This name is not that of a chapter.", cure))
            continue
        if named[2] in RESERVED:
            what, cure = f"`{named[2]}` has a page of its own.", "Choose another name."
            complaints.append(Complaint("chapter-name", str(path), 1, "", what, cure))
        language = named[3] or ENGLISH
        for key in ((int(named[1]), language), (named[2], language)):
            if key in taken:
                what = f"`{taken[key]}` has the same number or name."
                complaints.append(Complaint("chapter-twice", str(path), 1, "", what, "Give each its own."))
            taken[key] = path.name
        yield ChapterFile(path, int(named[1]), named[2], language)


def _strays(folder: Path, found: Iterable[ChapterFile]) -> Iterator[Complaint]:
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
