"""How an application goes on: the timeline for whoever follows it, the inbox for the team."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from portal.access import Role, State
from portal.db import queries
from portal.db.happened import Happened
from portal.services.context import LONDON
from portal.services.events import record_for
from portal.services.fetching import application_cipher, contents_of
from portal.services.refusals import NotFound

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import About, Opened
    from portal.words import Text

_applications, _events = queries.applications, queries.tables["events"].c
_submissions = queries.tables["submissions"].c

BEGINS = {"started": "begun", "sent": "sent", "reading": "sent", "talking": "opened"}
"""Which date of an application begins a stage; a stage that is not here has not begun. Sending is over at once."""

SHOWN = (
    Happened.SENT,
    Happened.RECALLED,
    Happened.OPENED,
    Happened.LOOK_AGAIN_ASKED,
    Happened.BUDGET_DECLINED,
    Happened.BUDGET_WANTED,
    Happened.ARRANGEMENT_CHOSEN,
)
"""Kinds of event that the timeline tells, besides the stages."""

_DATES = select(_applications.begun, _applications.sent, _applications.opened, _applications.closed).where(
    _applications.id == bindparam("row")
)
_TOLD = (
    select(_events.id, _events.at, _events.kind, _events.role, _events.about)
    .where(_events.application_id == bindparam("row"), _events.kind.in_(SHOWN))
    .order_by(_events.id)
)
_LATEST = (
    select(_submissions.id, _submissions.number, _submissions.contents, _submissions.sent, _submissions.application_id)
    .where(_submissions.application_id == bindparam("row"), _submissions.recalled.is_(None))
    .order_by(_submissions.number.desc())
    .limit(1)
)
_again = queries.tables["look_again"].c
_ASKED_AGAIN = (
    select(_again.id, _again.line, _again.contents, _again.asked)
    .where(_again.application_id == bindparam("row"))
    .order_by(_again.asked, _again.id)
)
_HERE = (State.SENT, State.OPENED)  # what the team has to do with
_INBOX = (
    select(
        _applications.id,
        _applications.reference,
        _applications.questionnaire,
        _applications.state,
        _applications.key,
        _applications.begun,
        _applications.sent,
        _applications.opened,
        _applications.same_person,
        select(func.count())
        .where(_again.application_id == _applications.id, _again.answered.is_(None))
        .scalar_subquery()
        .label("look_again"),
    )
    .where(_applications.state.in_(_HERE))
    .order_by(_applications.sent, _applications.reference)
)
_SAME_PERSON = (
    select(_applications.same_person, _applications.reference)
    .where(_applications.same_person.in_(select(_applications.same_person).where(_applications.state.in_(_HERE))))
    .where(_applications.state.in_((*_HERE, State.CLOSED)))
    .order_by(_applications.sent, _applications.reference)
)
_ONE = _INBOX.where(_applications.reference == bindparam("reference"))
_NOW = (
    select(_applications.id, _applications.key, queries.documents.contents)
    .join_from(queries.tables["applications"], queries.tables["documents"])
    .where(_applications.reference == bindparam("reference"), _applications.state.in_(_HERE))
)
_OPENED = (
    update(queries.tables["applications"])
    .where(_applications.reference == bindparam("wanted"), _applications.state == State.SENT)
    .values(state=State.OPENED, opened=bindparam("now"))
)
_SUBMISSION_OPENED = (
    update(queries.tables["submissions"]).where(_submissions.id == bindparam("row")).values(opened=bindparam("now"))
)


class Standing(StrEnum):
    """Whether a stage is over, is where the application is, or is still to come."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Stage:
    """One stage as it stands for one application. Days are the council's own time, counted from the beginning."""

    id: str
    title: Text
    next: Text
    who: str  # person, council or both
    standing: Standing
    began: datetime | None
    target_days: int | None
    due: date | None  # only for the stage where it is now
    late: bool


@dataclass(frozen=True)
class Told:
    """Something that happened. `about` is an id of content: a budget line, a way."""

    at: datetime
    kind: Happened
    role: Role | None
    about: str | None


@dataclass(frozen=True)
class Timeline:
    """What was, what is and what comes: the same facts for everyone who may follow."""

    stages: tuple[Stage, ...]
    told: tuple[Told, ...]

    @property
    def current(self) -> Stage:
        """Where it is now."""
        return next(stage for stage in self.stages if stage.standing is Standing.NOW)

    @property
    def next(self) -> Stage | None:
        """The stage after that."""
        return next((stage for stage in self.stages if stage.standing is Standing.LATER), None)


@dataclass(frozen=True)
class Waiting:
    """One row of the team's inbox."""

    reference: str
    questionnaire: str
    state: State
    sent: datetime
    opened: datetime | None
    days: int  # since it was sent
    stage: Stage  # where it is now, and whether that takes longer than the council says
    same_person: tuple[str, ...]  # other applications about somebody of the same name and birth date
    look_again: int  # requests to look again that nobody answered yet


@dataclass(frozen=True)
class Submission:
    """What was sent, frozen as the person was shown it; see `frozen` for what the contents hold."""

    id: str
    number: int
    sent: datetime
    contents: dict[str, Any]


@dataclass(frozen=True)
class AskedAgain:
    """A request to look again at a line of the budget, or at all of it."""

    asked: datetime
    line: str | None
    words: str


