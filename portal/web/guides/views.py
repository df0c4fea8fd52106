"""Pages to read without an account: the shelf, a guide's contents, a chapter, a whole guide, an Easy Read booklet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.web import visit
from portal.web.guides.beside import tools_for
from portal.web.guides.blueprint import bp
from portal.web.guides.showing import (
    lead_from,
    lead_inside,
    reading_for,
    sections,
    shown,
    stale_in,
    who_helps,
    with_unit,
    wording,
)
from portal.web.locale import words

if TYPE_CHECKING:
    from portal.guides import Booklet, Chapter, Guide


@bp.get("/")
def index() -> str:
    """All guides and their chapters."""
    found = [(guide, *titles(guide)) for guide in visit.wiring().content.guides]
    return render_template("guides/shelf.html", guides=found)


@bp.get("/<guide>/")
def contents(guide: str) -> str:
    """What a guide holds, and the ways to read and print it."""
    book = book_called(guide)
    title, summary = titles(book)
    return render_template("guides/contents.html", book=book, guide=title, summary=summary)


@bp.get("/<guide>/whole")
def whole(guide: str) -> str:
    """All chapters of a guide on one page."""
    book = book_called(guide)
    title, summary = titles(book)
    return render_template("guides/whole.html", **whole_guide(book), guide=title, summary=summary)


@bp.get("/<guide>/<chapter>")
def chapter(guide: str, chapter: str) -> str:
    """One chapter."""
    book = book_called(guide)
    found = chapter_called(book, chapter)
    return render_template(
        "guides/chapter.html",
        guide=titles(book)[0],
        book=book,
        booklet=book.booklet_of(found),
        chapter=found,
        shown=shown(found, lead_from(book.name)),
        helpers=who_helps([found]),
        council=visit.wiring().content.council,
        wording=wording(),
        with_unit=with_unit,
        choice=choice(),
        papers=tools_for(book, found),
        before=neighbour(book, book.before(found), forward=False),
        after=neighbour(book, book.after(found), forward=True),
    )


@bp.get("/<guide>/booklets/<booklet>")
def booklet(guide: str, booklet: str) -> str:
    """A short booklet in Easy Read."""
    book = book_called(guide)
    found = booklet_called(book, booklet)
    return render_template("guides/booklet.html", **easy_booklet(book, found), guide=titles(book)[0])


def titles(guide: Guide) -> tuple[str, str]:
    """Title and summary of a guide for this reader."""
    return words(guide.title, wording()), words(guide.summary, wording())


def book_called(name: str) -> Guide:
    """The guide of this name. Raises NotFound."""
    found = next((each for each in visit.wiring().content.guides if each.name == name), None)
    if found is None:
        raise NotFound
    return found


def chapter_called(book: Guide, name: str) -> Chapter:
    """The chapter of this name, in the page's language where it is written. Raises NotFound."""
    locale = get_locale()
    found = book.chapter(name, locale.language if locale else "en")
    if found is None:
        raise NotFound
    return found


def booklet_called(book: Guide, name: str) -> Booklet:
    """The Easy Read booklet of this name. Raises NotFound."""
    found = book.booklet(name)
    if found is None:
        raise NotFound
    return found


def whole_guide(book: Guide) -> dict[str, Any]:
    """Everything a page or a file needs that holds a whole guide."""
    chapters = [chapter_called(book, each.name) for each in book.chapters]
    lead = lead_inside(book.name, lead_from(book.name))
    return {
        "book": book,
        "chapters": [shown(each, lead, inside=True) for each in chapters],
        "helpers": who_helps(chapters),
        "stale": stale_in(book),
        "council": visit.wiring().content.council,
        "wording": wording(),
        "with_unit": with_unit,
    }


def easy_booklet(book: Guide, found: Booklet) -> dict[str, Any]:
    """Everything a page or a file needs that holds an Easy Read booklet."""
    chapters = [chapter_called(book, name) for name in found.chapters]
    hard = {word.word.lower(): word for chapter in chapters for word in chapter.easy.words}
    return {
        "book": book,
        "booklet": found,
        "chapters": [(chapter, sections(chapter)) for chapter in chapters],
        "hard_words_of": [hard[word] for word in sorted(hard)],
        "helpers": who_helps(chapters)[:4],
        "unchecked": any(chapter.easy.checked_by is None for chapter in chapters),
        "checkers": sorted({chapter.easy.checked_by for chapter in chapters if chapter.easy.checked_by}),
        "council": visit.wiring().content.council,
        "wording": wording(),
    }


def choice() -> str:
    """The way back to the choice that a reader came from; "" for everybody else."""
    reference = reading_for()
    return url_for("arrangement.guides", reference=reference) if reference else ""


def neighbour(book: Guide, chapter: Chapter | None, *, forward: bool) -> dict[str, str] | None:
    """The way to the chapter before or after."""
    if chapter is None:
        return None
    return {
        "href": url_for("guides.chapter", guide=book.name, chapter=chapter.name, choice=reading_for() or None),
        "text": _("Next chapter") if forward else _("Chapter before"),
        "label": chapter.easy.title if visit.prefs().easy_read else chapter.title,
    }
