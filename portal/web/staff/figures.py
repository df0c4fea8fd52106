"""The figures of the guides that somebody must look at again, and those that will want it soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from portal.web import visit
from portal.web.guides.showing import today, with_unit
from portal.web.locale import words
from portal.web.staff.area import bp, page, worker
from portal.words import Wording

if TYPE_CHECKING:
    from datetime import date

    from portal.guides import Figure


@dataclass(frozen=True)
class Waiting:
    """A figure with the chapters and papers that show it, as words and address."""

    figure: Figure
    is_over: bool
    places: tuple[tuple[str, str], ...]


@bp.get("/figures")
def figures() -> str:
    """What to look up again: its time is over, or the last check is more than a year old."""
    worker()
    known, day = visit.wiring().content.figures, today()
    return page(
        "figures.html",
        now=[waiting(each, day) for each in known.stale_on(day)],
        soon=[waiting(each, day) for each in known.stale_soon(day)],
        with_unit=with_unit,
    )


def waiting(figure: Figure, day: date) -> Waiting:
    """A figure as the list shows it."""
    return Waiting(figure, figure.is_over_on(day), tuple(places_of(figure.id)))


def places_of(figure: str) -> list[tuple[str, str]]:
    """Where readers meet a figure."""
    content = visit.wiring().content
    chapters = [
        (chapter.title, url_for("guides.chapter", guide=guide.name, chapter=chapter.name))
        for guide in content.guides
        for chapter in guide.chapters
        if figure in chapter.figures | chapter.easy.figures
    ]
    papers = [
        (words(paper.title, Wording.STANDARD), url_for("guides.tool", tool=paper.name))
        for paper in content.tools
        if figure in paper.figures
    ]
    return chapters + papers
