"""Requests to look again at the budget, and what we found: for whoever asked, for the person, and for staff."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.notices import Occasion
from portal.services import notices
from portal.services.about import KNOWING
from portal.services.events import Happened, record
from portal.services.refusals import NotFound, NotPossible
from portal.services.staff import deciding

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

_again = queries.tables["look_again"].c
_ALL = (
    select(queries.tables["look_again"])
    .where(_again.application_id == bindparam("row"))
    .order_by(_again.asked, _again.id)
)
_ASKER = select(_again.asked_by).where(_again.id == bindparam("wanted"))
_ANSWER = (
    update(queries.tables["look_again"])
    .where(_again.id == bindparam("wanted"), _again.application_id == bindparam("row"), _again.answered.is_(None))
    .values(answered=bindparam("now"), answered_by=bindparam("party"), answer=bindparam("found"))
)


class Found(StrEnum):
    """What came of looking again."""

    CHANGES = "changes"  # a new budget is proposed
    PARTLY = "partly"
    STAYS = "stays"


@dataclass(frozen=True)
class AskedAgain:
    """A request, and what we found; None while we have not looked."""

    id: str
    line: str | None  # of the budget; None is all of it
    words: str
    asked: datetime
    found: Found | None = None
    reason: str = ""
    answered: datetime | None = None


def asked_again(context: Context, opened: Opened) -> tuple[AskedAgain, ...]:
    """Return the requests that this reader may know of, the oldest first: staff and the person all, others their own.

    What somebody writes to us about a budget may be about those who help.
    """
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    every = opened.role in KNOWING
    return tuple(_asked(opened, row) for row in rows if every or row.asked_by == opened.party_id)


def _asked(opened: Opened, row: Any) -> AskedAgain:
    words = opened.unlock(row.contents, "look_again", "contents", row.id).decode()
    if row.answer is None:
        return AskedAgain(row.id, row.line, words, row.asked)
    answer = json.loads(opened.unlock(row.answer, "look_again", "answer", row.id))
    return AskedAgain(row.id, row.line, words, row.asked, Found(answer["found"]), answer["reason"], row.answered)


def one_to_answer(context: Context, opened: Opened, asked: str) -> AskedAgain:
    """Return a request that nobody has answered. Raises NotFound."""
    found = next((each for each in asked_again(context, opened) if each.id == asked and each.answered is None), None)
    if found is None:
        raise NotFound
    return found


def answer(context: Context, case: Case, asked: str, found: Found, reason: str) -> None:
    """Say what was found and why, and tell whoever asked, where mail to them is safe. Fetch with Action.PROPOSE.

    Raises NotFound for no such request, NotPossible without a reason, for whoever agreed the budget themself, and when
    somebody answered in the meantime.
    """
    opened = case.opened
    one_to_answer(context, opened, asked)
    agreement = deciding.decisions(context, opened).get(DecisionKind.AGREEMENT)
    if not reason.strip():
        raise NotPossible("looking again wants a reason")
    if agreement is not None and agreement.contents["by"] == opened.party_id:
        raise NotPossible("somebody else looks again at what one agreed")
    plain = json.dumps({"found": found, "reason": reason}).encode()
    answering = {
        "wanted": asked,
        "row": opened.id,
        "now": context.now,
        "party": opened.party_id,
        "found": opened.lock(plain, "look_again", "answer", asked),
    }
    if context.session.connection().execute(_ANSWER, answering).rowcount != 1:
        raise NotPossible("it was answered")
    record(context, opened, Happened.LOOKED_AGAIN)
    asker = context.session.connection().execute(_ASKER, {"wanted": asked}).scalar_one()
    notices.tell(context, opened, Occasion.LOOKED_AGAIN, asked, asker=asker)
