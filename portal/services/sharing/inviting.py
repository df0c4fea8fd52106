"""Letting somebody in by a code that works once: the person by a letter, a helper or advocate by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, select, update

from portal.access import Role, State
from portal.access.authority import may_let_in
from portal.db import queries
from portal.db.encryption import keyed_hash
from portal.services import limits, notices, once
from portal.services.answering import set_person_name
from portal.services.events import Happened, record
from portal.services.keys import lookup_key, normal_email
from portal.services.opened import OWN_ROLES, Ground
from portal.services.refusals import NotFound, NotPossible
from portal.services.sharing import codes

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened

LETTER_LASTS = timedelta(days=30)
INVITATION_LASTS = timedelta(days=14)
MOST_WAITING = 10  # invitations of one application that nobody took up yet
NAME_LENGTH = 100

FOR_SECTIONS = frozenset({Role.HELPER_FILLING, Role.HELPER_READING, Role.ADVOCATE_READING})
"""Roles that can be limited to some sections: whoever sends or speaks has to know the whole."""

_invitations, _grants = queries.tables["invitations"].c, queries.grants
_waits = (_invitations.used.is_(None), _invitations.ended.is_(None), _invitations.lapses > bindparam("now"))
_END_LETTERS = (
    update(queries.tables["invitations"])
    .where(_invitations.application_id == bindparam("row"), _invitations.role.in_(OWN_ROLES))
    .where(_invitations.used.is_(None), _invitations.ended.is_(None))
    .values(ended=bindparam("now"))
)
_END = (
    update(queries.tables["invitations"])
    .where(_invitations.application_id == bindparam("row"), _invitations.id == bindparam("invitation"))
    .where(_invitations.used.is_(None), _invitations.ended.is_(None))
    .values(ended=bindparam("now"))
)
_ENDED = (
    select(_invitations.id)
    .where(_invitations.application_id == bindparam("row"), _invitations.id == bindparam("invitation"))
    .where(_invitations.ended.is_not(None), _invitations.role.not_in(OWN_ROLES))
)
_OF_CODE = select(and_(*_waits).label("waits")).where(_invitations.code_hash == bindparam("code"))
_WAITING = (
    select(queries.tables["invitations"])
    .where(_invitations.application_id == bindparam("row"), _invitations.role.not_in(OWN_ROLES), *_waits)
    .order_by(_invitations.made, _invitations.id)
)
_OWNER = select(_grants.id).where(
    _grants.application_id == bindparam("row"),
    _grants.role.in_(OWN_ROLES),
    _grants.starts <= bindparam("now"),
    (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")),
)
_SAVED = update(queries.tables["applications"]).where(queries.applications.id == bindparam("row")).values(saved=True)


@dataclass(frozen=True)
class Wanted:
    """Whom a person invites, and to what."""

    name: str
    role: Role
    sections: frozenset[str] | None = None
    until: datetime | None = None
    own_name: str = ""  # what the other sees as the person's name


@dataclass(frozen=True)
class Waiting:
    """An invitation that nobody took up yet."""

    id: str
    name: str
    role: Role
    sections: frozenset[str] | None
    until: datetime | None
    lapses: datetime


def make_letter(context: Context, opened: Opened) -> str:
    """Make the code for a letter to the person; an earlier one ends. Open it with Action.LETTER.

    Where the person has a way in of their own already, the code opens nothing. It looks like any other, so that
    whoever made it does not learn whether the person came in.
    """
    return _letter(context, opened)


def mail_letter(context: Context, opened: Opened, email: str) -> None:
    """Send the same code to the person by e-mail. Raises TooMany."""
    limits.count(context, limits.CODES_FOR_ADDRESS, normal_email(email))
    notices.send_invitation(context, email, _letter(context, opened), opened.id)


def _letter(context: Context, opened: Opened) -> str:
    code, connection = codes.new(), context.session.connection()
    now = {"row": opened.id, "now": context.now}
    connection.execute(_END_LETTERS, now)
    if not has_owner(context, opened.id):
        role = Role.CARER if opened.questionnaire.id == "carer" else Role.PERSON
        _add(context, opened, codes.hashed(code), Wanted("", role), LETTER_LASTS)
        connection.execute(_SAVED, {"row": opened.id})
    record(context, opened, Happened.LETTER_MADE)
    return code


def has_owner(context: Context, application_id: str) -> bool:
    """Whether the person themself has a way in."""
    found = context.session.connection().execute(_OWNER.limit(1), {"row": application_id, "now": context.now})
    return found.one_or_none() is not None


def invite(context: Context, opened: Opened, wanted: Wanted, *, drawn: str = "") -> str:
    """Make the code of an invitation. Open it with Action.SHARE, or with Action.INVITE: see `letting_in`.

    The same from the same page (`drawn`, see `once`) is one invitation, with one code, as long as it waits.
    Raises NotPossible for a role that cannot be given like this, sections that are not there or are all private, an
    end in the past, or too many invitations that wait.
    """
    if wanted.role not in may_let_in(opened.role) or opened.state is State.CLOSED or not wanted.name.strip():
        raise NotPossible("not to be given like this")
    if wanted.until is not None and wanted.until <= context.now:
        raise NotPossible("it would end before it begins")
    _check_sections(opened, wanted)
    code = code_for(context, opened, wanted, drawn)
    of_code = {"code": codes.hashed(code), "now": context.now}
    there = context.session.connection().execute(_OF_CODE, of_code).one_or_none()
    if there is not None:
        return code if there.waits else invite(context, opened, wanted)
    if len(waiting(context, opened)) >= MOST_WAITING:
        raise NotPossible("too many invitations wait")
    if wanted.own_name.strip() and opened.person_name is None and opened.state is State.DRAFT:
        set_person_name(context, opened, wanted.own_name.strip()[:NAME_LENGTH])
    context.session.connection().execute(_SAVED, {"row": opened.id})
    if _add(context, opened, codes.hashed(code), wanted, INVITATION_LASTS, drawn):
        record(context, opened, Happened.INVITED, about=wanted.role.value)
    return code


def code_for(context: Context, opened: Opened, wanted: Wanted, drawn: str) -> str:
    """Return a new code; of the same wish from the same page always the same."""
    if not drawn:
        return codes.new()
    until = "" if wanted.until is None else wanted.until.date()
    parts = "all" if wanted.sections is None else " ".join(sorted(wanted.sections))
    said = (wanted.name, wanted.role, parts, until)
    return codes.from_hash(
        keyed_hash(lookup_key(context), "invite", opened.id, opened.party_id, drawn, *map(str, said))
    )


def _check_sections(opened: Opened, wanted: Wanted) -> None:
    if wanted.sections is None:
        return
    there = {each.id for each in opened.questionnaire.sections if not each.private}
    if not wanted.sections or not wanted.sections <= there or wanted.role not in FOR_SECTIONS:
        raise NotPossible("no such sections to give")


def add_approved(context: Context, opened: Opened, code_hash: str, wanted: Wanted) -> None:
    """Bring the code of somebody to life who asked to help and whom the person agreed to."""
    _add(context, opened, code_hash, wanted, INVITATION_LASTS)


def _add(context: Context, opened: Opened, code_hash: str, wanted: Wanted, lasts: timedelta, drawn: str = "") -> bool:
    row_id = once.row_id(context, opened, drawn, code_hash)
    name = wanted.name.strip()[:NAME_LENGTH].encode("utf-8", "replace")
    let_in = Ground.AGREED if opened.role in OWN_ROLES else Ground.AUTHORITY
    ground = Ground.OWN if wanted.role in OWN_ROLES else let_in
    row: dict[str, Any] = {
        "id": row_id,
        "application_id": opened.id,
        "code_hash": code_hash,
        "role": wanted.role,
        "ground": ground.value,
        "sections": None if wanted.sections is None else " ".join(sorted(wanted.sections)),
        "grant_ends": wanted.until,
        "name": opened.lock(name, "invitations", "name", row_id) if name else None,
        "given_by": opened.party_id,
        "made": context.now,
        "lapses": context.now + lasts,
    }
    return once.add(context, "invitations", row)


def waiting(context: Context, opened: Opened) -> tuple[Waiting, ...]:
    """Return the invitations that nobody took up yet."""
    rows = context.session.connection().execute(_WAITING, {"row": opened.id, "now": context.now}).all()
    return tuple(
        Waiting(
            row.id,
            "" if row.name is None else opened.unlock(row.name, "invitations", "name", row.id).decode(),
            Role(row.role),
            None if row.sections is None else frozenset(row.sections.split()),
            row.grant_ends,
            row.lapses,
        )
        for row in rows
    )


def was_taken_back(context: Context, opened: Opened, invitation: str) -> bool:
    """Whether this invitation was taken back. Open it with Action.SHARE.

    Whoever takes it back at this moment comes first.
    """
    connection, wanted = context.session.connection(), {"row": opened.id, "invitation": invitation}
    connection.execute(queries.HOLD, {"row": opened.id})
    return connection.execute(_ENDED, wanted).one_or_none() is not None


def end_invitation(context: Context, opened: Opened, invitation: str) -> None:
    """Take an invitation back before it is taken up. Open it with Action.SHARE. Raises NotFound."""
    wanted = {"row": opened.id, "invitation": invitation, "now": context.now}
    if context.session.connection().execute(_END, wanted).rowcount != 1:
        raise NotFound
    record(context, opened, Happened.INVITATION_ENDED)
