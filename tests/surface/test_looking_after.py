"""The pages for somebody who looks after a person: the same addresses, at stages that stand for all of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from portal.access import Action
from portal.services import sending
from tests.content import carer_route as people
from tests.surface.routes import address, own
from tests.surface.test_every_page import links_of
from tests.surface.test_every_question import address as place_address
from tests.surface.test_every_question import answer_through_pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.content.adult_route import Person
    from tests.web.browsing import Page
    from tests.web.running import Begun, Service

NOT_HERE = {
    "/lists/<group>/<item>/remove",
    "/questions/<question>/<item>",
    "/your-view/<question>/<item>",
    "/arrangement/parts",
}
OWN_APPLICATION = {"complete", "unsure", "arranged", "sent"}  # whose writer may ask for what is only for carers
OF_A_QUESTION = ("/questions/<question>", "/your-view/<question>")


def rough(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper, rough=True, asked="carer").answer_up_to()


def complete(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper, asked="carer").answer_up_to()


def unsure(service: Service, *, helper: bool) -> Begun:
    return service.begun(helper=helper, asked="carer").answer_up_to(person=people.UNSURE_OF_ALL)


def arranged(service: Service, *, helper: bool) -> Begun:
    found = complete(service, helper=helper)
    browser = found.browser()
    browser.fill(f"{found.path}/arrangement/guides")
    browser.fill(f"{found.path}/arrangement", way="direct-payment")
    browser.fill(f"{found.path}/arrangement/uses", uses=["something-for-me", "agency"])
    browser.fill(f"{found.path}/arrangement/to-know")
    return found


def sent(service: Service, *, helper: bool) -> Begun:
    found = arranged(service, helper=helper)
    with found.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)
    return found


STAGES: dict[str, Callable[..., Begun]] = {
    "rough": rough,
    "complete": complete,
    "unsure": unsure,
    "arranged": arranged,
    "sent": sent,
}
HELPED = {"complete", "sent"}  # the wording is the same at the others


@pytest.mark.parametrize(
    ("stage", "helper"), [*((stage, False) for stage in STAGES), *((stage, True) for stage in sorted(HELPED))]
)
def test_pages_are_whole_at_each_stage(standing_service: Service, stage: str, *, helper: bool) -> None:
    begun = STAGES[stage](standing_service, helper=helper)
    reading, easy = begun.browser(), begun.browser().easy()
    links: set[str] = set()
    for rule, statuses in own(helper=helper).items():
        if rule in NOT_HERE:
            continue
        rest = rule.replace("<question>", "hours") if rule in OF_A_QUESTION else address(rule, None)
        wanted = 200 if rule == "/break" and stage in OWN_APPLICATION and not helper else statuses[stage]
        for browser in (reading, easy):
            links |= links_of(browser.get(begun.path + rest, wanted))
    for link in sorted(links):
        assert reading.ask("GET", link).status_code in {200, 302}, f"{stage}: {link} cannot be opened"


@pytest.mark.parametrize("who", ["worn out", "at the end, with a helper", "unsure"])
def test_each_question_has_a_whole_page_in_every_state(standing_service: Service, who: str) -> None:
    person, helper = {
        "worn out": (people.WORN_OUT, False),
        "at the end, with a helper": (people.AT_THE_END, True),
        "unsure": (people.UNSURE_OF_ALL, False),
    }[who]
    begun = standing_service.begun(helper=helper, asked="carer")
    while (place := begun.open().journey.next_place) is not None:
        answer_through_pages(begun, place, person)
    reading, easy = begun.browser(), begun.browser().easy()
    for place in begun.open().journey.places:
        for browser in (reading, easy):
            browser.get(place_address(begun, place))


def budget_page(service: Service, person: Person | None = None, *, helper: bool = False) -> Page:
    begun = service.begun(helper=helper, asked="carer").answer_up_to(person=person)
    return begun.browser().get(f"{begun.path}/budget")


def test_the_amount_is_a_ceiling_for_a_year_and_nothing_is_said_of_a_week(standing_service: Service) -> None:
    page = budget_page(standing_service)
    assert "Your answers suggest £450 at most" in page.words
    assert "This is the most for one year." in page.words
    assert not re.search(r"£[\d,.]+ a week", page.words)
    assert "weekly" not in page.words


def test_a_break_is_offered_to_the_other_person_and_never_put_into_this_sum(standing_service: Service) -> None:
    for page in (budget_page(standing_service), budget_page(standing_service, people.UNSURE_OF_ALL)):
        assert "Such a break is not in your sum." in page.words
        assert "it comes from their own budget" in page.words
        assert "Ambrose" not in page.words
    helped = budget_page(standing_service, helper=True)
    assert "Such a break is not in this sum." in helped.words


def test_where_nothing_is_set_a_worker_decides_directly(standing_service: Service) -> None:
    page = budget_page(standing_service, people.AT_THE_END)
    assert "A worker decides it together with you. There is no highest sum here." in page.words
    assert "All the answers together come to 36 points." in page.words


def test_somebody_with_little_to_do_is_told_kindly_that_there_is_no_money_for_now(standing_service: Service) -> None:
    page = budget_page(standing_service, people.LITTLE_TO_DO)
    assert "no money of your own for now" in page.words
    assert "You may still get help." in page.words
    helped = budget_page(standing_service, people.LITTLE_TO_DO, helper=True)
    assert "They may still get help." in helped.words


def test_a_mix_is_neither_offered_nor_taken(standing_service: Service) -> None:
    begun = complete(standing_service, helper=False)
    browser = begun.browser()
    browser.fill(f"{begun.path}/arrangement/guides")
    page = browser.get(f"{begun.path}/arrangement")
    offered = {str(each) for each in page.own_form().xpath(".//input[@type='radio']/@value")}
    assert offered == {"managed", "direct-payment", "not-sure"}
    browser.send(page, status=422, way="mixed")
    browser.get(f"{begun.path}/arrangement/parts", 404)


def test_nobody_who_looks_after_someone_waits_for_a_check_of_their_money(standing_service: Service) -> None:
    begun = sent(standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/timeline")
    assert "We work out what you may have to pay" not in page.words
    assert "We agree your budget" in page.words


def test_the_law_page_says_that_one_thing_or_health_is_enough(standing_service: Service) -> None:
    begun = complete(standing_service, helper=False)
    page = begun.browser().get(f"{begun.path}/what-the-law-asks")
    assert "The law names 8 things. It is enough if 1 of them is too hard to do without help." in page.words
    assert "If health gets worse, or may get worse, that is enough too." in page.words
