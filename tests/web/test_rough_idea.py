"""A rough idea says only what is true of it: nobody reads it, and it has fewer parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web import stages

if TYPE_CHECKING:
    from tests.web.running import Service


def test_a_rough_idea_does_not_ask_whether_a_worker_should_ask(standing_service: Service) -> None:
    begun = stages.rough(standing_service, helper=False)
    places = {place.question for place in begun.open().journey.places}
    assert "start-with" not in places
    assert "washing" in places


def test_its_parts_are_counted_among_its_own_whatever_was_shown_before(standing_service: Service) -> None:
    real, rough = standing_service.begun(), standing_service.begun(rough=True)
    real.answer_up_to(), rough.answer_up_to()
    assert " of 10: " in real.browser().get(f"{real.path}/questions/washing").words
    assert " of 7: " in rough.browser().get(f"{rough.path}/questions/washing").words


def test_it_promises_no_worker(standing_service: Service) -> None:
    begun = stages.rough(standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/budget")
    assert "A worker goes through it" not in page.words
    assert "nobody decides anything from it" in page.words
