"""Who is at the door: the visit cookie, the check that a form is ours, and the one transaction of each request."""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final, ParamSpec

from flask import current_app, g, make_response, redirect, request
from sqlalchemy.exc import SQLAlchemyError

from portal.services import accounts, applications
from portal.services.context import Context, Visitor
from portal.services.sharing import seen
from portal.web import locale, preferences

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask, Response
    from werkzeug.wrappers import Response as AnyResponse

    from portal.services.opened import Opened
    from portal.web.wiring import Wiring

log = logging.getLogger("portal.web")

P = ParamSpec("P")

TOKEN_BYTES: Final = 33  # one more than a session's token has: the two can be told apart by their length
SESSION_LENGTH: Final = 43
HOUSEHOLD: Final = 64  # bits: the least network that a connection is given (RFC 6177)
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
RECORDING: Final = frozenset({"staff"})  # areas where looking is written down, too


def wiring() -> Wiring:
    """What `build` put together once: settings, content, engine, keys."""
    found: Wiring = current_app.extensions["wiring"]
    return found


def token() -> str:
    """The visit's own secret; made when first needed and sent with the answer."""
    found: str | None = g.get("visit_token")
    if found is None:
        found = request.cookies.get(wiring().cookie_name, "")
        if not 40 <= len(found) <= 64 or not found.isascii():
            found = fresh_token()
        g.visit_token = found
    return found


def fresh_token() -> str:
    """Begin a new visit."""
    return carry(secrets.token_urlsafe(TOKEN_BYTES))


def gone(address: str, *forgotten: str) -> AnyResponse:
    """Lead away under a new visit; the browser forgets the pages it kept (or what is named), so Back shows nothing."""
    fresh_token()
    response = redirect(address)
    response.headers["Clear-Site-Data"] = ", ".join(f'"{each}"' for each in forgotten or ("cache",))
    return response


def has_session() -> bool:
    """Whether the cookie looks like that of a session; nothing is asked of the database, and nothing opens by it."""
    return len(token()) == SESSION_LENGTH


def carry(new: str) -> str:
    """From this answer on the visitor's cookie holds this token: after beginning, signing in or signing out."""
    g.visit_token = new
    g.visit_is_new = True
    return new


def ending() -> Callable[[], None]:
    """A way to end this visit's session on the server, for after the request; at a fault it lapses by itself."""
    parts, visitor, known = wiring(), Visitor(token=token()), has_session()

    def end() -> None:
        if not known:
            return
        try:
            with parts.database.writing() as session:
                now = datetime.now(UTC)
                accounts.sign_out(Context(session, parts.content, parts.settings, parts.keyring, now, visitor))
                session.commit()
        except SQLAlchemyError as error:
            log.warning("a session was not ended on leaving: %s", type(error).__name__)

    return end


def form_mark() -> str:
    """The mark that each form of this visit carries, so that no other site can send one in the person's name."""
    return hmac.digest(wiring().form_key, token().encode(), "sha256").hex()


def form_is_ours(mark: str | None) -> bool:
    """Whether a form that came back carries this visit's mark."""
    return hmac.compare_digest((mark or "").encode("utf-8", "replace"), form_mark().encode())


def prefs() -> preferences.Preferences:
    """How this person likes to read."""
    found: preferences.Preferences | None = g.get("preferences")
    if found is None:
        found = g.preferences = spoken_here(preferences.read(request.cookies.get(preferences.COOKIE, "")))
    return found


def spoken_here(wanted: preferences.Preferences) -> preferences.Preferences:
    """The preferences without a language that this installation does not have: pages are kept for each of them."""
    known = not wanted.language or wanted.language in locale.languages(wiring().translations)
    return wanted if known else replace(wanted, language="")


def prefer(wanted: Mapping[str, str]) -> None:
    """Change the preferences from this answer on; names that are not known change nothing."""
    g.preferences = spoken_here(prefs().changed(wanted))
    g.preferences_changed = True


def context() -> Context:
    """The services' context of this request, opened when first needed."""
    found: Context | None = g.get("context")
    if found is None:
        parts = wiring()
        reads = request.method in READING and request.blueprint not in RECORDING
        open_session = parts.database.reading if reads else parts.database.writing
        found = g.context = Context(
            session=open_session(),
            content=parts.content,
            settings=parts.settings,
            keyring=parts.keyring,
            now=datetime.now(UTC),
            visitor=Visitor(token=token(), address=network_of(request.remote_addr)),
            language=locale.language(),
            easy=prefs().easy_read,
            translations=locale.CATALOGUES.plain(),
        )
    return found


def note_reading(opened: Opened, about: str) -> None:
    """Write down that somebody who helps reads a section or page, before it goes out; once a day for each.

    What the person themself reads is not written down, and costs nothing.
    """
    if not seen.is_written_down(opened) or seen.noted_today(context(), opened, about):
        return
    if request.method not in READING:
        seen.note(context(), opened, about)
        return
    with wiring().database.writing() as session:
        seen.note(replace(context(), session=session), opened, about)
        session.commit()


def network_of(address: str | None) -> str | None:
    """Where a visitor comes from, for counting tries: of an IPv6 address the part that one household has."""
    if ":" not in (address or ""):
        return address
    try:
        found = ip_address(address or "")
    except ValueError:
        return address
    return str(ip_network((found, HOUSEHOLD), strict=False)) if isinstance(found, IPv6Address) else address


def one_transaction(view: Callable[P, Any]) -> Callable[P, Response]:
    """Commit what the view did when its answer is good, undo it when not; a failing commit is this view's failure."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = make_response(view(*args, **kwargs))
        opened: Context | None = g.get("context")
        if opened is not None:
            if response.status_code < 400:
                if finished := g.pop("finished_page", None):
                    applications.forget_typed(opened, *finished)
                opened.session.commit()
            else:
                opened.session.rollback()
        return response

    return wrapped


def attach(app: Flask) -> None:
    """Wrap every view that changes something or is written down, send the cookies, close the session."""
    rules = (
        rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) or rule.endpoint.partition(".")[0] in RECORDING
    )
    for endpoint in {rule.endpoint for rule in rules}:
        app.view_functions[endpoint] = one_transaction(app.view_functions[endpoint])

    @app.after_request
    def send_cookies(response: Response) -> Response:
        parts = wiring()
        if g.get("visit_is_new"):
            response.set_cookie(
                parts.cookie_name, g.visit_token, secure=parts.secure_cookies, httponly=True, samesite="Lax", path="/"
            )
        if g.get("preferences_changed"):
            g.preferences.remember(response, secure=parts.secure_cookies)
        return response

    @app.teardown_request
    def close(_error: BaseException | None) -> None:
        opened: Context | None = g.pop("context", None)
        if opened is not None:
            opened.session.close()


def turn(wish: str) -> bool:
    """Obey a mode button such as `turn-easy-yes`, and say whether it was one."""
    if not wish.startswith("turn-"):
        return False
    name, _, value = wish.removeprefix("turn-").partition("-")
    prefer({name: value})
    locale.change_language()  # the page about to be shown already speaks the new language
    return True
