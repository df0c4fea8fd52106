"""Keeping the installation in order: up to date, purged of what is past its time, under the current key."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import and_, bindparam, delete, exists, or_, select, update

from portal.access import Role, State
from portal.db import queries, versions
from portal.db.encryption import Keyring
from portal.db.session import make_engine
from portal.db.tables import Delivery
from portal.services.keys import key_in
from portal.services.limits import LONGEST

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MOST = 500  # applications that one transaction deletes
NOT_SEEN = timedelta(days=90)  # after this, that something failed is no help to anybody

Run: TypeAlias = Callable[[Any], int]
"""Runs a statement and says how many rows it changed."""

Begin: TypeAlias = Callable[[], AbstractContextManager[Any]]
"""Begins a transaction on a connection."""

tables = queries.tables
_applications, _documents, _grants = queries.applications, queries.documents, queries.grants
_mails, _sessions, _codes = tables["mails"].c, queries.sessions, tables["one_time_codes"].c
_parties, _credentials = tables["parties"].c, queries.credentials
_holds, _submissions = tables["legal_holds"].c, tables["submissions"].c
_calls = tables["safety_calls"].c
_complaints = tables["complaints"].c
_staff, _staff_sessions = tables["staff"].c, tables["staff_sessions"].c


@dataclass(frozen=True)
class Purged:
    """How many of each were deleted or wiped."""

    rough_ideas: int
    unsaved_drafts: int
    saved_drafts: int
    sent: int
    sessions: int
    codes: int
    mails: int
    parties: int


@dataclass(frozen=True)
class Rotated:
    """How many values are now locked under the current master key."""

    values: int


def prepare(settings: Any) -> None:
    """Bring the database of an installation up to date, making it and its look-up key when it is new."""
    engine = make_engine(settings.database_url)
    try:
        versions.bring_up_to_date(engine)
        with engine.begin() as connection:
            key_in(connection, Keyring.read(settings.master_keys))
    finally:
        engine.dispose()


def purge(engine: Engine, retention: Any, now: datetime) -> Purged:
    """Delete what is past its time: see the council's `retention_days`. Each kind is a transaction of its own."""
    return _purged(engine.begin, retention, now)


def would_purge(engine: Engine, retention: Any, now: datetime) -> Purged:
    """Return what `purge` would delete, and delete nothing."""
    with engine.connect() as connection:
        try:
            return _purged(lambda: nullcontext(connection), retention, now)
        finally:
            connection.rollback()


def _purged(begin: Begin, retention: Any, now: datetime) -> Purged:
    def run(statement: Any) -> int:
        with begin() as connection:
            return int(connection.execute(statement).rowcount)

    def quiet_since(which: Any, before: datetime) -> int:
        return _purge_quiet(begin, which, before)

    day = timedelta(days=1)
    whole_day = now - day  # where people are told a day, all of that day is theirs, whatever the time it began
    unsaved = and_(_applications.state == State.DRAFT, _applications.saved.is_(False))
    rough = _applications.state == State.ROUGH
    saved = and_(_applications.state == State.DRAFT, _applications.saved.is_(True))
    free = _nobody_waits(now - retention.draft_saved * day)
    return Purged(
        rough_ideas=quiet_since(rough, now - retention.rough_idea * day),
        unsaved_drafts=quiet_since(and_(unsaved, free), now - retention.draft_not_saved * day),
        saved_drafts=quiet_since(and_(saved, free), whole_day - retention.draft_saved * day),
        sent=run(delete(tables["applications"]).where(free, _closed_before(whole_day - retention.sent * day))),
        sessions=run(delete(tables["sessions"]).where(_sessions.expires <= now))
        + run(delete(tables["staff_sessions"]).where(_staff_sessions.expires <= now)),
        codes=run(delete(tables["one_time_codes"]).where(_codes.expires <= now - retention.sign_in_codes * day)),
        mails=_purge_mails(run, now - retention.mail_texts * day),
        parties=_forget_parties(run, now),
    )


