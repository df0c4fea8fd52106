"""What is known of a form that came on paper: its days, who signed it, where it is kept, what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from portal.questionnaires.answers_given import key_of
from portal.services.context import LONDON, day_of


class Signer(StrEnum):
    """Whose signature a form bears. The words of those who act for somebody are those of `about.Ground`."""

    PERSON = "own"
    AGREED = "agreed"  # somebody who helps; the person agrees
    ATTORNEY = "attorney"
    DEPUTY = "deputy"
    BEST_INTERESTS = "best-interests"
    NOBODY = "paper"  # there is no signature

    @property
    def is_person(self) -> bool:
        """Whether the person signed, so that the form is their word."""
        return self is Signer.PERSON


@dataclass(frozen=True)
class Paper:
    """A form on paper, and how it came to be here."""

    received: date  # the clocks run from here
    signer: Signer
    signed: str = ""  # the name that stands there
    dated: date | None = None  # as the form says; None where it does not
    kept_at: str = ""  # where the paper is
    keyed_by: str = ""  # a party, once it is sent
    keyed: date | None = None
    open: Mapping[str, int] = field(default_factory=dict)  # by place: the answer that stands there for none at all

    def came(self, now: datetime) -> datetime:
        """When it was received: noon of that day, or now where that is today."""
        return now if self.received == day_of(now) else datetime.combine(self.received, time(12), LONDON)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Paper:
        """Read what `written` wrote."""
        days = {name: kept[name] and date.fromisoformat(kept[name]) for name in ("received", "dated", "keyed")}
        return cls(**{**kept, **days, "signer": Signer(kept["signer"])})

    def written(self) -> dict[str, Any]:
        """Return plain JSON values."""
        days = {name: day and day.isoformat() for name, day in vars(self).items() if name in {"dated", "keyed"}}
        return {**vars(self), **days, "received": self.received.isoformat(), "open": dict(self.open)}

    def leaving_open(self, question: str, item: str | None, sequence: int) -> Paper:
        """The same, with a place that the form does not answer: so says its answer of that number."""
        return replace(self, open={**self.open, key_of(question, item): sequence})

    def leaves_open(self, question: str, item: str | None, sequence: int) -> bool:
        """Whether the answer of that number stands for none at all; one that was given since does not."""
        return self.open.get(key_of(question, item)) == sequence
