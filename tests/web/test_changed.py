"""Why did it change? What was sent, taken back and changed is told line by line, to everyone who may read it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.allocation.calculate import calculate
from portal.allocation.compare import compare
from portal.allocation.model import Reason, Refusal
from portal.answers import Answer, Missing
from portal.questionnaires.journey import Place
from portal.services import answering, budgets, sending
from portal.services.results import Kind, results
from portal.web.budget.comparing import side_by_side
from tests.allocation.schemes import edited_adult, small
from tests.content.carer_route import LITTLE_TO_DO
from tests.web.desk import at_desk
from tests.web.judging import words_of
from tests.web.stages import STAGES
from tests.web.test_staff_work import at, opened, proposed
from tests.web.test_what_if_lists import LIST, named

if TYPE_CHECKING:
    from tests.web.browsing import Page
    from tests.web.running import Begun, Service


def answer(begun: Begun, question: str, value: Answer) -> None:
    with begun.opening() as (context, opened):
        answering.save_answer(context, opened, Place(question), value)


def send_again(begun: Begun) -> None:
    with begun.opening(Action.SEND) as (context, opened):
        sending.send(context, opened, declared=True)


def changed(begun: Begun, *, easy: bool = False, query: str = "") -> Page:
    browser = begun.browser().easy() if easy else begun.browser()
    return browser.get(f"{begun.path}/budget/changed{query}")


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
def test_a_changed_answer_is_told_with_both_figures(standing_service: Service, *, helper: bool, easy: bool) -> None:
    begun = STAGES["recalled"](standing_service, helper=helper)
    answer(begun, "dressing", "alone")
    page = words_of(changed(begun, easy=easy).tree)
    assert "Another answer:" in page
    assert "Together this is the whole difference: −\u2060£" in page
    for said in ("Dressing", "the answers as they are now", "This is a guide, not a promise.", "Example figures."):
        assert said in page
    with begun.opening(Action.READ) as (context, opened):
        sent, now = results(context, opened)
    assert (sent.kind, now.kind) == (Kind.SENT, Kind.DRAFT)


def test_two_that_were_sent_stay_comparable_after_a_third(standing_service: Service) -> None:
    begun = STAGES["recalled"](standing_service, helper=False)
    answer(begun, "dressing", "alone")
    send_again(begun)
    page = changed(begun)
    assert "Another answer:" in words_of(page.tree)
    assert page.tree.xpath("//a[contains(@href, 'from=')]") == []
    back = words_of(changed(begun, query="?from=2&to=1").tree)
    assert "Together this is the whole difference: +\u2060£" in back
    wrong = words_of(changed(begun, query="?from=9&to=%00").tree)
    assert "Together this is the whole difference: −\u2060£" in wrong


def test_whoever_is_taken_out_of_a_list_is_not_mistaken_for_the_next(standing_service: Service) -> None:
    begun = named(standing_service, Ann="food", Bo="medicines")
    send_again(begun)
    with begun.opening(Action.RECALL) as (context, opened):
        sending.recall(context, opened)
    with begun.opening() as (context, opened):
        without = answering.remove_item(context, opened, LIST, opened.given.items_of(LIST)[0])
        answering.finish_group(context, without, LIST)
    page = changed(begun).words
    assert "Family and friends, food and drink" in page
    assert "“Ann: " in page
    assert "Family and friends, medicines" not in page
    assert "“Bo: " not in page


def test_nothing_changed_is_said_so(standing_service: Service) -> None:
    begun = STAGES["recalled"](standing_service, helper=False)
    assert "Nothing changed." in words_of(changed(begun).tree)


def test_with_one_result_the_page_says_what_it_is_for_and_the_budget_does_not_lead_there(
    standing_service: Service,
) -> None:
    begun = STAGES["sent"](standing_service, helper=False)
    assert "There is only one result so far." in words_of(changed(begun).tree)
    link = f"//a[@href='{begun.path}/budget/changed']"
    assert begun.browser().get(f"{begun.path}/budget").tree.xpath(link) == []
    recalled = STAGES["recalled"](standing_service, helper=False)
    link = f"//a[@href='{recalled.path}/budget/changed']"
    assert len(recalled.browser().get(f"{recalled.path}/budget").tree.xpath(link)) == 1


def test_prices_and_sums_of_the_table_are_told_as_money(standing_service: Service) -> None:
    price = ("figure: 7.50,", "figure: 8.25,")
    need = "id: need\nscore: washing\npoints: {{a: 4, b: 12}}\n---\nid: last\nunit: pounds a week\nbands: need\n"
    bands = need + "rows: [{{from: 0, up_to: 9, figure: 50}}, {{from: 10, figure: {}}}]"
    begun = STAGES["complete"](standing_service, helper=False)
    with begun.opening(Action.BUDGET) as (context, opened), standing_service.app.test_request_context("/"):
        prices = [calculate(edited_adult(*each), opened.journey.facts, context.today) for each in ((), (price,))]
        rows = [calculate(small(bands.format(top)), {"washing": "b"}, context.today) for top in (90, 95)]
        told = [side_by_side(compare(*each), opened)["pieces"][0]["why"] for each in (prices, rows)]
    assert told[0][1:] == ["Before: £7.50", "Now: £8.25"]
    assert told[1] == ["Another figure in the table.", "Before: £90.00", "Now: £95.00"]


def test_each_side_without_a_sum_is_told_in_the_words_of_its_questions(standing_service: Service) -> None:
    begun = standing_service.begun(asked="carer").answer_up_to(person=LITTLE_TO_DO)
    with begun.opening(Action.BUDGET) as (context, opened), standing_service.app.test_request_context("/"):
        nothing = budgets.result(context, opened).budget
        assert nothing is not None
        found = side_by_side(compare(nothing, Refusal(Reason.A_PERSON_DECIDES, line="paid-or-charity-work")), opened)
    assert found["before"]["figure"] == "no money of your own for now"
    assert found["after"]["reason"].startswith("You said that this is a paid job")


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_the_final_budget_stands_beside_the_indicative_one_with_the_workers_reasons(
    sqlite_service: Service, *, easy: bool
) -> None:
    begun, sam = opened(sqlite_service)
    link = f"//a[@href='{begun.path}/budget/changed']"
    assert begun.browser().get(f"{begun.path}/budget").tree.xpath(link) == []
    indicative = Decimal(sam.get(at(begun, "/final-budget")).form()["amount-weekly"])
    proposed(sam, begun, str(indicative - Decimal("20.50")), "Two visits fewer")
    assert len(begun.browser().get(f"{begun.path}/budget").tree.xpath(link)) == 1
    page = changed(begun, easy=easy)
    for said in (
        "as we propose it since",
        f"£{indicative:,.2f} a week",
        f"£{indicative - Decimal('20.50'):,.2f} a week",
    ):
        assert said in page.words
    assert "−\u2060£20.50" in page.words
    assert "A worker wrote why: Two visits fewer" in page.words
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    kim.fill(at(begun, "/agree"), answer="yes", reason="It fits the plan")
    page = changed(begun, easy=easy)
    assert "the final budget, agreed on" in page.words
    assert "It was agreed. The reason: It fits the plan" in page.words


def test_a_final_budget_that_is_the_same_or_was_sent_back_is_told_as_that(sqlite_service: Service) -> None:
    begun, sam = opened(sqlite_service)
    proposed(sam, begun)
    assert "Both are the same." in changed(begun).words
    kim = at_desk(sqlite_service, Role.TEAM_MANAGER).browser()
    kim.fill(at(begun, "/purpose"), answer="supervision")
    kim.fill(at(begun, "/agree"), answer="no", reason="Ask about the nights")
    assert "There is only one result so far." in changed(begun).words
    proposed(sam, begun, "99.00", "Fewer nights")
    assert "A worker wrote why: Fewer nights" in changed(begun, query="?from=1&to=final").words


def test_a_figure_that_became_a_refusal_is_told_without_a_sum(standing_service: Service) -> None:
    begun = STAGES["recalled"](standing_service, helper=False)
    answer(begun, "dressing", Missing.NOT_SURE)
    page = words_of(changed(begun).tree)
    assert "No figure." in page
    assert "whole difference" not in page
    with begun.opening(Action.READ) as (context, opened):
        assert [type(one.outcome).__name__ for one in results(context, opened)] == ["Budget", "Refusal"]
        assert isinstance(results(context, opened)[0].outcome.lines[0].figure, Decimal)
