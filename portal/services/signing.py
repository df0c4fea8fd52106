"""Signing what is sent with one's own name, and whether it is information for an assessment that a worker leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, select

from portal.access import Role
from portal.access.signing import Misfit, misfit
from portal.db import queries
from portal.services import casework
from portal.services.about import KNOWING, OWN_ROLES, Ground
from portal.services.purposes import by_purpose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.services.context import Context
    from portal.services.on_paper import Paper
    from portal.services.opened import Opened

FOR_WHOEVER_CANNOT: Final = frozenset(
    {Ground.BEST_INTERESTS.value, Ground.ATTORNEY.value, Ground.DEPUTY.value, Ground.AUTHORITY.value}
)
"""Grounds of those who act because the person cannot. A supported self-assessment wants an adult with capacity who
takes part: SI 2014/2827, regulation 2. What is sent on these grounds is for an assessment that the council leads."""

NAMED: Final = ("name", "given-name", "family-name")
"""Purposes of questions whose answers, one after the other, are somebody's name."""


@dataclass(frozen=True)
class Under:
    """What stands under an application: the name, and whether it is for an assessment that a worker leads."""

    name: str
    for_a_worker: bool


_grants = queries.grants
_NAME = select(_grants.name).where(_grants.id == bindparam("grant"))


def full_name(about: Mapping[str, Any]) -> str:
    """The name of the person as the answers give it; empty where they do not."""
    return " ".join(str(about[each]) for each in NAMED if each in about)


def own_name(context: Context, opened: Opened) -> str:
    """Return the name that whoever has it open gave of themself, so that nobody must write it twice."""
    if opened.role in OWN_ROLES:
        return full_name(by_purpose(opened))
    sealed = context.session.connection().execute(_NAME, {"grant": opened.grant_id}).scalar_one_or_none()
    given = "" if sealed is None else opened.unlock(sealed, "grants", "name", opened.grant_id).decode()
    return opened.helper.name or given


def fault(opened: Opened, signed: str) -> Misfit | None:
    """Say why a name under what is sent does not fit whoever sends it."""
    known = (opened.person_name or "", full_name(by_purpose(opened)))
    return misfit(signed, known, for_oneself=opened.role in OWN_ROLES)


def as_plain(opened: Opened, signed: str) -> dict[str, str]:
    """Return a signature as plain JSON values, to freeze with what is sent."""
    return {"name": " ".join(signed.split()), "role": opened.role.value, "party": opened.party_id}


def _paper(opened: Opened) -> Paper | None:
    """The form that is being typed in by whoever has it open; None for everybody else."""
    return opened.contents.about.paper if opened.role is Role.KEYING else None


def ground_of(opened: Opened) -> str:
    """Return why whoever sends it may: of what came on paper, why whoever signed it may."""
    paper = _paper(opened)
    return opened.ground if paper is None else paper.signer.value


def as_it_came(context: Context, opened: Opened) -> Opened:
    """Return what came on paper as sent on the day it was received, and all else as it is."""
    paper = _paper(opened)
    return opened if paper is None else replace(opened, sent=paper.came(context.now))


def on_paper(opened: Opened) -> dict[str, str] | None:
    """Return the signature that a paper form bears, as `as_plain` does; None for what did not come on paper."""
    paper = _paper(opened)
    return (
        None if paper is None or not paper.signed else {"name": paper.signed, "role": paper.signer.value, "party": ""}
    )


def paper_of(opened: Opened) -> dict[str, Any] | None:
    """Return the form that came on paper as plain JSON values, to freeze with what is sent."""
    paper = _paper(opened)
    return None if paper is None else paper.written()


def is_for_a_worker(opened: Opened) -> bool:
    """Whether whoever has it open acts because the person cannot: what they send is for an assessment by a worker."""
    return opened.role not in KNOWING and ground_of(opened) in FOR_WHOEVER_CANNOT


def under(context: Context, opened: Opened) -> Under:
    """Return what stands under an application, to somebody who may read all of it.

    Who sent it is for whoever did, for the person and for staff. Others who help are not told: they would learn from it
    that the person came in. What it is, they are told by what they said themselves.
    """
    sent = casework.what_was_sent(context, opened) if opened.was_sent else None
    if sent is None:
        return Under("", for_a_worker=is_for_a_worker(opened))
    signed = sent.contents.get("signed") or {}
    knows = opened.role in KNOWING
    return Under(
        name=signed["name"] if signed and (knows or signed["party"] == opened.party_id) else "",
        for_a_worker=sent.contents.get("ground") in FOR_WHOEVER_CANNOT if knows else is_for_a_worker(opened),
    )
