"""Owns changing the figures of a scheme's document in place: its words, comments and lay-out stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from portal.files import parse_yaml
from portal.files.composing import compose
from portal.files.nodes import DECIMAL

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node as YamlNode

PARTS = ("lines", "tables", "conversions", "readings", "rounding")
"""Where the figures of a scheme stand; those of rates are dated, and a new one is added instead."""


WORDS = frozenset({"title", "because", "source", "market_reason", "may_fall", "version"})
"""Fields that are words even where they look like a number."""


class NotThere(LookupError):
    """The document has no such rate, or writes it in a way that only its author can change."""


@dataclass(frozen=True, slots=True)
class WrittenFigure:
    """A figure as it stands in a document: the way to it, the line it is on, and from where to where."""

    way: tuple[str, ...]
    words: str
    line: int
    begins: int
    ends: int

    @property
    def part(self) -> str:
        """The part of the scheme it belongs to: such as `lines/washing`, or `rounding`."""
        return "/".join(self.way[:2]) if self.way[0] != "rounding" else "rounding"

    @property
    def name(self) -> str:
        """The whole way as one word."""
        return "/".join(self.way)


def figures(words: str) -> tuple[WrittenFigure, ...]:
    """Every figure that can be changed in place, in the order of the document. Raises ContentError for no YAML."""
    top = _composed(words)
    return tuple(each for name, node in _fields(top) if name in PARTS for each in _figures(node, (name,)))


def with_figures(words: str, new: Mapping[str, str]) -> str:
    """The document with other figures, by the names of `WrittenFigure`; what is no number stands there as typed."""
    for each in reversed(figures(words)):
        if each.name in new and new[each.name] != each.words:
            words = words[: each.begins] + (new[each.name] or '""') + words[each.ends :]
    return words


def is_figure(words: str) -> bool:
    """Whether these words are a number as schemes write it."""
    return DECIMAL.fullmatch(words) is not None


def with_first_day(words: str, starts: date) -> str:
    """The document as a version that starts on a day; `version`, where there is one, becomes that day's name."""
    top = dict(_fields(_composed(words)))
    places = sorted((top[name] for name in ("starts", "version") if name in top), key=_begins, reverse=True)
    for node in places:
        words = words[: _begins(node)] + starts.isoformat() + words[_ends(node) :]
    return words


def with_rate(words: str, rate: str, starts: date, figure: str, source: str) -> str:
    """The document with a new figure of a rate from a day on, or with another one where that day has one already.

    Raises NotThere, also for a rate that is written without a list of values.
    """
    values = _values(_composed(words), rate)
    written = f"{{starts: {starts.isoformat()}, figure: {figure}, source: {_quoted(source)}}}"
    for item in values.value:
        day = dict(_fields(item)).get("starts")
        if day is not None and day.value == starts.isoformat():
            return words[: _begins(item)] + written + words[_last(item) :]
    last = values.value[-1]
    if values.flow_style:
        return words[: _last(last)] + ", " + written + words[_last(last) :]
    before = words.rindex("\n", 0, _begins(last)) + 1
    indent = re.match(r"[ ]*- *", words[before:])
    lead = indent.group() if indent else " " * values.start_mark.column + "- "  # its hyphen has a line of its own
    end = words.find("\n", _last(last))
    end = len(words) if end < 0 else end
    return f"{words[:end]}\n{lead}{written}{words[end:]}"


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _composed(words: str) -> YamlNode:
    parse_yaml(words, "the scheme")  # says what is wrong with it
    return cast("YamlNode", compose(words))  # an empty one was refused


def _fields(node: YamlNode) -> Iterator[tuple[str, YamlNode]]:
    if isinstance(node, MappingNode):
        yield from ((str(name.value), value) for name, value in node.value)


def _figures(node: YamlNode, way: tuple[str, ...]) -> Iterator[WrittenFigure]:
    if isinstance(node, SequenceNode):
        for number, inner in enumerate(node.value):
            own = dict(_fields(inner)).get("id")
            yield from _figures(inner, (*way, str(number) if own is None else str(own.value)))
    elif isinstance(node, ScalarNode):
        if DECIMAL.fullmatch(node.value) and way[-1] not in WORDS:
            yield WrittenFigure(way, node.value, node.start_mark.line + 1, _begins(node), _ends(node))
    else:
        for name, inner in _fields(node):
            yield from _figures(inner, (*way, name))


def _values(top: YamlNode, rate: str) -> SequenceNode:
    rates = dict(_fields(top)).get("rates")
    for each in rates.value if isinstance(rates, SequenceNode) else ():
        fields = dict(_fields(each))
        values = fields.get("values")
        if "id" in fields and fields["id"].value == rate and isinstance(values, SequenceNode) and values.value:
            return values
    raise NotThere(rate)


def _begins(node: YamlNode) -> int:
    return int(node.start_mark.index)


def _ends(node: YamlNode) -> int:
    return int(node.end_mark.index)


def _last(node: YamlNode) -> int:
    """Where a part ends: a block's own mark lies behind the comments that follow it, so its last word counts."""
    if getattr(node, "flow_style", True) or not node.value:
        return _ends(node)
    inner = node.value[-1]
    return _last(inner[1] if isinstance(inner, tuple) else inner)
