"""Complaints and wishes for a review, by the person or with their consent, and the clocks that run with them.

The Local Authority Social Services and National Health Service Complaints (England) Regulations 2009 (SI 2009/309):
somebody may complain for a person who asked them to, or who cannot do it themself (regulation 5); within twelve months
(regulation 12); it is acknowledged within three working days after the day it came (regulation 13).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.access import Role
from portal.db import queries
from portal.db.case_tables import ComplaintKind
from portal.notices import Occasion
from portal.services import closing, notices, once
from portal.services.about import KNOWING, OWN_ROLES
from portal.services.context import day_of
from portal.services.events import Happened, record
from portal.services.refusals import NotFound, NotPossible
from portal.services.working_days import working_days_after

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

__all__ = ["Complaint", "ComplaintKind", "Consent", "acknowledge", "answer", "complain", "complaints", "one", "stop"]

_table = queries.tables["complaints"]
_complaints = _table.c
_ALL = select(_table).where(_complaints.application_id == bindparam("row")).order_by(_complaints.made, _complaints.id)
_open = (_complaints.id == bindparam("wanted"), _complaints.application_id == bindparam("row"))
_STOP = (
    update(_table)
    .where(*_open, _complaints.stopped.is_(None), _complaints.answered.is_(None))
    .values(stopped=bindparam("now"))
)
_ACKNOWLEDGE = (
    update(_table)
    .where(*_open, _complaints.stopped.is_(None), _complaints.acknowledged.is_(None))
    .values(acknowledged=bindparam("now"), acknowledged_by=bindparam("party"))
)
_ANSWER = (
    update(_table)
    .where(*_open, _complaints.stopped.is_(None), _complaints.answered.is_(None))
    .values(answered=bindparam("now"), answered_by=bindparam("party"), answer=bindparam("said"))
)


class Consent(StrEnum):
    """Why somebody may complain."""

    OWN = "own"  # it is about themself
    ASKED = "asked"  # the person asked them to
    BEST_INTERESTS = "best-interests"  # the person cannot decide this, and it is best for them


@dataclass(frozen=True)
class Complaint:
    """A complaint or a wish for a review. The words are for whoever made it, the person and staff."""

    id: str
    kind: ComplaintKind
    consent: Consent
    role: Role
    own: bool  # whoever reads made it
    shown: bool  # everyone who follows may know that there is one
    words: str | None
    made: datetime
    acknowledged: datetime | None
    answered: datetime | None
    answer: str | None
    stopped: datetime | None
    acknowledge_by: date | None  # the law's time; None for a wish for a review
    answer_by: date | None  # the council's own target

    @property
    def is_open(self) -> bool:
        """Whether the council still has to do with it."""
        return self.answered is None and self.stopped is None


def complain(
    context: Context,
    opened: Opened,
    kind: ComplaintKind,
    words: str,
    *,
    consent: Consent,
    shown: bool = True,
    drawn: str = "",
) -> str:
    """Complain, or ask for a review, and tell the team. Open it with Action.COMPLAIN. For `drawn` see `once`.

    A draft is not purged until the complaint is answered. It counts as saved no more than before: whoever has no way
    back still hears so, and nobody who helps sees a difference.

    Raises NotPossible without words, for a review of what was not sent yet, and without the person's consent where
    somebody else does it for them.
    """
    if kind is ComplaintKind.REVIEW and not opened.was_sent:
        raise NotPossible("there is no support yet to look at again")
    if not words.strip() or (consent is Consent.OWN) is not (opened.role in OWN_ROLES):
        raise NotPossible("it wants words, and the person's consent")
    row_id = once.row_id(context, opened, drawn, "complaint", kind, words, consent, shown)
    row = {
        "id": row_id,
        "application_id": opened.id,
        "kind": kind,
        "consent": consent.value,
        "shown": shown or opened.role not in OWN_ROLES,
        "party_id": opened.party_id,
        "role": opened.role,
        "contents": opened.lock_words(words, "complaints", "contents", row_id),
        "made": context.now,
    }
    if once.add(context, "complaints", row):
        record(context, opened, Happened.COMPLAINED)
        notices.tell(context, opened, Occasion.COMPLAINED, row_id)
    return row_id


def complaints(context: Context, opened: Opened) -> tuple[Complaint, ...]:
    """Return those that this reader may know of, the oldest first. Others who follow read no words of them."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    knows_all = opened.role in KNOWING
    return tuple(
        _complaint(context, opened, row, reads=knows_all or row.party_id == opened.party_id)
        for row in rows
        if knows_all or row.party_id == opened.party_id or row.shown
    )


