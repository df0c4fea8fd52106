"""The guides: a page a chapter, in standard words or Easy Read. No account is needed to read."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.exceptions import NotFound

from portal.guides import in_plain_words
from portal.web import visit
from portal.web.locale import HERE, words
from portal.words import Wording

if TYPE_CHECKING:
    from portal.guides import Chapter, Figure, Guide

bp = Blueprint("guides", __name__, url_prefix="/guides")

REFERENCE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


def in_page(figure: Figure) -> str:
    """A figure as it stands in a page, kept apart from text that runs the other way."""
    return str(Markup("<bdi>{}</bdi>").format(escape(in_plain_words(figure))))


def wording() -> Wording:
    """Guides speak to whoever reads them."""
    return Wording.of(easy=visit.prefs().easy_read, helper=False)


@bp.get("/")
def index() -> str:
    """All guides and their chapters."""
    found = [
        (guide, words(guide.title, wording()), words(guide.summary, wording()))
        for guide in visit.wiring().content.guides
    ]
    return render_template("guides/shelf.html", guides=found)


@bp.get("/<guide>/<chapter>")
def chapter(guide: str, chapter: str) -> str:
    """One chapter."""
    content = visit.wiring().content
    book = next((each for each in content.guides if each.name == guide), None)
    locale = get_locale()
    found = book.chapter(chapter, locale.language if locale else "en") if book else None
    if book is None or found is None:
        raise NotFound
    today = datetime.now(HERE).date()
    easy = visit.prefs().easy_read
    return render_template(
        "guides/chapter.html",
        guide=words(book.title, wording()),
        book=book,
        chapter=found,
        council=content.council,
        body=Markup(found.html_on(today, content.figures, in_page)),  # noqa: S704 - Markdown rendered with HTML switched off
        easy_sections=easy_sections(found) if easy else (),
        choice=choice(),
        before=neighbour(book, book.before(found), forward=False),
        after=neighbour(book, book.after(found), forward=True),
        stale=found.stale_on(today, content.figures),
    )


def reading_for() -> str:
    """The reference of the application whose choice a reader came from; "" where it can be none."""
    given = request.args.get("choice", "")
    return given if REFERENCE.fullmatch(given) else ""


def choice() -> str:
    """The way back to the choice that a reader came from; "" for everybody else."""
    reference = reading_for()
    return url_for("arrangement.guides", reference=reference) if reference else ""


def easy_sections(chapter: Chapter) -> list[dict[str, object]]:
    """The Easy Read rows of a chapter as they read today."""
    figures = visit.wiring().content.figures
    today = datetime.now(HERE).date()
    return [
        {
            "id": section.id,
            "title": section.title,
            "rows": [
                (row.picture, [Markup(each) for each in row.sentences])  # noqa: S704 - Markdown rendered with HTML off
                for row in section.rows
            ],
        }
        for section in chapter.easy.sections_on(today, figures, in_page)
    ]


def neighbour(book: Guide, chapter: Chapter | None, *, forward: bool) -> dict[str, str] | None:
    """The way to the chapter before or after."""
    if chapter is None:
        return None
    return {
        "href": url_for("guides.chapter", guide=book.name, chapter=chapter.name, choice=reading_for() or None),
        "text": _("Next chapter") if forward else _("Chapter before"),
        "label": chapter.title,
    }
