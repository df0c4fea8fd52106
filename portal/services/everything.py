"""Everything that is held about a person, for the person in charge: what, since when, from whom, until when."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.access import STAFF, Role
from portal.db import queries
from portal.services import additions, advocacy, complaining, exchange, looking_again
from portal.services.choices import as_plain, read_choice
from portal.services.context import LONDON
from portal.services.events import Happened
from portal.services.sharing import access, asking, care_links, inviting, own_views
from portal.services.staff import deciding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened

FORM = 1  # of the file; a reader of an old one asks for it

_answers, _events = queries.tables["answers"].c, queries.events
_submissions, _mails = queries.tables["submissions"].c, queries.tables["mails"].c
_holds, _credentials = queries.tables["legal_holds"].c, queries.credentials
_GIVEN = (
    select(queries.tables["answers"])
    .where(_answers.application_id == bindparam("row"))
    .order_by(_answers.given, _answers.question, _answers.item, _answers.sequence)
)
_SENT = (
    select(queries.tables["submissions"])
    .where(_submissions.application_id == bindparam("row"))
    .order_by(_submissions.number)
)
_LOG = (
    select(_events.at, _events.kind, _events.party_id, _events.role, _events.about)
    .where(_events.application_id == bindparam("row"))
    .order_by(_events.id)
)
_MAILED = (
    select(_mails.kind, _mails.state, _mails.made)
    .where(_mails.application_id == bindparam("row"))
    .order_by(_mails.made)
)
_reminders = queries.tables["reminders"].c
_REMINDED = (
    select(_reminders.kind, _reminders.made)
    .where(_reminders.application_id == bindparam("row"))
    .order_by(_reminders.made)
)
_ADDRESSES = select(_credentials.id, _credentials.kind, _credentials.address, _credentials.made).where(
    _credentials.party_id == bindparam("party"), _credentials.ended.is_(None)
)
_PAUSED = (
    select(queries.tables["pauses"])
    .where(queries.tables["pauses"].c.application_id == bindparam("row"))
    .order_by(queries.tables["pauses"].c.since)
)
_HELD = select(_holds.placed).where(_holds.application_id == bindparam("row"), _holds.lifted.is_(None))
_CLOSED = select(queries.applications.closed).where(queries.applications.id == bindparam("row"))
_OF_SAFETY = (Happened.PRIVATE_READ, Happened.SAFETY_TAKEN, Happened.PRIVATE_ALLOWED, Happened.PRIVATE_ENDED)


@dataclass(frozen=True)
class Kept:
    """Until when it is kept. `days` are those of the council's rule; `held` is the day since the law wants it kept."""

    days: int
    until: date | None  # the last day; None while it is not known (it goes on, or it is held), or goes by hours
    rule: str  # unsaved, quiet: after the last answer; complaint: after our answer; closed: after the end
    held: date | None


@dataclass(frozen=True)
class Given:
    """One answer, as it was given."""

    question: str
    item: str
    value: Any
    by: str  # you, helper or council
    at: datetime


def kept(context: Context, opened: Opened) -> Kept:
    """Return until when an application is kept."""
    connection, rule = context.session.connection(), context.content.council.retention_days
    since = connection.execute(_HELD, {"row": opened.id}).scalars().first()
    held = None if since is None else since.astimezone(LONDON).date()
    if opened.was_sent:
        closed = connection.execute(_CLOSED, {"row": opened.id}).scalar_one()
        return Kept(rule.sent, None if held else _after(closed, rule.sent), "closed", held)
    if complaining.keep_draft(context, opened):
        return Kept(rule.draft_saved, None, "complaint", held)
    if not opened.saved:
        return Kept(rule.draft_not_saved, None, "unsaved", held)
    return Kept(rule.draft_saved, None if held else _after(opened.changed, rule.draft_saved), "quiet", held)


def _after(when: datetime | None, days: int) -> date | None:
    return None if when is None else (when + timedelta(days=days)).astimezone(LONDON).date()


def given(context: Context, opened: Opened, *, private: bool) -> tuple[Given, ...]:
    """Return every answer that was ever given, the oldest first; what is private only where that is wanted."""
    rows = context.session.connection().execute(_GIVEN, {"row": opened.id}).all()
    return tuple(_given(opened, row) for row in rows if private or _is_open(opened, row.question))


def _is_open(opened: Opened, question: str) -> bool:
    return question in opened.questionnaire and not opened.questionnaire.is_private(question)


def _given(opened: Opened, row: Any) -> Given:
    plain = opened.unlock(row.value, "answers", "value", row.question, row.item, str(row.sequence))
    return Given(row.question, row.item, json.loads(plain), _by(opened, row.given_by, row.role), row.given)


def _by(opened: Opened, party: str | None, role: Role | None) -> str:
    if party == opened.party_id:
        return "you"
    if role is Role.KEYING:
        return "paper"
    return "council" if role is None or role in STAFF else "helper"


