"""A legal hold keeps what would be deleted, by time or by the person, until it is lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import applications, audit, housekeeping
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import cases, entry, holding, people, safety
from portal.services.staff.cases import Because
from tests.services.colleagues import at_work
from tests.services.town import COUNCIL, DAY

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

WHY = "Inquest of the coroner in Exampleton"


def hold(worker: Colleague, ann: Somebody, reason: str = WHY) -> None:
    with worker.visit() as context:
        holding.place(context, cases.fetch(context, entry.worker(context), ann.reference, Action.HOLD), reason)


def lift(worker: Colleague, ann: Somebody) -> None:
    with worker.visit() as context:
        holding.lift(context, cases.fetch(context, entry.worker(context), ann.reference, Action.HOLD))


def purged(town: Town) -> int:
    return housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now).sent


def closed(town: Town, kim: Colleague) -> Somebody:
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    with kim.visit() as context:
        cases.close(context, cases.fetch(context, entry.worker(context), ann.reference, Action.CLOSE), Because.MOVED)
    return ann


def call_taken(town: Town, ann: Somebody) -> None:
    """What was written in private is with a worker already, and would keep nothing by itself any more."""
    ada = at_work(town, Role.SAFEGUARDING_WORKER, email="ada@council.example")
    with ada.visit() as context:
        safety.take_on(context, cases.fetch(context, entry.worker(context), ann.reference, Action.SAFEGUARD))


def test_what_is_held_outlives_its_time_until_the_hold_is_lifted(town: Town) -> None:
    kim = at_work(town, Role.TEAM_MANAGER)
    ann = closed(town, kim)
    call_taken(town, ann)
    hold(kim, ann)
    town.later(3000 * DAY)
    assert purged(town) == 0
    with town.visit() as context:
        people.train(context, kim.email, people.Training("care-act", context.today, None))
    kim.come_in()
    lift(kim, ann)
    with pytest.raises(NotPossible):
        lift(kim, ann)
    assert purged(town) == 1


def test_what_is_closed_is_kept_for_all_of_the_last_day_that_was_said(town: Town) -> None:
    ann = closed(town, at_work(town, Role.TEAM_MANAGER))
    call_taken(town, ann)
    town.later(COUNCIL.retention_days.sent * DAY)
    assert purged(town) == 0
    town.later(DAY)
    assert purged(town) == 1


def test_a_hold_has_a_reason_and_there_is_one_at_a_time(town: Town) -> None:
    kim = at_work(town, Role.TEAM_MANAGER)
    ann = closed(town, kim)
    with pytest.raises(NotPossible):
        hold(kim, ann, "  ")
    hold(kim, ann)
    with pytest.raises(NotPossible):
        hold(kim, ann)
    with kim.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.HOLD)
        found = holding.hold(context, case.opened)
        assert found is not None
        assert found.reason == WHY
        assert audit.entries(context, ann.reference)[-1].kind == "held"


def test_officers_hold_nothing_and_managers_no_draft(town: Town) -> None:
    kim = at_work(town, Role.TEAM_MANAGER)
    ann = town.somebody()
    ann.answer("frightened", "The man next door")
    with pytest.raises(NotFound):
        hold(kim, ann)
    panel = at_work(town, Role.PANEL_MEMBER, email="pat@council.example")
    with pytest.raises((NotFound, NotAllowed)):
        hold(panel, closed(town, kim))


def test_a_held_draft_that_the_person_deletes_is_gone_for_all_but_the_workers(town: Town) -> None:
    ada = at_work(town, Role.SAFEGUARDING_WORKER, email="ada@council.example")
    ann = town.somebody()
    ann.answer("frightened", "The man next door")
    hold(ada, ann)
    with ann.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    with pytest.raises(NotFound):
        ann.open(Action.FOLLOW)
    town.later(1000 * DAY)
    assert housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now).unsaved_drafts == 0
