"""Sessions on the server: beginning one, knowing who it is, signing in and out."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from portal.access import Role
from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import token_hash
from portal.db.tables import Proof
from portal.services import fetching
from portal.services.refusals import NotFound

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened, Summary

SESSION_LASTS = timedelta(hours=24)

_sessions, _credentials = queries.sessions, queries.credentials
_FIND = select(_sessions.party_id, _sessions.proved, _sessions.expires).where(
    _sessions.token_hash == bindparam("token_hash"), _sessions.expires > bindparam("now")
)
_END = delete(queries.tables["sessions"]).where(_sessions.token_hash == bindparam("token_hash"))
_ADDRESSES = (
    select(_credentials.id, _credentials.address)
    .where(_credentials.party_id == bindparam("party"), _credentials.ended.is_(None))
    .where(_credentials.kind == Proof.EMAIL)
    .order_by(_credentials.made)
)
_WAYS_BACK = select(_credentials.id).where(_credentials.party_id == bindparam("party"), _credentials.ended.is_(None))
_KEEP = (
    update(queries.tables["sessions"])
    .where(_sessions.token_hash == bindparam("token"))
    .values(expires=bindparam("until"))
)


@dataclass(frozen=True)
class Known:
    """A visitor with a session. `party` is None while people who share an address are not told apart."""

    party: str | None
    emails: tuple[str, ...]  # shown to nobody but themselves
    expires: datetime

    @property
    def must_choose(self) -> bool:
        """Whether the list of applications is a chooser: see `accounts.choose`."""
        return self.party is None


@dataclass(frozen=True)
class SignedIn:
    """A new session: set the cookie to `token`. `applications` is what can be opened, or chosen from."""

    token: str
    applications: tuple[Summary, ...]


def begin_session(context: Context) -> str:
    """Give the visitor a session if they have none, and return its token for the cookie.

    The token is always made here: one that came from outside is only kept if it is already a session.
    From here on the context's visitor holds the token.
    """
    if context.visitor.token is not None and find_party(context) is not None:
        return context.visitor.token
    party = new_id()
    context.session.connection().execute(insert(queries.tables["parties"]), {"id": party, "made": context.now})
    return new_session(context, party)


def new_session(context: Context, party: str | None, proved: str | None = None) -> str:
    """Replace the visitor's session by a new one with a token of its own."""
    sign_out(context)
    token = secrets.token_urlsafe(32)
    row = {
        "token_hash": token_hash(token),
        "party_id": party,
        "proved": proved,
        "started": context.now,
        "expires": context.now + SESSION_LASTS,
    }
    context.session.connection().execute(insert(queries.tables["sessions"]), row)
    context.visitor = replace(context.visitor, token=token)
    return token


def sign_out(context: Context) -> None:
    """End the visitor's session on the server. The cookie is worth nothing afterwards."""
    if context.visitor.token is not None:
        context.session.connection().execute(_END, {"token_hash": token_hash(context.visitor.token)})
        context.visitor = replace(context.visitor, token=None)


def stay(context: Context, opened: Opened | None = None) -> None:
    """Let the visitor's session last another day; with an application at hand, only once half of it is over."""
    if opened is not None and opened.session_ends - context.now > SESSION_LASTS / 2:
        return
    token = token_hash(context.visitor.token or "")
    if opened is not None and opened.role is Role.KEYING:  # at work: their session has short limits of its own
        context.session.connection().execute(queries.STAFF_SEEN, {"token": token, "now": context.now})
        return
    context.session.connection().execute(_KEEP, {"token": token, "until": context.now + SESSION_LASTS})


def find_party(context: Context) -> str | None:
    """Return the party that the visitor's session stands for."""
    row = _find(context)
    return None if row is None else row.party_id


def find_visitor(context: Context) -> Known | None:
    """Return who the visitor's token stands for, or None when there is no such session any more."""
    row = _find(context)
    if row is None:
        return None
    found = context.session.connection().execute(_ADDRESSES, {"party": row.party_id}).all()
    emails = tuple(context.keyring.unlock(each.address, "credentials", "address", each.id).decode() for each in found)
    return Known(row.party_id, emails, row.expires)


def _find(context: Context) -> Any:
    found = {"token_hash": token_hash(context.visitor.token or ""), "now": context.now}
    return context.session.connection().execute(_FIND, found).one_or_none()


def can_come_back(context: Context, opened: Opened) -> bool:
    """Say whether this visitor has an e-mail address or a return code to come back with, on any device."""
    found = context.session.connection().execute(_WAYS_BACK.limit(1), {"party": opened.party_id})
    return found.one_or_none() is not None


def my_applications(context: Context) -> tuple[Summary, ...]:
    """Return what this visitor can open, newest first. For a shared address this is what to choose from."""
    return fetching.summaries(context)


def choose(context: Context, reference: str) -> None:
    """Say which of several people who share an address this visitor is, by one of their applications.

    Raises NotFound when it is not among `my_applications`.
    """
    found = {"token_hash": token_hash(context.visitor.token or ""), "now": context.now}
    rows = context.session.connection().execute(queries.MINE, found).all()
    party = next((row.party_id for row in rows if row.reference == reference), None)
    if party is None:
        raise NotFound
    new_session(context, party)
