"""What was shown as proof that somebody may act for a person: notes that are only added to, each with day and author.

A lasting power of attorney counts once the Office of the Public Guardian has registered it (Mental Capacity Act 2005,
section 9 (2)); a deputy acts by an order of the court (section 16). What was said at the start is no proof of either.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select, update

from portal.access import STAFF, Role
from portal.access.authority import BY_PAPER
from portal.db import queries
from portal.services.about import OWN_ROLES, Ground
from portal.services.events import Happened, record
from portal.services.on_paper import Signer
from portal.services.refusals import NotFound, NotPossible

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened

MOST_WORDS = 2000  # characters
MOST_NOTES = 50  # of one grant

_grants = queries.grants
_ONE = select(_grants.evidence, _grants.role).where(
    _grants.id == bindparam("grant"), _grants.application_id == bindparam("row")
)


@dataclass(frozen=True)
class Note:
    """What somebody wrote down. `seen` is what the council says of the paper; None where the person wrote it."""

    words: str
    seen: bool | None
    at: datetime
    by_council: bool
    party: str


def wants_paper(role: Role, ground: str) -> bool:
    """Whether somebody acts on a paper that the council has to see."""
    return role in BY_PAPER or ground in {Ground.ATTORNEY.value, Ground.DEPUTY.value}


def signed_by_power(opened: Opened) -> bool:
    """Whether an attorney or deputy signed the form on paper: their own paper is to be seen, and they have no grant.

    Notes of it are kept with the leave of whoever first typed the form in.
    """
    paper = opened.contents.about.paper
    return paper is not None and paper.signer in {Signer.ATTORNEY, Signer.DEPUTY}


def read(opened: Opened, grant: str, kept: bytes | None) -> tuple[Note, ...]:
    """Return the notes that are kept with a grant, the oldest first."""
    return tuple(
        Note(each["words"], each["seen"], datetime.fromisoformat(each["at"]), each["by_council"], each["party"])
        for each in _kept(opened, grant, kept)
    )


def _kept(opened: Opened, grant: str, kept: bytes | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [] if kept is None else json.loads(opened.unlock(kept, "grants", "evidence", grant))
    return found


def is_full(notes: tuple[Note, ...]) -> bool:
    """Whether no further note is kept with a grant."""
    return len(notes) >= MOST_NOTES


def was_seen(notes: tuple[Note, ...]) -> bool:
    """Whether the council has seen the paper, by the last that it wrote of it."""
    return next((each.seen for each in reversed(notes) if each.seen is not None), False)


def write(context: Context, opened: Opened, grant: str, words: str, *, seen: bool | None = None) -> None:
    """Add a note to somebody's grant. Staff fetch with Action.PROVE and say whether they saw the paper.

    The person opens it with Action.SHARE and says nothing of that. Raises NotFound where there is no such grant of
    somebody who helps; NotPossible without words, with too many notes, or where somebody wrote at the same time.
    """
    if not words.strip() or (seen is not None) is not (opened.role in STAFF):
        raise NotPossible("it wants words; only the council says whether it saw a paper")
    at = {"grant": grant, "row": opened.id}
    row = context.session.connection().execute(_ONE, at).one_or_none()
    if row is None or row.role in OWN_ROLES or (row.role is Role.KEYING and not signed_by_power(opened)):
        raise NotFound
    before = _kept(opened, grant, row.evidence)
    if len(before) >= MOST_NOTES:
        raise NotPossible("too many notes")
    note = {
        "words": words.strip()[:MOST_WORDS],
        "seen": seen,
        "at": context.now.isoformat(),
        "by_council": opened.role in STAFF,
        "party": opened.party_id,
    }
    sealed = opened.lock(json.dumps([*before, note]).encode(), "grants", "evidence", grant)
    same = _grants.evidence.is_(None) if row.evidence is None else _grants.evidence == row.evidence
    wanted = update(queries.tables["grants"]).where(_grants.id == grant, _grants.application_id == opened.id, same)
    if context.session.connection().execute(wanted.values(evidence=sealed)).rowcount != 1:
        raise NotPossible("somebody wrote at the same time")
    record(context, opened, Happened.PROOF_NOTED, item=grant)


def own_paper_seen(context: Context, opened: Opened) -> bool | None:
    """Whether the council has seen the paper of whoever has it open; None for those who act on none."""
    if opened.role in OWN_ROLES or not wants_paper(opened.role, opened.ground):
        return None
    row = context.session.connection().execute(_ONE, {"grant": opened.grant_id, "row": opened.id}).one_or_none()
    return row is not None and was_seen(read(opened, opened.grant_id, row.evidence))
