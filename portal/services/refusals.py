"""The ways a service can say no. Each is shown as a page; none carries personal words unless it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portal.answers import Answer
    from portal.questionnaires.journey import Place


class Refused(Exception):
    """Anything a service would not do."""


class NotFound(Refused):
    """It does not exist, or it does not exist for this visitor. The two cannot be told apart."""


class AccessEnded(NotFound):
    """It was open to this visitor once and is no longer. They are told that, and nothing else of it."""


class NotAllowed(Refused):
    """The visitor may know that it exists, and may not do this with it now."""


class NotPossible(Refused):
    """What was asked makes no sense here: an item that is not there, a draft that is not complete."""


@dataclass
class Conflict(Refused):
    """Somebody saved the same question in between. Holds both values: nothing was overwritten, nothing is lost."""

    place: Place
    theirs: Answer | None
    yours: Answer | None
    seen: int  # hand this back to save_answer to let yours win


@dataclass
class WrongCode(Refused):
    """The code or link is not right, or is no longer good."""

    left: int | None = None  # tries left before a lock, when that is known


@dataclass
class TooMany(Refused):
    """Too many tries. Says until when."""

    until: datetime
