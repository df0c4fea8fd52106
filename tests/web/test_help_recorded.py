"""Whether those who help go on: recorded by a worker, with who and when; the figure follows, what was sent does not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import audit, budgets, casework, sending
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.results import Kind, results
from portal.services.staff import deciding, helping
from tests.web.desk import at_desk
from tests.web.test_exceptions import case_of
from tests.web.test_staff_work import at
from tests.web.test_what_if_lists import LIST, named

if TYPE_CHECKING:
    from decimal import Decimal

    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

WHY = "We rang both of them on Monday."


def sent(service: Service, *, declined: bool = False) -> tuple[Begun, Browser, list[str]]:
    """Ann helps with food and Bo with medicines; a worker has it."""
    begun = named(service, Ann="food", Bo="medicines")
    if declined:
        with begun.opening(Action.ANSWER) as (context, found):
            budgets.decline(context, found)
    with begun.opening(Action.SEND) as (context, found):
        sending.send(context, found, declared=True)
    sam = at_desk(service, Role.OFFICER).browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    return begun, sam, list(begun.open().given.items_of(LIST))


def figure(begun: Begun) -> Decimal:
    with begun.opening(Action.BUDGET) as (context, opened):
        found = budgets.result(context, opened).budget
    assert found is not None
    return found.headline.figure


def frozen(begun: Begun) -> str:
    with begun.opening(Action.READ) as (context, opened):
        found = casework.what_was_sent(context, opened)
    assert found is not None
    return json.dumps(found.contents)


def test_who_goes_on_is_confirmed_and_who_does_not_takes_nothing_off(sqlite_service: Service) -> None:
    begun, sam, (ann, bo) = sent(sqlite_service)
    before, kept = figure(begun), frozen(begun)
    assert "Not yet confirmed by the people who help." in begun.browser().get(f"{begun.path}/budget").words
    page = sam.get(at(begun, "/help"))
    assert "Ann" in page.words
    assert "Bo" in page.words
    for _ in range(2):  # pressed twice, it is recorded once
        sam.send(page, **{f"goes-on-{ann}": "yes", f"goes-on-{bo}": "no", "reason": WHY})
    sam.gets_back(page, "And their doctor.", **{f"goes-on-{ann}": "yes", f"goes-on-{bo}": "no"}, field="reason")
    said = begun.browser().get(f"{begun.path}/budget").words
    for words in ("A worker asked those who help", WHY, "Confirmed by the people who help."):
        assert words in said
    assert "Not yet confirmed" not in said
    assert figure(begun) > before
    assert frozen(begun) == kept, "what was sent is what was sent"
    changed = begun.browser().get(f"{begun.path}/budget/changed").words
    assert "after a worker asked those who help on" in changed
    assert "Family and friends, medicines" in changed
    assert "This line does not count any more." in changed
    with begun.opening(Action.BUDGET) as (context, opened):
        assert [each.kind for each in results(context, opened)] == [Kind.SENT, Kind.HELP]
        [made] = [each for kind, each in deciding.decisions(context, opened).items() if kind == "help"]
        assert (made.role, made.contents["goes_on"]) == (Role.OFFICER, {ann: True, bo: False})
        assert made.made <= context.now
        assert "help-recorded" in [each.kind for each in audit.entries(context, begun.reference)]


def test_what_was_found_before_stays_where_nobody_was_asked_again(sqlite_service: Service) -> None:
    begun, sam, (ann, bo) = sent(sqlite_service)
    before = figure(begun)
    sam.fill(at(begun, "/help"), **{f"goes-on-{ann}": "not-asked", f"goes-on-{bo}": "no", "reason": WHY})
    without_bo = figure(begun)
    sam.fill(at(begun, "/help"), **{f"goes-on-{ann}": "no", f"goes-on-{bo}": "not-asked", "reason": WHY})
    assert before < without_bo < figure(begun)
    sam.fill(at(begun, "/help"), **{f"goes-on-{ann}": "yes", f"goes-on-{bo}": "yes", "reason": WHY})
    assert figure(begun) == before
    sam.fill(at(begun, "/help"), 422, **{f"goes-on-{ann}": "yes", f"goes-on-{bo}": "yes", "reason": ""})


def test_where_nobody_helps_there_is_nobody_to_ask(sqlite_service: Service) -> None:
    begun = sqlite_service.begun(asked="carer").answer_up_to()
    with begun.opening(Action.SEND) as (context, found):
        sending.send(context, found, declared=True)
    sam = at_desk(sqlite_service, Role.OFFICER).browser()
    sam.fill(at(begun, "/purpose"), answer="my-case")
    assert "there is nothing to ask" in sam.get(at(begun, "/help")).words


def test_whoever_wanted_no_figure_gets_none_by_what_those_who_help_say(sqlite_service: Service) -> None:
    begun, sam, (ann, _bo) = sent(sqlite_service, declined=True)
    assert "there is nothing to ask" in sam.get(at(begun, "/help")).words
    with sqlite_service.acting() as context, pytest.raises(NotPossible):
        helping.record_help(context, case_of(begun), {ann: True}, WHY)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PANEL_MEMBER])
def test_only_who_may_propose_records_it_and_never_without_a_reason(sqlite_service: Service, role: Role) -> None:
    begun, _sam, (ann, _bo) = sent(sqlite_service)
    wrong, right = case_of(begun, role), case_of(begun)
    with sqlite_service.acting() as context:
        with pytest.raises(NotAllowed):
            helping.record_help(context, wrong, {ann: True}, WHY)
        for said, reason in (({ann: True}, " "), ({}, WHY), ({"ffff": True}, WHY)):
            with pytest.raises(NotPossible):
                helping.record_help(context, right, said, reason)
