"""What is added after sending: it stands beside what was sent and never in its place, with who wrote it and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from portal.access import Role
from portal.db import queries
from portal.notices import Occasion
from portal.services import notices, once
from portal.services.about import KNOWING, OWN_ROLES
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

COUNCIL_ONLY = "council-only"
"""What the log says it is about where those who help must not know of it."""

_additions = queries.tables["additions"].c
_ALL = (
    select(queries.tables["additions"])
    .where(_additions.application_id == bindparam("row"))
    .order_by(_additions.written, _additions.id)
)
_READ = (
    update(queries.tables["additions"])
    .where(_additions.application_id == bindparam("row"), _additions.read.is_(None))
    .where(_additions.id.in_(bindparam("seen", expanding=True)))
    .values(read=bindparam("now"), read_by=bindparam("party"))
)


@dataclass(frozen=True)
class Addition:
    """Something that was added. `section` is the part of the questions it is about, where they said so."""

    id: str
    section: str | None
    words: str
    role: Role
    own: bool  # whoever reads wrote it
    council_only: bool
    written: datetime
    read: datetime | None  # when somebody at the council read it


def add(
    context: Context,
    opened: Opened,
    words: str,
    section: str | None = None,
    *,
    council_only: bool = False,
    drawn: str = "",
) -> None:
    """Add something to what was sent. Open it with Action.ADD. For `drawn` see `once`.

    With `council_only`, those who help neither read it nor learn of it; only the person can want that. Raises
    NotPossible for no words, a part that is not there or is private, and for somebody else who wants that.
    """
    parts = {each.id for each in opened.questionnaire.sections if not each.private}
    if not words.strip() or (section is not None and section not in parts):
        raise NotPossible("nothing to add, or to no such part")
    if council_only and opened.role not in OWN_ROLES:
        raise NotPossible("only the person keeps something from those who help")
    row_id = once.row_id(context, opened, drawn, "addition", words, section, council_only)
    row = {
        "id": row_id,
        "application_id": opened.id,
        "section": section,
        "council_only": council_only,
        "party_id": opened.party_id,
        "role": opened.role,
        "contents": opened.lock_words(words, "additions", "contents", row_id),
        "written": context.now,
    }
    if once.add(context, "additions", row):
        record(context, opened, Happened.ADDED, about=COUNCIL_ONLY if council_only else None)
        notices.tell(context, opened, Occasion.WRITTEN, row_id)


def additions(context: Context, opened: Opened) -> tuple[Addition, ...]:
    """Return what this reader may know of, the oldest first. Open it with Action.READ."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    knows_all = opened.role in KNOWING
    return tuple(
        Addition(
            id=row.id,
            section=row.section,
            words=opened.unlock(row.contents, "additions", "contents", row.id).decode(),
            role=Role(row.role),
            own=row.party_id == opened.party_id,
            council_only=row.council_only,
            written=row.written,
            read=row.read,
        )
        for row in rows
        if (knows_all or not row.council_only) and (opened.sections is None or row.section in opened.sections)
    )


def have_read(context: Context, case: Case, seen: Collection[str]) -> None:
    """Say that some of what was added is read; what came while it was read stays new. Fetch with Action.ASSIGN.

    `seen` are the ids of what was shown. Raises NotPossible where nothing of that is new.
    """
    opened = case.opened
    reading = {"row": opened.id, "now": context.now, "party": opened.party_id, "seen": list(seen)}
    if not context.session.connection().execute(_READ, reading).rowcount:
        raise NotPossible("there is nothing new")
    record(context, opened, Happened.ADDED_READ)
