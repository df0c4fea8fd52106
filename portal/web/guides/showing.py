"""What a page needs of a chapter: its words as they read today, with figures, links, notes and people who can help."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from flask import request, url_for
from flask_babel import ngettext
from markupsafe import Markup, escape

from portal.guides import Chapter, Figure, FigureUnit, Guide, Organisation, in_plain_words
from portal.guides.links import parts_of
from portal.web import visit
from portal.web.locale import HERE, words
from portal.words import Wording

if TYPE_CHECKING:
    from portal.guides.model import Lead

REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
HEADING = re.compile(r"<(/?)h([2-5])\b")
PLACE = re.compile(r'(<h\d )id="')


@dataclass(frozen=True)
class Section:
    """A part of an Easy Read chapter: pictures with their sentences."""

    id: str
    title: str
    rows: tuple[tuple[str, tuple[Markup, ...]], ...]


@dataclass(frozen=True)
class Shown:
    """A chapter as a page shows it today."""

    chapter: Chapter
    in_short: tuple[Markup, ...]
    body: Markup
    to_do: tuple[Markup, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    stale: tuple[Figure, ...]
    coming: tuple[Figure, ...]


def today() -> date:
    """The day it is here."""
    return datetime.now(HERE).date()


def easy() -> bool:
    """Whether the reader has chosen Easy Read."""
    return visit.prefs().easy_read


def wording() -> Wording:
    """Guides speak to whoever reads them."""
    return Wording.of(easy=easy(), helper=False)


def reading_for() -> str:
    """The reference of the application whose choice a reader came from; "" where it can be none."""
    given = request.args.get("choice", "")
    return given if REFERENCE.fullmatch(given) else ""


def in_page(figure: Figure) -> str:
    """A figure as it stands in a sentence, safe in a page."""
    return str(escape(in_plain_words(figure)))


def with_unit(figure: Figure) -> str:
    """A figure as it stands alone: £12.71, or 6 months."""
    shown, count = in_plain_words(figure), 1 if figure.value == 1 else 2
    match figure.unit:
        case FigureUnit.MINUTES:
            return ngettext("%(shown)s minute", "%(shown)s minutes", count, shown=shown)
        case FigureUnit.HOURS:
            return ngettext("%(shown)s hour", "%(shown)s hours", count, shown=shown)
        case FigureUnit.DAYS | FigureUnit.WORKING_DAYS:
            return ngettext("%(shown)s day", "%(shown)s days", count, shown=shown)
        case FigureUnit.WEEKS:
            return ngettext("%(shown)s week", "%(shown)s weeks", count, shown=shown)
        case FigureUnit.MONTHS:
            return ngettext("%(shown)s month", "%(shown)s months", count, shown=shown)
        case FigureUnit.YEARS:
            return ngettext("%(shown)s year", "%(shown)s years", count, shown=shown)
    return shown


def lead_from(guide: str) -> Lead:
    """Lead from a page of a guide to the page of another chapter, or to a word in the list."""

    def lead(target: str) -> str:
        kind, _, where = target.partition(":")
        if kind == "word":
            return str(escape(url_for("guides.word_list", _anchor=where)))
        name, chapter, place = parts_of(where, guide)
        choice = reading_for() or None
        return str(escape(url_for("guides.chapter", guide=name, chapter=chapter, choice=choice, _anchor=place or None)))

    return lead


def lead_inside(guide: str, otherwise: Callable[[str], str]) -> Lead:
    """Lead from chapter to chapter inside one page that holds the whole guide and its words."""

    def lead(target: str) -> str:
        kind, _, where = target.partition(":")
        if kind == "word":
            return otherwise(target)
        name, chapter, place = parts_of(where, guide)
        inside = f"#{chapter}-{place}" if place else f"#{chapter}"
        return str(escape(inside)) if name == guide else otherwise(target)

    return lead


def shown(chapter: Chapter, lead: Lead, *, inside: bool = False, alone: bool = False) -> Shown:
    """The chapter as it reads today; `inside` a page of several chapters its headings and places give way.

    `alone` in such a page, its headings stay where they are.
    """
    content, day = visit.wiring().content, today()
    html = chapter.html_on(day, content.figures, in_page, lead)
    if inside and not alone:
        html = HEADING.sub(lambda found: f"<{found[1]}h{int(found[2]) + 1}", html)
    if inside:
        html = PLACE.sub(rf'\1id="{chapter.name}-', html)
    notes = [content.council.local_notes[note] for note in chapter.local]
    return Shown(
        chapter=chapter,
        in_short=safe(chapter.lines_on(chapter.in_short, day, content.figures, in_page, lead)),
        body=Markup(html),  # noqa: S704 - Markdown rendered with HTML switched off
        to_do=safe(chapter.lines_on(chapter.to_do, day, content.figures, in_page, lead)),
        sections=sections(chapter),
        notes=tuple(words(note, wording()) for note in notes),
        stale=seen(chapter, chapter.stale_on(day, content.figures)),
        coming=seen(chapter, chapter.coming_after(day, content.figures)),
    )


def seen(chapter: Chapter, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those of the figures that the reader sees in the way of reading they chose."""
    return tuple(figure for figure in figures if not easy() or figure.id in chapter.easy.figures)


def sections(chapter: Chapter) -> tuple[Section, ...]:
    """The Easy Read rows of a chapter as they read today."""
    figures = visit.wiring().content.figures
    return tuple(
        Section(section.id, section.title, tuple((row.picture, safe(row.sentences)) for row in section.rows))
        for section in chapter.easy.sections_on(today(), figures, in_page)
    )


def safe(lines: Iterable[str]) -> tuple[Markup, ...]:
    """Sentences of a guide, which were made from Markdown with HTML switched off."""
    return tuple(Markup(line) for line in lines)  # noqa: S704


def who_helps(chapters: Iterable[Chapter]) -> tuple[Organisation, ...]:
    """The organisations that chapters name, each once."""
    known = visit.wiring().content.library.organisations
    return tuple(known[name] for name in dict.fromkeys(name for chapter in chapters for name in chapter.helped_by))


def stale_in(guide: Guide) -> tuple[Figure, ...]:
    """The figures of a guide that somebody must look at again."""
    return tuple(each for each in visit.wiring().content.figures.stale_on(today()) if each.id in guide.figures)
