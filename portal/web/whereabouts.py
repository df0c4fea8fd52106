"""Says where one is among the pages of an application that are no questions; those name their part themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import request
from flask_babel import gettext as _

from portal.access import State
from portal.web.questions.tasks import following

if TYPE_CHECKING:
    from portal.services.opened import Opened

BELONGS_TO: Final = {
    "questions.check": "questions.check",
    "eligibility.suggestion": "eligibility.suggestion",
    "sending.send": "sending.send",
    "sending.how_told": "sending.send",
    "budget": "budget.budget",
    "arrangement": "arrangement.choose",
}
"""The entry of the list of tasks that a page belongs to, by its name or by that of its whole group."""

NAMED: Final = {"progress.timeline", "sending.copy", "questions.tasks", "questions.question"}
"""Pages that say by themselves where one is."""


def where_now(opened: Opened) -> str:
    """Where the present page belongs, in words; "" where the page says so itself."""
    page, group = str(request.endpoint), str(request.blueprint)
    if page in NAMED:
        return ""
    if opened.was_sent and group in {"budget", "eligibility", "progress", "questions", "sending"}:
        return _("After sending")
    entry = BELONGS_TO.get(page) or BELONGS_TO.get(group)
    if entry:
        return counted(opened, entry)
    return {
        "people": _("People"),
        "progress": _("Complaints"),
        "questions": _("Questions"),
        "returning": _("Saving and coming back"),
        "start": _("Before the questions"),
    }.get(group, "")


def counted(opened: Opened, entry: str) -> str:
    """Which one it is of all that comes after the questions, as far as this reader is led there."""
    rows = following(opened)
    for number, (title, endpoint) in enumerate(rows, 1):
        if endpoint == entry:
            return _(
                "After the questions, step %(number)s of %(all)s: %(title)s",
                number=number,
                all=len(rows),
                title=title,
            )
    return _("Rough idea, nothing is sent") if opened.state is State.ROUGH else ""
