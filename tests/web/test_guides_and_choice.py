"""Reading a guide before the choice: the way back leads to the choice, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web import stages

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Service


def ways_back(page: Page) -> list[str]:
    return [str(each.get("href")) for each in page.tree.iter("a") if each.text_content().strip() == BACK]


BACK = "Go back to your choice"


def test_a_guide_read_before_the_choice_leads_back_to_it_at_both_ends(standing_service: Service) -> None:
    begun = stages.complete(standing_service, helper=False)
    browser = begun.browser()
    name = standing_service.parts.content.guides[0].name
    page = browser.follow(browser.fill(f"{begun.path}/arrangement/guides", do=name))
    assert ways_back(page) == [f"{begun.path}/arrangement/guides"] * 2


@pytest.mark.parametrize(
    "wrong", ["", "?choice=", "?choice=//elsewhere.example", "?choice=../../start", "?choice=ABCD-EFGH%0a"]
)
def test_a_guide_never_leads_back_to_anything_but_a_choice(standing_service: Service, wrong: str) -> None:
    book = standing_service.parts.content.guides[0]
    page = standing_service.browser().get(f"/guides/{book.name}/{book.chapters[0].name}{wrong}")
    assert ways_back(page) == []


@pytest.mark.parametrize(
    ("ground", "told"),
    [("best-interests", True), ("attorney", True), ("deputy", True), ("agreed", False), ("other", False)],
)
def test_whoever_acts_for_somebody_who_cannot_decide_reads_about_an_authorised_person(
    standing_service: Service, ground: str, *, told: bool
) -> None:
    browser = standing_service.browser()
    begun = browser.fill("/start/someone", person="Benedikta", needs="support", ground=ground)
    path = begun.goes_to.removesuffix("/reaching-you")
    browser.fill(f"{path}/arrangement/guides")
    assert ("authorised person" in browser.get(f"{path}/arrangement").words) is told
