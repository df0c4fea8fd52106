"""The largest letters with the widest gaps on the narrowest phone: nothing hangs over the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from e2e import quickly
from e2e.test_barriers import AFTER, OWN, PUBLIC
from e2e.told import told

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = {"width": 320, "height": 640}
QUESTIONS = ("/questions/washing", "/questions/address", "/questions/date-of-birth", "/questions/more-1")
LABELS_BELOW = """() => [...document.querySelectorAll('.govuk-radios__label, .govuk-checkboxes__label')]
  .filter((label) => !label.closest('.card'))
  .filter((label) => label.getBoundingClientRect().top >= label.control.getBoundingClientRect().bottom)
  .map((label) => label.textContent.trim())"""


def too_wide(page: Page, address: str) -> list[str]:
    """A page with something over its edge."""
    page.goto(address)
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{address} is {width} wide"] if width > PHONE["width"] else []


@pytest.mark.parametrize("reading", ["", "&easy=yes"], ids=["standard", "easy-read"])
def test_nothing_hangs_over_the_edge_of_a_narrow_phone(judge_page: Page, base_url: str, reading: str) -> None:
    page = judge_page
    page.set_viewport_size(PHONE)
    page.context.add_cookies(
        [{"name": "comfort", "value": f"size=largest&spacing=wide{reading}", "url": base_url}],
    )
    found = [each for address in PUBLIC for each in too_wide(page, address)]
    client, application = quickly.begin(base_url)
    quickly.answer_all(client, application, told("margaret"))
    client.send(f"{application}/arrangement/guides")
    client.send(f"{application}/arrangement", way="mixed")
    quickly.enter(page.context, client)
    found += [each for address in (*OWN, *QUESTIONS) for each in too_wide(page, application + address)]
    client.send(f"{application}/arrangement", way="not-sure")
    assert client.send(f"{application}/send", declared="y", signed="Margaret O’Shea")[0] == 302
    found += [each for address in AFTER for each in too_wide(page, application + address)]
    assert found == []


def test_an_answer_stands_beside_its_box_on_a_narrow_phone(judge_page: Page, base_url: str) -> None:
    client, application = quickly.begin(base_url)
    quickly.answer_all(client, application, told("margaret"))
    quickly.enter(judge_page.context, client)
    judge_page.set_viewport_size(PHONE)
    for address in ("/reaching-you", "/send", *QUESTIONS):
        judge_page.goto(application + address)
        assert judge_page.evaluate(LABELS_BELOW) == [], address
