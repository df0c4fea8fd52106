"""Links between chapters: each must lead to a chapter and a place that are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from portal.files import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.guides.model import Chapter, Guide

_LINK = re.compile(r'href="chapter:([^"]*)"')


def link_complaints(folder: Path, guides: Iterable[Guide]) -> Iterator[Complaint]:
    """Complain of each link whose chapter or place does not exist."""
    books = {guide.name: guide for guide in guides}
    for guide in books.values():
        for chapter in guide.chapters:
            for target in links_of(chapter):
                if not _leads_somewhere(target, guide.name, books):
                    file = folder / guide.name / f"{chapter.number:02}-{chapter.name}.md"
                    cure = "Write chapter:name#place, or chapter:guide/name#place for another guide."
                    yield Complaint("link-to-nothing", str(file), 1, "", f"`chapter:{target}` leads nowhere.", cure)


def links_of(chapter: Chapter) -> list[str]:
    """The chapters that a chapter links to, as they are written behind `chapter:`."""
    return [found for html in (chapter.html, *chapter.in_short, *chapter.to_do) for found in _LINK.findall(html)]


def parts_of(target: str, guide: str) -> tuple[str, str, str]:
    """Guide, chapter and place that a link names; the guide is the link's own where it names none."""
    address, _, place = target.partition("#")
    before, slash, name = address.rpartition("/")
    return (before if slash else guide), name, place


def _leads_somewhere(target: str, own: str, books: dict[str, Guide]) -> bool:
    guide, name, place = parts_of(target, own)
    chapter = books[guide].chapter(name) if guide in books else None
    return chapter is not None and (not place or place in chapter.places)
