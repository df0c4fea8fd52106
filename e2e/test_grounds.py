"""What the browser tests stand on: the judge finds barriers, and a page without script runs none."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

BARRED = "<html lang='en'><title>A page</title><main><h1>A page</h1><img src='data:,'></main></html>"
OPEN = "<html lang='en'><title>A page</title><main><h1>A page</h1><p>Words.</p></main></html>"


def test_the_judge_finds_a_picture_without_words(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    page.set_content(BARRED)
    assert any(barrier.startswith("image-alt") for barrier in barriers(page))


def test_the_judge_passes_a_plain_page(page: Page, barriers: Callable[[Page], list[str]]) -> None:
    page.set_content(OPEN)
    assert barriers(page) == []


def test_a_page_without_script_runs_none(page_without_script: Page) -> None:
    page_without_script.goto("data:text/html,<title>Before</title><script>document.title = 'After'</script>")
    assert page_without_script.title() == "Before"


def test_the_service_answers_in_the_browser(page: Page) -> None:
    answered = page.goto("/")
    assert answered is not None
    assert answered.ok
    assert page.title()
