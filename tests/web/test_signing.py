"""The name under what is sent, page by page, and what is marked as information for an assessment by a worker."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.cli.reading import written
from portal.questionnaires.journey import Place
from portal.services import answering, casework
from tests.web.desk import at_desk
from tests.web.running import Begun
from tests.web.test_people import coming_in

if TYPE_CHECKING:
    from tests.web.running import Service

OWN, CALLED = "Margaret O’Shea", "Mum"
MARK = "information for an assessment that a worker leads"


class Press:
    """Stands where the library makes a PDF: the paper is the page it would have been made of."""

    def __init__(self, string: str, **_settings: object) -> None:
        self.page = string

    def write_pdf(self, **_settings: object) -> bytes:
        return self.page.encode()


def answered_for_mum(service: Service, ground: str) -> Begun:
    """Somebody who answered everything for their mother, on a ground."""
    browser = service.browser()
    began = browser.fill("/start/someone", person=CALLED, needs="support", ground=ground)
    reference = began.goes_to.split("/")[2]
    cookie = browser.client.get_cookie("visit")
    assert cookie is not None
    return named(Begun(service, cookie.value, reference).answer_up_to())


def named(begun: Begun) -> Begun:
    """The same, with the mother's full name among the answers."""
    with begun.opening(Action.ANSWER) as (context, opened):
        answering.save_answer(context, opened, Place("name"), OWN)
    return begun


def staff_page(service: Service, begun: Begun) -> str:
    """What an officer reads."""
    sam = at_desk(service, Role.OFFICER).browser()
    sam.fill(f"/staff/applications/{begun.reference}/purpose", answer="first-look")
    return sam.get(f"/staff/applications/{begun.reference}").words


@pytest.mark.parametrize("name", [CALLED, OWN, "margaret oshea"])
def test_a_helper_is_gently_kept_from_signing_as_the_person(sqlite_service: Service, name: str) -> None:
    tom = answered_for_mum(sqlite_service, "agreed")
    page = tom.browser().fill(f"{tom.path}/send", 422, declared="y", signed=name)
    assert "This is the name of the person you answer for. Sign with your own." in page.words
    assert page.form()["signed"] == name
    assert tom.open().sent is None


def test_a_helper_signs_as_a_helper_and_staff_read_the_name(sqlite_service: Service) -> None:
    tom = answered_for_mum(sqlite_service, "agreed")
    tom.browser().fill(f"{tom.path}/send", 422, declared="y")
    tom.browser().fill(f"{tom.path}/send", declared="y", signed="Tom  O’Shea", agreed="agreed")
    read = staff_page(sqlite_service, tom)
    assert "Signed byTom O’Shea" in read
    assert MARK not in read
    assert "Signed by Tom O’Shea." in tom.browser().get(f"{tom.path}/copy").words


def test_the_person_finds_their_name_there_and_signs_with_no_other(sqlite_service: Service) -> None:
    ann = named(sqlite_service.begun().answer_up_to())
    page = ann.browser().get(f"{ann.path}/send")
    assert page.form()["signed"] == OWN
    refused = ann.browser().send(page, 422, declared="y", signed="Tom Lane")
    assert "This is not the name in your answers." in refused.words
    ann.browser().fill(f"{ann.path}/send", declared="y")
    assert f"Signed by{OWN}" in staff_page(sqlite_service, ann)


def test_a_helper_does_not_learn_from_the_name_that_the_person_came_in(sqlite_service: Service) -> None:
    tom = answered_for_mum(sqlite_service, "best-interests")
    mum = coming_in(sqlite_service, tom)
    cookie = mum.client.get_cookie("visit")
    assert cookie is not None
    Begun(sqlite_service, cookie.value, tom.reference).answer_up_to()
    mum.fill(f"{tom.path}/send", declared="y")
    assert f"Signed by {OWN}." in mum.get(f"{tom.path}/copy").words
    copied = tom.browser().get(f"{tom.path}/copy").words
    assert "Signed by" not in copied
    assert MARK in copied
    assert MARK not in staff_page(sqlite_service, tom), "she sent it herself"


@pytest.mark.parametrize("ground", ["best-interests", "attorney", "deputy"])
def test_what_somebody_sends_for_whoever_cannot_is_marked_everywhere(
    sqlite_service: Service, ground: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", SimpleNamespace(HTML=Press))
    tom = answered_for_mum(sqlite_service, ground)
    helper = tom.browser()
    assert MARK in helper.get(f"{tom.path}/send").words
    helper.fill(f"{tom.path}/send", declared="y", signed="Tom Lane")
    assert MARK in helper.get(f"{tom.path}/copy").words
    assert MARK in helper.ask("GET", f"{tom.path}/copy.pdf").get_data(as_text=True)
    assert "Information for an assessment that a worker leads." in staff_page(sqlite_service, tom)
    with sqlite_service.acting() as context:
        submission = casework.open_sent(context, tom.reference)
        printed = written(submission, casework.about_now(context, tom.reference), (), safeguarding=False)
    assert "Signed by Tom Lane." in printed
    assert "Information for an assessment that a worker leads" in printed
