"""Files to print: each guide, chapter and Easy Read booklet as a tagged PDF in several sizes of letters.

A file is made when somebody first asks for it, and kept under the digest of what it was made from: it can never be
older than the page.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import tempfile
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Response, current_app, render_template
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.guides.links import parts_of
from portal.web import locale, visit
from portal.web.assets import asset, picture
from portal.web.guides.blueprint import bp
from portal.web.guides.showing import easy, lead_from, lead_inside, shown, who_helps, with_unit, wording
from portal.web.guides.views import book_called, booklet_called, chapter_called, easy_booklet, titles, whole_guide
from portal.web.sending import pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.guides.model import Lead

log = logging.getLogger("portal.web.pdf")

SIZES: Final = (12, 16, 20, 24)
"""Points; from 16 on it is large print."""
EASY_SIZES: Final = (16, 20, 24)
"""Easy Read is never smaller than 14 points."""
MOST_KEPT: Final = 400
DECORATION: Final = re.compile(r'<img class="picture" src="([^"]*)" alt=""[^>]*>')
"""A picture that says nothing beyond the words beside it. As an image, a file would want words for it."""
one_at_a_time = threading.Lock()


@bp.app_template_global("guide_sizes")
def sizes(*, easy: bool = False) -> tuple[tuple[int, str], ...]:
    """The sizes that files are offered in, with what they are called."""
    named = {12: _("small letters"), 16: _("large letters"), 20: _("larger letters"), 24: _("very large letters")}
    return tuple((points, named[points]) for points in (EASY_SIZES if easy else SIZES))


@bp.get("/<guide>/pdf/<int:points>")
def guide_pdf(guide: str, points: int) -> Response:
    """A whole guide."""
    book = book_called(guide)
    title, summary = titles(book)
    return file("guides/guide_pdf.html", points, SIZES, **whole_guide(book), title=title, summary=summary)


@bp.get("/<guide>/<chapter>/pdf/<int:points>")
def chapter_pdf(guide: str, chapter: str, points: int) -> Response:
    """One chapter, in the way of reading that was chosen."""
    book = book_called(guide)
    found = chapter_called(book, chapter)
    lead = lead_in_chapter(found.name, book.name)
    return file(
        "guides/guide_pdf.html",
        points,
        EASY_SIZES if easy() else SIZES,
        book=book,
        chapters=[shown(found, lead, inside=True, alone=True)],
        helpers=who_helps([found]),
        council=visit.wiring().content.council,
        wording=wording(),
        with_unit=with_unit,
        title=found.easy.title if easy() else found.title,
        summary=titles(book)[0],
    )


def lead_in_chapter(own: str, guide: str) -> Lead:
    """Lead to places of this chapter inside its file, and to its page for everything else."""
    otherwise = lead_from(guide)
    inside = lead_inside(guide, otherwise)

    def lead(target: str) -> str:
        name, chapter, _place = parts_of(target.partition(":")[2], guide)
        return inside(target) if (name, chapter) == (guide, own) else otherwise(target)

    return lead


@bp.get("/<guide>/booklets/<booklet>/pdf/<int:points>")
def booklet_pdf(guide: str, booklet: str, points: int) -> Response:
    """An Easy Read booklet."""
    book = book_called(guide)
    found = booklet_called(book, booklet)
    return file(
        "guides/booklet_pdf.html",
        points,
        EASY_SIZES,
        **easy_booklet(book, found),
        title=found.title,
        guide=titles(book)[0],
    )


def file(template: str, points: int, allowed: tuple[int, ...], **holds: object) -> Response:
    """The file for a template. Raises NotFound for a size that is not offered, or where no file can be made."""
    if points not in allowed:
        raise NotFound
    made = kept(visit.wiring().settings.var / "pdf", page_of(template, points, **holds))
    if made is None:
        raise NotFound(_("This machine cannot make the file. You can print the page instead."))
    return Response(made, mimetype="application/pdf", headers={"Content-Disposition": "inline"})


def page_of(template: str, points: int, **holds: object) -> str:
    """The HTML that a file is made from, with letters and pictures inside it."""
    speaks = get_locale()
    html = render_template(
        template,
        **holds,
        points=points,
        foot_points=max(10, points * 7 // 10),
        lang=locale.tag(speaks),
        dir=speaks.text_direction,
        easy=easy(),
        drawn=drawn,
        lettered=lettered,
    )
    return DECORATION.sub(r"""<span class="picture" style="background-image:url('\1')"></span>""", html)


def at_once(html: str, name: str) -> Response:
    """A file that holds what somebody typed: made, handed over, and kept nowhere. Raises NotFound as `file` does."""
    with one_at_a_time:
        made = pdf.make(html, only_what_is_inside(), visit.wiring().settings.address)
    if made is None:
        raise NotFound(_("This machine cannot make the file. You can print the page instead."))
    headers = {"Content-Disposition": f"inline; filename={name}.pdf"}
    return Response(made, mimetype="application/pdf", headers=headers)


def kept(folder: Path, html: str) -> bytes | None:
    """The PDF of this very HTML: read where it was made before, or made now and kept."""
    address = visit.wiring().settings.address
    place = folder / f"{hashlib.sha256((address + html).encode()).hexdigest()}.pdf"
    try:
        return place.read_bytes()
    except OSError:
        pass
    with one_at_a_time:
        made = place.read_bytes() if place.exists() else pdf.make(html, only_what_is_inside(), address)
    if made is not None:
        keep(place, made)
    return made


def keep(place: Path, made: bytes) -> None:
    """Keep a file, whole or not at all, and let the oldest go. A full disk is no reason to fail."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as beginning:
            beginning.write(made)
        Path(beginning.name).replace(place)
        there = sorted(place.parent.glob("*.pdf"), key=lambda each: each.stat().st_mtime, reverse=True)
        for old in there[MOST_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        log.info("a PDF is not kept: %s", type(error).__name__)


def only_what_is_inside() -> Callable[[str], object] | None:
    """What lets a file hold pictures that stand in its own HTML, and nothing from elsewhere."""
    try:
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - slow to load, and not there on every machine
    except (ImportError, OSError):
        return None
    found: Callable[[str], object] = URLFetcher(allowed_protocols={"data"})
    return found


def drawn(concept: str) -> str:
    """The picture for a concept, with everything in its address."""
    address = picture(concept)
    return inside("image/svg+xml", address) if address else ""


def lettered(name: str) -> str:
    """The letters of the pages, with everything in their address."""
    return inside("font/woff2", asset(f"fonts/{name}.woff2"))


def inside(kind: str, address: str) -> str:
    """A built file as an address that holds the whole of it."""
    built = Path(current_app.root_path) / "static" / "dist" / address.removeprefix("/static/")
    return f"data:{kind};base64,{packed(built)}"


@lru_cache(maxsize=256)
def packed(file: Path) -> str:
    """The bytes of a built file as letters; its name changes with its content."""
    return base64.b64encode(file.read_bytes()).decode()
