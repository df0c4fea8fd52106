"""The blueprint of the staff area, and who is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, g, render_template, request

from portal.services import audit, published
from portal.services.refusals import NotPossible
from portal.services.staff import entry
from portal.services.staff.paper import may_key
from portal.services.staff.reach import may_report
from portal.web import visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.services.events import Happened
    from portal.services.staff.cases import Case
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


def done_so_far(case: Case, *kinds: Happened) -> str:
    """How often whoever is here did this to an application: what a form carries that would be taken twice."""
    return str(audit.times(visit.context(), case.opened, *kinds))


def said_already(typed: str | None, said: Iterable[str]) -> None:
    """Let whoever pressed twice go on. Raises NotPossible for words that do not stand there, so that they come back."""
    stands_there(there=(typed or "").strip() in {each.strip() for each in said})


def stands_there(*, there: bool) -> None:
    """Let whoever pressed twice go on. Raises NotPossible where what was sent is not what is recorded."""
    if not there:
        raise NotPossible("something else was said in the meantime")


def page(template: str, **more: Any) -> str:
    """A page of the area for whoever is in."""
    here = worker()
    return render_template(f"staff/{template}", worker=here, reports=may_report(here), keys_in=may_key(here), **more)
