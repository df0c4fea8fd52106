"""The permission table, cell by cell, and the words it is printed in."""

from __future__ import annotations

import itertools

import pytest

from portal.access import STAFF, TABLE, Action, Role, State, Verdict, may
from portal.access.in_words import NAMES, STATES, WHAT, printed
from portal.access.table import ROLES
from tests.frame.checkouts import ROOT


def also(first: dict[State, set[str]], more: dict[State, set[str]]) -> dict[State, set[str]]:
    """What is allowed, and what else is."""
    return {state: may_do | more.get(state, set()) for state, may_do in first.items()}


AFTER_SENDING = {"withdraw", "add", "advocate", "look-again", "message", "complain"}
SENDING = {
    State.ROUGH: {"follow", "read", "budget", "answer", "arrange", "delete"},
    State.DRAFT: {
        "follow",
        "read",
        "budget",
        "answer",
        "arrange",
        "save",
        "delete",
        "send",
        "reach",
        "look-again",
        "complain",
    },
    State.SENT: {"follow", "read", "budget", "save", "reach", "recall", *AFTER_SENDING},
    State.OPENED: {"follow", "read", "budget", "save", "reach", *AFTER_SENDING},
    State.CLOSED: {"follow", "read", "budget", "save", "message", "complain"},
}
COMING_BACK = {State.DRAFT: {"save"}, State.SENT: {"save"}, State.OPENED: {"save"}, State.CLOSED: {"save"}}
TOLD = {State.DRAFT: {"told"}, State.SENT: {"told"}, State.OPENED: {"told"}}
PAYING = {
    State.ROUGH: {"follow", "read", "budget", "arrange"},
    State.DRAFT: {"follow", "read", "budget", "arrange", "look-again", "complain"},
    State.SENT: {"follow", "read", "budget", "look-again", "complain"},
    State.OPENED: {"follow", "read", "budget", "look-again", "complain"},
    State.CLOSED: {"follow", "read", "budget", "complain"},
}
SPEAKING = {
    State.ROUGH: {"follow", "read", "budget"},
    State.DRAFT: {"follow", "read", "budget", "look-again", "complain"},
    State.SENT: {"follow", "read", "budget", "look-again", "message", "complain"},
    State.OPENED: {"follow", "read", "budget", "look-again", "message", "complain"},
    State.CLOSED: {"follow", "read", "budget", "message", "complain"},
}
ACTING, SPOKEN_FOR = (also(also(each, COMING_BACK), TOLD) for each in (PAYING, SPEAKING))
READING = also({state: {"follow", "read", "budget"} for state in State}, COMING_BACK)
FOLLOWING = also({state: {"follow"} for state in State}, COMING_BACK)
BEFORE: dict[State, set[str]] = {State.ROUGH: set(), State.DRAFT: set()}
AT_WORK = {
    "follow",
    "read",
    "budget",
    "open",
    "assign",
    "pause",
    "ask",
    "decide",
    "propose",
    "close",
    "respond",
    "refer",
    "proceed",
    "bring-in",
    "prove",
}
OWN = {
    state: may_do
    | ({"share"} if state is not State.ROUGH else set())
    | ({"differ", "invite"} if state in {State.DRAFT, State.SENT, State.OPENED} else set())
    for state, may_do in SENDING.items()
}
FOR_SOMEBODY = {State.DRAFT: {"note"}, State.SENT: {"note"}, State.OPENED: {"note"}, State.CLOSED: {"note"}}
DECIDING = {state: {"invite"} for state in (State.DRAFT, State.SENT, State.OPENED)}
WITH_LETTER = {state: {"letter", "note"} for state in FOR_SOMEBODY}
ALLOWED: dict[Role, dict[State, set[str]]] = {
    **dict.fromkeys((Role.PERSON, Role.CARER), OWN),
    **dict.fromkeys((Role.HELPER, Role.ATTORNEY, Role.DEPUTY), also(SENDING, WITH_LETTER)),
    **dict.fromkeys((Role.ATTORNEY_WELFARE, Role.DEPUTY_WELFARE), also(also(SENDING, WITH_LETTER), DECIDING)),
    Role.HELPER_FILLING: {
        state: may_do - {"send", "recall", "withdraw", "delete"} for state, may_do in also(SENDING, WITH_LETTER).items()
    },
    **dict.fromkeys((Role.HELPER_READING, Role.ADVOCATE_READING), also(READING, FOR_SOMEBODY)),
    **dict.fromkeys(
        (Role.HELPER_FOLLOWING, Role.ADVOCATE_FOLLOWING, Role.NOMINATED, Role.REFERRER), also(FOLLOWING, FOR_SOMEBODY)
    ),
    **dict.fromkeys((Role.ATTORNEY_PROPERTY, Role.DEPUTY_PROPERTY), also(also(ACTING, FOR_SOMEBODY), DECIDING)),
    Role.AUTHORISED: also(ACTING, FOR_SOMEBODY),
    **dict.fromkeys((Role.ADVOCATE_SPEAKING, Role.APPROPRIATE), also(SPOKEN_FOR, FOR_SOMEBODY)),
    Role.KEYING: {key: set[str]() for key in State}
    | {State.DRAFT: {"follow", "read", "budget", "answer", "arrange", "reach", "delete", "send"}},
    Role.OFFICER: BEFORE
    | {
        State.DRAFT: {"respond"},
        State.SENT: {"follow", "read", "budget", "open", "assign", "close", "respond", "bring-in", "prove"},
        State.OPENED: AT_WORK,
        State.CLOSED: {"follow", "read", "budget", "reopen", "respond"},
    },
    Role.TEAM_MANAGER: BEFORE
    | {
        State.DRAFT: {"respond"},
        State.SENT: {
            "follow",
            "read",
            "budget",
            "open",
            "assign",
            "close",
            "respond",
            "bring-in",
            "prove",
            "audit",
            "hold",
        },
        State.OPENED: AT_WORK | {"agree", "audit", "hold"},
        State.CLOSED: {"follow", "read", "budget", "audit", "hold", "reopen", "respond"},
    },
    Role.PANEL_MEMBER: BEFORE
    | {
        State.SENT: {"follow", "read", "budget"},
        State.OPENED: {"follow", "read", "budget", "agree"},
        State.CLOSED: {"follow", "read", "budget"},
    },
    Role.ALLOCATION_OFFICER: BEFORE | {key: {"follow"} for key in (State.SENT, State.OPENED, State.CLOSED)},
    Role.SAFEGUARDING_WORKER: BEFORE
    | {
        State.DRAFT: {"safeguard", "hold"},
        State.SENT: {"follow", "read", "budget", "open", "safeguard", "hold"},
        State.OPENED: {"follow", "read", "budget", "open", "ask", "refer", "safeguard", "hold"},
        State.CLOSED: {"follow", "read", "budget", "safeguard", "hold"},
    },
    Role.AUDITOR: {state: {"audit"} for state in State},
}

