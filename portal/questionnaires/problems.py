"""What can be wrong with an answer: a closed set of codes, without words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_with
from enum import StrEnum
from typing import TypeAlias

Typed: TypeAlias = Mapping[str, Sequence[str]]
"""The raw fields of a form by name, as they came."""

ANSWER = "answer"
INSTEAD = "instead"


class ProblemCode(StrEnum):
    """Why an answer cannot be taken; `values` of the problem are named here in brackets."""

    NOTHING = "nothing"
    NOT_OFFERED = "not-offered"
    TWO_ANSWERS = "two-answers"
    EXCLUSIVE = "exclusive"  # (option)
    TOO_LONG = "too-long"  # (most, length)
    NOT_A_NUMBER = "not-a-number"
    TWO_NUMBERS = "two-numbers"
    NOT_WHOLE = "not-whole"
    TOO_PRECISE = "too-precise"  # (places)
    TOO_SMALL = "too-small"  # (least)
    TOO_LARGE = "too-large"  # (most)
    PART_MISSING = "part-missing"  # (missing: parts joined by commas)
    NOT_A_DAY = "not-a-day"
    SHORT_YEAR = "short-year"
    TOO_EARLY = "too-early"  # (least: year-month-day)
    TOO_LATE = "too-late"  # (most: year-month-day)
    NOT_AN_EMAIL = "not-an-email"
    NOT_A_PHONE = "not-a-phone"
    NOT_A_POSTCODE = "not-a-postcode"


@dataclass(frozen=True)
class Problem:
    """Why an answer cannot be taken, and at which field of the form."""

    code: ProblemCode
    field: str = ANSWER
    values: Mapping[str, str] = made_with(default_factory=dict)
