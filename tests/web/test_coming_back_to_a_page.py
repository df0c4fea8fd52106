"""Coming back leads to the page that was left half-typed, or else to the first question without an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.web.running import Begun, Service


def back_at(begun: Begun) -> str:
    """Where coming back leads."""
    answer = begun.browser().ask("GET", f"{begun.path}/resume")
    return str(answer.location).removeprefix(begun.path)


def leave(begun: Begun, question: str, **typed: str) -> None:
    """Type something on a page and choose to save and come back later."""
    browser = begun.browser()
    sent = {"mark": browser.mark(), "do": "save", **typed}
    assert browser.ask("POST", f"{begun.path}/questions/{question}", data=sent).status_code == 302


def test_an_answer_that_was_being_changed_is_where_one_comes_back_to(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to(12)
    first_open = back_at(begun)
    assert first_open != "/questions/name"
    leave(begun, "name", answer="Ann of the")
    assert back_at(begun) == "/questions/name"
    browser = begun.browser()
    assert browser.get(f"{begun.path}/questions/name").tree.xpath("//input[@id='answer']/@value") == ["Ann of the"]
    sent = {"mark": browser.mark(), "answer": "Ann of the Hill"}
    assert browser.ask("POST", f"{begun.path}/questions/name", data=sent).status_code == 302
    assert back_at(begun) == first_open


def test_everything_answered_and_one_page_half_typed(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to()
    assert back_at(begun) == "/"
    leave(begun, "washing", answer="some")
    assert back_at(begun) == "/questions/washing"
