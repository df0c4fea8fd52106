"""Somebody independent to speak for the person: the four abilities, whether somebody suitable is there, the referral.

Section 67 of the Care Act 2014: the council arranges an independent advocate where the person would have substantial
difficulty in understanding relevant information, retaining it, using or weighing it, or communicating their views,
and nobody appropriate is there to represent and support them: somebody they agree to, neither paid nor professional.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, exists, insert, or_, select, update

from portal.access import Role
from portal.db import queries
from portal.db.columns import new_id
from portal.notices import Occasion
from portal.services import notices
from portal.services.about import KNOWING
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

ABILITIES: Final = ("understand", "remember", "weigh", "tell")
"""The four of section 67(4), in its order."""

_table = queries.tables["advocacy"]
_advocacy = _table.c
_ALL = select(_table).where(_advocacy.application_id == bindparam("row")).order_by(_advocacy.number.desc())
_later = _table.alias("later")
STANDS = ~exists().where(
    _later.c.application_id == _advocacy.application_id,
    _later.c.number > _advocacy.number,
    or_(_advocacy.role.not_in(KNOWING), _later.c.role.in_(KNOWING)),
)
"""What was said last, and what the person themself said last, or staff found after that: nobody else takes it back."""

NEEDED = or_(_advocacy.due.is_(True), _advocacy.wants.is_(True))
_all = (_advocacy.application_id == bindparam("row"), or_(_advocacy.id == bindparam("which"), NEEDED))
_REFER = update(_table).where(*_all, _advocacy.referred.is_(None)).values(referred=bindparam("now"))
_ARRANGE = (
    update(_table)
    .where(*_all, _advocacy.referred.is_not(None), _advocacy.arranged.is_(None))
    .values(arranged=bindparam("now"))
)


class Ease(StrEnum):
    """How somebody manages one of the abilities."""

    ALONE = "alone"
    HELPED = "helped"
    HARD = "hard"  # substantial difficulty, as they say it
    UNSURE = "unsure"


class Somebody(StrEnum):
    """Whether somebody appropriate is there."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Outcome(StrEnum):
    """What staff find after talking with the person, whatever was said before."""

    NOT_WANTED = "not-wanted"  # they want no advocate, or agree to one no more
    SOMEBODY = "somebody"  # somebody appropriate is there, and the person agrees to them
    NO_DIFFICULTY = "no-difficulty"  # they can take part without great difficulty
    DUE = "due"  # the duty holds all the same, or again: as when they no longer agree to who was there


@dataclass(frozen=True)
class Said:
    """What was said. What is not sure counts as if nobody were there: the council finds out with the person."""

    abilities: Mapping[str, Ease]
    somebody: Somebody
    wants: bool | None = None  # an advocate; None until they were asked

    @property
    def hard(self) -> tuple[str, ...]:
        """The abilities with substantial difficulty."""
        return tuple(each for each in ABILITIES if self.abilities.get(each) is Ease.HARD)

    @property
    def due(self) -> bool:
        """Whether the law wants an advocate, going by what was said."""
        return bool(self.hard) and self.somebody is not Somebody.YES


@dataclass(frozen=True)
class Advocacy:
    """Where it stands. `said` is for the person, for whoever said it and for staff."""

    id: str
    said: Said | None
    due: bool
    wants: bool | None
    role: Role
    own: bool  # whoever reads said it
    shown: bool  # everyone who follows may know of it
    asked: datetime
    referred: datetime | None
    arranged: datetime | None
    outcome: Outcome | None = None  # what staff found, where they did
    reason: str = ""


def say(context: Context, opened: Opened, said: Said, *, shown: bool = True) -> None:
    """Keep what was said of the four abilities. Open it with Action.ADVOCATE, or fetch the case with Action.REFER.

    Raises NotPossible where one of the four is left out, and once the advocates were asked.
    """
    last = _held(context, opened)
    if set(said.abilities) != set(ABILITIES) or (last is not None and last.referred is not None):
        raise NotPossible("all four are asked, and before the advocates are")
    if said.wants is None and last is not None and last.own:
        said = replace(said, wants=last.wants)
    _keep(context, opened, said, shown=shown)


def want(context: Context, opened: Opened, *, wants: bool) -> None:
    """Say whether one wants an advocate, after the four questions; the team is told. Open it with Action.ADVOCATE.

    Raises NotPossible before the questions, where others may not read what was said, and once the advocates were asked.
    """
    last = _held(context, opened)
    if last is None or last.said is None or last.referred is not None:
        raise NotPossible("the questions come first, and before the advocates were asked")
    cause = _keep(context, opened, replace(last.said, wants=wants), shown=last.shown)
    if wants or last.due:
        notices.tell(context, opened, Occasion.WRITTEN, cause)


