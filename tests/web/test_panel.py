"""The panel on the pages: why it looks at a case, for whom it does not, frozen with what was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.access import Action, Role
from portal.allocation.panel import Cause, PanelRule
from portal.conditions import AnyOf
from portal.db import queries
from portal.services import budgets, casework, sending
from portal.words import Text
from tests.content.adult_route import AFTER_A_STROKE
from tests.web.desk import at_desk
from tests.web.judging import words_of

if TYPE_CHECKING:
    from tests.web.running import Begun, Service

AWAKE = {
    "nights": "awake",
    "nights-count": 7,
    "washing": "full",
    "dressing": "full",
    "toilet": "full",
    "eating": "full",
}
MUCH = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, **AWAKE, "support-now": "no"})
LOOKS = "A group of workers looks at this together"


def somebody_who_needs_much(service: Service, *, helper: bool = False) -> Begun:
    return service.begun(helper=helper).answer_up_to(person=MUCH)


def page_of(begun: Begun, page: str, *, easy: bool = False) -> str:
    browser = begun.browser()
    return (browser.easy() if easy else browser).get(f"{begun.path}/{page}").words


def send(begun: Begun) -> None:
    with begun.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)


def test_the_budget_page_says_why_a_panel_looks_when_and_how_to_take_part(standing_service: Service) -> None:
    words = page_of(somebody_who_needs_much(standing_service), "budget")
    for said in (
        LOOKS,
        "Your support may cost more than £1,500 a week.",
        "It is called a panel.",
        "We aim to do this within 2 weeks.",
        "You can tell the panel",
        "or complain",
    ):
        assert said in words


def test_an_ordinary_case_hears_nothing_of_a_panel(standing_service: Service) -> None:
    begun = standing_service.begun().answer_up_to()
    for page in ("budget", "copy"):
        assert "panel" not in page_of(begun, page)


def test_a_helper_and_a_reader_of_easy_read_hear_it_in_their_words(standing_service: Service) -> None:
    begun = somebody_who_needs_much(standing_service, helper=True)
    assert "Their support may cost more than" in page_of(begun, "budget")
    assert "Their help may cost a lot of money." in page_of(begun, "budget", easy=True)


def test_a_rough_idea_speaks_of_no_panel_since_nobody_looks_at_it(standing_service: Service) -> None:
    begun = standing_service.begun(rough=True).answer_up_to(person=MUCH)
    assert LOOKS not in page_of(begun, "budget")


def test_the_reasons_are_frozen_with_what_was_sent(sqlite_service: Service) -> None:
    begun = somebody_who_needs_much(sqlite_service)
    send(begun)
    with begun.opening(Action.READ) as (context, opened):
        content = sqlite_service.parts.content
        without = {"adult": replace(content.panels["adult"], rules=())}
        context.content = replace(content, panels=without)  # the council changed its rules since
        routes = budgets.result(context, opened).routes
    assert [(route.rule, route.limit) for route in routes] == [("higher-cost", 1500)]
    assert isinstance(routes[0].because, Text)
    assert LOOKS in page_of(begun, "copy")
    assert LOOKS in page_of(begun, "budget")


def test_the_timeline_shows_the_stage_of_the_panel_and_why_to_those_who_may_read(sqlite_service: Service) -> None:
    begun, ordinary = somebody_who_needs_much(sqlite_service), sqlite_service.begun().answer_up_to()
    for each in (begun, ordinary):
        send(each)
    words = page_of(begun, "timeline")
    assert "A group of workers looks at your plan" in words
    assert "Your support may cost more than £1,500 a week." in words
    assert "A group of workers" not in page_of(ordinary, "timeline")


def test_staff_can_find_who_goes_to_the_panel_without_opening_anything(sqlite_service: Service) -> None:
    begun, ordinary = somebody_who_needs_much(sqlite_service), sqlite_service.begun().answer_up_to()
    for each in (begun, ordinary):
        send(each)
    with sqlite_service.acting() as context:
        listed = {row.reference: row.to_panel for row in casework.inbox(context)}
    assert listed == {begun.reference: True, ordinary.reference: False}
    with begun.opening(Action.RECALL) as (context, opened):
        sending.recall(context, opened)
        table = queries.tables["applications"]
        marked = context.session.connection().execute(select(table.c.reference).where(table.c.to_panel)).scalars().all()
    assert marked == []


def test_staff_see_in_their_list_what_is_for_the_panel_and_by_which_rule(service: Service) -> None:
    begun, ordinary = somebody_who_needs_much(service), service.begun().answer_up_to()
    for each in (begun, ordinary):
        send(each)
    sam = at_desk(service, Role.OFFICER).browser()
    rows = {
        row.xpath(".//a")[0].text_content(): words_of(row)
        for row in sam.get("/staff/?list=new").tree.xpath("//ul[@class='cases']/li")
    }
    assert "comes to more than £1,500 a week." in rows[begun.reference]
    assert "£" not in rows[begun.reference].replace("£1,500", ""), "the person's own figure stays inside"
    assert "panel" not in rows[ordinary.reference]


def test_the_list_tells_a_rule_about_answers_without_the_answer(service: Service) -> None:
    whole = service.parts
    panel = whole.content.panels["adult"]
    why, mark = Text("why", "Because."), panel.rules[0].mark
    about_answers = PanelRule("higher-cost", Cause.WHEN, why, "Ours", mark, when=AnyOf("washing", ("full",)))
    for rules, words in (((about_answers,), "Because of an answer."), ((), "A rule that is not in force any more.")):
        begun = somebody_who_needs_much(service)
        send(begun)
        sam = at_desk(service, Role.OFFICER).browser()
        other = replace(whole.content, panels={"adult": replace(panel, rules=rules)})
        service.app.extensions["wiring"] = replace(whole, content=other)
        assert words in sam.get("/staff/?list=new").words
        service.app.extensions["wiring"] = whole
