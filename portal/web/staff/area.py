"""The blueprint of the staff area, and who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, g, render_template, request

from portal.services import published
from portal.services.staff import entry
from portal.services.staff.paper import may_key
from portal.services.staff.reach import may_report
from portal.web import visit

if TYPE_CHECKING:
    from portal.services.staff.people import Worker

bp = Blueprint("staff", __name__, url_prefix="/staff")


def worker() -> Worker:
    """Who is here. Raises NotSignedIn."""
    found: Worker | None = g.get("worker")
    if found is None:
        found = g.worker = entry.worker(visit.context())
        published.look(visit.context())
    return found


def stood_otherwise(now: str) -> bool:
    """Whether a form was drawn when it stood otherwise: it is sent twice, or somebody else was quicker."""
    return request.form.get("stands", now) != now


def page(template: str, **more: Any) -> str:
    """A page of the area for whoever is in."""
    here = worker()
    return render_template(f"staff/{template}", worker=here, reports=may_report(here), keys_in=may_key(here), **more)
