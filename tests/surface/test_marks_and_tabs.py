"""A form without our mark, an old one, two tabs, two people, a cookie that is not ours: nothing is lost or let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.browsing import Browser
    from tests.web.running import Begun, Service

TYPED = "Zebedee Quillfeather"


def names_page(begun: Begun) -> str:
    """Bring somebody to a question that takes a name, and say where it is."""
    while (place := begun.open().journey.next_place) is not None:
        if begun.open().questionnaire.find(place.question).kind == "name":
            return f"{begun.path}/questions/{place.question}"
        begun.answer_up_to(1)
    raise AssertionError("no question takes a name")


@pytest.mark.parametrize("button", ["", "save"])
@pytest.mark.parametrize("mark", ["", "0" * 64, "é\x00", "another visit's"])
def test_a_form_without_our_mark_is_shown_again_as_it_was_typed(service: Service, mark: str, button: str) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    sent = {"answer": TYPED, "mark": service.begun().browser().mark() if mark == "another visit's" else mark}
    page = browser.post(path, sent | ({"do": button} if button else {}), 422)
    assert page.form()["answer"] == TYPED
    assert begun.open().given.answer(begun.open().journey.next_place) == "unanswered"
    browser.send(page)
    assert TYPED in browser.get(f"{begun.path}/check").words


def test_the_same_form_in_two_tabs_saves_once_and_leads_on(service: Service) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    first, second = browser.get(path), browser.get(path)
    assert browser.send(first, answer=TYPED).goes_to == browser.send(second, answer=TYPED).goes_to


def test_two_answers_from_two_tabs_are_both_shown_before_one_wins(service: Service) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    first, second = browser.get(path), browser.get(path)
    browser.send(first, answer="Annabel First")
    page = browser.send(second, 409, answer="Annabel Second")
    assert "Annabel First" in page.words
    assert page.form()["answer"] == "Annabel Second"
    browser.send(page)
    assert browser.get(path).form()["answer"] == "Annabel Second"


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 43, "é" * 43, "A" * 5000, "' OR 1=1 --" + "A" * 33, '"\\303"', "a=b;;"]
)
def test_a_cookie_that_is_not_ours_opens_nothing(standing_service: Service, token: str) -> None:
    begun = standing_service.begun()
    stranger = standing_service.browser().bearing(f"visit={token}; comfort=easy=maybe&theme=%00&language=../../etc")
    assert stranger.ask("GET", f"{begun.path}/").status_code == 404
    assert stranger.ask("GET", "/").status_code == 200


def test_a_cookie_sent_as_it_is_opens_what_is_its_own(standing_service: Service) -> None:
    begun = standing_service.begun()
    standing_service.browser().bearing(f"visit={begun.token}").get(f"{begun.path}/")


@pytest.mark.parametrize(
    "cookie", ["self=1", "=1", "wanted=2&easy=yes", "%ff=%00", "language=%C3%A9", "&&&=&", "language"]
)
def test_a_cookie_of_preferences_may_hold_anything(standing_service: Service, cookie: str) -> None:
    browser = standing_service.browser().bearing(f"comfort={cookie}")
    browser.get("/")
    browser.get("/no-such-page", 404)


def test_a_tool_that_does_not_exist_changes_nothing(standing_service: Service) -> None:
    browser = standing_service.browser()
    for wish in ("turn-self-x", "turn--x", "turn-", "turn-language-", "turn-language-xx", "turn-easy-maybe"):
        browser.post("/reading", {"mark": browser.mark(), "do": wish, "back": "/privacy"})
        assert browser.get("/").tree.get("lang") == "en-GB"


def test_a_language_that_is_not_spoken_here_is_not_remembered(standing_service: Service) -> None:
    browser = standing_service.browser()
    answer = browser.post("/reading", {"mark": browser.mark(), "do": "turn-language-xx"}).answer
    assert "xx" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize(
    "back", ["//[", "http://[", "/\t/elsewhere.example", "//elsewhere.example", "", "x", "/\\elsewhere"]
)
def test_a_tool_leads_back_to_a_page_of_ours_only(standing_service: Service, back: str) -> None:
    browser = standing_service.browser()
    page = browser.post("/reading", {"mark": browser.mark(), "do": "turn-easy-yes", "back": back})
    assert page.goes_to == "/"


def test_a_cookie_of_preferences_takes_only_what_is_offered(standing_service: Service) -> None:
    browser = standing_service.browser()
    browser.client.set_cookie("comfort", 'theme="><script>&language=xx_YY&size=huge&easy=yes')
    page = browser.get("/")
    assert page.tree.get("data-theme") == "system"
    assert page.tree.get("lang") == "en-GB"


def test_switching_easy_read_on_a_half_typed_page_keeps_what_was_typed(service: Service) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    page = browser.send(browser.get(path), 200, answer=TYPED, do="turn-easy-yes")
    assert page.form()["answer"] == TYPED
    assert page.tree.get("data-easy") is not None


def test_saving_a_half_typed_page_keeps_it_for_the_same_person_only(service: Service) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    assert browser.send(browser.get(path), answer="x" * 3000, do="save").goes_to.endswith("/save")
    assert browser.get(path).form()["answer"] == "x" * 3000


def test_whoever_was_signed_out_while_typing_gets_their_words_back(service: Service) -> None:
    begun = service.begun()
    path = names_page(begun)
    form = begun.browser().get(path).form()
    form["answer"] = TYPED
    for stranger in (service.browser(), service.begun().browser()):
        page = stranger.post(path, form, 404)
        assert TYPED in "".join(page.tree.xpath("//main//textarea//text()"))
        unknown = stranger.post("/applications/ABCD-EFGH/questions/washing", form, 404)
        assert unknown.tree.xpath("//main")[0].text_content() == page.tree.xpath("//main")[0].text_content()


def test_more_than_a_page_can_keep_is_given_back_whole(service: Service) -> None:
    begun = service.begun()
    path, browser = names_page(begun), begun.browser()
    much = "much " * 48_000
    page = browser.send(browser.get(path), 400, answer=much, do="save")
    assert much.strip() in "".join(page.tree.xpath("//main//textarea//text()"))


def test_an_address_to_write_to_may_have_space_round_it(service: Service) -> None:
    begun = service.begun()
    page = begun.browser().fill(f"{begun.path}/save/email", 200, email=" ann@example.org ")
    assert page.form()["ticket"]


@pytest.mark.parametrize(
    "typed", ["ann@example.org,bea@example.org", "Ann <ann@example.org>", "a@b@c", "@", '"', "ann@[::1]"]
)
def test_mail_goes_to_one_plain_address_only(standing_service: Service, typed: str) -> None:
    begun = standing_service.begun()
    page = begun.browser().fill(f"{begun.path}/save/email", 422, email=typed)
    assert page.form()["email"] == typed


def test_a_shared_mailbox_asks_again_who_it_is_until_one_is_picked(service: Service) -> None:
    browser = service.begun().browser()
    for picked in ("", "ABCD-EFGH", "../privacy"):
        page = browser.post("/mine", {"mark": browser.mark(), "application": picked}, 200)
        assert page.heading == "What you can open"


def test_signing_out_leaves_nothing_behind_the_back_button(service: Service) -> None:
    begun = service.begun().answer_up_to(5)
    browser = begun.browser()
    old = begun.token
    assert browser.get(f"{begun.path}/check").answer.headers["Cache-Control"] == "no-store"
    browser.fill("/sign-out")
    browser.get("/signed-out")
    browser.get(f"{begun.path}/check", 404)
    again: Browser = service.browser().signed_in(old)
    again.get(f"{begun.path}/check", 404)
    assert begun.reference not in again.get("/mine").text