def find(context: Context, case: Case, seen: str, outcome: Outcome, reason: str) -> None:
    """Record what came out, with a reason that the person reads. Fetch the case with Action.REFER.

    It ends the search for an advocate, or begins it anew; whatever is said after it counts again. It rests on what
    the person told staff alone: who helps goes on seeing what they saw before. `seen` is the id of what stood when
    staff read it. Raises NotPossible where something else was said since, without a reason, and before
    the four questions were answered.
    """
    opened, last = case.opened, _held(context, case.opened)
    if last is None or last.said is None or last.id != seen or not reason.strip():
        raise NotPossible("the four questions come first, a reason belongs on record, and nobody overrules unread")
    said = replace(last.said, wants=False if outcome is Outcome.NOT_WANTED else None)
    _keep(context, opened, said, shown=False, found={"outcome": outcome, "reason": reason})


def _keep(
    context: Context,
    opened: Opened,
    said: Said,
    *,
    shown: bool,
    found: Mapping[str, str] = MappingProxyType({}),
) -> str:
    kept = {"abilities": dict(said.abilities), "somebody": said.somebody, "wants": said.wants, **found}
    plain, row_id, before = json.dumps(kept).encode(), new_id(), _rows(context, opened)
    row = {
        "id": row_id,
        "application_id": opened.id,
        "number": before[0].number + 1 if before else 1,
        "contents": opened.lock(plain, "advocacy", "contents", row_id),
        "due": found["outcome"] == Outcome.DUE if found else said.due,
        "wants": said.wants,
        "shown": shown or opened.role not in KNOWING,
        "party_id": opened.party_id,
        "role": opened.role,
        "said": context.now,
    }
    context.session.connection().execute(insert(_table), row)
    record(context, opened, Happened.ADVOCACY_FOUND if found else Happened.ADVOCACY_SAID, about=found.get("outcome"))
    return row_id


def _held(context: Context, opened: Opened) -> Advocacy | None:
    """Where it stands, until this transaction ends: nobody says or finds anything in between."""
    context.session.connection().execute(queries.HOLD, {"row": opened.id})
    return current(context, opened)


def _rows(context: Context, opened: Opened) -> Sequence[Any]:
    """Everything that was said, the last first."""
    return context.session.connection().execute(_ALL, {"row": opened.id}).all()


def current(context: Context, opened: Opened) -> Advocacy | None:
    """Return where it stands, to whoever may know of it; None where nothing was said, or not to them.

    To the person and to staff that is what the person said or staff found last, where it calls for an advocate and
    what others said after it does not. Others never learn from it that something was said of which they may not know.
    """
    knows_all = opened.role in KNOWING
    rows = [row for row in _rows(context, opened) if knows_all or row.shown or row.party_id == opened.party_id]
    if not rows:
        return None
    known = next((row for row in rows if row.role in KNOWING), rows[0])
    row = known if knows_all and (known.due or known.wants) and not rows[0].due else rows[0]
    own = row.party_id == opened.party_id
    kept = json.loads(opened.unlock(row.contents, "advocacy", "contents", row.id))
    said = None
    if own or knows_all:
        abilities = {name: Ease(ease) for name, ease in kept["abilities"].items()}
        said = Said(abilities, Somebody(kept["somebody"]), kept["wants"])
    return Advocacy(
        row.id,
        said,
        row.due,
        row.wants,
        Role(row.role),
        own,
        row.shown,
        row.said,
        row.referred,
        row.arranged,
        Outcome(kept["outcome"]) if "outcome" in kept else None,
        kept.get("reason", "") if own or knows_all else "",
    )


def refer(context: Context, case: Case) -> None:
    """Say that the advocates were asked, and after that, that there is one. Fetch the case with Action.REFER.

    Raises NotPossible where nothing was said, or there is an advocate already.
    """
    opened, last = case.opened, _held(context, case.opened)
    if last is None or last.arranged is not None:
        raise NotPossible("there is nobody to ask for")
    statement = _REFER if last.referred is None else _ARRANGE
    saying = {"row": opened.id, "which": last.id, "now": context.now}
    if not context.session.connection().execute(statement, saying).rowcount:
        raise NotPossible("somebody else said so")
    record(context, opened, Happened.ADVOCACY_REFERRED if last.referred is None else Happened.ADVOCACY_ARRANGED)
