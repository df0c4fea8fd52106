"""Signing in at the council's side: password, one-time code, sessions with short limits of their own, signing out."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn

from sqlalchemy import bindparam, delete, insert, or_, select, update

from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import token_hash
from portal.services import limits
from portal.services.context import aside
from portal.services.events import Happened, record_for
from portal.services.refusals import NotPossible, Refused, TooMany, WrongCode
from portal.services.staff import codes, passwords, people
from portal.services.staff.people import staff, unlocked

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.staff.people import Worker

IDLE = limits.STAFF_IDLE
LONGEST = timedelta(hours=10)  # a working day
HALFWAY = timedelta(minutes=10)  # between password and code
NOTED_EVERY = timedelta(minutes=1)
TOKEN_BYTES = 36  # another length than a citizen's token: pages can tell the two apart without asking the database

_sessions, _recovery = queries.tables["staff_sessions"].c, queries.tables["recovery_codes"].c
BY_LOOKUP = select(queries.tables["staff"]).where(staff.lookup == bindparam("found"), staff.ended.is_(None))
_SESSION = (
    select(
        queries.tables["staff"],
        _sessions.token_hash,
        _sessions.proved,
        _sessions.by_provider,
        _sessions.seen,
        _sessions.started,
    )
    .select_from(queries.tables["staff_sessions"].join(queries.tables["staff"], staff.party_id == _sessions.party_id))
    .where(
        _sessions.token_hash == bindparam("token"),
        _sessions.expires > bindparam("now"),
        _sessions.seen > bindparam("idle_since"),
        staff.ended.is_(None),
    )
)
_END = delete(queries.tables["staff_sessions"]).where(_sessions.token_hash == bindparam("token"))
_USE_PERIOD = (
    update(queries.tables["staff"])
    .where(staff.party_id == bindparam("row"), or_(staff.otp_last.is_(None), staff.otp_last < bindparam("period")))
    .values(otp_last=bindparam("period"))
)
_USE_RECOVERY = (
    update(queries.tables["recovery_codes"])
    .where(_recovery.party_id == bindparam("row"), _recovery.code_hash == bindparam("typed"), _recovery.used.is_(None))
    .values(used=bindparam("now"))
)


class NotSignedIn(Refused):
    """Nobody from the council is here, or not any more."""


class Wants(StrEnum):
    """What is still missing before somebody is in."""

    SETTING_UP = "setting-up"  # they have no one-time codes yet
    CODE = "code"
    PASSWORD = "password"  # noqa: S105 - they must choose a new one
    NOTHING = "nothing"


def sign_in(context: Context, email: str, password: str) -> str:
    """Take the first step and return a token for the cookie, which opens nothing but the second step.

    Works and takes as long whether or not the address is known. Raises WrongCode, or TooMany after five wrong tries.
    """
    if context.visitor.address is not None:
        limits.count_first(context, limits.TRIES_FROM_PLACE, context.visitor.address)
    with aside(context) as session:  # the password is compared afterwards, when nobody waits for this transaction
        lookup = people.staff_hash(context, email)
        left = limits.count(context, limits.STAFF_TRIES, lookup)
        row = session.connection().execute(BY_LOOKUP, {"found": lookup}).mappings().one_or_none()
    kept = None if row is None or row["password"] is None else unlocked(context, row, "password")
    if not passwords.is_right(kept, password) or row is None:
        _refused(context, row)
        raise _wrong(context, left)
    limits.forget(context, limits.STAFF_TRIES, lookup)
    return new_session(context, row["party_id"], HALFWAY)


def _wrong(context: Context, left: int) -> WrongCode | TooMany:
    return WrongCode(left) if left else TooMany(context.now + limits.STAFF_TRIES.within)


def _refused(context: Context, row: Any) -> None:
    """Write a wrong try of somebody who works here into the log, in a transaction that outlives the refusal."""
    if row is not None:
        with aside(context):
            record_for(context, None, Happened.STAFF_REFUSED, party=row["party_id"])


def new_session(
    context: Context, party: str, lasts: timedelta, *, proved: bool = False, by_provider: bool = False
) -> str:
    """Replace the visitor's session by one with a token of its own, and return it."""
    _end(context)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "token_hash": token_hash(token),
        "party_id": party,
        "proved": context.now if proved else None,
        "by_provider": by_provider,
        "started": context.now,
        "seen": context.now,
        "expires": context.now + lasts,
    }
    context.session.connection().execute(insert(queries.tables["staff_sessions"]), row)
    context.visitor = replace(context.visitor, token=token)
    return token


def _end(context: Context) -> None:
    if context.visitor.token is not None:
        context.session.connection().execute(_END, {"token": token_hash(context.visitor.token)})


def _found(context: Context) -> Any:
    """Return the visitor's session with who they are. Raises NotSignedIn."""
    found = {
        "token": token_hash(context.visitor.token or ""),
        "now": context.now,
        "idle_since": context.now - IDLE,
    }
    row = context.session.connection().execute(_SESSION, found).mappings().one_or_none()
    if row is None:
        raise NotSignedIn
    return row


def wants(context: Context) -> Wants:
    """Say what is still missing before the visitor is in. Raises NotSignedIn before the first step."""
    return _wants(_found(context))


def _wants(row: Any) -> Wants:
    if row["by_provider"]:
        return Wants.NOTHING
    if row["otp_confirmed"] is None:
        return Wants.SETTING_UP
    if row["proved"] is None:
        return Wants.CODE
    return Wants.PASSWORD if row["must_change"] else Wants.NOTHING


