"""The words of each mail. Nothing personal stands in them: somebody else may be reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations


@dataclass(frozen=True)
class Letter:
    """One mail, before it has an address."""

    subject: str
    body: str


def code(translations: NullTranslations, service: str, phone: str, digits: str, link: str) -> Letter:
    """The code and link to sign in with, or to prove an address."""
    _ = translations.gettext
    return _letter(
        _("Your code for {service}"),
        [
            _("Your code is {digits}."),
            _("Type it on the page that you have open. It works for one hour, and only once."),
            _("Or open this link and press the button there:\n{link}"),
            _("If you did not ask for this, you do not need to do anything."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        digits=digits,
        link=link,
    )


def invitation(translations: NullTranslations, service: str, phone: str, digits: str, link: str) -> Letter:
    """A code with which somebody comes in, and the page where it is used."""
    _ = translations.gettext
    return _letter(
        _("A code for you from {service}"),
        [
            _("Somebody asked us to send you this code: {digits}"),
            _("Open this link and press the button there. You see first what it is for:\n{link}"),
            _("The code works once. If it means nothing to you, you do not need to do anything."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        digits=digits,
        link=link,
    )


def sent(translations: NullTranslations, service: str, phone: str, reference: str) -> Letter:
    """To whoever sent an application."""
    _ = translations.gettext
    return _letter(
        _("We have what you sent"),
        [
            _("We have what you sent with {service}. Your reference is {reference}."),
            _("Come back to {service} at any time to see what happens next."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        reference=reference,
    )


def recalled(translations: NullTranslations, service: str, phone: str, reference: str) -> Letter:
    """To whoever took an application back."""
    _ = translations.gettext
    return _letter(
        _("You took back what you sent"),
        [
            _("You took back {reference}. We do not work on it now."),
            _("Come back to {service} to change it and to send it again."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        reference=reference,
    )


def look_again(translations: NullTranslations, service: str, phone: str, reference: str) -> Letter:
    """To whoever asked for a line of the budget to be looked at again."""
    _ = translations.gettext
    return _letter(
        _("We will look again"),
        [
            _("You asked us to look again at {reference}. A worker will do that and tell you what they find."),
            _("Come back to {service} at any time to see what happens next."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        reference=reference,
    )


def asked(translations: NullTranslations, service: str, phone: str, reference: str) -> Letter:
    """To those who act for a person, when the council wrote to them."""
    _ = translations.gettext
    return _letter(
        _("We wrote to you"),
        [
            _("We wrote something about {reference}. Come back to {service} to read it, and to answer."),
            _("Questions? Ring us on {phone}."),
        ],
        service=service,
        phone=phone,
        reference=reference,
    )


def team_message(translations: NullTranslations, reference: str) -> Letter:
    """To the team, when somebody wrote or answered."""
    _ = translations.gettext
    return _letter(_("A message: {reference}"), [_("Somebody wrote about {reference}.")], reference=reference)


def team_sent(translations: NullTranslations, reference: str) -> Letter:
    """To the team, when an application arrives."""
    _ = translations.gettext
    return _letter(
        _("New: {reference}"),
        [_("Application {reference} was sent. Open it with: python3 -m portal inbox {reference}")],
        reference=reference,
    )


def team_recalled(translations: NullTranslations, reference: str) -> Letter:
    """To the team, when an application is taken back before anyone opened it."""
    _ = translations.gettext
    return _letter(
        _("Taken back: {reference}"),
        [_("Application {reference} was taken back before anyone opened it.")],
        reference=reference,
    )


def team_look_again(translations: NullTranslations, reference: str) -> Letter:
    """To the team, when somebody asks for a line of the budget to be looked at again."""
    _ = translations.gettext
    return _letter(
        _("Look again: {reference}"),
        [_("Somebody asked to look again at the budget of {reference}.")],
        reference=reference,
    )


def _letter(subject: str, paragraphs: list[str], **words: str) -> Letter:
    """Fill the translated sentences."""
    return Letter(subject.format(**words), "\n\n".join(paragraphs).format(**words) + "\n")
