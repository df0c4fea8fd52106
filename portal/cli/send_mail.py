"""Sends the mail that waits in the outbox: once, for as long as wanted, or beside the running service."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
from collections.abc import Sequence

from portal.cli.stored import in_sentences
from portal.config import MailServer, Settings

EVERY = 15  # seconds between two looks into the outbox
log = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Send what is due and say how much that was; with --watch, go on until stopped. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal send-mail",
        description="Send every mail that is due. What the mail server does not take is tried again later.",
    )
    parser.add_argument("--watch", action="store_true", help=f"look again every {EVERY} seconds until stopped")
    wanted = parser.parse_args(arguments)
    settings = Settings.from_env(os.environ)
    if settings.smtp is None and settings.notify is None:
        print("There is no mail server to hand mail to. Set PORTAL_SMTP_URL, or PORTAL_NOTIFY_KEY.", file=sys.stderr)
        return 1
    if wanted.watch:
        keep_sending(settings, settings.smtp, threading.Event())
        return 0
    from portal.db.encryption import Keyring  # noqa: PLC0415  --help must not wait for it
    from portal.db.session import make_engine  # noqa: PLC0415  the same
    from portal.services.outbox import send_due  # noqa: PLC0415  the same

    engine = make_engine(settings.database_url)
    with in_sentences():
        keyring = Keyring.read(settings.master_keys)
        done = send_due(engine, keyring, settings.smtp, settings.mail_from, notify=settings.notify)
    engine.dispose()
    print(
        f"{done.sent} sent, {done.again} to be tried again later, {done.given_up} given up, {done.passed_on} passed on."
    )
    return 1 if done.given_up > done.passed_on else 0


def keep_sending(settings: Settings, server: MailServer | None, stop: threading.Event) -> None:
    """Send what is due, again and again, until `stop` is set. A database out of reach is tried again, too."""
    from portal.db.encryption import Keyring  # noqa: PLC0415  --help must not wait for it
    from portal.db.session import make_engine  # noqa: PLC0415  the same
    from portal.services.outbox import send_due  # noqa: PLC0415  the same

    engine, keyring = make_engine(settings.database_url), Keyring.read(settings.master_keys)
    while not stop.is_set():
        try:
            send_due(engine, keyring, server, settings.mail_from, notify=settings.notify)
        except Exception as error:  # noqa: BLE001 - there is no other sender: it must outlive every surprise
            log.warning("the outbox could not be sent: %s", type(error).__name__)
        stop.wait(EVERY)
    engine.dispose()
