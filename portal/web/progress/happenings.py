"""What happened besides the stages, in the words of whoever reads: the person, those who help, staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access import STAFF, Action, Role
from portal.db.happened import Happened
from portal.services.context import day_of
from portal.services.opened import IN_OWN_WORDS

if TYPE_CHECKING:
    from portal.services.casework import Timeline
    from portal.services.opened import Opened
    from portal.services.stages import Told

OF_THE_BUDGET = frozenset(
    {
        Happened.BUDGET_DECLINED,
        Happened.BUDGET_WANTED,
        Happened.ARRANGEMENT_CHOSEN,
        Happened.LOOKED_AGAIN,
        Happened.EXCEPTION_MADE,
        Happened.EXCEPTION_CHANGED,
        Happened.EXCEPTION_TAKEN_BACK,
        Happened.HELP_RECORDED,
    }
)
"""For those alone who may read the budget."""


YOU: Final = {
    Happened.SENT: _l("You sent it."),
    Happened.RECALLED: _l("You took it back."),
    Happened.WITHDRAWN: _l("You asked us to stop."),
    Happened.ADDED: _l("You added something."),
    Happened.LOOK_AGAIN_ASKED: _l("You asked us to look again at the budget."),
    Happened.BUDGET_DECLINED: _l("You wanted no figure from a computer."),
    Happened.BUDGET_WANTED: _l("You wanted the figure after all."),
    Happened.ARRANGEMENT_CHOSEN: _l("You chose how to get the support."),
}
"""Whole sentences: in most languages the word behind “you” is another than behind a name."""

SOMEBODY: Final = {
    Happened.SENT: _l("%(who)s sent it."),
    Happened.RECALLED: _l("%(who)s took it back."),
    Happened.WITHDRAWN: _l("%(who)s asked us to stop."),
    Happened.ADDED: _l("%(who)s added something."),
    Happened.LOOK_AGAIN_ASKED: _l("%(who)s asked us to look again at the budget."),
    Happened.BUDGET_DECLINED: _l("%(who)s wanted no figure from a computer."),
    Happened.BUDGET_WANTED: _l("%(who)s wanted the figure after all."),
    Happened.ARRANGEMENT_CHOSEN: _l("%(who)s chose how to get the support."),
}
COUNCIL: Final = {
    Happened.REOPENED: _l("We go on with it."),
    Happened.OPENED: _l("A worker opened it."),
    Happened.PAUSED: _l("We put it on hold."),
    Happened.RESUMED: _l("We took it up again."),
    Happened.ASKED: _l("We asked for more."),
    Happened.LOOKED_AGAIN: _l("We looked again at the budget."),
    Happened.EXCEPTION_MADE: _l("A worker made an exception. The budget says why."),
    Happened.EXCEPTION_CHANGED: _l("A worker changed the exception. The budget says why."),
    Happened.EXCEPTION_TAKEN_BACK: _l("A worker took the exception back. The budget says why."),
    Happened.HELP_RECORDED: _l("A worker asked those who help. The budget says what came of it."),
}


def rows(timeline: Timeline, opened: Opened) -> list[dict[str, Any]]:
    """Each thing with its day, the oldest first; what comes twice on one day is said once."""
    found: list[dict[str, Any]] = []
    for one in timeline.told:
        if one.kind in OF_THE_BUDGET and not opened.allows(Action.BUDGET):
            continue
        said = {"when": day_of(one.at), "text": what(one, opened)}
        if said not in found:
            found.append(said)
    return found


def ended(timeline: Timeline, opened: Opened) -> str:
    """That somebody did not want to go on, where that was the last word; or nothing."""
    ends = [one for one in timeline.told if one.kind in {Happened.WITHDRAWN, Happened.REOPENED}]
    last = ends[-1] if ends else None
    return what(last, opened) if last and last.kind is Happened.WITHDRAWN else ""


def what(one: Told, opened: Opened) -> str:
    """One thing in words, to whoever reads."""
    if one.kind is Happened.SENT and one.role is Role.KEYING:
        return _("We typed in the form that came on paper.")
    if one.kind in COUNCIL:
        return str(COUNCIL[one.kind])
    if is_theirs(one, opened):
        return str(YOU[one.kind])
    return str(SOMEBODY[one.kind]) % {"who": who(one, opened)}


def is_theirs(one: Told, opened: Opened) -> bool:
    """Whether whoever reads did it, or did it as the person at another visit."""
    return one.own or (one.role in IN_OWN_WORDS and not opened.is_helper)


def who(one: Told, opened: Opened) -> str:
    """Who did it, as others would call them."""
    if one.role is None or one.role in STAFF:
        return _("The council")
    if one.role in IN_OWN_WORDS:
        return opened.person_name or _("The person")
    if one.role in {Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING, Role.ADVOCATE_SPEAKING}:
        return _("The advocate")
    return _("Somebody who helps")
