"""Whose papers these are: the reader's own, or those of a person whom the reader helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import g, request

from portal.services import visits
from portal.services.opened import OWN_ROLES
from portal.web import visit
from portal.web.guides.showing import easy
from portal.words import Wording

if TYPE_CHECKING:
    from portal.services.opened import Summary

MINE: Final = "me"
THEIRS: Final = "other"


def paper_wording() -> Wording:
    """The words of papers for this reader."""
    return Wording.of(easy=easy(), helper=is_for_somebody_else())


def chosen() -> str | None:
    """Whose it is, where the reader said so on the page; it goes along with links and forms."""
    asked = request.values.get("about")
    return asked if asked in {MINE, THEIRS} else None


def is_for_somebody_else() -> bool:
    """What the reader said; else whether all that they have here is for people whom they help."""
    said = chosen()
    return said == THEIRS if said else _helps_only()


def _helps_only() -> bool:
    known: bool | None = g.get("helps_only")
    if known is None:
        rows = applications_here()
        known = g.helps_only = bool(rows) and all(row.role not in OWN_ROLES for row in rows)
    return known


def applications_here() -> tuple[Summary, ...]:
    """The applications that this visitor can open; none for strangers, and before they chose among several people."""
    found: tuple[Summary, ...] | None = g.get("applications_here")
    if found is None:
        found = g.applications_here = _find()
    return found


def _find() -> tuple[Summary, ...]:
    if not request.cookies.get(visit.wiring().cookie_name) or not visit.has_session():
        return ()
    context = visit.context()
    known = visits.find_visitor(context)
    return () if known is None or known.must_choose else visits.my_applications(context)
