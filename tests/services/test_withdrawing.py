"""Saying that one does not want to go on: before and after it was opened, by whom, and going on after all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role, State
from portal.db.happened import Happened
from portal.services import casework, exchange, withdrawing
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import cases, entry, worklists
from portal.services.staff.cases import Because
from portal.services.staff.worklists import Which
from tests.services.colleagues import at_work
from tests.services.company import let_in
from tests.services.test_sending import sent

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town


def withdraw(somebody: Somebody) -> None:
    with somebody.opening(Action.WITHDRAW) as (context, opened):
        assert withdrawing.withdraw(context, opened).state is State.CLOSED


def on_lists(sam: Colleague, reference: str) -> frozenset[Which]:
    with sam.visit() as context:
        rows = worklists.everything(context, entry.worker(context))
    return next((row.lists for row in rows if row.reference == reference), frozenset())


def opened_by(sam: Colleague, reference: str) -> None:
    with sam.visit() as context:
        cases.name_purpose(context, entry.worker(context), reference, cases.Purpose.MY_CASE)


@pytest.mark.parametrize("was_opened", [False, True])
def test_it_can_be_stopped_before_and_after_it_was_opened(town: Town, *, was_opened: bool) -> None:
    ann, sam = sent(town, "ann@example.org"), at_work(town)
    if was_opened:
        opened_by(sam, ann.reference)
    withdraw(ann)
    assert ann.open().state is State.CLOSED
    assert on_lists(sam, ann.reference) == {Which.WITHDRAWN}
    subjects = [mail.subject for mail in town.mails()]
    assert f"They do not want to go on: {ann.reference}" in subjects
    assert "We stop working on it" in subjects
    with pytest.raises(NotAllowed):
        ann.open(Action.WITHDRAW)


def test_what_was_asked_is_wanted_no_more_and_the_list_forgets_it(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Who helps at night?", wants_answer=True)
    withdraw(ann)
    with ann.opening(Action.MESSAGE) as (context, opened):
        assert not [each for each in exchange.messages(context, opened) if each.is_open]
    town.later(timedelta(days=29))
    sam.come_in()
    assert on_lists(sam, ann.reference) == frozenset()


def test_staff_go_on_with_it_where_it_stood_when_they_want_to_after_all(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    withdraw(ann)
    with sam.visit() as context:
        cases.reopen(context, cases.fetch(context, entry.worker(context), ann.reference, Action.REOPEN))
    assert ann.open().state is State.OPENED
    with ann.opening(Action.FOLLOW) as (context, opened):
        told = [(each.kind, each.own) for each in casework.timeline(context, opened).told]
    assert told[-2:] == [(Happened.WITHDRAWN, True), (Happened.REOPENED, False)]


def test_what_was_closed_otherwise_is_not_gone_on_with(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    with sam.visit() as context:
        here = entry.worker(context)
        cases.close(context, cases.fetch(context, here, ann.reference, Action.CLOSE), Because.MOVED)
        with pytest.raises(NotPossible):
            cases.reopen(context, cases.fetch(context, here, ann.reference, Action.REOPEN))


@pytest.mark.parametrize("role", [Role.HELPER_FILLING, Role.ADVOCATE_SPEAKING, Role.HELPER_FOLLOWING])
def test_whoever_may_not_send_may_not_stop_it_and_sees_that_it_was_stopped(town: Town, role: Role) -> None:
    ann = sent(town)
    bea = let_in(ann, role)
    with pytest.raises(NotAllowed):
        bea.open(Action.WITHDRAW)
    withdraw(ann)
    with bea.opening(Action.FOLLOW) as (context, opened):
        last = casework.timeline(context, opened).told[-1]
    assert (last.kind, last.role, last.own) == (Happened.WITHDRAWN, Role.PERSON, False)
