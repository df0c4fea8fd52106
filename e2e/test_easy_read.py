"""Easy Read: pictures, the same answers in the same order, and switching never loses what was typed."""

from __future__ import annotations

from e2e import told
from e2e.conftest import Somebody
from e2e.journeys import assert_said_back
from e2e.pages.questions import QuestionPage, answer_on, landed
from e2e.pages.sheet import Person, Sheet
from e2e.pages.start import StartPage
from portal.words import Wording


def switch(person: Person) -> Sheet:
    """Press the tool of the bar."""
    person.hand.press(person.page.get_by_role("button", name="Easy Read", exact=True))
    person.easy = not person.easy
    return Sheet(person)


def test_a_whole_part_in_easy_read_has_pictures_and_the_same_answers_in_the_same_order(somebody: Somebody) -> None:
    margaret = somebody(width=320)
    answers = told.told("margaret")
    tasks = StartPage(margaret).begin_for_myself().safe()
    switch(margaret)
    page: Sheet = tasks.open(told.section_title(0, margaret.wording))
    seen = []
    while isinstance(page, QuestionPage):
        seen.append(page.question)
        offered = told.options(page.question)
        if offered and page.asked.kind in {"choice", "choices"}:
            cards = page.main.locator(".card")
            values = cards.get_by_role("radio").or_(cards.get_by_role("checkbox"))
            shown = values.evaluate_all("boxes => boxes.map(box => box.value)")
            assert shown[: len(offered)] == [each.id for each in offered]
            loaded = "images => images.every(image => image.naturalWidth > 0)"
            assert page.main.locator(".card img").evaluate_all(loaded)
            size = page.main.locator(".card__words").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
            assert size >= 24
        page = page.answer(answers)
    assert len(seen) >= 10
    switch(margaret)
    page.page.goto(f"/applications/{page.reference}/check")
    rows = [row for row in landed(margaret).rows() if row[1] != ["Not answered yet"]]  # type: ignore[attr-defined]
    wanted = {question: answers[question] for question in seen}
    assert_said_back(rows, wanted, margaret)
    assert len(rows) == len(seen)


def test_switching_half_way_keeps_what_was_typed_and_what_was_picked(somebody: Somebody) -> None:
    margaret = somebody()
    answers = told.told("margaret")
    page: Sheet = StartPage(margaret).begin_for_myself().safe().open("About you, and help to answer")
    assert isinstance(page, QuestionPage)
    page.pick(told.label("answers-by", "together", margaret.wording))
    switch(margaret)
    page = QuestionPage(margaret)
    assert page.on_the_page() == [told.label("answers-by", "together", Wording.EASY)]
    page.press("Continue")
    page = landed(margaret)
    while isinstance(page, QuestionPage) and page.question != "name":
        page = page.answer(answers)
    page.write(page.title(), "Margaret <O’Shea> & Sons")
    switch(margaret)
    page = QuestionPage(margaret)
    assert page.on_the_page()[0] == "Margaret <O’Shea> & Sons"
    page.press("Continue")
    answer_on(landed(margaret), answers)


def test_simple_words_without_pictures_are_a_choice_of_their_own_and_keep_what_was_picked(somebody: Somebody) -> None:
    margaret = somebody(width=320)
    page: Sheet = StartPage(margaret).begin_for_myself().safe().open("About you, and help to answer")
    assert page.page.get_by_role("button", name="No pictures").count() == 0
    switch(margaret)
    page = QuestionPage(margaret)
    page.pick(told.label("answers-by", "together", Wording.EASY))
    pictures = page.main.locator("img")
    assert all(each.is_visible() for each in pictures.all())
    no_pictures = page.page.get_by_role("button", name="No pictures")
    margaret.hand.press(no_pictures)
    page = QuestionPage(margaret)
    assert not any(each.is_visible() for each in pictures.all())
    assert page.on_the_page() == [told.label("answers-by", "together", Wording.EASY)]
    page.page.goto("/guides/")
    assert not any(each.is_visible() for each in pictures.all())
    margaret.hand.press(no_pictures)
    assert all(each.is_visible() for each in pictures.all())
