"""What those who help saw and did: written down when they read, and told to the person in plain facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.access import STAFF, Role
from portal.db import queries
from portal.services.context import LONDON, day_of
from portal.services.events import Happened, record
from portal.services.opened import OWN_ROLES, Purpose
from portal.services.sharing import access

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.services.context import Context
    from portal.services.opened import Opened

BUDGET, ANSWERS, SUGGESTION = "page:budget", "page:answers", "page:suggestion"
"""Pages that show more than one section, as the log names them."""

MOST_TOLD = 400

TOLD = (
    Happened.BEGUN,
    Happened.READ,
    Happened.ANSWERED,
    Happened.ITEM_ADDED,
    Happened.ITEM_REMOVED,
    Happened.WISHES_SET,
    Happened.ARRANGEMENT_CHOSEN,
    Happened.LOOK_AGAIN_ASKED,
    Happened.MESSAGE_WRITTEN,
    Happened.ANSWERED_ASK,
    Happened.LETTER_MADE,
    Happened.TAKEN_UP,
    Happened.SENT,
    Happened.RECALLED,
    Happened.WITHDRAWN,
    Happened.COMPLAINED,
    Happened.ADDED,
    Happened.OPENED,
    Happened.PROOF_NOTED,
    Happened.VIEWED,
)
"""What the person is told of others. That a worker read what is private is in the log alone: the page may be seen."""

_CHANGES = frozenset({Happened.ANSWERED, Happened.ITEM_ADDED, Happened.ITEM_REMOVED})
_events = queries.events
_READ_TODAY = (
    select(_events.id)
    .where(_events.application_id == bindparam("row"), _events.party_id == bindparam("party"))
    .where(_events.kind == Happened.READ, _events.about == bindparam("what"), _events.at >= bindparam("since"))
    .limit(1)
)
_STORY = (
    select(_events.id, _events.at, _events.kind, _events.party_id, _events.role, _events.about)
    .where(_events.application_id == bindparam("row"), _events.kind.in_(TOLD))
    .where(_events.party_id.is_not(None), _events.party_id != bindparam("party"))
    .order_by(_events.id.desc())
    .limit(MOST_TOLD)
)


@dataclass(frozen=True)
class Told:
    """Something that somebody else saw or did. Several alike in a row are one, with the time of the last."""

    who: str  # their name; empty for the council, and where none is known
    role: Role
    kind: Happened
    about: str | None  # a section, one of the pages above, or nothing
    at: datetime
    times: int = 1


def is_written_down(opened: Opened) -> bool:
    """Whether reading by this visitor is written down: theirs who act for somebody else."""
    return opened.role not in OWN_ROLES and opened.purpose is Purpose.REAL


def noted_today(context: Context, opened: Opened, about: str) -> bool:
    """Whether it is in the log already that this visitor read this today."""
    since = datetime.combine(context.today, time(), LONDON)
    found = {"row": opened.id, "party": opened.party_id, "what": about, "since": since}
    return context.session.connection().execute(_READ_TODAY, found).one_or_none() is not None


def note(context: Context, opened: Opened, about: str) -> None:
    """Write down that this visitor read a section or page, once a day. The context must be one that may write."""
    if not noted_today(context, opened, about):
        record(context, opened, Happened.READ, about=about)


def story(context: Context, opened: Opened) -> tuple[Told, ...]:
    """Return what others saw and did, the newest first. Open it with Action.SHARE."""
    names = {each.party: each.name for each in access.everyone(context, opened)}
    rows = context.session.connection().execute(_STORY, {"row": opened.id, "party": opened.party_id}).all()
    found: list[Told] = []
    for row in rows:
        one = _told(opened, row, names)
        if found and _alike(found[-1], one):
            found[-1] = replace(found[-1], times=found[-1].times + 1)
        else:
            found.append(one)
    return tuple(found)


def _told(opened: Opened, row: Any, names: Mapping[str, str]) -> Told:
    about = row.about
    if row.kind in _CHANGES:
        about = opened.questionnaire.section_of(row.about).id if row.about in opened.questionnaire else None
    elif row.kind is not Happened.READ:
        about = None
    role = Role(row.role) if row.role else Role.HELPER
    return Told("" if role in STAFF else names.get(row.party_id, ""), role, row.kind, about, row.at)


def _alike(later: Told, earlier: Told) -> bool:
    """Whether two belong in one line: the same person, the same kind, the same part, the same day."""
    same_day = day_of(later.at) == day_of(earlier.at)
    same_kind = later.kind is earlier.kind or {later.kind, earlier.kind} <= _CHANGES
    return same_day and same_kind and (later.who, later.role, later.about) == (earlier.who, earlier.role, earlier.about)
