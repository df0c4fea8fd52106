"""Owns the answers of many people as columns: what each was, why it is missing, numbers, days, picks and groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import NOUGHT, Exact, Mask
from portal.answers import Answer, Facts, Missing

Codes: TypeAlias = NDArray[Any]
NOT_ASKED, UNANSWERED, NOT_SURE, TALK, NOT_APPLICABLE, BLANK, OTHER, NUMBER, DAY, SEVERAL, FIRST_WORD = range(11)
"""What a code says of an answer. From FIRST_WORD on it is the place of a text in the column's words."""
MISSING = {
    Missing.UNANSWERED: UNANSWERED,
    Missing.NOT_SURE: NOT_SURE,
    Missing.TALK: TALK,
    Missing.NOT_APPLICABLE: NOT_APPLICABLE,
    Missing.BLANK: BLANK,
}
Found: TypeAlias = "Answer | tuple[Facts, ...] | None"


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


def gather(facts: Sequence[Facts], wanted: Iterable[str]) -> People:
    """People from their answers to these questions and groups: the very facts that one calculation takes."""
    columns, groups = {}, {}
    for name in wanted:
        answers = [one.get(name) for one in facts]
        if any(_is_list(one) for one in answers):
            groups[name] = _group(answers)
        else:
            columns[name] = column_of(answers)
    return People(len(facts), columns, groups)


def _is_list(answer: Found) -> bool:
    return isinstance(answer, tuple) and any(isinstance(one, Mapping) for one in answer)


def _group(answers: Sequence[Found]) -> Group:
    lists = [_items(one) for one in answers]
    items = [item for one in lists for item in one or ()]
    codes = np.array([_code(one, {}) for one in answers], np.uint8)
    codes[[one is None and isinstance(answer, tuple) for one, answer in zip(lists, answers, strict=True)]] = OTHER
    offsets = np.concatenate([[0], np.cumsum([len(one or ()) for one in lists], dtype=np.int64)])
    names = dict.fromkeys(name for item in items for name in item)
    columns = {name: column_of([item.get(name) for item in items]) for name in names}
    return Group(codes, offsets.astype(np.int64), columns, column_of(answers))


def _items(answer: Found) -> tuple[Facts, ...] | None:
    if not isinstance(answer, tuple):
        return None
    items = tuple(one for one in answer if isinstance(one, Mapping))
    return items if len(items) == len(answer) else None


def column_of(answers: Sequence[Found]) -> Column:
    """A column of these answers; its words are those that occur."""
    seen: dict[str, int] = {}
    for one in answers:
        for word in one if isinstance(one, tuple) else (one,):
            if isinstance(word, str) and not isinstance(word, Missing):
                seen.setdefault(word, len(seen) + FIRST_WORD)
    codes = np.array([_code(one, seen) for one in answers], np.uint8 if len(seen) < 240 else np.uint32)
    return Column(codes, tuple(seen), _numbers(answers, codes), _days(answers, codes), **_several(answers, codes, seen))


def _code(answer: Found, words: Mapping[str, int]) -> int:
    match answer:
        case None:
            return NOT_ASKED
        case Missing():
            return MISSING[answer]
        case str():
            return words.get(answer, OTHER)
        case bool():
            return OTHER
        case int() | Decimal():
            return NUMBER if Decimal(answer).is_finite() else OTHER
        case date():
            return DAY
        case tuple():
            return SEVERAL
        case _:
            return OTHER


def _numbers(answers: Sequence[Found], codes: Codes) -> Exact | None:
    if NUMBER not in codes:
        return None
    nought = Decimal(0)
    return Exact.read(
        [
            Decimal(one) if code == NUMBER and isinstance(one, int | Decimal) else nought
            for one, code in zip(answers, codes, strict=True)
        ]
    )


def _days(answers: Sequence[Found], codes: Codes) -> NDArray[np.int64] | None:
    if DAY not in codes:
        return None
    return np.array([one.toordinal() if isinstance(one, date) else 0 for one in answers], np.int64)


def _several(answers: Sequence[Found], codes: Codes, words: Mapping[str, int]) -> dict[str, Any]:
    if SEVERAL not in codes:
        return {}
    picks = np.zeros((len(words), len(codes)), np.bool_)
    strange, counts = np.zeros(len(codes), np.bool_), np.zeros(len(codes), np.int64)
    for place, one in enumerate(answers):
        if isinstance(one, tuple):
            counts[place] = len(one)
            for word in one:
                if isinstance(word, str) and word in words:
                    picks[words[word] - FIRST_WORD, place] = True
                else:
                    strange[place] = True
    return {"picks": picks, "strange": strange, "counts": counts}
