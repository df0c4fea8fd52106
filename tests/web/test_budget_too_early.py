"""Asking for a budget while answers are missing leads to the check page, which says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web import stages

if TYPE_CHECKING:
    from tests.web.running import Service


def test_asking_for_a_budget_too_early_says_what_comes_first(standing_service: Service) -> None:
    begun = stages.half(standing_service, helper=False)
    browser = begun.browser()
    page = browser.follow(browser.judged(browser.ask("GET", f"{begun.path}/budget"), 302))
    assert "Answer these first, then you can see the budget." in page.words
    assert "you can see the budget" not in browser.get(f"{begun.path}/check").words
