"""The results that one application has had: each time it was sent, after an exception, and as things are now."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select

from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.services import budgets, listed
from portal.services.context import day_of
from portal.services.staff import deciding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.allocation.model import Budget, Refusal
    from portal.services.budgets import Excepted, HelpSaid
    from portal.services.context import Context
    from portal.services.listed import Lists
    from portal.services.opened import Opened

_submissions = queries.tables["submissions"].c
_ALL = (
    select(_submissions.id, _submissions.number, _submissions.contents, _submissions.sent)
    .where(_submissions.application_id == bindparam("row"))
    .order_by(_submissions.number)
)
_decisions, _applications = queries.tables["decisions"].c, queries.applications
_RECORDED = _decisions.kind.in_((DecisionKind.EXCEPTION, DecisionKind.HELP))
_COUNT = select(
    select(func.count())
    .select_from(queries.tables["submissions"])
    .where(_submissions.application_id == bindparam("row"))
    .scalar_subquery()
    .label("sent"),
    select(func.count())
    .select_from(queries.tables["decisions"])
    .where(_decisions.application_id == bindparam("row"), _RECORDED)
    .scalar_subquery()
    .label("excepted"),
    select(_applications.proposed.is_not(None))
    .where(_applications.id == bindparam("row"))
    .scalar_subquery()
    .label("final"),
)


class Kind(StrEnum):
    """Where a result comes from."""

    SENT = "sent"  # frozen when it was sent, also where it was taken back since
    EXCEPTION = "exception"  # what it came to after an officer's exception
    HELP = "help"  # what it came to after a worker asked those who help
    DRAFT = "draft"  # the answers as they are in a draft
    TODAY = "today"  # what was sent, worked out with the table of today


@dataclass(frozen=True)
class Past:
    """One result; `key` names it in addresses: the number of what was sent, or the kind, with a number from the second.

    `exception` is what an officer recorded to come to it, with the reason; `lists` are who stood in them then.
    """

    key: str
    kind: Kind
    when: datetime
    outcome: Budget | Refusal
    exception: Excepted | None = None
    help_said: HelpSaid | None = None
    lists: Lists = field(default_factory=dict)


@dataclass(frozen=True)
class Final:
    """The final budget as a worker proposed it, each sum beside the indicative one, with the reasons.

    `agreed` is the day it was agreed and `because` the reason for that; both are empty until then.
    """

    proposed: datetime
    sums: tuple[deciding.Sum, ...]
    agreed: datetime | None
    because: str


def final(context: Context, opened: Opened) -> Final | None:
    """Return the final budget that is proposed or agreed; None before that, and where it was sent back."""
    made = deciding.decisions(context, opened)
    proposal, agreement = made.get(DecisionKind.PROPOSAL), made.get(DecisionKind.AGREEMENT)
    if proposal is None:
        return None
    answered = agreement if agreement is not None and agreement.made >= proposal.made else None
    if answered is not None and not answered.contents["agreed"]:
        return None
    sums = tuple(deciding.sum_from(each) for each in proposal.contents["sums"])
    if answered is None:
        return Final(proposal.made, sums, None, "")
    return Final(proposal.made, sums, answered.made, answered.contents["reason"])


def several(context: Context, opened: Opened) -> bool:
    """Say whether there may be two results to compare, without reading them."""
    count = context.session.connection().execute(_COUNT, {"row": opened.id}).one()
    more = count.excepted or not opened.was_sent or _table_is_newer(context, opened)
    return bool(count.sent > 1 or (count.sent and (more or count.final)))


def results(context: Context, opened: Opened) -> tuple[Past, ...]:
    """Return every result that can be compared, oldest first. A time when no figure was wanted is left out."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    found = []
    for row in rows:
        contents = json.loads(opened.unlock(row.contents, "submissions", "contents", row.id))
        kept = budgets.read_result(contents["result"]) if "result" in contents else None
        outcome = kept and (kept.budget or kept.refusal)
        if outcome:
            lists = listed.when_sent(contents)
            found.append(Past(str(row.number), Kind.SENT, row.sent, outcome, lists=lists))
    lists = listed.now(opened)
    if found:
        found += _recorded(context, opened, lists)
    if found and not opened.was_sent and opened.journey.complete:
        now = budgets.result(context, opened)
        if outcome := now.budget or now.refusal:
            found.append(Past(Kind.DRAFT.value, Kind.DRAFT, context.now, outcome, lists=lists))
    if found and opened.was_sent and _table_is_newer(context, opened):
        said = budgets.recorded_of(context, opened)
        today = budgets.worked_out(context, opened, context.today, lifted=said.lifted, goes_on=said.goes_on)
        found.append(Past(Kind.TODAY.value, Kind.TODAY, context.now, today, lists=lists))
    return tuple(found)


def told_alike(opened: Opened, before: Past, after: Past) -> tuple[Budget | Refusal, Budget | Refusal, Lists]:
    """Return both results with the same people at the same places, and who stands where."""
    whole = listed.everybody(before.lists, after.lists)
    was, is_now = (listed.told_of(opened.questionnaire, each.outcome, each.lists, whole) for each in (before, after))
    return was, is_now, whole


def _recorded(context: Context, opened: Opened, lists: Lists) -> Iterator[Past]:
    for each in budgets.all_recorded(context, opened):
        kept = budgets.read_result(each.result)
        outcome = kept.budget or kept.refusal
        if outcome is None:
            continue
        exception = each if isinstance(each, budgets.Excepted) else None
        help_said = each if isinstance(each, budgets.HelpSaid) else None
        kind = Kind.EXCEPTION if exception else Kind.HELP
        key = kind.value if each.number == 1 else f"{kind}-{each.number}"
        yield Past(key, kind, each.made, outcome, exception, help_said, lists)


def _table_is_newer(context: Context, opened: Opened) -> bool:
    """Whether the version of the scheme in effect today is another than on the day of sending."""
    if opened.sent is None:
        return False
    then = budgets.scheme_on(context, opened.questionnaire.id, day_of(opened.sent))
    now = budgets.scheme_on(context, opened.questionnaire.id, context.today)
    return now is not None and then is not None and now.fingerprint != then.fingerprint
