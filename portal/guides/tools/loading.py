"""Reads the papers of a folder and complains of words that a guide could not hold either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from portal.files import Complaint, ContentError, Node, Reader, read_yaml
from portal.guides.easy import MOST_WORDS as MOST_WORDS_EASY
from portal.guides.easy import sentences_of
from portal.guides.tools.model import PLACE, Cell, Column, Field, FieldKind, Line, Part, Table, Tool, Topic
from portal.guides.tools.speaking import speaking_complaints
from portal.guides.wording import length_complaints, wording_complaints
from portal.words import Text, Wording, read_text, text_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from portal.guides.figures import Figures

SAFE_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
RESERVED: Final = frozenset({"employer-costs", "blank"})
"""Names that have pages of their own."""
NO_BOXES: Final = frozenset({"mark", "do", "make", "agree", "from", "about"})
"""Names that every form has for itself."""
LEVELS: Final = tuple(str(each) for each in FieldKind)


def load_tools(folder: Path, figures: Figures) -> tuple[Tool, ...]:
    """Return every paper, by topic and name. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            found.append(load_tool(path, figures))
        except ContentError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise ContentError(complaints)
    order = list(Topic)
    return tuple(sorted(found, key=lambda tool: (order.index(tool.topic), tool.name)))


def load_tool(path: Path, figures: Figures) -> Tool:
    """Return the paper of a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    node = read_yaml(path)
    reader, name = Reader(node, complaints), path.stem
    if not SAFE_NAME.fullmatch(name) or name in RESERVED:
        reader.complain("tool-name", f"`{name}` cannot be an address.", "Use small letters, digits and hyphens.")
    tool = Tool(
        name=name,
        title=text_at(reader, "title", f"tools/{name}/title"),
        summary=text_at(reader, "summary", f"tools/{name}/summary"),
        picture=reader.text("picture"),
        topic=Topic(reader.one_of("topic", [str(each) for each in Topic])),
        chapters=reader.texts("chapters"),
        parts=tuple(_part(each, f"tools/{name}", complaints) for each in reader.each("parts", required=True)),
        advice=reader.flag("advice"),
        one_page=reader.flag("one_page"),
        wide=reader.flag("wide"),
        checked=reader.day("checked"),
        mark=node.mark,
    )
    reader.finish()
    complaints.extend(_twice(path, tool))
    complaints.extend(_wording(path, tool, figures))
    complaints.extend(speaking_complaints(path, tool.texts))
    if complaints:
        raise ContentError(complaints)
    return tool


def _part(node: Node, key: str, complaints: list[Complaint]) -> Part:
    reader = Reader(node, complaints)
    reader.where = part_id = reader.text("id")
    key = f"{key}/{part_id}"
    table = reader.at("table")
    part = Part(
        id=part_id,
        title=text_at(reader, "title", f"{key}/title"),
        picture=reader.text("picture"),
        tips=_texts(reader, "tips", key),
        words=_texts(reader, "words", key),
        fields=tuple(_field(each, key, complaints) for each in reader.each("fields")),
        table=None if table is None else _table(table, part_id, key, complaints),
        after=_texts(reader, "after", key),
    )
    reader.finish()
    return part


def _texts(reader: Reader, name: str, key: str) -> tuple[Text, ...]:
    nodes = enumerate(reader.each(name), start=1)
    return tuple(read_text(node, f"{key}/{name}-{place}", reader.complaints, reader.where) for place, node in nodes)


def _field(node: Node, key: str, complaints: list[Complaint]) -> Field:
    reader = Reader(node, complaints)
    reader.where = field_id = reader.text("id")
    found = Field(
        field_id,
        text_at(reader, "label", f"{key}/{field_id}"),
        FieldKind(reader.one_of("kind", LEVELS, str(FieldKind.LINE))),
        reader.text("from", ""),
        _when(reader),
    )
    reader.finish()
    return found


def _when(reader: Reader) -> dict[str, frozenset[str]]:
    inner = reader.inner("when")
    if inner is None:
        return {}
    found = {name: frozenset(inner.texts(name)) for name in inner.names}
    inner.finish()
    return found


def _table(node: Node, part: str, key: str, complaints: list[Complaint]) -> Table:
    reader = Reader(node, complaints, part)
    table_id = reader.text("id", part)
    columns = tuple(_column(each, f"{key}/table", complaints) for each in reader.each("columns", required=True))
    table = Table(
        id=table_id,
        columns=columns,
        lines=tuple(_line(each, f"{key}/table", columns, complaints) for each in reader.each("lines")),
        spare=reader.whole("spare", 0),
        blank=reader.whole("blank", 0),
        pick=reader.flag("pick"),
        by_column=reader.flag("by_column"),
    )
    if not table.columns or not table.filled:
        reader.complain("table-columns", "Nothing can be filled in here.", "Give it a column without `given: true`.")
    reader.finish()
    return table


def _column(node: Node, key: str, complaints: list[Complaint]) -> Column:
    reader = Reader(node, complaints)
    reader.where = column_id = reader.text("id")
    label = text_at(reader, "label", f"{key}/{column_id}")
    kind = FieldKind(reader.one_of("kind", LEVELS, str(FieldKind.LINE)))
    column = Column(column_id, label, reader.flag("given"), kind)
    reader.finish()
    return column


def _line(node: Node, key: str, columns: Iterable[Column], complaints: list[Complaint]) -> Line:
    reader = Reader(node, complaints)
    reader.where = line_id = reader.text("id")
    given = [column.id for column in columns if column.given]
    cells = tuple(Cell(name, text_at(reader, name, f"{key}/{line_id}/{name}")) for name in given)
    line = Line(line_id, cells, _when(reader))
    reader.finish()
    return line


def _twice(path: Path, tool: Tool) -> Iterator[Complaint]:
    """Two boxes of one name would be filled in together."""
    boxes = [each.id for part in tool.parts for each in part.fields]
    tables = [part.table for part in tool.parts if part.table]
    boxes += [box for table in tables for box in table.boxes]
    for name in NO_BOXES.intersection(boxes):
        yield Complaint("id-taken", str(path), 1, name, f"`{name}` is a name of the form itself.", "Use another id.")
    for names in ([part.id for part in tool.parts], boxes):
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield Complaint("id-twice", str(path), 1, name, "Two things here have this id.", "Give each its own.")


def _wording(path: Path, tool: Tool, figures: Figures) -> Iterator[Complaint]:
    """What guides may not say, papers may not say either; places for what is typed are no figures."""
    for text in tool.texts:
        for wording in Wording:
            words = text.given(wording)
            if words is None:
                continue
            for place in PLACE.findall(words):
                if place not in tool.fields:
                    what, cure = f"There is no field `{place}`.", "Use the id of a field of this paper."
                    yield Complaint("unknown-field-place", str(path), 1, text.key, what, cure)
            plain = PLACE.sub("name", words)
            yield from wording_complaints(path, plain, 1, figures)
            yield from length_complaints(path, plain, 1)
        yield from _too_long_in_easy(path, text)


def _too_long_in_easy(path: Path, text: Text) -> Iterator[Complaint]:
    """What readers of Easy Read get, also where it is the standard wording."""
    for wording in (Wording.EASY, Wording.EASY_FOR_HELPER):
        for sentence in sentences_of(PLACE.sub("name", text.in_wording(wording))):
            if len(sentence.split()) > MOST_WORDS_EASY:
                what = f"“{sentence}” has more than {MOST_WORDS_EASY} words."
                yield Complaint("easy-sentence", str(path), 1, text.key, what, "Write `easy` with two sentences.")
