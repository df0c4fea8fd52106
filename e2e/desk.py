"""What somebody at the council does in a browser: open a case, decide, propose, agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """Press a button of the page itself."""
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow the first link whose words hold these."""
    page.get_by_role("link", name=name).first.click()


def open_case(page: Page, reference: str, purpose: str) -> None:
    """Come to a case and say why."""
    page.goto(f"/staff/applications/{reference}")
    page.get_by_label(purpose).check()
    press(page, "Open it")


def ask(page: Page, words: str) -> None:
    """Ask for more, which wants an answer."""
    follow(page, "Ask for more, or write")
    page.get_by_label("What do you want to ask or say?").fill(words)
    page.get_by_label("I need an answer").check()
    press(page, "Send")


def decide(page: Page) -> None:
    """Yes to the first and last part, unable in two things."""
    for number, group in enumerate(page.locator("fieldset").all()):
        unable = group.get_by_label("Unable")
        if unable.count():
            (unable if number < 3 else group.get_by_label("Able", exact=True)).check()
        else:
            group.get_by_label("Yes").check()
    for box in page.locator("textarea").all():
        box.fill("As we saw together.")
    press(page, "Record the decision")


def propose(page: Page, amount: str, reason: str) -> None:
    """Propose a weekly figure that differs from the indicative one."""
    follow(page, "Propose the final budget")
    page.get_by_label("Final figure").first.fill(amount)
    page.get_by_label("Why it differs").first.fill(reason)
    press(page, "Propose it")
