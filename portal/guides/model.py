"""What a guide is made of: chapters in standard words, each with its Easy Read version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from portal.guides.figures import Figure, Figures, in_plain_words
from portal.guides.rendering import FIGURE, with_figures, with_ways

if TYPE_CHECKING:
    from datetime import date

    from portal.words import Text

ENGLISH = "en"

Shown = Callable[[Figure], str]
"""How a figure is written; what it returns is put into the page as it is, so it must be safe there."""

Lead = Callable[[str], str]
"""The address for `chapter:name#place`, `chapter:guide/name` or `word:id`, safe inside an attribute."""


def inside_one_page(target: str) -> str:
    """Lead to a chapter beside this one and to a word on the same page, where nothing better is known."""
    kind, _, where = target.partition(":")
    return f"#{where}" if kind == "word" else where


@dataclass(frozen=True)
class Source:
    """Where the facts of a chapter were read, and when."""

    title: str
    address: str
    checked: date


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter; `id` is its place in the page's address."""

    id: str
    level: int
    words: str


@dataclass(frozen=True)
class Row:
    """One idea of Easy Read: the concept of its picture and one to three short sentences, as HTML."""

    picture: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class EasySection:
    """A part of an Easy Read chapter."""

    id: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HardWord:
    """A hard word and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True)
class EasyChapter:
    """A chapter in Easy Read; `checked_by` is None until people with learning disabilities have checked it."""

    title: str
    checked: date
    checked_by: str | None
    sections: tuple[EasySection, ...]
    words: tuple[HardWord, ...]

    @property
    def pictures(self) -> frozenset[str]:
        """The concepts of all its pictures."""
        return frozenset(row.picture for section in self.sections for row in section.rows)

    @property
    def figures(self) -> frozenset[str]:
        """The figures that it shows."""
        sentences = (words for section in self.sections for row in section.rows for words in row.sentences)
        return frozenset(figure for words in sentences for figure in FIGURE.findall(words))

    def sections_on(self, day: date, figures: Figures, show: Shown = in_plain_words) -> tuple[EasySection, ...]:
        """The parts as they read on a day, every figure in its place."""
        return tuple(
            EasySection(
                section.id,
                section.title,
                tuple(
                    Row(row.picture, tuple(with_figures(words, figures, day, show) for words in row.sentences))
                    for row in section.rows
                ),
            )
            for section in self.sections
        )


@dataclass(frozen=True)
class Chapter:
    """One chapter in one language; `html` still holds the places of its figures, `html_on` fills them.

    `helped_by` names organisations, `local` the notes of the council that belong here.
    """

    guide: str
    number: int
    name: str
    language: str
    title: str
    summary: str
    in_short: tuple[str, ...]
    html: str
    headings: tuple[Heading, ...]
    to_do: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: date
    checked_by: str
    figures: frozenset[str]
    easy: EasyChapter
    helped_by: tuple[str, ...] = ()
    local: tuple[str, ...] = ()

    @property
    def places(self) -> frozenset[str]:
        """The ids that an address may point at inside the chapter."""
        return frozenset(heading.id for heading in self.headings)

    def html_on(self, day: date, figures: Figures, show: Shown = in_plain_words, lead: Lead = inside_one_page) -> str:
        """The chapter as it reads on a day, every figure in its place and every link led somewhere."""
        return with_ways(with_figures(self.html, figures, day, show), lead)

    def lines_on(
        self,
        lines: tuple[str, ...],
        day: date,
        figures: Figures,
        show: Shown = in_plain_words,
        lead: Lead = inside_one_page,
    ) -> tuple[str, ...]:
        """Sentences of `in_short` or `to_do` as they read on a day, as HTML."""
        return tuple(with_ways(with_figures(each, figures, day, show), lead) for each in lines)

    def stale_on(self, day: date, figures: Figures) -> tuple[Figure, ...]:
        """Figures of this chapter that somebody must look at again."""
        return tuple(figure for figure in figures.stale_on(day) if figure.id in self.figures)

    def coming_after(self, day: date, figures: Figures) -> tuple[Figure, ...]:
        """Figures of this chapter that change on a day to come, as they will be."""
        return tuple(figure for figure in figures.coming_after(day) if figure.id in self.figures)


@dataclass(frozen=True)
class Booklet:
    """A short Easy Read booklet: some chapters of a guide, by their names."""

    id: str
    title: str
    picture: str
    chapters: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """A guide; `chapters` are the English ones in order, `others` the same chapters in other languages."""

    name: str
    title: Text
    summary: Text
    picture: str
    chapters: tuple[Chapter, ...]
    others: tuple[Chapter, ...] = field(default=())
    booklets: tuple[Booklet, ...] = field(default=())
    place: int = 0

    @property
    def figures(self) -> frozenset[str]:
        """The figures that its English chapters show."""
        return frozenset[str]().union(*(chapter.figures for chapter in self.chapters))

    @property
    def checked(self) -> date:
        """The day on which the chapter was checked that waits longest to be looked at again."""
        return min(chapter.checked for chapter in self.chapters)

    def booklet(self, booklet_id: str) -> Booklet | None:
        """The booklet of this name; None where there is none."""
        return next((each for each in self.booklets if each.id == booklet_id), None)

    def booklet_of(self, chapter: Chapter) -> Booklet | None:
        """The booklet that a chapter stands in."""
        return next((each for each in self.booklets if chapter.name in each.chapters), None)

    def chapter(self, name: str, language: str = ENGLISH) -> Chapter | None:
        """The chapter of this name in a language, or else in English; None where there is no such chapter."""
        found = {each.language: each for each in chain(self.chapters, self.others) if each.name == name}
        return found.get(language) or found.get(ENGLISH)

    def before(self, chapter: Chapter) -> Chapter | None:
        """The chapter before this one."""
        return self._beside(chapter, -1)

    def after(self, chapter: Chapter) -> Chapter | None:
        """The chapter after this one."""
        return self._beside(chapter, 1)

    def _beside(self, chapter: Chapter, distance: int) -> Chapter | None:
        names = [each.name for each in self.chapters]
        place = names.index(chapter.name) + distance
        return self.chapter(names[place], chapter.language) if 0 <= place < len(names) else None
