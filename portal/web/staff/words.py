"""Roles, purposes and reasons as pages say them."""

from __future__ import annotations

from flask_babel import gettext as _

from portal.access import Role
from portal.services.staff.cases import Because, Purpose
from portal.services.staff.worklists import Which


def role_name(role: Role) -> str:
    """A role of staff in words."""
    return {
        Role.OFFICER: _("officer"),
        Role.TEAM_MANAGER: _("team manager"),
        Role.PANEL_MEMBER: _("panel member"),
        Role.ALLOCATION_OFFICER: _("allocation officer"),
        Role.SAFEGUARDING_WORKER: _("safeguarding worker"),
        Role.AUDITOR: _("auditor"),
    }.get(role, said_by(role))


def said_by(role: Role) -> str:
    """Who somebody is to the person."""
    known = {
        Role.PERSON: _("the person"),
        Role.CARER: _("the carer"),
        Role.ATTORNEY: _("their attorney"),
        Role.ATTORNEY_WELFARE: _("their attorney"),
        Role.ATTORNEY_PROPERTY: _("their attorney"),
        Role.DEPUTY: _("their deputy"),
        Role.DEPUTY_WELFARE: _("their deputy"),
        Role.DEPUTY_PROPERTY: _("their deputy"),
        Role.ADVOCATE_SPEAKING: _("their advocate"),
        Role.KEYING: _("the person, on paper"),
    }
    return known.get(role, _("a helper"))


def purposes() -> dict[Purpose, str]:
    """Why somebody looks."""
    return {
        Purpose.MY_CASE: _("I work on it"),
        Purpose.COVER: _("I stand in for a colleague"),
        Purpose.FIRST_LOOK: _("To see what it is and who should have it"),
        Purpose.CONTACT: _("The person, or somebody for them, got in touch"),
        Purpose.SUPERVISION: _("To check the work of my team"),
        Purpose.SAFETY: _("Somebody may not be safe"),
        Purpose.COMPLAINT: _("A complaint, or a request to look again"),
        Purpose.PANEL: _("The panel decides about it"),
    }


def reasons() -> dict[Because, str]:
    """Why an application is closed."""
    return {
        Because.MOVED: _("They moved away"),
        Because.DIED: _("They died"),
        Because.WITHDRAWN: _("They do not want to go on"),
        Because.OTHER_SUPPORT: _("They found other support"),
        Because.NOT_ELIGIBLE: _("We decided that we need not help, and told them why"),
        Because.SET_UP: _("Their support is in place"),
        Because.TWICE: _("Another application about them goes on"),
    }


def lists() -> dict[Which, str]:
    """The lists of what waits."""
    return {
        Which.MINE: _("Mine"),
        Which.NEW: _("New"),
        Which.US: _("Waiting for us"),
        Which.THEM: _("Waiting for them"),
        Which.LATE: _("Late"),
        Which.ADVOCATE: _("Advocate wanted"),
        Which.COMPLAINTS: _("Complaints and reviews"),
        Which.ADDED: _("New information"),
        Which.AGAIN: _("To look at again"),
        Which.PANEL: _("Panel"),
        Which.ON_HOLD: _("On hold"),
        Which.WITHDRAWN: _("Do not want to go on"),
    }
