"""The quick reader and the thorough one give the same nodes for every file of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode

from portal.files import ContentError, parse_yaml
from portal.files.composing import DEEPEST, UNMEASURED, TooDeep, compose, may_be_deep
from tests.frame.checkouts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from ruamel.yaml.nodes import Node

FILES = sorted(path for folder in ("questionnaires", "guides") for path in (ROOT / folder).rglob("*.yaml"))
WORDS = (
    "yes", "no", "on", "true", "True", "null", "~", "", "1", "010", "0x1f", "0b1", "1_000", "1:30", "1.5", "1e3",
    ".inf", "2026-04-01", "<<", "=", "£5", "a: b", "'x'", '"x"', "!a b", "&a b", "*a", "[a, b]", "{a: b}", "? a",
    "- a", "| \n  two\n  lines", "> \n  two\n  lines", "a\n  b", "# c", "%", "@", "`",
)  # fmt: skip


def thorough(words: str) -> Node | None:
    found: Node | None = YAML(typ="safe", pure=True).compose(words)
    return found


def told(node: Node | None) -> Any:
    """All that is read of a node: kind, tag, style, where it begins and ends, and what it holds."""
    if node is None:
        return None
    inner = node.value
    if not isinstance(node, ScalarNode):
        inner = [tuple(map(told, each)) if isinstance(each, tuple) else told(each) for each in node.value]
    marks = (node.start_mark, node.end_mark) if node.value else ()  # for nothing, the quick one names the line before
    places = [(mark.line, mark.column, mark.index) for mark in marks]
    return type(node), node.tag, getattr(node, "style", None), places, inner


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_content_file_is_read_alike(file: Path) -> None:
    words = file.read_text("utf-8-sig")
    assert not may_be_deep(words), "the quick reader is not even asked"
    assert told(compose(words)) == told(thorough(words))


@pytest.mark.parametrize("word", WORDS)
def test_plain_words_mean_the_same(word: str) -> None:
    words = f"field: {word}\n"
    try:
        meant = told(thorough(words))
    except YAMLError as error:
        with pytest.raises(type(error)):
            compose(words)
        return
    assert told(compose(words)) == meant


def test_a_part_that_is_used_twice_stays_one_part() -> None:
    found = compose("a: &one [x]\nb: *one\n")
    assert found is not None
    (_, first), (_, second) = found.value
    assert first is second


@pytest.mark.parametrize("part", ["[", "[\n", "- ", "{a: ", "[a, "])
def test_what_stands_very_deep_is_refused_at_once_with_its_line(part: str) -> None:
    with pytest.raises(TooDeep) as caught:
        compose("a: 1\nb:\n  " + part * 50_000)
    assert caught.value.line == 2 + DEEPEST * part.count("\n") - part.count("\n")
    with pytest.raises(ContentError, match="More than 100 lists or brackets stand in one another here"):
        parse_yaml(part * 50_000, "deep.yaml")


def test_what_is_long_and_not_deep_is_read() -> None:
    rows = "rows:\n" + "- {at: 1, gives: [2, 3]}\n" * UNMEASURED
    assert may_be_deep(rows)
    assert told(compose(rows))
    assert compose("[" * DEEPEST + "]" * DEEPEST)
