"""An application as one visitor may hold it, and what is said when one is begun."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from portal.access import Role, State
from portal.questionnaires.answers_given import Given
from portal.questionnaires.journey import Journey

if TYPE_CHECKING:
    from portal.db.encryption import Cipher
    from portal.questionnaires.journey import Place
    from portal.questionnaires.model import Questionnaire


OWN_ROLES = frozenset({Role.PERSON, Role.CARER})


class Purpose(StrEnum):
    """What an application is for."""

    REAL = "real"
    ROUGH = "rough"  # a rough idea: only the questions that count, never saved, gone after a day


class Ground(StrEnum):
    """Why somebody may act for the person."""

    OWN = "own"  # it is their own application
    AGREED = "agreed"  # the person agreed
    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    BEST_INTERESTS = "best-interests"
    OTHER = "other"


@dataclass(frozen=True)
class Wishes:
    """Whether it is safe to reach the person in each way; None where they were not asked or did not say."""

    write: bool | None = None
    ring: bool | None = None
    email: bool | None = None  # when it is False, no mail goes out, whatever the cause
    how: str = ""  # in their own words: when, and what to be careful about


@dataclass(frozen=True)
class Beginning:
    """What is known when somebody begins."""

    purpose: Purpose = Purpose.REAL
    role: Role = Role.PERSON
    ground: Ground = Ground.OWN
    person_name: str | None = None  # only when answering with or for somebody
    wishes: Wishes = Wishes()


@dataclass(frozen=True)
class About:
    """What is said about an application outside its questions; encrypted with the answers."""

    person_name: str | None = None
    wishes: Wishes = Wishes()


@dataclass(frozen=True)
class Contents:
    """What the current document of an application holds, as plain JSON values. Never changed, only replaced."""

    answers: Mapping[str, Mapping[str, Any]]
    sequences: Mapping[str, int]  # how often each place was answered
    about: About

    @classmethod
    def read(cls, plain: bytes) -> Contents:
        """Read what `written` wrote."""
        found = json.loads(plain)
        about = found["about"]
        return cls(found["answers"], found["sequences"], About(about["person_name"], Wishes(**about["wishes"])))

    def written(self) -> bytes:
        """Return the bytes that are encrypted and kept."""
        whole = {
            "answers": self.answers,
            "sequences": self.sequences,
            "about": {**vars(self.about), "wishes": vars(self.about.wishes)},
        }
        return json.dumps(whole, separators=(",", ":"), ensure_ascii=True).encode()

    def sequence(self, question: str, item: str | None) -> int:
        """Return how often a place was answered."""
        return self.sequences.get(f"{question}/{item or ''}", 0)

    def value(self, question: str, item: str | None) -> Any:
        """Return the value kept for a place, or None."""
        return self.answers.get(question, {}).get(item or "")

    def with_value(self, question: str, item: str | None, value: Any) -> Contents:
        """Return the contents with one more answer; None takes away what was there."""
        kept = {**self.answers.get(question, {}), (item or ""): value}
        if value is None:
            del kept[item or ""]
        answers = {**self.answers, question: kept}
        sequences = {**self.sequences, f"{question}/{item or ''}": self.sequence(question, item) + 1}
        return replace(self, answers=answers, sequences=sequences)

    def with_item(self, group: str, item: str) -> Contents:
        """Return the contents with one more item in a group, which is then no longer said to be complete."""
        added = self.with_value(group, item, value=True)
        kept = {each: there for each, there in added.answers[group].items() if each}
        return replace(added, answers={**added.answers, group: kept})


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
    party_id: str
    grant_id: str
    pages_kept: bool  # whether this visitor left a page unfinished
    session_ends: datetime
    cipher: Cipher
    sealed: bytes
    counting_since: datetime
    counted: int
    kept_for: timedelta  # after the last answer, while nobody saved it

    @cached_property
    def contents(self) -> Contents:
        """What is kept, decrypted when first needed."""
        return Contents.read(self.unlock(self.sealed, "documents", "contents"))

    @cached_property
    def given(self) -> Given:
        """All answers that were given and that this visitor may see, on the route or off it."""
        answers = self.contents.answers
        if self.is_helper:
            answers = {question: kept for question, kept in answers.items() if question in self.questionnaire}
        return Given.from_document(self.questionnaire, answers)

    @cached_property
    def journey(self) -> Journey:
        """What is asked, what comes next, how far it has come."""
        return Journey(self.questionnaire, self.given)

    @property
    def is_helper(self) -> bool:
        """Whether the words speak of the person as somebody else."""
        return self.role not in OWN_ROLES

    @property
    def person_name(self) -> str | None:
        """The name of the person, when somebody answers with or for them."""
        return self.contents.about.person_name

    @property
    def wishes(self) -> Wishes:
        """How it is safe to reach the person."""
        return self.contents.about.wishes

    @property
    def was_sent(self) -> bool:
        """Whether the council has it."""
        return self.state in {State.SENT, State.OPENED, State.CLOSED}

    @property
    def deleted_at(self) -> datetime | None:
        """When a draft that nobody saved is deleted if nothing more is answered; None for all others."""
        unsaved = self.state is State.ROUGH or (self.state is State.DRAFT and not self.saved)
        return self.changed + self.kept_for if unsaved else None

    def seen(self, place: Place) -> int:
        """Return the number to put in the question's form and to hand back to `save_answer`."""
        return self.contents.sequence(place.question, place.item)

    def lock(self, plain: bytes, *place: str) -> bytes:
        """Encrypt for a place of this application: table, column, and what tells its rows apart."""
        return self.cipher.lock(plain, *place[:2], self.id, *place[2:])

    def unlock(self, sealed: bytes, *place: str) -> bytes:
        """Decrypt what `lock` encrypted for the same place."""
        return self.cipher.unlock(sealed, *place[:2], self.id, *place[2:])
