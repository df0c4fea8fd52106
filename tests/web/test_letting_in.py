"""An attorney or deputy lets somebody in for the person; once the person came in, it is the person who decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from portal.access import Role
from portal.db import queries
from tests.web.running import Begun
from tests.web.test_people import code_on, coming_in

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Service

CODES = re.compile(r"[2-9A-HJKMNP-Z](, | |-)?")


def attorney(service: Service, ground: str = "attorney") -> Begun:
    """Tom, who decides for his mother about care."""
    browser = service.browser()
    reference = browser.fill("/start/someone", person="Mum", needs="support", ground=ground).goes_to.split("/")[2]
    cookie = browser.client.get_cookie("visit")
    assert cookie is not None
    return Begun(service, cookie.value, reference)


def let_in(tom: Begun, level: str = "helper-reading") -> Page:
    """The page with the code for Bea."""
    return tom.browser().fill(f"{tom.path}/let-in", 200, name="Bea", level=level)


@pytest.mark.parametrize("ground", ["attorney", "deputy"])
def test_an_attorney_for_care_lets_somebody_in(sqlite_service: Service, ground: str) -> None:
    tom = attorney(sqlite_service, ground).answer_up_to(20)
    assert f"{tom.path}/let-in" in tom.browser().get(f"{tom.path}/").text
    words = tom.browser().get(f"{tom.path}/let-in").words
    assert "Reads their answers" in words
    assert "your answers" not in words
    back = tom.browser().get(f"{tom.path}/let-in").tree.xpath("//a[@class='govuk-back-link']/@href")[0]
    assert tom.browser().ask("GET", back).status_code == 200
    bea = sqlite_service.browser()
    bea.fill(f"/code/{code_on(let_in(tom))}", name="Bea")
    bea.get(f"{tom.path}/check")
    mum = coming_in(sqlite_service, tom)
    assert "Somebody who decides for you let them in" in mum.get(f"{tom.path}/people").words


def test_once_the_person_came_in_they_decide_and_the_attorney_cannot_tell(sqlite_service: Service) -> None:
    tom = attorney(sqlite_service).answer_up_to(20)
    before, form = let_in(tom), tom.browser().get(f"{tom.path}/let-in").words
    mum = coming_in(sqlite_service, tom)
    after = let_in(tom)
    assert CODES.sub("", after.words) == CODES.sub("", before.words)
    assert tom.browser().get(f"{tom.path}/let-in").words == form
    bea = sqlite_service.browser()
    bea.get(f"/code/{code_on(after)}", 410)
    who = mum.get(f"{tom.path}/people")
    [request] = [link for link in who.tree.xpath("//main//a/@href") if "/people/requests/" in link]
    mum.fill(request, level="helper-following")
    bea.fill(f"/code/{code_on(after)}", name="Bea")
    bea.get(f"{tom.path}/timeline")
    bea.get(f"{tom.path}/check", 403)


def test_codes_that_nobody_used_are_taken_back_before_and_after(sqlite_service: Service) -> None:
    tom = attorney(sqlite_service)
    first = code_on(let_in(tom))
    tom.browser().fill(f"{tom.path}/let-in", do="take-back")
    sqlite_service.browser().get(f"/code/{first}", 410)
    mum = coming_in(sqlite_service, tom)
    let_in(tom)
    assert "They ask to help" in mum.get(f"{tom.path}/people").words
    tom.browser().fill(f"{tom.path}/let-in", do="take-back")
    assert "They ask to help" not in mum.get(f"{tom.path}/people").words


def test_an_attorney_for_money_lets_nobody_see_answers(sqlite_service: Service) -> None:
    tom = attorney(sqlite_service)
    with sqlite_service.acting() as context:
        table = queries.tables["grants"]
        context.session.connection().execute(update(table).values(role=Role.ATTORNEY_PROPERTY))
    page = tom.browser().get(f"{tom.path}/let-in")
    assert "You decide about their money, not their care." in page.words
    assert page.tree.xpath("//input[@name='level']/@value") == ["helper-following"]
    tom.browser().send(page, 422, name="Bea", level="helper-reading")
    bea = sqlite_service.browser()
    bea.fill(f"/code/{code_on(let_in(tom, 'helper-following'))}", name="Bea")
    bea.get(f"{tom.path}/check", 403)


def test_nobody_else_who_helps_lets_somebody_in(sqlite_service: Service) -> None:
    tom = sqlite_service.begun(helper=True)
    tom.browser().get(f"{tom.path}/let-in", 403)


def test_power_over_money_alone_is_no_ground_to_answer_about_care(sqlite_service: Service) -> None:
    page = sqlite_service.browser().fill("/start/someone", 422, person="Mum", needs="support", ground="money")
    assert "This covers their money, not their care." in page.words
