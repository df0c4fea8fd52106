"""Reads guide.yaml: what a guide is called, where it stands on the shelf, and its Easy Read booklets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal.files import Complaint, ContentError, Node, Reader, read_yaml, suggestion
from portal.guides.model import Booklet
from portal.words import Text, text_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

NAME = "guide.yaml"


class About(NamedTuple):
    """What guide.yaml says."""

    title: Text
    summary: Text
    picture: str = ""
    place: int = 0
    booklets: tuple[Booklet, ...] = ()


def about_guide(folder: Path, complaints: list[Complaint]) -> About:
    """Return what the file of a guide says; empty, with complaints, where it cannot be read."""
    key = f"guides/{folder.name}"
    try:
        reader = Reader(read_yaml(folder / NAME), complaints)
    except ContentError as error:
        complaints.extend(error.complaints)
        return About(Text(key, ""), Text(key, ""))
    title, summary = text_at(reader, "title", f"{key}/title"), text_at(reader, "summary", f"{key}/summary")
    booklets = tuple(_booklet(node, complaints) for node in reader.each("booklets"))
    about = About(title, summary, reader.text("picture"), reader.whole("place", 0), booklets)
    reader.finish()
    return about


def _booklet(node: Node, complaints: list[Complaint]) -> Booklet:
    reader = Reader(node, complaints)
    reader.where = booklet_id = reader.text("id")
    found = Booklet(booklet_id, reader.text("title"), reader.text("picture"), reader.texts("chapters"))
    reader.finish()
    return found


def booklet_complaints(folder: Path, booklets: Sequence[Booklet], chapters: Sequence[str]) -> Iterator[Complaint]:
    """Complain where a chapter stands in no booklet or in two, or a booklet names one that is not there."""
    named = [chapter for booklet in booklets for chapter in booklet.chapters]
    file = str(folder / NAME)
    for chapter in dict.fromkeys(named):
        if chapter not in chapters:
            yield Complaint(
                "unknown-chapter", file, 1, chapter, "No chapter has this name.", suggestion(chapter, chapters)
            )
        elif named.count(chapter) > 1:
            yield Complaint("chapter-twice", file, 1, chapter, "It stands in two booklets.", "Take it out of one.")
    for chapter in chapters:
        if booklets and chapter not in named:
            yield Complaint("chapter-in-no-booklet", file, 1, chapter, "No booklet has it.", "Add it to one.")
