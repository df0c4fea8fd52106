"""Lists that belong to all guides: search, the words explained, and the figures with their sources."""

from __future__ import annotations

from flask import render_template, request
from markupsafe import Markup

from portal.guides.rendering import with_figures
from portal.guides.searching import MOST_TYPED
from portal.web import visit
from portal.web.forms import tidy
from portal.web.guides.blueprint import bp
from portal.web.guides.blueprint import index as index_of_guides
from portal.web.guides.showing import easy, in_page, today, with_unit
from portal.web.guides.views import book_called, titles


@bp.get("/search")
def search() -> str:
    """What the guides say about something; what was typed goes into the page and nowhere else."""
    typed = " ".join(tidy(request.args.get("q", "")[:MOST_TYPED]).split())
    found = index_of_guides().find(typed) if typed else None
    answers = [
        {
            "place": place,
            "guide": titles(book)[0],
            "chapter": chapter.easy.title if easy() else chapter.title,
            "title": "" if easy() or not place.place else place.title,
            "beginning": "" if easy() else filled(place.beginning),
            "anchor": place.place if place.place in {each.id for each in chapter.easy.sections} or not easy() else "",
        }
        for place in (found.places if found else ())
        if (book := book_called(place.guide)) and (chapter := book.chapter(place.chapter))
    ]
    if easy():  # Easy Read leads to chapters: two parts of one chapter would be the same line twice
        answers = list({(each["guide"], each["chapter"]): each for each in reversed(answers)}.values())[::-1]
    return render_template("guides/search.html", typed=typed, found=found, answers=answers, most=MOST_TYPED)


def filled(words: str) -> Markup:
    """The beginning of a part, as HTML made from Markdown, with the figures of today."""
    return Markup(with_figures(words, visit.wiring().content.figures, today(), in_page))  # noqa: S704


@bp.get("/words")
def word_list() -> str:
    """The hard words of all guides and what they mean."""
    return render_template("guides/words.html", entries=visit.wiring().content.library.glossary.entries)


@bp.get("/figures")
def figures() -> str:
    """Every figure of the guides: since when it holds, where it was read, and whether somebody must look again."""
    found = visit.wiring().content.figures
    day = today()
    return render_template(
        "guides/figures.html",
        figures=found.shown_on(day),
        stale=set(found.stale_on(day)),
        coming=found.coming_after(day),
        with_unit=with_unit,
    )