def everything(context: Context, opened: Opened, *, private: bool) -> dict[str, Any]:
    """Return all that is held, as plain JSON values. Open it with Action.SHARE.

    Without `private`, what only the person and safeguarding workers read is left out, and `left_out` says so. What
    helpers note for themselves is theirs, and why it is held for the law is the council's: neither is in it.
    """
    row = {"row": opened.id}
    connection = context.session.connection()
    about = opened.contents.about
    found = {
        "form": FORM,
        "made": context.now,
        "reference": opened.reference,
        "questions": opened.questionnaire.id,
        "state": opened.state,
        "begun": opened.begun,
        "sent": opened.sent,
        "kept": asdict(kept(context, opened)),
        "left_out": [] if private else ["private"],
        "you_are_called": about.person_name,
        "reaching_you": asdict(about.reaching),
        "telling_you": about.telling_of(opened.role, opened.party_id).written(),
        "ways_in": [_way_in(context, each) for each in connection.execute(_ADDRESSES, {"party": opened.party_id})],
        "answers": [asdict(each) for each in given(context, opened, private=private)],
        "your_views": [own_views.as_plain(*each) for each in own_views.views(context, opened).items()],
        "choice": as_plain(read_choice(context, opened)),
        "what_was_sent": [_sent(opened, each, private=private) for each in connection.execute(_SENT, row).all()],
        "asked_to_look_again": [asdict(each) for each in looking_again.asked_again(context, opened)],
        "messages": [asdict(each) for each in exchange.messages(context, opened) if private or not each.private],
        "decisions": [_decision(kind, each) for kind, each in deciding.all_decisions(context, opened)],
        "added_later": [asdict(each) for each in additions.additions(context, opened)],
        "an_advocate": _advocate(context, opened),
        "complaints": [asdict(each) for each in complaining.complaints(context, opened)],
        "on_hold": [_pause(opened, each) for each in connection.execute(_PAUSED, row).all()],
        "access": [_access(each) for each in access.everyone(context, opened)],
        "invitations": [asdict(each) for each in inviting.waiting(context, opened)],
        "requests_to_help": [_request(each) for each in asking.open_requests(context, opened)],
        "looked_at_together_with_a_carers": [each.made for each in care_links.links(context, opened)],
        "mails": [each._asdict() for each in connection.execute(_MAILED, row).all()],
        "reminders": [each._asdict() for each in connection.execute(_REMINDED, row).all()],
        "log": list(_log(opened, connection.execute(_LOG, row).all(), private=private)),
    }
    plain: dict[str, Any] = json.loads(json.dumps(found, default=_plain))
    return plain


def _plain(value: Any) -> Any:
    """What JSON does not know."""
    return (
        sorted(value) if isinstance(value, frozenset) else value.isoformat() if isinstance(value, date) else str(value)
    )


def _way_in(context: Context, row: Any) -> dict[str, Any]:
    sealed = row.address
    address = None if sealed is None else context.keyring.unlock(sealed, "credentials", "address", row.id).decode()
    return {"kind": row.kind, "address": address, "since": row.made}


def _sent(opened: Opened, row: Any, *, private: bool) -> dict[str, Any]:
    contents = json.loads(opened.unlock(row.contents, "submissions", "contents", row.id))
    contents.pop("packed", None)  # where the counted answers stand without a name: it says nothing to a reader
    if not private:
        contents["sections"] = [
            {**each, "answers": [answer for answer in each["answers"] if not answer["private"]]}
            for each in contents["sections"]
            if not each["private"]
        ]
    return {"sent": row.sent, "recalled": row.recalled, "contents": contents}


def _decision(kind: Any, made: deciding.Made) -> dict[str, Any]:
    contents = {name: value for name, value in made.contents.items() if name != "by"}
    return {"kind": kind, "role": made.role, "made": made.made, "contents": contents}


def _pause(opened: Opened, row: Any) -> dict[str, Any]:
    reason = opened.unlock(row.reason, "pauses", "reason", row.id).decode()
    return {"since": row.since, "until": row.until, "ended": row.ended, "reason": reason}


def _advocate(context: Context, opened: Opened) -> dict[str, Any] | None:
    found = advocacy.current(context, opened)
    return None if found is None else asdict(found)


def _access(each: access.Access) -> dict[str, Any]:
    shown = ("name", "role", "ground", "sections", "private", "starts", "ends")
    notes = [{"words": note.words, "seen": note.seen, "at": note.at} for note in each.notes]
    return {**{name: getattr(each, name) for name in shown}, "notes": notes}


def _request(each: asking.HelpRequest) -> dict[str, Any]:
    return {name: getattr(each, name) for name in ("name", "words", "role", "asked")}


def _log(opened: Opened, rows: Iterable[Any], *, private: bool) -> Iterable[dict[str, Any]]:
    """What happened. Whoever reads along must not learn that something was written in private, or read."""
    for row in rows:
        asked = row.about if row.kind in {Happened.ANSWERED, Happened.ITEM_ADDED, Happened.ITEM_REMOVED} else None
        if private or (row.kind not in _OF_SAFETY and (asked is None or _is_open(opened, asked))):
            by = _by(opened, row.party_id, row.role)
            yield {"at": row.at, "kind": row.kind, "by": by, "role": row.role, "about": row.about}
