"""The frame round every page: the bar, the help strip, the foot. Rendered once for each way of reading."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from flask import current_app, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.urls import iri_to_uri

from portal.web import locale, unfinished, visit
from portal.web.assets import asset, picture

if TYPE_CHECKING:
    from flask import Flask

    from portal.web.preferences import Preferences
    from portal.web.wiring import Wiring

KEPT = 512  # ways of reading; each is a few kilobytes
HOUSE: Final = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect width='24' height='24' rx='5' fill='#0b5550'/>"
    "<path fill='#fff' d='M12 4 3 12h3v8h4v-5h4v5h4v-8h3z'/></svg>"
)
ICON: Final = "data:image/svg+xml," + quote(HOUSE, safe=" ='/:")  # in the page itself: one thing less to fetch


def chrome(form: str = "", *, exits: bool | None = False) -> dict[str, Any]:
    """What base.html wants. `form` is the id of the page's own form; the tools then carry what was typed there.

    `exits` puts the quick exit there. None is a page for work: the public's ways to get help are none for a colleague.
    """
    return drawn(visit.wiring(), locale.language(), visit.prefs(), form, known=visit.has_session(), exits=exits)


@lru_cache(maxsize=KEPT)
def drawn(
    parts: Wiring, language: str, prefs: Preferences, form: str, *, known: bool, exits: bool | None
) -> dict[str, Any]:
    """All that is the same for everyone who reads in this way. What is asked for are those of the present request."""
    around = {
        "lang": locale.tag(language),
        "dir": locale.direction(language),
        "theme": prefs.theme,
        "size": prefs.size,
        "font": prefs.font,
        "spacing": prefs.spacing,
        "easy": prefs.easy_read,
        "without_pictures": prefs.without_pictures,
        "form": form or "reading",
        "own_form": bool(form),
    }
    council = parts.content.council
    words: dict[str, Any] = around | {
        "css": asset("portal.css"),
        "css_rtl": asset("portal.rtl.css"),
        "js": asset("portal.js"),
        "listening": "|".join(spoken()),
        "icon": ICON,
        "service": council.service.name,
        "council": council.council.name,
        "strip": locale.said(council.strip) if council.strip else "",
        "home": url_for("start.home"),
        "tools": tools(),
        "languages": languages(),
        "help": None
        if exits is None
        else {
            "phone": council.contacts.phone,
            "phone_href": f"tel:{council.contacts.tel}",
            "call_me_href": url_for("pages.call_me"),
            "advocate_href": url_for("pages.advocacy"),
        },
        "links": links(),
        "sign_out_href": url_for("returning.sign_out") if known else "",
    }
    macros, ways_out = (macros_of(f"components/{name}.html") for name in ("chrome", "navigation"))
    return words | {
        "back_word": _("Back"),
        "continue_word": _("Continue"),
        "head_html": Markup(macros.head(words)),  # noqa: S704 - made by our own template just now
        "bar_html": Markup(macros.bar(words)),  # noqa: S704 - made by our own template just now
        "exit_html": Markup(ways_out.exit_this_page(url_for("pages.left")) if exits else ""),  # noqa: S704 - the same
        "foot_html": Markup(macros.foot(words)),  # noqa: S704 - made by our own template just now
    }


def spoken() -> list[str]:
    """The words of the buttons that read a page aloud. The script makes them, because only it knows of voices."""
    return [_("Listen"), _("Stop"), _("Go on"), _("One sentence back"), _("Slower"), _("Faster")]


def macros_of(template: str) -> Any:
    """The macros of a template, speaking as this page does."""
    return current_app.jinja_env.get_template(template).make_module({"_": _})


def links() -> list[dict[str, str]]:
    """The links at the foot of every page."""
    return [
        {"text": _("Privacy"), "href": url_for("pages.privacy")},
        {"text": _("Accessibility"), "href": url_for("pages.accessibility")},
        {"text": _("Cookies"), "href": url_for("pages.cookies")},
        {"text": _("How budgets are worked out"), "href": url_for("schemes.index")},
        {"text": _("Credits"), "href": url_for("pages.credits")},
    ]


def tools() -> list[dict[str, Any]]:
    """The tools that stand in the bar of every page."""
    prefs = visit.prefs()
    easy, bare = prefs.easy_read, prefs.without_pictures
    pictures = {
        "text": _("No pictures"),
        "name": "do",
        "value": f"turn-easy-{'yes' if bare else 'words'}",
        "current": bare,
    }
    return [
        {
            "text": _("Easy Read"),
            "icon": "easy",
            "name": "do",
            "value": f"turn-easy-{'no' if easy else 'yes'}",
            "current": easy,
        },
        *([pictures] if easy else []),
        {"text": _("Text and colours"), "icon": "look", "href": url_for("pages.comfort")},
    ]


def languages() -> list[dict[str, Any]]:
    """The languages to choose from, each in its own name."""
    current = locale.language()
    return [
        {
            "text": locale.name_of(code),
            "lang": locale.tag(code),
            "name": "do",
            "value": f"turn-language-{code}",
            "dir": locale.direction(code),
            "current": code == current,
        }
        for code in locale.languages(visit.wiring().translations)
    ]


def easy_picture(concept: str | None) -> str:
    """The address of the picture for a concept where somebody reads Easy Read, and nothing for everybody else."""
    return picture(concept) if concept and visit.prefs().easy_read else ""


def install(app: Flask) -> None:
    """Give templates `chrome(…)` and what every form needs."""

    def way_back() -> str:
        return iri_to_uri(request.full_path.rstrip("?")) if request.method == "GET" else ""

    app.jinja_env.globals.update(
        chrome_of=chrome,
        form_mark=visit.form_mark,
        way_back=way_back,
        easy_read=lambda: visit.prefs().easy_read,
        easy_picture=easy_picture,
        keeps_page=unfinished.keeps_page,
    )
