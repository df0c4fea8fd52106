"""An application as one visitor may hold it, and what is said when one is begun."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.access import STAFF, Action, Role, State, Verdict, may
from portal.questionnaires.answers_given import Given, key_of
from portal.questionnaires.journey import Journey
from portal.services.about import IN_OWN_WORDS, OWN_ROLES, About, Beginning, Ground, Helper, Purpose, Telling, Wishes

if TYPE_CHECKING:
    from portal.db.encryption import Cipher
    from portal.questionnaires.answers_given import Document
    from portal.questionnaires.journey import Place
    from portal.questionnaires.model import Questionnaire

__all__ = [
    "IN_OWN_WORDS",
    "OWN_ROLES",
    "About",
    "Beginning",
    "Contents",
    "Ground",
    "Helper",
    "Opened",
    "Purpose",
    "Summary",
    "Telling",
    "Wishes",
]

MOST_WORDS = 4000  # characters

WITHIN_SECTIONS = frozenset({Action.FOLLOW, Action.READ, Action.ANSWER, Action.SAVE, Action.NOTE})
"""What a grant for some sections can hold: whatever else there is to do tells of the other sections."""


@dataclass(frozen=True)
class Contents:
    """What the current document of an application holds, as plain JSON values. Never changed, only replaced."""

    answers: Document
    again: Mapping[str, int]  # how often a place was answered, except those that were once and hold an answer
    about: About

    @classmethod
    def read(cls, plain: bytes) -> Contents:
        """Read what `written` wrote."""
        found = json.loads(plain)
        if "sequences" in found:
            found = _with_keys(found)
        return cls(found["answers"], found["again"], About.read(found["about"]))

    def written(self) -> bytes:
        """Return the bytes that are encrypted and kept."""
        whole = {
            "answers": self.answers,
            "again": self.again,
            "about": self.about.written(),
        }
        return json.dumps(whole, separators=(",", ":"), ensure_ascii=True).encode()

    def sequence(self, question: str, item: str | None) -> int:
        """Return how often a place was answered."""
        key = key_of(question, item)
        return self.again.get(key, int(key in self.answers))

    def value(self, question: str, item: str | None) -> Any:
        """Return the value kept for a place, or None."""
        return self.answers.get(key_of(question, item))

    def with_value(self, question: str, item: str | None, value: Any) -> Contents:
        """Return the contents with one more answer; None takes away what was there."""
        key, times = key_of(question, item), self.sequence(question, item) + 1
        answers = {**self.answers, key: value}
        if value is None:
            del answers[key]
        once = times == 1 and value is not None
        return replace(self, answers=answers, again=self.again if once else {**self.again, key: times})

    def with_item(self, group: str, item: str) -> Contents:
        """Return the contents with one more item in a group, which is then no longer said to be complete."""
        added = self.with_value(group, item, value=True)
        if group not in added.answers:
            return added
        answers = {key: value for key, value in added.answers.items() if key != group}
        return replace(added, answers=answers, again={**added.again, group: self.sequence(group, None)})


def _with_keys(found: dict[str, Any]) -> dict[str, Any]:
    """Return a document of the first form, by question and then by item, with a key for each place."""
    answers = {
        key_of(question, item): value for question, kept in found["answers"].items() for item, value in kept.items()
    }
    return {**found, "answers": answers, "again": {key.rstrip("/"): times for key, times in found["sequences"].items()}}


@dataclass(frozen=True)
class Summary:
    """One row of the list of applications a visitor can open."""

    reference: str
    questionnaire: str
    purpose: Purpose
    person_name: str | None
    role: Role
    state: State
    saved: bool
    begun: datetime
    changed: datetime


@dataclass
class Opened:
    """An application fetched with permission. What it holds, its reader may have."""

    id: str
    reference: str
    questionnaire: Questionnaire  # for a rough idea: only the questions that count
    purpose: Purpose
    state: State
    saved: bool
    begun: datetime
    sent: datetime | None
    changed: datetime  # last answer, or begun
    version: int
    role: Role
    ground: str  # why this visitor may act for the person: see Ground
    party_id: str
    grant_id: str
    pages_kept: bool  # whether this visitor left a page unfinished
    session_ends: datetime
    cipher: Cipher
    sealed: bytes
    counting_since: datetime
    counted: int
    sections: frozenset[str] | None = None  # those that this visitor was given; None is the whole
    invited: bool = False  # somebody else let them in

    @cached_property
    def contents(self) -> Contents:
        """What is kept, decrypted when first needed."""
        return Contents.read(self.unlock(self.sealed, "documents", "contents"))

    @cached_property
    def given(self) -> Given:
        """All answers that were given and that this visitor may see, on the route or off it."""
        found = Given.from_document(self.questionnaire, self.contents.answers)
        return replace(found, unread={}) if self.is_helper else found

    @cached_property
    def journey(self) -> Journey:
        """What is asked, what comes next, how far it has come."""
        return Journey(self.questionnaire, self.given)

    @property
    def is_helper(self) -> bool:
        """Whether the words speak of the person as somebody else."""
        return self.role not in IN_OWN_WORDS

    def allows(self, action: Action) -> bool:
        """Whether this reader may do something with it as it is now."""
        if self.sections is not None and action not in WITHIN_SECTIONS:
            return False
        return may(self.role, action, self.state) is Verdict.ALLOWED

    @property
    def person_name(self) -> str | None:
        """The name of the person, when somebody answers with or for them."""
        return self.contents.about.person_name

    @property
    def wishes(self) -> Wishes:
        """How it is safe to reach the person."""
        return self.contents.about.wishes_for(self.role)

    @property
    def helper(self) -> Helper:
        """Who answers for the person, as far as they said so; for others who help, what they said of themselves."""
        return self.contents.about.helper_at(self.party_id, invited=self.invited and self.role not in STAFF)

    @property
    def mail_is_safe(self) -> bool | None:
        """Whether e-mail to whoever has it open is safe."""
        return self.contents.about.mail_is_safe(self.role, self.helper)

    @property
    def was_sent(self) -> bool:
        """Whether the council has it."""
        return self.state in {State.SENT, State.OPENED, State.CLOSED}

    def know(self, **found: Contents | Given) -> None:
        """Take over what is known already, so that it is not worked out once more from what is locked."""
        self.__dict__.update(found)

    def seen(self, place: Place) -> int:
        """Return the number to put in the question's form and to hand back to `save_answer`."""
        return self.contents.sequence(place.question, place.item)

    def lock(self, plain: bytes, *place: str) -> bytes:
        """Encrypt for a place of this application: table, column, and what tells its rows apart."""
        return self.cipher.lock(plain, *place[:2], self.id, *place[2:])

    def lock_words(self, words: str, *place: str) -> bytes:
        """Encrypt words that somebody wrote, for a place of this application; pages refuse them before they are cut."""
        return self.lock(words[:MOST_WORDS].encode("utf-8", "replace"), *place)

    def unlock(self, sealed: bytes, *place: str) -> bytes:
        """Decrypt what `lock` encrypted for the same place."""
        return self.cipher.unlock(sealed, *place[:2], self.id, *place[2:])
