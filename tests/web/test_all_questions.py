"""Every question on one page: words for a reader who has answered nothing yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.surface.routes import address
from tests.surface.test_every_question import address as place_address
from tests.web.running import content

if TYPE_CHECKING:
    from tests.web.running import Service


def test_the_list_of_all_questions_shows_no_bare_places_and_says_what_decides(standing_service: Service) -> None:
    page = standing_service.browser().get("/questions/adult")
    assert "{" not in page.words
    assert "Leave this out if it does not fit what you answered to: “" in page.words


@pytest.mark.parametrize("asked", ["adult", "carer"])
@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_every_question_has_its_number_on_paper_in_either_way_of_reading(
    standing_service: Service, asked: str, *, easy: bool
) -> None:
    browser = standing_service.browser()
    page = (browser.easy() if easy else browser).get(f"/questions/{asked}")
    numbers = [each.text_content() for each in page.tree.xpath("//*[@class='all-questions__number']")]
    assert numbers == list(content().questionnaires[asked].numbers.values())
    assert len(numbers) == len(set(numbers)) > 20


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_the_screen_names_the_number_that_stands_on_paper(standing_service: Service, *, helper: bool) -> None:
    """Also for a helper, whose list of questions is shorter, and inside a list of people."""
    begun = standing_service.begun(helper=helper).answer_up_to()
    browser, numbers = begun.browser().easy(), content().questionnaires["adult"].numbers
    places = begun.open().journey.places
    for place in [*places[::6], *(place for place in places if place.item)][:14]:
        [where] = browser.get(place_address(begun, place)).tree.xpath("//p[@class='where']")
        found = re.search(r"on paper: ([\d.]+)", where.text_content())
        assert found, place
        assert found[1] == numbers[place.question]
    group = browser.get(begun.path + address("/questions/<group>"))
    assert f"on paper: {numbers['people-who-help']}" in group.words
