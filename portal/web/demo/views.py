"""The page of outgoing mail: there only in the demonstration, and only for whoever sits at this machine."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Blueprint, render_template, request
from werkzeug.exceptions import NotFound

from portal.services import notices
from portal.web import visit

bp = Blueprint("demo", __name__)


def at_this_machine() -> bool:
    """Whether the request comes from this machine itself, with no proxy between."""
    try:
        here = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return here and "X-Forwarded-For" not in request.headers and "Forwarded" not in request.headers


@bp.get("/outgoing-mail")
def outgoing() -> str:
    """The mails that wait or went out."""
    if visit.wiring().settings.production or not at_this_machine():
        raise NotFound
    return render_template("demo/outgoing.html", mails=notices.outgoing(visit.context()))
