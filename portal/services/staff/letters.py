"""Letters that wait for somebody to print and post them. Looking at one is written down, as any look is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.access import Action
from portal.db import queries
from portal.db.tables import Delivery
from portal.notices import Format
from portal.services import reachable
from portal.services.events import Happened, record
from portal.services.posting import NOWHERE
from portal.services.refusals import NotFound
from portal.services.staff import cases

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.people import Worker

_applications, _mails = queries.applications, queries.tables["mails"].c
_WAITING = (
    select(
        _mails.id,
        _mails.kind,
        _mails.made,
        _mails.contents,
        _mails.application_id,
        _applications.reference,
        _applications.questionnaire,
        _applications.team,
        _applications.state,
        _applications.panel,
    )
    .join_from(queries.tables["mails"], queries.tables["applications"], _applications.id == _mails.application_id)
    .where(_mails.state == Delivery.TO_PRINT)
    .order_by(_mails.made, _mails.id)
)
_POSTED = (
    update(queries.tables["mails"])
    .where(_mails.id == bindparam("row"), _mails.state == Delivery.TO_PRINT)
    .values(state=Delivery.SENT, sent=bindparam("now"), contents=None)
)


@dataclass(frozen=True)
class Waiting:
    """A letter on the list. It names the application alone; `may_post` says whether there is a safe address."""

    id: str
    kind: str
    reference: str
    made: datetime
    format: Format
    may_post: bool


@dataclass(frozen=True)
class Letter:
    """A letter to print: where it goes, line by line, and what it says. Without lines nobody may post it."""

    kind: str
    home: tuple[str, ...]
    subject: str
    body: str
    format: Format
    language: str
    made: datetime
    opened: Opened


def waiting(context: Context, worker: Worker) -> tuple[Waiting, ...]:
    """Return the letters of applications that this worker may read, the oldest first."""
    rows = context.session.connection().execute(_WAITING).all()
    return tuple(_waiting(context, row) for row in rows if worker.may(Action.READ, row))


def _words(context: Context, row: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(context.keyring.unlock(row.contents, "mails", "contents", row.id))
    return found


def _waiting(context: Context, row: Any) -> Waiting:
    words = _words(context, row)
    may_post = words["to"] != NOWHERE and _is_safe(context, row, words)
    return Waiting(row.id, row.kind, row.reference, row.made, Format(words["format"]), may_post)


def _is_safe(context: Context, row: Any, words: dict[str, Any]) -> bool:
    connection = context.session.connection()
    return reachable.is_safe(connection, context.keyring, context.now, row.application_id, words, words)


def to_print(context: Context, worker: Worker, wanted: str) -> Letter:
    """Return a letter to print, and write down who looked. Raises NotFound for one that is not on their list."""
    row = _one(context, worker, wanted)
    words, case = _words(context, row), cases.fetch(context, worker, row.reference, Action.READ)
    record(context, case.opened, Happened.LETTER_PRINTED, about=row.kind)
    return Letter(
        kind=row.kind,
        home=tuple(words["to"].splitlines()) if _is_safe(context, row, words) else (),
        subject=words["subject"],
        body=words["body"],
        format=Format(words["format"]),
        language=words["language"],
        made=row.made,
        opened=case.opened,
    )


def posted(context: Context, worker: Worker, wanted: str) -> None:
    """Say that a letter was posted, or given by hand. Raises NotFound for one that is not on their list."""
    row = _one(context, worker, wanted)
    case = cases.fetch(context, worker, row.reference, Action.READ)
    if context.session.connection().execute(_POSTED, {"row": row.id, "now": context.now}).rowcount != 1:
        raise NotFound
    record(context, case.opened, Happened.LETTER_POSTED, about=row.kind)


def _one(context: Context, worker: Worker, wanted: str) -> Any:
    rows = context.session.connection().execute(_WAITING).all()
    found = next((row for row in rows if row.id == wanted and worker.may(Action.READ, row)), None)
    if found is None:
        raise NotFound
    return found
