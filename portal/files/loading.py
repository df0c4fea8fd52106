"""Opening content files: YAML 1.2 and front matter, without the surprises that YAML allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

from portal.files.composing import DEEPEST, TooDeep, compose
from portal.files.mistakes import explained
from portal.files.nodes import Complaint, ContentError, Node, shortened

PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)

LEFT_BEHIND = (
    (
        re.compile(r"^(<<<<<<<|>>>>>>>)( .*)?$", re.MULTILINE),
        "two-versions",
        "Git left two versions of the same lines here.",
        "Keep one of them, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>.",
    ),
    (
        re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"),
        "unseen-sign",
        "A sign stands here that cannot be seen.",
        "Write the line anew.",
    ),
)
"""What other programs leave in a file: a pattern, the code, what is wrong and the cure."""

MOST_LEFT_BEHIND = 20
NO_PLAIN_SPACE = re.compile(
    r"^[ ]*(?:- *)?(?:\{ *)?(?:[a-z][a-z_-]*: *)?[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]",
    re.MULTILINE,
)
"""What copied words have in place of spaces, where YAML wants a plain one: in front of a line, or behind a colon."""
IN_CURLY_MARKS = re.compile(r"[“”].*[“”]|[‘’].*[‘’]", re.DOTALL)
OPENED = re.compile(r"“[^”]*")
LONE = re.compile(r"”.*|.*“", re.DOTALL)
JOINED = re.compile(r"([a-z][a-z_]*):([^ ].*)")
"""A field and its value in one, as the reader of YAML takes them where no space stands between them."""


def read_yaml(path: Path | str) -> Node:
    """Return the one document of a YAML file.

    Raises `ContentError` for a file that is not there, not UTF-8, not YAML, empty, or that repeats a field.
    """
    return parse_yaml(_contents(path), str(path))


def read_front_matter(path: Path | str) -> tuple[Node, str, int]:
    """Return the fields between the two `---` lines at the top of a file, the body, and the line the body begins on.

    Raises ContentError where there are no such lines, or what is between them cannot be read.
    """
    words, file = _contents(path), str(path)
    lines = words.splitlines(keepends=True)
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
    if fences[:1] != [0] or len(fences) == 1:
        what, cure = "The file has no fields at its top.", "Begin it with a line ---, the fields, and a line ---."
        raise ContentError([Complaint("no-front-matter", file, 1, "", what, cure)])
    fields = parse_yaml("".join(lines[1 : fences[1]]), file, lines_before=1)
    return fields, "".join(lines[fences[1] + 1 :]), fences[1] + 2


def parse_yaml(words: str, file: str, lines_before: int = 0) -> Node:
    """Return the document in these words; `file` and `lines_before` say where they stand.

    Raises ContentError with what an author most likely did wrong.
    """
    unseen = [words.count("\n", 0, found.end()) + 1 + lines_before for found in NO_PLAIN_SPACE.finditer(words)]
    if unseen:
        what = "A sign stands here that looks like a space and is none."
        cure = "Take out the spaces before the words, and type them anew."
        raise ContentError([Complaint("unseen-sign", file, line, "", what, cure) for line in unseen[:MOST_LEFT_BEHIND]])
    try:
        document = compose(words)
    except MarkedYAMLError as error:
        line, what, cure = explained(error, words)
        raise ContentError([Complaint("not-yaml", file, line + 1 + lines_before, "", what, cure)]) from error
    except TooDeep as error:
        what = f"More than {DEEPEST} lists or brackets stand in one another here."
        cure = "Take out those that are opened by a slip, and close the others."
        raise ContentError([Complaint("not-yaml", file, error.line + 1 + lines_before, "", what, cure)]) from error
    except (YAMLError, RecursionError, ValueError, AssertionError) as error:  # the last for a wrong %YAML line
        what = "The file holds something that cannot be read."
        raise ContentError([Complaint("not-yaml", file, 1, "", what, "Write it anew as plain text.")]) from error
    if document is None:
        raise ContentError([Complaint("empty-file", file, 1 + lines_before, "", "Nothing stands here.", "Fill it in.")])
    complaints = list(_oddities(document, file, lines_before))
    if complaints:
        raise ContentError(complaints)
    return Node(document, file, lines_before)


def _contents(path: Path | str) -> str:
    file = str(path)
    try:
        words = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = "The file is not saved as UTF-8."
        raise ContentError([Complaint("not-utf-8", file, 1, "", what, "Save it again with UTF-8 chosen.")]) from error
    except OSError as error:
        what = "The file cannot be opened."
        raise ContentError([Complaint("no-file", file, 1, "", what, "Check its name and place.")]) from error
    complaints = [
        Complaint(code, file, words.count("\n", 0, found.start()) + 1, "", what, cure)
        for pattern, code, what, cure in LEFT_BEHIND
        for found in pattern.finditer(words)
    ]
    if complaints:
        raise ContentError(complaints[:MOST_LEFT_BEHIND])
    return words


def _oddities(document: YamlNode, file: str, lines_before: int) -> Iterator[Complaint]:
    """Find what YAML would allow and we do not: a field twice, a list as a name, shared parts and tags."""
    waiting, seen = [document], {id(document)}
    while waiting:
        yaml = waiting.pop()
        node = Node(yaml, file, lines_before)
        if yaml.tag not in PLAIN_TAGS:
            yield node.complaint("yaml-tag", "", f"`{yaml.tag}` is not used here.", "Take out what begins with `!`.")
        if isinstance(yaml, ScalarNode) and yaml.style is None and IN_CURLY_MARKS.fullmatch(yaml.value):
            what = f"{shortened(yaml.value)} stands in curly quotation marks, which would be part of it."
            yield node.complaint("curly-quotes", "", what, 'Write straight ones ("), or none.')
        elif isinstance(yaml, ScalarNode) and yaml.style is None and OPENED.fullmatch(yaml.value):
            what = f"`{shortened(yaml.value)}` ends before its curly quotation mark: such marks hold no words together."
            yield node.complaint("curly-quotes", "", what, 'Write straight ones (") round words with a comma or colon.')
        elif isinstance(yaml, ScalarNode) and yaml.style is None and LONE.fullmatch(yaml.value):
            what = f"`{shortened(yaml.value)}` has a curly quotation mark the wrong way round at one end."
            yield node.complaint("curly-quotes", "", what, "Take it out, or turn it round.")
        inner = []
        if isinstance(yaml, MappingNode):
            yield from _repeated(yaml, file, lines_before)
            inner = [value for _, value in yaml.value]
        elif isinstance(yaml, SequenceNode):
            inner = list(yaml.value)
        for each in inner:
            if id(each) in seen:
                what = "The same part is used twice by `&` and `*`."
                yield Node(each, file, lines_before).complaint("yaml-alias", "", what, "Write it out at both places.")
            else:
                seen.add(id(each))
                waiting.append(each)


def _repeated(yaml: MappingNode, file: str, lines_before: int) -> Iterator[Complaint]:
    first: dict[str, int] = {}
    for name, value in yaml.value:
        node = Node(name, file, lines_before)
        if not isinstance(name, ScalarNode):
            yield node.complaint("wrong-kind", "", "A list cannot be the name of a field.", "Write a plain name.")
        elif (joined := JOINED.fullmatch(name.value)) and Node(value, file).is_empty:
            what = f"After the colon of `{joined[1]}:` a space is missing."
            yield node.complaint("no-space", "", what, f"Write `{joined[1]}: {joined[2].strip()}`.")
        elif name.value in first:
            what = f"`{shortened(name.value)}` stands here twice; the first is on line {first[name.value]}."
            begins = " If something new begins here, a hyphen is missing: `- id: …`." if name.value == "id" else ""
            yield node.complaint("repeated-field", "", what, f"Keep one of them.{begins}")
        else:
            first[name.value] = node.mark.line
