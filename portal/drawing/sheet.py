"""What is drawn, before it is decided how: bands of boxes with their marks and the words beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """What sets a box apart; the value is the word that is written on it."""

    COUNTED = "counts towards the budget"
    PRIVATE = "private"
    OPTIONAL = "may be left empty"
    RESULT = "a result"


STRONG = frozenset({Mark.COUNTED, Mark.RESULT})
"""The marks about money, drawn in a colour of their own."""


@dataclass(frozen=True)
class Box:
    """One question or one line. `only_if` is empty where it is always there; `choices` are (id, words)."""

    id: str
    kind: str
    words: str
    only_if: str = ""
    marks: tuple[Mark, ...] = ()
    details: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    boxes: tuple[Box, ...] = ()

    def each(self) -> Iterator[Box]:
        """Give this box and those inside it."""
        yield self
        for inner in self.boxes:
            yield from inner.each()


@dataclass(frozen=True)
class Band:
    """One section: boxes in order under a heading, with notes about all of them."""

    id: str
    heading: str
    boxes: tuple[Box, ...]
    notes: tuple[str, ...] = ()
    only_if: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything that is drawn together."""

    title: str
    summary: str
    bands: tuple[Band, ...]

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box, those inside others among them, in order."""
        return tuple(inner for band in self.bands for box in band.boxes for inner in box.each())

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that occur, in a fixed order."""
        found = {mark for box in self.boxes for mark in box.marks}
        return tuple(mark for mark in Mark if mark in found)