def worker(context: Context) -> Worker:
    """Return who is here, and let their session go on. Raises NotSignedIn until every step was taken."""
    row = _found(context)
    if _wants(row) is not Wants.NOTHING:
        raise NotSignedIn
    if context.now - row["seen"] >= NOTED_EVERY:
        context.session.connection().execute(queries.STAFF_SEEN, {"token": row["token_hash"], "now": context.now})
    return people.find(context, row["party_id"])


def secret_to_set_up(context: Context) -> tuple[bytes, str]:
    """Return the secret for the visitor's one-time codes and the name of their account; made when first asked for.

    Raises NotSignedIn, and NotPossible once codes are set up: the secret is never shown again.
    """
    row = _found(context)
    if _wants(row) is not Wants.SETTING_UP:
        raise NotPossible("codes are set up")
    if row["otp"] is not None:
        return context.keyring.unlock(row["otp"], "staff", "otp", row["party_id"]), unlocked(context, row, "email")
    secret = codes.new_secret()
    locked = context.keyring.lock(secret, "staff", "otp", row["party_id"])
    _write(context, row, otp=locked)
    return secret, unlocked(context, row, "email")


def set_up(context: Context, code: str) -> tuple[str, list[str]]:
    """Take the first code; return a new token for the cookie and the printed codes, which are shown once.

    Raises NotSignedIn, WrongCode, TooMany, and NotPossible where that is not the next step.
    """
    row, left = _counted(context)
    if _wants(row) is not Wants.SETTING_UP:
        raise NotPossible("codes are set up")
    _take_code(context, row, code, left)
    _write(context, row, otp_confirmed=context.now)
    printed = codes.recovery_codes()
    rows = [{"id": new_id(), "party_id": row["party_id"], "code_hash": _hash(each)} for each in printed]
    context.session.connection().execute(insert(queries.tables["recovery_codes"]), rows)
    record_for(context, None, Happened.STAFF_ENROLLED, party=row["party_id"])
    return _in(context, row), printed


def enter_code(context: Context, code: str) -> str:
    """Take a one-time code, or a printed one; return a new token for the cookie. Raises as `set_up`."""
    row, left = _counted(context)
    if _wants(row) is not Wants.CODE:
        raise NotPossible("no code is wanted")
    typed = {"row": row["party_id"], "typed": _hash(code), "now": context.now}
    if len(codes.plain(code)) != codes.RECOVERY_LENGTH:
        _take_code(context, row, code, left)
    elif context.session.connection().execute(_USE_RECOVERY, typed).rowcount != 1:
        _refuse_code(context, row, left)
    return _in(context, row)


def _counted(context: Context) -> tuple[Any, int]:
    """Return the visitor's session and how many tries are left, counting this one first."""
    row = _found(context)
    return row, limits.count_first(context, limits.STAFF_CODES, row["party_id"])


def _take_code(context: Context, row: Any, code: str, left: int) -> None:
    secret = None if row["otp"] is None else context.keyring.unlock(row["otp"], "staff", "otp", row["party_id"])
    period = None if secret is None else codes.period_of(secret, code, context.now, row["otp_last"])
    if period is None:
        _refuse_code(context, row, left)
    used = {"row": row["party_id"], "period": period}
    if context.session.connection().execute(_USE_PERIOD, used).rowcount != 1:
        _refuse_code(context, row, left)


def _refuse_code(context: Context, row: Any, left: int) -> NoReturn:
    context.session.rollback()
    _refused(context, row)
    raise _wrong(context, left)


def _hash(code: str) -> str:
    return token_hash(codes.plain(code))


def _in(context: Context, row: Any) -> str:
    limits.forget(context, limits.STAFF_CODES, row["party_id"])
    record_for(context, None, Happened.STAFF_SIGNED_IN, party=row["party_id"])
    return new_session(context, row["party_id"], LONGEST, proved=True)


def change_password(context: Context, old: str, new: str) -> str:
    """Change the visitor's password; all their other sessions end. Return a new token for the cookie.

    Raises NotSignedIn, WrongCode or TooMany for the old one. Ask `weakness` about the new one first.
    """
    row, left = _counted(context)
    if row["proved"] is None:
        raise NotSignedIn
    if not passwords.is_right(unlocked(context, row, "password"), old):
        _refuse_code(context, row, left)
    locked = context.keyring.lock(passwords.hashed(new).encode(), "staff", "password", row["party_id"])
    limits.forget(context, limits.STAFF_CODES, row["party_id"])
    _write(context, row, password=locked, must_change=False)
    context.session.connection().execute(
        delete(queries.tables["staff_sessions"]).where(_sessions.party_id == row["party_id"])
    )
    record_for(context, None, Happened.STAFF_PASSWORD, party=row["party_id"])
    return new_session(context, row["party_id"], LONGEST, proved=True)


def weakness(context: Context, new: str) -> passwords.Weak | None:
    """Say why the visitor should not take this password, or None. Raises NotSignedIn."""
    row = _found(context)
    council = context.content.council
    own = (unlocked(context, row, "name"), unlocked(context, row, "email"), council.service.name)
    return passwords.weakness(new, own)


def _write(context: Context, row: Any, **values: Any) -> None:
    table = queries.tables["staff"]
    context.session.connection().execute(update(table).where(staff.party_id == row["party_id"]).values(**values))


def sign_out(context: Context) -> None:
    """End the visitor's session on the server. The cookie is worth nothing afterwards."""
    try:
        row = _found(context)
    except NotSignedIn:
        return
    _end(context)
    record_for(context, None, Happened.STAFF_SIGNED_OUT, party=row["party_id"])
    context.visitor = replace(context.visitor, token=None)
