"""Decisions as letters: to read here, and printed in the format of the person; none goes where it is unsafe."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from portal.access import Action, Role
from portal.notices import Channel, Format
from portal.services import telling
from portal.services.opened import Telling
from portal.services.staff import cases, deciding, entry, letters
from portal.services.staff.deciding import Needs, OutcomeDecided, Sum
from tests.web.desk import AtDesk, at_desk
from tests.web.pdf_structure import faults_of
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

REASON = "Washing alone is not safe for you."


def decide(desk: AtDesk, begun: Begun) -> None:
    """Somebody records the decision about needs."""
    outcomes = {"nutrition": OutcomeDecided(unable=True, reason="Meals are hard.")}
    needs = Needs(impairment=True, outcomes=outcomes, impact=True, needed=1, reason=REASON)
    with desk.acting() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, begun.reference, cases.Purpose.MY_CASE)
        deciding.record_needs(context, cases.fetch(context, here, begun.reference, Action.DECIDE), needs)


def sent(service: Service, said: Telling, *, not_at_home: bool = False) -> Begun:
    begun = STAGES["complete"](service, helper=False)
    with begun.opening(Action.REACH) as (context, opened):
        telling.choose(context, opened, said, not_at_home=not_at_home)
    browser = begun.browser()
    page = browser.get(f"{begun.path}/send")
    browser.send(page, declared="y")
    return begun


@pytest.mark.parametrize("look", [Format.STANDARD, Format.EASY, Format.LARGE_24])
def test_staff_print_a_decision_in_the_format_of_the_person_and_say_that_it_is_posted(
    sqlite_service: Service, look: Format
) -> None:
    begun = sent(sqlite_service, Telling(Channel.LETTER, format=look))
    desk = at_desk(sqlite_service, Role.OFFICER)
    decide(desk, begun)
    browser = desk.browser()
    page = browser.get("/staff/letters")
    line = next(each for each in page.tree.xpath("//div[@class='said']") if "decision" in each.text_content())
    assert begun.reference in line.text_content()
    assert "Do not post" not in line.text_content()
    file = browser.ask("GET", line.xpath(".//a/@href")[0])
    assert file.mimetype == "application/pdf"
    assert faults_of(file.data, "What we decided about your needs") == []
    browser.post("/staff/letters", {"mark": browser.mark(), "posted": line.xpath(".//button/@value")[0]})
    assert "The decision about needs" not in browser.get("/staff/letters").words
    with sqlite_service.acting() as context:
        found = context.session.connection().execute(text("SELECT kind FROM events ORDER BY id")).scalars().all()
        kept = context.session.connection().execute(text("SELECT contents FROM mails WHERE kind LIKE 'letter-%'")).all()
    assert found[-2:] == ["letter-printed", "letter-posted"]
    assert all(row.contents is None for row in kept)


def test_where_no_file_can_be_made_the_list_says_so(sqlite_service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = sent(sqlite_service, Telling(Channel.LETTER))
    desk = at_desk(sqlite_service, Role.OFFICER)
    decide(desk, begun)
    browser = desk.browser()
    where = browser.get("/staff/letters").tree.xpath("//div[@class='said']//a/@href")[0]
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert "The file could not be made." in browser.follow(browser.get(where, 302)).words


def test_a_decision_is_never_posted_to_a_home_that_is_not_safe(sqlite_service: Service) -> None:
    begun = sent(sqlite_service, Telling(), not_at_home=True)
    desk = at_desk(sqlite_service, Role.OFFICER)
    decide(desk, begun)
    words = desk.browser().get("/staff/letters").words
    assert "Do not post this. We know no safe address." in words
    assert "It is posted" not in words


def test_a_home_that_became_unsafe_while_a_letter_waits_is_on_it_no_more(sqlite_service: Service) -> None:
    begun = sent(sqlite_service, Telling(Channel.LETTER))
    desk = at_desk(sqlite_service, Role.OFFICER)
    decide(desk, begun)
    assert "Do not post" not in desk.browser().get("/staff/letters").words
    with begun.opening(Action.REACH) as (context, opened):
        telling.choose(context, opened, Telling(), not_at_home=True)
    assert "It is posted" not in desk.browser().get("/staff/letters").words
    with desk.acting() as context:
        here = entry.worker(context)
        assert [letters.to_print(context, here, each.id).home for each in letters.waiting(context, here)] == [(), ()]


def test_the_person_reads_the_decision_as_a_letter(sqlite_service: Service) -> None:
    begun = sent(sqlite_service, Telling())
    browser = begun.browser()
    browser.get(f"{begun.path}/letters/needs", 404)
    decide(at_desk(sqlite_service, Role.OFFICER), begun)
    words = browser.get(f"{begun.path}/letters/needs").words
    assert REASON in words
    assert "If you do not agree" in words
    browser.get(f"{begun.path}/letters/budget", 404)
    assert faults_of(browser.ask("GET", f"{begun.path}/letters/needs/pdf").data, "") == []
    assert "Read this decision as a letter" in browser.get(f"{begun.path}/timeline").words


def test_an_agreed_budget_is_a_letter_with_its_sums(sqlite_service: Service) -> None:
    begun = sent(sqlite_service, Telling())
    desk, other = at_desk(sqlite_service, Role.OFFICER), at_desk(sqlite_service, Role.TEAM_MANAGER)
    sums = (Sum("The budget", "a week", None, Decimal("241.50"), "You need mornings and evenings.", headline=True),)
    decide(desk, begun)
    with desk.acting() as context:
        here = entry.worker(context)
        assert not deciding.propose(context, cases.fetch(context, here, begun.reference, Action.PROPOSE), sums)
    with other.acting() as context:
        here = entry.worker(context)
        case = cases.fetch(context, here, begun.reference, Action.AGREE)
        deciding.agree(context, case, agreed=True, reason="It fits.")
    words = begun.browser().get(f"{begun.path}/letters/budget").words
    assert "£241.50 a week" in words
    assert "£241.50 a week" in begun.browser().get(f"{begun.path}/timeline").words
    assert "You need mornings and evenings." in words
    assert "The agreed budget" in other.browser().get("/staff/letters").words


def test_who_may_read_no_answers_prints_nothing(sqlite_service: Service) -> None:
    begun = sent(sqlite_service, Telling())
    decide(at_desk(sqlite_service, Role.OFFICER), begun)
    assert begun.reference not in at_desk(sqlite_service, Role.AUDITOR).browser().get("/staff/letters").words
