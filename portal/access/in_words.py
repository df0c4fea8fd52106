"""The permission table in words, as the README holds it and `python3 -m portal access` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from portal.access.roles import STAFF, Action, Role, State, Verdict
from portal.access.table import ROLES, may

NAMES: Final = {
    Role.PERSON: "the person",
    Role.CARER: "a carer for themself",
    Role.HELPER: "a helper who also sends",
    Role.HELPER_FILLING: "a helper who fills in",
    Role.HELPER_READING: "a helper who reads",
    Role.HELPER_FOLLOWING: "a helper who follows",
    Role.ATTORNEY: "an attorney whose kind is not known yet",
    Role.ATTORNEY_WELFARE: "an attorney for health and welfare",
    Role.ATTORNEY_PROPERTY: "an attorney for property and affairs",
    Role.DEPUTY: "a deputy whose kind is not known yet",
    Role.DEPUTY_WELFARE: "a deputy for health and welfare",
    Role.DEPUTY_PROPERTY: "a deputy for property and affairs",
    Role.NOMINATED: "a nominated person",
    Role.AUTHORISED: "an authorised person",
    Role.APPROPRIATE: "an appropriate person",
    Role.ADVOCATE_FOLLOWING: "an advocate who follows",
    Role.ADVOCATE_READING: "an advocate who reads",
    Role.ADVOCATE_SPEAKING: "an advocate who speaks for them",
    Role.REFERRER: "a professional who referred them",
    Role.KEYING: "whoever types in a paper form",
    Role.OFFICER: "an officer",
    Role.TEAM_MANAGER: "a team manager",
    Role.PANEL_MEMBER: "a panel member",
    Role.ALLOCATION_OFFICER: "an allocation officer",
    Role.SAFEGUARDING_WORKER: "a safeguarding worker",
    Role.AUDITOR: "an auditor",
}
WHAT: Final = {
    Action.FOLLOW: "see how far it has come",
    Action.READ: "read answers",
    Action.BUDGET: "read budget and arrangement",
    Action.ANSWER: "give and change answers",
    Action.ARRANGE: "choose how the budget is taken",
    Action.SAVE: "save it, to come back",
    Action.REACH: "say how it is safe to reach the person",
    Action.TOLD: "say how they themselves are told things, without a say in how the person is",
    Action.DELETE: "delete it",
    Action.SEND: "send it",
    Action.RECALL: "take it back",
    Action.WITHDRAW: "say that they do not want to go on",
    Action.ADD: "add something to what was sent",
    Action.LOOK_AGAIN: "ask to look again at the budget",
    Action.COMPLAIN: "complain, or ask for a review, others with the person's consent",
    Action.ADVOCATE: "ask for an advocate",
    Action.MESSAGE: "read and write messages, answer what the council asks",
    Action.SHARE: "see who has access and what they did, give and end access",
    Action.INVITE: "let somebody in, as far as one decides for oneself or the person",
    Action.DIFFER: "say that they see it differently",
    Action.LETTER: "make a letter with a code for the person",
    Action.NOTE: "keep notes of their own",
    Action.OPEN: "open what was sent",
    Action.ASSIGN: "take it on, or hand it over",
    Action.PAUSE: "put it on hold, and take it up again",
    Action.ASK: "ask the person for more",
    Action.DECIDE: "record the decision about eligibility",
    Action.PROPOSE: "propose the final budget",
    Action.PROCEED: "say that the plan is drafted, support began, a review was done",
    Action.AGREE: "agree the final budget",
    Action.REFER: "ask the advocates for one",
    Action.RESPOND: "acknowledge and answer complaints",
    Action.PROVE: "write down what somebody who acts showed as proof",
    Action.BRING_IN: "print a letter with a code for whoever sent a paper form",
    Action.CLOSE: "close it",
    Action.REOPEN: "go on with what was withdrawn",
    Action.HOLD: "say that it must be kept, and until when",
    Action.SAFEGUARD: "read what is private to the person",
    Action.AUDIT: "read who did and saw what",
}
STATES: Final = {
    State.ROUGH: "rough idea",
    State.DRAFT: "draft",
    State.SENT: "sent",
    State.OPENED: "opened",
    State.CLOSED: "closed",
}


def printed() -> str:
    """Return the whole table as Markdown: one part for people, one for staff, only what somebody there may do."""
    columns = {name: roles for name, roles in ROLES.items() if not STAFF.issuperset(roles)}
    staff = {name: roles for name, roles in ROLES.items() if STAFF.issuperset(roles)}
    return "\n".join([*_part(columns), "", *_part(staff)]) + "\n"


def _part(columns: dict[str, tuple[Role, ...]]) -> Iterator[str]:
    heads = [_capital(", ".join(NAMES[role] for role in roles)) for roles in columns.values()]
    yield f"| May… | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    firsts = [roles[0] for roles in columns.values()]
    for action in Action:
        cells = [_cell(role, action, Verdict.ALLOWED) for role in firsts]
        if set(cells) != {"no"}:
            yield f"| {WHAT[action]} | {' | '.join(cells)} |"
    hidden = [_cell(role, Action.FOLLOW, Verdict.HIDDEN) for role in firsts]
    if set(hidden) != {"no"}:
        yield f"| *does not exist for them as* | {' | '.join(hidden)} |"


def _cell(role: Role, action: Action, verdict: Verdict) -> str:
    states = [STATES[state] for state in State if may(role, action, state) is verdict]
    if len(states) == len(State):
        return "always"
    return ", ".join(states) or "no"


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
