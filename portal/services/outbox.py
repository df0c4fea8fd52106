"""Sending what waits in the outbox: claimed by one worker at a time, tried again, passed on, never lost.

What is refused for good, or does not arrive, goes out by the next way that is safe for whoever it is for. Staff see it.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.exc import DBAPIError

from portal.db import queries
from portal.db.columns import new_id
from portal.db.tables import Delivery
from portal.notices import Channel
from portal.services import posting, reachable
from portal.services.carriers import carriers

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from portal.config import MailServer, NotifyService
    from portal.db.encryption import Keyring
    from portal.services.carriers import MailCarrier, NotifyCarrier

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # longer than a server may take to answer
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP = timedelta(days=7)
PASS_ON = timedelta(days=1)  # the same where there is another way
ASK_AGAIN = timedelta(minutes=15)  # whether it arrived
NEWS_ENDS = timedelta(days=4)  # since it was handed over: Notify tries for 72 hours, and then says nothing more

_mails = queries.tables["mails"].c
_DUE = (
    select(_mails.id)
    .where(_mails.state.in_((Delivery.WAITING, Delivery.HANDED_OVER)), _mails.due <= bindparam("now"))
    .where(or_(_mails.claimed_until.is_(None), _mails.claimed_until <= bindparam("now")))
    .order_by(_mails.due, _mails.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(queries.tables["mails"])
    .where(_mails.id == bindparam("row"))
    .values(claimed_by=bindparam("worker"), claimed_until=bindparam("until"), tries=_mails.tries + 1)
    .returning(*queries.tables["mails"].c)
)
_mine = (_mails.id == bindparam("row"), _mails.claimed_by == bindparam("worker"))
_free = {"claimed_by": None, "claimed_until": None}
_SENT = (
    update(queries.tables["mails"])
    .where(*_mine)
    .values(state=Delivery.SENT, sent=bindparam("now"), contents=None, **_free)
)
_HANDED = (
    update(queries.tables["mails"])
    .where(*_mine)
    .values(state=Delivery.HANDED_OVER, handed=bindparam("taken"), sent=bindparam("now"))
    .values(due=bindparam("again"), **_free)
)
_LATER = update(queries.tables["mails"]).where(*_mine).values(due=bindparam("again"), **_free)
_GIVEN_UP = update(queries.tables["mails"]).where(*_mine).values(state=Delivery.GIVEN_UP, **_free)
_PASSED_ON = update(queries.tables["mails"]).where(*_mine).values(state=Delivery.GIVEN_UP, contents=None, **_free)


@dataclass(frozen=True)
class Report:
    """What one round of sending did."""

    sent: int = 0
    again: int = 0  # to be tried again later
    given_up: int = 0
    passed_on: int = 0  # those of them that go out another way now


@dataclass(frozen=True)
class Round:
    """One round of sending: what it works with."""

    engine: Engine
    keyring: Keyring
    carriers: Mapping[Channel, MailCarrier | NotifyCarrier]
    sender: str
    notify: NotifyService | None
    worker: str
    clock: Callable[[], datetime]

    def run(self, statement: Any, mail: Any, **values: Any) -> None:
        """Run a statement about a mail that this worker claimed."""
        with self.engine.begin() as connection:
            connection.execute(statement, {"row": mail.id, "worker": self.worker, **values})


def now() -> datetime:
    """The time, for rounds that last."""
    return datetime.now(UTC)


def send_due(
    engine: Engine,
    keyring: Keyring,
    server: MailServer | None,
    sender: str,
    clock: Callable[[], datetime] = now,
    notify: NotifyService | None = None,
) -> Report:
    """Send everything that is due, one at a time, until nothing is left.

    It is claimed, handed over, and marked as sent, each in a transaction of its own. A worker that dies in between
    leaves a claim that lapses; it is then handed over again under the same Message-Id. The log names a row and the kind
    of failure, never an address.
    """
    this = Round(engine, keyring, carriers(server, sender, notify), sender, notify, new_id(), clock)
    counts = {"sent": 0, "again": 0, "given_up": 0, "passed_on": 0}
    while (mail := _claim(engine, this.worker, clock())) is not None:
        for count in _follow(this, mail) if mail.state == Delivery.HANDED_OVER else _try(this, mail):
            counts[count] += 1
    return Report(**counts)


def _claim(engine: Engine, worker: str, at: datetime) -> Any:
    with engine.begin() as connection:
        row = connection.execute(_DUE, {"now": at}).scalar_one_or_none()
        if row is None:
            return None
        return connection.execute(_CLAIM, {"row": row, "worker": worker, "until": at + LEASE}).one()


def _try(this: Round, mail: Any) -> tuple[str, ...]:
    """Hand one over. Return which of the counts go up."""
    words: dict[str, Any] | None = None
    carrier = this.carriers.get(mail.channel)
    try:
        words = _words(this, mail)
        if not _is_safe(this, mail, words, words):
            log.info("%s %s held back: this way is not safe any more", mail.channel, mail.id)
            return _give_up(this, mail, words)
        taken = this.carriers[mail.channel].hand_over(mail, words)
    except Exception as error:  # noqa: BLE001 - nothing strange may hold up what waits behind it
        log.warning("%s %s not sent, try %d: %s", mail.channel, mail.id, mail.tries, type(error).__name__)
        patience = PASS_ON if words and words.get("then") else GIVE_UP
        hopeless = words is None or (carrier is None and mail.channel != Channel.EMAIL)
        hopeless = hopeless or bool(carrier and carrier.refused_for_good(error))
        if hopeless or this.clock() - mail.made >= patience:
            return _give_up(this, mail, words or {})
        this.run(_LATER, mail, again=this.clock() + wait_after(mail.tries))
        return ("again",)
    if taken is None:
        this.run(_SENT, mail, now=this.clock())
    else:
        this.run(_HANDED, mail, taken=taken, now=this.clock(), again=this.clock() + ASK_AGAIN)
    return ("sent",)


def _follow(this: Round, mail: Any) -> tuple[str, ...]:
    """Ask whether one that was handed over has arrived. Return which of the counts go up."""
    carrier, arrived, words = this.carriers.get(mail.channel), None, dict[str, Any]()
    try:
        arrived = carrier.arrived(mail.handed) if carrier else None
        words = _words(this, mail) if arrived is False else words
    except Exception as error:  # noqa: BLE001 - the same
        log.warning("%s %s not followed: %s", mail.channel, mail.id, type(error).__name__)
    if arrived is False:
        return _give_up(this, mail, words)
    if arrived or this.clock() - (mail.sent or mail.made) >= NEWS_ENDS:
        this.run(_SENT, mail, now=this.clock())
    else:
        this.run(_LATER, mail, again=this.clock() + ASK_AGAIN)
    return ()


def _give_up(this: Round, mail: Any, words: dict[str, Any]) -> tuple[str, ...]:
    """Give this way up and take the next that is safe, where there is one, in one transaction."""
    first, *rest = [each for each in words.get("then") or [] if _is_safe(this, mail, words, each)] or [None]
    if first is None:
        this.run(_GIVEN_UP, mail)
        return ("given_up",)
    row = posting.new_row({**words, **first, "then": rest}, this.sender, this.clock(), this.notify)
    row["contents"] = this.keyring.lock(row["contents"], "mails", "contents", row["id"])
    once = hashlib.sha256(f"{mail.once} {first['channel']}".encode()).hexdigest()
    row |= {"once": once, "kind": mail.kind, "application_id": mail.application_id, "instead_of": mail.id}
    with this.engine.begin() as connection:
        if connection.execute(_PASSED_ON, {"row": mail.id, "worker": this.worker}).rowcount == 1:
            connection.execute(insert(queries.tables["mails"]), row)
    return ("given_up", "passed_on")


def _words(this: Round, mail: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(this.keyring.unlock(mail.contents, "mails", "contents", mail.id))
    return found


def _is_safe(this: Round, mail: Any, words: dict[str, Any], way: dict[str, Any]) -> bool:
    """Whether a way that was safe when the words were written still is.

    Raises DBAPIError where the database does not answer: that says nothing about the way, and is asked again.
    """
    if "channel" not in way:
        return True  # written before there was more than mail
    try:
        with this.engine.connect().execution_options(write=False) as connection:
            return reachable.is_safe(connection, this.keyring, this.clock(), mail.application_id, words, way)
    except DBAPIError:
        raise
    except Exception as error:  # noqa: BLE001 - what cannot be read holds up nothing else, and is not taken for safe
        log.warning("%s %s: no telling whether a way is safe: %s", mail.channel, mail.id, type(error).__name__)
        return False


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, up to six hours."""
    doublings = min(tries - 1, 20)
    return min(FIRST_WAIT * int(2**doublings), LONGEST_WAIT)
