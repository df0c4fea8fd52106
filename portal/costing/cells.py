"""Owns one cell of a file of people: the answer that it stands for, and what stands there for an answer.

An empty cell was not asked; `not-sure` and the like stand as words; several picks have bars between them, and a bar
alone is none; a group is a list in JSON, whose figures may stand with quotation marks or without. Whatever stands in a
cell is an answer or is refused with a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Any, TypeVar

from portal.allocation.packing import Found
from portal.allocation.parts import Input
from portal.answers import Facts, Missing
from portal.costing.refusing import Unreadable
from portal.money import decimals, pounds

NONE = "|"
MOST = Decimal(10) ** 12  # more than any answer or cost
NEARLY = 0.85  # alike: one letter more or less in a short name
DIGITS = 40  # more than any answer is written with
PLACES = 20  # more than any answer has; what the figures of all people are brought to must fit beside `MOST`

Read = TypeVar("Read")


def answer_in(word: str, one: Input, inner: Mapping[str, Input]) -> Found:
    """The answer that a cell stands for; None where the person was not asked. Raises Unreadable."""
    if not word:
        return None
    if word in set(Missing):
        return Missing(word)
    if word == NONE:
        return ()
    if one.kind == "group":
        return _items(word, one.id, inner)
    if one.kind == "choices":
        return tuple(part for part in word.split("|") if part)
    if one.kind == "date":
        return _read(date.fromisoformat, word, one.id)
    number = one.kind == "number" or (one.in_steps_of is not None and word not in one.options)
    if number or one.kind == "any-number":
        figure = _figure(word)
        if figure is not None:
            return figure
        if number:
            raise Unreadable(f"“{word}” is no number, in the column “{one.id}”.")
    return word


def _figure(word: str) -> Decimal | None:
    try:
        figure = Decimal(word)
    except InvalidOperation:
        return None
    plain = "_" not in word and figure.is_finite() and len(figure.as_tuple().digits) <= DIGITS
    return figure if plain and abs(figure) < MOST and decimals(figure) <= PLACES else None


def _items(word: str, name: str, inner: Mapping[str, Input]) -> Found:
    found = _read(_from_json, word, name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise Unreadable(f"“{word}” is no list of items, in the column “{name}”.")
    items = []
    for item in found:
        _misspelt(item.keys(), name, inner)
        answers = {key: _inner(each, inner[key], inner, name) for key, each in item.items() if key in inner}
        items.append({key: answer for key, answer in answers.items() if answer is not None})
    return tuple(items)


def _misspelt(keys: AbstractSet[str], name: str, inner: Mapping[str, Input]) -> None:
    """Names that nothing counts may stand in a list, but not one that is nearly that of an answer which is missing."""
    missing = [one.id for one in inner.values() if one.group == name and one.id not in keys]
    for key in keys - inner.keys():
        near = get_close_matches(key, missing, n=1, cutoff=NEARLY)
        if near:
            raise Unreadable(f"Nothing counts “{key}”, in the column “{name}”. Did you mean “{near[0]}”?")


def _from_json(word: str) -> Any:
    """What a cell says in JSON, each figure as it is written: a binary fraction would be another figure."""
    return json.loads(word, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=_each_once)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({key for key, _ in pairs}) < len(pairs):
        raise ValueError
    return dict(pairs)


def _inner(found: Any, one: Input, inner: Mapping[str, Input], name: str) -> Found:
    where = f"in “{one.id}” of the column “{name}”"
    match found:
        case None:
            return None
        case bool():
            raise Unreadable(
                f"“{str(found).lower()}” is no answer, {where}. Yes and no are words here: “yes” and “no”."
            )
        case str():
            return answer_in(_read(_text, found, name), one, inner)
        case _:
            raise Unreadable(f"A list is no answer, {where}. Put bars between several answers, as in “one|two”.")


def _text(word: str) -> str:
    """The word, where it can be written at all: JSON can name half a sign."""
    word.encode()
    return word


def _read(read: Callable[[str], Read], word: str, name: str) -> Read:
    try:
        return read(word)
    except (ValueError, ArithmeticError, RecursionError):
        shown = word.encode(errors="replace").decode()
        raise Unreadable(f"“{shown}” cannot be read, in the column “{name}”.") from None


def cost_in(word: str, name: str) -> Decimal:
    """What somebody's support costs, as people write pounds. Raises Unreadable."""
    found = _read(pounds, word.replace(",", "").replace("£", "").strip(), name)
    if not 0 <= found < MOST:
        raise Unreadable(f"“{word}” cannot be what somebody's support costs, in the column “{name}”.")
    return found


def cell(answer: Found) -> str:
    """What stands in the cell for an answer."""
    if answer is None:
        return ""
    if answer == ():
        return NONE
    if isinstance(answer, tuple):
        if any(isinstance(one, Mapping) for one in answer):
            return json.dumps([_item(one) for one in answer if isinstance(one, Mapping)])
        return "|".join(str(one) for one in answer)
    return format(answer, "f") if isinstance(answer, Decimal) else str(answer)


def _item(item: Facts) -> dict[str, str]:
    return {name: cell(each) for name, each in item.items()}
