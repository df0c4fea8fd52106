"""Lays a paper out, filled in or blank: what stands one under the other, whatever it is then written as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from portal.guides.figures import Figure, Figures, in_plain_words
from portal.guides.rendering import FIGURE
from portal.guides.tools.model import PLACE, Column, Field, FieldKind, Line, Part, Table, Tool
from portal.words import Text, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TO_WRITE_ON = "…………………………"
"""Stands in a sentence for what nobody has typed."""
ROOM = {FieldKind.LINE: 1, FieldKind.DAY: 1, FieldKind.LINES: 4, FieldKind.TICK: 0}
"""Lines of room for handwriting."""


@dataclass(frozen=True)
class Heading:
    """A heading with the picture of its part."""

    words: str
    picture: str


@dataclass(frozen=True)
class Saying:
    """Words of ours, perhaps with typed ones in them."""

    words: str


@dataclass(frozen=True)
class Entry:
    """Something to fill in: what was typed, or `room` lines to write on where nothing was."""

    label: str
    value: str
    room: int


@dataclass(frozen=True)
class Box:
    """Something to tick."""

    label: str
    ticked: bool


@dataclass(frozen=True)
class Grid:
    """A table: the words of its head, and its lines with what stands in each column."""

    title: str
    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


Piece: TypeAlias = Heading | Saying | Entry | Box | Grid


@dataclass(frozen=True)
class Sheet:
    """A whole paper, ready to be written as a page, a PDF or a document."""

    title: str
    pieces: tuple[Piece, ...]
    wide: bool = False
    advice: bool = False


@dataclass(frozen=True)
class Filling:
    """How a paper is filled in: what was typed (nothing: a blank paper), for whom, and on which day."""

    wording: Wording
    figures: Figures
    day: date
    typed: Mapping[str, str] | None = None
    speak: Callable[[Text, Wording], str] = Text.in_wording

    def say(self, text: Text) -> str:
        """A text in the wording of the reader, with figures and typed words in place."""
        words = FIGURE.sub(lambda found: self._figure(found[1]), self.speak(text, self.wording))
        return PLACE.sub(lambda found: self.value(found[1]) or TO_WRITE_ON, words)

    def value(self, box: str) -> str:
        """What was typed into a box."""
        return "" if self.typed is None else self.typed.get(box, "").strip()

    def _figure(self, name: str) -> str:
        found: Figure = self.figures.on(name, self.day)
        return in_plain_words(found)


def lay_out(tool: Tool, filling: Filling) -> Sheet:
    """The paper as it reads: tips are left out; so are lines of ours that nobody picked, unless it is blank."""
    said = {name for text in tool.texts for name in PLACE.findall(text.standard)}
    pieces = [piece for part in tool.parts if part.is_printed for piece in _part(part, filling, said)]
    return Sheet(filling.say(tool.title), tuple(pieces), tool.wide, tool.advice)


def _part(part: Part, filling: Filling, said: set[str]) -> Iterator[Piece]:
    yield Heading(filling.say(part.title), part.picture)
    yield from (Saying(filling.say(words)) for words in part.words)
    for each in part.fields:
        if each.id not in said:
            yield _field(each, filling)
    if part.table:
        yield from _table(part.table, filling, part)
    yield from (Saying(filling.say(words)) for words in part.after)


def _field(each: Field, filling: Filling) -> Piece:
    label, value = filling.say(each.label), filling.value(each.id)
    if each.kind is FieldKind.TICK:
        return Box(label, bool(value))
    return Entry(label, value, ROOM[each.kind])


def _table(table: Table, filling: Filling, part: Part) -> Iterator[Grid]:
    columns = _shown(table, filling)
    lines = [_words_of(table, columns, line, filling) for line in _picked(table, filling)]
    spare = [tuple(filling.value(table.box(line, column.id)) for column in columns) for line in table.spare_lines]
    lines += [line for line in spare if any(line)]
    room = table.blank if filling.typed is None or not lines else 0
    lines += [("",) * len(columns)] * room
    head = tuple(filling.say(column.label) for column in columns)
    yield Grid(filling.say(part.title), head, tuple(lines))


def _shown(table: Table, filling: Filling) -> tuple[Column, ...]:
    """The columns; of those asked for one by one, such as agencies, only the ones that were filled in."""
    if filling.typed is None or not table.by_column:
        return table.columns
    names = [line.id for line in table.lines]
    used = [each for each in table.filled if any(filling.value(table.box(name, each.id)) for name in names)]
    return tuple(column for column in table.columns if column.given or column in used) if used else table.columns


def _picked(table: Table, filling: Filling) -> Iterable[Line]:
    """The lines of ours: all on a blank paper, else those that were ticked or filled in."""
    if filling.typed is None or not table.pick:
        return table.lines
    return [line for line in table.lines if filling.value(table.pick_box(line.id))]


def _words_of(table: Table, columns: Iterable[Column], line: Line, filling: Filling) -> tuple[str, ...]:
    found = []
    for column in columns:
        given = line.words_in(column.id)
        found.append(filling.say(given) if given else filling.value(table.box(line.id, column.id)))
    return tuple(found)