def keep_draft(context: Context, opened: Opened) -> bool:
    """Whether a draft is kept for a complaint that this reader may know of, whatever else would have it deleted.

    That is until it is answered, and then for as long as a saved draft: see `housekeeping`.
    """
    lately = context.now - timedelta(days=context.content.council.retention_days.draft_saved)
    found = complaints(context, opened)
    return any(each.is_open or (each.answered is not None and each.answered > lately) for each in found)


def others_complained(context: Context, opened: Opened) -> bool:
    """Whether somebody else than this reader complained, and did not take it back."""
    others = select(_complaints.id).where(
        _complaints.application_id == opened.id, _complaints.party_id != opened.party_id, _complaints.stopped.is_(None)
    )
    return context.session.connection().execute(others.limit(1)).first() is not None


def acknowledge_by(context: Context, made: datetime) -> date:
    """Until when the law wants it acknowledged: regulation 13(3)."""
    return working_days_after(day_of(made), context.content.council.complaints.acknowledged_working_days)


def answer_by(context: Context, made: datetime) -> date:
    """Until when the council means to answer it."""
    return working_days_after(day_of(made), context.content.council.complaints.answered_working_days)


def _complaint(context: Context, opened: Opened, row: Any, *, reads: bool) -> Complaint:
    clocks = row.kind is ComplaintKind.COMPLAINT
    answer = None if row.answer is None or not reads else opened.unlock(row.answer, "complaints", "answer", row.id)
    return Complaint(
        id=row.id,
        kind=row.kind,
        consent=Consent(row.consent),
        role=Role(row.role),
        own=row.party_id == opened.party_id,
        shown=row.shown,
        words=opened.unlock(row.contents, "complaints", "contents", row.id).decode() if reads else None,
        made=row.made,
        acknowledged=row.acknowledged,
        answered=row.answered,
        answer=None if answer is None else answer.decode(),
        stopped=row.stopped,
        acknowledge_by=acknowledge_by(context, row.made) if clocks else None,
        answer_by=answer_by(context, row.made) if clocks else None,
    )


def one(context: Context, opened: Opened, wanted: str) -> Complaint:
    """Return one whose words this reader may read. Raises NotFound."""
    found = next((each for each in complaints(context, opened) if each.id == wanted and each.words is not None), None)
    if found is None:
        raise NotFound
    return found


def stop(context: Context, opened: Opened, wanted: str) -> None:
    """Take it back: whoever made it, and the person, whoever made it for them. Open it with Action.COMPLAIN.

    Raises NotFound where this reader may not, and NotPossible once it was answered or taken back.
    """
    one(context, opened, wanted)
    stopping = {"wanted": wanted, "row": opened.id, "now": context.now}
    if context.session.connection().execute(_STOP, stopping).rowcount != 1:
        raise NotPossible("it was answered or taken back")
    record(context, opened, Happened.COMPLAINT_STOPPED)


def acknowledge(context: Context, case: Case, wanted: str) -> None:
    """Tell whoever complained that the council has it. Fetch the case with Action.RESPOND. Raises NotPossible."""
    doing = {"wanted": wanted, "row": case.opened.id, "now": context.now, "party": case.opened.party_id}
    if context.session.connection().execute(_ACKNOWLEDGE, doing).rowcount != 1:
        raise NotPossible("it was acknowledged or taken back")
    record(context, case.opened, Happened.COMPLAINT_ACKNOWLEDGED)
    _tell(context, case, wanted, "complaint-acknowledged")


def answer(context: Context, case: Case, wanted: str, words: str) -> None:
    """Answer it, with reasons. Fetch the case with Action.RESPOND.

    Raises NotFound, and NotPossible without words, when it was answered or taken back, and for whoever has the case:
    somebody else answers a complaint about one's own work.
    """
    found = one(context, case.opened, wanted)
    if not words.strip() or (found.kind is ComplaintKind.COMPLAINT and case.officer == case.opened.party_id):
        raise NotPossible("it wants words, and somebody else than who works on it")
    said = case.opened.lock_words(words, "complaints", "answer", wanted)
    doing = {"wanted": wanted, "row": case.opened.id, "now": context.now, "party": case.opened.party_id, "said": said}
    if context.session.connection().execute(_ANSWER, doing).rowcount != 1:
        raise NotPossible("it was answered or taken back")
    record(context, case.opened, Happened.COMPLAINT_ANSWERED)
    _tell(context, case, wanted, "complaint-answered")


def _tell(context: Context, case: Case, wanted: str, kind: str) -> None:
    """Tell whoever made it; nothing goes to a person who died."""
    maker = select(_complaints.party_id, _complaints.role).where(_complaints.id == wanted)
    party, role = context.session.connection().execute(maker).one()
    if case.closed_because != closing.DIED or role not in OWN_ROLES:
        notices.tell(context, case.opened, Occasion.COMPLAINT_TAKEN, f"{kind} {wanted}", asker=party)
