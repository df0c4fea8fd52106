"""Letting somebody in for a person who cannot decide it: by their attorney or deputy, as far as that authority goes.

Where the person has a way in of their own, they decide: what is made here is then a request to them. Whoever makes it
sees the same page and a code like any other, so that they do not learn from it whether the person came in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, update

from portal.access import State
from portal.access.authority import may_let_in
from portal.db import queries
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible
from portal.services.sharing import asking, inviting

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.sharing.inviting import Wanted

_invitations, _requests = queries.tables["invitations"].c, queries.tables["help_requests"].c
_END_OWN = (
    update(queries.tables["invitations"])
    .where(_invitations.application_id == bindparam("row"), _invitations.given_by == bindparam("party"))
    .where(_invitations.used.is_(None), _invitations.ended.is_(None))
    .where(_invitations.ground == "authority")
    .values(ended=bindparam("now"))
)
_END_ASKED = (
    update(queries.tables["help_requests"])
    .where(_requests.application_id == bindparam("row"), _requests.asker == bindparam("asking"))
    .where(_requests.answered.is_(None))
    .values(answered=bindparam("now"), agreed=False)
)


def let_in(context: Context, opened: Opened, wanted: Wanted, *, drawn: str = "") -> str:
    """Make a code for somebody, within one's authority. Open it with Action.INVITE; for `drawn` see `once`.

    Raises NotPossible for a role that is not theirs to give, or as `inviting.invite` does.
    """
    if not inviting.has_owner(context, opened.id):
        return inviting.invite(context, opened, wanted, drawn=drawn)
    if wanted.role not in may_let_in(opened.role) or opened.state is State.CLOSED or not wanted.name.strip():
        raise NotPossible("not to be given like this")
    return asking.put_for(context, opened, wanted, drawn=drawn)


def take_back(context: Context, opened: Opened) -> None:
    """End every code that one made and nobody used yet. Open it with Action.INVITE."""
    connection = context.session.connection()
    now = {"row": opened.id, "now": context.now}
    connection.execute(_END_OWN, {**now, "party": opened.party_id})
    connection.execute(_END_ASKED, {**now, "asking": asking.asker_of(context, opened)})
    record(context, opened, Happened.INVITATION_ENDED)
