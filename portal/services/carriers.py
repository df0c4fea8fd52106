"""What takes words over and brings them to people: a mail server, and GOV.UK Notify through its own client."""

from __future__ import annotations

import logging
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as MAIL_POLICY
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any, Final

from portal.notices import Channel
from portal.services.dates_to_keep import FILE_NAME, KIND, PARAMETERS, Dated, as_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.config import MailServer, NotifyService

SERVER_ANSWERS: Final = 60  # seconds
ADDRESS_LINES: Final = 7  # that a letter of Notify can have, the postcode among them
ARRIVED: Final = frozenset({"delivered", "sent", "received", "accepted"})
FAILED: Final = frozenset(
    {"permanent-failure", "temporary-failure", "technical-failure", "cancelled", "validation-failed"}
)
"""How Notify names the end of a mail, text message or letter, as its documentation has it, November 2026."""

logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)  # it would log what was refused


@dataclass(frozen=True)
class MailCarrier:
    """A mail server. It says at once whether it takes a mail, and nothing later."""

    server: MailServer
    sender: str

    def hand_over(self, mail: Any, words: Mapping[str, Any]) -> str | None:
        """Hand a mail over. Raises whatever the server or the way to it gives."""
        message = EmailMessage(policy=MAIL_POLICY)
        message["From"] = self.sender
        message["To"] = words["to"]
        message["Subject"] = words["subject"]
        message["Date"] = format_datetime(mail.made)
        message["Message-ID"] = mail.message_id
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(words["body"])
        if words.get("date"):
            date = as_file([Dated.read(words["date"])], mail.made)
            message.add_attachment(date, *KIND, filename=FILE_NAME, params=PARAMETERS)
        self._send(message)
        return None

    def _send(self, message: EmailMessage) -> None:
        server = self.server
        if server.tls:
            safely = ssl.create_default_context()
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=SERVER_ANSWERS, context=safely
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=SERVER_ANSWERS)
        try:
            if server.starttls:
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password or "")
            connection.send_message(message, from_addr=self.sender)
        finally:
            with suppress(OSError, smtplib.SMTPException):  # once it is taken, a rude goodbye must not send it again
                connection.quit()

    def arrived(self, handed: str) -> bool | None:
        """Whether it arrived: a mail server does not say."""
        return None

    def refused_for_good(self, error: Exception) -> bool:
        """Whether the server said that this mail will never be taken."""
        if isinstance(error, smtplib.SMTPRecipientsRefused):
            return all(code >= 500 for code, _ in error.recipients.values())
        return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


@dataclass(frozen=True)
class NotifyCarrier:
    """GOV.UK Notify. Each template of it has the places ((subject)), except that for texts, and ((body))."""

    service: NotifyService
    channel: Channel

    def hand_over(self, mail: Any, words: Mapping[str, Any]) -> str | None:
        """Hand it over and return the id under which Notify says later whether it arrived. Raises as its client does.

        What was handed over before, by a worker that died before it could write that down, is found again.
        """
        client, reference = self._client(), mail.message_id
        if mail.tries > 1 and (before := client.get_all_notifications(reference=reference)["notifications"]):
            return str(before[0]["id"])
        template = self.service.templates[self.channel]
        written = {"subject": words["subject"], "body": words["body"]}
        if self.channel is Channel.TEXT:
            short = {"body": words["short"]}
            answer = client.send_sms_notification(words["to"], template, personalisation=short, reference=reference)
        elif self.channel is Channel.EMAIL:
            answer = client.send_email_notification(words["to"], template, personalisation=written, reference=reference)
        else:
            lines = address_lines(words["to"])
            answer = client.send_letter_notification(template, {**written, **lines}, reference=reference)
        return str(answer["id"])

    def arrived(self, handed: str) -> bool | None:
        """Whether it arrived; None while nobody knows."""
        status = self._client().get_notification_by_id(handed)["status"]
        return True if status in ARRIVED else False if status in FAILED else None

    def refused_for_good(self, error: Exception) -> bool:
        """Whether Notify says that what it was given is wrong, such as a number that cannot be."""
        return getattr(error, "status_code", None) == 400

    def _client(self) -> Any:  # the library's functions have no types
        from notifications_python_client.notifications import (  # noqa: PLC0415 - slow to load, seldom needed
            NotificationsAPIClient,
        )

        make: Any = NotificationsAPIClient
        return make(self.service.key, base_url=self.service.address, timeout=SERVER_ANSWERS)


def address_lines(home: str) -> dict[str, str]:
    """The lines of an address under the names that Notify gives them; the last is the postcode."""
    lines = home.splitlines()
    kept = [*lines[: ADDRESS_LINES - 1], lines[-1]] if len(lines) > ADDRESS_LINES else lines
    return {f"address_line_{number}": line for number, line in enumerate(kept, 1)}


def carriers(
    server: MailServer | None, sender: str, notify: NotifyService | None
) -> dict[Channel, MailCarrier | NotifyCarrier]:
    """What takes over each channel; one that is not here cannot be used."""
    found: dict[Channel, MailCarrier | NotifyCarrier] = {}
    if server is not None:
        found[Channel.EMAIL] = MailCarrier(server, sender)
    if notify is not None:
        found.update({Channel(name): NotifyCarrier(notify, Channel(name)) for name in notify.templates})
    return found
