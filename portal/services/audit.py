"""Checking the log: whether every chain of events is whole, and what a seal that was kept elsewhere says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from portal.db import queries
from portal.services.events import Happened, checksum, record_for
from portal.services.keys import key_in
from portal.services.refusals import NotFound

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from portal.access import Role
    from portal.db.encryption import Keyring
    from portal.services.context import Context
    from portal.services.opened import Opened

ROWS = 1000  # read at a time
INSTALLATION = "installation"

_events, _applications = queries.events, queries.applications
_ALL = (
    select(queries.tables["events"], _applications.reference)
    .select_from(
        queries.tables["events"].outerjoin(queries.tables["applications"], _applications.id == _events.application_id)
    )
    .order_by(func.coalesce(_events.application_id, ""), _events.id)
)
_ENDS = select(_events.application_id, _events.number, _events.checksum).where(_events.number.is_not(None))
_OF_ONE = (
    select(_events.application_id, _events.at, _events.kind, _events.party_id, _events.role, _events.about)
    .select_from(
        queries.tables["events"].join(queries.tables["applications"], _applications.id == _events.application_id)
    )
    .where(_applications.reference == bindparam("reference"))
    .order_by(_events.id)
)
_TIMES = select(func.count()).where(
    _events.application_id == bindparam("row"),
    _events.party_id == bindparam("party"),
    _events.kind.in_(bindparam("kinds", expanding=True)),
)


@dataclass(frozen=True)
class Break:
    """Where the log was tampered with. `chain` is the reference of an application, or the installation's."""

    chain: str
    number: int | None
    what: str  # changed, missing, out-of-order, unsealed, replaced or cut-off


@dataclass(frozen=True)
class Checked:
    """What a check of the whole log found."""

    chains: int
    events: int
    earlier: int  # from before there were chains: nothing can be said about them
    breaks: tuple[Break, ...]
    gone: int = 0  # chains of a seal whose application was deleted since


@dataclass(frozen=True)
class Seal:
    """How far a chain had come when somebody wrote it down."""

    chain: str  # id of the application
    number: int
    checksum: str


@dataclass(frozen=True)
class Entry:
    """One event as an auditor reads it: who, what, when, in which role, about what; never an answer."""

    at: datetime
    kind: Happened
    party: str | None
    role: Role | None
    about: str | None


def verify(connection: Connection, keyring: Keyring, seals: Iterable[Seal] = ()) -> Checked:
    """Check every chain from its first event to its last; with seals from an earlier day, also that none lost its end.

    Nothing is written. Reads all events once.
    """
    key = key_in(connection, keyring)
    chains = events = earlier = 0
    breaks: list[Break] = []
    wanted = {seal.chain: seal for seal in seals}
    rows = connection.execution_options(yield_per=ROWS).execute(_ALL)
    for chain, of_one in groupby(rows.mappings(), key=lambda row: row["application_id"] or INSTALLATION):
        chains += 1
        counted = _check_chain(key, of_one, wanted.pop(chain, None), breaks)
        events, earlier = events + counted[0], earlier + counted[1]
    if INSTALLATION in wanted:
        breaks.append(Break(INSTALLATION, wanted.pop(INSTALLATION).number, "cut-off"))
    return Checked(chains, events, earlier, tuple(breaks), gone=len(wanted))


def _check_chain(key: bytes, rows: Iterable[Any], seal: Seal | None, breaks: list[Break]) -> tuple[int, int]:
    """Check one chain; return how many events it has and how many came before it."""
    number, before, earlier, events, name = 0, "", 0, 0, INSTALLATION
    sealed: dict[int, str] = {}
    for row in rows:
        events += 1
        name = row["reference"] or name
        if row["number"] is None:
            earlier += 1
            if number:
                breaks.append(Break(name, None, "unsealed"))
            continue
        if row["number"] != number + 1:
            what = "missing" if row["number"] > number + 1 else "out-of-order"
            breaks.append(Break(name, number + 1, what))
            before = ""  # what it should follow is not there: told once, not for each that comes after
        elif row["checksum"] != checksum(key, before, row):
            breaks.append(Break(name, row["number"], "changed"))
        number, before = row["number"], row["checksum"] or ""
        sealed[number] = before
    if seal is not None and sealed.get(seal.number) != seal.checksum:
        breaks.append(Break(name, seal.number, "cut-off" if seal.number > number else "replaced"))
    return events, earlier


def seals(connection: Connection) -> Iterator[Seal]:
    """Return how far each chain has come, to be kept where nobody who can write to the database can."""
    ends: dict[str, Seal] = {}
    for row in connection.execute(_ENDS.order_by(_events.id)):
        chain = row.application_id or INSTALLATION
        ends[chain] = Seal(chain, row.number, row.checksum or "")
    yield from (ends[chain] for chain in sorted(ends))


def entries(context: Context, reference: str, reader: Opened | None = None) -> tuple[Entry, ...]:
    """Return the log of one application, the oldest first, and write down that it was read. Raises NotFound."""
    rows = context.session.connection().execute(_OF_ONE, {"reference": reference}).all()
    if not rows:
        raise NotFound
    who: dict[str, Any] = {} if reader is None else {"party": reader.party_id, "role": reader.role}
    record_for(context, rows[0].application_id, Happened.LOG_READ, **who)
    return tuple(Entry(row.at, row.kind, row.party_id, row.role, row.about) for row in rows)


def times(context: Context, opened: Opened, *kinds: Happened) -> int:
    """Return how often whoever has it open did one of these things here: a form that carries it is not taken twice.

    Whoever asks for the same application waits until this transaction ends, so that two at once count each other.
    """
    connection = context.session.connection()
    connection.execute(queries.HOLD, {"row": opened.id})
    wanted = {"row": opened.id, "party": opened.party_id, "kinds": kinds}
    return int(connection.execute(_TIMES, wanted).scalar_one())
