"""Mail that really goes out, to a real server."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date as day
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import text

from portal.config import MailServer
from portal.db import queries
from portal.db.tables import Delivery
from portal.notices import Said
from portal.services import notices, outbox
from portal.services.dates_to_keep import Dated
from portal.services.outbox import Report
from tests.services.test_dates_to_keep import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services.town import Town

FROM = "no-reply@support.example"


class Postbox:
    """A mail server that keeps what it takes, and refuses what it is told to."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.refusals: list[str] = []
        self.lock = threading.Lock()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - the library's name
        with self.lock:
            if self.refusals:
                return self.refusals.pop(0)
            self.taken.append(message_from_bytes(envelope.content, policy=default))
            return "250 OK"


def at(port: int) -> MailServer:
    return MailServer("127.0.0.1", port, None, None, tls=False, starttls=False)


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def server(postbox: Postbox) -> Iterator[MailServer]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield at(port)
    controller.stop()


def queue(town: Town, number: int = 0, to: str = "ann@example.org") -> None:
    with town.visit() as context:
        mail = Said(f"Subject {number}", "Grüße, ÿ\n")
        notices.queue(context, to, mail, kind="test", cause=str(number), application_id=None)


def send(town: Town, server: MailServer) -> Report:
    return outbox.send_due(town.database.engine, town.keyring, server, FROM, lambda: town.now)


def states(town: Town) -> list[tuple[str, int, bool]]:
    with town.visit(write=False) as context:
        rows = context.session.connection().execute(text("SELECT state, tries, contents FROM mails ORDER BY id"))
        return [(row.state, row.tries, row.contents is not None) for row in rows]


def test_a_mail_goes_out_once_with_its_words_and_is_wiped(town: Town, server: MailServer, postbox: Postbox) -> None:
    queue(town)
    assert send(town, server) == Report(sent=1)
    assert send(town, server) == Report()
    (mail,) = postbox.taken
    assert (mail["To"], mail["From"], mail["Subject"]) == ("ann@example.org", FROM, "Subject 0")
    assert mail.get_content().splitlines() == ["Grüße, ÿ"]
    assert mail["Message-ID"].endswith("@support.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert states(town) == [("sent", 1, False)]


def test_a_date_goes_with_a_mail_as_a_file_for_a_calendar(town: Town, server: MailServer, postbox: Postbox) -> None:
    date = Dated(day(2026, 12, 1), "an-id", "A date to remember").written()
    with town.visit() as context:
        said = Said("A subject", "By Tuesday 1 December 2026\n", date=date)
        notices.queue(context, "ann@example.org", said, kind="test", cause="1", application_id=None)
    assert send(town, server) == Report(sent=1)
    (mail,) = postbox.taken
    assert "1 December" in mail.get_body().get_content()
    (file,) = mail.iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "date.ics")
    assert [(each["day"], each["title"]) for each in read(file.get_payload(decode=True))] == [
        (day(2026, 12, 1), "A date to remember")
    ]


def test_one_cause_makes_one_mail_to_one_address(town: Town) -> None:
    queue(town)
    queue(town, to=" ANN@example.org")
    queue(town, to="bea@example.org")
    assert len(town.mails()) == 2


def test_a_mail_of_a_request_that_failed_is_never_sent(town: Town) -> None:
    def fail() -> None:
        with town.visit() as context:
            notices.queue(context, "a@example.org", Said("x", "y"), kind="test", cause="1", application_id=None)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert town.mails() == []


def test_a_server_that_is_not_there_loses_nothing_and_is_tried_less_and_less_often(
    town: Town, server: MailServer, postbox: Postbox
) -> None:
    queue(town)
    nobody = at(1)
    assert send(town, nobody) == Report(again=1)
    assert send(town, nobody) == Report(), "not due yet"
    town.later(timedelta(minutes=1))
    assert send(town, nobody) == Report(again=1)
    town.later(timedelta(minutes=1))
    assert send(town, server) == Report(), "twice as long"
    town.later(timedelta(minutes=1))
    assert send(town, server) == Report(sent=1)
    assert len(postbox.taken) == 1


STRANGE = (
    "ann@example.org\nBcc: all@example.org",
    '"',
    "a@[",
    "@",
    "<",
    "",
    "ann@",
    "=?utf-8?q?=00?=",
    "\u0000@x",
    "a(b@c",
)


