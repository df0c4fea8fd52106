"""The three-part test as read from its file.

Source: The Care and Support (Eligibility Criteria) Regulations 2015 (SI 2015/313), regulation 2,
https://www.legislation.gov.uk/uksi/2015/313/regulation/2/made, checked 21 November 2026.
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
    """Why an adult counts as unable to achieve an outcome: regulation 2(3)."""

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
    """The whole test: an impairment or illness, the outcomes, and the effect on well-being."""

    id: str
    mark: Mark
    source: Source
    impairment: Part
    outcomes: Outcomes
    impact: Part
    grounds: Mapping[Ground, Text]
    advice: Text | None

    def conditions(self) -> Iterator[tuple[str, Mark, Condition]]:
        """Give each condition with a name for where it stands."""
        for name, part in (("impairment", self.impairment), ("impact", self.impact)):
            for condition in (part.met, part.not_met):
                if condition:
                    yield name, part.mark, condition
        for outcome in self.outcomes.each:
            for condition in (*(when for _, when in outcome.unable), outcome.able):
                if condition:
                    yield f"outcome {outcome.id}", outcome.mark, condition

    def texts(self) -> Iterator[tuple[str, Mark, Text]]:
        """Give each text with a name for where it stands."""
        yield "impairment", self.impairment.mark, self.impairment.title
        yield "outcomes", self.outcomes.mark, self.outcomes.title
        for outcome in self.outcomes.each:
            yield f"outcome {outcome.id}", outcome.mark, outcome.title
        yield "impact", self.impact.mark, self.impact.title
        for ground, text in self.grounds.items():
            yield f"ground {ground}", self.mark, text
        if self.advice:
            yield "advice", self.mark, self.advice
