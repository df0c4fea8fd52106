"""Two allocation officers change a scheme without script: one drafts and sends, the other approves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import budgets
from portal.web.app import build
from tests.web.desk import at_desk
from tests.web.running import Service, content
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from portal.config import Settings

NARROW = 320


@pytest.fixture
def behind(settings: Settings, base_url: str) -> Iterator[Service]:
    """The same installation, reached from behind."""
    service = Service(build(settings, content()))
    yield service
    service.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def window(browser: Browser, base_url: str, service: Service, name: str) -> Page:
    """An officer who is signed in, at a browser as narrow as a phone."""
    desk = at_desk(service, Role.ALLOCATION_OFFICER, name=name)
    context = browser.new_context(
        java_script_enabled=False, base_url=base_url, viewport={"width": NARROW, "height": 640}
    )
    context.add_cookies([{"name": "visit", "value": desk.token, "url": base_url}])
    return context.new_page()


def fits(page: Page) -> None:
    width = page.locator("html").evaluate("root => root.scrollWidth")
    assert width <= NARROW, page.url


def test_one_officer_drafts_another_approves_and_the_next_days_budget_follows(
    behind: Service, browser: Browser, base_url: str
) -> None:
    begun = STAGES["complete"](behind, helper=False)
    ada, bo = (window(browser, base_url, behind, name) for name in ("Ada Long", "Bo Short"))
    with behind.acting() as context:
        tomorrow = context.today + timedelta(days=1)

    ada.goto("/staff/allocation/")
    fits(ada)
    follow(ada, "How a weekly budget is worked out")
    follow(ada, "Make a draft from this version")
    ada.get_by_label("The first day it will hold").fill(tomorrow.isoformat())
    press(ada, "Make the draft")
    draft = ada.url
    follow(ada, "Change figures")
    fits(ada)
    follow(ada, "Washing")
    for box in ada.get_by_role("textbox").all():
        box.fill(str(int(box.input_value()) * 2))
    press(ada, "Save the draft")
    fits(ada)
    assert ada.get_by_text("before 9 points").is_visible()

    ada.goto(draft)
    fits(ada)
    assert ada.get_by_role("heading", name="Worked examples").is_visible()
    assert ada.get_by_text("Now:").first.is_visible()
    follow(ada, "Send it for approval")
    ada.get_by_label("The reason").fill("Washing takes longer than we thought")
    press(ada, "Send it")
    assert ada.get_by_role("link", name="Approve or refuse it").count() == 0
    ada.goto(f"{draft}/decide")
    assert ada.get_by_role("button", name="Record it").count() == 0

    bo.goto(draft)
    follow(bo, "Approve or refuse it")
    assert bo.get_by_text("Washing takes longer than we thought").is_visible()
    bo.get_by_label("Approve it").check()
    bo.get_by_label("Why?").fill("It was tried on the examples")
    press(bo, "Record it")
    assert bo.get_by_text("Approved, still to come").is_visible()

    with begun.opening(Action.READ) as (context, opened):
        today, next_day = (budgets.worked_out(context, opened, day) for day in (context.today, tomorrow))
        assert next_day.headline.figure > today.headline.figure  # type: ignore[union-attr]  # all is answered
    ada.context.close()
    bo.context.close()
