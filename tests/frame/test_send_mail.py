"""The command that sends mail, with a real mail server and both databases."""

from __future__ import annotations

import base64
import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageReceiver
from sqlmodel import Session

from portal.cli.send_mail import keep_sending
from portal.config import Settings
from portal.db.encryption import Keyring
from portal.db.session import make_engine
from portal.db.tables import Mail
from tests.frame.checkouts import run_portal

KEYS = f"first:{base64.b64encode(bytes(range(32))).decode()}"


class Postbox(MessageReceiver):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[Message[Any, Any]] = []

    def handle_message(self, message: Message[Any, Any]) -> None:
        self.arrived.append(message)


@pytest.fixture
def postbox() -> Iterator[tuple[Postbox, str]]:
    """A mail server on this machine, and its address."""
    receiver = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(receiver, hostname="127.0.0.1", port=port)
    controller.start()
    yield receiver, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def env(database_url: str, postbox: tuple[Postbox, str]) -> dict[str, str]:
    return {
        "PORTAL_IN_PLACE": "1",
        "DATABASE_URL": database_url,
        "PORTAL_MASTER_KEYS": KEYS,
        "PORTAL_SMTP_URL": postbox[1],
        "PORTAL_MAIL_FROM": "support@example.org",
    }


def put_a_mail_into_the_outbox(env: dict[str, str], row_id: str) -> None:
    engine, now = make_engine(env["DATABASE_URL"]), datetime.now(UTC)
    words = json.dumps({"to": "ann@example.org", "subject": "Your reference", "body": "Dear Ann"}).encode()
    locked = Keyring.read(KEYS).lock(words, "mails", "contents", row_id)
    with Session(engine) as session:
        session.add(
            Mail(id=row_id, kind="sent", once=row_id, message_id=f"<{row_id}@h>", contents=locked, due=now, made=now)
        )
        session.commit()
    engine.dispose()


def test_what_is_due_is_sent_once(env: dict[str, str], postbox: tuple[Postbox, str]) -> None:
    put_a_mail_into_the_outbox(env, "one")
    first, second = run_portal("send-mail", env=env), run_portal("send-mail", env=env)
    assert (first.returncode, first.stdout.split(",")[0]) == (0, "1 sent"), first.stderr
    assert second.stdout.startswith("0 sent")
    (mail,) = postbox[0].arrived
    assert mail["To"] == "ann@example.org"
    assert mail["From"] == "support@example.org"


def test_a_mail_of_later_is_sent_by_the_watch(env: dict[str, str], postbox: tuple[Postbox, str]) -> None:
    settings, stop = Settings.from_env(env), threading.Event()
    assert settings.smtp is not None
    put_a_mail_into_the_outbox(env, "two")
    watching = threading.Thread(target=keep_sending, args=(settings, settings.smtp, stop))
    watching.start()
    patience = time.monotonic() + 10
    while not postbox[0].arrived and time.monotonic() < patience:
        time.sleep(0.02)
    stop.set()
    watching.join(10)
    assert not watching.is_alive()
    assert len(postbox[0].arrived) == 1


def test_a_server_that_is_away_is_tried_again_later(env: dict[str, str], postbox: tuple[Postbox, str]) -> None:
    put_a_mail_into_the_outbox(env, "three")
    answered = run_portal("send-mail", env={**env, "PORTAL_SMTP_URL": "smtp://127.0.0.1:9"})
    assert "0 sent, 1 to be tried again later" in answered.stdout
    assert "ann@example.org" not in answered.stdout + answered.stderr
    assert postbox[0].arrived == []


def test_without_a_mail_server_the_command_says_which_setting_is_wanted(env: dict[str, str]) -> None:
    answered = run_portal("send-mail", env={**env, "PORTAL_SMTP_URL": ""})
    assert answered.returncode == 1
    assert "Set PORTAL_SMTP_URL" in answered.stderr
