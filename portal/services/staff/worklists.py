"""What waits, for whom, since when: the lists that staff work from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, func, or_, select

from portal.access import Action, State
from portal.db import queries
from portal.db.case_tables import ComplaintKind, MessageKind
from portal.services import advocacy, complaining
from portal.services.context import day_of
from portal.services.staff import matching, paper
from portal.services.stages import BEGINS, DATES, Stage, Standing, stage_now, stages_of
from portal.services.withdrawing import WITHDRAWN

if TYPE_CHECKING:
    from datetime import date, datetime

    from portal.services.context import Context
    from portal.services.staff.paper import Unfinished
    from portal.services.staff.people import Worker

OF_LATE = timedelta(days=28)

_applications, _messages = queries.applications, queries.tables["messages"].c
_again, _additions = queries.tables["look_again"].c, queries.tables["additions"].c
_complaints = queries.tables["complaints"].c
_complained = (
    _complaints.application_id == _applications.id,
    _complaints.answered.is_(None),
    _complaints.stopped.is_(None),
)
_advocacy = queries.tables["advocacy"].c
_needs_advocate = (
    _advocacy.application_id == _applications.id,
    _advocacy.referred.is_(None),
    advocacy.NEEDED,
    advocacy.STANDS,
)
_WAITING = (
    select(
        _applications.id,
        _applications.reference,
        _applications.questionnaire,
        _applications.state,
        _applications.team,
        _applications.officer_id,
        _applications.same_person,
        *DATES,
        _applications.proposed,
        _applications.paused_until,
        _applications.closed_because,
        select(func.count())
        .where(
            _messages.application_id == _applications.id,
            _messages.kind == MessageKind.ASK,
            _messages.done.is_(None),
        )
        .scalar_subquery()
        .label("asks"),
        select(func.count())
        .where(_again.application_id == _applications.id, _again.answered.is_(None))
        .scalar_subquery()
        .label("look_again"),
        select(func.count())
        .where(_additions.application_id == _applications.id, _additions.read.is_(None))
        .scalar_subquery()
        .label("added"),
        exists().where(*_needs_advocate).label("needs_advocate"),
        select(func.count()).where(*_complained).scalar_subquery().label("complaints"),
        select(func.min(_complaints.made))
        .where(*_complained, _complaints.acknowledged.is_(None), _complaints.kind == ComplaintKind.COMPLAINT)
        .scalar_subquery()
        .label("unacknowledged"),
        select(_complaints.id)
        .where(*_complained)
        .order_by(_complaints.made, _complaints.id)
        .limit(1)
        .scalar_subquery()
        .label("complaint"),
        select(func.min(_complaints.made))
        .where(*_complained, _complaints.kind == ComplaintKind.COMPLAINT)
        .scalar_subquery()
        .label("unanswered"),
    )
    .where(
        or_(
            _applications.state.in_((State.SENT, State.OPENED)),
            and_(_applications.closed_because == WITHDRAWN, _applications.closed > bindparam("of_late")),
            exists().where(*_complained),
        )
    )
    .order_by(_applications.sent, _applications.reference)
)


class Which(StrEnum):
    """The lists there are."""

    NEW = "new"
    US = "us"  # waiting for the council
    THEM = "them"  # waiting for the person
    LATE = "late"
    ADVOCATE = "advocate"  # one is wanted, or due by law, and nobody asked the advocates
    COMPLAINTS = "complaints"  # or wishes for a review
    ADDED = "added"  # something was added after sending, and nobody read it
    AGAIN = "again"  # somebody asked to look again
    PANEL = "panel"
    MINE = "mine"
    ON_HOLD = "on-hold"
    WITHDRAWN = "withdrawn"  # of late: somebody looks whether that is right


@dataclass(frozen=True)
class Wanted:
    """What to show of a list; None shows all."""

    stage: str | None = None
    team: str | None = None
    questionnaire: str | None = None
    older_than: int = 0  # days since it was sent


@dataclass(frozen=True)
class Row:
    """One application that waits. No name: that is inside, and looking inside is written down."""

    reference: str
    questionnaire: str
    state: State
    team: str | None
    officer: str | None
    sent: datetime | None  # None for a draft, of which only a complaint is known
    days: int
    stage: Stage
    lists: frozenset[Which]
    asks: int = 0
    look_again: int = 0
    complaints: int = 0  # that nobody answered yet
    complaint: str | None = None  # the oldest of them
    acknowledge_by: date | None = None  # the law's time for the oldest that nobody acknowledged
    added: int = 0  # what nobody read yet of what was added after sending
    same_person: tuple[str, ...] = ()
    to_panel: bool = False  # a rule sends it to the panel: as soon as a budget is proposed, or it has it already
    paper: Unfinished | None = None  # a form that is typed in, and by now should have been read


def everything(context: Context, worker: Worker) -> tuple[Row, ...]:
    """Return all that waits and that this worker may know of, the oldest first. Of paper forms, those that are late."""
    rows = context.session.connection().execute(_WAITING, {"of_late": context.now - OF_LATE}).all()
    seen = [row for row in rows if _may_know(worker, row)]  # before all else: no other reference may be named
    apart = matching.settled_pairs(context)
    alike: dict[str, list[Any]] = {}
    for row in seen:
        if row.same_person and row.state is not State.DRAFT:
            alike.setdefault(row.same_person, []).append(row)
    found = [
        _row(
            context,
            worker,
            row,
            [each.reference for each in alike.get(row.same_person, []) if (row.id, each.id) not in apart],
        )
        for row in seen
    ]
    forms = paper.unfinished(context, worker) if paper.may_key(worker) else ()
    found += [_form(context, form, stage) for form in forms if (stage := _stage_once_sent(context, form)).late]
    return tuple(sorted(found, key=lambda row: -row.days))


def _may_know(worker: Worker, row: Any) -> bool:
    """Whether a worker may know of it: of a draft, whoever answers the complaint about it."""
    return worker.may(Action.RESPOND if row.state is State.DRAFT else Action.FOLLOW, row)


def how_many_late(context: Context) -> int:
    """Return how many are on the list of what is late, whoever looks after them."""
    rows = context.session.connection().execute(_WAITING, {"of_late": context.now - OF_LATE}).all()
    forms = sum(_stage_once_sent(context, form).late for form in paper.everyones(context))
    return forms + sum(_is_late(context, row, _stage(context, row)) for row in rows)


def _stage(context: Context, row: Any) -> Stage:
    """Where it is, with the day that staff go by."""
    stage = stage_now(context, row)
    if row.state is State.CLOSED:
        return replace(stage, due=None, late=False, paused=None)
    if row.paused_until is not None:  # what is on hold is late when nobody looks at it again
        return replace(stage, due=row.paused_until, late=context.today > row.paused_until)
    return stage


def _stage_once_sent(context: Context, form: Unfinished) -> Stage:
    """Where a paper form will be as soon as it is sent: that stage's time has run since the form was received."""
    begun = {stage: form.received if date in {"begun", "sent"} else None for stage, date in BEGINS.items()}
    return next(each for each in stages_of(context, form.questionnaire, begun) if each.standing is Standing.NOW)


