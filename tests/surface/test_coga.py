"""The table of patterns for people with cognitive and learning disabilities, and what no other test shows of them."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from portal.questionnaires.lint_texts import TEXTS
from tests.surface.routes import address, open_to_all, own
from tests.web.stages import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.browsing import Page
    from tests.web.running import Service

HERE: Final = Path(__file__).parents[2]
TABLE: Final = HERE / "tests" / "COGA.md"
HOW_MANY: Final = {1: 8, 2: 6, 3: 13, 4: 12, 5: 4, 6: 5, 7: 7, 8: 4}
"""The patterns of each objective."""
CODES: Final = {*TEXTS.rules, "missing-why"}


def rows() -> list[list[str]]:
    """The cells of each line below the head."""
    lines = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| O")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@cache
def names_in(file: str) -> frozenset[str]:
    """The names of the tests of a file."""
    tree = ast.parse((HERE / file).read_text("utf-8"))
    return frozenset(each.name for each in tree.body if isinstance(each, ast.FunctionDef))


def is_there(named: str) -> bool:
    """Whether a test, a page or a code of a check exists."""
    file, is_test, name = named.partition("::")
    if is_test:
        return (HERE / file).is_file() and name in names_in(file)
    return named in open_to_all() or named.removeprefix("check ") in CODES


def test_all_fifty_nine_patterns_are_there_in_their_order() -> None:
    assert [row[0] for row in rows()] == [
        f"O{one}P{two}" for one, most in HOW_MANY.items() for two in range(1, most + 1)
    ]
    assert len(rows()) == 59


@pytest.mark.parametrize("row", rows(), ids=lambda row: str(row[0]))
def test_no_row_is_empty_and_what_it_names_is_there(row: list[str]) -> None:
    assert len(row) == 5
    assert all(row)
    named = re.findall(r"`([^`]+)`", row[3])
    assert named
    assert [each for each in named if not is_there(each)] == []


def test_a_name_that_is_not_there_is_found_out() -> None:
    assert not is_there("tests/surface/test_coga.py::test_that_nobody_wrote")
    assert not is_there("/nowhere")
    assert not is_there("check nothing")


def pages(service: Service) -> Iterator[tuple[str, Page]]:
    """Public pages, and those of an application before and after sending."""
    stranger = service.browser()
    for rule in ("/", "/guides/", "/guides/<guide>/<chapter>", "/contact", "/return", "/start/who", "/complaints"):
        yield rule, stranger.get(address(rule))
    for stage in ("arranged", "opened"):
        begun = STAGES[stage](service, helper=False)
        browser = begun.browser()
        for rule, answers in own().items():
            if answers[stage] == 200:
                answer = browser.ask("GET", begun.path + address(rule, begun))
                if answer.status_code == 200:
                    yield f"{stage} {rule}", browser.judged(answer, 200)


@pytest.fixture(scope="module")
def read(standing_service: Service) -> dict[str, Page]:
    """Those pages, read once."""
    return dict(pages(standing_service))


def test_home_tools_and_help_stand_in_the_same_place_everywhere(read: dict[str, Page]) -> None:
    for name, page in read.items():
        assert page.tree.xpath("//header//a[@href='/']"), f"{name}: no way home"
        help_here = page.tree.xpath("//main/following::a[starts-with(@href, 'tel:')]")
        assert help_here, f"{name}: no number at the foot"


def test_nothing_moves_plays_or_reloads_by_itself(read: dict[str, Page]) -> None:
    kinds = ("marquee", "blink", "video", "audio", "iframe", "dialog", "*[@autofocus]", "meta[@http-equiv='refresh']")
    moving = "|".join(f"//{kind}" for kind in kinds)
    for name, page in read.items():
        assert page.tree.xpath(moving) == [], name


def test_no_box_has_its_label_inside(read: dict[str, Page]) -> None:
    for name, page in read.items():
        assert page.tree.xpath("//@placeholder") == [], name


def test_a_budget_says_its_figure_before_how_it_was_worked_out(read: dict[str, Page]) -> None:
    page = read["arranged /budget"]
    assert page.words.index("£") < page.words.index("How we worked it out")
    assert page.tree.xpath("//main//details")


def test_a_budget_says_that_it_is_no_promise_and_what_it_buys(read: dict[str, Page]) -> None:
    words = read["arranged /budget"].words
    assert "This is a guide, not a promise." in words
    assert re.search(r"In words: [a-z]", words)
    assert "a week" in words
    assert "Hours of help from a personal assistant" in words
    assert "About what each part brings in a week" in words


def test_that_one_may_have_to_pay_is_told_first_and_with_the_budget(read: dict[str, Page]) -> None:
    assert "You may have to pay something" in read["/"].words
    assert "What you may have to pay" in read["arranged /budget"].words


def test_the_way_to_the_office_is_told_in_words(read: dict[str, Page]) -> None:
    words = read["/contact"].words
    assert "Buses 1 and 7 stop outside." in words
    assert "has no steps" in words