def _purge_quiet(begin: Begin, which: Any, before: datetime) -> int:
    """Delete applications whose last answer is longer ago; all that belongs to them goes with them.

    What somebody writes to at this moment stays until the next time. Once it is locked here, nobody can answer, and it
    is looked at anew: the statement that locks may have begun before an answer that was saved since.
    """
    deleted = 0
    both = tables["applications"], tables["documents"]
    quiet = select(_applications.id).join_from(*both).where(which, _documents.changed <= before)
    locking = quiet.limit(MOST).with_for_update(of=both, skip_locked=True)
    while True:
        with begin() as connection:
            locked = connection.execute(locking).scalars().all()
            still = quiet.where(_applications.id.in_(locked)).correlate(None)
            gone = int(connection.execute(delete(tables["applications"]).where(_applications.id.in_(still))).rowcount)
        deleted += gone
        if gone < MOST:
            return deleted


def _nobody_waits(lately: datetime) -> Any:
    """What nobody holds for the law, and where no call was taken on and no complaint answered only lately, or not yet.

    An answer has to be read: whoever complained comes back for it. A form that came on paper and was never sent is no
    draft to its person: it waits until somebody sends or deletes it.
    """
    waits = exists().where(
        _calls.application_id == _applications.id, or_(_calls.taken.is_(None), _calls.taken > lately)
    )
    held = exists().where(_holds.application_id == _applications.id, _holds.lifted.is_(None))
    complained = exists().where(
        _complaints.application_id == _applications.id,
        or_(and_(_complaints.answered.is_(None), _complaints.stopped.is_(None)), _complaints.answered > lately),
    )
    posted = and_(
        _applications.state == State.DRAFT,
        exists().where(_grants.application_id == _applications.id, _grants.role == Role.KEYING),
        ~exists().where(_submissions.application_id == _applications.id),
    )
    return and_(~waits, ~held, ~complained, ~posted)


def _closed_before(before: datetime) -> Any:
    return and_(_applications.state == State.CLOSED, _applications.closed <= before)


def _purge_mails(run: Run, before: datetime) -> int:
    """Delete mails that are sent or given up, with the words of the latter, and letters about what is deleted.

    That one failed is kept, without words and address, until somebody has looked after it, but not for ever.
    """
    given_up = _mails.state == Delivery.GIVEN_UP
    looked_after = or_(_mails.settled.is_not(None), _mails.application_id.is_(None), _mails.made <= before - NOT_SEEN)
    run(update(tables["mails"]).where(given_up, _mails.made <= before).values(contents=None))
    nobody_prints = and_(_mails.state == Delivery.TO_PRINT, _mails.application_id.is_(None))
    done = or_(_mails.state == Delivery.SENT, and_(given_up, looked_after), nobody_prints)
    return run(delete(tables["mails"]).where(done, _mails.made <= before))


def _forget_parties(run: Run, now: datetime) -> int:
    """Delete who has nothing here any more: no grant, no session, no work; and counts of tries that lapsed."""
    run(delete(tables["attempts"]).where(queries.attempts.since <= now - LONGEST))
    nothing = and_(
        ~exists().where(_grants.party_id == _parties.id),
        ~exists().where(_sessions.party_id == _parties.id),
        ~exists().where(_staff.party_id == _parties.id),
    )
    return run(delete(tables["parties"]).where(nothing))


def rotate_keys(engine: Engine, keyring: Keyring) -> Rotated:
    """Lock under the current master key what is still locked under an older one; answers themselves stay as they are.

    Runs in one transaction; afterwards the older master keys can be taken out of the settings.
    """
    with engine.begin() as connection:
        return Rotated(sum(_rotate(connection, keyring, *column) for column in UNDER_MASTER_KEY))


UNDER_MASTER_KEY = (
    ("keys", "wrapped", "id"),
    ("applications", "key", "id"),
    ("credentials", "address", "id"),
    ("one_time_codes", "address", "id"),
    ("mails", "contents", "id"),
    ("staff", "name", "party_id"),
    ("staff", "email", "party_id"),
    ("staff", "password", "party_id"),
    ("staff", "otp", "party_id"),
)
"""Every column that the master key locks, with the column that names its row; a test shows that it is complete."""


def _rotate(connection: Connection, keyring: Keyring, table: str, column: str, row: str) -> int:
    found = tables[table].c
    write = update(tables[table]).where(found[row] == bindparam("at_row")).values({column: bindparam("new_value")})
    kept = connection.execute(select(found[row], found[column]).where(found[column].is_not(None))).all()
    old = [(row_id, value) for row_id, value in kept if keyring.key_of(value) != keyring.current]
    for row_id, value in old:
        fresh = keyring.lock(keyring.unlock(value, table, column, row_id), table, column, row_id)
        connection.execute(write, {"at_row": row_id, "new_value": fresh})
    return len(old)
