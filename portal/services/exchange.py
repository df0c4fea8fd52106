"""Words between the council and those who act for a person: messages, what the council asks, what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, update

from portal.access import STAFF, Role, State
from portal.db import queries
from portal.db.case_tables import MessageKind
from portal.db.columns import new_id
from portal.notices import Occasion
from portal.services import closing, notices, once
from portal.services.events import Happened, record
from portal.services.opened import OWN_ROLES
from portal.services.refusals import NotFound, NotPossible

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened

_messages = queries.tables["messages"].c
_ALL = (
    select(queries.tables["messages"])
    .where(_messages.application_id == bindparam("row"))
    .order_by(_messages.written, _messages.id)
)
_DONE = (
    update(queries.tables["messages"])
    .where(_messages.id == bindparam("ask"), _messages.application_id == bindparam("row"), _messages.done.is_(None))
    .values(done=bindparam("now"))
)


@dataclass(frozen=True)
class Message:
    """One message. `answers` are those to what the council asked."""

    id: str
    kind: MessageKind
    role: Role
    private: bool
    words: str
    written: datetime
    done: datetime | None
    reply_to: str | None

    @property
    def from_council(self) -> bool:
        """Whether staff wrote it."""
        return self.role in STAFF

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.kind is MessageKind.ASK and self.done is None


def messages(context: Context, opened: Opened) -> tuple[Message, ...]:
    """Return what this reader may see, the oldest first. Private ones are between the person and safeguarding."""
    confidant = opened.role in OWN_ROLES or opened.role is Role.SAFEGUARDING_WORKER
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    return tuple(
        Message(
            id=row.id,
            kind=row.kind,
            role=Role(row.role),
            private=row.private,
            words=opened.unlock(row.contents, "messages", "contents", row.id).decode(),
            written=row.written,
            done=row.done,
            reply_to=row.reply_to,
        )
        for row in rows
        if confidant or not row.private
    )


def write(context: Context, opened: Opened, words: str, *, drawn: str = "") -> None:
    """Write to the council. Open it with Action.MESSAGE. For `drawn` see `once`.

    Raises NotPossible once it is closed.
    """
    if opened.state is State.CLOSED:
        raise NotPossible("it is closed")
    cause = once.row_id(context, opened, drawn, "message", words)
    if _add(context, opened, cause, MessageKind.MESSAGE, words):
        record(context, opened, Happened.MESSAGE_WRITTEN)
        notices.tell(context, opened, Occasion.WRITTEN, cause)


def answer(context: Context, opened: Opened, ask: str, words: str) -> None:
    """Answer what the council asked. Open it with Action.MESSAGE.

    Raises NotFound where this reader was not asked, and NotPossible when it was answered or is no longer wanted.
    """
    seen = messages(context, opened)
    asked = next((each for each in seen if each.id == ask and each.kind is MessageKind.ASK), None)
    if asked is None:
        raise NotFound
    done = {"ask": ask, "row": opened.id, "now": context.now}
    if context.session.connection().execute(_DONE, done).rowcount != 1:
        raise NotPossible("it was answered")
    cause = new_id()
    _add(context, opened, cause, MessageKind.ANSWER, words, reply_to=ask, private=asked.private)
    record(context, opened, Happened.ANSWERED_ASK)
    if not any(each.is_open and not each.private for each in seen if each.id != ask):
        closing.take_back_reminders(context, opened, {Occasion.ANSWER_WAITS})
    notices.tell(context, opened, Occasion.WRITTEN, cause)


def ask(context: Context, opened: Opened, words: str, *, wants_answer: bool, private: bool = False) -> None:
    """Write to those who act for the person, or ask them for something. Fetch the case with Action.ASK.

    Only the safeguarding worker writes in private; then only the person is told, and only they can read it. Raises
    NotPossible for others.
    """
    if private and opened.role is not Role.SAFEGUARDING_WORKER:
        raise NotPossible("only the safeguarding worker writes in private")
    kind = MessageKind.ASK if wants_answer else MessageKind.MESSAGE
    cause = new_id()
    _add(context, opened, cause, kind, words, private=private)
    record(context, opened, Happened.ASKED if wants_answer else Happened.MESSAGE_WRITTEN)
    if not private:  # nothing goes out that somebody else could see arrive
        notices.tell(context, opened, Occasion.ASKED, cause)


def _add(
    context: Context,
    opened: Opened,
    row_id: str,
    kind: MessageKind,
    words: str,
    *,
    reply_to: str | None = None,
    private: bool = False,
) -> bool:
    """Keep a message, and say whether it was not there before."""
    row = {
        "id": row_id,
        "application_id": opened.id,
        "kind": kind,
        "reply_to": reply_to,
        "party_id": opened.party_id,
        "role": opened.role,
        "private": private,
        "contents": opened.lock_words(words, "messages", "contents", row_id),
        "written": context.now,
        "done": None,
    }
    return once.add(context, "messages", row)
