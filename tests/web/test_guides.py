"""The pages of the guides: whole, linked, dated, findable, and readable by anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import time_machine

from tests.web.running import content

if TYPE_CHECKING:
    from tests.web.browsing import Browser, Page
    from tests.web.running import Service

GUIDES = [guide.name for guide in content().guides]
EMPLOYING = "/guides/employing-a-personal-assistant"


@pytest.fixture
def reader(standing_service: Service) -> Browser:
    """Somebody without an account."""
    return standing_service.browser()


def links(page: Page) -> dict[str, str]:
    return {each.text_content().strip(): str(each.get("href")) for each in page.tree.xpath("//main//a[@href]")}


def headings(page: Page, level: int = 2) -> list[str]:
    return [each.text_content().strip() for each in page.tree.xpath(f"//main//h{level}")]


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
@pytest.mark.parametrize("guide", GUIDES)
def test_every_chapter_can_be_read_and_holds_no_unfilled_figure(reader: Browser, guide: str, *, easy: bool) -> None:
    if easy:
        reader.easy()
    book = next(each for each in content().guides if each.name == guide)
    for chapter in book.chapters:
        page = reader.get(f"/guides/{guide}/{chapter.name}")
        assert page.heading == (chapter.easy.title if easy else chapter.title)
        assert not re.search(r"\{|figure:|word:", page.words), chapter.name
        assert not [href for href in links(page).values() if href.startswith(("chapter:", "word:"))]
        assert "Who can help" in headings(page)
        if not easy:
            assert headings(page)[0] == "In short"
            assert headings(page)[-2:] == ["What to do next", "Who can help"]
            assert "Checked on Saturday 21 November 2026" in page.words
        else:
            assert "People with learning disabilities have not checked this page yet." in page.words


@pytest.mark.parametrize("guide", GUIDES)
def test_links_inside_a_whole_guide_lead_to_places_that_are_there(reader: Browser, guide: str) -> None:
    page = reader.get(f"/guides/{guide}/whole")
    places = page.tree.xpath("//@id")
    assert len(places) == len(set(places))
    inside = [href[1:] for href in page.tree.xpath("//main//a/@href") if href.startswith("#")]
    assert inside
    assert set(inside) <= set(places)


@pytest.mark.parametrize("guide", GUIDES)
def test_links_out_of_chapters_lead_to_pages_and_places_that_are_there(reader: Browser, guide: str) -> None:
    book = next(each for each in content().guides if each.name == guide)
    targets = {href for c in book.chapters for href in links(reader.get(f"/guides/{guide}/{c.name}")).values()}
    for href in sorted(each for each in targets if each.startswith("/guides/") and "/pdf/" not in each):
        path, _, place = href.partition("#")
        assert not place or place in reader.get(path).tree.xpath("//@id"), href


def test_a_hard_word_is_linked_at_its_first_use_only(reader: Browser) -> None:
    page = reader.get(f"{EMPLOYING}/checks")
    led = page.tree.xpath("//main//a[starts-with(@href, '/guides/words#')]/@href")
    assert "/guides/words#umbrella-body" in led
    assert len(led) == len(set(led))


def test_a_council_adds_its_own_rules_and_numbers(reader: Browser) -> None:
    page = reader.get(f"{EMPLOYING}/checks")
    assert "In our area" in page.words
    assert "police records check" in page.words
    assert "01632 960 101" in page.words
    assert "Example Payroll" in page.words


def test_a_figure_that_changes_is_told_with_its_day(reader: Browser) -> None:
    with time_machine.travel("2026-12-01", tick=False):
        before = reader.get(f"{EMPLOYING}/ending-the-job").words
    with time_machine.travel("2027-02-01", tick=False):
        after = reader.get(f"{EMPLOYING}/ending-the-job").words
    assert "From Friday 1 January 2027" in before
    assert "unfair dismissal after 24 months" in before
    assert "From Friday 1 January 2027" not in after
    assert "unfair dismissal after 6 months" in after


def test_figures_nobody_checked_for_a_year_are_named_to_readers(reader: Browser) -> None:
    warning = "These figures have not been checked for a while"
    assert warning not in reader.get(f"{EMPLOYING}/the-money").words
    with time_machine.travel("2027-11-23", tick=False):
        page = reader.get(f"{EMPLOYING}/the-money")
        assert warning in page.words
        assert "National Living Wage, an hour, from age 21" in page.words
        assert "Somebody must look at it again." in reader.get("/guides/figures").words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("holliday pay", f"{EMPLOYING}/being-a-good-boss#holidays"),
        ("insurence", f"{EMPLOYING}/safe-at-home#insurance"),
        ("sack my carer", f"{EMPLOYING}/ending-the-job#notice"),
        ("can I pay my husband", f"{EMPLOYING}/checks#relatives"),
        ("late visits", "/guides/choosing-an-agency/problems-and-complaints#late"),
    ],
)
def test_search_forgives_spelling_and_knows_other_words(reader: Browser, typed: str, found: str) -> None:
    page = reader.get(f"/guides/search?q={typed.replace(' ', '+')}")
    assert found in list(links(page).values())[:3]


def test_search_finds_nothing_politely(reader: Browser) -> None:
    assert "Nothing found" in reader.get("/guides/search?q=zzzzqqq").words
    assert reader.get("/guides/search").status == 200


@pytest.mark.parametrize("typed", ["%00", "%3Cscript%3E", "a" * 5000, "%F0%9F%92%A9", "%", "the+of+and", "(((+%5B"])
def test_search_bears_anything(reader: Browser, typed: str) -> None:
    assert reader.get(f"/guides/search?q={typed}").status == 200


def test_what_is_searched_for_stands_in_no_log(reader: Browser, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        reader.get("/guides/search?q=sorrowful")
    assert "sorrowful" not in caplog.text


@pytest.mark.parametrize("guide", GUIDES)
def test_booklets_hold_their_chapters_row_by_row(reader: Browser, guide: str) -> None:
    book = next(each for each in content().guides if each.name == guide)
    for booklet in book.booklets:
        page = reader.get(f"/guides/{guide}/booklets/{booklet.id}")
        rows = page.tree.xpath("//div[@class='easy-row']")
        chapters = [book.chapter(name) for name in booklet.chapters]
        assert len(rows) == sum(len(section.rows) for each in chapters if each for section in each.easy.sections)
        assert all(row.xpath("./img/@src")[0].startswith("/static/") for row in rows)
        assert "People with learning disabilities have not checked this page yet." in page.words


@pytest.mark.parametrize(
    "path", ["/guides/nothing/", "/guides/nothing/whole", f"{EMPLOYING}/nothing", f"{EMPLOYING}/booklets/nothing"]
)
def test_what_is_not_there_is_not_found(reader: Browser, path: str) -> None:
    assert reader.get(path, 404).status == 404
