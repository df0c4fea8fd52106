"""The public pages of the schemes: the list, each version, and each version as a file for machines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template
from werkzeug.exceptions import NotFound

from portal.allocation.documents import as_yaml
from portal.allocation.loading import in_effect
from portal.services import published
from portal.web import locale, visit
from portal.web.schemes.drawn import drawn
from portal.web.schemes.page import people_words
from portal.words import Wording

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme

bp = Blueprint("schemes", __name__, url_prefix="/how-budgets-are-worked-out")


@bp.before_request
def keep_up() -> None:
    """Show what was published a moment ago, too."""
    published.look(visit.context())


def versions_of(scheme: str) -> tuple[Scheme, ...]:
    """All versions of a scheme, oldest first. Raises NotFound where there is no such scheme."""
    found = visit.wiring().content.schemes.get(scheme)
    if not found:
        raise NotFound
    return found


def version_of(scheme: str, version: str) -> Scheme:
    """The version that starts on a day. Raises NotFound."""
    found = next((one for one in versions_of(scheme) if one.starts.isoformat() == version), None)
    if found is None:
        raise NotFound
    return found


def leading(versions: tuple[Scheme, ...], day: date) -> Scheme:
    """The version in force on a day; where none is, the first one still to come, or else the last there was."""
    coming = (one for one in versions if one.starts > day)
    return in_effect(versions, day) or next(coming, versions[-1])


@bp.get("/")
def index() -> str:
    """Every scheme there is."""
    wording = Wording.of(easy=visit.prefs().easy_read, helper=False)
    content = visit.wiring().content
    rows = [
        {
            "id": name,
            "title": locale.words(leading(versions, visit.context().today).title, wording),
            "people": people_words(versions[-1].people),
            "count": len(versions),
            "panel": name in content.panels,
        }
        for name, versions in content.schemes.items()
        if versions
    ]
    return render_template("schemes/index.html", rows=rows, groups=content.cohorts is not None)


@bp.get("/<scheme>")
def scheme(scheme: str) -> str:
    """The version in force today, as a person would read it."""
    return shown(scheme, leading(versions_of(scheme), visit.context().today))


@bp.get("/<scheme>/<version>")
def version(scheme: str, version: str) -> str:
    """One version, whether it is in force, was once or will be."""
    return shown(scheme, version_of(scheme, version))


def shown(name: str, found: Scheme) -> str:
    """The page of a version; all below its frame is drawn once a day for each language and way of reading."""
    page = drawn(name, found, visit.context().today)
    return render_template("schemes/scheme.html", title=page.title, body=page.body)


@bp.get("/<scheme>/<version>/examples")
def examples(scheme: str, version: str) -> str:
    """The worked examples of a version, each with its answers and lines."""
    page = drawn(scheme, version_of(scheme, version), visit.context().today)
    return render_template(
        "schemes/examples.html", title=page.title, body=page.examples, scheme=scheme, version=version
    )


@bp.get("/<scheme>/<version>/download.yaml")
def as_file(scheme: str, version: str) -> Response:
    """The document itself, with its comments: the file that the service reads."""
    return document(scheme, version, as_yaml(version_of(scheme, version)), "yaml", "application/yaml")


@bp.get("/<scheme>/<version>/download.json")
def as_json(scheme: str, version: str) -> Response:
    """The same content in one fixed form: the SHA-256 of these bytes is the fingerprint."""
    return document(scheme, version, version_of(scheme, version).document, "json", "application/json")


def document(name: str, version: str, words: str, ending: str, kind: str) -> Response:
    """A version as a file to keep."""
    answer = Response(words, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}-{version}.{ending}"'
    answer.headers["X-Fingerprint"] = version_of(name, version).fingerprint
    return answer
