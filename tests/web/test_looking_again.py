"""A request to look again: a list for staff, an answer with its reason, and word to whoever asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.access import Role
from portal.services import audit
from tests.web.desk import at_desk
from tests.web.test_staff_work import at, decide, opened, proposed

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Service

WORDS = "The ostrich needs two people"
WHY = "You showed us that two people are needed."


def answer_link(page: Page) -> str:
    return str(page.tree.xpath("//main//a[contains(., 'Say what you found')]/@href")[0])


def test_it_is_listed_answered_with_a_reason_and_shown_to_the_person(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    begun.browser().fill(f"{begun.path}/budget/look-again", words=WORDS)
    assert "We have not answered yet." in begun.browser().get(f"{begun.path}/timeline").words
    assert begun.reference in sam.get("/staff/?list=again").words
    page = sam.get(answer_link(sam.get(at(begun))))
    assert WORDS in page.words
    again = sam.send(page, 422).words
    assert "Write the reason" in again
    assert "Choose one of these" in again
    sam.send(page, answer="changes", reason=WHY)
    words = begun.browser().get(f"{begun.path}/timeline").words
    for said in ("We change the budget.", WHY, WORDS):
        assert said in words
    assert begun.reference not in sam.get("/staff/?list=again").words
    sam.send(page, 404, answer="stays", reason="twice")
    with sqlite_service.acting() as context:
        assert "looked-again" in [each.kind for each in audit.entries(context, begun.reference)]


def test_whoever_agreed_the_budget_does_not_look_again_at_it(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    proposed(sam, begun)
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    kim.fill(at(begun, "/agree"), answer="yes", reason="It fits")
    begun.browser().fill(f"{begun.path}/budget/look-again", words=WORDS)
    there = answer_link(kim.get(at(begun)))
    kim.fill(there, 400, answer="stays", reason="Mine is right")
    sam.fill(there, answer="partly", reason=WHY)
    assert "We change some of the budget." in begun.browser().get(f"{begun.path}/timeline").words
    decide(sam, begun, 2)
