"""Writing down what is to go out, locked, with the ways that are left when one fails."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import keyed_hash
from portal.db.tables import Delivery
from portal.notices import Channel, Format
from portal.services.dates_to_keep import Dated
from portal.services.keys import lookup_key, normal_email

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portal.config import NotifyService
    from portal.notices import Said
    from portal.services.context import Context

_mails = queries.tables["mails"].c
_OUTGOING = select(queries.tables["mails"]).order_by(_mails.made.desc(), _mails.id)


NOWHERE = ""
"""The address of a letter that must be written and that nobody may post: staff give it by hand, or read it out."""


@dataclass(frozen=True)
class Way:
    """How words go to one address. That of a letter is its lines, name first."""

    channel: Channel
    to: str
    format: Format = Format.STANDARD
    language: str = ""
    by_hand: bool = False  # a letter that staff print, whatever else could carry it
    whose: Mapping[str, Any] | None = None  # for whom it is, by which it is looked at again: see `reachable.whose`


@dataclass(frozen=True)
class Outgoing:
    """What goes out, as the demonstration shows it; the words are gone once it was sent."""

    id: str
    to: str
    subject: str
    body: str
    state: Delivery
    made: datetime
    channel: Channel = Channel.EMAIL
    date: Dated | None = None  # a day for a calendar, which goes along with a mail


def queue(context: Context, to: str, said: Said, *, kind: str, cause: str, application_id: str | None) -> None:
    """Write down a mail. The same cause never makes two mails of one kind to one address."""
    post(context, Way(Channel.EMAIL, to), said, kind=kind, cause=cause, application_id=application_id)


def post(
    context: Context,
    way: Way,
    said: Said,
    *,
    kind: str,
    cause: str,
    application_id: str | None,
    then: tuple[Way, ...] = (),
) -> None:
    """Write down what goes one way, and `then` the other ways there are."""
    once = keyed_hash(lookup_key(context), "mail", kind, cause, normal_email(way.to))
    contents = {**asdict(way), **asdict(said), "then": [asdict(each) for each in then]}
    made = new_row(contents, context.settings.mail_from, context.now, context.settings.notify)
    row = {**made, "once": once, "kind": kind}
    row |= {"application_id": application_id}
    row["contents"] = context.keyring.lock(row["contents"], "mails", "contents", row["id"])
    connection = context.session.connection()
    add = queries.insert_or(connection.dialect.name, "mails").values(row)
    connection.execute(add.on_conflict_do_nothing(index_elements=["once"]))


def new_row(contents: Mapping[str, Any], sender: str, at: datetime, notify: NotifyService | None) -> dict[str, Any]:
    """Return the columns of a row for these contents; they are not locked yet."""
    row_id, channel = new_id(), Channel(contents["channel"])
    by_hand = channel is Channel.LETTER and is_printed_here(contents, notify)
    domain = sender.rpartition("@")[2].strip(">") or "localhost"
    return {
        "id": row_id,
        "message_id": f"<{row_id}@{domain}>",
        "channel": channel,
        "contents": json.dumps(contents).encode(),
        "state": Delivery.TO_PRINT if by_hand else Delivery.WAITING,
        "tries": 0,
        "due": at,
        "made": at,
    }


def is_printed_here(contents: Mapping[str, Any], notify: NotifyService | None) -> bool:
    """Whether somebody prints a letter: Notify knows one size of letters, and nothing of decisions."""
    plain = contents.get("format", Format.STANDARD) == Format.STANDARD and not contents.get("by_hand")
    return notify is None or Channel.LETTER not in notify.templates or not plain


def outgoing(context: Context) -> tuple[Outgoing, ...]:
    """Return what there is, newest first, for the demonstration's page; what was already sent has no words."""
    rows = context.session.connection().execute(_OUTGOING).all()
    return tuple(_shown(context, row) for row in rows)


def _shown(context: Context, row: Any) -> Outgoing:
    plain = None if row.contents is None else context.keyring.unlock(row.contents, "mails", "contents", row.id)
    words: dict[str, Any] = {"to": "", "subject": "", "body": ""} if plain is None else json.loads(plain)
    body = words.get("short") if row.channel == Channel.TEXT else words["body"]
    date = words.get("date") if row.channel == Channel.EMAIL else None
    return Outgoing(
        row.id,
        words["to"],
        words["subject"],
        body or "",
        row.state,
        row.made,
        Channel(row.channel),
        Dated.read(date) if date else None,
    )
