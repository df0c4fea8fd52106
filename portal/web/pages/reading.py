"""Ways of reading: Easy Read, text size, colours, font, spacing, language."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import HiddenField

from portal.web import preferences, visit
from portal.web.forms import PageForm, Shown, refused
from portal.web.pages.views import bp

CHOICES = {
    "theme": (
        _l("Colours"),
        {
            "system": _l("As my device"),
            "light": _l("Light"),
            "dark": _l("Dark"),
            "cream": _l("Cream"),
            "contrast": _l("High contrast"),
        },
    ),
    "size": (
        _l("Text size"),
        {"normal": _l("Normal"), "large": _l("Large"), "larger": _l("Larger"), "largest": _l("Largest")},
    ),
    "spacing": (_l("Space between lines and words"), {"normal": _l("Normal"), "wide": _l("Wide")}),
    "font": (
        _l("Letters"),
        {
            "lexend": _l("Lexend, made for reading"),
            "atkinson": _l("Atkinson Hyperlegible, made for weak eyes"),
            "device": _l("The letters of my device"),
        },
    ),
    "easy": (
        _l("Words"),
        {
            "no": _l("Standard"),
            "yes": _l("Easy Read: short sentences and pictures"),
            "words": _l("Simple words without pictures"),
        },
    ),
}


class BackForm(PageForm):
    """Where the person was."""

    back = HiddenField()


def own_page(address: str) -> str:
    """An address of this service, or its home: a form cannot send anyone elsewhere."""
    try:
        elsewhere = bool(urlsplit(address).netloc)
    except ValueError:  # brackets that are no address of a machine
        elsewhere = True
    safe = address.startswith("/") and not address.startswith("//") and not elsewhere and "\\" not in address
    return address if safe else url_for("start.home")


@bp.post("/reading")
def reading() -> Response:
    """A tool of the bar was pressed on a page without a form of its own."""
    form = BackForm()
    form.validate()
    return redirect(own_page(form.back.data or "/"))


@bp.route("/text-and-colours", methods=["GET", "POST"])
def comfort() -> Shown:
    """Text and colours: see the effect at once, or put everything back."""
    form = BackForm()
    if request.method == "POST" and form.validate():
        wanted = {name: request.form.get(name, "") for name in CHOICES}
        if request.form.get("do") == "reset":
            wanted = {name: values[0] for name, values in preferences.CHOICES.items()}
        visit.prefer(wanted)
    now = visit.prefs()
    page = render_template(
        "pages/comfort.html",
        groups=[
            {
                "name": name,
                "title": title,
                "value": getattr(now, name),
                "items": [{"value": v, "text": t} for v, t in items.items()],
            }
            for name, (title, items) in CHOICES.items()
        ],
        errors=form.errors_for(),
    )
    return refused(page, form)