def timeline(context: Context, opened: Opened) -> Timeline:
    """Return the stages with their dates, and what else happened."""
    dates = context.session.connection().execute(_DATES, {"row": opened.id}).one()
    told = context.session.connection().execute(_TOLD, {"row": opened.id}).all()
    begun = {stage: getattr(dates, name) for stage, name in BEGINS.items()}
    return Timeline(
        stages=_stages(context, opened.questionnaire.id, begun),
        told=tuple(Told(row.at, row.kind, row.role, row.about) for row in told),
    )


def _stages(context: Context, asked: str, begun: dict[str, datetime | None]) -> tuple[Stage, ...]:
    shown = context.content.council.stages_for(asked, {stage for stage, day in begun.items() if day})
    now = max((place for place, each in enumerate(shown) if begun.get(each.id)), default=0)
    return tuple(_stage(context, each, begun.get(each.id), place - now) for place, each in enumerate(shown))


def _stage(context: Context, setting: Any, began: datetime | None, after_now: int) -> Stage:
    standing = Standing.NOW if after_now == 0 else Standing.DONE if after_now < 0 else Standing.LATER
    due = None
    if standing is Standing.NOW and began is not None and setting.target_days is not None:
        due = began.astimezone(LONDON).date() + timedelta(days=setting.target_days)
    late = due is not None and context.today > due
    return Stage(setting.id, setting.title, setting.next, setting.who, standing, began, setting.target_days, due, late)


def inbox(context: Context) -> tuple[Waiting, ...]:
    """Return what was sent, the oldest first. For staff."""
    connection = context.session.connection()
    alike: dict[str, list[str]] = {}
    for row in connection.execute(_SAME_PERSON):
        alike.setdefault(row.same_person, []).append(row.reference)
    return tuple(_waiting(context, row, alike.get(row.same_person, [])) for row in connection.execute(_INBOX).all())


def _waiting(context: Context, row: Any, alike: list[str]) -> Waiting:
    begun = {stage: getattr(row, name) for stage, name in BEGINS.items()}
    return Waiting(
        reference=row.reference,
        questionnaire=row.questionnaire,
        state=row.state,
        sent=row.sent,
        opened=row.opened,
        days=(context.today - row.sent.astimezone(LONDON).date()).days,
        stage=next(stage for stage in _stages(context, row.questionnaire, begun) if stage.standing is Standing.NOW),
        same_person=tuple(each for each in alike if each != row.reference),
        look_again=row.look_again,
    )


def open_sent(context: Context, reference: str) -> Submission:
    """Open what was sent, for staff; from now on it cannot be taken back. Raises NotFound."""
    connection = context.session.connection()
    # Marked before it is read: whoever takes it back at this moment is either first, and nothing is found, or too late.
    first = connection.execute(_OPENED, {"wanted": reference, "now": context.now}).rowcount == 1
    row = connection.execute(_ONE, {"reference": reference}).one_or_none()
    submission = None if row is None else _latest(context, row.id, row.key)
    if row is None or submission is None:
        raise NotFound
    if first:
        connection.execute(_SUBMISSION_OPENED, {"row": submission.id, "now": context.now})
    record_for(context, row.id, Happened.OPENED, role=Role.OFFICER)
    return submission


def asked_to_look_again(context: Context, reference: str) -> tuple[AskedAgain, ...]:
    """Return the requests to look again at the budget of what was sent, for staff. Raises NotFound."""
    row = context.session.connection().execute(_ONE, {"reference": reference}).one_or_none()
    if row is None:
        raise NotFound
    cipher = application_cipher(context, row.id, row.key)
    found = context.session.connection().execute(_ASKED_AGAIN, {"row": row.id}).all()
    return tuple(
        AskedAgain(
            each.asked, each.line, cipher.unlock(each.contents, "look_again", "contents", row.id, each.id).decode()
        )
        for each in found
    )


def about_now(context: Context, reference: str) -> About:
    """Return how it is safe to reach everybody today, which may have changed since sending. Raises NotFound."""
    row = context.session.connection().execute(_NOW, {"reference": reference}).one_or_none()
    if row is None:
        raise NotFound
    return contents_of(context, row).about


def _latest(context: Context, application_id: str, key: bytes) -> Submission | None:
    found = context.session.connection().execute(_LATEST, {"row": application_id}).one_or_none()
    if found is None:
        return None
    cipher = application_cipher(context, application_id, key)
    plain = cipher.unlock(found.contents, "submissions", "contents", application_id, found.id)
    return Submission(found.id, found.number, found.sent, json.loads(plain))


def what_was_sent(context: Context, opened: Opened) -> Submission | None:
    """Return what was sent, to somebody who may read it: whoever acts for the person sees nothing private to them."""
    found = context.session.connection().execute(_LATEST, {"row": opened.id}).one_or_none()
    if found is None:
        return None
    contents = json.loads(opened.unlock(found.contents, "submissions", "contents", found.id))
    if opened.is_helper:
        contents["sections"] = [_without_private(section) for section in contents["sections"] if not section["private"]]
    return Submission(found.id, found.number, found.sent, contents)


def _without_private(section: dict[str, Any]) -> dict[str, Any]:
    return {**section, "answers": [answer for answer in section["answers"] if not answer["private"]]}
