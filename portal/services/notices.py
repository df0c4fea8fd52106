"""Who is told what: words are written down in the transaction of their cause, and obey the person's wishes.

The notice table says whom each occasion tells and how. What cannot go out safely is held back, on record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from portal.access import State
from portal.notices import Channel, Format, Occasion
from portal.services import posting, reachable
from portal.services.dates_to_keep import dated
from portal.services.events import Happened, record
from portal.services.fetching import contents_of
from portal.services.languages import DEFAULT, catalogue, day_in
from portal.services.posting import NOWHERE, Outgoing, Way, outgoing, queue
from portal.services.recipients import NOBODY, Matter, Recipient, form_of, recipients
from portal.words import Wording

if TYPE_CHECKING:
    from gettext import NullTranslations

    from portal.notices import Notice, Said
    from portal.services.context import Context
    from portal.services.dates_to_keep import Coming
    from portal.services.opened import Opened

__all__ = [
    "CODE_PATH",
    "LINK_PATH",
    "CodeMail",
    "Outgoing",
    "outgoing",
    "queue",
    "remind",
    "send_code",
    "send_invitation",
    "tell",
    "tell_team",
    "tell_unopened",
]

LINK_PATH = "/return/link/"  # where the page with the button is
CODE_PATH = "/code/"  # the same for a code on a letter or of an invitation


@dataclass(frozen=True)
class CodeMail:
    """What the mail with a code says, and the row that is its cause."""

    cause: str
    code: str
    link: str
    application_id: str | None


def send_code(context: Context, email: str, code: CodeMail) -> None:
    """Mail a code and link to the address that was typed."""
    link = f"{context.settings.address}{LINK_PATH}{code.link}"
    _to_address(context, Occasion.CODE, email, code.cause, code.application_id, digits=code.code, link=link)


def send_invitation(context: Context, email: str, code: str, application_id: str) -> None:
    """Mail a code with which somebody comes in to the address that was typed."""
    link = f"{context.settings.address}{CODE_PATH}{code}"
    _to_address(context, Occasion.INVITATION, email, code, application_id, digits=code, link=link)


def tell(
    context: Context,
    opened: Opened,
    when: Occasion,
    cause: str,
    *,
    asker: str | None = None,
    coming: Coming | None = None,
) -> None:
    """Tell of an occasion whomever the table names. `cause` is the row that it comes from, told once to each.

    `asker` is the party whose request is answered, `coming` a date for those who chose reminders. What is
    held back because it is not safe is put on record.
    """
    matter = Matter.of(opened)
    for row in context.content.notices.by_occasion[when]:
        if row.is_for_team:
            _team(context, row, cause, reference=opened.reference)
            continue
        found = recipients(context, matter, row, doer=opened.party_id, asker=asker)
        told = [
            _tell(
                context,
                matter,
                row,
                cause,
                each,
                doer=opened.party_id,
                coming=coming if each.telling.remind else None,
            )
            for each in found
        ]
        if not any(told) and any(each.held_back for each in found):
            record(context, opened, Happened.NOTICE_WITHHELD, about=row.id)


def tell_unopened(context: Context, row: Any, when: Occasion, cause: str) -> None:
    """Tell of an occasion at an application that nobody has open: `row` holds it with its document."""
    matter = Matter(row.id, row.reference, row.state, contents_of(context, row).about)
    for each in context.content.notices.by_occasion[when]:
        for recipient in recipients(context, matter, each):
            _tell(context, matter, each, cause, recipient)


def remind(context: Context, matter: Matter, when: Occasion, cause: str, coming: Coming | None = None) -> bool:
    """Remind those whom the table names, who chose that, and whom something reaches safely; say whether there was one.

    Of a draft nobody is told who has no way in to it.
    """
    told = [
        _tell(context, matter, row, cause, each, coming=coming)
        for row in context.content.notices.by_occasion[when]
        for each in recipients(context, matter, row)
        if each.telling.remind and each.ways and (each.party != NOBODY or matter.state is not State.DRAFT)
    ]
    return any(told)


def tell_team(context: Context, when: Occasion, cause: str, /, **words: str) -> None:
    """Tell the team of something that belongs to no application it may know of."""
    for row in context.content.notices.by_occasion[when]:
        _team(context, row, cause, **words)


def _team(context: Context, row: Notice, cause: str, /, **words: str) -> None:
    """Mail the team's inbox, in the words of the file: of an application they name the reference alone."""
    inbox = context.settings.team_inbox or context.content.council.team_inbox
    said = _said(context, row, None, Format.STANDARD, words)
    queue(context, inbox, said, kind=row.id, cause=cause, application_id=None)


def _to_address(
    context: Context, when: Occasion, email: str, cause: str, application_id: str | None, **words: str
) -> None:
    for row in context.content.notices.by_occasion[when]:
        look = Format.EASY if context.easy else Format.STANDARD  # whoever typed it is at the page
        said = _said(context, row, context.translations, look, words)
        queue(context, email, said, kind=row.id, cause=cause, application_id=application_id)


def _tell(
    context: Context,
    matter: Matter,
    row: Notice,
    cause: str,
    recipient: Recipient,
    *,
    doer: str | None = None,
    coming: Coming | None = None,
) -> bool:
    """Write down what one of them is told, by the first way that is safe; say whether there was one.

    The other ways are kept with it, for when this one fails. A day that comes goes with a mail as a file, too.
    """
    if not recipient.ways and not row.is_paper:
        return False
    telling = recipient.telling
    look = form_of(context, telling) if recipient.party == doer else telling.format
    look = Format.STANDARD if row.plainly else look
    language = _language(context, row, recipient, doer)
    words = {"reference": matter.reference}
    if coming is not None:
        words["day"] = day_in(telling.language or DEFAULT, coming.day)
    said = _said(context, row, language, look, words)
    if coming is not None and coming.day > context.today:
        date = dated(context, matter.id, coming, calendar_title(context, language, look))
        said = replace(said, date=date.written())
    (channel, addresses), *others = recipient.ways or ((Channel.LETTER, (NOWHERE,)),)
    to = reachable.whose(recipient.party, recipient.role, alone=recipient.alone)
    then = tuple(Way(other, found[0], look, telling.language, whose=to) for other, found in others)
    for address in addresses:
        more = then if address == addresses[0] else ()
        way = Way(channel, address, look, telling.language, by_hand=row.is_paper, whose=to)
        posting.post(context, way, said, kind=row.id, cause=cause, application_id=matter.id, then=more)
    return bool(recipient.ways)


def _language(context: Context, row: Notice, recipient: Recipient, doer: str | None) -> NullTranslations | None:
    """The words of the language that somebody chose; without a choice that of the page they are at, or English."""
    if row.in_english:
        return None
    if not recipient.telling.language and recipient.party == doer:
        return context.translations
    return catalogue(str(context.settings.translations_root), recipient.telling.language or DEFAULT)


def calendar_title(context: Context, language: NullTranslations | None, look: Format) -> str:
    """Return what a date says in somebody's calendar."""
    message = context.content.notices.calendar.message(Wording.of(easy=look.is_easy, helper=False))
    return language.pgettext(*message) if language else str(message[1])


def _said(
    context: Context, row: Notice, language: NullTranslations | None, look: Format, words: dict[str, str]
) -> Said:
    council = context.content.council
    known = {"service": str(council.service.name), "phone": str(council.contacts.phone), **words}
    speak = language.pgettext if language else lambda _context, message: str(message)
    return context.content.notices.write(row, known, speak, easy=look.is_easy)
