"""What happened besides the stages, in the words of whoever reads: the person, those who help, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.access import STAFF, Action, Role
from portal.db.happened import Happened
from portal.services.context import day_of
from portal.services.opened import OWN_ROLES

if TYPE_CHECKING:
    from portal.services.casework import Timeline
    from portal.services.opened import Opened
    from portal.services.stages import Told

OF_THE_BUDGET = frozenset(
    {Happened.BUDGET_DECLINED, Happened.BUDGET_WANTED, Happened.ARRANGEMENT_CHOSEN, Happened.LOOKED_AGAIN}
)
"""For those alone who may read the budget."""


def rows(timeline: Timeline, opened: Opened) -> list[dict[str, Any]]:
    """Each thing with its day, the oldest first; what comes twice on one day is said once."""
    found: list[dict[str, Any]] = []
    for one in timeline.told:
        if one.kind in OF_THE_BUDGET and not opened.allows(Action.BUDGET):
            continue
        said = {"when": day_of(one.at), "text": what(one, who(one, opened))}
        if said not in found:
            found.append(said)
    return found


def ended(timeline: Timeline, opened: Opened) -> str:
    """That somebody did not want to go on, where that was the last word; or nothing."""
    ends = [one for one in timeline.told if one.kind in {Happened.WITHDRAWN, Happened.REOPENED}]
    last = ends[-1] if ends else None
    return what(last, who(last, opened)) if last and last.kind is Happened.WITHDRAWN else ""


def who(one: Told, opened: Opened) -> str:
    """Who did it, as whoever reads would call them."""
    if one.role is None or one.role in STAFF:
        return _("The council")
    if one.own:
        return _("You")
    if one.role in OWN_ROLES:
        return (opened.person_name or _("The person")) if opened.is_helper else _("You")
    if one.role in {Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING, Role.ADVOCATE_SPEAKING}:
        return _("The advocate")
    return _("Somebody who helps")


def what(one: Told, who: str) -> str:
    """One thing in words."""
    return {
        Happened.SENT: _("%(who)s sent it.", who=who),
        Happened.RECALLED: _("%(who)s took it back.", who=who),
        Happened.WITHDRAWN: _("%(who)s asked us to stop.", who=who),
        Happened.REOPENED: _("We go on with it."),
        Happened.OPENED: _("A worker opened it."),
        Happened.ADDED: _("%(who)s added something.", who=who),
        Happened.PAUSED: _("We put it on hold."),
        Happened.RESUMED: _("We took it up again."),
        Happened.ASKED: _("We asked for more."),
        Happened.LOOK_AGAIN_ASKED: _("%(who)s asked us to look again at the budget.", who=who),
        Happened.LOOKED_AGAIN: _("We looked again at the budget."),
        Happened.BUDGET_DECLINED: _("%(who)s wanted no figure from a computer.", who=who),
        Happened.BUDGET_WANTED: _("%(who)s wanted the figure after all.", who=who),
        Happened.ARRANGEMENT_CHOSEN: _("%(who)s chose how to get the support.", who=who),
    }[one.kind]
