"""Reading a guide's folder: what a chapter holds, and what is refused with which complaint."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.files import ContentError
from portal.guides import Figures, load_guide, load_guides
from tests.guides.conftest import CHAPTER, EASY, Change

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 21)
BOOKLET = "picture: help\nbooklets: [{id: a, title: A, picture: help, chapters: "
STANDARD, EASY_FILE = "01-first-steps.md", "01-first-steps.easy.yaml"


def test_a_chapter_holds_both_versions_with_the_figure_of_the_day(folder: Path, figures: Figures) -> None:
    chapter = load_guide(folder, figures).chapters[0]
    assert (chapter.name, chapter.number, chapter.title) == ("first-steps", 1, "First steps")
    assert '<h2 id="pay">Pay fairly</h2>' in chapter.html_on(DAY, figures)
    assert "<bdi>£12.71</bdi> an hour" in chapter.html_on(DAY, figures)
    row = chapter.easy.sections_on(DAY, figures)[0].rows[0]
    assert row.sentences == ("Give <strong>pay</strong>.", "It is <bdi>£12.71</bdi> or more.")


def test_the_page_decides_how_a_figure_is_written(folder: Path, figures: Figures) -> None:
    chapter = load_guide(folder, figures).chapters[0]
    assert "<bdi>12,71</bdi>" in chapter.html_on(DAY, figures, lambda figure: f"{figure.value}".replace(".", ","))


def test_only_chapters_that_exist_are_listed_in_their_order(folder: Path, figures: Figures) -> None:
    for name in ("10-last", "02-second"):
        (folder / f"{name}.md").write_text(CHAPTER, encoding="utf-8")
        (folder / f"{name}.easy.yaml").write_text(EASY, encoding="utf-8")
    guide = load_guide(folder, figures)
    first, second, last = guide.chapters
    assert [each.name for each in guide.chapters] == ["first-steps", "second", "last"]
    assert guide.before(first) is None
    assert guide.after(first) == second
    assert guide.before(last) == second
    assert guide.after(last) is None


def test_a_chapter_not_yet_translated_is_shown_in_english(folder: Path, figures: Figures) -> None:
    (folder / "01-first-steps.pl.md").write_text(CHAPTER.replace("First steps", "Pierwsze kroki"), encoding="utf-8")
    (folder / "01-first-steps.pl.easy.yaml").write_text(EASY, encoding="utf-8")
    guide = load_guide(folder, figures)
    polish, arabic = guide.chapter("first-steps", "pl"), guide.chapter("first-steps", "ar")
    assert polish is not None
    assert polish.title == "Pierwsze kroki"
    assert arabic == guide.chapters[0]
    assert [each.language for each in guide.chapters] == ["en"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "first-steps.easy", "", "01-first-steps"])
def test_a_name_that_is_no_chapter_finds_nothing(folder: Path, figures: Figures, name: str) -> None:
    assert load_guide(folder, figures).chapter(name) is None


def test_a_figure_to_look_at_again_is_named_for_the_chapter_that_shows_it(folder: Path, figures: Figures) -> None:
    chapter = load_guide(folder, figures).chapters[0]
    assert chapter.stale_on(DAY, figures) == ()
    assert [figure.id for figure in chapter.stale_on(date(2028, 1, 1), figures)] == ["wage"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (STANDARD, "{figure:wage}", "{figure:wages}", "unknown-figure"),
        (STANDARD, "{figure:wage}", "{wage}", "unknown-place"),
        (STANDARD, "Pay at least", "[Pay](https://example.org/{figure:wage})", "figure-in-address"),
        (STANDARD, "Pay at least", "<b>Pay</b>", "html-in-guide"),
        (STANDARD, "Pay at least", "There are three waiting days.", "overtaken"),
        (STANDARD, "Pay at least", "Pay £12.71 or", "literal-figure"),
        (STANDARD, "Pay at least", "Add 3% and pay at least", "literal-figure"),
        (STANDARD, "Pay at least", "After six months, pay at least", "literal-figure"),
        (STANDARD, "Pay at least", "After 12 weeks, pay at least", "literal-figure"),
        (STANDARD, "Pay at least", "From 6 April, pay at least", "literal-figure"),
        (STANDARD, "Pay at least", "Take 5000 or", "literal-figure"),
        (STANDARD, "  - Ring us.", "  - Ring us within two weeks.", "literal-figure"),
        (STANDARD, "summary: What to do first.", "summary: What to do in the first ten days.", "literal-figure"),
        (STANDARD, "Pay at least", "Pay " + "very " * 22 + "well, at least", "long-sentence"),
        (STANDARD, "checked_by: Nobody yet.", "checked_by: Nobody yet.\nhelp: [acas]", "unknown-organisation"),
        (STANDARD, "title: First steps\n", "", "missing-field"),
        (STANDARD, "in_short:\n  - One thing at a time.\n", "", "missing-field"),
        (STANDARD, "summary:", "sumary:", "unknown-field"),
        (STANDARD, "2026-11-21\nchecked_by", "November\nchecked_by", "wrong-kind"),
        (STANDARD, "https://www.example.org", "www.example.org", "source-address"),
        (STANDARD, "## Pay fairly {#pay}", "## Pay fairly {#pay}\n\n## More {#pay}", "place-twice"),
        (STANDARD, "---\ntitle", "title", "no-front-matter"),
        (EASY_FILE, "id: pay", "id: other", "place-missing-in-easy"),
        (EASY_FILE, "{figure:wage}", "{figure:wages}", "unknown-figure"),
        (EASY_FILE, '"Give **pay**."', '"One. Two. Three."', "easy-row"),
        (EASY_FILE, "Give **pay**.", "Pay " + "very " * 14 + "well.", "easy-sentence"),
        (EASY_FILE, "{figure:wage} or", "£12 or", "literal-figure"),
        (EASY_FILE, "meaning: Money for work.", "meaning: 12 hours.", "literal-figure"),
        (EASY_FILE, '"It is {figure:wage} or more."', '"It is a **sum**."', "hard-word-unexplained"),
        (EASY_FILE, "{word: Pay, meaning", "{word: Wage, meaning", "hard-word-unlisted"),
        (EASY_FILE, "meaning: Money for work.", "meaning: Money " + "and " * 14 + "so on.", "easy-sentence"),
        (EASY_FILE, "picture: money, ", "", "missing-field"),
        (EASY_FILE, "checked_by: null\n", "", "missing-field"),
        (
            "guide.yaml",
            "picture: help",
            f"{BOOKLET}[]}}]",
            "chapter-in-no-booklet",
        ),
        (
            "guide.yaml",
            "picture: help",
            f"{BOOKLET}[last]}}]",
            "unknown-chapter",
        ),
        ("guide.yaml", "picture: help\n", "", "missing-field"),
        ("guide.yaml", "picture: help", "picture: help\nauthor: me", "unknown-field"),
    ],
)
def test_a_broken_guide_is_refused_with_a_cure(codes_after: Change, file: str, old: str, new: str, code: str) -> None:
    assert code in codes_after(file, old, new)


@pytest.mark.parametrize(
    "words",
    [
        "Ring 999, or 101 when it can wait.",
        "Look at the Care Act 2014 and the Regulations 2014.",
        "It takes an hour or a day.",
        "There are 2 kinds. Give them the P45.",
        "It is 1 hour long.",
    ],
)
def test_numbers_that_are_no_figures_may_stand_in_the_words(folder: Path, figures: Figures, words: str) -> None:
    (folder / STANDARD).write_text(CHAPTER.replace("Pay at least", f"{words} Pay at least"), encoding="utf-8")
    assert load_guide(folder, figures).chapters[0]


@pytest.mark.parametrize("link", ["nowhere", "first-steps#nowhere", "other-guide/first-steps"])
def test_a_link_that_leads_to_no_chapter_is_refused(folder: Path, figures: Figures, link: str) -> None:
    (folder / STANDARD).write_text(CHAPTER.replace("Pay at least", f"[Pay](chapter:{link}) at least"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_guides(folder.parent, figures)
    assert [complaint.code for complaint in caught.value.complaints] == ["link-to-nothing"]


def test_a_link_to_a_place_in_a_chapter_is_led_there(folder: Path, figures: Figures) -> None:
    linked = CHAPTER.replace("Pay at least", "[Pay](chapter:small-guide/first-steps#pay) at least")
    (folder / STANDARD).write_text(linked, encoding="utf-8")
    chapter = load_guides(folder.parent, figures)[0].chapters[0]
    html = chapter.html_on(DAY, figures, lead=lambda target: f"/there/{target}")
    assert 'href="/there/chapter:small-guide/first-steps#pay"' in html


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (STANDARD, "first steps.md", "chapter-name"),
        (STANDARD, "01-whole.md", "chapter-name"),
        (EASY_FILE, "02-other.easy.yaml", "easy-alone"),
        (EASY_FILE, "02-other.easy.yaml", "no-file"),
        (STANDARD, "01-first-steps.pl.md", "translation-alone"),
    ],
)
def test_a_file_with_the_wrong_name_is_refused(folder: Path, figures: Figures, old: str, new: str, code: str) -> None:
    (folder / old).rename(folder / new)
    with pytest.raises(ContentError) as caught:
        load_guide(folder, figures)
    assert code in {complaint.code for complaint in caught.value.complaints}


def test_two_chapters_cannot_have_one_number(folder: Path, figures: Figures) -> None:
    (folder / "01-second.md").write_text(CHAPTER, encoding="utf-8")
    (folder / "01-second.easy.yaml").write_text(EASY, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_guide(folder, figures)
    assert [complaint.code for complaint in caught.value.complaints] == ["chapter-twice"]


@pytest.mark.parametrize("name", ["Small Guide", "search", "words"])
def test_a_guide_with_an_unsafe_name_is_refused(folder: Path, figures: Figures, name: str) -> None:
    folder.rename(folder.parent / name)
    with pytest.raises(ContentError) as caught:
        load_guides(folder.parent, figures)
    assert [complaint.code for complaint in caught.value.complaints] == ["guide-name"]


def test_complaints_about_all_files_come_together(folder: Path, figures: Figures) -> None:
    (folder / STANDARD).write_text(CHAPTER.replace("{figure:wage}", "{figure:wages}"), encoding="utf-8")
    (folder / "guide.yaml").unlink()
    with pytest.raises(ContentError) as caught:
        load_guide(folder, figures)
    assert {complaint.code for complaint in caught.value.complaints} == {"unknown-figure", "no-file"}


def test_a_complaint_names_the_line_of_the_chapter(folder: Path, figures: Figures) -> None:
    (folder / STANDARD).write_text(CHAPTER.replace("{figure:wage}", "{figure:wages}"), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_guide(folder, figures)
    line = CHAPTER[: CHAPTER.index("{figure:wage}")].count("\n") + 1
    assert caught.value.complaints[0].line == line
