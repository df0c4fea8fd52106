"""What somebody at work sees when something cannot be done: what may have happened, their words, and the way on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flask import g, request

from portal.access import Action
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import cases
from portal.web import errors, visit
from portal.web.staff.area import bp, page, worker

if TYPE_CHECKING:
    from portal.web.forms import Shown


def turned_away(status: int, _error: Exception) -> Shown:
    """Answer a refusal; whoever is not signed in gets the page that everybody gets."""
    if g.get("worker") is None:
        errors.undo()
        return errors.page(status)
    errors.undo()
    typed = errors.typed_to_copy() if request.method == "POST" else []
    return page("turned_away.html", status=status, typed=typed, reference=case_here(status)), status


def case_here(status: int) -> str:
    """The application that the page was about, where this worker may open it."""
    reference = (request.view_args or {}).get("reference", "")
    if not reference or status == errors.REFUSED[NotFound]:
        return ""
    try:
        return cases.fetch(visit.context(), worker(), reference, Action.READ).opened.reference
    except (NotAllowed, NotFound):
        return ""


for kind in (NotPossible, NotAllowed, NotFound):
    bp.register_error_handler(kind, partial(turned_away, errors.REFUSED[kind]))
