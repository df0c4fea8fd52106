"""The page of the employer cost calculator: for anybody, without account, script or anything kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

PATH = "/guides/tools/employer-costs"


@pytest.fixture
def reader(standing_service: Service) -> Browser:
    return standing_service.browser()


def reckon(reader: Browser, status: int = 200, **typed: str) -> Page:
    form = reader.get(PATH).form()
    for name, value in typed.items():
        form[name] = value
    return reader.judged(reader.ask("POST", PATH, data=form), status)


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_twenty_hours_come_to_what_the_guide_says(reader: Browser, *, easy: bool) -> None:
    if easy:
        reader.easy()
    page = reckon(reader, wage="£12.71", hours="20", paid_every="1")
    for words in (
        "20 hours × £12.71 = £254.20 each pay day",
        "£254.20 × 52 pay days = £13,218.40",
        "15% of £158.20 = £23.73 each pay day",
        "5.6 weeks × 20 hours × £12.71 = £1,423.52",
        "£4.03 × 52 pay days = £209.56",
        "£14,851.48",
        "£285.61",
        "£1,142.42",
    ):
        assert words in page.words
    assert page.form()["wage"] == "£12.71", "what was typed is still there to change"


def test_every_kind_of_line_is_explained(reader: Browser) -> None:
    page = reckon(
        reader, wage="14", hours="30", people="2", cover_wage="15.50", sick_weeks="2", liability="100", payroll="300",
        training="80", training_hours="10", other="50", contingency="5",
    )  # fmt: skip
    for words in (
        "× 13 pay days × 2 people",
        "The person who stands in costs £45.00 a week more.",
        "Paid time: 10 hours × £14.00 × 2 = £280.00",
        "Courses: £80.00",
        "5% of",
        "Yours is",
    ):
        assert words in page.words
    assert len(page.tree.xpath("//tbody[tr/@id]")) == 11


def test_a_wage_below_the_law_is_refused_beside_its_box(reader: Browser) -> None:
    page = reckon(reader, 422, wage="12.70", hours="20")
    assert "The law says at least £12.71 an hour at this age." in page.words
    assert page.tree.xpath("//a[@href='#wage']")
    young = reckon(reader, wage="10.85", hours="20", age="18-to-20")
    assert "What the job costs" in young.words


@pytest.mark.parametrize(
    ("typed", "box"),
    [
        ({"wage": "", "hours": "20"}, "wage"),
        ({"wage": "many", "hours": "20"}, "wage"),
        ({"wage": "13", "hours": "200"}, "hours"),
        ({"wage": "13", "hours": "20", "payroll": "-5"}, "payroll"),
        ({"wage": "13", "hours": "20", "age": "100"}, "age"),
        ({"wage": "13", "hours": "20", "people": "٣"}, "people"),
        ({"wage": "١٣", "hours": "20"}, "wage"),
    ],
)
def test_what_is_no_number_is_refused_kindly(reader: Browser, typed: dict[str, str], box: str) -> None:
    page = reckon(reader, 422, **typed)
    assert page.tree.xpath(f"//main//a[@href='#{box}']")


def test_nothing_typed_stands_in_an_address(reader: Browser) -> None:
    page = reckon(reader, wage="13", hours="20")
    assert {each.get("method") for each in page.tree.forms} == {"post"}
    assert not [href for href in page.tree.xpath("//a/@href|//form/@action") if "13" in href or "?" in href]


def test_changing_to_easy_read_keeps_what_was_typed(reader: Browser) -> None:
    form = reader.get(PATH).form()
    form["wage"] = "13.57"
    form["do"] = "turn-easy-yes"
    page = reader.judged(reader.ask("POST", PATH, data=form), 200)
    assert page.form()["wage"] == "13.57"
    assert page.tree.xpath("//main//label/preceding-sibling::img|//main//div[@class='pictured']/img")


def test_rates_that_may_be_old_are_named(reader: Browser) -> None:
    assert "may be old" not in reader.get(PATH).words
    with time_machine.travel("2028-01-10", tick=False):
        assert "may be old" in reader.get(PATH).words


def test_a_long_week_gets_a_word_of_advice(reader: Browser) -> None:
    assert "This is a long week." in reckon(reader, wage="13", hours="50").words
    assert "This is a long week." not in reckon(reader, wage="13", hours="48").words
