"""What the notice table holds: occasions, whom they are told to, by which channels, in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portal.files import Mark
from portal.words import PLACE, Text, Wording, fill


class Occasion(StrEnum):
    """What makes us write to somebody. The table has a row for each, and no other."""

    CODE = "code"  # somebody wants to come back
    INVITATION = "invitation"  # somebody is let in, or comes in themself
    SENT = "sent"
    RECALLED = "recalled"
    WITHDRAWN = "withdrawn"
    PAUSED = "paused"
    RESUMED = "resumed"
    LOOK_AGAIN = "look-again"
    LOOKED_AGAIN = "looked-again"
    COMPLAINED = "complained"
    COMPLAINT_TAKEN = "complaint-taken"  # the council has it, or it was answered
    NEEDS_DECIDED = "needs-decided"
    BUDGET_AGREED = "budget-agreed"
    BASIS_DECIDED = "basis-decided"  # an officer's exception to what the budget starts from
    BASIS_CHANGED = "basis-changed"  # that exception was changed, or taken back
    HELP_ASKED = "help-asked"
    ASKED = "asked"  # the council wrote, or asks for something
    WRITTEN = "written"  # somebody wrote to the council
    WRITTEN_IN_PRIVATE = "written-in-private"
    CALL_ASKED = "call-asked"
    BARRIER_TOLD = "barrier-told"
    DRAFT_WAITS = "draft-waits"  # from here on reminders: nobody went on with a draft
    REVIEW_COMES = "review-comes"
    ANSWER_WAITS = "answer-waits"  # the council asked for something and waits
    PROMISE_PASSED = "promise-passed"  # the day for a stage is over
    CASES_LATE = "cases-late"  # for the team


class Whom(StrEnum):
    """Whom a row tells."""

    TYPED = "address-typed"  # whoever is behind the address that was typed
    DOER = "who-did-it"
    ASKER = "who-asked"  # the one that an answer is for
    PERSON = "person"
    HELPERS = "helpers"  # those of them who may read messages; the same for advocates
    ADVOCATES = "advocates"
    WRITERS = "who-may-answer"  # those who help and may answer the questions
    TEAM = "team"


class Channel(StrEnum):
    """A way that words reach somebody."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class Format(StrEnum):
    """How somebody likes to read what we send; the large prints by their size in points."""

    STANDARD = "standard"
    EASY = "easy-read"
    LARGE_16 = "16-point"
    LARGE_20 = "20-point"
    LARGE_24 = "24-point"

    @property
    def is_easy(self) -> bool:
        """Whether it takes the Easy Read words."""
        return self is Format.EASY

    @property
    def points(self) -> int:
        """The size of its letters on paper."""
        large = {Format.LARGE_16: 16, Format.LARGE_20: 20, Format.LARGE_24: 24, Format.EASY: 16}
        return large.get(self, 12)


EVERYWHERE = frozenset({"service", "phone"})
OF_AN_APPLICATION = EVERYWHERE | {"reference"}
PLACES: Mapping[Occasion, frozenset[str]] = {
    **dict.fromkeys(Occasion, OF_AN_APPLICATION),
    Occasion.CODE: EVERYWHERE | {"digits", "link"},
    Occasion.INVITATION: EVERYWHERE | {"digits", "link"},
    Occasion.WRITTEN_IN_PRIVATE: EVERYWHERE | {"link"},  # it names no application: many may read the team's inbox
    Occasion.CALL_ASKED: EVERYWHERE | {"name", "number", "when", "stuck"},
    Occasion.BARRIER_TOLD: EVERYWHERE | {"message", "answer"},
    **dict.fromkeys(
        (Occasion.DRAFT_WAITS, Occasion.REVIEW_COMES, Occasion.PROMISE_PASSED), OF_AN_APPLICATION | {"day"}
    ),
    Occasion.CASES_LATE: EVERYWHERE | {"count", "link"},
}
"""What the words of each occasion may name. No name and no answer of a person is among them: others may be reading."""

