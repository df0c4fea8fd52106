"""A worker's day without script: in for the first time, what is new, asking, deciding, proposing, out again."""

from __future__ import annotations

from base64 import b32decode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from e2e.desk import ask, decide, follow, press, propose
from e2e.judging import judged
from portal.access import Role
from portal.services.staff import codes
from tests.web.desk import GOOD, added, at_desk
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.web.running import Begun, Service


@pytest.fixture
def ann(behind: Service, browser: Browser, base_url: str) -> Iterator[tuple[Begun, Page]]:
    """Somebody who has sent her answers, in front of a browser of her own."""
    begun = STAGES["sent"](behind, helper=False)
    window: BrowserContext = browser.new_context(java_script_enabled=False, base_url=base_url)
    window.add_cookies([{"name": "visit", "value": begun.token, "url": base_url}])
    yield begun, window.new_page()
    window.close()


def come_in(page: Page, email: str, password: str) -> None:
    """The first way in: password, codes, printed codes, a password of one's own."""
    page.goto("/staff/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    press(page, "Continue")
    page.get_by_text("show the key to type").click()
    key = page.locator("code").inner_text().replace(" ", "")
    secret = b32decode(key + "=" * (-len(key) % 8))
    page.get_by_label("The 6 numbers on your phone").fill(codes.code_at(secret, datetime.now(UTC)))
    press(page, "Continue")
    assert page.locator("li code").count() == codes.RECOVERY
    press(page, "Continue")
    page.get_by_label("The password you have now").fill(password)
    page.get_by_label("The new password", exact=True).fill(GOOD)
    page.get_by_label("The new password once more").fill(GOOD)
    press(page, "Save the new password")


def test_a_worker_asks_decides_and_proposes_and_the_person_sees_each_step(
    behind: Service, ann: tuple[Begun, Page], page_without_script: Page
) -> None:
    (begun, hers), page = ann, page_without_script
    email, password = added(behind, Role.OFFICER)
    come_in(page, email, password)

    follow(page, "New (")
    follow(page, begun.reference)
    page.get_by_label("I work on it").check()
    press(page, "Open it")
    assert begun.reference in page.get_by_role("heading", level=1).inner_text()

    ask(page, "Who helps you at night?")

    hers.goto(f"{begun.path}/timeline")
    follow(hers, "Read it and answer")
    assert hers.get_by_text("Who helps you at night?").is_visible()
    hers.get_by_label("Your answer").fill("My sister does")
    press(hers, "Send")

    page.reload()
    assert page.get_by_text("My sister does").is_visible()
    follow(page, "Record the decision about eligibility")
    decide(page)
    propose(page, "99.00", "Two visits fewer, as we agreed")

    hers.goto(f"{begun.path}/timeline")
    for words in ("We must help with these needs.", "£99.00", "Two visits fewer, as we agreed"):
        assert hers.get_by_text(words).first.is_visible()

    follow(page, "Sign out")
    press(page, "Sign out")
    page.goto(f"/staff/applications/{begun.reference}")
    assert page.get_by_role("heading", name="We cannot find this page").is_visible()


def test_no_page_of_the_area_keeps_people_out(behind: Service, judge_page: Page, base_url: str) -> None:
    begun = STAGES["sent"](behind, helper=True)
    desk = at_desk(behind, Role.OFFICER, Role.TEAM_MANAGER, Role.SAFEGUARDING_WORKER)
    work = f"/staff/applications/{begun.reference}"
    found = [f"/staff/sign-in: {fault}" for fault in at(judge_page, "/staff/sign-in")]
    judge_page.context.add_cookies([{"name": "visit", "value": desk.token, "url": base_url}])
    found += [f"purpose: {fault}" for fault in at(judge_page, f"{work}/purpose")]
    desk.browser().fill(f"{work}/purpose", answer="my-case")
    desk.browser().fill(f"{work}/ask", words="Who helps?", wants="y")
    for path in ("/staff/?list=them", work, *(f"{work}/{each}" for each in PAGES), "/staff/password"):
        found += [f"{path}: {fault}" for fault in at(judge_page, path)]
    assert found == []


PAGES = ("assign", "ask", "eligibility", "final-budget", "agree", "private", "log", "close")


def at(page: Page, path: str) -> list[str]:
    """What the judge finds on a page."""
    page.goto(path)
    return judged(page)
