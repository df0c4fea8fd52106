"""People watched by someone they fear: what their pages, addresses and papers give away, and what they are told."""

from __future__ import annotations

import html
import re

import pytest

from e2e.quickly import answer_all, begin
from e2e.told import told
from tests.durability.running import Client

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
