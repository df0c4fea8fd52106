"""Whether a way is still safe when something goes out by it: somebody may have begun to watch since it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.access import Role
from portal.db import queries
from portal.db.tables import Proof
from portal.notices import Channel
from portal.services.about import OWN_ROLES
from portal.services.opened import Contents
from portal.services.recipients import NOBODY, SPOKE, may_have_said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from portal.db.encryption import Keyring
    from portal.services.about import About

_credentials, _grants = queries.credentials, queries.grants
_CONTENTS = (
    select(queries.applications.key, queries.documents.contents)
    .join_from(queries.tables["applications"], queries.tables["documents"])
    .where(queries.applications.id == bindparam("row"))
)
_GRANTS = select(_grants.party_id, _grants.role, _grants.given_by, _grants.ends, SPOKE).where(
    _grants.application_id == bindparam("row"), _grants.starts <= bindparam("now")
)
_ADDRESSES = select(_credentials.id, _credentials.address).where(
    _credentials.party_id == bindparam("party"), _credentials.ended.is_(None), _credentials.kind == Proof.EMAIL
)


def whose(party: str, role: Role, *, alone: bool) -> dict[str, Any]:
    """What is kept with the words of a notice, as plain JSON values: for whom it is, and whether for them alone."""
    return {"party": party, "role": role.value, "alone": alone}


def is_safe(
    connection: Connection,
    keyring: Keyring,
    now: datetime,
    application_id: str | None,
    words: Mapping[str, Any],
    way: Mapping[str, Any],
) -> bool:
    """Whether what is kept in `words` may go out by `way` now: what people say of their ways can change while it waits.

    What is about no application, and what goes to an address that somebody typed, goes where it was written to.
    """
    to = words.get("whose")
    channel = Channel(way["channel"])
    if application_id is None:
        return to is None  # else it was deleted, and there is nothing to tell of it
    if to is None and channel is not Channel.LETTER:
        return True
    about = _about(connection, keyring, application_id)
    if to is None:
        return about.home_is_safe()
    every = connection.execute(_GRANTS, {"row": application_id, "now": now}).all()
    held = [each for each in every if each.ends is None or each.ends > now]
    grant = next((each for each in held if each.party_id == to["party"]), None)
    if grant is None and to["party"] != NOBODY:
        return False  # their access ended
    role = Role(to["role"] if grant is None else grant.role)
    alone = role in OWN_ROLES and _is_for_the_person_alone(every, held, to)
    telling = about.telling_alone() if alone else about.telling_of(role, to["party"])
    if telling.never:
        return False
    if channel is Channel.TEXT:
        return bool(telling.number == way["to"])
    if channel is Channel.LETTER:
        return about.home_is_safe(alone=alone)
    return grant is not None and _mail_is_safe(connection, keyring, about, grant, way["to"])


def _is_for_the_person_alone(every: Sequence[Any], held: Sequence[Any], to: Mapping[str, Any]) -> bool:
    """Whether what others said does not count: it did not when it was written, or the access of one of them ended."""
    if not any(each.role in OWN_ROLES for each in held):
        return False
    parties = {each.party_id for each in held}
    return bool(to["alone"]) or any(may_have_said(each) for each in every if each.party_id not in parties)


def _about(connection: Connection, keyring: Keyring, application_id: str) -> About:
    row = connection.execute(_CONTENTS, {"row": application_id}).one()
    cipher = keyring.cipher(row.key, "applications", "key", application_id)
    return Contents.read(cipher.unlock(row.contents, "documents", "contents", application_id)).about


def _mail_is_safe(connection: Connection, keyring: Keyring, about: About, grant: Any, to: str) -> bool:
    party = grant.party_id
    helper = about.helper_at(party, invited=grant.given_by not in {None, party})
    if about.mail_is_safe(Role(grant.role), helper) is False:
        return False
    rows = connection.execute(_ADDRESSES, {"party": party}).all()
    return to in {keyring.unlock(row.address, "credentials", "address", row.id).decode() for row in rows if row.address}