def _form(context: Context, form: Unfinished, stage: Stage) -> Row:
    return Row(
        reference=form.reference,
        questionnaire=form.questionnaire,
        state=State.DRAFT,
        team=form.team,
        officer=form.holder,
        sent=None,
        days=(context.today - day_of(form.received)).days,
        stage=stage,
        lists=frozenset({Which.LATE}),
        paper=form,
    )


def _is_late(context: Context, row: Any, stage: Stage) -> bool:
    answer_by = complaining.answer_by(context, row.unanswered) if row.unanswered else None
    return stage.late or any(due and context.today > due for due in (_acknowledge_by(context, row), answer_by))


def _acknowledge_by(context: Context, row: Any) -> date | None:
    return complaining.acknowledge_by(context, row.unacknowledged) if row.unacknowledged else None


def _row(context: Context, worker: Worker, row: Any, alike: list[str]) -> Row:
    stage = _stage(context, row)
    return Row(
        reference=row.reference,
        questionnaire=row.questionnaire,
        state=row.state,
        team=row.team,
        officer=row.officer_id,
        sent=row.sent,
        days=0 if row.sent is None else (context.today - day_of(row.sent)).days,
        stage=stage,
        asks=row.asks,
        look_again=row.look_again,
        complaints=row.complaints,
        complaint=row.complaint,
        acknowledge_by=_acknowledge_by(context, row),
        added=row.added,
        same_person=tuple(each for each in alike if each != row.reference),
        lists=frozenset(_lists(worker, row, late=_is_late(context, row, stage))),
        to_panel=row.agreed is None and (row.panel is not None if row.proposed else row.to_panel),
    )


def _lists(worker: Worker, row: Any, *, late: bool) -> list[Which]:
    about_complaints = [Which.COMPLAINTS] if row.complaints else []
    if row.state is State.DRAFT:
        return about_complaints + ([Which.LATE] if late else [])
    if row.state is State.CLOSED:
        found = about_complaints + ([Which.LATE] if late else [])
        return [*found, Which.WITHDRAWN] if row.closed_because == WITHDRAWN else found
    found = [Which.NEW] if row.state is State.SENT else [Which.THEM if row.asks else Which.US]
    if row.paused is not None:
        found = [Which.ON_HOLD]
    if late:
        found.append(Which.LATE)
    found += about_complaints + ([Which.ADVOCATE] if row.needs_advocate else [])
    if row.panel is not None and row.agreed is None:
        found.append(Which.PANEL)
    if row.added:
        found.append(Which.ADDED)
    if row.look_again:
        found.append(Which.AGAIN)
    if row.officer_id == worker.party:
        found.append(Which.MINE)
    return found


def chosen(rows: tuple[Row, ...], which: Which, wanted: Wanted) -> tuple[Row, ...]:
    """Return the rows of one list that fit."""
    return tuple(
        row
        for row in rows
        if which in row.lists
        and wanted.stage in {None, row.stage.id}
        and wanted.team in {None, row.team}
        and wanted.questionnaire in {None, row.questionnaire}
        and row.days >= wanted.older_than
    )
