"""The guides themselves: readable, whole, and agreeing with the places that other files point at."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.files import Node, read_front_matter, read_yaml
from portal.guides import Chapter, Guide, Library, load_figures, load_glossary, load_guides, load_organisations
from portal.guides.easy import sentences_of as easy_sentences
from portal.guides.rendering import FIGURE
from portal.guides.wording import sentences_in
from tests.guides.conftest import ROOT
from tests.guides.reading import COMPOUND, PASSIVE, grade, share, words_in

FIGURES = load_figures(ROOT / "guides" / "figures.yaml")
LIBRARY = Library(
    load_glossary(ROOT / "guides" / "words.yaml", FIGURES), load_organisations(ROOT / "guides" / "who-can-help.yaml")
)
GUIDES = load_guides(ROOT / "guides", FIGURES, LIBRARY)
CHAPTERS = [chapter for guide in GUIDES for chapter in guide.chapters]
UNAVOIDABLE = {form for entry in LIBRARY.glossary.entries if entry.unavoidable for form in (entry.word, *entry.forms)}
NEVER_SAID = re.compile(r"\b(portal|package|front door|service user|eligible|and/or|e\.g\.|i\.e\.)\b", re.IGNORECASE)


def name_of(chapter: Chapter) -> str:
    return f"{chapter.guide}-{chapter.name}"


def by_name(name: str) -> Guide:
    return next(guide for guide in GUIDES if guide.name == name)


def sentences_of(chapter: Chapter) -> list[str]:
    """The sentences of a chapter in standard words, a figure being one word."""
    path = ROOT / "guides" / chapter.guide / f"{chapter.number:02}-{chapter.name}.md"
    _, body, _ = read_front_matter(path)
    lines = (chapter.title, chapter.summary, *map(plain, (*chapter.in_short, *chapter.to_do)))
    return [FIGURE.sub("ten", sentence) for sentence in (*lines, *sentences_in(body))]


def easy_sentences_of(chapter: Chapter) -> list[str]:
    rows = (row for section in chapter.easy.sections for row in section.rows)
    return [
        FIGURE.sub("ten", sentence)
        for row in rows
        for line in row.sentences
        for sentence in easy_sentences(plain(line))
    ]


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_the_guides_have_all_their_chapters_in_one_row() -> None:
    assert {guide.name: [chapter.number for chapter in guide.chapters] for guide in GUIDES} == {
        "employing-a-personal-assistant": list(range(1, 16)),
        "choosing-an-agency": list(range(1, 12)),
        "how-the-money-works": list(range(1, 7)),
    }


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name_of)
def test_a_chapter_reads_easily(chapter: Chapter) -> None:
    sentences = sentences_of(chapter)
    assert grade(sentences, UNAVOIDABLE) <= 6
    assert grade([each for each in sentences if len(words_in(each)) > 5], UNAVOIDABLE) <= 6  # without short headings
    for sentence in sentences:
        assert len(sentence.split()) <= 25, sentence
        assert not NEVER_SAID.search(sentence), sentence


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name_of)
def test_a_chapter_says_who_does_what_in_simple_tenses(chapter: Chapter) -> None:
    sentences, easy = sentences_of(chapter), easy_sentences_of(chapter)
    assert share(sentences, PASSIVE) <= 1 / 6
    assert share(easy, PASSIVE) <= 1 / 12
    assert share([*sentences, *easy], COMPOUND) <= 1 / 25


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name_of)
def test_easy_read_is_easier_still(chapter: Chapter) -> None:
    sentences = easy_sentences_of(chapter)
    assert grade(sentences, UNAVOIDABLE) <= 4
    assert sum(len(sentence.split()) for sentence in sentences) / len(sentences) <= 9
    for sentence in sentences:
        assert len(sentence.split()) <= 15, sentence
        assert not NEVER_SAID.search(sentence), sentence
        assert "%" not in sentence, sentence


def test_every_chapter_stands_in_one_easy_read_booklet() -> None:
    assert {guide.name: len(guide.booklets) for guide in GUIDES} == {
        "employing-a-personal-assistant": 6,
        "choosing-an-agency": 3,
        "how-the-money-works": 1,
    }
    for guide in GUIDES:
        in_booklets = [name for booklet in guide.booklets for name in booklet.chapters]
        assert sorted(in_booklets) == sorted(chapter.name for chapter in guide.chapters)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name_of)
def test_no_chapter_holds_a_gap_to_be_filled(chapter: Chapter) -> None:
    words = " ".join((*sentences_of(chapter), *easy_sentences_of(chapter)))
    assert not re.search(r"\b(TODO|TBC|TBD|lorem|placeholder|xxx)\b|\.\.\.|…|\[", words, re.IGNORECASE)
    assert len(sentences_of(chapter)) > 25
    assert len(chapter.easy.sections) > 2


def test_every_figure_was_looked_at_within_the_year_before_it_was_written() -> None:
    day = date(2026, 11, 21)
    assert not FIGURES.stale_on(day)
    assert not [chapter.name for chapter in CHAPTERS if chapter.stale_on(day, FIGURES)]


def test_what_changes_soon_is_told_where_it_is_shown() -> None:
    contract = by_name("employing-a-personal-assistant").chapter("the-contract")
    assert contract is not None
    coming = contract.coming_after(date(2026, 11, 21), FIGURES)
    assert [(each.id, each.starts) for each in coming] == [("unfair-dismissal-after", date(2027, 1, 1))]
    assert contract.coming_after(date(2027, 1, 1), FIGURES) == ()


def awareness() -> list[Node]:
    return read_yaml(ROOT / "questionnaires" / "adult" / "arrangements.yaml").fields()["awareness"].items()


def test_the_five_points_to_be_aware_of_have_their_places_in_both_versions() -> None:
    points = [point.fields() for point in awareness()]
    assert len(points) == 5
    for point in points:
        for place in point["places"].fields().values():
            address, _, mark = place.text().partition("#")
            guide, _, name = address.partition("/")
            chapter = by_name(guide).chapter(name)
            assert chapter is not None, place.text()
            assert mark in chapter.places
            assert mark in {section.id for section in chapter.easy.sections}
