"""Exceptions to the cost in place: with reasons, by those who may, shown to the person, looked at by the panel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.allocation.basis import Lifted
from portal.services import budgets, casework, sending
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import cases, excepting
from portal.services.staff.cases import Case
from tests.content.adult_route import AFTER_A_STROKE
from tests.web.desk import at_desk
from tests.web.test_staff_work import events

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

WHY = "Her husband has died since."
IN_PLACE = {"support-now": "yes", "support-cost": 100, "needs-changed": "same", "more-support": "no"}
COST = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, **IN_PLACE})


def sent(service: Service, *, new: bool = False) -> Begun:
    begun = service.begun().answer_up_to(person=None if new else COST)
    with begun.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)
    with service.acting() as context:
        casework.open_sent(context, begun.reference)
    return begun


def case_of(begun: Begun, role: Role = Role.OFFICER) -> Case:
    """The application in the hands of somebody at the council."""
    opened = begun.open()
    fields = dict.fromkeys(("team", "officer", "opened_at", "panel", "proposed", "agreed", "decided", "closed"))
    return Case(opened=opened, **fields, closed_because=None, purpose=cases.Purpose.MY_CASE, roles=frozenset({role}))


@pytest.mark.parametrize(
    ("lifted", "sentence"),
    [
        (Lifted.USE_SCHEME, "worked out from the answers after all"),
        (Lifted.NO_CEILING, "no longer the most"),
    ],
)
def test_an_exception_is_shown_with_its_reason_and_the_panel_looks(
    sqlite_service: Service, lifted: Lifted, sentence: str
) -> None:
    begun = sent(sqlite_service)
    before = begun.browser().get(f"{begun.path}/budget").words
    assert "It can be £100.00 a week at most" in before
    case = case_of(begun)
    with sqlite_service.acting() as context:
        found = excepting.make_exception(context, case, lifted, WHY)
        assert found.budget is not None
        assert (found.budget.headline.figure == 100) is (lifted is Lifted.NO_CEILING)
        assert [route.rule for route in found.routes] == ["exception"]
        assert [row.to_panel for row in casework.inbox(context)] == [True]
    assert "A worker made an exception. The budget says why." in begun.browser().get(f"{begun.path}/timeline").words
    for page in ("budget", "copy"):
        words = begun.browser().get(f"{begun.path}/{page}").words
        assert page == "copy" or ("starts from what your support costs" in words) is (lifted is Lifted.NO_CEILING)
        assert WHY in words
        assert sentence in words
        assert "A worker made an exception for you." in words
        assert "at most, unless" not in words


def test_an_officer_makes_one_on_a_page(sqlite_service: Service) -> None:
    begun, new = sent(sqlite_service), sent(sqlite_service, new=True)
    desk = at_desk(sqlite_service, Role.OFFICER).browser()
    for each in (begun, new):
        desk.fill(f"/staff/applications/{each.reference}/purpose", answer="my-case")
    path = f"/staff/applications/{begun.reference}/exception"
    assert "Write the reason." in desk.fill(path, 422, answer="no-ceiling").words
    page = desk.get(path)
    for _ in range(2):  # pressed twice, it is made once
        desk.send(page, answer="use-scheme", reason=WHY)
    desk.gets_back(page, "His, too.", field="reason", answer="use-scheme")
    desk.gets_back(page, WHY, field="reason", answer="no-ceiling")
    assert [each.split()[0] for each in events(sqlite_service, begun)].count("exception-made") == 1
    assert WHY in begun.browser().get(f"{begun.path}/budget").words
    assert "nothing to except from" in desk.get(f"/staff/applications/{new.reference}/exception").words


@pytest.mark.parametrize("lifted", Lifted)
def test_why_it_changed_names_the_exception_and_its_reason(sqlite_service: Service, lifted: Lifted) -> None:
    begun = sent(sqlite_service)
    link = f"//a[@href='{begun.path}/budget/changed']"
    assert begun.browser().get(f"{begun.path}/budget").tree.xpath(link) == []
    with sqlite_service.acting() as context:
        excepting.make_exception(context, case_of(begun), lifted, WHY)
    browser = begun.browser()
    assert len(browser.get(f"{begun.path}/budget").tree.xpath(link)) == 1
    there, back = (f"{begun.path}/budget/changed{pair}" for pair in ("", "?from=exception&to=1"))
    for path in (there, back):
        page = browser.get(path).words
        assert "after a worker made an exception on" in page
        assert WHY in page
        assert ("Together this is the whole difference" in page) is (lifted is Lifted.USE_SCHEME)
        assert ("no longer the most" in page) is (lifted is Lifted.NO_CEILING)
        for untrue in ("another version of the table", "new in the table", "not in the table any more"):
            assert untrue not in page


@pytest.mark.parametrize("lifted", Lifted)
def test_what_is_tried_afterwards_starts_from_the_same(sqlite_service: Service, lifted: Lifted) -> None:
    begun = sent(sqlite_service)
    with sqlite_service.acting() as context:
        excepting.make_exception(context, case_of(begun), lifted, WHY)
    browser = begun.browser()
    page = browser.send(browser.get(f"{begun.path}/budget/what-if"), 200, ask="dressing")
    words = browser.send(page, 200, answer="full").words
    assert "The budget starts from something else." not in words
    assert ("Difference+" in words.replace(" ", "")) is (lifted is Lifted.USE_SCHEME)


def test_without_a_reason_or_a_ceiling_there_is_no_exception(sqlite_service: Service) -> None:
    case, new = case_of(sent(sqlite_service)), case_of(sent(sqlite_service, new=True))
    with sqlite_service.acting() as context:
        with pytest.raises(NotPossible):
            excepting.make_exception(context, case, Lifted.NO_CEILING, "  ")
        with pytest.raises(NotPossible):
            excepting.make_exception(context, new, Lifted.NO_CEILING, WHY)
        assert budgets.recorded_of(context, case.opened).exception is None


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.ALLOCATION_OFFICER, Role.AUDITOR, Role.SAFEGUARDING_WORKER])
def test_only_who_may_propose_a_budget_may_make_one(sqlite_service: Service, role: Role) -> None:
    case = case_of(sent(sqlite_service), role)
    with sqlite_service.acting() as context:
        with pytest.raises(NotAllowed):
            excepting.make_exception(context, case, Lifted.USE_SCHEME, WHY)
        with pytest.raises(NotAllowed):
            excepting.take_back(context, case, WHY)
