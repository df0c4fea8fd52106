"""Reading the words of a YAML 1.2 file into nodes: by libyaml, which is quick, and by ruamel where that refuses."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode
from ruamel.yaml.resolver import implicit_resolvers
from yaml.cyaml import CParser
from yaml.resolver import BaseResolver

DEEPEST = 100
"""How deep parts may stand in one another. No content comes near it, and both readers count on the machine's stack."""

UNMEASURED = 2_000
"""How deep they may possibly stand before it is measured, which takes libyaml as long as reading does."""

BEGINS = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class TooDeep(Exception):
    """Parts stand deeper in one another than anything that is meant; `line` (from 0) is where they begin to."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


class Reader(CParser, BaseResolver):  # type: ignore[misc]  # it comes without types
    """libyaml, with the meaning that YAML 1.2 gives to plain words: `yes` is a word, `true` is not."""

    def __init__(self, words: str) -> None:
        CParser.__init__(self, words)
        BaseResolver.__init__(self)


for _versions, _tag, _pattern, _first in implicit_resolvers:
    if (1, 2) in _versions:
        Reader.add_implicit_resolver(_tag, _pattern, _first)


def compose(words: str) -> YamlNode | None:
    """Return the one document in these words, or None where nothing stands in them.

    Raises TooDeep, and what ruamel raises for words that are no YAML; its sentences are explained to authors.
    """
    if may_be_deep(words):
        measure(words)
    try:
        reader = Reader(words)
        try:
            found = reader.get_single_node()
        finally:
            reader.dispose()
    except (yaml.YAMLError, ValueError):
        measure(words)
        return _by_ruamel(words)
    return None if found is None else _as_ruamel(found, {})


def may_be_deep(words: str) -> bool:
    """Whether parts could stand in one another very deep: each wants a bracket, or a column of its own on a line."""
    brackets = words.count("[") + words.count("{")
    return brackets + max(map(len, words.splitlines()), default=0) > UNMEASURED


def measure(words: str) -> None:
    """Go through the words without keeping anything, up to what is no YAML. Raises TooDeep."""
    deep = 0
    with suppress(yaml.YAMLError, ValueError):
        reader = Reader(words)
        try:
            while reader.check_event():
                event = reader.get_event()
                deep += isinstance(event, BEGINS) - isinstance(event, ENDS)
                if deep > DEEPEST:
                    raise TooDeep(event.start_mark.line)
        finally:
            reader.dispose()


def _by_ruamel(words: str) -> YamlNode | None:
    found: YamlNode | None = YAML(typ="safe", pure=True).compose(words)
    return found


def _as_ruamel(found: Any, known: dict[int, YamlNode]) -> YamlNode:
    """The same node as ruamel would give it; a part that is used twice stays one part."""
    if id(found) in known:
        return known[id(found)]
    node: YamlNode
    if isinstance(found, yaml.ScalarNode):
        node = ScalarNode(found.tag, found.value, found.start_mark, found.end_mark, style=found.style or None)
    elif isinstance(found, yaml.SequenceNode):
        node = SequenceNode(found.tag, [], found.start_mark, found.end_mark, flow_style=found.flow_style)
    else:
        node = MappingNode(found.tag, [], found.start_mark, found.end_mark, flow_style=found.flow_style)
    known[id(found)] = node
    if isinstance(found, yaml.SequenceNode):
        node.value.extend(_as_ruamel(each, known) for each in found.value)
    elif isinstance(found, yaml.MappingNode):
        node.value.extend((_as_ruamel(name, known), _as_ruamel(value, known)) for name, value in found.value)
    return node
