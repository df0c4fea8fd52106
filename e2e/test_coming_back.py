"""Saving, coming back, signing out: nothing typed is lost, and nothing is left behind on a shared machine."""

from __future__ import annotations

import socket
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from aiosmtpd.controller import Controller

from e2e.conftest import Somebody
from e2e.hands import Pointer
from e2e.pages.questions import QuestionPage
from e2e.pages.returning import OutgoingMailPage, SavePage, SignOutPage, code_in
from e2e.pages.sheet import Person, Sheet
from e2e.pages.start import StartPage
from e2e.told import told
from tests.durability.running import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ADDRESS = "margaret@example.org"


def as_far_as(person: Person, question: str) -> QuestionPage:
    """Begin, and answer up to a question of the first part."""
    answers = told("margaret")
    page: Sheet = StartPage(person).begin_for_myself().safe("E-mail is safe").open("About you, and help to answer")
    while isinstance(page, QuestionPage) and page.question != question:
        page = page.answer(answers)
    assert isinstance(page, QuestionPage)
    return page


def test_a_page_left_half_typed_and_wrong_comes_back_as_it_was(somebody: Somebody) -> None:
    margaret = somebody()
    page = as_far_as(margaret, "date-of-birth")
    page.write("Day", "31")
    page.write("Month", "2")
    page.press("Continue")
    page = page.again()
    problems = page.errors()
    assert problems
    page.save_for_later()
    code = SavePage(margaret).by_code()

    elsewhere = somebody()
    StartPage(elsewhere).come_back().by_code(code)
    page = QuestionPage(elsewhere)
    assert page.question == "date-of-birth"
    assert page.on_the_page()[:2] == ["31", "2"]
    assert page.errors() == problems


def test_coming_back_by_the_code_in_an_e_mail(somebody: Somebody) -> None:
    margaret = somebody()
    as_far_as(margaret, "name").save_for_later()
    at_code = SavePage(margaret).by_email(ADDRESS)
    mail = somebody()
    mail.page.goto("/outgoing-mail")
    at_code.enter(OutgoingMailPage(mail).code_for(ADDRESS))
    assert QuestionPage(margaret).question == "name"

    elsewhere = somebody()
    at_code = StartPage(elsewhere).come_back().by_email(ADDRESS)
    at_code.enter("000000")
    assert "not right" in at_code.again().errors()[0]
    mail.page.goto("/outgoing-mail")
    at_code.enter(OutgoingMailPage(mail).code_for(ADDRESS))
    assert QuestionPage(elsewhere).question == "name"


def test_an_unknown_address_is_answered_like_a_known_one(somebody: Somebody) -> None:
    anybody = somebody()
    StartPage(anybody).come_back().by_email("nobody@example.org")
    assert "If we know this address" in Sheet(anybody).main.inner_text()


def test_after_signing_out_the_back_button_shows_nothing(somebody: Somebody) -> None:
    margaret = somebody()
    page = as_far_as(margaret, "date-of-birth")
    reference = page.reference
    margaret.page.goto(f"/applications/{reference}/check")
    assert "Margaret O’Shea" in margaret.page.content()
    page.follow("Sign out")
    SignOutPage(margaret).sign_out()
    for _ in range(4):
        margaret.page.go_back()
        assert "Margaret" not in margaret.page.content()
        assert reference not in margaret.page.get_by_role("main").inner_text()


@pytest.fixture
def post() -> Iterator[tuple[list[str], int]]:
    """A real mail server on this machine, and what has arrived there."""
    arrived: list[str] = []

    class Box:
        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
            letter = message_from_bytes(getattr(envelope, "content", b""), policy=policy.default)
            arrived.append(letter.get_body(("plain",)).get_content())  # type: ignore[union-attr]
            return "250 OK"

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(Box(), hostname="127.0.0.1", port=port)
    server.start()
    yield arrived, port
    server.stop()


def waited_for(arrived: list[str]) -> str:
    """The first letter; the service looks into its outbox every quarter of a minute."""
    until = time.monotonic() + 40
    while not arrived and time.monotonic() < until:
        time.sleep(0.1)
    assert arrived, "no mail came"
    return arrived[0]


def test_coming_back_by_a_code_that_a_mail_server_delivered(
    browser: Browser, tmp_path: Path, post: tuple[list[str], int]
) -> None:
    arrived, port = post
    with Service(tmp_path, PORTAL_SMTP_URL=f"smtp://127.0.0.1:{port}") as service:
        context = browser.new_context(base_url=service.address(), java_script_enabled=False)
        person = Person(context.new_page(), Pointer())
        person.page.goto("/")
        as_far_as(person, "name").save_for_later()
        at_code = SavePage(person).by_email(ADDRESS)
        at_code.enter(code_in(waited_for(arrived)))
        assert QuestionPage(person).question == "name"
        context.close()
