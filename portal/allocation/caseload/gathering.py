"""Owns gathering people from their facts, as one calculation takes them, into columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.exact import Exact
from portal.allocation.caseload.people import Codes, Column, Group, People
from portal.allocation.packing import DAY, FIRST_WORD, MISSING, NOT_ASKED, NUMBER, OTHER, SEVERAL, Found
from portal.answers import Facts, Missing


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
