"""Every question of the adults' questionnaire: empty, refused, answered, in all four wordings, through the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from tests.content import adult_route as people
from tests.content.adult_route import Person, least
from tests.web.typing_in import WRONG, typed

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Begun, Service

HARD = ("washing", "dressing", "toilet", "moving", "going-out", "relationships", "work", "children-care")
FINDS_IT_HARD = Person({**dict.fromkeys(HARD, "hard"), "work-wish": "want", "children": "yes", "language": "other"})
PEOPLE = {
    "finds it hard": (FINDS_IT_HARD, False),
    "after a stroke": (people.AFTER_A_STROKE, False),
    "living with dementia": (people.LIVING_WITH_DEMENTIA, True),
    "supported and needing more": (people.SUPPORTED_AND_NEEDING_MORE, False),
    "needs help with all": (people.NEEDS_HELP_WITH_ALL, True),
    "needs help with all, alone": (people.NEEDS_HELP_WITH_ALL, False),
    "needs little": (people.NEEDS_LITTLE, True),
    "unsure of all": (people.UNSURE_OF_ALL, False),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_each_question_has_a_whole_page_in_every_state(standing_service: Service, who: str) -> None:
    person, helper = PEOPLE[who]
    begun = standing_service.begun(helper=helper)
    while (place := begun.open().journey.next_place) is not None:
        answer_through_pages(begun, place, person)
    reading, easy = begun.browser(), begun.browser().easy()
    for place in begun.open().journey.places:
        for browser in (reading, easy):
            browser.get(address(begun, place))


def test_between_them_people_are_asked_every_question() -> None:
    asked = {question for person, _helper in PEOPLE.values() for question in people.walk(person)[0]}
    assert asked == {each.id for section in people.ADULT.sections for each, _ in section.each()}


def address(begun: Begun, place: Place) -> str:
    """The page of a place."""
    return f"{begun.path}/questions/{place.question}" + (f"/{place.item}" if place.item else "")


def answer_through_pages(begun: Begun, place: Place, person: Person) -> None:
    """Look at an unanswered page, get it wrong, then answer it."""
    asked = begun.open().questionnaire.find(place.question)
    path = address(begun, place)
    reading, easy = begun.browser(), begun.browser().easy()
    page = reading.get(path)
    plain = easy.get(path)
    if isinstance(asked, Group):
        wrong(easy, plain, {"answer": ["perhaps"]})
        wrong(reading, page, {})
        there = len(begun.open().given.items_of(asked.id))
        reading.send(page, answer="yes" if there < person.helpers else "no")
        return
    refused = wrong(reading, page, WRONG[asked.kind])
    assert_kept(refused, WRONG[asked.kind])
    wrong(easy, plain, WRONG[asked.kind])
    if not asked.optional:
        wrong(reading, page, {})
    form = page.form()
    for name, values in typed(asked, person.answers.get(asked.id, least(asked))).items():
        form.setlist(name, values)
    reading.post(path, form)


def wrong(browser: Browser, page: Page, values: dict[str, list[str]]) -> Page:
    """Send a page filled in wrongly."""
    form = page.form()
    for name in [name for name in form if name not in {"mark", "seen"}]:
        form.setlist(name, values.get(name, [""]))
    for name, each in values.items():
        form.setlist(name, each)
    return browser.post(page.answer.request.path, form, 422)


def assert_kept(page: Page, values: dict[str, list[str]]) -> None:
    """What was typed stands in the boxes again; what was not on the page does not."""
    form = page.form()
    for name, (value, *_) in values.items():
        box = page.own_form().xpath(f".//*[@name='{name}']")[0]
        if box.get("type") not in {"radio", "checkbox"}:
            assert form[name] == value
