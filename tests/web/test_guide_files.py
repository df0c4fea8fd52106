"""Files to print: tagged, titled, in a language, in several sizes, made once, and short where they are Easy Read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.web.running import content

if TYPE_CHECKING:
    from tests.web.running import Service

BOOKLETS = [(guide.name, booklet.id) for guide in content().guides for booklet in guide.booklets]
MOST_PAGES = 20


def made(service: Service, path: str, *, easy: bool = False) -> bytes:
    reader = service.browser()
    if easy:
        reader.easy()
    answer = reader.ask("GET", path)
    assert answer.status_code == 200, path
    assert answer.mimetype == "application/pdf"
    whole: bytes = answer.data
    return whole


def assert_is_accessible(file: bytes, title: str) -> int:
    """Look at the tags, the language and the title; give the number of pages."""
    with pikepdf.open(io.BytesIO(file)) as found:
        assert "/StructTreeRoot" in found.Root
        assert bool(found.Root.MarkInfo.Marked)
        assert str(found.Root.Lang).startswith("en")
        assert str(found.docinfo["/Title"]).startswith(title)
        return len(found.pages)


@pytest.mark.parametrize(("guide", "booklet"), BOOKLETS)
def test_an_easy_read_booklet_is_short_and_has_its_tags(standing_service: Service, guide: str, booklet: str) -> None:
    file = made(standing_service, f"/guides/{guide}/booklets/{booklet}/pdf/16")
    book = next(each for each in content().guides if each.name == guide)
    named = book.booklet(booklet)
    assert named is not None
    assert 2 <= assert_is_accessible(file, named.title) <= MOST_PAGES


def test_a_whole_guide_has_its_tags(standing_service: Service) -> None:
    file = made(standing_service, "/guides/how-the-money-works/pdf/12")
    assert assert_is_accessible(file, "Direct payments: how the money works") > 8


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_larger_letters_need_more_pages(standing_service: Service, *, easy: bool) -> None:
    path = "/guides/how-the-money-works/what-it-is/pdf/"
    title = "What is a direct payment?"
    pages = [assert_is_accessible(made(standing_service, f"{path}{size}", easy=easy), title) for size in (16, 24)]
    assert pages[0] < pages[1]


def test_a_file_is_made_once_and_then_kept(standing_service: Service) -> None:
    folder = standing_service.parts.settings.var / "pdf"
    first = made(standing_service, "/guides/how-the-money-works/what-it-is/pdf/20")
    there = {each.name: each.stat().st_mtime_ns for each in folder.glob("*.pdf")}
    assert made(standing_service, "/guides/how-the-money-works/what-it-is/pdf/20") == first
    assert {each.name: each.stat().st_mtime_ns for each in folder.glob("*.pdf")} == there


@pytest.mark.parametrize(
    ("path", "easy"),
    [
        ("/guides/how-the-money-works/pdf/13", False),
        ("/guides/how-the-money-works/what-it-is/pdf/12", True),
        ("/guides/how-the-money-works/booklets/how-the-money-works/pdf/12", False),
        ("/guides/nothing/pdf/12", False),
    ],
)
def test_a_size_that_is_not_offered_is_not_found(standing_service: Service, path: str, *, easy: bool) -> None:
    reader = standing_service.browser()
    if easy:
        reader.easy()
    assert reader.ask("GET", path).status_code == 404
