"""Where an application leads to the pages about people: who is involved, the letter, notes, what others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

from portal.access import Action
from portal.services import visits
from portal.services.opened import OWN_ROLES, Purpose
from portal.services.sharing import proof
from portal.web import visit

if TYPE_CHECKING:
    from portal.services.opened import Opened


def paper_seen(opened: Opened) -> str:
    """Whether the council has seen the paper on which this reader acts, in words; empty for those who act on none."""
    if opened.role in OWN_ROLES or opened.purpose is not Purpose.REAL:
        return ""
    seen = proof.own_paper_seen(visit.context(), opened)
    if seen is None:
        return ""
    if seen:
        return _("The council has seen the paper that lets you act.")
    return _("The council has not yet seen the paper that lets you act. Please show it to the worker.")


def no_way_back(opened: Opened) -> bool:
    """Whether it is kept, and this visitor cannot come back to it: a code that let them in works no second time."""
    kept = opened.saved or opened.was_sent
    return kept and opened.allows(Action.SAVE) and not visits.can_come_back(visit.context(), opened)


def links(opened: Opened) -> list[tuple[str, str]]:
    """What there is about people for this reader: words and address."""
    if opened.purpose is not Purpose.REAL:
        return []
    reference = opened.reference
    found = [
        (Action.SHARE, _("Who is involved, and what they may see"), "people.who"),
        (Action.SHARE, _("Everything we hold about you"), "people.held"),
        (Action.LETTER, _("A letter, so that they can come in themself"), "people.letter"),
        (Action.NOTE, _("Your own notes"), "people.notes"),
        (Action.REACH, _("How we tell you things"), "sending.how_told"),
        (Action.TOLD, _("How we tell you things"), "people.own_telling"),
    ]
    if opened.role not in OWN_ROLES:
        found.append((Action.INVITE, _("Let somebody in"), "people.let_in"))
    rows = [(words, url_for(where, reference=reference)) for action, words, where in found if opened.allows(action)]
    if opened.role in OWN_ROLES and opened.person_name:
        rows.insert(0, (_("What others wrote for you"), url_for("people.done_for_you", reference=reference)))
    return rows
