"""A paper to fill in: its parts, what is typed into it, and the lines of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from portal.files import Mark
from portal.guides.rendering import FIGURE
from portal.words import Text, Wording

if TYPE_CHECKING:
    from datetime import date

NO_MARK = Mark("", 1)
PLACE = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""A place in words of ours for what is typed into a field."""


class Topic(StrEnum):
    """Where a paper stands in the list: a closed set, in order."""

    PLANNING = "planning"
    FINDING = "finding"
    STARTING = "starting"
    WORKING = "working"
    SAFE = "safe"
    ENDING = "ending"
    AGENCY = "agency"


class FieldKind(StrEnum):
    """How a field is filled in: a closed set."""

    LINE = "line"
    LINES = "lines"
    DAY = "day"
    TICK = "tick"


When = Mapping[str, frozenset[str]]
"""Answers of an assessment, by question: any of them fits."""


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `source` is the question of the assessment whose answer may stand here."""

    id: str
    label: Text
    kind: FieldKind = FieldKind.LINE
    source: str = ""
    when: When = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column of a table; `given` ones hold words of ours, the others are filled in."""

    id: str
    label: Text
    given: bool = False
    kind: FieldKind = FieldKind.LINE


@dataclass(frozen=True)
class Cell:
    """Words of ours in one column of a line."""

    column: str
    words: Text


@dataclass(frozen=True)
class Line:
    """A line of a table with words of ours; `when` says which answers of an assessment pick it."""

    id: str
    cells: tuple[Cell, ...]
    when: When = field(default_factory=dict)

    def words_in(self, column: str) -> Text | None:
        """The words of ours in a column."""
        return next((cell.words for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class Table:
    """Lines to fill in. With `pick`, lines of ours are ticked first; `spare` lines are empty on the screen.

    `by_column` asks for one column after the other, such as agency by agency.
    """

    id: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    spare: int = 0
    blank: int = 0  # empty lines on paper
    pick: bool = False
    by_column: bool = False

    @property
    def filled(self) -> tuple[Column, ...]:
        """The columns that are filled in."""
        return tuple(column for column in self.columns if not column.given)

    def box(self, line: str, column: str) -> str:
        """The name of the box of a line and a column."""
        return f"{self.id}-{line}-{column}"

    def pick_box(self, line: str) -> str:
        """The name of the box that picks a line."""
        return f"{self.id}-{line}"

    @property
    def spare_lines(self) -> tuple[str, ...]:
        """The names of the empty lines."""
        return tuple(str(number) for number in range(1, self.spare + 1))

    @property
    def boxes(self) -> Iterator[str]:
        """Every box of the table."""
        for line in self.lines:
            yield from (self.box(line.id, column.id) for column in self.filled)
        for line in self.lines if self.pick else ():
            yield self.pick_box(line.id)
        for spare in self.spare_lines:  # here the columns of ours are filled in, too
            yield from (self.box(spare, column.id) for column in self.columns)


@dataclass(frozen=True)
class Part:
    """A part of a paper: its words, then what is filled in, then a table, then the words after it.

    `tips` are for whoever fills it in; they do not stand on the paper itself.
    """

    id: str
    title: Text
    picture: str
    tips: tuple[Text, ...] = ()
    words: tuple[Text, ...] = ()
    fields: tuple[Field, ...] = ()
    table: Table | None = None
    after: tuple[Text, ...] = ()

    @property
    def guidance(self) -> tuple[Text, ...]:
        """What its form says: tips, and words that wait for nothing typed."""
        return (*self.tips, *(words for words in self.words if not PLACE.search(words.standard)))

    @property
    def is_printed(self) -> bool:
        """Whether anything of it stands on the paper."""
        return bool(self.words or self.fields or self.table or self.after)


@dataclass(frozen=True)
class Tool:
    """A paper to fill in. `chapters` are those it goes with, as `guide/chapter`."""

    name: str
    title: Text
    summary: Text
    picture: str
    topic: Topic
    chapters: tuple[str, ...]
    parts: tuple[Part, ...]
    advice: bool = False
    one_page: bool = False
    wide: bool = False
    checked: date | None = None
    mark: Mark = NO_MARK

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """Everything to fill in outside tables, by id."""
        return {each.id: each for part in self.parts for each in part.fields}

    @cached_property
    def boxes(self) -> frozenset[str]:
        """The name of every box that a form of this paper has."""
        tables = [part.table for part in self.parts if part.table]
        return frozenset([*self.fields, *(box for table in tables for box in table.boxes)])

    @property
    def texts(self) -> Iterator[Text]:
        """All its words."""
        yield from (self.title, self.summary)
        for part in self.parts:
            yield from (part.title, *part.tips, *part.words, *part.after, *(each.label for each in part.fields))
            for column in part.table.columns if part.table else ():
                yield column.label
            for line in part.table.lines if part.table else ():
                yield from (cell.words for cell in line.cells)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The figures that its words name."""
        said = (text.given(wording) or "" for text in self.texts for wording in Wording)
        return frozenset(found for words in said for found in FIGURE.findall(words))

    @property
    def sources(self) -> Iterator[str]:
        """The questions of an assessment that fill something in here."""
        for each in self.fields.values():
            yield from ([each.source] if each.source else ())
            yield from each.when
        for part in self.parts:
            for line in part.table.lines if part.table else ():
                yield from line.when

    @property
    def pictures(self) -> Iterator[str]:
        """The pictures of its parts and its own."""
        yield self.picture
        yield from (part.picture for part in self.parts)
