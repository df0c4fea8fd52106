"""Adjusting the allocation schemes: drafts, approval by somebody else, going back. What is published never changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from portal.access import Role
from portal.allocation.editing import with_first_day
from portal.allocation.loading import parse
from portal.content.checking import Checked, check_scheme
from portal.db.scheme_tables import Origin, SchemeState
from portal.services import once
from portal.services.events import Happened, record_for
from portal.services.published import NEXT_REVISION, TABLE, versions
from portal.services.refusals import NotAllowed, NotFound, NotPossible

if TYPE_CHECKING:
    from portal.allocation.scheme import Scheme
    from portal.services.context import Context
    from portal.services.staff.people import Worker

__all__ = ["Origin", "SchemeState", "Version"]

LONGEST: Final = 200_000  # characters of a document
_LISTED: Final = select(*(each for each in versions if each.name != "document")).order_by(
    versions.scheme, versions.starts.desc(), versions.made.desc()
)
_OPEN: Final = {SchemeState.DRAFT, SchemeState.SENT}


class Obstacle(StrEnum):
    """What stands between a draft and being used."""

    COMPLAINTS = "complaints"  # the checks find something wrong
    DAY_PAST = "day-past"  # it would change figures that people were shown
    DAY_TAKEN = "day-taken"  # another version starts on that day
    NOTHING_NEW = "nothing-new"  # the same document is published


@dataclass(frozen=True)
class Version:
    """A version of a scheme and how far it has come. `document` is empty in lists."""

    id: str
    scheme: str
    starts: date
    fingerprint: str
    origin: Origin
    state: SchemeState
    made_from: str | None
    made_by: str | None
    made: datetime
    changed: datetime
    changes: int
    reason: str | None
    sent: datetime | None
    decided_by: str | None
    decided: datetime | None
    decision: str | None
    withdrawn_by: str | None
    withdrawn: datetime | None
    withdrawal: str | None
    revision: int | None
    document: str = field(default="", repr=False)

    @property
    def is_draft(self) -> bool:
        """Whether its words can still change."""
        return self.state is SchemeState.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether budgets are worked out with it, once its day has come."""
        return self.state is SchemeState.APPROVED


def may_adjust(worker: Worker) -> bool:
    """Whether somebody may change schemes: an allocation officer whose training is recorded and current."""
    return Role.ALLOCATION_OFFICER in worker.roles


def everything(context: Context) -> tuple[Version, ...]:
    """Return every version of every scheme without its document, the latest day of each scheme first."""
    return tuple(Version(**row) for row in context.session.connection().execute(_LISTED).mappings())


def find(context: Context, version_id: str) -> Version:
    """Return one version with its document. Raises NotFound."""
    wanted = select(TABLE).where(versions.id == version_id.replace("\0", " "))  # no id holds either
    row = context.session.connection().execute(wanted).mappings().one_or_none()
    if row is None:
        raise NotFound
    return Version(**row)


def checked(context: Context, version: Version) -> Checked:
    """Check a version as its file would be checked."""
    return check(context, version.document, version.scheme)


def check(context: Context, words: str, scheme: str) -> Checked:
    """Check words that may become a version of a scheme."""
    known = context.content.schemes.get(scheme)
    return check_scheme(words, scheme, context.content.questionnaires, known[-1].id if known else None)


def before(context: Context, version: Version) -> Scheme | None:
    """Return the published version that this one would take over from: the latest that starts earlier."""
    earlier = [one for one in context.content.schemes.get(version.scheme, ()) if one.starts < version.starts]
    return earlier[-1] if earlier else None


def obstacles(context: Context, version: Version, found: Checked | None = None) -> frozenset[Obstacle]:
    """Return everything that stands between a draft and being used."""
    others = context.content.schemes.get(version.scheme, ())
    tests = {
        Obstacle.COMPLAINTS: bool((found or checked(context, version)).complaints),
        Obstacle.DAY_PAST: version.starts <= context.today,
        Obstacle.DAY_TAKEN: any(one.starts == version.starts for one in others),
        Obstacle.NOTHING_NEW: any(one.fingerprint == version.fingerprint for one in others),
    }
    return frozenset(each for each, stands in tests.items() if stands)


def draft(context: Context, worker: Worker, base: Version, starts: date, *, drawn: str = "") -> str:
    """Make a draft from any version and return its id: one, however often the same page (`drawn`, see `once`) asks.

    Raises NotAllowed, and ContentError where it cannot be read.
    """
    _must_adjust(worker)
    row_id = once.row_id_for(context, base.id, worker.party, drawn, "draft", starts)
    return _added(context, worker, row_id, base.scheme, with_first_day(base.document, starts), base.id)


def bring_in(context: Context, worker: Worker, scheme: str, words: str, *, drawn: str = "") -> str:
    """Make a draft from a document that was made elsewhere and return its id; for `drawn` see `draft`.

    Raises NotAllowed, and NotPossible for more than anybody would write.
    """
    _must_adjust(worker)
    row_id = once.row_id_for(context, scheme, worker.party, drawn, "bring-in", words)
    return _added(context, worker, row_id, scheme, words, None)


def _added(context: Context, worker: Worker, row_id: str, scheme: str, words: str, made_from: str | None) -> str:
    row = {
        "id": row_id,
        "scheme": scheme,
        **_written(context, words, context.today),
        "origin": Origin.SCREEN,
        "state": SchemeState.DRAFT,
        "made_from": made_from,
        "made_by": worker.party,
        "made": context.now,
        "changed": context.now,
        "changes": 0,
    }
    if once.add(context, TABLE.name, row):
        _note(context, worker, Happened.SCHEME_DRAFTED, find(context, row_id))
    return row_id


