"""Every page speaks Easy Read to those who want it: short sentences, also outside the questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest

from portal.questionnaires.lint_texts import LONGEST, longest_sentence
from tests.surface.routes import STAGES_SHOWN, address, open_to_all, own
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

FOR_THE_LAW: Final = ("/privacy", "/accessibility", "/credits", "/cookies", "/guides/", "/outgoing-mail")
"""Notices whose words the law or a licence sets; guides have Easy Read files and tests of their own."""

SAID_IN_FULL: Final = ("govuk-hint", "receipt", "bars", "helpline", "scheme", "all-questions__when")
"""Sources and names are cited as they are; how a sum is worked out has the words of its scheme,
and when a question is asked those of other questions."""

NO_PICTURE: Final = ("/sent", "/copy", "/staff/sign-in", "/staff/sign-out", "/guides/search", "/blank")
"""Pages whose heading has another shape: a panel, a paper, or a search; and one that is not for citizens."""

INLINE: Final = {"a", "strong", "span", "bdi", "em", "br"}


def sayings(page: Page) -> Iterator[str]:
    """What the main part says, each paragraph, entry of a list or cell for itself."""
    [main] = page.tree.xpath("//main")
    for each in main.xpath(".//p|.//li|.//dd|.//label|.//legend|.//h1|.//h2"):
        above = " ".join(str(name) for name in each.xpath("ancestor-or-self::*/@class"))
        if any(name in above for name in SAID_IN_FULL) or any(
            inner.tag not in INLINE for inner in each.iterdescendants()
        ):
            continue
        yield re.sub(r"\s+", " ", each.text_content()).strip()


def pictured(page: Page) -> bool:
    """Whether the heading of a page has its picture beside it."""
    [heading] = page.tree.xpath("//main//h1")
    return bool(heading.xpath("preceding-sibling::img|parent::*[self::legend]//img|parent::*/preceding-sibling::img"))


def too_long(browser: Browser, path: str) -> list[str]:
    """The long sentences of a page, or none where there is no page."""
    answer = browser.ask("GET", path)
    if answer.status_code == 302 or answer.mimetype != "text/html":
        return []
    page = browser.judged(answer, answer.status_code)
    assert page.tree.xpath("//img[not(@src) or @src='']") == [], f"{path}: a picture has no file"
    if answer.status_code == 200 and not path.endswith(NO_PICTURE):
        assert pictured(page), f"{path}: its heading has no picture"
    return [f"{path}: {words}" for words in sayings(page) if longest_sentence(words) > LONGEST[True]]


def test_public_pages_say_one_thing_a_sentence(standing_service: Service) -> None:
    browser = standing_service.browser().easy()
    rules = [rule for rule in open_to_all() if not rule.startswith(FOR_THE_LAW)]
    assert [each for rule in rules for each in too_long(browser, address(rule))] == []


@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", STAGES_SHOWN)
def test_pages_of_an_application_say_one_thing_a_sentence(
    standing_service: Service, stage: str, *, helper: bool
) -> None:
    begun = STAGES[stage](standing_service, helper=helper)
    browser = begun.browser().easy()
    assert [each for rule in own() for each in too_long(browser, begun.path + address(rule, begun))] == []


def test_easy_read_is_only_for_those_who_want_it(standing_service: Service) -> None:
    browser = standing_service.browser()
    assert "You answer questions about your life and what you need help with." in browser.get("/").text
    assert "You answer questions about your life." in browser.easy().get("/").text


def test_a_page_has_its_picture_in_easy_read_only(standing_service: Service) -> None:
    browser = standing_service.browser()
    assert browser.get("/").tree.xpath("//main//img") == []
    easy = browser.easy().get("/").tree
    assert easy.xpath("//main//h1[preceding-sibling::img]")
    assert len(easy.xpath("//main//ol/li//img")) == 4
