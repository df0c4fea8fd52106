"""Sending what waits in the outbox over SMTP: claimed by one worker at a time, tried again, never lost."""

from __future__ import annotations

import json
import logging
import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, or_, select, update

from portal.db import queries
from portal.db.columns import new_id
from portal.db.tables import Delivery

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from portal.config import MailServer
    from portal.db.encryption import Keyring

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)  # longer than a server may take to answer
SERVER_ANSWERS = 60  # seconds
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
GIVE_UP = timedelta(days=7)

_mails = queries.tables["mails"].c
_DUE = (
    select(_mails.id)
    .where(_mails.state == Delivery.WAITING, _mails.due <= bindparam("now"))
    .where(or_(_mails.claimed_until.is_(None), _mails.claimed_until <= bindparam("now")))
    .order_by(_mails.due, _mails.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(queries.tables["mails"])
    .where(_mails.id == bindparam("row"))
    .values(claimed_by=bindparam("worker"), claimed_until=bindparam("until"), tries=_mails.tries + 1)
    .returning(_mails.id, _mails.message_id, _mails.contents, _mails.tries, _mails.made)
)
_mine = (_mails.id == bindparam("row"), _mails.claimed_by == bindparam("worker"))
_free = {"claimed_by": None, "claimed_until": None}
_SENT = (
    update(queries.tables["mails"])
    .where(*_mine)
    .values(state=Delivery.SENT, sent=bindparam("now"), contents=None, **_free)
)
_LATER = update(queries.tables["mails"]).where(*_mine).values(due=bindparam("again"), **_free)
_GIVEN_UP = update(queries.tables["mails"]).where(*_mine).values(state=Delivery.GIVEN_UP, **_free)


@dataclass(frozen=True)
class Report:
    """What one round of sending did."""

    sent: int = 0
    again: int = 0  # to be tried again later
    given_up: int = 0


def now() -> datetime:
    """The time, for rounds that last."""
    return datetime.now(UTC)


def send_due(
    engine: Engine, keyring: Keyring, server: MailServer, sender: str, clock: Callable[[], datetime] = now
) -> Report:
    """Send every mail that is due, one at a time, until none is left.

    A mail is claimed, handed over, and marked as sent, each in a transaction of its own. A worker that dies in between
    leaves a claim that lapses; the mail is then handed over again under the same Message-Id. The log names a row and
    the kind of failure, never an address.
    """
    worker, counts = new_id(), {"sent": 0, "again": 0, "given_up": 0}
    while (mail := _claim(engine, worker, clock())) is not None:
        message: EmailMessage | None = None
        try:
            message = _message(keyring, mail, sender)
            _hand_over(server, sender, message)
        except Exception as error:  # noqa: BLE001 - no strange mail and no strange server may hold up the other mails
            hopeless = message is None or _refused_for_good(error) or clock() - mail.made >= GIVE_UP
            log.warning("mail %s not sent, try %d: %s", mail.id, mail.tries, type(error).__name__)
            counts[_put_back(engine, worker, mail, clock(), hopeless=hopeless)] += 1
        else:
            _run(engine, _SENT, row=mail.id, worker=worker, now=clock())
            counts["sent"] += 1
    return Report(**counts)


def _claim(engine: Engine, worker: str, at: datetime) -> Any:
    with engine.begin() as connection:
        row = connection.execute(_DUE, {"now": at}).scalar_one_or_none()
        if row is None:
            return None
        return connection.execute(_CLAIM, {"row": row, "worker": worker, "until": at + LEASE}).one()


def _run(engine: Engine, statement: Any, **values: Any) -> None:
    with engine.begin() as connection:
        connection.execute(statement, values)


def _message(keyring: Keyring, mail: Any, sender: str) -> EmailMessage:
    words = json.loads(keyring.unlock(mail.contents, "mails", "contents", mail.id))
    message = EmailMessage(policy=MAIL_POLICY)
    message["From"] = sender
    message["To"] = words["to"]
    message["Subject"] = words["subject"]
    message["Date"] = format_datetime(mail.made)
    message["Message-ID"] = mail.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words["body"])
    return message


def _hand_over(server: MailServer, sender: str, message: EmailMessage) -> None:
    if server.tls:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SERVER_ANSWERS, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SERVER_ANSWERS)
    try:
        if server.starttls:
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password or "")
        connection.send_message(message, from_addr=sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):  # once it is taken, a rude goodbye must not send it again
            connection.quit()


def _put_back(engine: Engine, worker: str, mail: Any, at: datetime, *, hopeless: bool) -> str:
    """Put a mail back for later, or give it up. Return which of the counts goes up."""
    if hopeless:
        _run(engine, _GIVEN_UP, row=mail.id, worker=worker)
        return "given_up"
    _run(engine, _LATER, row=mail.id, worker=worker, again=at + wait_after(mail.tries))
    return "again"


def _refused_for_good(error: Exception) -> bool:
    """Whether the server said that this mail will never be taken."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many tries: twice as long each time, up to six hours."""
    doublings = min(tries - 1, 20)
    return min(FIRST_WAIT * int(2**doublings), LONGEST_WAIT)
