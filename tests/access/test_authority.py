"""Whom an attorney or deputy may let in: care and money are kept apart, and the table of actions agrees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.access import STAFF, Action, Role, State, Verdict, may
from portal.access.authority import INVITED, may_let_in

MONEY = {Role.ATTORNEY_PROPERTY, Role.DEPUTY_PROPERTY}
CARE = {Role.ATTORNEY_WELFARE, Role.DEPUTY_WELFARE}
ROLES, STATES = st.sampled_from(Role), st.sampled_from(State)


@given(ROLES)
def test_whoever_may_let_somebody_in_is_who_the_table_says(role: Role) -> None:
    allowed = any(may(role, Action.INVITE, state) is Verdict.ALLOWED for state in State)
    assert allowed == bool(may_let_in(role))
    assert not (role in STAFF and allowed)


@given(ROLES, STATES)
def test_nobody_gives_what_rests_on_papers_or_more_than_they_may_see(giver: Role, state: State) -> None:
    for given_role in may_let_in(giver):
        assert given_role in INVITED
        for action in (Action.READ, Action.BUDGET, Action.FOLLOW):
            if may(given_role, action, state) is Verdict.ALLOWED:
                assert may(giver, action, state) is Verdict.ALLOWED


def test_whoever_decides_about_money_alone_lets_nobody_see_or_write_answers() -> None:
    for giver in MONEY:
        assert may_let_in(giver)
        for given_role in may_let_in(giver):
            assert may(given_role, Action.READ, State.DRAFT) is Verdict.REFUSED
        assert set(may_let_in(giver)) < set(may_let_in(Role.ATTORNEY_WELFARE))


def test_care_is_decided_about_by_whoever_decides_about_care() -> None:
    assert all(may_let_in(giver) == INVITED for giver in CARE)
    assert may_let_in(Role.ATTORNEY) == may_let_in(Role.DEPUTY) == (), "nobody knows yet what it is for"
