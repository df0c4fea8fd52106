"""Who is told what: mails are written down in the transaction of their cause, and obey the person's wishes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.access import Action, Verdict, may
from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import keyed_hash
from portal.db.tables import Delivery, Proof
from portal.services import mail_words
from portal.services.about import OWN_ROLES
from portal.services.events import Happened, record
from portal.services.fetching import contents_of
from portal.services.keys import lookup_key, normal_email

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.mail_words import Draft, Mail
    from portal.services.opened import Opened

LINK_PATH = "/return/link/"  # where the page with the button is
CODE_PATH = "/code/"  # the same for a code on a letter or of an invitation

_credentials = queries.credentials
_mails = queries.tables["mails"].c
_ADDRESSES = (
    select(_credentials.id, _credentials.address)
    .where(_credentials.party_id == bindparam("party"), _credentials.ended.is_(None))
    .where(_credentials.kind == Proof.EMAIL)
)
_grants = queries.grants
_REACHED = (
    select(_credentials.id, _credentials.address, _grants.role, _grants.party_id, _grants.given_by)
    .select_from(
        queries.tables["credentials"].join(queries.tables["grants"], _grants.party_id == _credentials.party_id)
    )
    .where(_grants.application_id == bindparam("row"), _credentials.ended.is_(None), _credentials.kind == Proof.EMAIL)
    .where(_grants.starts <= bindparam("now"), (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")))
)
_OUTGOING = select(queries.tables["mails"]).order_by(_mails.made.desc(), _mails.id)


@dataclass(frozen=True)
class CodeMail:
    """What the mail with a code says, and the row that is its cause."""

    cause: str
    code: str
    link: str
    application_id: str | None


@dataclass(frozen=True)
class Outgoing:
    """A mail as the demonstration shows it; the words are gone once it was sent."""

    to: str
    subject: str
    body: str
    state: Delivery
    made: datetime


def send_code(context: Context, email: str, code: CodeMail) -> None:
    """Mail a code and link to the address that was typed."""
    link = f"{context.settings.address}{LINK_PATH}{code.link}"
    words = _to_people(context, mail_words.CODE, digits=code.code, link=link)
    queue(context, email, words, kind="code", cause=code.cause, application_id=code.application_id)


def send_invitation(context: Context, email: str, code: str, application_id: str) -> None:
    """Mail a code with which somebody comes in to the address that was typed."""
    link = f"{context.settings.address}{CODE_PATH}{code}"
    words = _to_people(context, mail_words.INVITATION, digits=code, link=link)
    queue(context, email, words, kind="invitation", cause=code, application_id=application_id)


def tell_sender(context: Context, opened: Opened, kind: str, cause: str, draft: Draft) -> None:
    """Mail the visitor, at each address they proved, unless they said that e-mail is not safe."""
    found = context.session.connection().execute(_ADDRESSES, {"party": opened.party_id}).all()
    _tell(context, opened, kind, cause, draft, found, is_safe=opened.mail_is_safe)


def tell_everyone(context: Context, opened: Opened, kind: str, cause: str, draft: Draft) -> None:
    """Mail everyone who may read messages now, unless the person said that e-mail is not safe."""
    found = context.session.connection().execute(_REACHED, {"row": opened.id, "now": context.now}).all()
    reached = [row for row in found if may(row.role, Action.MESSAGE, opened.state) is Verdict.ALLOWED]
    _tell(context, opened, kind, cause, draft, reached, is_safe=opened.wishes.email)


def tell_party(context: Context, opened: Opened, party: str, kind: str, cause: str, draft: Draft) -> None:
    """Mail one of those who have access now, unless it was said that e-mail to them is not safe."""
    found = context.session.connection().execute(_REACHED, {"row": opened.id, "now": context.now}).all()
    rows = [row for row in found if row.party_id == party]
    if not rows:
        return
    about = opened.contents.about
    helper = about.helper_at(party, invited=rows[0].given_by not in {None, party})
    _tell(context, opened, kind, cause, draft, rows, is_safe=about.mail_is_safe(rows[0].role, helper))


def tell_person(context: Context, row: Any, kind: str, cause: str, draft: Draft) -> None:
    """Mail the person themself, where they have a way in and did not say that e-mail is not safe.

    `row` is an application with its document, which nobody has open.
    """
    if contents_of(context, row).about.reaching.email is False:
        return
    found = context.session.connection().execute(_REACHED, {"row": row.id, "now": context.now}).all()
    mail = _to_people(context, draft, reference=row.reference)
    for each in found:
        if each.role in OWN_ROLES:
            email = context.keyring.unlock(each.address, "credentials", "address", each.id).decode()
            queue(context, email, mail, kind=kind, cause=cause, application_id=row.id)


def tell_team(context: Context, reference: str, kind: str, cause: str, draft: Draft) -> None:
    """Mail the team's inbox, in English: it names the reference and nothing else."""
    mail = draft.written(NullTranslations(), reference=reference)
    to_team(context, mail, kind=kind, cause=cause)


def to_team(context: Context, mail: Mail, *, kind: str, cause: str) -> None:
    """Mail the team's inbox."""
    inbox = context.settings.team_inbox or context.content.council.team_inbox
    queue(context, inbox, mail, kind=kind, cause=cause, application_id=None)


def queue(context: Context, to: str, mail: Mail, *, kind: str, cause: str, application_id: str | None) -> None:
    """Write down a mail. The same cause never makes two mails of one kind to one address."""
    row_id = new_id()
    plain = json.dumps({"to": to, "subject": mail.subject, "body": mail.body}).encode()
    domain = context.settings.mail_from.rpartition("@")[2].strip(">") or "localhost"
    connection = context.session.connection()
    add = queries.insert_or(connection.dialect.name, "mails").values(
        id=row_id,
        application_id=application_id,
        kind=kind,
        once=keyed_hash(lookup_key(context), "mail", kind, cause, normal_email(to)),
        message_id=f"<{row_id}@{domain}>",
        contents=context.keyring.lock(plain, "mails", "contents", row_id),
        state=Delivery.WAITING,
        tries=0,
        due=context.now,
        made=context.now,
    )
    connection.execute(add.on_conflict_do_nothing(index_elements=["once"]))


def outgoing(context: Context) -> tuple[Outgoing, ...]:
    """Return the mails there are, newest first, for the demonstration's page; those already sent have no words."""
    rows = context.session.connection().execute(_OUTGOING).all()
    return tuple(_shown(context, row) for row in rows)


def _shown(context: Context, row: Any) -> Outgoing:
    plain = None if row.contents is None else context.keyring.unlock(row.contents, "mails", "contents", row.id)
    words = {"to": "", "subject": "", "body": ""} if plain is None else json.loads(plain)
    return Outgoing(words["to"], words["subject"], words["body"], row.state, row.made)


def _tell(
    context: Context, opened: Opened, kind: str, cause: str, draft: Draft, rows: Sequence[Any], *, is_safe: bool | None
) -> None:
    """Mail the address of each row; where e-mail is not safe, put on record that nothing was sent."""
    if rows and is_safe is False:
        record(context, opened, Happened.NOTICE_WITHHELD, about=kind)
        return
    mail = _to_people(context, draft, reference=opened.reference)
    for each in rows:
        email = context.keyring.unlock(each.address, "credentials", "address", each.id).decode()
        queue(context, email, mail, kind=kind, cause=cause, application_id=opened.id)


def _to_people(context: Context, draft: Draft, **words: str) -> Mail:
    council = context.content.council
    service, phone = str(council.service.name), str(council.contacts.phone)
    return draft.written(context.translations, service=service, phone=phone, **words)
