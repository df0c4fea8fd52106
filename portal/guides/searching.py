"""Search in the guides: it forgives spelling and knows words that mean the same. The index is made once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from portal.files import Complaint, ContentError, Reader, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from portal.guides.model import Chapter, Guide

MOST_TYPED = 100  # characters of what somebody typed that are looked at
MOST_FOUND = 12
EXCERPT = 160  # characters shown of what was found
NEAR_ENOUGH = 0.7
TITLE, CHAPTER, TEXT = 5, 2, 1
SAME_MEANING = 0.6

Phrase: TypeAlias = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_INLINE = re.compile(r"</?(?:a|strong|em|bdi)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_FIGURE = re.compile(r"\{figure:[^}]*\}")
_HEADING = re.compile(r'<h\d id="([^"]+)">(.*?)</h\d>')
_LITTLE_WORDS = (
    "a an and are as at be by can could do does for from get got has have how i if in is it me my of on or our should "
    "so that the their them they this to us was we what when where which who why will with would you your"
)
_LITTLE = frozenset(_LITTLE_WORDS.split())


@dataclass(frozen=True)
class Place:
    """A part of a chapter that can be found."""

    guide: str
    chapter: str
    place: str
    title: str
    beginning: str  # the places of its figures are not yet filled


@dataclass(frozen=True)
class Answer:
    """What was found, best first; `meant` are words taken for others that were typed, as (typed, taken)."""

    places: tuple[Place, ...]
    meant: tuple[tuple[str, str], ...] = ()


def load_synonyms(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the lines of words that mean the same. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    lines = []
    for node in reader.each("synonyms", required=True):
        try:
            lines.append(tuple(entry.text() for entry in node.items()))
        except ContentError as error:
            complaints.extend(error.complaints)
    reader.finish()
    if complaints:
        raise ContentError(complaints)
    return tuple(lines)


class Index:
    """All parts of all guides, weighed word by word."""

    def __init__(self, guides: Iterable[Guide], synonyms: Sequence[Sequence[str]] = ()) -> None:
        self._stems: dict[str, str] = {}
        self._places: list[Place] = []
        self._weights: list[Counter[str]] = []
        for guide in guides:
            for chapter in guide.chapters:
                self._add(guide, chapter)
        held = Counter(word for weights in self._weights for word in weights)
        self._worth = {word: math.log(1 + len(self._places) / count) for word, count in held.items()}
        self._groups = [[found for phrase in group if (found := tuple(stems(phrase)))] for group in synonyms]
        spoken = {word for weights in self._weights for word in weights}
        self._known = spoken | {stem for group in self._groups for phrase in group for stem in phrase}
        self._spelled = sorted(self._spellings)

    def find(self, typed: str) -> Answer:
        """Return the best places for what somebody typed. Nothing of it is kept."""
        wanted, meant = [], []
        for word in dict.fromkeys(words_of(typed[:MOST_TYPED])):
            stem = stems(word)[0]
            if stem not in self._known:
                near = nearest(word, self._spelled)
                if near is None:
                    continue
                meant.append((word, near))
                stem = stems(near)[0]
            wanted.append(stem)
        found = sorted(self._scored(wanted), key=lambda pair: -pair[0])
        return Answer(tuple(place for _, place in found[:MOST_FOUND]), tuple(meant))

    def _scored(self, wanted: list[str]) -> Iterator[tuple[float, Place]]:
        alike = self._meaning_the_same(wanted)
        for place, weights in zip(self._places, self._weights, strict=True):
            each = [self._score_of(stem, alike[stem], weights) for stem in wanted]
            covered = sum(score > 0 for score in each)
            if covered:
                yield sum(each) * covered, place

    def _score_of(self, stem: str, alike: list[Phrase], weights: Counter[str]) -> float:
        """How well a place answers one word: by the word itself, or by a phrase that means the same."""
        own = self._score(stem, weights)
        others = (min(self._score(each, weights) for each in phrase) for phrase in alike)
        return max(own, SAME_MEANING * max(others, default=0.0))

    def _score(self, stem: str, weights: Counter[str]) -> float:
        weight = weights.get(stem, 0)
        return self._worth.get(stem, 0.0) * weight / (weight + 2) if weight else 0.0

    def _meaning_the_same(self, wanted: list[str]) -> dict[str, list[Phrase]]:
        """For each word, the phrases of the lines of synonyms that it touches."""
        asked = f" {' '.join(wanted)} "
        found: dict[str, list[Phrase]] = {stem: [] for stem in wanted}
        for group in self._groups:
            for phrase in group:
                if f" {' '.join(phrase)} " in asked:
                    for stem in phrase:
                        found[stem] += [other for other in group if other != phrase]
        return found

    def _stems_of(self, text: str) -> Iterator[str]:
        """The stems of a text of our own; each word is worked out once."""
        for word in words_of(text):
            if word not in self._stems:
                self._stems[word] = stems(word)[0]
            yield self._stems[word]

    @property
    def _spellings(self) -> set[str]:
        return {word for word in (*self._stems, *self._known) if len(word) > 3}

    def _add(self, guide: Guide, chapter: Chapter) -> None:
        easy = {section.id: section for section in chapter.easy.sections}
        for place, title, html in _sections(chapter):
            text = plain(html)
            simple = easy.get(place)
            rows = " ".join(line for row in simple.rows for line in row.sentences) if simple else ""
            weights: Counter[str] = Counter()
            for words, worth in ((title, TITLE), (chapter.title, CHAPTER), (text, TEXT), (plain(rows), TEXT)):
                for stem in self._stems_of(words):
                    weights[stem] += worth
            self._places.append(Place(guide.name, chapter.name, place, title, _beginning(text)))
            self._weights.append(weights)


def words_of(text: str) -> list[str]:
    """The words of a text that say something, in small letters."""
    found = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(_FIGURE.sub(" ", text)))
    return [word for word in found if word not in _LITTLE]


def stems(text: str) -> list[str]:
    """The stems of the words of a text: helper, helpers and help come together."""
    import snowballstemmer  # noqa: PLC0415 - only a worker that somebody searches with carries the rules of all languages

    stemmed: list[str] = snowballstemmer.stemmer("english").stemWords(words_of(text))
    return stemmed


def nearest(word: str, spelled: Sequence[str]) -> str | None:
    """The word that somebody may have meant by a misspelt one."""
    from rapidfuzz import process  # noqa: PLC0415 - the same
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - the same

    likeness = DamerauLevenshtein.normalized_similarity
    near = process.extractOne(word, spelled, scorer=likeness, score_cutoff=NEAR_ENOUGH)
    return near[0] if near else None


def plain(html: str) -> str:
    """The words of HTML."""
    return " ".join(_TAG.sub(" ", _INLINE.sub("", html)).split())


def _sections(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """Each part of a chapter as its place, its title and its HTML; the summary stands for the top."""
    parts = _HEADING.split(chapter.html)
    yield "", chapter.title, " ".join((chapter.summary, *chapter.in_short, parts[0]))
    for place, title, html in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        yield place, plain(title), html


def _beginning(text: str) -> str:
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0].rstrip(".,:;") + " …"
