"""What a person sees when something cannot be done: a page to act on, never a traceback, never a lost answer."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import g, render_template, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed, RequestEntityTooLarge

from portal.services import refusals
from portal.services.staff.entry import NotSignedIn
from portal.web.forms import typed_fields

if TYPE_CHECKING:
    from flask import Flask

log = logging.getLogger("portal.web")

PAGES: Final = {
    403: "errors/403.html",
    404: "errors/404.html",
    405: "errors/405.html",
    410: "errors/410.html",
    413: "errors/413.html",
    429: "errors/429.html",
}
REFUSED: Final = {
    refusals.AccessEnded: 410,
    refusals.NotFound: 404,
    refusals.NotAllowed: 403,
    refusals.NotPossible: 400,
}
SECRETS: Final = {"mark", "code", "return-code", "password", "old", "new", "again", "ticket"}
CARRIED: Final = {"do", "seen", "refused", "trial", "asking", "stands", "drawn"}  # nobody typed them
NEVER_SHOWN_BACK: Final = frozenset(SECRETS | CARRIED)
CODE: Final = str(Path(__file__).resolve().parent.parent)


def typed_to_copy() -> list[str]:
    """The words a person had typed, so that they can copy them from an apology page."""
    try:
        fields = typed_fields()
    except Exception:  # noqa: BLE001 - an unreadable form must not break the apology
        return []
    return [value for name, value in fields.items(multi=True) if value.strip() and name not in NEVER_SHOWN_BACK]


def page(status: int) -> tuple[str, int]:
    """The page for a status. Whoever was signed out while typing meets the 404 and still gets their words back."""
    name = PAGES.get(status, "errors/400.html" if status < 500 else "errors/500.html")
    typed = typed_to_copy() if request.method == "POST" and status != RequestEntityTooLarge.code else []
    return render_template(name, typed=typed), status


def seconds_until(when: datetime) -> str:
    """How long to wait, as `Retry-After` wants it."""
    return str(max(1, round((when - datetime.now(UTC)).total_seconds())))


def undo() -> None:
    """Nothing half-written: give back what the request had begun."""
    context = g.get("context")
    if context is not None:
        context.session.rollback()


def turned_away(status: int, _error: Exception) -> tuple[str, int]:
    """Answer a refusal of the services."""
    undo()
    return page(status)


def install(app: Flask) -> None:
    """Answer each kind of failure with its own page."""
    for kind, status in REFUSED.items():
        app.register_error_handler(kind, partial(turned_away, status))

    @app.errorhandler(NotSignedIn)
    def not_signed_in(_error: Exception) -> tuple[str, int]:
        undo()
        typed = typed_to_copy() if request.method == "POST" else []
        return render_template("staff/not_signed_in.html", typed=typed), 404

    @app.errorhandler(refusals.TooMany)
    def too_many(error: refusals.TooMany) -> tuple[str, int, dict[str, str]]:
        undo()
        typed = typed_to_copy() if request.method == "POST" else []
        wait = {"Retry-After": seconds_until(error.until)}
        return render_template("errors/429.html", typed=typed, until=error.until), 429, wait

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> tuple[str, int] | tuple[str, int, dict[str, str]]:
        undo()
        if isinstance(error, MethodNotAllowed):
            return *page(MethodNotAllowed.code), {"Allow": ", ".join(sorted(error.valid_methods or ()))}
        return page(error.code or 500)

    @app.errorhandler(OperationalError)
    @app.errorhandler(DBAPIError)
    @app.errorhandler(StaleDataError)
    def busy(error: Exception) -> tuple[str, int]:
        undo()
        log.error("storage refused a request: %s", type(getattr(error, "orig", error)).__name__)
        return render_template("errors/503.html", typed=typed_to_copy() if request.method == "POST" else []), 503

    @app.errorhandler(Exception)
    def failed(error: Exception) -> tuple[str, int]:
        undo()
        log.error("a request failed: %s at %s, %s", type(error).__name__, request.endpoint, where(error))
        return page(InternalServerError.code)


def where(error: BaseException) -> str:
    """The last line of our own code on the way to a failure: what the error itself says may hold somebody's answer."""
    lines = traceback.extract_tb(error.__traceback__)
    own = [line for line in lines if line.filename.startswith(CODE)] or lines
    return f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "nowhere"
