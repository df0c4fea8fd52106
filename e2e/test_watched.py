"""People watched by someone they fear: what their pages, addresses and papers give away, and what they are told."""

from __future__ import annotations

import html
import re
import sys
from types import SimpleNamespace

import pytest

from e2e.quickly import answer_all, begin
from e2e.told import heading, said_back, told
from portal.words import Wording
from tests.durability.running import MARK, Client
from tests.web.running import content

SECRET = "He follows me to the shop"
PRIVATE = {"more-1": "no", "more-2": ["scared"], "more-3": SECRET, "more-4": "i-contact"}
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@pytest.fixture
def afraid(base_url: str) -> tuple[Client, str]:
    """Somebody who has answered the private questions, and the address of the application."""
    client, application = begin(base_url)
    answer_all(client, application, told("margaret") | PRIVATE)
    return client, application


def shown(client: Client, path: str) -> str:
    """A page, as it is read."""
    status, _, page = client.ask(path)
    assert status == 200, (path, status)
    return html.unescape(page)


def test_what_a_browser_remembers_does_not_say_what_was_asked(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    for question in PRIVATE:
        page = shown(client, f"{application}/questions/{question}")
        remembered = TITLE.findall(page)[0] + question
        assert "A question" in remembered
        assert "safe" not in remembered.lower()


class Press:
    """Stands where the library makes a PDF: the paper is the page it would have been made of."""

    def __init__(self, string: str, **_settings: object) -> None:
        self.page = string

    def write_pdf(self, **_settings: object) -> bytes:
        return self.page.encode()


def test_private_answers_are_on_no_page_and_no_paper_that_others_may_read(
    afraid: tuple[Client, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, application = afraid
    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=Press))
    check, copy, paper = (shown(client, f"{application}/{page}") for page in ("check", "copy", "copy.pdf"))
    for page in (check, copy, paper):
        assert "Margaret O’Shea" in page
        for question, answer in PRIVATE.items():
            for words in (heading(question, Wording.STANDARD), *said_back(question, answer, Wording.STANDARD)):
                assert words not in page
    assert "You answered these questions. They are not shown here." in check
    assert f"{application}/questions/more-1?back=check" in check
    assert "on purpose" in copy
    assert "on purpose" in paper


def test_a_helpers_copy_does_not_say_that_something_is_private(base_url: str) -> None:
    client, application = begin(base_url, name="Mum")
    assert "Private questions" not in shown(client, f"{application}/check")
    assert "on purpose" not in shown(client, f"{application}/copy")


def test_a_private_page_says_who_can_be_rung_instead(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    page = shown(client, f"{application}/questions/more-3")
    assert "You need not write anything here. You can ring instead." in page
    council = content().council
    lines = [each.phone for each in council.emergency if each.id.startswith("abuse-")]
    assert len(lines) == 2
    for number in (council.safeguarding.phone, *lines):
        assert f'href="tel:{number.replace(" ", "")}"' in page
    assert 'href="/start/urgent"' in page


def test_every_page_that_speaks_of_danger_or_shows_answers_can_be_left_quickly(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    inside = ("/", "/check", "/reaching-you", "/questions/more-1")
    for path in ("/start/danger", "/start/urgent", *(application + each for each in inside)):
        assert "Leave this site quickly" in shown(client, path), path


def test_nobody_is_promised_a_call_who_named_no_safe_way(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    no_way, promise = "You told us no safe way to reach you. Ring us, or come back here.", "ring or write to you"
    client.send(f"{application}/questions/toilet", answer="not-sure")  # so that there is no figure
    assert no_way in shown(client, f"{application}/budget")
    assert "A worker rings you" not in shown(client, f"{application}/budget")
    assert client.send(f"{application}/send", declared="y", signed="Margaret O’Shea")[1].endswith("/sent")
    for page in ("sent", "timeline"):
        words = shown(client, f"{application}/{page}")
        assert no_way in words
        assert promise not in words
        assert f'href="{application}/reaching-you"' in words

    assert client.send(f"{application}/reaching-you", ring="yes")[0] == 302
    for page in ("sent", "timeline"):
        words = shown(client, f"{application}/{page}")
        assert no_way not in words
        assert promise in words


def test_a_stranger_learns_nothing_from_the_list_of_what_can_be_opened(base_url: str) -> None:
    page = shown(Client(base_url), "/mine")
    assert "There is nothing here." in page
    assert "Other ways to come back" in page


def test_a_return_code_that_is_too_short_costs_no_try(base_url: str) -> None:
    client = Client(base_url)
    for _ in range(8):
        assert client.send("/return/code", code="ABCD-EFGH")[0] == 422
    mark = MARK.search(shown(client, "/return/code"))
    assert mark
    _, _, page = client.ask("/return/code", {"mark": mark[1], "code": "ABCD-EFGH"})
    assert "A code has 16 letters and numbers." in page
    _, _, page = client.ask("/return/code", {"mark": mark[1], "code": "ABCD-EFGH-JKMN-PQRS"})
    assert "You can try 4 more times." in page


def test_taking_it_back_is_confirmed_once(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    words = "We do not work on it until you send it again."
    client.send(f"{application}/send", declared="y", signed="Margaret O’Shea")
    status, location = client.send(f"{application}/take-back")
    assert status == 302
    assert words in shown(client, location)
    assert words not in shown(client, f"{application}/")


def test_the_list_of_parts_does_not_say_what_the_private_part_asks(afraid: tuple[Client, str]) -> None:
    client, application = afraid
    parts = shown(client, f"{application}/")
    assert "A few more questions" in parts
    assert "safe" not in parts.partition("<main")[2].partition("</main>")[0].lower()


def test_a_private_part_half_answered_is_in_progress_and_counts_nothing(base_url: str) -> None:
    client, application = begin(base_url)
    answer_all(client, application, told("margaret") | {"more-1": "yes"})
    client.send(f"{application}/questions/more-1", answer="no")
    parts = shown(client, f"{application}/")
    assert "In progress" in parts
    assert "0 of 0" not in parts
