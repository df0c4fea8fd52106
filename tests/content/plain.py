"""A YAML file as an editor hands it to a JSON Schema: maps, lists, words, numbers, true and false."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tests.frame.checkouts import ROOT


def plain(words: str) -> Any:
    return _plain(YAML(typ="safe", pure=True).compose(words))


def _plain(node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {str(name.value): _plain(value) for name, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(each) for each in node.value]
    assert isinstance(node, ScalarNode)
    match str(node.tag).rpartition(":")[2]:
        case "int":
            return int(node.value)
        case "float":
            return float(node.value)
        case "bool":
            return node.value == "true"
        case "null":
            return None
    return node.value


def checker(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "questionnaires" / name).read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(name: str, document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in checker(name).iter_errors(document)]


def named_schema(path: Path) -> Path | None:
    """The schema that a content file names for editors in its first line."""
    first = path.read_text("utf-8").splitlines()[0]
    sign = "# yaml-language-server: $schema="
    return (path.parent / first.removeprefix(sign)).resolve() if first.startswith(sign) else None
