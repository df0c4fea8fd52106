"""What if somebody more helped, or one helped less? People are added and left out in the copy, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.questionnaires.journey import Place
from portal.services import answering
from tests.content.adult_route import AFTER_A_STROKE, NEEDS_HELP_WITH_ALL
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

LIST = "people-who-help"


def named(service: Service, **helps: str) -> Begun:
    """Somebody who needs help with all of it; those who help go on, each with one thing."""
    begun = service.begun().answer_up_to(person=NEEDS_HELP_WITH_ALL)
    with begun.opening() as (context, opened):
        current = opened
        for item, (name, does) in zip(opened.given.items_of(LIST), helps.items(), strict=True):
            for question, answer in (("helper-name", name), ("helper-does", (does,)), ("helper-willing", "yes")):
                current = answering.save_answer(context, current, Place(question, item), answer)
            current = answering.save_answer(context, current, Place("helper-able", item), "yes")
    return begun


def what_if(begun: Begun, browser: Browser) -> Page:
    return browser.get(f"{begun.path}/budget/what-if")


def leaving(page: Page, name: str) -> str:
    """The value of the button that leaves somebody out."""
    [button] = [each for each in page.tree.xpath("//button[@name='leave']") if name in each.text_content()]
    return str(button.get("value"))


def differing(page: Page) -> str:
    """What is said line by line."""
    return page.words.split("The lines that are different", 1)[1].split("Throw all", 1)[0]


def with_a_new_person(begun: Begun, browser: Browser, does: str, page: Page | None = None) -> Page:
    """Add somebody who helps with one thing, wants to and can: the questions follow one another."""
    asked = browser.send(page or what_if(begun, browser), 200, add=LIST)
    assert "This is not real." in asked.words
    assert "New person" in browser.send(asked, 200, answer=does).heading
    able = browser.send(browser.send(asked, 200, answer=does), 200, answer="yes")
    return browser.send(able, 200, answer="yes")


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("stage", ["complete", "sent", "rough"])
def test_somebody_who_is_added_helps_in_the_copy_alone(standing_service: Service, stage: str, *, easy: bool) -> None:
    begun = STAGES[stage](standing_service, helper=False)
    browser = begun.browser().easy() if easy else begun.browser()
    before = begun.open()
    both = with_a_new_person(begun, browser, "home")
    assert "Not real" in (both.tree.findtext("head/title") or "")
    assert "Real: not countedTried: counted" in both.words
    assert "This line counts now." in differing(both)
    assert "Together this is the whole difference: −\u2060£" in both.words
    after = begun.open()
    assert (after.contents, after.version) == (before.contents, before.version)
    assert "New person" not in browser.get(f"{begun.path}/budget").words
    assert browser.send(both, 302, throw="yes").goes_to == f"{begun.path}/budget"


def test_somebody_who_is_left_out_is_told_with_the_line_that_changes(standing_service: Service) -> None:
    begun = named(standing_service, Ann="food", Bo="medicines")
    browser = begun.browser()
    first = what_if(begun, browser)
    without = browser.send(first, 200, leave=leaving(first, "Ann"))
    assert "AnnReal: countedTried: not counted" in without.words.replace("Ann ", "Ann")
    said = differing(without)
    assert "Family and friends, food and drink" in said
    assert "Family and friends, medicines" not in said, "Bo helps as before, and is not mistaken for Ann"
    assert "“Ann: " in said
    assert "“Bo: " not in said
    back = browser.send(without, 200, undo=leaving(first, "Ann"))
    assert back.tree.xpath("//button[@name='undo']") == []
    assert leaving(back, "Ann") == leaving(first, "Ann")


def test_a_new_person_in_place_of_another_is_told_as_two_people(standing_service: Service) -> None:
    begun = named(standing_service, Ann="food", Bo="medicines")
    browser = begun.browser()
    first = what_if(begun, browser)
    without = browser.send(first, 200, leave=leaving(first, "Ann"))
    both = with_a_new_person(begun, browser, "home", without)
    said = differing(both)
    for title in ("Family and friends, food and drink", "Family and friends, the home"):
        assert title in said
    assert "Family and friends, medicines" not in said
    gone = browser.send(both, 200, leave=leaving(both, "New person 1"))
    assert "New person" not in gone.words
    assert len(gone.tree.xpath("//button[@name='undo']")) == 1


def test_what_is_still_open_about_somebody_new_is_asked_before_there_is_a_figure(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    asked = browser.send(what_if(begun, browser), 200, add=LIST)
    page = browser.send(asked, 200, list="yes")
    assert "To see a figure, try an answer here too" in page.words
    missing = page.words.split("To see a figure, try an answer here too")[1].split("What you changed")[0]
    assert missing.count("New person 1") >= 3
    real = begun.open().given.answer(Place("helper-name", begun.open().given.items_of(LIST)[0]))
    assert f"{real}: " not in missing, "what is known of the others stands in the way of nothing"


def test_a_list_that_is_asked_for_only_in_the_copy_can_be_left_empty(standing_service: Service) -> None:
    person = type(AFTER_A_STROKE)({**AFTER_A_STROKE.answers, "has-help": "no"})
    begun = standing_service.begun().answer_up_to(person=person)
    browser = begun.browser()
    page = browser.send(browser.send(what_if(begun, browser), 200, ask="has-help"), 200, answer="yes")
    assert "No figure." in page.words
    assert "add somebody here, or say that there is nobody" in page.words
    assert "No figure." not in browser.send(page, 200, nobody=LIST).words
    assert "whole difference: −" in with_a_new_person(begun, browser, "home", page).words


def test_buttons_that_do_not_fit_change_nothing(standing_service: Service) -> None:
    begun = STAGES["complete"](standing_service, helper=False)
    browser = begun.browser()
    first = what_if(begun, browser)
    for pressed in ({"add": "nobody"}, {"leave": f"{LIST}/ffff"}, {"leave": "x"}, {"nobody": LIST}, {"add": "washing"}):
        page = browser.send(first, 200, **pressed)
        assert page.tree.xpath("//button[@name='undo']") == []
        assert "Both figures" not in page.words
    page = first
    for _ in range(9):
        page = browser.send(browser.send(page, 200, add=LIST), 200, list="yes")
    assert page.tree.xpath("//button[@name='add']") == []
    assert len(page.tree.xpath("//button[@name='leave']")) == 10
