"""What if? Other answers are tried beside the true figure; the application stays as it is, and nothing is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action
from portal.questionnaires.journey import Place
from portal.services.trying import Trial, locked, may_be_tried, unlocked
from tests.content.adult_route import AFTER_A_STROKE
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

UNREAL = "This is not real."


def opening_page(begun: Begun, browser: Browser) -> Page:
    return browser.get(f"{begun.path}/budget/what-if")


def tried_dressing(begun: Begun, browser: Browser, answer: str = "alone") -> Page:
    """Both figures after another answer about dressing."""
    asked = browser.send(opening_page(begun, browser), 200, ask="dressing")
    return browser.send(asked, 200, answer=answer)


def document(begun: Begun) -> tuple[object, int]:
    opened = begun.open()
    return opened.contents, opened.version


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("helper", [False, True], ids=["person", "helper"])
@pytest.mark.parametrize("stage", ["complete", "sent", "rough", "unsure"])
def test_another_answer_stands_beside_the_truth_and_changes_nothing(
    standing_service: Service, stage: str, *, helper: bool, easy: bool
) -> None:
    begun = STAGES[stage](standing_service, helper=helper)
    browser = begun.browser().easy() if easy else begun.browser()
    before, budget = document(begun), browser.get(f"{begun.path}/budget").words
    first = opening_page(begun, browser)
    asked = browser.send(first, 200, ask="dressing")
    both = browser.send(asked, 200, answer="alone")
    for page in (first, asked, both):
        assert UNREAL in page.words
        assert "Not real" in (page.tree.findtext("head/title") or "")
        assert page.tree.xpath("//main[contains(@class, 'sheet--unreal')]")
        assert "alone" not in page.answer.request.full_path
    assert "Tried, not real" in both.words
    assert "Real:" in both.words
    assert document(begun) == before
    assert browser.get(f"{begun.path}/budget").words == budget


def test_the_difference_is_told_with_its_cause(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    both = tried_dressing(begun, begun.browser())
    assert "Another answer: “If nobody helped you, could you get dressed?”" in both.words
    assert "Together this is the whole difference: −\u2060£" in both.words


def test_what_is_paid_once_stands_beside_the_weekly_figures(standing_service: Service) -> None:
    once = {"using-home": "hard", "home-changes": ("rails", "alarm")}
    person = replace(AFTER_A_STROKE, answers={**AFTER_A_STROKE.answers, **once})
    begun = standing_service.begun().answer_up_to(person=person)
    browser = begun.browser()
    asked = browser.send(opening_page(begun, browser), 200, ask="home-changes")
    both = browser.send(asked, 200, answer=["alarm"])
    assert "The true figure: £230.00 once" in both.words
    assert "Tried, not real: £80.00 once" in both.words


def test_answers_add_up_and_each_can_be_undone(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    one = tried_dressing(begun, browser)
    asked = browser.send(one, 200, ask="shopping")
    two = browser.send(asked, 200, answer="full")
    assert len(two.tree.xpath("//button[@name='undo']")) == 2
    back = browser.send(two, 200, undo="dressing")
    assert [each.get("value") for each in back.tree.xpath("//button[@name='undo']")] == ["shopping"]
    real = str(begun.open().given.answer(Place("shopping")))
    none = browser.send(browser.send(back, 200, ask="shopping"), 200, answer=real)
    assert none.tree.xpath("//button[@name='undo']") == []


def test_it_is_thrown_away_in_one_press(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    both = tried_dressing(begun, browser)
    assert browser.send(both, 302, throw="yes").goes_to == f"{begun.path}/budget"
    assert opening_page(begun, browser).tree.xpath("//button[@name='undo']") == []


def test_a_way_of_reading_keeps_what_was_tried(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    both = tried_dressing(begun, browser)
    easy = browser.send(both, 200, do="turn-easy-yes")
    assert len(easy.tree.xpath("//button[@name='undo']")) == 1
    asked = browser.send(easy, 200, ask="shopping")
    turned = browser.send(asked, 200, do="turn-easy-no", answer="full")
    assert turned.tree.xpath("//input[@value='full'][@checked]")


def test_an_answer_that_cannot_be_taken_is_asked_again(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    asked = browser.send(opening_page(begun, browser), 200, ask="dressing")
    assert UNREAL in browser.send(asked, 422, answer="nonsense").words
    form = asked.form()
    form["mark"] = "x" * 64
    assert browser.post(f"{begun.path}/budget/what-if", form, 422).status == 422


def test_a_new_question_that_counts_is_asked_in_the_copy(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    asked = browser.send(opening_page(begun, browser), 200, ask="nights")
    now = "none" if str(begun.open().given.answer(Place("nights"))) != "none" else "awake"
    page = browser.send(asked, 200, answer=now)
    if now == "awake":
        assert "To see a figure, try an answer here too" in page.words
        page = browser.send(browser.send(page, 200, ask="nights-count"), 200, answer="3")
    assert "No figure." not in page.words


def test_private_questions_lists_and_what_does_not_count_are_not_offered(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    with begun.opening(Action.READ) as (context, opened):
        offered = may_be_tried(context, opened)
        counting = context.content.counting("adult") | {"has-help"}  # decides whether the list of helpers is asked for
    assert offered
    assert all(place.question in counting and not opened.questionnaire.is_private(place.question) for place in offered)
    assert "start-with" not in {place.question for place in offered}
    page = begun.browser().send(opening_page(begun, begun.browser()), 200, ask="people-who-help")
    assert "The questions that count" in page.words


def test_a_trial_serves_only_its_visitor_for_a_day(standing_service: Service) -> None:
    begun, other = (STAGES["complete"](standing_service, helper=False) for _ in range(2))
    with begun.opening(Action.READ) as (context, opened):
        trial = Trial(((Place("dressing"), "alone"),))
        words = locked(context, opened, trial)
        assert unlocked(context, opened, words) == trial
        for spoilt in ("", "é", "A" * 40, words[:-8], words[:30] + "A" + words[31:], "A" * 70_000):
            assert unlocked(context, opened, spoilt) == Trial()
        assert unlocked(replace(context, now=context.now + timedelta(hours=23)), opened, words) == trial
        assert unlocked(replace(context, now=context.now + timedelta(hours=25)), opened, words) == Trial()
    with other.opening(Action.READ) as (context, opened):
        assert unlocked(context, opened, words) == Trial()
    assert "alone" not in words


def test_a_stranger_tries_nothing(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    cara = standing_service.begun().browser()
    cara.get(f"{begun.path}/budget/what-if", 404)
