"""Every question on one page: words for a reader who has answered nothing yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.web.running import Service


def test_the_list_of_all_questions_shows_no_bare_places_and_says_what_decides(standing_service: Service) -> None:
    page = standing_service.browser().get("/questions/adult")
    assert "{" not in page.words
    assert "Leave this out if it does not fit what you answered to: “" in page.words
