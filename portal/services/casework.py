"""How an application goes on: the timeline for whoever follows it, the inbox for the team."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from portal.access import STAFF, Role, State
from portal.db import queries
from portal.db.happened import Happened
from portal.services.context import day_of
from portal.services.events import record_for
from portal.services.fetching import application_cipher, contents_of
from portal.services.refusals import NotFound
from portal.services.stages import DATES, Stage, Standing, Timeline, stage_now, timeline

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import About, Opened

__all__ = [
    "AskedAgain",
    "Stage",
    "Standing",
    "Submission",
    "Timeline",
    "Waiting",
    "about_now",
    "asked_to_look_again",
    "inbox",
    "open_sent",
    "sent_whole",
    "settled_pairs",
    "timeline",
    "what_was_sent",
]

_applications = queries.applications
_submissions = queries.tables["submissions"].c

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
        *DATES,
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
    select(_applications.id, _applications.same_person, _applications.reference)
    .where(_applications.same_person.in_(select(_applications.same_person).where(_applications.state.in_(_HERE))))
    .where(_applications.state.in_((*_HERE, State.CLOSED)))
    .order_by(_applications.sent, _applications.reference)
)
_settled = queries.tables["same_person"].c
_SETTLED = select(_settled.application_id, _settled.other_id)
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
    same_person: tuple[str, ...]  # others about somebody of the same name and birth date, while nobody settled it
    look_again: int  # requests to look again that nobody answered yet
    to_panel: bool  # a rule sends it to the panel


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


def inbox(context: Context) -> tuple[Waiting, ...]:
    """Return what was sent, the oldest first. For staff."""
    connection = context.session.connection()
    apart, alike = settled_pairs(context), dict[str, list[Any]]()
    for row in connection.execute(_SAME_PERSON):
        alike.setdefault(row.same_person, []).append(row)
    return tuple(
        _waiting(
            context,
            row,
            [each.reference for each in alike.get(row.same_person, []) if (row.id, each.id) not in apart],
        )
        for row in connection.execute(_INBOX).all()
    )


def settled_pairs(context: Context) -> frozenset[tuple[str, str]]:
    """Return the applications, two by two, about which somebody settled it: lists name them together no more."""
    return frozenset((row.application_id, row.other_id) for row in context.session.connection().execute(_SETTLED))


def _waiting(context: Context, row: Any, alike: list[str]) -> Waiting:
    return Waiting(
        reference=row.reference,
        questionnaire=row.questionnaire,
        state=row.state,
        sent=row.sent,
        opened=row.opened,
        days=(context.today - day_of(row.sent)).days,
        stage=stage_now(context, row),
        same_person=tuple(each for each in alike if each != row.reference),
        look_again=row.look_again,
        to_panel=row.to_panel,
    )


def open_sent(
    context: Context, reference: str, party: str | None = None, role: Role = Role.OFFICER, *, private: bool = False
) -> Submission:
    """Open what was sent, for staff; from now on it cannot be taken back. Raises NotFound.

    `private` says that what is private to the person will be read, too, so that the log says it.
    """
    connection = context.session.connection()
    # Marked before it is read: whoever takes it back at this moment is either first, and nothing is found, or too late.
    first = connection.execute(_OPENED, {"wanted": reference, "now": context.now}).rowcount == 1
    row = connection.execute(_ONE, {"reference": reference}).one_or_none()
    submission = None if row is None else _latest(context, row.id, row.key)
    if row is None or submission is None:
        raise NotFound
    if first:
        connection.execute(_SUBMISSION_OPENED, {"row": submission.id, "now": context.now})
    record_for(context, row.id, Happened.OPENED, party=party, role=role)
    if private:
        record_for(context, row.id, Happened.PRIVATE_READ, party=party, role=Role.SAFEGUARDING_WORKER)
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
    found = sent_whole(context, opened)
    if found is None or not opened.is_helper:
        return found
    sections = [_without_private(section) for section in found.contents["sections"] if not section["private"]]
    contents = {**found.contents, "sections": sections}
    if opened.role not in STAFF:  # what the person says of themself is for the council
        contents |= {"wishes": asdict(opened.wishes), "own_views": []}
    return replace(found, contents=contents)


def sent_whole(context: Context, opened: Opened) -> Submission | None:
    """Return what was sent with what is private to the person: for the safeguarding worker alone."""
    found = context.session.connection().execute(_LATEST, {"row": opened.id}).one_or_none()
    if found is None:
        return None
    contents = json.loads(opened.unlock(found.contents, "submissions", "contents", found.id))
    return Submission(found.id, found.number, found.sent, contents)


def _without_private(section: dict[str, Any]) -> dict[str, Any]:
    return {**section, "answers": [answer for answer in section["answers"] if not answer["private"]]}
