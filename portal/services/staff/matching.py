"""Two applications that may be about the same person: staff see both, and settle with the person which goes on.

That they look alike is no proof, and nobody who began one of them is told of the other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from portal.access import Action, State
from portal.db import queries
from portal.db.case_tables import Settled
from portal.db.columns import new_id
from portal.services.casework import settled_pairs
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import cases
from portal.services.staff.cases import Because

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.staff.cases import Case
    from portal.services.staff.people import Worker

__all__ = ["Outcome", "Settled", "alike", "outcomes", "settle", "settled_pairs"]

_applications, _settled = queries.applications, queries.tables["same_person"].c
_hash = select(_applications.same_person).where(_applications.id == bindparam("row")).scalar_subquery()
_ALIKE = (
    select(_applications.id, _applications.reference)
    .where(_applications.same_person == _hash, _applications.id != bindparam("row"))
    .where(_applications.state.in_((State.SENT, State.OPENED)))
    .order_by(_applications.sent, _applications.reference)
)
_OF_ONE = (
    select(queries.tables["same_person"], _applications.reference)
    .outerjoin(queries.tables["applications"], _applications.id == _settled.other_id)
    .where(_settled.application_id == bindparam("row"))
    .order_by(_settled.made, _settled.id)
)
OTHER_SIDE = {
    Settled.ANOTHER: Settled.ANOTHER,
    Settled.BOTH: Settled.BOTH,
    Settled.GOES_ON: Settled.ENDS,
    Settled.ENDS: Settled.GOES_ON,
}


@dataclass(frozen=True)
class Outcome:
    """What was settled about another application; without its reference where it is deleted, or not for this worker."""

    reference: str
    settled: Settled
    words: str
    made: datetime


def alike(context: Context, worker: Worker, case: Case) -> tuple[Case, ...]:
    """Return others about somebody of the same name and birth date that this worker may close, and are not settled."""
    rows = context.session.connection().execute(_ALIKE, {"row": case.opened.id}).all()
    apart = settled_pairs(context)
    found = (_other(context, worker, row.reference) for row in rows if (case.opened.id, row.id) not in apart)
    return tuple(each for each in found if each is not None)


def _other(context: Context, worker: Worker, reference: str) -> Case | None:
    try:
        return cases.fetch(context, worker, reference, Action.CLOSE)
    except (NotAllowed, NotFound):
        return None


def outcomes(context: Context, worker: Worker, case: Case) -> tuple[Outcome, ...]:
    """Return what was settled about this one so far."""
    rows = context.session.connection().execute(_OF_ONE, {"row": case.opened.id}).all()
    return tuple(_outcome(context, worker, case, row) for row in rows)


def _outcome(context: Context, worker: Worker, case: Case, row: Any) -> Outcome:
    words = json.loads(case.opened.unlock(row.contents, "same_person", "contents", row.id))["words"]
    try:
        known = row.reference is not None and bool(cases.fetch(context, worker, row.reference, Action.FOLLOW))
    except (NotAllowed, NotFound):
        known = False
    return Outcome(row.reference if known else "", Settled(row.settled), words, row.made)


def settle(context: Context, worker: Worker, case: Case, other: str, settled: Settled, words: str) -> None:
    """Settle it, with how that was done: with the person, wherever they can take part. Fetch with Action.CLOSE.

    Where one ends, it is closed kindly; what is in it stays readable to staff. Raises NotFound where this worker may
    not close the other, NotPossible without words or for one and the same application.
    """
    if not words.strip():
        raise NotPossible("how it was settled belongs on record")
    second = cases.fetch(context, worker, other, Action.CLOSE)
    if second.opened.id == case.opened.id:
        raise NotPossible("it is one and the same")
    _write(context, case, second, settled, words)
    _write(context, second, case, OTHER_SIDE[settled], words)
    ends = {Settled.GOES_ON: second, Settled.ENDS: case}.get(settled)
    if ends is not None:
        cases.close(context, ends, Because.TWICE)


def _write(context: Context, case: Case, other: Case, settled: Settled, words: str) -> None:
    row_id = new_id()
    plain = json.dumps({"words": words}).encode()
    row = {
        "id": row_id,
        "application_id": case.opened.id,
        "other_id": other.opened.id,
        "settled": settled,
        "contents": case.opened.lock(plain, "same_person", "contents", row_id),
        "party_id": case.opened.party_id,
        "made": context.now,
    }
    context.session.connection().execute(insert(queries.tables["same_person"]), row)
    record(context, case.opened, Happened.MATCHED, about=settled.value)
