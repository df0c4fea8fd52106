"""What an answer can be, and the facts that rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Missing(StrEnum):
    """Why there is no value; each of these means something else and none of them means nought."""

    UNANSWERED = "unanswered"
    NOT_SURE = "not-sure"
    TALK = "talk"
    NOT_APPLICABLE = "not-applicable"
    BLANK = "blank"


GIVEN_INSTEAD = (Missing.NOT_SURE, Missing.TALK, Missing.NOT_APPLICABLE)
"""What a person may choose in place of a value."""


@dataclass(frozen=True)
class Address:
    """A postal address as the person typed it; empty parts are empty texts."""

    lines: tuple[str, ...]
    town: str
    postcode: str


Value: TypeAlias = str | bool | int | Decimal | date | tuple[str, ...] | Address
Answer: TypeAlias = Value | Missing
Facts: TypeAlias = Mapping[str, "Answer | tuple[Facts, ...]"]
"""Answers by question id; a group gives the facts of each item. A question that is absent is not asked."""
