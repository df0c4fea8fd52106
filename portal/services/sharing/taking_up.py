"""Coming in with a code: what it offers is shown first, and one press of a button takes it up, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from portal.access import Role, State
from portal.db import queries
from portal.db.columns import new_id
from portal.db.tables import Proof
from portal.services import fetching, limits
from portal.services.events import Happened, record_for
from portal.services.opened import OWN_ROLES
from portal.services.refusals import NotPossible, TooMany, WrongCode
from portal.services.sharing import codes
from portal.services.sharing.inviting import NAME_LENGTH, has_owner
from portal.services.visits import find_party, new_session

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context

_invitations, _applications, _grants = queries.tables["invitations"].c, queries.applications, queries.grants
_FIND = (
    select(
        queries.tables["invitations"],
        _applications.reference,
        _applications.state,
        _applications.key,
        queries.documents.contents,
    )
    .select_from(
        queries.tables["invitations"]
        .join(queries.tables["applications"], _applications.id == _invitations.application_id)
        .join(queries.tables["documents"], queries.documents.application_id == _applications.id)
    )
    .where(_invitations.code_hash == bindparam("found"), _invitations.lapses > bindparam("now"))
    .where(_invitations.used.is_(None), _invitations.ended.is_(None))
)
_USE = (
    update(queries.tables["invitations"])
    .where(_invitations.id == bindparam("invitation"), _invitations.used.is_(None), _invitations.ended.is_(None))
    .values(used=bindparam("now"))
)
_HELD = select(_grants.id).where(
    _grants.application_id == bindparam("row"),
    _grants.party_id == bindparam("party"),
    (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")),
)


@dataclass(frozen=True)
class Offer:
    """What a code offers to whoever holds it. It names the person only to those who are let in to help them."""

    role: Role
    person_name: str | None
    until: datetime | None
    some_sections: bool

    @property
    def is_own(self) -> bool:
        """Whether it lets the person themself in."""
        return self.role in OWN_ROLES


@dataclass(frozen=True)
class CameIn:
    """A new session: set the cookie to `token`."""

    token: str
    reference: str
    role: Role


def try_code(context: Context, code: str) -> Offer:
    """Return what a typed code offers. Raises WrongCode or TooMany; each try is counted first."""
    if context.visitor.address is not None:
        limits.count_first(context, limits.TRIES_FROM_PLACE, context.visitor.address)
    who = context.visitor.token or context.visitor.address or ""
    left = limits.count_first(context, limits.WRONG_CODES, who)
    try:
        found = offer(context, code)
    except WrongCode:
        raise (WrongCode(left) if left else TooMany(context.now + limits.WRONG_CODES.within)) from None
    limits.forget(context, limits.WRONG_CODES, who)
    return found


def offer(context: Context, code: str) -> Offer:
    """Return what a code offers, without using it: programs that check mails open links. Raises WrongCode."""
    row = _row(context, code)
    role = Role(row.role)
    about = fetching.contents_of(context, _with_application_id(row)).about
    name = None if role in OWN_ROLES else about.person_name
    return Offer(role, name, row.grant_ends, row.sections is not None)


def _with_application_id(row: Any) -> Any:
    """The row as `contents_of` wants it: its `id` is that of the application."""
    return _Row(row.application_id, row.key, row.contents)


@dataclass(frozen=True)
class _Row:
    id: str
    key: bytes
    contents: bytes


def _row(context: Context, code: str) -> Any:
    found = {"found": codes.hashed(code), "now": context.now}
    row = context.session.connection().execute(_FIND, found).one_or_none()
    if row is None or row.state is State.CLOSED:
        raise WrongCode
    return row


def take_up(context: Context, code: str, *, name: str = "", unpaid: bool = False) -> CameIn:
    """Use a code: its holder has access from now on. Raises WrongCode.

    The person comes in as somebody new, whoever was at this browser before. A helper keeps what they hold already.
    Raises NotPossible where a helper gives no name, where somebody would hold it twice, and where an appropriate
    person does not say that they are neither paid nor there by profession (Care Act 2014, section 67(5)).
    """
    row = _row(context, code)
    role = Role(row.role)
    if role is Role.APPROPRIATE and not unpaid:
        raise NotPossible("a paid or professional carer cannot be the appropriate person")
    if role not in OWN_ROLES and not name.strip():
        raise NotPossible("a helper has a name")
    if role in OWN_ROLES and has_owner(context, row.application_id):
        raise WrongCode
    if context.session.connection().execute(_USE, {"invitation": row.id, "now": context.now}).rowcount != 1:
        raise WrongCode
    party = _party(context, row, role)
    _grant(context, row, party, role, name.strip()[:NAME_LENGTH])
    kind = Happened.TAKEN_OVER if role in OWN_ROLES else Happened.TAKEN_UP
    record_for(context, row.application_id, kind, party=party, role=role)
    return CameIn(new_session(context, party), row.reference, role)


def _party(context: Context, row: Any, role: Role) -> str:
    """Return who comes in: somebody known, or somebody new."""
    known = None if role in OWN_ROLES else find_party(context)
    connection = context.session.connection()
    if known is not None:
        held = {"row": row.application_id, "party": known, "now": context.now}
        if connection.execute(_HELD.limit(1), held).one_or_none() is not None:
            raise NotPossible("they have it already")
        return known
    party = new_id()
    connection.execute(insert(queries.tables["parties"]), {"id": party, "made": context.now})
    return party


def _grant(context: Context, row: Any, party: str, role: Role, name: str) -> None:
    grant = new_id()
    cipher = fetching.application_cipher(context, row.application_id, row.key)
    words = name.encode("utf-8", "replace")
    own = role in OWN_ROLES
    connection = context.session.connection()
    connection.execute(
        insert(queries.tables["grants"]),
        {
            "id": grant,
            "party_id": party,
            "application_id": row.application_id,
            "role": role,
            "ground": row.ground,
            "sections": row.sections,
            "given_by": party if own else row.given_by,
            "name": None if own else cipher.lock(words, "grants", "name", row.application_id, grant),
            "starts": context.now,
            "taken_up": context.now,
            "ends": row.grant_ends,
        },
    )
    if own:  # what they proved themself with; it works no second time
        proof = {
            "id": new_id(),
            "party_id": party,
            "kind": Proof.LETTER_CODE,
            "lookup": row.code_hash,
            "grant_id": grant,
            "made": context.now,
            "ended": context.now,
        }
        connection.execute(insert(queries.tables["credentials"]), proof)
