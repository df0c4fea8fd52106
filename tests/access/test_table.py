"""The permission table, cell by cell."""

from __future__ import annotations

import itertools

import pytest

from portal.access import TABLE, Action, Role, State, Verdict, may

ALLOWED = {
    Role.PERSON: {
        State.DRAFT: {"follow", "read", "answer", "save", "delete", "send", "reach", "look-again"},
        State.ROUGH: {"follow", "read", "answer", "delete"},
        State.SENT: {"follow", "read", "save", "recall", "reach", "look-again"},
        State.OPENED: {"follow", "read", "save", "reach", "look-again"},
        State.CLOSED: {"follow", "read", "save"},
    },
    Role.HELPER_FILLING: {
        State.DRAFT: {"follow", "read", "answer", "save", "reach", "look-again"},
        State.ROUGH: {"follow", "read", "answer"},
        State.SENT: {"follow", "read", "save", "reach", "look-again"},
        State.OPENED: {"follow", "read", "save", "reach", "look-again"},
        State.CLOSED: {"follow", "read", "save"},
    },
    Role.HELPER_READING: {state: {"follow", "read"} for state in State},
    Role.HELPER_FOLLOWING: {state: {"follow"} for state in State},
    Role.OFFICER: {
        State.DRAFT: set(),
        State.ROUGH: set(),
        State.SENT: {"follow", "read", "open"},
        State.OPENED: {"follow", "read", "open"},
        State.CLOSED: {"follow", "read"},
    },
}
for _same, _as in (
    (Role.CARER, Role.PERSON),
    (Role.HELPER, Role.PERSON),
    (Role.ATTORNEY, Role.PERSON),
    (Role.DEPUTY, Role.PERSON),
    (Role.ADVOCATE_FOLLOWING, Role.HELPER_FOLLOWING),
    (Role.ADVOCATE_READING, Role.HELPER_READING),
):
    ALLOWED[_same] = ALLOWED[_as]

CELLS = list(itertools.product(Role, Action, State))


def test_every_role_has_its_rows_and_its_expectations() -> None:
    assert set(TABLE) == set(Role) == set(ALLOWED)
    assert all(set(states) == set(State) for states in ALLOWED.values())


@pytest.mark.parametrize(("role", "action", "state"), CELLS)
def test_each_cell_says_what_is_written_here(role: Role, action: Action, state: State) -> None:
    verdict = may(role, action, state)
    assert (verdict is Verdict.ALLOWED) == (action.value in ALLOWED[role][state])


@pytest.mark.parametrize("state", [State.DRAFT, State.ROUGH])
@pytest.mark.parametrize("action", Action)
def test_a_draft_does_not_exist_for_staff(action: Action, state: State) -> None:
    assert may(Role.OFFICER, action, state) is Verdict.HIDDEN


def test_nobody_who_only_follows_or_reads_can_change_anything() -> None:
    changing = set(Action) - {Action.FOLLOW, Action.READ}
    watching = [Role.HELPER_READING, Role.HELPER_FOLLOWING, Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING]
    assert all(may(*cell) is Verdict.REFUSED for cell in itertools.product(watching, changing, State))
