"""An application as one visitor may hold it, and what is said when one is begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from portal.access import Role, State

if TYPE_CHECKING:
    from portal.questionnaires.answers_given import Given
    from portal.questionnaires.journey import Journey, Place
    from portal.questionnaires.model import Questionnaire


class Purpose(StrEnum):
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
    """Whether it is safe to reach the person in each way. None: not asked yet, and then nothing is sent."""

    write: bool | None = None
    ring: bool | None = None
    email: bool | None = None
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
class Summary:
    """One row of the list of applications a visitor can open."""

    reference: str
    questionnaire: str
    person_name: str | None
    role: Role
    state: State
    begun: datetime
    changed: datetime


@dataclass
class Opened:
    """An application fetched with permission. What it holds, its reader may have."""

    reference: str
    state: State
    purpose: Purpose
    role: Role
    saved: bool
    version: int
    begun: datetime
    changed: datetime  # last answer, or begun
    questionnaire: Questionnaire  # for a rough idea: only the questions that count

    @cached_property
    def given(self) -> Given: ...

    @cached_property
    def journey(self) -> Journey: ...

    @property
    def is_helper(self) -> bool: ...

    @property
    def person_name(self) -> str | None: ...

    @property
    def wishes(self) -> Wishes: ...

    @property
    def deleted_at(self) -> datetime | None:
        """When it will be deleted if nothing more happens, or None once it is sent."""

    def seen(self, place: Place) -> int:
        """Return the number to put in the question's form and to hand back to `save_answer`."""
