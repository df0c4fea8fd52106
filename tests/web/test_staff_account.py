"""The pages for signing in at the council's side."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from portal.access import Role
from portal.services.staff import codes, people
from tests.web.desk import GOOD, added, at_desk

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Service


def key_on(page: Page) -> bytes:
    """The secret that a page shows for typing."""
    from base64 import b32decode  # noqa: PLC0415 - only here

    typed = page.tree.xpath("//code")[0].text_content().replace(" ", "")
    return b32decode(typed + "=" * (-len(typed) % 8))


def code_of(secret: bytes) -> str:
    return codes.code_at(secret, datetime.now(UTC))


def first_time(service: Service) -> tuple[Browser, Page, str]:
    """Somebody who was just added, before the page with their printed codes."""
    email, password = added(service, Role.OFFICER)
    sam = service.browser()
    page = sam.fill("/staff/sign-in", email=email, password=password)
    assert page.goes_to == "/staff/sign-in/set-up"
    page = sam.follow(page)
    return sam, sam.send(page, 200, code=code_of(key_on(page))), password


def test_the_first_way_in_sets_up_codes_and_a_password(service: Service) -> None:
    sam, page, password = first_time(service)
    assert len(page.tree.xpath("//li/code")) == codes.RECOVERY
    page = sam.get(page.tree.xpath("//main//a[@role='button']/@href")[0])
    assert page.heading == "Choose a new password"
    page = sam.send(page, old=password, new=GOOD, again=GOOD)
    page = sam.follow(page)
    assert (page.heading, "Sam Okafor" in page.text) == ("New", True)


def test_the_picture_for_the_phone_is_drawn_here_and_has_words(service: Service) -> None:
    email, password = added(service, Role.OFFICER)
    sam = service.browser()
    page = sam.follow(sam.fill("/staff/sign-in", email=email, password=password))
    picture = page.tree.xpath("//svg[@role='img']")[0]
    assert picture.get("aria-label")
    assert len(re.findall(r"M\d+ \d+h1v1h-1z", picture.xpath("./path/@d")[1])) > 100
    assert email in page.words


def test_before_the_password_is_changed_nothing_else_opens(service: Service) -> None:
    sam, _, _ = first_time(service)
    assert sam.get("/staff/", 302).goes_to == "/staff/sign-in"
    assert sam.get("/staff/sign-in/code", 302).goes_to == "/staff/password"


def test_the_next_time_a_password_and_a_code_are_enough(service: Service) -> None:
    desk = at_desk(service)
    sam = service.browser()
    page = sam.follow(sam.fill("/staff/sign-in", email=desk.email.upper(), password=desk.password))
    assert page.heading == "The code on your phone"
    assert "not right" in sam.send(page, 422, code="12345").words
    assert sam.send(page, code=code_of(desk.secret)).goes_to == "/staff/"


@pytest.mark.parametrize(("email", "password"), [("nobody@council.example", GOOD), ("", GOOD), ("known", "wrong")])
def test_a_wrong_address_and_a_wrong_password_are_told_the_same(service: Service, email: str, password: str) -> None:
    desk = at_desk(service)
    page = service.browser().fill(
        "/staff/sign-in", 422, email=desk.email if email == "known" else email, password=password
    )
    assert ("You can try 4 more times" in page.words) is bool(email)
    assert not page.tree.xpath("//input[@type='password']/@value")


def test_after_five_wrong_tries_the_page_says_until_when(service: Service) -> None:
    desk = at_desk(service)
    for _ in range(4):
        service.browser().fill("/staff/sign-in", 422, email=desk.email, password="wrong")
    page = service.browser().fill("/staff/sign-in", 429, email=desk.email, password="a secret thing")
    assert "a secret thing" not in page.text


NOT_TAKEN: list[tuple[dict[str, str], str]] = [
    ({"new": "short", "again": "short"}, "12 characters or more"),
    ({"new": "Password123456", "again": "Password123456"}, "Many people use this word"),
    ({"new": "abcabcabcabcabc", "again": "abcabcabcabcabc"}, "pattern"),
    ({"new": "Sam-Okafor-9999", "again": "Sam-Okafor-9999"}, "your own name"),
    ({"new": "four green kettles", "again": "four red kettles"}, "not the same"),
    ({"new": GOOD, "again": GOOD}, "another password than"),
    ({"old": "wrong", "new": "four green kettles", "again": "four green kettles"}, "have now is not right"),
]


def test_a_password_that_is_not_taken_says_why(service: Service) -> None:
    sam = at_desk(service).browser()
    for typed, sentence in NOT_TAKEN:
        page = sam.fill("/staff/password", 422, **{"old": GOOD, **typed})
        assert sentence in page.words, typed
    assert sam.get("/staff/").heading == "New"


def test_signing_out_leaves_nothing_behind(service: Service) -> None:
    desk = at_desk(service)
    sam = desk.browser()
    sam.get("/staff/sign-out")
    assert sam.fill("/staff/sign-out").answer.headers["Clear-Site-Data"] == '"cache"'
    assert desk.browser().get("/staff/", 302).goes_to == "/staff/sign-in"


def test_whoever_is_ended_is_out_at_the_next_page(service: Service) -> None:
    desk = at_desk(service)
    sam = desk.browser()
    page = sam.get("/staff/password")
    with service.acting() as context:
        people.end(context, desk.email)
    assert "signed out" in sam.send(page, 404, old="something secret", new=GOOD, again=GOOD).words
    assert "something secret" not in sam.send(page, 404, old="something secret").text


def test_a_citizen_is_nobody_at_the_councils_side(service: Service) -> None:
    ann = service.begun().browser()
    assert ann.get("/staff/", 302).goes_to == "/staff/sign-in"
    ann.get("/staff/sign-in/code", 404)
    ann.get("/staff/password", 404)


def test_a_worker_has_no_application_of_anybodys(service: Service) -> None:
    ann, sam = service.begun(), at_desk(service).browser()
    sam.get(f"{ann.path}/timeline", 404)
    assert "There is nothing here" in sam.get("/mine").words
