"""What every service is given: the transaction, the content, who is asking, and the time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from gettext import NullTranslations
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

from portal.db.encryption import Keyring
from portal.db.session import Session, has_written

if TYPE_CHECKING:
    from portal.allocation.basis import BasisTable
    from portal.allocation.panel import Panel
    from portal.allocation.scheme import Scheme
    from portal.cohorts import Cohorts
    from portal.notices import Notices
    from portal.questionnaires.model import Questionnaire

LONDON = ZoneInfo("Europe/London")


def day_of(moment: datetime) -> date:
    """The date in England at a moment."""
    return moment.astimezone(LONDON).date()


class Content(Protocol):
    """The part of the loaded content that services look at."""

    @property
    def questionnaires(self) -> Mapping[str, Questionnaire]:
        """Every questionnaire by its id."""

    @property
    def schemes(self) -> Mapping[str, Sequence[Scheme]]:
        """All versions of the allocation scheme of each questionnaire."""

    @property
    def bases(self) -> Mapping[str, BasisTable]:
        """What decides where a budget of each questionnaire starts."""

    @property
    def panels(self) -> Mapping[str, Panel]:
        """What sends a case of each questionnaire to the panel."""

    @property
    def cohorts(self) -> Cohorts | None:
        """The groups that a roll-out begins with, where there is one."""

    @property
    def council(self) -> Any:
        """The council's settings."""

    @property
    def notices(self) -> Notices:
        """Who is told what, on each occasion."""

    def counting(self, questionnaire: str) -> frozenset[str]:
        """Return the questions that a budget hangs on."""

    def left_to_a_person(self, questionnaire: str) -> frozenset[str]:
        """Return the questions that only decide whether a person works out the budget."""


@dataclass(frozen=True)
class Visitor:
    """Whoever is at the other end: the token of their cookie, unproved, and where they come from."""

    token: str | None = None
    address: str | None = None  # network address: only ever counted, and only as a keyed hash


@dataclass
class Context:
    """One unit of work. `session` is one transaction; the caller commits it."""

    session: Session
    content: Content
    settings: Any
    keyring: Keyring
    now: datetime
    visitor: Visitor = field(default_factory=Visitor)
    language: str = "en"
    easy: bool = False  # whether the visitor reads Easy Read
    translations: NullTranslations = field(default_factory=NullTranslations)

    @property
    def today(self) -> date:
        """The date in England."""
        return day_of(self.now)


@contextmanager
def aside(context: Context) -> Iterator[Session]:
    """Run a short transaction of its own, for what must outlive a refusal: counting tries, keeping a typed page.

    The context's own transaction is given up, so that one writer never waits for itself. Raises RuntimeError where
    something was written in it before, for that would be lost.
    """
    if has_written(context.session.connection()):
        raise RuntimeError("what was written before would be lost")
    context.session.rollback()
    try:
        yield context.session
        context.session.commit()
    except BaseException:
        context.session.rollback()
        raise
