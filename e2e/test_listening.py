"""Reading aloud: by a voice of the device, sentence by sentence, and never without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from e2e import quickly
from e2e.engine import ELSEWHERE, LOCAL, POLISH, end, give_voices, marked, said
from e2e.judging import bring_the_judge, judged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Locator, Page

CHAPTER = "/guides/employing-a-personal-assistant/the-money"
EASY = "theme=light&easy=yes"
IN_SHORT = [
    "In short",
    "The wage is the largest part, but not the only one.",
    "Plan for holidays, illness, insurance, payroll and training from the start.",
    "Most people who employ a PA pay no National Insurance themselves, if they claim an allowance.",
    "Your budget must be enough to pay what the law says.",
    "Tell us if it is not.",
]
LONG = 200  # letters
TITLE = "What does it cost to employ someone?"
LINK = '<p class="recording"><a class="listen" href="/recordings/money.wav" data-recording>Listen</a></p>'
A_SECOND = b"RIFF\x24\x1f\0\0WAVEfmt \x10\0\0\0\1\0\1\0@\x1f\0\0@\x1f\0\0\1\0\x08\0data\0\x1f\0\0" + b"\x80" * 7936


class Opened(Protocol):
    """Opens a page in a new window of somebody whose device has these voices."""

    def __call__(self, *voices: dict[str, Any], comfort: str = "", address: str = CHAPTER, **engine: Any) -> Page:
        """Open it."""


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any], base_url: str) -> Iterator[Opened]:
    """Opens pages for people whose devices speak."""
    windows: list[BrowserContext] = []

    def made(*voices: dict[str, Any], comfort: str = "", address: str = CHAPTER, **engine: Any) -> Page:
        window = browser.new_context(**{**browser_context_args, "viewport": {"width": 700, "height": 800}})
        windows.append(window)
        window.clock.install()
        give_voices(window, *voices, **engine)
        bring_the_judge(window)
        if comfort:
            window.add_cookies([{"name": "comfort", "value": comfort, "url": base_url}])
        page = window.new_page()
        page.goto(address)
        return page

    yield made
    for window in windows:
        window.close()


def buttons(page: Page) -> Locator:
    """All buttons that read something."""
    return page.get_by_role("main").get_by_role("button", name="Listen")


def listen(page: Page, to: str) -> Locator:
    """Press the button of a section; the button, whatever it says afterwards."""
    found = page.locator("main .listen").filter(has_text=f": {to}")
    found.click()
    page.clock.run_for(10)
    return found.first


def steer(page: Page, words: str) -> None:
    """Press a button at the lower edge."""
    page.locator(".listening").get_by_role("button", name=words, exact=True).click()
    page.clock.run_for(100)


def test_nothing_is_offered_where_no_voice_of_the_device_speaks_the_language(opened: Opened) -> None:
    for voices in ((), (ELSEWHERE,), (POLISH,)):
        page = opened(*voices)
        page.clock.run_for(5000)
        assert buttons(page).count() == 0, voices
        assert page.evaluate("engine.said.length + engine.cancels") == 0


def test_voices_may_come_late_and_then_nothing_begins_by_itself(opened: Opened) -> None:
    page = opened(ELSEWHERE, LOCAL, late=2000)
    assert buttons(page).count() == 0
    page.clock.run_for(4000)
    heads = page.locator("main").locator("h1, h2").count()
    assert buttons(page).count() == heads > 5
    assert said(page) == []


def test_a_section_is_read_to_its_end_and_the_sentence_that_is_read_is_marked(opened: Opened) -> None:
    page = opened(ELSEWHERE, LOCAL, boundaries=False)
    button = listen(page, "In short")
    for words in IN_SHORT:
        assert said(page)[-1] == marked(page) == words
        assert button.inner_text().startswith("Stop")
        end(page)
    end(page, 10)
    next_heading = page.locator("main h2").nth(1).inner_text()
    assert said(page)[: len(IN_SHORT)] == IN_SHORT
    assert next_heading not in said(page)
    assert {each["voice"] for each in page.evaluate("engine.said")} == {"Ada"}
    assert marked(page) == ""
    assert button.inner_text().startswith("Listen")
    assert page.locator(".listening").count() == 0


def test_it_stops_goes_on_goes_back_and_keeps_the_speed_for_the_next_page(opened: Opened) -> None:
    page = opened(LOCAL)
    listen(page, "In short")
    end(page, 2)
    steer(page, "Stop")
    assert marked(page) == ""
    end(page)
    assert said(page) == IN_SHORT[:3]
    steer(page, "Go on")
    assert marked(page) == IN_SHORT[2]
    steer(page, "One sentence back")
    assert marked(page) == IN_SHORT[1]
    for _ in range(2):
        steer(page, "Slower")
    page.keyboard.press("Escape")
    assert marked(page) == ""
    page.reload()
    listen(page, "In short")
    assert page.evaluate("engine.said[0].rate") == 0.6
    slower = page.locator(".listening").get_by_role("button", name="Slower")
    assert slower.get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize("trouble", ["it never begins", "it never ends", "it fails"])
def test_a_voice_that_hangs_gets_one_more_try(opened: Opened, trouble: str) -> None:
    page = opened(LOCAL)
    page.evaluate("wanted => { engine.mute = wanted }", trouble == "it never begins")
    button = listen(page, "In short")
    for _ in range(2):
        page.evaluate("wanted => wanted && engine.fail()", trouble == "it fails")
        page.clock.run_for(7000 if trouble == "it never ends" else 5200)
        assert said(page) == ["In short"] * 2
    assert button.inner_text().startswith("Go on")
    page.evaluate("engine.mute = false")
    button.click()
    page.clock.run_for(100)
    end(page)
    assert said(page)[-1] == IN_SHORT[1]


def test_leaving_stops_it_and_coming_back_does_not_begin_again(opened: Opened) -> None:
    page = opened(LOCAL)
    listen(page, "In short")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate("engine.now") is None
    assert (marked(page), page.locator(".listening").count()) == ("", 0)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.clock.run_for(30_000)
    assert said(page) == ["In short"]


def test_no_piece_is_longer_than_voices_can_bear(opened: Opened) -> None:
    page = opened(LOCAL)
    page.evaluate("document.querySelector('main h2 ~ ul li').textContent = 'many words, '.repeat(60)")
    listen(page, "In short")
    end(page, 20)
    pieces = said(page)
    assert max(map(len, pieces)) <= LONG
    assert " ".join(pieces).count("many words") == 60
    assert IN_SHORT[-1] in pieces


def test_a_browser_without_highlights_gets_its_page_back_as_it_was(opened: Opened) -> None:
    page = opened(LOCAL)
    page.context.add_init_script("delete window.Highlight")
    page.reload()
    before = page.locator("main ul").first.inner_html()
    listen(page, "In short")
    end(page)
    assert page.locator("main .read-aloud").all_inner_texts() == [IN_SHORT[1]]
    steer(page, "Stop")
    assert page.locator("main ul").first.inner_html() == before


@pytest.mark.parametrize("broken", [False, True], ids=["whole", "broken"])
def test_a_recording_is_played_in_place_of_the_voice_and_a_broken_one_is_not(opened: Opened, *, broken: bool) -> None:
    page = opened(LOCAL)
    page.route(
        "**/recordings/*", lambda route: route.fulfill(body=b"" if broken else A_SECOND, content_type="audio/wav")
    )
    page.route(
        f"**{CHAPTER}", lambda route: route.fulfill(body=route.fetch().text().replace("<article", f"{LINK}<article"))
    )
    page.reload()
    listen(page, TITLE)
    if broken:
        page.wait_for_selector(".listening", state="detached")
        listen(page, TITLE)
        assert said(page) == [TITLE]
    else:
        assert page.locator(".listening button").all_inner_texts() == ["Stop", "Slower", "Faster"]
        assert said(page) == []


def test_a_row_of_easy_read_reads_itself_alone_and_keeps_nobody_out(opened: Opened) -> None:
    page = opened(LOCAL, comfort=EASY)
    row = page.locator("main .easy-row").filter(has_text="You pay your PA for each hour.")
    row.locator(".listen").click()
    page.clock.run_for(10)
    assert marked(page) == "You pay your PA for each hour."
    assert page.locator("[aria-live], [role=status], [role=alert]").count() == 0
    page.clock.resume()
    assert judged(page) == []
    end(page)
    assert said(page) == ["You pay your PA for each hour."]


@pytest.mark.parametrize("comfort", ["theme=light", EASY])
def test_a_question_is_read_with_its_answers(opened: Opened, base_url: str, comfort: str) -> None:
    page = opened(LOCAL, comfort=comfort)
    client, application = quickly.begin(base_url)
    quickly.enter(page.context, client)
    page.goto(f"{application}/questions/answers-by")
    assert buttons(page).count() == 1
    question = page.get_by_role("group").first
    named = question.evaluate("one => one.querySelector('legend').innerText").strip()
    buttons(page).click()
    page.clock.run_for(10)
    end(page, 20)
    labels = page.locator("main .govuk-radios__label").all_inner_texts()
    assert said(page)[0] == named
    assert len(labels) > 3
    assert {" ".join(each.split()) for each in labels} <= set(said(page))
    assert "Continue" not in said(page)
