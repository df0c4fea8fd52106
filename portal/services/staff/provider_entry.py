"""Letting somebody in whom the council's own sign-in named: only who was added here, with what stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.services.events import Happened, record_for
from portal.services.staff import entry, people

if TYPE_CHECKING:
    from portal.services.context import Context


def sign_in(context: Context, address: str) -> str:
    """Return a token for the cookie of whoever was added with this address. Raises NotSignedIn for anybody else.

    No password and no code is asked for: who they are was proved elsewhere. What they may do stands here.
    """
    found = {"found": people.staff_hash(context, address)}
    row = context.session.connection().execute(entry.BY_LOOKUP, found).mappings().one_or_none()
    if row is None:
        raise entry.NotSignedIn
    record_for(context, None, Happened.STAFF_SIGNED_IN, party=row["party_id"], about="provider")
    return entry.new_session(context, row["party_id"], entry.LONGEST, proved=True, by_provider=True)
