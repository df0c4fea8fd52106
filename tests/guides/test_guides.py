"""The guides themselves: readable, whole, and agreeing with the places that other files point at."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.files import Node, read_front_matter, read_yaml
from portal.guides import Chapter, Guide, Library, load_figures, load_glossary, load_guides, load_organisations
from tests.guides.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FIGURES = load_figures(ROOT / "guides" / "figures.yaml")
LIBRARY = Library(
    load_glossary(ROOT / "guides" / "words.yaml", FIGURES), load_organisations(ROOT / "guides" / "who-can-help.yaml")
)
GUIDES = load_guides(ROOT / "guides", FIGURES, LIBRARY)
CHAPTERS = [chapter for guide in GUIDES for chapter in guide.chapters]
MOST_WORDS = 25
NEVER_SAID = re.compile(r"\b(portal|package|front door|service user|eligible|and/or|e\.g\.|i\.e\.)\b", re.IGNORECASE)


def by_name(name: str) -> Guide:
    return next(guide for guide in GUIDES if guide.name == name)


def words_of(chapter: Chapter) -> Iterator[str]:
    path = ROOT / "guides" / chapter.guide / f"{chapter.number:02}-{chapter.name}.md"
    _, body, _ = read_front_matter(path)
    yield from (chapter.title, chapter.summary, *chapter.in_short, *chapter.to_do)
    for paragraph in re.split(r"\n\s*\n|\n(?=[-#]|\d\.)", body):
        yield from re.split(r"(?<=[.!?:])\s+", re.sub(r"\{#[^}]*\}|[#*]", "", paragraph).strip())


def test_both_guides_have_their_opening_chapter() -> None:
    assert [(guide.name, guide.chapters[0].number) for guide in GUIDES] == [
        ("choosing-an-agency", 1),
        ("employing-a-personal-assistant", 1),
    ]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_no_sentence_is_long_and_no_word_is_ours_alone(chapter: Chapter) -> None:
    for sentence in words_of(chapter):
        assert len(sentence.split()) <= MOST_WORDS, sentence
        assert not NEVER_SAID.search(sentence), sentence


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_every_hard_word_of_easy_read_is_explained(chapter: Chapter) -> None:
    explained = {word.word.lower() for word in chapter.easy.words}
    for section in chapter.easy.sections:
        for row in section.rows:
            for bold in re.findall(r"<strong>(.*?)</strong>", " ".join(row.sentences)):
                assert bold.lower() in explained


def test_every_figure_was_looked_at_within_the_year_before_it_was_written() -> None:
    assert FIGURES.stale_on(date(2026, 11, 21)) == ()


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
