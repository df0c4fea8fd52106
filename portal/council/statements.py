"""What the council says in public about accessibility, personal information and complaints."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import PositiveInt

from portal.council.setting import Place, Setting, Source, Words


class Tested(Setting):
    """When and how accessibility was tested."""

    day: date
    by: Words
    how: Words


class Fault(Setting):
    """A known fault and what to use instead."""

    id: str
    what: Words
    instead: Words
    criterion: str | None
    by: date | None


class Accessibility(Setting):
    """What the accessibility statement says."""

    organisation: str
    website: str
    email: str
    phone: str
    relay: str
    answer_working_days: PositiveInt
    prepared: date
    reviewed: date
    review_due: date
    status: Literal["fully", "partially", "not"]
    tested: Tested
    complaints_to: dict[str, str]
    enforced_by: str
    known_faults: tuple[Fault, ...]


class Regulator(Setting):
    """Who watches over personal information."""

    name: str
    phone: str
    address: str
    source: Source
    checked: date
    read_at_source: bool


class Protection(Setting):
    """Who answers for personal information."""

    controller: str
    officer: Words
    email: str
    phone: str
    post: Place
    regulator: Regulator
    reviewed: date


class Complaints(Setting):
    """How to complain, and the clocks that run."""

    team: Words
    phone: str
    email: str
    within_months: PositiveInt
    acknowledged_working_days: PositiveInt
    answered_working_days: PositiveInt
    ombudsman: dict[str, str]
