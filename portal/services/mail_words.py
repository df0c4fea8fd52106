"""The words of each mail. Nothing personal stands in them: somebody else may be reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations


def _(words: str) -> str:
    """Mark words for translators; they are looked up when a mail is written."""
    return words


@dataclass(frozen=True)
class Mail:
    """One mail, before it has an address."""

    subject: str
    body: str


class Draft:
    """The English words of a mail, with places for what differs from one to the next."""

    def __init__(self, subject: str, *paragraphs: str) -> None:
        self.subject = subject
        self.paragraphs = paragraphs

    def written(self, translations: NullTranslations, **words: str) -> Mail:
        """Return the mail in the language of `translations`. Raises KeyError for a place that `words` do not fill."""
        paragraphs = [translations.gettext(each).format(**words) for each in self.paragraphs]
        return Mail(translations.gettext(self.subject).format(**words), "\n\n".join(paragraphs) + "\n")


QUESTIONS = _("Questions? Ring us on {phone}.")

# to people: with the name of the service, its phone number, and the code and link or the reference
CODE = Draft(
    _("Your code for {service}"),
    _("Your code is {digits}."),
    _("Type it on the page that you have open. It works for one hour, and only once."),
    _("Or open this link and press the button there:\n{link}"),
    _("If you did not ask for this, you do not need to do anything."),
    QUESTIONS,
)
INVITATION = Draft(
    _("A code for you from {service}"),
    _("Somebody asked us to send you this code: {digits}"),
    _("Open this link and press the button there. You see first what it is for:\n{link}"),
    _("The code works once. If it means nothing to you, you do not need to do anything."),
    QUESTIONS,
)
SENT = Draft(
    _("We have what you sent"),
    _("We have what you sent with {service}. Your reference is {reference}."),
    _("Come back to {service} at any time to see what happens next."),
    QUESTIONS,
)
RECALLED = Draft(
    _("You took back what you sent"),
    _("You took back {reference}. We do not work on it now."),
    _("Come back to {service} to change it and to send it again."),
    QUESTIONS,
)
WITHDRAWN = Draft(
    _("You do not want to go on"),
    _("You told us that you do not want to go on with {reference}. We do not work on it any more."),
    _("If that is not right, ring us on {phone}. You can ask us for help again at any time."),
)
LOOK_AGAIN = Draft(
    _("We will look again"),
    _("You asked us to look again at {reference}. A worker will do that and tell you what they find."),
    _("Come back to {service} at any time to see what happens next."),
    QUESTIONS,
)
LOOKED_AGAIN = Draft(
    _("We looked again"),
    _("We looked again at {reference}, as you asked. Come back to {service} to read what we found, and why."),
    QUESTIONS,
)
HELP_ASKED = Draft(
    _("Somebody asks something of you"),
    _("Come back to {service} to see what it is. Look under “Who is involved”. You decide."),
    _("You need not answer. If you do nothing, it ends after 14 days."),
    QUESTIONS,
)
ASKED = Draft(
    _("We wrote to you"),
    _("We wrote something about {reference}. Come back to {service} to read it, and to answer."),
    QUESTIONS,
)

# to the team: with the reference alone
TEAM_MESSAGE = Draft(_("A message: {reference}"), _("Somebody wrote about {reference}."))
TEAM_SENT = Draft(
    _("New: {reference}"),
    _("Application {reference} was sent. Open it with: python3 -m portal inbox {reference}"),
)
TEAM_RECALLED = Draft(
    _("Taken back: {reference}"),
    _("Application {reference} was taken back before anyone opened it."),
)
TEAM_WITHDRAWN = Draft(
    _("They do not want to go on: {reference}"),
    _("Somebody said that they do not want to go on with {reference}. Sign in to see who, and whether that is right."),
)
TEAM_COMPLAINT = Draft(
    _("A complaint, or a wish for a review: {reference}"),
    _("Somebody wrote about {reference}. The law wants a complaint acknowledged within three working days."),
)
TEAM_LOOK_AGAIN = Draft(
    _("Look again: {reference}"),
    _("Somebody asked to look again at the budget of {reference}."),
)

# to the team, when somebody wrote in private: it does not even name the application, since many may read that inbox
TEAM_SAFETY = Draft(
    _("Something needs you"),
    _("Something waits for a safeguarding worker. Please sign in and look now:\n{link}"),
)
