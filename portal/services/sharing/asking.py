"""Asking to help: the person agrees or refuses, and whoever asks learns nothing beyond that it was taken.

Whether the reference is right, whether too many ask already, whether this asker was refused before: the answer is the
same page with a code, and the code works only once the person has agreed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select, update

from portal.access import Role, State
from portal.access.authority import INVITED
from portal.db import queries
from portal.db.encryption import keyed_hash
from portal.notices import Occasion
from portal.services import limits, notices, once
from portal.services.events import Happened, record
from portal.services.fetching import application_cipher
from portal.services.keys import lookup_key
from portal.services.refusals import NotFound, NotPossible
from portal.services.sharing import codes, inviting
from portal.services.sharing.inviting import NAME_LENGTH, Wanted

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened

LASTS = timedelta(days=14)
MOST_OPEN = 3  # of one application
REFUSALS = 3  # after so many, whoever asks from there is not heard for a time
NOT_HEARD = timedelta(days=7)
MOST_WORDS = 500  # characters

_requests, _applications = queries.tables["help_requests"].c, queries.applications
_TO = (
    select(
        _applications.id,
        _applications.key,
        _applications.state,
        _applications.reference,
        _applications.questionnaire,
        queries.documents.contents,
    )
    .join_from(queries.tables["applications"], queries.tables["documents"])
    .where(_applications.reference == bindparam("reference"), _applications.rough.is_(False))
)
_open = (_requests.answered.is_(None), _requests.lapses > bindparam("now"))
_OPEN = (
    select(queries.tables["help_requests"])
    .where(_requests.application_id == bindparam("row"), *_open)
    .order_by(_requests.asked, _requests.id)
)
_HOW_MANY = select(func.count()).where(_requests.application_id == bindparam("row"), *_open)
_HOW_MANY_BY = _HOW_MANY.where(_requests.asker == bindparam("asker"))
_REFUSED = select(func.count()).where(
    _requests.asker == bindparam("asker"), _requests.agreed.is_(False), _requests.answered > bindparam("since")
)
_ANSWERED = select(_requests.agreed).where(
    _requests.id == bindparam("wanted"), _requests.application_id == bindparam("row"), _requests.answered.is_not(None)
)
_OF_CODE = select(_requests.id).where(_requests.code_hash == bindparam("code"))
_ANSWER = (
    update(queries.tables["help_requests"])
    .where(_requests.id == bindparam("wanted"), _requests.application_id == bindparam("row"), *_open)
    .values(answered=bindparam("now"), agreed=bindparam("yes"))
)


@dataclass(frozen=True)
class HelpRequest:
    """Somebody who asks to help; `carer` is the application of theirs that they want linked, see `care_links`."""

    id: str
    name: str
    words: str
    role: Role
    asked: datetime
    code_hash: str
    asker: str
    carer: str | None = None


def ask(context: Context, reference: str, name: str, words: str, role: Role, *, drawn: str = "") -> str:
    """Ask to help with an application, and return the code that works once the person agrees. Raises TooMany.

    The same from the same page (`drawn`, see `once`) is one request, with one code.
    Raises NotPossible for a role that cannot be asked for, or without a name.
    """
    if role not in INVITED or not name.strip():
        raise NotPossible("not to be asked for")
    place = context.visitor.address or ""
    limits.count(context, limits.REQUESTS, place)
    asker = keyed_hash(lookup_key(context), "asker", place)
    return put(context, reference, {"name": name, "words": words}, role, asker, drawn=drawn)


def put(
    context: Context, reference: str, said: dict[str, str], role: Role, asker: str, *, not_of: str = "", drawn: str = ""
) -> str:
    """Put a request to whoever has this reference, and return its code: it looks the same where nothing was put.

    Nothing is put to an application of the questionnaire `not_of`.
    """
    connection = context.session.connection()
    wanted = "" if "\0" in reference else "-".join(_groups(reference))
    parts = ("request", asker, drawn, wanted, role, *said.values())
    code = codes.from_hash(keyed_hash(lookup_key(context), *parts)) if drawn else codes.new()
    row = connection.execute(_TO, {"reference": wanted}).one_or_none()
    refused = connection.execute(_REFUSED, {"asker": asker, "since": context.now - NOT_HEARD}).scalar_one()
    if row is None or row.state is State.CLOSED or row.questionnaire == not_of or refused >= REFUSALS:
        return code
    if connection.execute(_HOW_MANY, {"row": row.id, "now": context.now}).scalar_one() < MOST_OPEN:
        cut = {"name": said["name"].strip()[:NAME_LENGTH], "words": said["words"][:MOST_WORDS]}
        _add(context, row, code, asker, said | cut, role, drawn)
    return code


def _groups(reference: str) -> tuple[str, str]:
    signs = "".join(each for each in reference.upper() if each.isalnum())[:9]
    return signs[:4], signs[4:]


def _add(context: Context, row: Any, code: str, asker: str, said: dict[str, str], role: Role, drawn: str = "") -> bool:
    row_id = once.row_id_for(context, row.id, asker, drawn, code)
    cipher = application_cipher(context, row.id, row.key)
    request = {
        "id": row_id,
        "application_id": row.id,
        "code_hash": codes.hashed(code),
        "role": role,
        "contents": cipher.lock(json.dumps(said).encode(), "help_requests", "contents", row.id, row_id),
        "asker": asker,
        "asked": context.now,
        "lapses": context.now + LASTS,
    }
    added = once.add(context, "help_requests", request)
    if added:
        notices.tell_unopened(context, row, Occasion.HELP_ASKED, row_id)
    return added


def put_for(context: Context, opened: Opened, wanted: Wanted, *, drawn: str = "") -> str:
    """Put a request on behalf of somebody whom an attorney or deputy wants to let in; return the code.

    For where the person has a way in of their own: they decide. The same from the same page (`drawn`, see `once`) is
    one request, whatever became of it. Raises NotPossible where too many wait.
    """
    asker, connection = asker_of(context, opened), context.session.connection()
    code = inviting.code_for(context, opened, wanted, drawn and f"asked {drawn}")
    if connection.execute(_OF_CODE, {"code": codes.hashed(code)}).one_or_none() is not None:
        return code
    count = connection.execute(_HOW_MANY_BY, {"row": opened.id, "asker": asker, "now": context.now}).scalar_one()
    if count >= inviting.MOST_WAITING:
        raise NotPossible("too many wait")
    row = connection.execute(_TO, {"reference": opened.reference}).one()
    said = {"name": wanted.name.strip()[:NAME_LENGTH], "words": ""}
    if _add(context, row, code, asker, said, wanted.role, drawn):
        record(context, opened, Happened.INVITED, about=wanted.role.value)
    return code


def asker_of(context: Context, opened: Opened) -> str:
    """Return what requests of whoever has it open are kept under."""
    return keyed_hash(lookup_key(context), "asker of", opened.party_id)


def open_requests(context: Context, opened: Opened) -> tuple[HelpRequest, ...]:
    """Return the requests that wait for the person. Open it with Action.SHARE."""
    rows = context.session.connection().execute(_OPEN, {"row": opened.id, "now": context.now}).all()
    return tuple(_request(opened, row) for row in rows)


def _request(opened: Opened, row: Any) -> HelpRequest:
    said = json.loads(opened.unlock(row.contents, "help_requests", "contents", row.id))
    return HelpRequest(
        row.id,
        said["name"],
        said["words"],
        Role(row.role),
        row.asked,
        row.code_hash,
        row.asker,
        carer=said.get("carer"),
    )


def one(context: Context, opened: Opened, request: str) -> HelpRequest:
    """Return one request that waits. Raises NotFound."""
    found = next((each for each in open_requests(context, opened) if each.id == request), None)
    if found is None:
        raise NotFound
    return found


def answered(context: Context, opened: Opened, request: str) -> bool | None:
    """Return what became of a request, True for agreed; None where it was not answered. Open it with Action.SHARE.

    Whoever answers it at this moment comes first.
    """
    connection = context.session.connection()
    connection.execute(queries.HOLD, {"row": opened.id})
    found: bool | None = connection.execute(_ANSWERED, {"wanted": request, "row": opened.id}).scalar_one_or_none()
    return found


def agree(context: Context, opened: Opened, request: str, wanted: Wanted) -> None:
    """Agree to a request, to what the person chooses. The asker's code works from now on.

    Raises NotFound where the request is not open, NotPossible for a role that nobody is invited to.
    """
    found = one(context, opened, request)
    if wanted.role not in INVITED or found.carer is not None:
        raise NotPossible("not to be given like this")
    answer(context, opened, request, yes=True)
    inviting.add_approved(context, opened, found.code_hash, wanted)
    record(context, opened, Happened.HELP_APPROVED, about=wanted.role.value)


def refuse(context: Context, opened: Opened, request: str) -> None:
    """Refuse a request, without a reason. Nobody is told. Raises NotFound where it is not open."""
    one(context, opened, request)
    answer(context, opened, request, yes=False)
    record(context, opened, Happened.HELP_REFUSED)


def answer(context: Context, opened: Opened, request: str, *, yes: bool) -> None:
    """Write down what became of a request. Raises NotFound where it is not open."""
    given = {"wanted": request, "row": opened.id, "now": context.now, "yes": yes}
    if context.session.connection().execute(_ANSWER, given).rowcount != 1:
        raise NotFound
