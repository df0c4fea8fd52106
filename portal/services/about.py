"""What is said about an application outside its questions: why somebody acts, and how it is safe to reach people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from portal.access import STAFF, Role
from portal.cohorts.model import By, Placement
from portal.notices import Channel, Format
from portal.services.on_paper import Paper

OWN_ROLES = frozenset({Role.PERSON, Role.CARER})
KNOWING = OWN_ROLES | STAFF
"""Those from whom nothing is kept that the person keeps from whoever helps."""
IN_OWN_WORDS = OWN_ROLES | {Role.KEYING}
"""Roles whose pages speak to the person: whoever types in a paper form follows what the person wrote on it."""
OWN, FOR_PERSON = "own", "person"
"""Under what the person's choice is kept: as they say it themself, and as others said it for them."""
OF_THEMSELF = "helper"
"""What the log says it is about where somebody who helps said nothing of how to reach the person."""


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
    AUTHORITY = "authority"  # somebody who decides for the person let them in
    PAPER = "paper"  # a worker types in what came on paper
    OTHER = "other"


@dataclass(frozen=True)
class Wishes:
    """Whether it is safe to reach the person in each way; None where they were not asked or did not say."""

    write: bool | None = None
    ring: bool | None = None
    email: bool | None = None  # when it is False, no mail goes out, whatever the cause
    how: str = ""  # in their own words: when, and what to be careful about


@dataclass(frozen=True)
class Helper:
    """Who answers for the person and how to reach them, as far as they said so: theirs, apart from the person's."""

    name: str = ""
    phone: str = ""
    email: str = ""
    ring: bool | None = None
    mail: bool | None = None  # whether e-mail to them is safe; None where they were not asked


@dataclass(frozen=True)
class Telling:
    """How somebody wants to be told things, as far as they said so. Whether a way is safe stands in the wishes."""

    first: Channel | None = None  # what is tried first
    number: str = ""  # for text messages; without it there are none
    language: str = ""  # as the folder of translations names it; empty is that of the page, or English
    format: Format = Format.STANDARD
    never: bool = False  # nothing is sent; they look here themselves
    remind: bool = False  # they chose to be reminded of dates and of what waits

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Telling:
        """Read what `written` wrote."""
        first = kept.get("first")
        return cls(**{**kept, "first": first and Channel(first), "format": Format(kept.get("format", Format.STANDARD))})

    def written(self) -> dict[str, Any]:
        """Return plain JSON values, leaving out what nobody said."""
        return {name: value for name, value in vars(self).items() if value != getattr(Telling, name)}


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
    """What is said about an application outside its questions; encrypted with the answers.

    What a person says of themself never shows to those who act for them: it may be about just these. So there are two
    sets of wishes. Those who act see and change the one that was said for the person; the person's own counts.
    """

    person_name: str | None = None
    wishes: Wishes = Wishes()
    helper: Helper = Helper()  # who began for the person
    own: Wishes | None = None  # what the person says themself
    others: Mapping[str, Helper] = field(default_factory=dict)  # those who were let in later, by their party
    placement: Placement | None = None  # the group of a roll-out, settled when it began
    paper: Paper | None = None  # the form, where it came on paper
    telling: Mapping[str, Telling] = field(default_factory=dict)  # by OWN, FOR_PERSON, or the party of a helper

    @property
    def reaching(self) -> Wishes:
        """How it is safe to reach the person: what they say themself, or else what was said for them."""
        return self.wishes if self.own is None else self.own

    def wishes_for(self, role: Role) -> Wishes:
        """The wishes that somebody in this role may see."""
        return self.reaching if role in KNOWING | IN_OWN_WORDS else self.wishes

    def mail_is_safe(self, role: Role, helper: Helper | None = None) -> bool | None:
        """Whether e-mail to somebody in this role is safe: a helper speaks for themself once they were asked."""
        if role in IN_OWN_WORDS:
            return self.reaching.email
        own = (helper or self.helper).mail
        return self.wishes.email if own is None else own

    def telling_of(self, role: Role, party: str) -> Telling:
        """How somebody in this role wants to be told things; of the person what they say themself counts first.

        Nobody asks for reminders for a person who has a way in of their own: without one, they have no `party`.
        """
        if role not in IN_OWN_WORDS or OWN in self.telling:
            return self.telling.get(OWN if role in IN_OWN_WORDS else party, Telling())
        said = self.telling.get(FOR_PERSON, Telling())
        return replace(said, remind=False) if party else said

    def telling_alone(self) -> Telling:
        """How the person is told what is theirs alone: as they chose. Of what others chose only how it reads holds."""
        others = self.telling.get(FOR_PERSON, Telling())
        return self.telling.get(OWN, Telling(language=others.language, format=others.format))

    def home_is_safe(self, *, alone: bool = False) -> bool:
        """Whether letters to the person's home are said to be safe; of what is theirs `alone`, by themself."""
        said = self.own if alone else self.reaching
        return said is not None and said.write is True

    def with_telling(self, key: str, telling: Telling) -> About:
        """The same with what somebody says of how to be told things."""
        return replace(self, telling={**self.telling, key: telling})

    def says_as_person(self, role: Role) -> bool:
        """Whether what somebody in this role says counts as the person's word: on paper, only if the person signed."""
        return role in OWN_ROLES or (role is Role.KEYING and self.paper is not None and self.paper.signer.is_person)

    def saying(self, role: Role, wishes: Wishes) -> About:
        """The same with other wishes, said by somebody in this role."""
        return replace(self, own=wishes) if self.says_as_person(role) else replace(self, wishes=wishes)

    def helper_at(self, party: str, *, invited: bool) -> Helper:
        """What a helper said of themself; whoever was invited sees nothing of what another said."""
        return self.others.get(party, Helper()) if invited else self.helper

    def with_helper(self, party: str, helper: Helper, *, invited: bool) -> About:
        """The same with what a helper says of themself."""
        return replace(self, others={**self.others, party: helper}) if invited else replace(self, helper=helper)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> About:
        """Read what `written` wrote; what was kept before helpers were asked has no helper."""
        placement = kept.get("placement")
        return cls(
            kept["person_name"],
            Wishes(**kept["wishes"]),
            Helper(**kept.get("helper", {})),
            Wishes(**kept["own"]) if "own" in kept else None,
            {party: Helper(**said) for party, said in kept.get("others", {}).items()},
            placement and placement_of(placement),
            Paper.read(kept["paper"]) if "paper" in kept else None,
            {key: Telling.read(said) for key, said in kept.get("telling", {}).items()},
        )

    def written(self) -> dict[str, Any]:
        """Return plain JSON values, leaving out what nobody said."""
        found: dict[str, Any] = {"person_name": self.person_name, "wishes": vars(self.wishes)}
        if self.helper != Helper():
            found["helper"] = vars(self.helper)
        if self.own is not None:
            found["own"] = vars(self.own)
        if self.others:
            found["others"] = {party: vars(helper) for party, helper in self.others.items()}
        if self.placement is not None:
            found["placement"] = placement_kept(self.placement)
        if self.paper is not None:
            found["paper"] = self.paper.written()
        if self.telling:
            found["telling"] = {key: said.written() for key, said in self.telling.items()}
        return found


def placement_kept(placement: Placement) -> dict[str, Any]:
    """Return a placement as JSON values."""
    return {"by": placement.by.value, "cohort": placement.cohort, "day": placement.day.isoformat()}


def placement_of(kept: Mapping[str, Any]) -> Placement:
    """Read what `placement_kept` wrote."""
    return Placement(By(kept["by"]), kept["cohort"], date.fromisoformat(kept["day"]))
