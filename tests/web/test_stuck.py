"""“I am stuck here”: staff learn which question it is and nothing more, and the place is kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.questionnaires.model import Group, Question
from portal.services import notices
from tests.web.desk import at_desk
from tests.web.running import content

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

CALLER = {"name": "Ottilie", "phone": "0123 456 789", "when": "mornings"}


def stuck_at(browser: Browser, path: str, **typed: str) -> Page:
    """The page to ask for a call, from a question."""
    return browser.follow(browser.send(browser.get(path), do="stuck", **typed))


def told(service: Service) -> str:
    """All mails that wait to go out."""
    with service.acting() as context:
        return "\n".join(each.body for each in notices.outgoing(context))


@pytest.mark.parametrize("rough", [False, True], ids=["real", "rough-idea"])
def test_whoever_is_stuck_asks_for_a_call_and_finds_their_page_as_it_was(service: Service, *, rough: bool) -> None:
    begun = service.begun(rough=rough)
    opened = begun.open()
    place = opened.journey.next_place
    assert place is not None
    asked = opened.questionnaire.find(place.question)
    assert isinstance(asked, Question)
    picked = asked.options[-1]
    browser, path = begun.browser(), f"{begun.path}/questions/{asked.id}"
    asking = stuck_at(browser, path, answer=picked.id)
    assert f'href="{path}"' in asking.text
    thanks = browser.follow(browser.send(asking, **CALLER))
    assert f'href="{path}"' in thanks.text
    assert browser.get(path).form()["answer"] == picked.id
    mail = told(service)
    number = content().questionnaires["adult"].numbers[asked.id]
    assert f"Stuck at: question {number} in “{opened.questionnaire.section_of(asked.id).title.standard}”" in mail
    assert asked.text.standard in mail
    assert picked.text.standard not in mail
    assert begun.reference not in mail


def test_whoever_is_stuck_at_a_list_of_people_finds_it_as_it_was(service: Service) -> None:
    begun = service.begun().answer_up_to()
    asked = begun.open().questionnaire
    group = next(each for each in asked.placed if isinstance(asked.find(each), Group))
    browser, path = begun.browser(), f"{begun.path}/questions/{group}"
    asking = stuck_at(browser, path, answer="yes")
    assert f'href="{path}"' in asking.text
    assert f'href="{path}"' in browser.follow(browser.send(asking, **CALLER)).text
    assert browser.get(path).form()["answer"] == "yes"
    assert asked.find(group).text.standard in told(service)


def test_of_a_private_question_it_is_told_only_that_it_is_one(service: Service) -> None:
    begun = service.begun().answer_up_to()
    browser = begun.browser()
    asked = begun.open().questionnaire
    private = next(each for each in asked.placed if asked.is_private(each) and asked.find(each).kind == "choice")
    browser.send(stuck_at(browser, f"{begun.path}/questions/{private}"), **CALLER)
    mail = told(service)
    assert "Stuck at: a private question" in mail
    assert asked.find(private).text.standard not in mail


def test_an_address_that_names_no_place_of_ones_own_leads_nowhere(service: Service) -> None:
    begun = service.begun()
    browser, own = begun.browser(), f"application={begun.reference}"
    for query in ("application=ABCD-EFGH&question=name", "question=name", own, f"{own}&question=<script>"):
        page = browser.get(f"/ask-us-to-call-you?{query}")
        assert f"{begun.path}/questions" not in page.text
        browser.send(page, **CALLER)
    assert "asks to be called" in told(service)
    assert set(re.findall(r"Stuck at: (.*)", told(service))) == {"not said"}


def test_a_stranger_learns_nothing_from_somebody_elses_place(service: Service) -> None:
    begun = service.begun()
    query = f"application={begun.reference}&question=name"
    page = service.browser().get(f"/ask-us-to-call-you?{query}")
    assert begun.path not in page.text


def test_the_ways_to_get_help_stand_on_pages_of_the_public_and_on_none_for_work(standing_service: Service) -> None:
    sam = at_desk(standing_service).browser()
    assert "Stuck?" in standing_service.browser().get("/").text
    for page in ("/staff/", "/staff/allocation", "/staff/password"):
        assert "Stuck?" not in sam.get(page).text
