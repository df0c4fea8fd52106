"""Reminding people who chose it of what waits and of dates that come, and the team of what is late: once of each thing.

A command looks for what is due, once a day. Whoever did not choose reminders is told nothing, and nobody is once it is
closed, withdrawn or on hold.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, delete, func, or_, select
from sqlalchemy.exc import DBAPIError

from portal.access import Role, State
from portal.db import queries
from portal.db.case_tables import DecisionKind, MessageKind
from portal.db.encryption import keyed_hash
from portal.notices import Occasion
from portal.services import notices
from portal.services.dates_to_keep import Coming, of_draft, of_payment, of_stage
from portal.services.fetching import application_cipher, contents_of, opened_for_staff
from portal.services.keys import lookup_key
from portal.services.recipients import NOBODY, Matter
from portal.services.staff import worklists
from portal.services.stages import DATES, stage_now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.questionnaires.model import Questionnaire
    from portal.services.context import Context

log = logging.getLogger(__name__)

LATE_PATH = "/staff/?list=late"

_applications, _documents = queries.applications, queries.documents
_messages, _decisions = queries.tables["messages"].c, queries.tables["decisions"].c
_answers = queries.tables["answers"].c
_reminders = queries.tables["reminders"].c

_WAITING = (
    select(
        _applications.id,
        _applications.reference,
        _applications.questionnaire,
        _applications.state,
        _applications.rough,
        _applications.saved,
        _applications.sent,
        _applications.key,
        *DATES,
        _documents.version,
        _documents.contents,
        _documents.changed,
        _documents.counting_since,
        _documents.counted,
    )
    .join_from(queries.tables["applications"], queries.tables["documents"])
    .where(
        or_(
            and_(_applications.state == State.DRAFT, _applications.saved.is_(True)),
            and_(_applications.state.in_((State.SENT, State.OPENED)), _applications.paused.is_(None)),
        )
    )
)
_ONE = _WAITING.where(_applications.id == bindparam("row"))
_ASKED = (
    select(_messages.id)
    .where(_messages.application_id == bindparam("row"), _messages.written <= bindparam("stale"))
    .where(_messages.kind == MessageKind.ASK, _messages.done.is_(None), _messages.private.is_(False))
    .order_by(_messages.written.desc(), _messages.id)
    .limit(1)
)
"""The last that the council asked and waits for; not what only the person knows of."""

_PAYMENT = (
    select(_decisions.id, _decisions.contents)
    .where(_decisions.application_id == bindparam("row"), _decisions.kind == DecisionKind.DIRECT_PAYMENT)
    .order_by(_decisions.number.desc())
    .limit(1)
)
_GIVEN = (
    select(_answers.question, func.max(_answers.given).label("given"))
    .where(_answers.application_id == bindparam("row"))
    .group_by(_answers.question)
)
_submissions = queries.tables["submissions"].c
_TAKEN_BACK = select(func.max(_submissions.recalled)).where(_submissions.application_id == bindparam("row"))
_TOLD = select(_reminders.once)
_FORGET = delete(queries.tables["reminders"]).where(_reminders.once == bindparam("which"))
_EARLIER = delete(queries.tables["reminders"]).where(
    _reminders.application_id.is_(None), _reminders.kind == bindparam("kind"), _reminders.made < bindparam("now")
)
"""What the team was told before this: its time is over, so that nothing asks for it any more."""


@dataclass(frozen=True)
class Due:
    """One reminder that is due. `about` tells it from all others of the application: it goes out once."""

    application_id: str
    when: Occasion
    about: str
    coming: Coming | None = None


def due(context: Context) -> tuple[Due, ...]:
    """Return what those who chose reminders are to be reminded of now, and were not yet."""
    connection = context.session.connection()
    lookup_key(context)  # without the right master key nothing at all can be told, and that is said
    told = set(connection.execute(_TOLD).scalars())
    rows = connection.execute(_WAITING).all()
    found = (each for row in rows for each in _chosen(context, row))
    return tuple(each for each in found if _once(context, each.application_id, each.when, each.about) not in told)


def _chosen(context: Context, row: Any) -> tuple[Due, ...]:
    """What is due for one application, if somebody chose reminders; nothing where that cannot be told."""
    try:
        wanted = any(each.remind for each in contents_of(context, row).about.telling.values())
        return _due_of(context, row) if wanted else ()
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing strange in one keeps the others from being reminded
        log.warning("no telling what one is to be reminded of: %s", type(error).__name__)
        return ()


def send(context: Context, each: Due) -> bool:
    """Remind of one thing, in a transaction of its own, if it is still due; say whether anybody was reminded."""
    context.session.connection().execute(queries.HOLD, {"row": each.application_id})  # nobody ends it in between
    row = context.session.connection().execute(_ONE, {"row": each.application_id}).one_or_none()
    if row is None or each not in _due_of(context, row):
        return False
    if not _first(context, each.application_id, each.when, each.about):
        return False
    about = contents_of(context, row).about
    known = row.questionnaire in context.content.questionnaires
    person = opened_for_staff(context, row, NOBODY, Role.OFFICER) if known else None  # for the address of a letter
    matter = Matter(row.id, row.reference, row.state, about, person)
    if notices.remind(context, matter, each.when, f"{row.id} {each.about}", each.coming):
        return True
    context.session.connection().execute(_FORGET, {"which": _once(context, each.application_id, each.when, each.about)})
    return False


def remind_team(context: Context) -> int:
    """Tell the team how many applications are late, where any are and nobody said so yet; return how many they are."""
    count = worklists.how_many_late(context)
    every = context.content.council.reminders.cases_late_days
    if count == 0 or not _first(context, None, Occasion.CASES_LATE, str(context.today.toordinal() // every)):
        return 0
    context.session.connection().execute(_EARLIER, {"kind": Occasion.CASES_LATE.value, "now": context.now})
    link = f"{context.settings.address}{LATE_PATH}"
    notices.tell_team(context, Occasion.CASES_LATE, context.today.isoformat(), count=str(count), link=link)
    return count


def _first(context: Context, application_id: str | None, when: Occasion, about: str) -> bool:
    """Write down that it is told, and say whether nobody did so before."""
    connection = context.session.connection()
    row = {
        "once": _once(context, application_id, when, about),
        "application_id": application_id,
        "kind": when.value,
        "made": context.now,
    }
    add = queries.insert_or(connection.dialect.name, "reminders").values(row).on_conflict_do_nothing()
    return connection.execute(add.returning(_reminders.once)).one_or_none() is not None


def _once(context: Context, application_id: str | None, when: Occasion, about: str) -> str:
    return keyed_hash(lookup_key(context), "reminder", application_id or "", when, about)


def _due_of(context: Context, row: Any) -> tuple[Due, ...]:
    """What is due for one application now."""
    if row.state is State.DRAFT:
        return tuple(_of_draft(context, row))
    return (*_of_stage(context, row), *_of_payment(context, row), *_of_asked(context, row))


def draft_kept(context: Context, draft: Any, questionnaire: Questionnaire) -> Coming:
    """Return until when a draft is kept at least; `draft` has `id` and `begun`.

    Counted from the last answer that is not private, or from when it was taken back after sending: the day must not
    tell those who help of any other.
    """
    connection = context.session.connection()
    given = connection.execute(_GIVEN, {"row": draft.id})
    seen = [row.given for row in given if row.question in questionnaire and not questionnaire.is_private(row.question)]
    back = connection.execute(_TAKEN_BACK, {"row": draft.id}).scalar_one()
    return of_draft(context, max([*seen, *([back] if back else [])], default=draft.begun))


def _of_draft(context: Context, row: Any) -> Iterator[Due]:
    questionnaire = context.content.questionnaires.get(row.questionnaire)
    if questionnaire is None:
        return
    end, council = draft_kept(context, row, questionnaire), context.content.council
    quiet = council.retention_days.draft_saved - (end.day - context.today).days
    if end.day > context.today and quiet >= council.reminders.draft_days:
        yield Due(row.id, Occasion.DRAFT_WAITS, end.day.isoformat(), end)


def _of_stage(context: Context, row: Any) -> Iterator[Due]:
    council, stage = context.content.council, stage_now(context, row)
    rules, coming = council.reminders, of_stage(stage)
    if coming and stage.id in council.reviews.targets and (coming.day - context.today).days <= rules.review_days:
        yield Due(row.id, Occasion.REVIEW_COMES, coming.what, coming)
    if stage.late and stage.due and (context.today - stage.due).days >= rules.late_days:
        passed = Coming(stage.due, stage.id)
        yield Due(row.id, Occasion.PROMISE_PASSED, f"{stage.id} {stage.due.isoformat()}", passed)


def _of_payment(context: Context, row: Any) -> Iterator[Due]:
    """The reviews that the law sets for a direct payment. Its light review is the first one of the timeline."""
    for coming in _payment(context, row):
        if 0 < (coming.day - context.today).days <= context.content.council.reminders.review_days:
            yield Due(row.id, Occasion.REVIEW_COMES, f"{coming.what} {coming.day.isoformat()}", coming)


def _payment(context: Context, row: Any) -> tuple[Coming, ...]:
    found = context.session.connection().execute(_PAYMENT, {"row": row.id}).one_or_none()
    if found is None:
        return ()
    cipher = application_cipher(context, row.id, row.key)
    return of_payment(json.loads(cipher.unlock(found.contents, "decisions", "contents", row.id, found.id)))


def _of_asked(context: Context, row: Any) -> Iterator[Due]:
    stale = context.now - timedelta(days=context.content.council.reminders.answer_days)
    asked = context.session.connection().execute(_ASKED, {"row": row.id, "stale": stale}).scalar_one_or_none()
    if asked is not None:
        yield Due(row.id, Occasion.ANSWER_WAITS, asked)
