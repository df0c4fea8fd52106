"""What people wrote in private, for the safeguarding workers: what waits, what was written, taking it on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.access import Role, State
from portal.answers import Missing
from portal.db import queries
from portal.questionnaires.kinds import restored
from portal.questionnaires.model import Question
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible
from portal.services.staff.cases import Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from portal.answers import Answer
    from portal.questionnaires.model import Questionnaire
    from portal.services.about import Wishes
    from portal.services.context import Context
    from portal.services.staff.cases import Case
    from portal.services.staff.people import Worker

REACHED_BY = ("name", "given-name", "family-name", "tel", "email", "street-address", "postal-code")
"""Purposes of questions whose answers say who the person is and how to reach them."""

_calls, _applications, _answers = queries.tables["safety_calls"].c, queries.applications, queries.tables["answers"].c
_WAITING = (
    select(_applications.reference, _applications.questionnaire, _applications.state, _applications.team, _calls.since)
    .join_from(queries.tables["safety_calls"], queries.tables["applications"])
    .where(_calls.taken.is_(None))
    .order_by(_calls.since, _applications.reference)
)
_GIVEN = (
    select(_answers.question, _answers.item, _answers.sequence, _answers.value, _answers.given, _answers.role)
    .where(_answers.application_id == bindparam("row"))
    .order_by(_answers.given.desc(), _answers.question)
)
_OPEN = select(_calls.since).where(_calls.application_id == bindparam("row"), _calls.taken.is_(None))
_TAKE = (
    update(queries.tables["safety_calls"])
    .where(_calls.application_id == bindparam("row"), _calls.taken.is_(None))
    .values(taken=bindparam("now"), taken_by=bindparam("party"))
)


@dataclass(frozen=True)
class Waiting:
    """Something that waits. No name and no word: these are inside, and looking inside is written down."""

    reference: str
    state: State
    since: datetime


@dataclass(frozen=True)
class Said:
    """One answer as the person gave it, or whoever they let: also when it was changed or emptied later."""

    question: Question | None  # None where it is not asked any more
    id: str
    answer: Answer
    given: datetime
    role: Role


@dataclass(frozen=True)
class Written:
    """All that a safeguarding worker needs to act."""

    said: tuple[Said, ...]
    reaching: tuple[tuple[Question, Answer], ...]
    wishes: Wishes  # what is safe, as the person themself says
    since: datetime | None  # when it was raised; None where nothing waits


def waiting(context: Context, worker: Worker) -> tuple[Waiting, ...]:
    """Return what waits for a safeguarding worker, the oldest first; to anybody else, nothing."""
    if Role.SAFEGUARDING_WORKER not in worker.roles:
        return ()
    rows = context.session.connection().execute(_WAITING).all()
    return tuple(
        Waiting(row.reference, row.state, row.since)
        for row in rows
        if worker.has_to_do_with(row.questionnaire, row.team)
    )


def read(context: Context, case: Case) -> Written:
    """Return what the person wrote in private; that it was read goes into the log and into nothing else.

    Fetch the case with Action.SAFEGUARD. It does not open what was sent: whoever follows it would see that.
    """
    opened, connection = case.opened, context.session.connection()
    record(context, opened, Happened.PRIVATE_READ, about=case.purpose or Purpose.SAFETY)
    whole = context.content.questionnaires[opened.questionnaire.id]
    rows = connection.execute(_GIVEN, {"row": opened.id}).all()
    said = (_said(case, whole, row) for row in rows if row.question not in whole or whole.is_private(row.question))
    since = connection.execute(_OPEN, {"row": opened.id}).scalar_one_or_none()
    return Written(tuple(said), tuple(_reaching(case)), opened.wishes, since)


def _said(case: Case, whole: Questionnaire, row: Any) -> Said:
    plain = case.opened.unlock(row.value, "answers", "value", row.question, row.item, str(row.sequence))
    value, found = json.loads(plain), whole.find(row.question) if row.question in whole else None
    role = Role(row.role)
    if not isinstance(found, Question):
        return Said(None, row.question, json.dumps(value), row.given, role)
    return Said(found, row.question, Missing.BLANK if value is None else restored(found, value), row.given, role)


def _reaching(case: Case) -> list[tuple[Question, Answer]]:
    """What is known of the person by now: in a draft, perhaps nothing."""
    found = []
    for place in case.opened.journey.places:
        question = case.opened.questionnaire.find(place.question)
        answer = case.opened.given.answer(place)
        if place.item or not isinstance(question, Question) or question.autocomplete not in REACHED_BY:
            continue
        if not isinstance(answer, Missing):
            found.append((question, answer))
    return found


def take_on(context: Context, case: Case) -> None:
    """Say that one acts on it; it leaves the list until more is written. Fetch the case with Action.SAFEGUARD.

    Raises NotPossible where a colleague was quicker.
    """
    taking = {"row": case.opened.id, "now": context.now, "party": case.opened.party_id}
    if context.session.connection().execute(_TAKE, taking).rowcount != 1:
        raise NotPossible("somebody took it on")
    record(context, case.opened, Happened.SAFETY_TAKEN)
