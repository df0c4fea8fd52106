"""Answers that seem to disagree are pointed out kindly before the figure, and stop nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.questionnaires.journey import Place
from portal.services import answering
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

HEADING = "You may want to look at these again"


def disagree(begun: Begun) -> None:
    with begun.opening() as (context, opened):
        fresh = answering.save_answer(context, opened, Place("eating"), "full")
        answering.save_answer(context, fresh, Place("making-food"), "alone")


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_a_hint_leads_to_both_questions_and_blocks_nothing(
    standing_service: Service, *, helper: bool, easy: bool
) -> None:
    begun = STAGES["complete"](standing_service, helper=helper)
    browser = begun.browser().easy() if easy else begun.browser()
    assert "full help to eat" not in browser.get(f"{begun.path}/check").words
    disagree(begun)
    for page, back in (("check", "check"), ("budget", "budget")):
        shown = browser.get(f"{begun.path}/{page}")
        assert HEADING in shown.words
        assert ("They need full help to eat" in shown.words) is helper
        for question in ("eating", "making-food"):
            link = f"//section[@class='notice']//a[@href='{begun.path}/questions/{question}?back={back}']"
            assert shown.tree.xpath(link), question
    assert begun.open().journey.complete
    assert list(begun.open().journey.failing_checks()) == []
