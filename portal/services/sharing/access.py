"""Who has access to an application, and the person's say over it: narrow it or end it, at once and without a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.access import Action, Role, State, Verdict, may
from portal.access.authority import ADVOCATES, HELPING
from portal.db import queries
from portal.services.events import Happened, record
from portal.services.opened import OWN_ROLES
from portal.services.refusals import NotFound, NotPossible
from portal.services.sharing import proof
from portal.services.sharing.inviting import FOR_SECTIONS

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.sharing.proof import Note

_grants = queries.grants
_ALL = select(queries.tables["grants"]).where(_grants.application_id == bindparam("row")).order_by(_grants.starts)
_one = (
    _grants.id == bindparam("grant"),
    _grants.application_id == bindparam("row"),
    (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")),
)
_CHANGE = (
    update(queries.tables["grants"])
    .where(*_one)
    .values(
        role=bindparam("to_role"),
        sections=bindparam("to_sections"),
        ends=bindparam("to_end"),
        private=bindparam("to_private"),
    )
)
_LET_SEE_PRIVATE = update(queries.tables["grants"]).where(*_one).values(private=bindparam("yes"))
_END = update(queries.tables["grants"]).where(*_one).values(ends=bindparam("now"))


@dataclass(frozen=True)
class Access:
    """One person's access. Ended ones are kept for the story of who did what."""

    id: str
    party: str
    name: str
    role: Role
    ground: str
    sections: frozenset[str] | None
    private: bool  # the person lets them see what is private, too
    starts: datetime
    ends: datetime | None
    lasts: bool
    began: bool  # they began for the person, rather than being let in
    notes: tuple[Note, ...] = ()  # what was shown as proof
    on_paper: bool = False  # they signed a form on paper for the person, and never came in: see `signer`

    @property
    def levels(self) -> tuple[Role, ...]:
        """What it can be changed to: what they have, and less or more of the same kind."""
        if self.role in ADVOCATES:
            return ADVOCATES
        if self.role in HELPING:
            return HELPING
        return (self.role, *HELPING[1:])

    @property
    def may_be_let_see_private(self) -> bool:
        """Whether the person can let them see what is private: they read all answers."""
        return _reads_all(self.role, self.sections)


def _reads_all(role: Role, sections: frozenset[str] | None) -> bool:
    return sections is None and role not in OWN_ROLES and may(role, Action.READ, State.DRAFT) is Verdict.ALLOWED


def everyone(context: Context, opened: Opened) -> tuple[Access, ...]:
    """Return everybody who has or had access, except whoever asks. Open it with Action.SHARE."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    return tuple(_access(context, opened, row) for row in rows if row.party_id != opened.party_id)


def _access(context: Context, opened: Opened, row: Any) -> Access:
    began = row.given_by in {None, row.party_id}
    name = "" if row.name is None else opened.unlock(row.name, "grants", "name", row.id).decode()
    return Access(
        row.id,
        row.party_id,
        name or (opened.contents.about.helper.name if began else ""),
        Role(row.role),
        row.ground,
        None if row.sections is None else frozenset(row.sections.split()),
        row.private,
        row.starts,
        row.ends,
        row.starts <= context.now and (row.ends is None or row.ends > context.now),
        began,
        proof.read(opened, row.id, row.evidence),
    )


def signer(context: Context, opened: Opened) -> Access | None:
    """Return the attorney or deputy who signed the form on paper, whose own paper is to be seen; None without one."""
    paper = opened.contents.about.paper
    if paper is None or not proof.signed_by_power(opened):
        return None
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    first = next((row for row in rows if Role(row.role) is Role.KEYING), None)
    if first is None:
        return None
    keyed = _access(context, opened, first)
    return replace(keyed, name=paper.signed, ground=paper.signer.value, ends=None, lasts=True, on_paper=True)


def one(context: Context, opened: Opened, grant: str) -> Access:
    """Return the access of somebody else that the person may change. Raises NotFound."""
    found = next((each for each in everyone(context, opened) if each.id == grant), None)
    if found is None or not found.lasts or found.role in OWN_ROLES:
        raise NotFound
    return found


def change(
    context: Context, opened: Opened, grant: str, role: Role, until: datetime | None, sections: frozenset[str] | None
) -> None:
    """Change what somebody may do and until when. It holds from their next page on. Open it with Action.SHARE.

    Raises NotFound where there is no such access, NotPossible for a role or end that cannot be.
    """
    found = one(context, opened, grant)
    if role not in found.levels or (until is not None and until <= context.now):
        raise NotPossible("no such access to give")
    if sections is not None and (role not in FOR_SECTIONS or not sections):
        raise NotPossible("no such sections to give")
    wanted = {
        "grant": grant,
        "row": opened.id,
        "now": context.now,
        "to_role": role,
        "to_sections": None if sections is None else " ".join(sorted(sections)),
        "to_end": until,
        "to_private": found.private and _reads_all(role, sections),
    }
    if context.session.connection().execute(_CHANGE, wanted).rowcount != 1:
        raise NotFound
    record(context, opened, Happened.ACCESS_CHANGED, about=role.value)


def let_see_private(context: Context, opened: Opened, grant: str, *, yes: bool) -> None:
    """Let somebody see and answer what is private, or take that back: it holds from their next page on.

    Open it with Action.SHARE. Raises NotFound where there is no such access, NotPossible for whoever does not read all.
    """
    found = one(context, opened, grant)
    if yes and not found.may_be_let_see_private:
        raise NotPossible("they do not read the answers")
    if found.private == yes:
        return
    wanted = {"grant": grant, "row": opened.id, "now": context.now, "yes": yes}
    if context.session.connection().execute(_LET_SEE_PRIVATE, wanted).rowcount != 1:
        raise NotFound
    record(context, opened, Happened.PRIVATE_ALLOWED if yes else Happened.PRIVATE_ENDED)


def is_over(context: Context, opened: Opened, grant: str) -> bool:
    """Whether somebody else had this access and has it no more. Open it with Action.SHARE.

    Whoever ends it at this moment comes first.
    """
    context.session.connection().execute(queries.HOLD, {"row": opened.id})
    return any(each.id == grant and not each.lasts for each in everyone(context, opened))


def end(context: Context, opened: Opened, grant: str) -> None:
    """End somebody's access at once. Nobody is asked why, and nobody is sent word of it. Open it with Action.SHARE.

    Their open page stops at their next request, which says only that their access ended. Raises NotFound.
    """
    one(context, opened, grant)
    wanted = {"grant": grant, "row": opened.id, "now": context.now}
    if context.session.connection().execute(_END, wanted).rowcount != 1:
        raise NotFound
    record(context, opened, Happened.ACCESS_ENDED)