def _written(context: Context, words: str, otherwise: date) -> dict[str, Any]:
    """The columns that follow from the words; those that cannot be read yet keep their day and get a mark of theirs."""
    if len(words) > LONGEST:
        raise NotPossible("the document is too long")
    words = "\n".join(words.splitlines()) + "\n"
    found = check_scheme(words, "", {}).scheme
    mark = sha256(words.encode("utf-8", "replace")).hexdigest()
    return {
        "document": words,
        "starts": found.starts if found else otherwise,
        "fingerprint": found.fingerprint if found else mark,
    }


def write(context: Context, worker: Worker, version: Version, words: str) -> Version:
    """Give a draft other words, whatever the checks make of them. `version` is as its writer saw it.

    Raises NotAllowed for anybody but its drafter, NotPossible where it is no draft or was changed in another window.
    """
    _must_be_own(worker, version)
    changes = {**_written(context, words, version.starts), "changed": context.now, "changes": version.changes + 1}
    _move(context, version, SchemeState.DRAFT, **changes)
    _note(context, worker, Happened.SCHEME_CHANGED, version)
    return find(context, version.id)


def send(context: Context, worker: Worker, version: Version, reason: str) -> None:
    """Send a draft for approval, with the reason for it. Raises NotAllowed and NotPossible."""
    _must_be_own(worker, version)
    if obstacles(context, version) or not reason.strip():
        raise NotPossible("it cannot be used as it is")
    _move(context, version, SchemeState.DRAFT, state=SchemeState.SENT, reason=reason.strip(), sent=context.now)
    _note(context, worker, Happened.SCHEME_SENT, version)


def approve(context: Context, worker: Worker, version: Version, reason: str) -> None:
    """Publish what somebody else drafted: it holds from its first day. Raises NotAllowed and NotPossible."""
    _must_be_another(worker, version)
    if obstacles(context, version) or not reason.strip():
        raise NotPossible("it cannot be used as it is")
    _decide(context, worker, version, reason, state=SchemeState.APPROVED, revision=NEXT_REVISION)
    _note(context, worker, Happened.SCHEME_APPROVED, version)


def refuse(context: Context, worker: Worker, version: Version, reason: str) -> None:
    """Refuse what somebody else drafted. Raises NotAllowed and NotPossible."""
    _must_be_another(worker, version)
    if not reason.strip():
        raise NotPossible("a reason is needed")
    _decide(context, worker, version, reason, state=SchemeState.REFUSED)
    _note(context, worker, Happened.SCHEME_REFUSED, version)


def _decide(context: Context, worker: Worker, version: Version, reason: str, **more: Any) -> None:
    decided = {"decided_by": worker.party, "decided": context.now, "decision": reason.strip()}
    _move(context, version, SchemeState.SENT, **decided, **more)


def withdraw(context: Context, worker: Worker, version: Version, reason: str) -> None:
    """Take back a draft or what was sent, by its drafter; or, by any of them, what is approved and not yet in force.

    What is in force stays: going back from it is a new version. Raises NotAllowed and NotPossible.
    """
    _must_adjust(worker)
    if version.state in _OPEN and version.made_by != worker.party:
        raise NotAllowed
    to_come = version.is_published and version.starts > context.today
    if not (version.state in _OPEN or to_come) or not reason.strip():
        raise NotPossible("it cannot be withdrawn")
    done: dict[str, Any] = {"withdrawal": reason.strip(), "withdrawn": context.now, "withdrawn_by": worker.party}
    done |= {"revision": NEXT_REVISION} if to_come else {}
    _move(context, version, version.state, state=SchemeState.WITHDRAWN, **done)
    _note(context, worker, Happened.SCHEME_WITHDRAWN, version)


def go_back(context: Context, worker: Worker, version: Version, starts: date, reason: str, *, drawn: str = "") -> str:
    """Send for approval that a published version holds again from a day, as a version of its own; return its id.

    For `drawn` see `draft`. Raises NotAllowed and NotPossible.
    """
    if not version.is_published:
        raise NotPossible("it never held")
    made = draft(context, worker, version, starts, drawn=drawn)
    found = find(context, made)
    if found.is_draft:  # not sent already, by the first of two presses
        send(context, worker, found, reason)
    return made


def as_scheme(context: Context, version: Version) -> Scheme:
    """Return a version as the scheme it is, for working out budgets with it. Raises ContentError."""
    known = context.content.schemes.get(version.scheme, ())
    found = next((one for one in known if one.fingerprint == version.fingerprint), None)
    return found or parse(version.document, f"{version.scheme}.yaml", tried_out=False)


def _must_adjust(worker: Worker) -> None:
    if not may_adjust(worker):
        raise NotAllowed


def _must_be_own(worker: Worker, version: Version) -> None:
    _must_adjust(worker)
    if version.made_by != worker.party:
        raise NotAllowed
    if not version.is_draft:
        raise NotPossible("it is no draft any more")


def _must_be_another(worker: Worker, version: Version) -> None:
    _must_adjust(worker)
    if version.made_by in {None, worker.party}:
        raise NotAllowed
    if version.state is not SchemeState.SENT:
        raise NotPossible("it does not wait for approval")


def _move(context: Context, version: Version, was: SchemeState, **values: Any) -> None:
    """Write a version that is still as it was read. Raises NotPossible where it is not."""
    still = (versions.id == version.id, versions.state == was, versions.changes == version.changes)
    done = context.session.connection().execute(update(TABLE).where(*still).values(**values))
    if done.rowcount != 1:
        raise NotPossible("it was changed in the meantime")


def _note(context: Context, worker: Worker, kind: Happened, version: Version) -> None:
    about = f"{version.scheme} {version.starts.isoformat()}"
    record_for(
        context, None, kind, party=worker.party, role=Role.ALLOCATION_OFFICER, about=about[-80:], item=version.id
    )
