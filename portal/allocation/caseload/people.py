"""Owns the answers of many people as columns: what each was, why it is missing, numbers, days, picks and groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import NOUGHT, Exact, Mask
from portal.allocation.packing import FIRST_WORD, NOT_ASKED

Codes: TypeAlias = NDArray[Any]


@dataclass(frozen=True)
class Column:
    """The answers of each person to one question. What does not occur in it may be absent.

    `picks` has a row for each word; `counts` says how many were picked, words that are not known among them.
    """

    codes: Codes
    words: tuple[str, ...] = ()
    numbers: Exact | None = None
    days: NDArray[np.int64] | None = None
    picks: NDArray[np.bool_] | None = None
    strange: Mask | None = None  # where something was picked that is no word of the column
    counts: NDArray[np.int64] | None = None

    @cached_property
    def kinds(self) -> frozenset[int]:
        """The codes below FIRST_WORD that occur."""
        seen = np.bincount(self.codes, minlength=FIRST_WORD)[:FIRST_WORD]
        return frozenset(np.flatnonzero(seen).tolist())

    def code_of(self, word: str) -> int | None:
        """The code of a text, None where nobody gave it."""
        return self.words.index(word) + FIRST_WORD if word in self.words else None

    def table(self, otherwise: int, dtype: Any) -> NDArray[Any]:
        """A table with a place for each code, to be looked up by the codes."""
        return np.full(FIRST_WORD + len(self.words), otherwise, dtype)

    def picked(self, word: str) -> Mask:
        """Who picked a word, among several."""
        if self.picks is None or word not in self.words:
            return np.zeros(self.codes.shape, np.bool_)
        return np.asarray(self.picks[self.words.index(word)])

    def part(self, index: Any) -> Column:
        """The same for some people alone."""
        return Column(
            self.codes[index],
            self.words,
            self.numbers and self.numbers.picked(index),
            None if self.days is None else self.days[index],
            None if self.picks is None else self.picks[:, index],
            None if self.strange is None else self.strange[index],
            None if self.counts is None else self.counts[index],
        )


class Scope(Protocol):
    """Those whose answers are looked at: people, or the items of a group."""

    @property
    def size(self) -> int:
        """How many there are."""

    def column(self, question: str) -> Column:
        """The answers to a question; nobody was asked where it is not known."""


@dataclass(frozen=True)
class Group:
    """A list that each person gives, such as those who help: whether it is finished, and all items one after another.

    The items of person n are those from `offsets[n]` up to `offsets[n + 1]`. `answers` is what was answered where that
    may be no list at all.
    """

    codes: Codes
    offsets: NDArray[np.int64]
    items: Mapping[str, Column]
    answers: Column | None = None

    @cached_property
    def owner(self) -> NDArray[np.int64]:
        """The person each item belongs to."""
        return np.repeat(np.arange(len(self.codes)), np.diff(self.offsets))

    def part(self, start: int, end: int) -> Group:
        """The same for the people from one place up to another."""
        offsets = self.offsets[start : end + 1]
        inside = slice(int(offsets[0]), int(offsets[-1]))
        items = {name: column.part(inside) for name, column in self.items.items()}
        answers = self.answers and self.answers.part(slice(start, end))
        return Group(self.codes[start:end], offsets - offsets[0], items, answers)


@dataclass(frozen=True)
class People:
    """So many people with their answers. Whoever a column does not know of was not asked."""

    size: int
    columns: Mapping[str, Column]
    groups: Mapping[str, Group] = field(default_factory=dict)

    def column(self, question: str) -> Column:
        """The answers to a question; of a group, how many items there are."""
        if question in self.groups:
            group = self.groups[question]
            return group.answers or Column(group.codes, counts=np.diff(group.offsets))
        return self.columns.get(question) or Column(np.zeros(self.size, np.uint8))

    def part(self, start: int, end: int) -> People:
        """The people from one place up to another."""
        end = min(end, self.size)
        inside = slice(start, end)
        columns = {name: column.part(inside) for name, column in self.columns.items()}
        return People(end - start, columns, {name: each.part(start, end) for name, each in self.groups.items()})


@dataclass(frozen=True)
class Items:
    """All items of a group; each also knows what its person answered outside of it."""

    people: People
    group: Group

    @property
    def size(self) -> int:
        """How many items there are."""
        return len(self.group.owner)

    def own(self, question: str) -> Column:
        """What was answered in the item itself."""
        return self.group.items.get(question) or Column(np.zeros(self.size, np.uint8))

    def column(self, question: str) -> Column:
        """What was answered in the item, or else outside of it."""
        outside = self.people.column(question).part(self.group.owner)
        if question not in self.group.items:
            return outside
        inside = self.group.items[question]
        return inside if outside.kinds == {NOT_ASKED} else _either(inside, outside)


def _either(inside: Column, outside: Column) -> Column:
    """The item's own answer where it has one, else the other."""
    words = tuple(dict.fromkeys([*inside.words, *outside.words]))
    first, second = _reworded(inside, words), _reworded(outside, words)
    own = first.codes != NOT_ASKED
    numbers = (first.numbers or NOUGHT).where(own, second.numbers or NOUGHT)
    empty = np.zeros(own.shape, np.int64)

    def either(one: NDArray[Any] | None, two: NDArray[Any] | None, none: NDArray[Any]) -> NDArray[Any]:
        return np.where(own, none if one is None else one, none if two is None else two)

    no_picks = np.zeros((len(words), len(own)), np.bool_)
    return Column(
        np.where(own, first.codes, second.codes),
        words,
        numbers,
        either(first.days, second.days, empty),
        either(first.picks, second.picks, no_picks),
        either(first.strange, second.strange, empty.astype(np.bool_)),
        either(first.counts, second.counts, empty),
    )


def _reworded(column: Column, words: tuple[str, ...]) -> Column:
    """The same answers with more words, in another order."""
    moved = np.arange(FIRST_WORD + len(column.words))
    moved[FIRST_WORD:] = [words.index(word) + FIRST_WORD for word in column.words]
    picks = None
    if column.picks is not None:
        picks = np.zeros((len(words), column.picks.shape[1]), np.bool_)
        for place, word in enumerate(column.words):
            picks[words.index(word)] = column.picks[place]
    return replace(column, codes=moved[column.codes], words=words, picks=picks)
