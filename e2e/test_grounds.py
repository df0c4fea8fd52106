"""What the browser tests stand on: the judge finds barriers, and a page without script runs none."""

from __future__ import annotations

from playwright.sync_api import Page

from e2e.judging import THEMES, judged

BARRED = "<html lang='en'><title>A page</title><main><h1>A page</h1><img src='data:,'></main></html>"
GREY = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('p { color: #aaa !important; background: #fff !important }');
  document.adoptedStyleSheets = [sheet];
}"""
OPEN = "<html lang='en'><title>A page</title><main><h1>A page</h1><p>Words.</p></main></html>"


def test_the_judge_finds_a_picture_without_words(judge_page: Page, base_url: str) -> None:
    judge_page.goto(base_url)
    judge_page.set_content(BARRED)
    assert any(barrier.startswith("image-alt") for barrier in judged(judge_page))


def test_the_judge_finds_grey_words_in_one_theme_only(judge_page: Page, base_url: str) -> None:
    judge_page.goto(base_url)
    judge_page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync('[data-theme=dark] .lead { color: #888 !important; background: #000 !important }');
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert {barrier.partition(":")[0] for barrier in judged(judge_page, set())} == {"dark"}


def test_the_judge_takes_a_look_that_it_knows_as_judged(judge_page: Page, base_url: str) -> None:
    judge_page.goto(base_url)
    judge_page.set_content(OPEN)
    judge_page.evaluate(GREY)
    known: set[str] = set()
    assert {barrier.partition(":")[0] for barrier in judged(judge_page, known)} == set(THEMES)
    assert judged(judge_page, known) == []
    judge_page.evaluate("document.querySelector('p').className = 'other'")
    assert len(judged(judge_page, known)) == len(THEMES)


def test_the_judge_passes_a_plain_page(judge_page: Page, base_url: str) -> None:
    judge_page.goto(base_url)
    judge_page.set_content(OPEN)
    assert judged(judge_page) == []


def test_a_page_without_script_runs_none(page_without_script: Page) -> None:
    page_without_script.goto("data:text/html,<title>Before</title><script>document.title = 'After'</script>")
    assert page_without_script.title() == "Before"


def test_the_service_answers_in_the_browser(page: Page) -> None:
    answered = page.goto("/")
    assert answered is not None
    assert answered.ok
    assert page.title()
