"""What waits, for whom, since when."""

from __future__ import annotations

from flask import redirect, url_for
from flask_babel import gettext as _

from portal.access import Role
from portal.services.staff.entry import NotSignedIn
from portal.web.forms import Shown
from portal.web.staff.area import bp, page, worker


def role_name(role: Role) -> str:
    """A role in words."""
    return {
        Role.OFFICER: _("officer"),
        Role.TEAM_MANAGER: _("team manager"),
        Role.PANEL_MEMBER: _("panel member"),
        Role.ALLOCATION_OFFICER: _("allocation officer"),
        Role.SAFEGUARDING_WORKER: _("safeguarding worker"),
        Role.AUDITOR: _("auditor"),
    }[role]


@bp.get("/")
def work() -> Shown:
    """The lists of what waits."""
    try:
        here = worker()
    except NotSignedIn:
        return redirect(url_for("staff.sign_in"))
    return page("work.html", dormant=[role_name(role) for role in sorted(here.dormant)])
