"""A roll-out on the pages: who is in goes on, who is outside gets the usual way or joins, and that stays."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.access import Action
from portal.cohorts import By
from portal.db import queries
from portal.services import applications, casework, placing, sending
from portal.services.opened import About
from portal.services.refusals import NotPossible
from tests.web.test_profiles import content_of, council

if TYPE_CHECKING:
    from portal.cohorts import Cohorts
    from portal.services.opened import Opened
    from tests.web.browsing import Browser
    from tests.web.running import Service

__all__ = ["council"]

pytestmark = pytest.mark.parametrize("profile", ["wirral-model"])


def roll_out() -> Cohorts:
    found = content_of("wirral-model").cohorts
    assert found is not None
    return found


def asked(council: Service, who: str = "me") -> tuple[Browser, str]:
    """Somebody at the page of the groups, and the address of their application."""
    browser = council.browser()
    page = browser.fill("/start/who", answer=who)
    assert page.goes_to.endswith("/who-can-start")
    return browser, page.goes_to.removesuffix("/who-can-start")


def opened_by(council: Service, browser: Browser, path: str) -> Opened:
    cookie = browser.client.get_cookie("visit")
    assert cookie is not None
    with council.acting(cookie.value) as context:
        return applications.open(context, path.split("/")[2], Action.READ)


@pytest.mark.parametrize(
    ("typed", "by", "cohort"),
    [
        ({"true-of-stroke": "yes"}, By.ANSWERS, "stroke"),
        ({"true-of-learning-disability": "yes", "postcode": "ZZ9 9ZZ"}, By.ANSWERS, "learning-disability"),
        ({"postcode": "zz11zz"}, By.POSTCODE, "harbour"),
    ],
)
def test_who_belongs_to_one_group_goes_on_and_only_the_group_is_kept(
    council: Service, typed: dict[str, str], by: By, cohort: str
) -> None:
    browser, path = asked(council)
    assert browser.fill(f"{path}/who-can-start", **typed).goes_to == f"{path}/reaching-you"
    opened = opened_by(council, browser, path)
    placement = opened.contents.about.placement
    assert placement is not None
    assert (placement.by, placement.cohort) == (by, cohort)
    assert "ZZ1" not in json.dumps(opened.contents.about.written())
    assert browser.get(f"{path}/").heading == "What you need"
    assert browser.get(f"{path}/who-can-start", 302).goes_to == f"{path}/"


def test_nobody_is_turned_away_and_joining_is_written_down(council: Service) -> None:
    browser, path = asked(council)
    page = browser.follow(browser.fill(f"{path}/who-can-start", postcode="ZZ9 9ZZ"))
    assert page.heading == "You can get support in the usual way"
    for said in ("You get no less for it and wait no longer.", "Ring us on", "On paper:", "Join the new way"):
        assert said in page.words
    assert browser.get(f"{path}/", 302).goes_to == f"{path}/who-can-start"
    assert browser.send(page).goes_to == f"{path}/reaching-you"
    opened = opened_by(council, browser, path)
    assert opened.contents.about.placement == roll_out().joined(opened.begun.date())
    with council.acting() as context:
        events = queries.tables["events"].c
        kinds = context.session.connection().execute(events.kind.table.select()).scalars("kind").all()
    assert "joined" in {str(kind) for kind in kinds}


def test_half_a_postcode_is_asked_for_again_with_what_was_ticked(council: Service) -> None:
    browser, path = asked(council)
    page = browser.fill(f"{path}/who-can-start", 422, postcode="ZZ1")
    assert "Write the whole postcode" in page.words
    assert page.form()["postcode"] == "ZZ1"


def test_a_helper_is_asked_about_the_person_and_easy_read_is_easy(council: Service) -> None:
    browser = council.browser()
    path = browser.fill("/start/someone", person="Ann", needs="support", ground="agreed").goes_to
    assert "They have a learning disability" in browser.get(path).words
    assert "They had a stroke. They are getting better." in browser.easy().get(path).words


def test_carers_are_not_asked(council: Service) -> None:
    browser = council.browser()
    assert browser.fill("/start/carer", answer="yes").goes_to.endswith("/reaching-you")


def test_without_a_roll_out_nothing_is_asked(standing_service: Service, profile: str) -> None:
    assert standing_service.browser().fill("/start/who", answer="me").goes_to.endswith("/reaching-you"), profile


def test_who_began_stays_with_it_and_it_is_frozen_with_what_is_sent(council: Service) -> None:
    begun = council.begun()
    with begun.opening() as (context, opened):
        placing.place(context, opened, {"stroke": True}, "")
    with begun.opening() as (context, opened), pytest.raises(NotPossible):
        placing.join(context, opened)
    begun.answer_up_to()
    with begun.opening(Action.SEND) as (context, opened):
        closed = tuple(replace(each, ends=date(2026, 4, 2)) for each in roll_out().cohorts)
        context.content = replace(content_of("wirral-model"), cohorts=replace(roll_out(), cohorts=closed))
        sending.send(context, opened, declared=True)
    with begun.opening(Action.READ) as (context, opened):
        sent = casework.what_was_sent(context, opened)
    assert sent is not None
    assert sent.contents["placement"] == {"by": "answers", "cohort": "stroke", "day": opened.begun.date().isoformat()}


def test_nothing_is_sent_before_it_is_settled(council: Service) -> None:
    begun = council.begun().answer_up_to()
    with begun.opening(Action.SEND) as (context, opened), pytest.raises(NotPossible):
        sending.send(context, opened, declared=True)


def test_what_was_kept_before_there_were_groups_can_be_read(profile: str) -> None:
    kept = {key: value for key, value in About().written().items() if key != "placement"}
    assert About.read(kept).placement is None, profile
