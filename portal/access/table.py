"""The one permission table. Read a row as: in this role, this action is possible in these states.

A state that is not listed is refused; an action that a role has no row for is refused too. A state in `UNSEEN` is
hidden: the application does not exist for that role until it has come further.
"""

from collections.abc import Mapping
from types import MappingProxyType

from portal.access.roles import Action, Role, State, Verdict

_ANY = frozenset(State)
_DRAFT = frozenset({State.DRAFT})
_WRITING = frozenset({State.DRAFT, State.ROUGH})
_SENT = frozenset({State.SENT})
_WITH_COUNCIL = frozenset({State.SENT, State.OPENED})
_GOING_ON = frozenset({State.DRAFT, State.SENT, State.OPENED})
_KEPT = _GOING_ON | {State.CLOSED}

_FOLLOWS = {Action.FOLLOW: _ANY}
_READS = {**_FOLLOWS, Action.READ: _ANY}
_FILLS = {
    **_READS,
    Action.ANSWER: _WRITING,
    Action.SAVE: _KEPT,
    Action.REACH: _GOING_ON,
    Action.LOOK_AGAIN: _GOING_ON,
}
_SENDS = {**_FILLS, Action.SEND: _DRAFT, Action.RECALL: _SENT, Action.DELETE: _WRITING}

TABLE: Mapping[Role, Mapping[Action, frozenset[State]]] = MappingProxyType(
    {
        Role.PERSON: _SENDS,
        Role.CARER: _SENDS,
        Role.HELPER: _SENDS,
        Role.HELPER_FILLING: _FILLS,
        Role.HELPER_READING: _READS,
        Role.HELPER_FOLLOWING: _FOLLOWS,
        Role.ATTORNEY: _SENDS,
        Role.DEPUTY: _SENDS,
        Role.ADVOCATE_FOLLOWING: _FOLLOWS,
        Role.ADVOCATE_READING: _READS,
        Role.OFFICER: {
            Action.FOLLOW: _WITH_COUNCIL | {State.CLOSED},
            Action.READ: _WITH_COUNCIL | {State.CLOSED},
            Action.OPEN: _WITH_COUNCIL,
        },
    }
)

UNSEEN: Mapping[Role, frozenset[State]] = MappingProxyType({Role.OFFICER: _WRITING})


def may(role: Role, action: Action, state: State) -> Verdict:
    """Say whether someone in `role` may do `action` while the application is in `state`."""
    if state in UNSEEN.get(role, ()):
        return Verdict.HIDDEN
    return Verdict.ALLOWED if state in TABLE[role].get(action, ()) else Verdict.REFUSED
