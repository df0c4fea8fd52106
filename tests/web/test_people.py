"""People round one application, page by page: the letter, coming in, seeing it differently, ending access."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.access import Role
from portal.web import qr
from tests.web.desk import at_desk
from tests.web.running import PERSON_NAME

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

ON_BOTH = pytest.mark.parametrize("database_kind", ["sqlite", "postgresql"], indirect=True)


def code_on(page: Page) -> str:
    """The code that a page shows."""
    return "-".join(page.tree.xpath("//span[@class='code__group']/text()"))


def coming_in(service: Service, helper: Begun) -> Browser:
    """The person, who typed the code of a letter."""
    code = code_on(helper.browser().fill(f"{helper.path}/letter", 200))
    ann = service.browser()
    offered = ann.follow(ann.fill("/code", code=code.lower()))
    done = ann.follow(ann.send(offered))
    assert done.heading == "What others wrote for you"
    return ann


def test_a_letter_can_be_photographed_to_come_in(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True).answer_up_to(20)
    page = tom.browser().fill(f"{tom.path}/letter", 200)
    address = f"{sqlite_service.parts.settings.address}/code/{code_on(page)}"
    assert page.tree.xpath("//svg[@class='qr']/path/@d")[1] == qr.drawn(address)["path"]
    assert sqlite_service.browser().get(f"/code/{code_on(page)}").tree.xpath("//main//form")


@ON_BOTH
def test_the_person_comes_in_says_how_they_see_it_and_ends_access(service: Service) -> None:
    tom = service.begun(helper=True).answer_up_to(20)
    ann = coming_in(service, tom)
    ann.fill(f"{tom.path}/your-view/washing", words="The kingfisher knows")
    ann.fill(f"{tom.path}/your-view", agrees="no", words="Not yet")
    assert "The kingfisher knows" in ann.get(f"{tom.path}/copy").words
    assert "You do not agree that it is sent." in ann.get(f"{tom.path}/done-for-you").words
    helper = tom.browser()
    for rule in ("", "/check", "/copy", "/budget/changed", "/timeline", "/questions/washing"):
        assert "kingfisher" not in helper.get(f"{tom.path}{rule or '/'}").text
        assert "differently" not in helper.get(f"{tom.path}{rule or '/'}").words
    who = ann.get(f"{tom.path}/people")
    assert "read all answers that they may see" in who.words
    change = next(link for link in who.tree.xpath("//main//a/@href") if re.search(r"/people/[\w-]{16}$", link))
    page = ann.get(change)
    for _ in range(2):  # pressed twice, it is ended once
        assert ann.send(page, do="end").goes_to == f"{tom.path}/people"
    ann.send(page, 404, level="helper-reading")
    assert "Nobody else has access." in ann.get(f"{tom.path}/people").words
    assert helper.get(f"{tom.path}/", 410).heading == "Your access has ended"
    typed = helper.post(f"{tom.path}/questions/notes", {"mark": helper.mark(), "answer": "my long words"}, 410)
    assert "my long words" in typed.text


def test_the_helper_is_shown_the_same_before_and_after_the_person_came_in(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True).answer_up_to(20)
    code = code_on(tom.browser().fill(f"{tom.path}/letter", 200))
    pages = ["/mine", "/people-you-help", *(f"{tom.path}{rule}" for rule in ("/", "/check", "/timeline", "/letter"))]
    helper = tom.browser()
    before = [helper.get(page).words for page in pages]
    ann = sqlite_service.browser()
    ann.follow(ann.send(ann.get(f"/code/{code}")))
    ann.fill(f"{tom.path}/reaching-you", how="not while Tom is here")
    assert [helper.get(page).words for page in pages] == before
    assert "Tom is here" not in helper.get(f"{tom.path}/reaching-you").text
    again = code_on(helper.fill(f"{tom.path}/letter", 200))
    assert len(again) == len(code)
    sqlite_service.browser().get(f"/code/{again}", 410)


def test_an_advocate_is_let_in_follows_and_sees_no_answer(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to(20)
    shown = ann.browser().fill(
        f"{ann.path}/people/invite", 200, name="Bea", called=PERSON_NAME, level="advocate-following"
    )
    bea = sqlite_service.browser()
    came = bea.fill(f"/code/{code_on(shown)}", name="Bea Baker")
    assert came.goes_to.endswith("/resume")
    assert PERSON_NAME in bea.get("/people-you-help").words
    following = bea.get(f"{ann.path}/timeline").words
    assert f"Next: {PERSON_NAME}. First come the answers" in following
    assert "You began" not in following
    bea.get(f"{ann.path}/check", 403)
    bea.fill(f"{ann.path}/notes", words="ring on Monday")
    assert "ring on Monday" in bea.get(f"{ann.path}/notes").text
    assert "Bea Baker" in ann.browser().get(f"{ann.path}/people").words


def test_whoever_was_let_in_makes_a_way_back_of_their_own(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to(20)
    ann.browser().fill(f"{ann.path}/reaching-you", ring="yes")  # so e-mail is not safe for the person
    shown = ann.browser().fill(f"{ann.path}/people/invite", 200, name="Bea", level="advocate-following")
    bea, again = sqlite_service.browser(), sqlite_service.browser()
    assert "save it in your own way" in bea.get(f"/code/{code_on(shown)}").words
    bea.fill(f"/code/{code_on(shown)}", name="Bea")
    timeline = bea.get(f"{ann.path}/timeline")
    assert "You have no way to come back yet." in timeline.words
    assert bea.fill(f"{ann.path}/save/email", 200, email="bea@example.org").heading == "Look in your e-mail"
    kept = bea.fill(f"{ann.path}/save/code", 200)
    assert "no way to come back" not in bea.get(f"{ann.path}/timeline").words
    again.fill("/return/code", code=code_on(kept))
    assert again.get(f"{ann.path}/timeline").heading == timeline.heading
    assert "no way to come back" in ann.browser().get(f"{ann.path}/").words


def test_a_helper_for_some_parts_is_led_to_nothing_else(sqlite_service: Service) -> None:
    ann = sqlite_service.begun().answer_up_to()
    form = ann.browser().get(f"{ann.path}/people/invite")
    [first, second, *_] = form.tree.xpath("//input[@name='parts']/@value")
    shown = ann.browser().send(form, 200, name="Bea", level="helper-filling", whole="some", parts=[second])
    bea = sqlite_service.browser()
    bea.fill(f"/code/{code_on(shown)}", name="Bea")
    page = bea.get(f"{ann.path}/")
    links = {link for link in page.tree.xpath("//main//a/@href") if link.startswith(ann.path)}
    for link in links:
        assert bea.ask("GET", link).status_code in {200, 302}, link
    copied = bea.get(f"{ann.path}/copy")
    assert [each.get("id") for each in copied.tree.xpath("//main//h2[@id]")] == [second]
    for rule in ("/budget", "/what-the-law-asks", "/arrangement", "/send", "/reaching-you"):
        bea.get(f"{ann.path}{rule}", 403)
    assert first != second


def test_whoever_asks_to_help_gets_one_page_whatever_the_reference(sqlite_service: Service) -> None:
    ann = sqlite_service.begun()
    cara = sqlite_service.browser()
    told = []
    for reference in (ann.reference, "2345-6789"):
        page = cara.get("/ask-to-help")
        told.append(cara.send(page, 200, reference=reference, name="Bea", wanted="helper-reading"))
        again = cara.send(page, 200, reference=reference, name="Bea", wanted="helper-reading")
        assert code_on(again) == code_on(told[-1]), "pressed twice, it is one request, or none, with one code"
    assert len({re.sub(r"[2-9A-HJKMNP-Z](, | |-)?", "", page.words) for page in told}) == 1
    who = ann.browser().get(f"{ann.path}/people")
    [request] = [link for link in who.tree.xpath("//main//a/@href") if "/people/requests/" in link]
    page = ann.browser().get(request)
    for _ in range(2):
        assert ann.browser().send(page, level="helper-following").goes_to == f"{ann.path}/people"
    ann.browser().send(page, 404, do="refuse")
    cara.fill(f"/code/{code_on(told[0])}", name="Bea")
    assert cara.get(f"{ann.path}/timeline").status == 200
    cara.get(f"/code/{code_on(told[1])}", 410)


def test_an_appropriate_person_must_say_that_they_are_not_paid(sqlite_service: Service) -> None:
    ann = sqlite_service.begun()
    shown = ann.browser().fill(f"{ann.path}/people/invite", 200, name="Bea", level="appropriate")
    bea = sqlite_service.browser()
    bea.fill(f"/code/{code_on(shown)}", 422, name="Bea")
    bea.fill(f"/code/{code_on(shown)}", name="Bea", unpaid="y")


def test_the_council_reads_both(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True).answer_up_to()
    ann = coming_in(sqlite_service, tom)
    ann.fill(f"{tom.path}/your-view/washing", words="The kingfisher knows")
    tom.browser().fill(f"{tom.path}/send", declared="y", signed="Tom Lane", agreed="agreed")
    desk = at_desk(sqlite_service, Role.OFFICER)
    sam = desk.browser()
    sam.fill(f"/staff/applications/{tom.reference}/purpose", answer="first-look")
    assert (
        "The person sees it differently: The kingfisher knows" in sam.get(f"/staff/applications/{tom.reference}").words
    )
