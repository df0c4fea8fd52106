"""Owns packing the counted answers of one assessment into bytes: no names, no words, the same length for everyone.

Each question has a byte that says which option it is or why there is none, and a number, day or set of picks behind it
where its kind has one. The items of groups stand at the end. `portal.allocation.caseload.vectors` reads many at once.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from portal.answers import Answer, Facts, Missing
from portal.money import WIDE, decimals

Found: TypeAlias = "Answer | tuple[Facts, ...] | None"
NOT_ASKED, UNANSWERED, NOT_SURE, TALK, NOT_APPLICABLE, BLANK, OTHER, NUMBER, DAY, SEVERAL, FIRST_WORD = range(11)
"""What a code says of an answer. From FIRST_WORD on it is the place of an option."""
MISSING = {
    Missing.UNANSWERED: UNANSWERED,
    Missing.NOT_SURE: NOT_SURE,
    Missing.TALK: TALK,
    Missing.NOT_APPLICABLE: NOT_APPLICABLE,
    Missing.BLANK: BLANK,
}
MOST_ITEMS = 255
NUMBERS, DAYS = struct.Struct("<Bq"), struct.Struct("<i")


@dataclass(frozen=True)
class Packed:
    """How one question is packed: its kind (choice, choices, number, date or group) and its options, in order."""

    id: str
    kind: str
    options: tuple[str, ...] = ()
    inside: tuple[Packed, ...] = ()  # the questions of a group

    @cached_property
    def width(self) -> int:
        """How many bytes it takes, the items of a group apart."""
        more = {"number": NUMBERS.size, "date": DAYS.size, "choices": (len(self.options) + 7) // 8, "group": 1}
        return 1 + more.get(self.kind, 0)


@dataclass(frozen=True)
class Layout:
    """The questions of one version of a questionnaire in the order in which they are packed."""

    questionnaire: str
    questions: tuple[Packed, ...]

    @cached_property
    def document(self) -> str:
        """The layout as JSON, kept so that old vectors can be read for good."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @cached_property
    def fingerprint(self) -> str:
        """What tells one layout from another."""
        return hashlib.sha256(self.document.encode()).hexdigest()

    @classmethod
    def read(cls, document: str) -> Layout:
        """The layout of a document."""
        found = json.loads(document)
        return cls(found["questionnaire"], tuple(map(_read, found["questions"])))

    @property
    def width(self) -> int:
        """How many bytes each vector has before the items of groups."""
        return sum(one.width for one in self.questions)


def _read(found: Mapping[str, object]) -> Packed:
    options, inside = found["options"], found["inside"]
    if not isinstance(options, list) or not isinstance(inside, list):
        raise TypeError(found)
    return Packed(str(found["id"]), str(found["kind"]), tuple(map(str, options)), tuple(map(_read, inside)))


def pack(facts: Facts, layout: Layout) -> bytes:
    """The answers of one person as bytes. What the layout does not know is left out."""
    fixed = b"".join(_packed(facts.get(one.id), one) for one in layout.questions)
    return fixed + b"".join(_items(layout.questions, facts))


def _items(questions: Iterable[Packed], facts: Facts) -> Iterator[bytes]:
    for group in questions:
        if group.kind == "group":
            for item in _list_of(facts.get(group.id)) or ():
                yield from (_packed(item.get(one.id), one) for one in group.inside)


def _list_of(answer: Found) -> tuple[Facts, ...] | None:
    items = tuple(one for one in answer if isinstance(one, Mapping)) if isinstance(answer, tuple) else ()
    whole = isinstance(answer, tuple) and len(items) == len(answer) <= MOST_ITEMS
    return items if whole else None


def _packed(answer: Found, one: Packed) -> bytes:
    code, more = _code(answer, one)
    return bytes([code]) + more.ljust(one.width - 1, b"\0")


def _code(answer: Found, one: Packed) -> tuple[int, bytes]:
    if answer is None:
        return NOT_ASKED, b""
    if isinstance(answer, Missing):
        return MISSING[answer], b""
    if one.kind == "group":
        items = _list_of(answer)
        return (OTHER, b"") if items is None else (SEVERAL, bytes([len(items)]))
    if one.kind == "number" and isinstance(answer, int | Decimal) and not isinstance(answer, bool):
        return _number(Decimal(answer))
    if one.kind == "date" and isinstance(answer, date):
        return DAY, DAYS.pack(answer.toordinal())
    if one.kind == "choices" and isinstance(answer, tuple) and set(answer) <= set(one.options):
        picks = sum(1 << one.options.index(option) for option in set(answer) if isinstance(option, str))
        return SEVERAL, picks.to_bytes(one.width - 1, "little")
    if isinstance(answer, str) and answer in one.options:
        return FIRST_WORD + one.options.index(answer), b""
    return OTHER, b""


def _number(number: Decimal) -> tuple[int, bytes]:
    if not number.is_finite():
        return OTHER, b""
    places = decimals(number)
    whole = int(number.scaleb(places, WIDE))
    return (NUMBER, NUMBERS.pack(places, whole)) if abs(whole) < 2**62 and places <= 18 else (OTHER, b"")