REMINDERS = frozenset({Occasion.DRAFT_WAITS, Occasion.REVIEW_COMES, Occasion.ANSWER_WAITS, Occasion.PROMISE_PASSED})
"""What only those are told who chose reminders; below it stands how to stop them."""

ON_OWN_PAGES = frozenset({Occasion.HELP_ASKED})
"""What nobody but the person can settle, on pages that they come in for. It waits there for whoever has no way in yet:
a number that was named for them may be that of somebody who is not to know."""

BY_THE_TEAM = frozenset({Channel.EMAIL})
"""How a team can be told: it has an inbox and nothing else."""


@dataclass(frozen=True)
class Said:
    """Words that are ready to go out: in one language and one format."""

    subject: str
    body: str
    short: str = ""  # as a text message
    date: Mapping[str, str] | None = None  # for a calendar, with what is a mail


@dataclass(frozen=True)
class Notice:
    """One row of the table: whom to tell on an occasion, how, and in which words.

    `short` is what a text message says. Easy Read has sentences of its own, each a row.
    """

    when: Occasion
    tell: tuple[Whom, ...]
    by: tuple[Channel, ...]  # in this order: where one fails, the next is tried
    in_english: bool
    plainly: bool  # always in the standard format
    subject: Text
    body: tuple[Text, ...]
    easy: tuple[Text, ...]
    short: Text | None
    mark: Mark

    @property
    def id(self) -> str:
        """What it is kept under: the occasion, and that it goes to the team, or only on paper."""
        return f"team-{self.when}" if self.is_for_team else f"letter-{self.when}" if self.is_paper else str(self.when)

    @property
    def is_paper(self) -> bool:
        """Whether it goes as a letter or not at all: a decision, which everybody is given in writing."""
        return self.by == (Channel.LETTER,)

    @property
    def is_for_team(self) -> bool:
        """Whether it goes to the council's own people."""
        return Whom.TEAM in self.tell

    @property
    def wants_a_way_in(self) -> bool:
        """Whether it says nothing to a person who has no way in of their own."""
        return self.when in ON_OWN_PAGES

    def texts(self, *, easy: bool) -> tuple[Text, ...]:
        """The paragraphs, or in Easy Read the sentences."""
        return self.easy if easy and self.easy else self.body


@dataclass(frozen=True)
class Notices:
    """The whole table. `ending` stands below everything that goes to people, `stopping` before that below reminders.

    `dated` is what those who chose reminders are told besides, where another notice comes with a date. `calendar` is
    all that a date says in somebody's calendar: others may be looking.
    """

    ending: Text
    stopping: Text
    dated: Text
    calendar: Text
    rows: tuple[Notice, ...]

    @cached_property
    def by_occasion(self) -> Mapping[Occasion, tuple[Notice, ...]]:
        """The rows of each occasion."""
        return {each: tuple(row for row in self.rows if row.when is each) for each in Occasion}

    def write(
        self, row: Notice, words: Mapping[str, str], speak: Callable[[str, str], str], *, easy: bool = False
    ) -> Said:
        """Return the words of a row. `speak` gives the translation of a context and a text.

        Raises KeyError for a place that `words` do not fill.
        """
        wording = Wording.of(easy=easy, helper=False)

        def said(text: Text) -> str:
            return fill(speak(*text.message(wording)), lambda place: words[place.question])

        more = (self.stopping,) if row.when in REMINDERS else (self.dated,) if "day" in words else ()
        ending = () if row.is_for_team else (*more, self.ending)
        paragraphs = [said(each) for each in (*row.texts(easy=easy), *ending)]
        between = "\n" if easy and row.easy else "\n\n"
        short = "" if row.short is None else said(row.short)
        return Said(said(row.subject), between.join(paragraphs) + "\n", short)


def places_in(text: Text) -> frozenset[str]:
    """The places that a text leaves open, in any wording."""
    return frozenset(found[1].strip() for _, words in text.messages() for found in PLACE.finditer(words))