def test_a_strange_address_holds_up_no_other_mail(town: Town, server: MailServer, postbox: Postbox) -> None:
    for number, address in enumerate(STRANGE):
        queue(town, number, to=address)
    queue(town, len(STRANGE))
    done = send(town, server)
    assert (done.sent + done.again + done.given_up) == len(STRANGE) + 1
    assert "ann@example.org" in [str(mail["To"]) for mail in postbox.taken]
    assert not any("all@example.org" in str(mail) for mail in postbox.taken)


def test_a_password_that_cannot_be_sent_loses_no_mail(town: Town, postbox: Postbox) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    strict = Controller(postbox, hostname="127.0.0.1", port=port, auth_require_tls=False, authenticator=refuse)
    strict.start()
    queue(town)
    try:
        assert send(town, replace(at(port), user="ann", password="pässwörd")) == Report(again=1)
    finally:
        strict.stop()
    assert states(town) == [("waiting", 1, True)]


def refuse(*_asked: Any) -> AuthResult:
    """Let nobody in."""
    return AuthResult(success=False)


def test_waiting_doubles_up_to_six_hours() -> None:
    waits = [outbox.wait_after(tries) for tries in range(1, 30)]
    assert waits[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=6)


def test_a_server_that_says_later_is_asked_again_with_the_same_message_id(
    town: Town, server: MailServer, postbox: Postbox
) -> None:
    queue(town)
    postbox.refusals = ["451 try again later"]
    assert send(town, server) == Report(again=1)
    with town.visit(write=False) as context:
        message_id = context.session.connection().execute(text("SELECT message_id FROM mails")).scalar_one()
    town.later(timedelta(minutes=1))
    assert send(town, server) == Report(sent=1)
    assert postbox.taken[0]["Message-ID"] == message_id


def test_a_server_that_says_never_is_not_asked_again(town: Town, server: MailServer, postbox: Postbox) -> None:
    queue(town)
    postbox.refusals = ["550 no such mailbox"]
    assert send(town, server) == Report(given_up=1)
    assert states(town) == [("given-up", 1, True)]
    town.later(timedelta(days=30))
    assert send(town, server) == Report()


def test_after_a_week_a_mail_is_given_up(town: Town) -> None:
    queue(town)
    town.later(timedelta(days=7))
    assert send(town, at(1)) == Report(given_up=1)


def test_one_mail_that_fails_does_not_hold_up_the_others(town: Town, server: MailServer, postbox: Postbox) -> None:
    for number in range(3):
        queue(town, number)
    postbox.refusals = ["451 not this one now"]
    assert send(town, server) == Report(sent=2, again=1)


def test_a_worker_that_died_leaves_its_mail_to_the_next(town: Town, server: MailServer) -> None:
    queue(town)
    assert outbox._claim(town.database.engine, "dead", town.now) is not None
    assert send(town, server) == Report(), "still claimed"
    town.later(outbox.LEASE)
    assert send(town, server) == Report(sent=1)


def test_several_workers_send_each_mail_once(town: Town, server: MailServer, postbox: Postbox) -> None:
    for number in range(24):
        queue(town, number)
    with ThreadPoolExecutor(4) as pool:
        reports = list(pool.map(lambda _: send(town, server), range(4)))
    assert sum(report.sent for report in reports) == 24
    assert sorted(mail["Subject"] for mail in postbox.taken) == sorted(f"Subject {number}" for number in range(24))


def test_no_address_gets_into_the_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    queue(town)
    send(town, at(1))
    assert "ConnectionRefusedError" in caplog.text
    assert "example.org" not in caplog.text


def test_the_page_of_outgoing_mail_shows_what_waits(town: Town, server: MailServer) -> None:
    queue(town)
    (mail,) = town.mails()
    assert (mail.to, mail.subject, mail.state) == ("ann@example.org", "Subject 0", Delivery.WAITING)
    send(town, server)
    (mail,) = town.mails()
    assert (mail.to, mail.subject, mail.state) == ("", "", Delivery.SENT)


def test_every_mail_is_locked_for_its_own_row(town: Town) -> None:
    queue(town, 1)
    queue(town, 2)
    mails = queries.tables["mails"]
    with town.visit() as context:
        first = context.session.connection().execute(mails.select()).first()
        assert first is not None
        context.session.connection().execute(mails.update().values(contents=first.contents))
    assert send(town, at(1)) == Report(again=1, given_up=1)
