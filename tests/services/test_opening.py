"""Fetching is asking permission."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from portal.access import Action, Role, State
from portal.db import queries
from portal.services import accounts, applications
from portal.services.opened import Beginning, Ground, Purpose
from portal.services.refusals import NotAllowed, NotFound, TooMany

if TYPE_CHECKING:
    from tests.services.town import Town


def asked_of(town: Town, reference: str, token: str) -> list[str]:
    """The statements it takes to find nothing."""
    statements: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: Any) -> None:
        statements.append(statement)

    event.listen(town.database.engine, "before_cursor_execute", note)
    with town.visit(token) as context, pytest.raises(NotFound, match=r"^$"):
        applications.open(context, reference, Action.READ)
    event.remove(town.database.engine, "before_cursor_execute", note)
    return statements


def test_a_stranger_is_told_nothing_by_the_same_statements(town: Town) -> None:
    ann, cara = town.somebody(), town.somebody()
    unknown = asked_of(town, "AAAA-AAAA", cara.token or "")
    assert asked_of(town, ann.reference, cara.token or "") == unknown
    assert asked_of(town, ann.reference, "nobody") == unknown
    assert len([each for each in unknown if each.startswith("SELECT")]) == 2  # is there access, was there once


@pytest.mark.parametrize("action", Action)
def test_a_stranger_finds_nothing_whatever_they_want(town: Town, action: Action) -> None:
    ann, cara = town.somebody(), town.somebody()
    with cara.visit() as context, pytest.raises(NotFound):
        applications.open(context, ann.reference, action)


def test_no_cookie_finds_nothing(town: Town) -> None:
    ann = town.somebody()
    with town.visit(None) as context, pytest.raises(NotFound):
        applications.open(context, ann.reference, Action.READ)


def test_what_is_not_allowed_now_says_so_to_those_who_know_of_it(town: Town) -> None:
    ann = town.somebody(purpose=Purpose.ROUGH)
    with ann.visit() as context, pytest.raises(NotAllowed):
        applications.open(context, ann.reference, Action.SEND)


def test_a_grant_that_ended_opens_nothing(town: Town) -> None:
    ann = town.somebody()
    with ann.visit() as context:
        context.session.connection().execute(queries.tables["grants"].update().values(ends=town.now))
    with pytest.raises(NotFound):
        ann.open()


def test_a_grant_that_has_not_begun_opens_nothing(town: Town) -> None:
    ann = town.somebody()
    with ann.visit() as context:
        later = town.now + timedelta(hours=1)
        context.session.connection().execute(queries.tables["grants"].update().values(starts=later))
    with pytest.raises(NotFound):
        ann.open()
    town.later(timedelta(hours=1))
    ann.open()


def test_beginning_makes_a_draft_with_a_reference_to_read_out(town: Town) -> None:
    ann = town.somebody()
    opened = ann.open()
    assert (opened.state, opened.saved, opened.role, opened.is_helper) == (State.DRAFT, False, Role.PERSON, False)
    assert len(opened.reference) == 9
    assert opened.journey.next_place is not None


def test_beginning_for_somebody_keeps_who_and_why(town: Town) -> None:
    tom = town.somebody(role=Role.ATTORNEY, ground=Ground.ATTORNEY, person_name="Ann")
    assert (tom.open().person_name, tom.open().role) == ("Ann", Role.ATTORNEY)
    with town.visit(write=False) as context:
        assert context.session.connection().execute(text("SELECT ground FROM grants")).scalar_one() == "attorney"


def test_nobody_begins_what_there_is_not_or_without_a_session(town: Town) -> None:
    with town.visit() as context:
        accounts.begin_session(context)
        with pytest.raises(NotFound):
            applications.begin(context, "none-such", Beginning())
    with town.visit() as context, pytest.raises(NotFound):
        applications.begin(context, "small", Beginning())


def test_beginning_again_and_again_from_one_place_is_limited(town: Town) -> None:
    for _ in range(60):
        with town.visit(address="192.0.2.7") as context:
            applications.count_beginning(context)
    with town.visit(address="192.0.2.7") as context, pytest.raises(TooMany):
        applications.count_beginning(context)
    with town.visit(address="192.0.2.8") as context:
        applications.count_beginning(context)


def test_counting_a_beginning_gives_up_nothing_that_was_written_before(town: Town) -> None:
    with town.visit(address="192.0.2.7") as context:
        token = accounts.begin_session(context)
        applications.count_beginning(context)
        reference = applications.begin(context, "small", Beginning()).reference
    with town.visit(token) as context:
        assert applications.open(context, reference, Action.READ).reference == reference


def test_the_list_holds_what_this_visitor_can_open_newest_first(town: Town) -> None:
    ann = town.somebody()
    town.somebody()
    town.later(timedelta(minutes=1))
    with ann.visit() as context:
        second = applications.begin(context, "small", Beginning(role=Role.HELPER, person_name="Bea"))
        rows = accounts.my_applications(context)
    assert [(row.reference, row.person_name) for row in rows] == [(second.reference, "Bea"), (ann.reference, None)]
