"""Every address × every role × every state: what the table of permissions says is what the pages do."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, update

from portal.access import STAFF, Action, Role, State, Verdict, may
from portal.db import queries
from portal.db.columns import new_id
from portal.services import accounts
from portal.services.refusals import NotAllowed, NotFound
from portal.services.staff import cases, entry
from portal.services.staff.cases import Purpose
from tests.surface.routes import STAFF_ASKS, address, asks, own
from tests.surface.test_every_page import APPLICATION, UNKNOWN, rules
from tests.web.desk import at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.browsing import Browser
    from tests.web.desk import AtDesk
    from tests.web.running import Begun, Service

CITIZENS = sorted(set(Role) - STAFF)
AT = {
    State.ROUGH: "rough",
    State.DRAFT: "complete",
    State.SENT: "sent",
    State.OPENED: "opened",
    State.CLOSED: "opened",
}
WORK = "/staff/applications/<reference>"


def application(service: Service, state: State) -> Begun:
    """An application in a state."""
    found = STAGES[AT[state]](service, helper=False)
    if state is State.CLOSED:
        with service.acting() as context:
            table = queries.tables["applications"]
            context.session.connection().execute(
                update(table)
                .where(table.c.reference == found.reference)
                .values(state=State.CLOSED, closed=context.now, closed_because="moved")
            )
    return found


def given(begun: Begun, role: Role) -> Browser:
    """Somebody new who was given a role on an application."""
    row = begun.open().id
    with begun.service.acting() as context:
        token = accounts.begin_session(context)
        grant = {
            "id": new_id(),
            "party_id": accounts.find_visitor(context).party,  # type: ignore[union-attr]  # they have just begun
            "application_id": row,
            "role": role,
            "ground": "agreed",
            "starts": context.now,
        }
        context.session.connection().execute(insert(queries.tables["grants"]), grant)
    return begun.service.browser().signed_in(token)


def test_every_address_says_what_it_asks_for(standing_service: Service) -> None:
    stated = {rule.removeprefix(APPLICATION) for rule in rules(standing_service) if rule.startswith(APPLICATION)}
    assert set(asks()) == stated == {*own(), "/calendar/<which>", "/copy.pdf", "/everything.json"}
    work = {rule.removeprefix(WORK) for rule in rules(standing_service) if rule.startswith(WORK)}
    assert set(asks(STAFF_ASKS)) == work


@pytest.fixture(scope="module")
def applications(standing_service: Service) -> Callable[[State], Begun]:
    """One application for each state, to which one citizen after the other is let: they only look, or are refused."""
    return cache(partial(application, standing_service))


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", CITIZENS)
def test_pages_open_and_stay_shut_as_the_table_says(
    applications: Callable[[State], Begun], role: Role, state: State
) -> None:
    begun = applications(state)
    browser = given(begun, role)
    mark = browser.mark()
    wrong = []
    for rule, (to_look, to_send) in asks().items():
        path = begun.path + address(rule, begun)
        if rule != "/copy.pdf" or may(role, to_look, state) is not Verdict.ALLOWED:  # making it takes seconds
            status = browser.ask("GET", path).status_code
            if not fits(status, may(role, to_look, state), rule):
                wrong.append(f"GET {rule}: {status}")
        if may(role, to_send, state) is not Verdict.ALLOWED:
            status = browser.ask("POST", path, data={"mark": mark}).status_code
            if status not in {403, 405}:
                wrong.append(f"POST {rule}: {status}")
    assert wrong == []
    assert begun.open().state is state


ONE_THERE = (
    "remove",
    "<decision>",
    "<decision>/pdf",
    "<message>",
    "<grant>",
    "<grant>/private",
    "<grant>/proof",
    "<invitation>",
    "<asked>",
    "calendar/<which>",
    "your-view/<question>/<item>",
)


def fits(status: int, verdict: Verdict, rule: str) -> bool:
    """Whether an answer is what a verdict leads to. One thing of many that is not there is not found."""
    if verdict is Verdict.ALLOWED:
        return status in {200, 302} or (status == 404 and rule.endswith(ONE_THERE))
    return status == (403 if verdict is Verdict.REFUSED else 404)


@pytest.fixture(scope="module")
def desks(standing_service: Service) -> dict[Role, AtDesk]:
    """One of each at the council."""
    return {role: at_desk(standing_service, role, name=role.value) for role in STAFF}


def with_purpose(desk: AtDesk, begun: Begun) -> None:
    """Name a purpose where that is possible, opening nothing."""
    with desk.acting() as context:
        here = entry.worker(context)
        try:
            found = cases.fetch(context, here, begun.reference, Action.READ)
        except (NotFound, NotAllowed):
            return
        if found.opened.state is not State.SENT:
            cases.name_purpose(context, here, begun.reference, Purpose.COVER)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("role", sorted(STAFF))
def test_the_councils_pages_open_and_stay_shut_as_the_table_says(
    standing_service: Service, desks: dict[Role, AtDesk], role: Role, state: State
) -> None:
    begun = application(standing_service, state)
    if role is Role.PANEL_MEMBER:  # they know of what went to the panel, and of nothing else
        desks[role].browser().get(f"/staff/applications/{begun.reference}/agree", 404)
        with standing_service.acting() as context:
            table = queries.tables["applications"]
            there = update(table).where(table.c.reference == begun.reference).values(panel=context.now)
            context.session.connection().execute(there)
    if state is State.DRAFT:  # safeguarding workers know of those that call them, and of no other
        shut_out = 403 if may(role, Action.SAFEGUARD, state) is Verdict.REFUSED else 404
        desks[role].browser().get(f"/staff/applications/{begun.reference}/private", shut_out)
        with standing_service.acting() as context:
            call = {"application_id": begun.open().id, "since": context.now, "times": 1}
            context.session.connection().execute(insert(queries.tables["safety_calls"]), call)
    with_purpose(desks[role], begun)
    browser = desks[role].browser()
    mark = browser.mark()
    wrong = []
    for rule, (to_look, to_send) in asks(STAFF_ASKS).items():
        path = f"/staff/applications/{begun.reference}{rule}"
        verdict = may(role, to_look, state)
        status = browser.ask("GET", path).status_code
        shut = rule == "/purpose" and state is State.SENT and may(role, Action.OPEN, state) is not Verdict.ALLOWED
        if not fits(status, Verdict.REFUSED if shut and verdict is Verdict.ALLOWED else verdict, rule):
            wrong.append(f"GET {rule}: {status}, {verdict}")
        if may(role, to_send, state) is not Verdict.ALLOWED:
            status = browser.ask("POST", path, data={"mark": mark}).status_code
            if status not in {403, 404, 405}:
                wrong.append(f"POST {rule}: {status}")
    assert wrong == []


@pytest.mark.parametrize("who", ["nobody", "a citizen", "another team", "another programme"])
def test_whoever_it_does_not_concern_is_told_what_they_are_told_of_no_such_reference(
    standing_service: Service, who: str
) -> None:
    begun = STAGES["opened"](standing_service, helper=False)
    with standing_service.acting() as context:
        table = queries.tables["applications"]
        there = update(table).where(table.c.reference == begun.reference).values(team="north")
        context.session.connection().execute(there)
    arriving: dict[str, Callable[[], Browser]] = {
        "nobody": standing_service.browser,
        "a citizen": begun.browser,
        "another team": lambda: at_desk(standing_service, Role.OFFICER, team="south").browser(),
        "another programme": lambda: at_desk(standing_service, Role.TEAM_MANAGER, programmes=["carer"]).browser(),
    }
    browser = arriving[who]()
    browser.ask("GET", "/")
    for rule in asks(STAFF_ASKS):
        told = []
        for reference in (begun.reference, UNKNOWN):
            answer = browser.ask("GET", f"/staff/applications/{reference}{rule}")
            assert answer.status_code == 404
            told.append((answer.data.replace(reference.encode(), b"..."), sorted(answer.headers)))
        assert told[0] == told[1], rule