FOR_SAFETY = {Action.SAFEGUARD, Action.HOLD}
"""What safeguarding workers do with a draft in which something was written to them: see `cases.fetch`."""

ANSWERING = {Role.OFFICER, Role.TEAM_MANAGER}
"""Who answers a complaint about a draft, and sees nothing else of it."""

CELLS = list(itertools.product(Role, Action, State))


def test_every_role_has_its_rows_and_its_expectations() -> None:
    assert set(TABLE) == set(Role) == set(ALLOWED)
    assert all(set(states) == set(State) for states in ALLOWED.values())


def test_no_cell_is_left_unstated() -> None:
    assert sorted(role for roles in ROLES.values() for role in roles) == sorted(Role)
    assert all(state in TABLE[role][action] for role, action, state in CELLS)


@pytest.mark.parametrize(("role", "action", "state"), CELLS)
def test_each_cell_says_what_is_written_here(role: Role, action: Action, state: State) -> None:
    verdict = may(role, action, state)
    assert (verdict is Verdict.ALLOWED) == (action.value in ALLOWED[role][state])


@pytest.mark.parametrize("role", sorted(STAFF - {Role.AUDITOR}))
@pytest.mark.parametrize("state", [State.DRAFT, State.ROUGH])
@pytest.mark.parametrize("action", Action)
def test_a_draft_does_not_exist_for_staff(role: Role, action: Action, state: State) -> None:
    called = (role, state) == (Role.SAFEGUARDING_WORKER, State.DRAFT) and action in FOR_SAFETY
    called = called or (state is State.DRAFT and action is Action.RESPOND and role in ANSWERING)
    assert may(role, action, state) is (Verdict.ALLOWED if called else Verdict.HIDDEN)


def test_an_auditor_reads_the_log_and_nothing_else() -> None:
    assert {action for _, action, state in CELLS if may(Role.AUDITOR, action, state) is Verdict.ALLOWED} == {
        Action.AUDIT
    }


def test_only_one_role_reads_what_is_private_to_the_person_as_staff() -> None:
    reading = {role for role, _, state in CELLS if may(role, Action.SAFEGUARD, state) is Verdict.ALLOWED}
    assert reading == {Role.SAFEGUARDING_WORKER}


def test_nobody_who_only_follows_or_reads_can_change_anything_but_their_own_way_back() -> None:
    changing = set(Action) - {Action.FOLLOW, Action.READ, Action.BUDGET, Action.NOTE, Action.SAVE}
    watching = [
        Role.HELPER_READING,
        Role.HELPER_FOLLOWING,
        Role.ADVOCATE_FOLLOWING,
        Role.ADVOCATE_READING,
        Role.NOMINATED,
        Role.REFERRER,
    ]
    assert all(may(*cell) is Verdict.REFUSED for cell in itertools.product(watching, changing, State))


def test_nobody_outside_the_council_does_what_staff_do() -> None:
    theirs = {action for role in STAFF for action in Action if may(role, action, State.OPENED) is Verdict.ALLOWED}
    theirs -= {Action.FOLLOW, Action.READ, Action.BUDGET}
    assert not [cell for cell in CELLS if cell[0] not in STAFF and cell[1] in theirs and may(*cell) is Verdict.ALLOWED]


def test_only_the_person_has_a_say_over_who_has_access() -> None:
    sharing = {role for role, _, state in CELLS if may(role, Action.SHARE, state) is Verdict.ALLOWED}
    differing = {role for role, _, state in CELLS if may(role, Action.DIFFER, state) is Verdict.ALLOWED}
    assert sharing == differing == {Role.PERSON, Role.CARER}


def test_every_word_of_the_table_has_words_for_people() -> None:
    assert (set(NAMES), set(WHAT), set(STATES)) == (set(Role), set(Action), set(State))


def test_the_readme_holds_the_table_as_it_is() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert readme.split("<!-- access -->\n")[1].split("<!-- /access -->")[0] == printed()
