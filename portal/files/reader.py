"""Reading the fields of a content file so that no mistake hides another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from portal.files.nodes import DECIMAL, Complaint, ContentError, Node, shortened, suggestion

CUT = re.compile(r"[0-9]+(\.[0-9]+)?")
"""What stands behind the comma of a number, as a name of its own."""
TIDY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
THOUSANDS = 3  # digits behind a comma that parts thousands; fewer are parts of one

Found = TypeVar("Found")
StandIn = TypeVar("StandIn")


class Reader:
    """Reads the named fields of a node into one list of complaints, so that no mistake hides another.

    A field that is missing or wrong gives a harmless stand-in; the caller goes on and at the end raises
    `ContentError` if anything was complained of. `finish` complains of fields that nobody asked for.
    """

    def __init__(self, node: Node, complaints: list[Complaint], where: str = "") -> None:
        self.node = node
        self.mark = node.mark
        self.complaints = complaints
        self.where = where
        self._known: set[str] = set()
        self._fields: dict[str, Node] = {}
        try:
            self._fields = node.fields()
        except ContentError as error:
            self._keep(error)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields that are written, in order."""
        return tuple(self._fields)

    def at(self, name: str) -> Node | None:
        """Return the node of a field, or None where it is not written."""
        self._known.add(name)
        return self._fields.get(name)

    def required(self, name: str) -> Node | None:
        """Return the node of a field, with a complaint where it is not written."""
        node = self.at(name)
        if node is None:
            self.complain("missing-field", f"There is no `{name}`.", f"Add a line `{name}: …`.")
        return node

    def text(self, name: str, default: str | None = None) -> str:
        """Return the words of a field; without a default the field must be there."""
        node = self.required(name) if default is None else self.at(name)
        return self._try(node, Node.text, default or "")

    def named(self, what: str) -> str:
        """Return the id of what is read here; from now on complaints name it, such as `rate “price”`."""
        found = self.text("id")
        self.where = f"{what} “{found}”"
        self.keep_tidy(found, self.at("id"))
        return found

    def keep_tidy(self, found: str, at: Node | None) -> None:
        """Complain of an id that could not stand in an address, at the terminal and in a table of figures alike."""
        if found and not TIDY_ID.fullmatch(found):
            plain = unicodedata.normalize("NFKD", found).encode("ascii", "ignore").decode()
            such = "-".join(re.findall(r"[a-z0-9]+", plain.lower())) or "people-who-help"
            cure = f"Use small letters, digits and hyphens, such as `{such}`."
            self.complain("untidy-id", f"“{found}” is not a tidy id.", cure, at)

    def whole(self, name: str, default: int | None = None) -> int:
        """Return the whole number of a field; without a default the field must be there."""
        node = self.required(name) if default is None else self.at(name)
        return self._try(node, Node.whole, default or 0)

    def decimal(self, name: str, default: Decimal | None = None) -> Decimal:
        """Return the exact number of a field; without a default the field must be there."""
        node = self.required(name) if default is None else self.at(name)
        return self._try(node, Node.decimal, default or Decimal(0))

    def day(self, name: str) -> date | None:
        """Return the day of a field that must be there, None (with a complaint) where it is not."""
        return self._try(self.required(name), Node.day, None)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return true or false."""
        return self._try(self.at(name), Node.flag, default)

    def text_or_none(self, name: str) -> str | None:
        """Return the words of a field that may be left out."""
        return self._try(self.at(name), Node.text, None)

    def whole_or_none(self, name: str) -> int | None:
        """Return the whole number of a field that may be left out."""
        return self._try(self.at(name), Node.whole, None)

    def decimal_or_none(self, name: str) -> Decimal | None:
        """Return the number of a field that may be left out."""
        return self._try(self.at(name), Node.decimal, None)

    def day_or_none(self, name: str) -> date | None:
        """Return the day of a field that may be left out."""
        return self._try(self.at(name), Node.day, None)

    def one_of(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Return one of the allowed words; the first stands in where a wrong one is written."""
        words = self.text(name, default)
        if words and words not in allowed:
            self.complain(
                "unknown-value", f"`{name}` cannot be “{shortened(words)}”.", suggestion(words, allowed), self.at(name)
            )
        return words if words in allowed else allowed[0]

    def each(self, name: str, *, required: bool = False) -> list[Node]:
        """Return the entries of a list."""
        empty: list[Node] = []
        return self._try(self.required(name) if required else self.at(name), Node.items, empty)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of words."""
        return tuple(words for entry in self.each(name) if (words := self._try(entry, Node.text, "")))

    def inner(self, name: str, where: str | None = None) -> Reader | None:
        """Return a reader of the fields inside a field, or None where it is not written."""
        node = self.at(name)
        return None if node is None else Reader(node, self.complaints, self.where if where is None else where)

    def complain(self, code: str, what: str, cure: str, node: Node | None = None) -> None:
        """Add one complaint, at the given node or at the beginning of these fields."""
        self.complaints.append((node or self.node).complaint(code, self.where, what, cure))

    def finish(self) -> None:
        """Complain of each field that was written but that nothing reads."""
        self.cut_by_commas()
        for name, node in self._fields.items():
            if name not in self._known:
                self.complain(
                    "unknown-field",
                    f"`{shortened(name)}` is not known here.",
                    suggestion(name, sorted(self._known)),
                    node,
                )

    def cut_by_commas(self) -> set[str]:
        """The names that are the second half of a number, with a complaint of each; nothing else is said of them."""
        cut = {name for name, node in self._fields.items() if CUT.fullmatch(name) and node.is_empty} - self._known
        for before, name in pairwise(self._fields):
            if name in cut:
                self._complain_of_comma(before, name)
        self._known |= cut
        return cut

    def _complain_of_comma(self, field: str, rest: str) -> None:
        """In brackets, the comma of `at_most: 1,400` ends the number, and makes a field of what is behind it."""
        node = self._fields[field]
        begun = "" if node.is_list or node.has_fields or node.is_empty else node.text()
        sign = "" if len(rest.partition(".")[0]) == THOUSANDS else "."
        whole = DECIMAL.fullmatch(begun) and "." not in begun
        cure = f"Write {begun}{sign}{rest}." if whole else "Write numbers without a comma, and with at most one point."
        self.complain("wrong-kind", f"A comma cuts the number of `{field}` in two, before “{rest}”.", cure, node)

    def _try(self, node: Node | None, read: Callable[[Node], Found], stand_in: StandIn) -> Found | StandIn:
        if node is None:
            return stand_in
        try:
            return read(node)
        except ContentError as error:
            self._keep(error)
            return stand_in

    def _keep(self, error: ContentError) -> None:
        for each in error.complaints:
            self.complaints.append(Complaint(each.code, each.file, each.line, self.where, each.what, each.cure))
