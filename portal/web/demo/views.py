"""The page of outgoing mail: there only in the demonstration, and only for whoever sits at this machine."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import NotFound

from portal.services import notices
from portal.services.dates_to_keep import FILE_NAME
from portal.web import visit
from portal.web.progress.dates import file_of

if TYPE_CHECKING:
    from portal.services.posting import Outgoing

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
    return render_template("demo/outgoing.html", mails=mails(), date_name=FILE_NAME)


def mails() -> tuple[Outgoing, ...]:
    """All of them, for whoever may see them. Raises NotFound for everybody else."""
    if visit.wiring().settings.production or not at_this_machine():
        raise NotFound
    return notices.outgoing(visit.context())


@bp.get(f"/outgoing-mail/<mail>/{FILE_NAME}")
def date_file(mail: str) -> Response:
    """The date that goes along with a mail."""
    found = next((each for each in mails() if each.id == mail), None)
    if found is None or found.date is None:
        raise NotFound
    return file_of([found.date], found.made)
