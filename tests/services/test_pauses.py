"""On hold with a reason: whose clock waits, what is added to it, and who reads why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access import Action, Role, State
from portal.db.happened import Happened
from portal.services import casework, pauses
from portal.services.pauses import days_stopped
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import cases, entry, worklists
from portal.services.staff.worklists import Which
from tests.services.colleagues import at_work
from tests.services.company import let_in
from tests.services.test_sending import sent
from tests.services.test_withdrawing import on_lists, opened_by, withdraw
from tests.services.town import DAY

if TYPE_CHECKING:
    from portal.services.casework import Stage
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

WHY = "You are in hospital, as you told us."
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - they get one


def working_on(town: Town) -> tuple[Somebody, Colleague]:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    return ann, sam


def pause(sam: Colleague, reference: str, reason: str = WHY, weeks: int = 4) -> None:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.PAUSE)
        pauses.pause(context, case, reason, context.today + timedelta(weeks=weeks))


def resume(sam: Colleague, reference: str) -> None:
    with sam.visit() as context:
        pauses.resume(context, cases.fetch(context, entry.worker(context), reference, Action.PAUSE))


def now(somebody: Somebody) -> Stage:
    with somebody.opening(Action.FOLLOW) as (context, opened):
        return casework.timeline(context, opened).current


def at_the_council(sam: Colleague, reference: str) -> Stage:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.READ)
        return casework.timeline(context, case.opened).current


def test_the_councils_own_time_waits_and_the_days_are_added(town: Town) -> None:
    ann, sam = working_on(town)
    before = now(ann).due
    assert before is not None
    pause(sam, ann.reference)
    assert (now(ann).due, now(ann).paused) == (None, town.now)
    town.later(40 * DAY)
    sam.come_in()
    assert not at_the_council(sam, ann.reference).late
    resume(sam, ann.reference)
    found = at_the_council(sam, ann.reference)
    assert (found.due, found.stopped_days, found.paused) == (before + 40 * DAY, 40, None)
    town.later(60 * DAY)
    sam.come_in()
    assert at_the_council(sam, ann.reference).late


def test_what_nobody_looks_at_again_is_late_on_the_list_of_what_is_on_hold(town: Town) -> None:
    ann, sam = working_on(town)
    pause(sam, ann.reference, weeks=2)
    assert on_lists(sam, ann.reference) == {Which.ON_HOLD}
    town.later(15 * DAY)
    sam.come_in()
    assert on_lists(sam, ann.reference) == {Which.ON_HOLD, Which.LATE}
    resume(sam, ann.reference)
    assert on_lists(sam, ann.reference) == {Which.US}
    with sam.visit() as context:
        assert not worklists.everything(context, entry.worker(context))[0].stage.paused


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_closed_is_on_hold_for_nobody(town: Town) -> None:
    ann, sam = working_on(town)
    pause(sam, ann.reference)
    withdraw(ann)
    with sam.visit() as context:
        here = entry.worker(context)
        assert pauses.current(context, cases.fetch(context, here, ann.reference, Action.READ).opened) is None
        assert [each.stage.paused for each in worklists.everything(context, here)] == [None]


@pytest.mark.parametrize(
    ("role", "knows"),
    [(Role.ADVOCATE_SPEAKING, True), (Role.HELPER_READING, True), (Role.ADVOCATE_FOLLOWING, False)],
)
def test_everyone_who_follows_sees_it_and_whoever_may_read_sees_why(town: Town, role: Role, *, knows: bool) -> None:
    ann, sam = working_on(town)
    bea = let_in(ann, role)
    pause(sam, ann.reference)
    for somebody, may_know in ((ann, True), (bea, knows)):
        with somebody.opening(Action.FOLLOW) as (context, opened):
            found = pauses.current(context, opened)
            assert found is not None
            assert found.reason == (WHY if may_know else None)
            assert casework.timeline(context, opened).told[-1].kind is Happened.PAUSED
    assert now(bea).paused == now(ann).paused


def test_it_wants_a_reason_and_a_day_and_happens_once(town: Town) -> None:
    ann, sam = working_on(town)
    for reason, weeks in ((" ", 4), (WHY, 0), (WHY, 60)):
        with pytest.raises(NotPossible):
            pause(sam, ann.reference, reason, weeks)
    with pytest.raises(NotPossible):
        resume(sam, ann.reference)
    pause(sam, ann.reference)
    with pytest.raises(NotPossible):
        pause(sam, ann.reference)
    with pytest.raises(NotAllowed):
        ann.open(Action.PAUSE)
    assert ann.open().state is State.OPENED


@given(began=MOMENTS, moments=st.lists(MOMENTS, max_size=6), today=st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_time_never_stands_still_for_longer_than_it_has_run(
    began: datetime, moments: list[datetime], today: date
) -> None:
    ends = sorted(moments)
    spans = [
        (since, ends[2 * place + 1] if 2 * place + 1 < len(ends) else None) for place, since in enumerate(ends[::2])
    ]
    days = days_stopped(began, spans, today)
    assert 0 <= days <= max((today - began.date()).days, 0)
    assert days_stopped(began, [], today) == 0
    before = [(since, ended) for since, ended in spans if ended is not None and ended <= began]
    assert days_stopped(began, before, today) == 0
