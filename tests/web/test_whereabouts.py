"""Every page of an application says where one is: which part, which step after the questions, or what it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.surface.routes import address, own
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Service


def where(page: Page) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.tree.xpath("//main//*[@class='where']")]


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", ["rough", "arranged", "sent"])
def test_each_page_says_where_one_is_once(standing_service: Service, stage: str, *, helper: bool) -> None:
    begun = STAGES[stage](standing_service, helper=helper)
    browser = begun.browser()
    pages = {
        rule: browser.get(begun.path + address(rule, begun))
        for rule, statuses in own(helper=helper).items()
        if statuses[stage] == 200
    }
    assert {rule for rule, page in pages.items() if len(where(page)) != 1} - {"/"} == set()


def test_the_steps_after_the_questions_are_counted_and_named(standing_service: Service) -> None:
    begun = STAGES["arranged"](standing_service, helper=False)
    browser = begun.browser()
    told = [
        where(browser.get(begun.path + path)) for path in ("/check", "/budget/what-if", "/arrangement/parts", "/send")
    ]
    assert told == [
        ["After the questions, step 1 of 5: Check the answers"],
        ["After the questions, step 3 of 5: See the indicative budget"],
        ["After the questions, step 4 of 5: Choose how to get the support"],
        ["After the questions, step 5 of 5: Send it to us"],
    ]


def test_who_may_not_take_every_step_is_told_of_those_they_may(standing_service: Service) -> None:
    begun = STAGES["rough"](standing_service, helper=False)
    assert where(begun.browser().get(f"{begun.path}/budget")) == [
        "After the questions, step 1 of 1: See a rough idea of the budget"
    ]
