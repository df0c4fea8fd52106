"""Values of a content file with their places, and complaints about them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode
from ruamel.yaml.nodes import Node as YamlNode

WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PER_CENT = re.compile(r"[0-9.]+ ?%")
WITH_SIGNS = re.compile(r"£? ?([0-9]+|[0-9]{1,3}([, ][0-9]{3})+)(\.[0-9]+)?")
NO_SIGN = "Write it without the sign: 125 where so many per cent belong, 1.25 where it says how many times."
NULL = "tag:yaml.org,2002:null"
QUOTED = 40  # characters of what an author wrote that a complaint repeats


@dataclass(frozen=True)
class Mark:
    """A place in a file."""

    file: str
    line: int


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with a content file: where it is, what is wrong and what to do about it."""

    code: str
    file: str
    line: int
    where: str
    what: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{self.file}:{self.line}: [{self.code}] {place}{self.what} {self.cure}".rstrip()


class ContentError(Exception):
    """Content that cannot be used; carries every complaint that was found."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


class Node:
    """One value of a YAML file with its place; asking for the wrong kind of value raises `ContentError`."""

    __slots__ = ("_lines_before", "_yaml", "mark")

    def __init__(self, yaml: YamlNode, file: str, lines_before: int = 0) -> None:
        self._yaml = yaml
        self._lines_before = lines_before
        self.mark = Mark(file, yaml.start_mark.line + 1 + lines_before)

    def text(self) -> str:
        """Return the words; a number or a date counts as the words it was written in."""
        if not isinstance(self._yaml, ScalarNode):
            self._refuse("a text", "Write the words on one line after the colon.")
        if self.is_empty or not self._yaml.value.strip():
            self._refuse("a text", "Write the words after the colon, or take the line out.", found="nothing")
        return str(self._yaml.value).strip()

    def whole(self) -> int:
        """Return a whole number."""
        return int(self._number(WHOLE, "a whole number", "Write digits only, such as 10."))

    def decimal(self) -> Decimal:
        """Return an exact decimal number, never a binary fraction."""
        return Decimal(self._number(DECIMAL, "a number", "Write digits with at most one point, such as 12.50."))

    def flag(self) -> bool:
        """Return true or false."""
        words = self._yaml.value if isinstance(self._yaml, ScalarNode) else None
        if words not in {"true", "false"}:
            self._refuse("true or false", "Write true or false.")
        return bool(words == "true")

    def day(self) -> date:
        """Return a calendar day written as year-month-day."""
        words = self._yaml.value if isinstance(self._yaml, ScalarNode) else ""
        try:
            return date.fromisoformat(words)
        except ValueError:
            if DAY.fullmatch(words):
                self._refuse("a day", "There is no such day in the calendar; correct the month or the day.")
            self._refuse("a day", "Write it as year-month-day, such as 2026-04-01.")

    def items(self) -> list[Node]:
        """Return the entries of a list."""
        if not isinstance(self._yaml, SequenceNode):
            self._refuse("a list", "Begin each entry on its own line with a hyphen, or write [one, two].")
        return [self._inner(entry) for entry in self._yaml.value]

    def fields(self) -> dict[str, Node]:
        """Return the named fields."""
        if not isinstance(self._yaml, MappingNode):
            self._refuse("a set of named fields", "Write lines such as `name: value`, indented by two spaces.")
        return {str(name.value): self._inner(value, name) for name, value in self._yaml.value}

    @property
    def is_list(self) -> bool:
        """Say whether this is a list."""
        return isinstance(self._yaml, SequenceNode)

    @property
    def has_fields(self) -> bool:
        """Say whether this has named fields."""
        return isinstance(self._yaml, MappingNode)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was written here."""
        return isinstance(self._yaml, ScalarNode) and self._yaml.tag == NULL and self._yaml.style is None

    def complaint(self, code: str, where: str, what: str, cure: str) -> Complaint:
        """Return a complaint about this place."""
        return Complaint(code, self.mark.file, self.mark.line, where, what, cure)

    def _inner(self, yaml: YamlNode, name: YamlNode | None = None) -> Node:
        inner = Node(yaml, self.mark.file, self._lines_before)
        if name is not None:  # a value may begin further down, or be nothing; its author looks for its name
            inner.mark = Node(name, self.mark.file, self._lines_before).mark
        return inner

    def _number(self, pattern: re.Pattern[str], wanted: str, cure: str) -> str:
        if not isinstance(self._yaml, ScalarNode) or not pattern.fullmatch(self._yaml.value):
            self._refuse(wanted, NO_SIGN if self._is_per_cent else f"{cure}{self._meant(pattern)}")
        return str(self._yaml.value)

    def _meant(self, pattern: re.Pattern[str]) -> str:
        """The number that was surely meant by one with a pound sign, or with thousands set apart, as a sentence."""
        written = self._yaml.value if isinstance(self._yaml, ScalarNode) else ""
        bare = re.sub("[£, ]", "", written)
        return f" Here: {bare}." if WITH_SIGNS.fullmatch(written) and pattern.fullmatch(bare) else ""

    @property
    def _is_per_cent(self) -> bool:
        return isinstance(self._yaml, ScalarNode) and bool(PER_CENT.fullmatch(self._yaml.value))

    def _refuse(self, wanted: str, cure: str, found: str | None = None) -> NoReturn:
        found = found or self._described()
        raise ContentError([self.complaint("wrong-kind", "", f"Here stands {found} where {wanted} belongs.", cure)])

    def _described(self) -> str:
        if self.is_list:
            return "a list"
        if self.has_fields:
            return "a set of named fields"
        return "nothing" if self.is_empty else f"“{shortened(str(self._yaml.value))}”"


def shortened(words: str) -> str:
    """Return words short enough to quote in a complaint."""
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"


def suggestion(wrong: str, allowed: Sequence[str]) -> str:
    """Return the cure for a misspelt word: what was probably meant, or what may stand there."""
    near = difflib.get_close_matches(wrong, allowed, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    if not allowed:
        return "Take it out."
    return "Use one of: " + ", ".join(allowed) + "."
