"""Where an application stands: its stages with their dates, the same for everyone who may follow."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.access import Role
from portal.db import queries
from portal.db.case_tables import MessageKind
from portal.db.happened import Happened
from portal.services import pauses
from portal.services.about import KNOWING
from portal.services.additions import COUNCIL_ONLY
from portal.services.context import day_of

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.words import Text

_applications, _events, _messages = queries.applications, queries.events, queries.tables["messages"].c

BEGINS = {
    "started": "begun",
    "sent": "sent",
    "indicative-budget": "sent",
    "reading": "sent",
    "talking": "opened",
    "needs-decided": "decided",
    "plan": "decided",
    "money-check": "money_check",
    "panel": "panel",
    "budget-agreed": "agreed",
    "support-starts": "agreed",
    "first-review": "support_began",
    "yearly-review": "reviewed",
}
"""Which date of an application begins a stage; a stage that is not here has not begun. Sending is over at once, and
so are deciding and agreeing: what they are for begins with them."""

PANEL = "panel"
"""The stage of those whom a rule sends to the panel, shown to them before it begins."""

DATES = (
    *(_applications[name] for name in dict.fromkeys(BEGINS.values())),
    _applications.to_panel,
    _applications.paused,
    _applications.pauses,
)

SHOWN = (
    Happened.SENT,
    Happened.RECALLED,
    Happened.WITHDRAWN,
    Happened.REOPENED,
    Happened.OPENED,
    Happened.ADDED,
    Happened.PAUSED,
    Happened.RESUMED,
    Happened.LOOK_AGAIN_ASKED,
    Happened.LOOKED_AGAIN,
    Happened.EXCEPTION_MADE,
    Happened.EXCEPTION_CHANGED,
    Happened.EXCEPTION_TAKEN_BACK,
    Happened.HELP_RECORDED,
    Happened.BUDGET_DECLINED,
    Happened.BUDGET_WANTED,
    Happened.ARRANGEMENT_CHOSEN,
)
"""Kinds of event that the timeline tells, besides the stages."""

_DATES = select(_applications.id, *DATES).where(_applications.id == bindparam("row"))
_TOLD = (
    select(_events.id, _events.at, _events.kind, _events.party_id, _events.role, _events.about)
    .where(_events.application_id == bindparam("row"), _events.kind.in_(SHOWN))
    .order_by(_events.id)
)
_ASKED = select(_messages.written, _messages.role).where(
    _messages.application_id == bindparam("row"), _messages.kind == MessageKind.ASK, _messages.private.is_(False)
)
"""What the council asked for, but for what only the person knows of: the log does not tell the two apart."""


class Standing(StrEnum):
    """Whether a stage is over, is where the application is, or is still to come."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Stage:
    """One stage as it stands for one application. Days are the council's own time, counted from the beginning."""

    id: str
    title: Text
    next: Text
    who: str  # person, council or both
    standing: Standing
    began: datetime | None
    target_days: int | None
    due: date | None = None  # only for the stage where it is now
    late: bool = False
    paused: datetime | None = None  # on hold since: its own time waits
    stopped_days: int = 0  # that were on hold while it was here, and are added to its time


@dataclass(frozen=True)
class Told:
    """Something that happened. `about` is an id of content: a budget line, a way."""

    at: datetime
    kind: Happened
    role: Role | None
    about: str | None = None
    own: bool = False  # whoever reads it did it


@dataclass(frozen=True)
class Timeline:
    """What was, what is and what comes: the same facts for everyone who may follow."""

    stages: tuple[Stage, ...]
    told: tuple[Told, ...]
    to_panel: bool = False  # why is for those who may read the budget

    @property
    def current(self) -> Stage:
        """Where it is now."""
        return next(stage for stage in self.stages if stage.standing is Standing.NOW)

    @property
    def next(self) -> Stage | None:
        """The stage after that."""
        return next((stage for stage in self.stages if stage.standing is Standing.LATER), None)


def timeline(context: Context, opened: Opened) -> Timeline:
    """Return the stages with their dates, and what else happened."""
    dates = context.session.connection().execute(_DATES, {"row": opened.id}).one()
    begun = {stage: getattr(dates, name) for stage, name in BEGINS.items()}
    return Timeline(
        stages=stages_of(
            context, opened.questionnaire.id, begun, to_panel=dates.to_panel, stopped=_stopped(context, dates)
        ),
        told=_happened(context, opened),
        to_panel=dates.to_panel,
    )


def _happened(context: Context, opened: Opened) -> tuple[Told, ...]:
    """What happened besides the stages, the oldest first."""
    connection, row = context.session.connection(), {"row": opened.id}
    told = [
        Told(each.at, each.kind, each.role, each.about, own=each.party_id == opened.party_id)
        for each in connection.execute(_TOLD, row)
        if each.about != COUNCIL_ONLY or opened.role in KNOWING
    ]
    asked = [Told(each.written, Happened.ASKED, each.role) for each in connection.execute(_ASKED, row)]
    return tuple(sorted([*told, *asked], key=lambda each: each.at))


@dataclass(frozen=True)
class Stopped:
    """When an application was on hold, and since when it is now."""

    spans: tuple[tuple[datetime, datetime | None], ...] = ()
    since: datetime | None = None


def _stopped(context: Context, row: Any) -> Stopped:
    return Stopped(pauses.spans(context, row), row.paused)


def stages_of(
    context: Context,
    asked: str,
    begun: dict[str, datetime | None],
    *,
    to_panel: bool = False,
    stopped: Stopped = Stopped(),
) -> tuple[Stage, ...]:
    """Return the stages of a questionnaire by when each of them began; that of the panel only to whom it concerns."""
    reached = {stage for stage, day in begun.items() if day} | ({PANEL} if to_panel else set())
    shown = context.content.council.stages_for(asked, reached)
    now = max((place for place, each in enumerate(shown) if begun.get(each.id)), default=0)
    return tuple(_stage(context, each, begun.get(each.id), place - now, stopped) for place, each in enumerate(shown))


def _stage(context: Context, setting: Any, began: datetime | None, after_now: int, stopped: Stopped) -> Stage:
    standing = Standing.NOW if after_now == 0 else Standing.DONE if after_now < 0 else Standing.LATER
    found = Stage(setting.id, setting.title, setting.next, setting.who, standing, began, setting.target_days)
    if standing is not Standing.NOW or began is None:
        return found
    if stopped.since is not None:
        return replace(found, paused=stopped.since)
    days = pauses.days_stopped(began, stopped.spans, context.today)
    due = None if setting.target_days is None else day_of(began) + timedelta(days=setting.target_days + days)
    return replace(found, due=due, late=due is not None and context.today > due, stopped_days=days)


def stage_now(context: Context, row: Any) -> Stage:
    """Return the stage that a row with the dates of an application stands at."""
    begun = {stage: getattr(row, name) for stage, name in BEGINS.items()}
    stages = stages_of(context, row.questionnaire, begun, to_panel=row.to_panel, stopped=_stopped(context, row))
    return next(stage for stage in stages if stage.standing is Standing.NOW)
