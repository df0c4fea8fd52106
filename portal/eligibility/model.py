"""The three-part test as read from its file: one for adults who need support, one for those who look after an adult.

Source: The Care and Support (Eligibility Criteria) Regulations 2015 (SI 2015/313), regulations 2 and 3,
https://www.legislation.gov.uk/uksi/2015/313/made, checked 21 November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.conditions import Condition
from portal.files import Mark
from portal.words import Text


class Ground(StrEnum):
    """Why somebody counts as unable to achieve an outcome: regulations 2(3) and 3(3)."""

    NEEDS_HELP = "needs-help"
    PAIN = "pain"
    DANGER = "danger"
    MUCH_LONGER = "much-longer"


OUTCOMES = (
    "nutrition",
    "personal-hygiene",
    "toilet-needs",
    "appropriately-clothed",
    "home-safely",
    "habitable-home",
    "relationships",
    "work-and-learning",
    "community",
    "caring-for-a-child",
)
"""The ten outcomes of regulation 2(2), from (a) to (j)."""

CARERS_OUTCOMES = (
    "caring-for-a-child",
    "caring-for-others",
    "habitable-home",
    "nutrition",
    "relationships",
    "work-and-learning",
    "community",
    "recreation",
)
"""The eight outcomes of regulation 3(2)(b), from (i) to (viii)."""


@dataclass(frozen=True)
class Law:
    """What the law fixes about a test: the name of its first part, the outcomes, how many are needed, the grounds.

    `health` says whether health that gets worse, or may, does as well as an outcome: regulation 3(2)(a).
    """

    cause: str
    outcomes: tuple[str, ...]
    needed: int
    grounds: tuple[Ground, ...]
    health: bool = False


LAWS: Mapping[str, Law] = {
    "adult": Law("impairment", OUTCOMES, 2, tuple(Ground)),
    "carer": Law("necessary_care", CARERS_OUTCOMES, 1, (Ground.NEEDS_HELP, Ground.PAIN, Ground.DANGER), health=True),
}
"""The tests by whom they are for. A carer who only takes longer over something does not count as unable."""


@dataclass(frozen=True)
class Source:
    """Where the rule comes from, and when that was last looked at."""

    title: str
    address: str
    checked: date | None


@dataclass(frozen=True)
class Part:
    """A part of the test: when it is met and when it is not; otherwise it is not decided."""

    title: Text
    mark: Mark
    met: Condition | None
    not_met: Condition | None


@dataclass(frozen=True)
class Outcome:
    """One thing a person may be unable to do, on each ground for itself, or clearly able to do."""

    id: str
    title: Text
    mark: Mark
    unable: tuple[tuple[Ground, Condition], ...]
    able: Condition | None


@dataclass(frozen=True)
class Outcomes:
    """The second part of the test: how many outcomes must be out of reach, and which there are."""

    title: Text
    mark: Mark
    needed: int
    each: tuple[Outcome, ...]


@dataclass(frozen=True, eq=False)
class EligibilityTest:
    """The whole test: what the needs come from, what they do (outcomes, or health), and how much."""

    id: str
    mark: Mark
    whose: str
    source: Source
    cause: Part
    health: Part | None
    outcomes: Outcomes
    impact: Part
    grounds: Mapping[Ground, Text]
    advice: Text | None

    @property
    def law(self) -> Law:
        """What the law fixes about this test."""
        return LAWS[self.whose]

    @property
    def parts(self) -> tuple[tuple[str, Part], ...]:
        """The parts that hang on one condition each, by the names of their fields."""
        health = (("health", self.health),) if self.health else ()
        return ((self.law.cause, self.cause), *health, ("impact", self.impact))

    def conditions(self) -> Iterator[tuple[str, Mark, Condition]]:
        """Give each condition with a name for where it stands."""
        for name, part in self.parts:
            for condition in (part.met, part.not_met):
                if condition:
                    yield name, part.mark, condition
        for outcome in self.outcomes.each:
            for condition in (*(when for _, when in outcome.unable), outcome.able):
                if condition:
                    yield f"outcome {outcome.id}", outcome.mark, condition

    def texts(self) -> Iterator[tuple[str, Mark, Text]]:
        """Give each text with a name for where it stands."""
        for name, part in self.parts:
            yield name, part.mark, part.title
        yield "outcomes", self.outcomes.mark, self.outcomes.title
        for outcome in self.outcomes.each:
            yield f"outcome {outcome.id}", outcome.mark, outcome.title
        for ground, text in self.grounds.items():
            yield f"ground {ground}", self.mark, text
        if self.advice:
            yield "advice", self.mark, self.advice
