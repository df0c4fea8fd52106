"""Signing in with the council's own sign-in, where the settings name one: leaving for it, and coming back."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.db.encryption import Unreadable
from portal.services.refusals import NotFound
from portal.services.staff import provider_entry
from portal.services.staff.entry import NotSignedIn
from portal.web import visit
from portal.web.staff import openid
from portal.web.staff.area import bp
from portal.web.staff.forms import SignInForm
from portal.web.staff.openid import Leaving, ProviderFailed

if TYPE_CHECKING:
    from portal.config import Settings
    from portal.web.forms import Shown

log = logging.getLogger("portal.web")

COOKIE: Final = "signing-in"
LASTS: Final = timedelta(minutes=10)
PLACE: Final = ("cookie", COOKIE)


def offered() -> Settings:
    """The settings, where they name a provider. Raises NotFound where they do not."""
    settings = visit.wiring().settings
    if settings.oidc_issuer is None:
        raise NotFound
    return settings


def back(settings: Settings) -> str:
    """Where the provider sends people back to: the public address, whatever a browser claims."""
    return f"{settings.address}{url_for('staff.provider_back')}"


@bp.get("/sign-in/provider")
def provider() -> Shown:
    """Leave for the provider; what has to come back is sealed in a cookie of this browser."""
    settings, parts = offered(), visit.wiring()
    try:
        address, leaving = openid.leave(settings, back(settings))
    except ProviderFailed as failed:
        return failing(failed)
    until = (datetime.now(UTC) + LASTS).timestamp()
    sealed = parts.keyring.lock(json.dumps({**leaving.written(), "until": until}).encode(), *PLACE).hex()
    answer = redirect(address)
    answer.set_cookie(
        COOKIE, sealed, secure=parts.secure_cookies, httponly=True, samesite="Lax", path="/staff/sign-in",
        max_age=int(LASTS.total_seconds()),
    )  # fmt: skip
    return answer


@bp.get("/sign-in/back")
def provider_back() -> Shown:
    """Come back from the provider. Who one is, it says; what one may do stands in our own record."""
    settings = offered()
    try:
        address = openid.came_back(settings, back(settings), kept(), request.args)
    except ProviderFailed as failed:
        return failing(failed)
    try:
        visit.carry(provider_entry.sign_in(visit.context(), address))
    except NotSignedIn:
        return shown(_("You are signed in at your council, but nobody was added here with that address."), 403)
    answer = redirect(url_for("staff.work"))
    answer.delete_cookie(COOKIE, path="/staff/sign-in")
    return answer


def kept() -> Leaving:
    """What this browser left with, once and for a short time. Raises ProviderFailed."""
    try:
        plain = visit.wiring().keyring.unlock(bytes.fromhex(request.cookies.get(COOKIE, "")), *PLACE)
        found = json.loads(plain)
    except (Unreadable, ValueError) as error:
        raise ProviderFailed("nobody left from this browser") from error
    if found.pop("until") < datetime.now(UTC).timestamp():
        raise ProviderFailed("it took too long")
    return Leaving(**found)


def failing(failed: ProviderFailed) -> Shown:
    """Say that it did not work, and what else there is; the reason is for the log."""
    log.warning("signing in with the provider failed: %s", failed)
    return shown(_("Signing in with your council did not work. Try again, or use your password here."), 403)


def shown(sentence: str, status: int) -> Shown:
    """The page of signing in with a sentence on top."""
    form = SignInForm(formdata=None)
    return render_template("staff/sign_in.html", form=form, errors=[], by_provider=True, failed=sentence), status
