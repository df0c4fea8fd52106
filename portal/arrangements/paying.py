"""Whether needs can be met by a direct payment: the conditions of the law, whom it may not pay, when it is reviewed.

Sources: Care Act 2014, sections 31 and 32; Care and Support (Direct Payments) Regulations 2014, SI 2014/2871,
regulations 3 (relatives), 6 (care homes) and 7 (reviews); Care and Support Statutory Guidance, chapter 13 (the first,
light review). Checked on 22 November 2026.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

FIRST_MONTHS: Final = 6
YEARLY_MONTHS: Final = 12
"""How late a review may be, by regulation 7."""


class Asked(StrEnum):
    """Who asks for the direct payment, which decides under which section."""

    PERSON = "person"  # section 31: the person, who has capacity to ask
    AUTHORISED = "authorised"  # section 32: an authorised person, because the person has not


class Condition(StrEnum):
    """What must hold."""

    CAPACITY = "capacity"  # 31(4): able to ask; and a nominated person agrees to receive it
    SUPPORTED = "supported"  # 32(5): whoever is authorised under the Mental Capacity Act 2005 supports the request
    ALLOWED = "allowed"  # 31(5), 32(6): regulations neither forbid it nor leave it to the council, which says no
    BEST_INTERESTS = "best-interests"  # 32(7): the authorised person acts in the best interests of the person
    CAPABLE = "capable"  # 31(6), 32(8): capable of managing it, alone or with help
    APPROPRIATE = "appropriate"  # 31(7), 32(9): it is an appropriate way to meet these needs


CONDITIONS: Final[Mapping[Asked, tuple[Condition, ...]]] = MappingProxyType(
    {
        Asked.PERSON: (Condition.CAPACITY, Condition.ALLOWED, Condition.CAPABLE, Condition.APPROPRIATE),
        Asked.AUTHORISED: (
            Condition.SUPPORTED,
            Condition.ALLOWED,
            Condition.BEST_INTERESTS,
            Condition.CAPABLE,
            Condition.APPROPRIATE,
        ),
    }
)


class Payee(StrEnum):
    """Who would be paid for care out of it, to the person."""

    NONE_OF_THESE = "none-of-these"
    PARTNER = "partner"  # spouse, civil partner, or living together as such: wherever they live
    PARENT = "parent"  # or a parent-in-law
    CHILD = "child"
    CHILD_IN_LAW = "child-in-law"
    STEPCHILD = "stepchild"
    SIBLING = "sibling"
    AUNT_OR_UNCLE = "aunt-or-uncle"
    GRANDPARENT = "grandparent"
    THEIR_PARTNER = "their-partner"  # of anybody from the parent on


def needs_necessity(payee: Payee, *, same_household: bool) -> bool:
    """Whether this payee may be paid only where the council considers it necessary: regulation 3(1) to (3).

    A partner always; the other relatives only while they live in the household of the person.
    """
    if payee is Payee.NONE_OF_THESE:
        return False
    return payee is Payee.PARTNER or same_household


def unmet(asked: Asked, met: Mapping[Condition, bool]) -> tuple[Condition, ...]:
    """Return the conditions that do not hold; one that was not answered does not hold."""
    return tuple(each for each in CONDITIONS[asked] if not met.get(each, False))


@dataclass(frozen=True)
class Reviews:
    """When it is looked at again. Days; each is the last by which it is to be done, `light_from` the first."""

    light_from: date
    light_by: date  # the light review of the guidance, 6 to 8 weeks on
    first_by: date  # regulation 7: within 6 months
    yearly_by: date  # then at most 12 months later


class Rhythm(Protocol):
    """How soon a council looks at it again: in days, and for the first review by law in months."""

    @property
    def first_from_days(self) -> int:
        """From when on the light review is done, after the first payment."""

    @property
    def first_by_days(self) -> int:
        """By when the light review is done."""

    @property
    def payment_months(self) -> int:
        """By when the first review of the law is done, after the first payment."""

    @property
    def yearly_days(self) -> int:
        """How long after that the next one is done."""


def reviews(first_payment: date, rhythm: Rhythm) -> Reviews:
    """Return the reviews that follow from the day of the first payment, never later than regulation 7 lets them be."""
    first = months_on(first_payment, min(rhythm.payment_months, FIRST_MONTHS))
    return Reviews(
        light_from=first_payment + timedelta(days=rhythm.first_from_days),
        light_by=first_payment + timedelta(days=rhythm.first_by_days),
        first_by=first,
        yearly_by=min(first + timedelta(days=rhythm.yearly_days), months_on(first, YEARLY_MONTHS)),
    )


def months_on(day: date, months: int) -> date:
    """The same day so many months on; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
