"""Owns the groups that a roll-out begins with, and which of them somebody belongs to on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from portal.cohorts.postcodes import lies_in, tidy
from portal.conditions import Condition, holds

if TYPE_CHECKING:
    from portal.files import Mark
    from portal.words import Text


class By(StrEnum):
    """How somebody came to be in."""

    ANSWERS = "answers"
    POSTCODE = "postcode"
    JOINED = "joined"  # outside every group, and asked to join


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that may be true of the person, offered as a box to tick on the start pages."""

    id: str
    text: Text
    mark: Mark


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group: whoever its condition holds for, or who lives at one of its postcodes, from a day to a day."""

    id: str
    title: Text
    starts: date
    ends: date | None
    when: Condition | None
    postcodes: tuple[str, ...]
    mark: Mark

    def is_open(self, day: date) -> bool:
        """Whether people come in by this group on a day; its last day is still one."""
        return self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Share:
    """At least so many per cent of so many people are to be reached, and where that is written.

    The people are counted by the council outside this service, on a day: who goes the usual way is not recorded here.
    """

    per_cent: Decimal
    of: Text
    people: int | None
    source: str
    counted: date | None = None

    @property
    def wanted(self) -> int | None:
        """How many people the share comes to, whole people and never fewer; None while nobody has counted."""
        return ceil(self.people * self.per_cent / 100) if self.people else None


@dataclass(frozen=True, slots=True)
class Placement:
    """What was settled when an application began, for good: nobody changes from one way of working to the other."""

    by: By
    cohort: str | None
    day: date


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The groups of a roll-out, in order, with what is said to everyone and to those outside."""

    id: str
    source: str
    questionnaires: tuple[str, ...]
    title: Text
    intro: Text
    usual_title: Text
    usual: Text
    join: Text
    asks: tuple[Ask, ...]
    cohorts: tuple[Cohort, ...]
    share: Share | None = None

    def running(self, day: date, questionnaire: str) -> bool:
        """Whether the roll-out asks about groups on a day: from the first group's start to the last one's end."""
        return self.concerns(questionnaire) and any(cohort.is_open(day) for cohort in self.cohorts)

    def concerns(self, questionnaire: str) -> bool:
        """Whether it is for those who answer a questionnaire; a file that names none is for all of them."""
        return not self.questionnaires or questionnaire in self.questionnaires

    @property
    def asks_postcode(self) -> bool:
        """Whether where the person lives decides."""
        return any(cohort.postcodes for cohort in self.cohorts)

    def placed(self, ticked: Mapping[str, bool], postcode: str, day: date) -> Placement | None:
        """The first group that is open and that somebody belongs to; None for those outside all of them. Pure.

        Source: Wirral Council, Cabinet, 9 December 2009, paragraphs 2.1 to 2.6: an OR of conditions.
        """
        facts = {ask.id: "yes" if ticked.get(ask.id) else "no" for ask in self.asks}
        lives = tidy(postcode)
        for cohort in self.cohorts:
            if not cohort.is_open(day):
                continue
            if cohort.when is not None and holds(cohort.when, facts):
                return Placement(By.ANSWERS, cohort.id, day)
            if lives and any(lies_in(lives, each) for each in cohort.postcodes):
                return Placement(By.POSTCODE, cohort.id, day)
        return None

    def joined(self, day: date) -> Placement:
        """For somebody outside every group who asked to join: nobody is turned away."""
        return Placement(By.JOINED, None, day)
