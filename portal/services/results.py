"""The results that one application has had: what was sent each time, and what the answers come to now."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from portal.db import queries
from portal.services import budgets
from portal.services.context import day_of

if TYPE_CHECKING:
    from portal.allocation.model import Budget, Refusal
    from portal.services.context import Context
    from portal.services.opened import Opened

_submissions = queries.tables["submissions"].c
_ALL = (
    select(_submissions.id, _submissions.number, _submissions.contents, _submissions.sent)
    .where(_submissions.application_id == bindparam("row"))
    .order_by(_submissions.number)
)
_COUNT = (
    select(func.count())
    .select_from(queries.tables["submissions"])
    .where(_submissions.application_id == bindparam("row"))
)


class Kind(StrEnum):
    """Where a result comes from."""

    SENT = "sent"  # frozen when it was sent, also where it was taken back since
    DRAFT = "draft"  # the answers as they are in a draft
    TODAY = "today"  # what was sent, worked out with the table of today


@dataclass(frozen=True)
class Past:
    """One result; `key` names it in addresses: the number of what was sent, or the kind."""

    key: str
    kind: Kind
    when: datetime
    outcome: Budget | Refusal


def several(context: Context, opened: Opened) -> bool:
    """Say whether there may be two results to compare, without reading them."""
    sent = context.session.connection().execute(_COUNT, {"row": opened.id}).scalar_one()
    more = not opened.was_sent or _table_is_newer(context, opened)
    return bool(sent > 1 or (sent and more))


def results(context: Context, opened: Opened) -> tuple[Past, ...]:
    """Return every result that can be compared, oldest first. A time when no figure was wanted is left out."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    found = []
    for row in rows:
        contents = json.loads(opened.unlock(row.contents, "submissions", "contents", row.id))
        kept = budgets.read_result(contents["result"]) if "result" in contents else None
        outcome = kept and (kept.budget or kept.refusal)
        if outcome:
            found.append(Past(str(row.number), Kind.SENT, row.sent, outcome))
    if found and not opened.was_sent and opened.journey.complete:
        now = budgets.result(context, opened)
        if outcome := now.budget or now.refusal:
            found.append(Past(Kind.DRAFT.value, Kind.DRAFT, context.now, outcome))
    if found and opened.was_sent and _table_is_newer(context, opened):
        found.append(
            Past(Kind.TODAY.value, Kind.TODAY, context.now, budgets.worked_out(context, opened, context.today))
        )
    return tuple(found)


def _table_is_newer(context: Context, opened: Opened) -> bool:
    """Whether the version of the scheme in effect today is another than on the day of sending."""
    if opened.sent is None:
        return False
    then = budgets.scheme_on(context, opened.questionnaire.id, day_of(opened.sent))
    now = budgets.scheme_on(context, opened.questionnaire.id, context.today)
    return now is not None and then is not None and now.fingerprint != then.fingerprint
