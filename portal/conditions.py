"""When something applies: a closed set of conditions over the facts, decided as true, false or not yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Protocol, TypeAlias

from portal.answers import Answer, Facts, Missing
from portal.files import Complaint, Node, Reader
from portal.files.nodes import DECIMAL


class Lookup(Protocol):
    """Anything that tells the answer to a question, or None where it is not asked; `Facts` among others."""

    def get(self, question: str, /) -> Answer | tuple[Facts, ...] | None:
        """Return the answer to a question."""


Test: TypeAlias = Callable[[Lookup], bool | None]
"""True, false, or None while it depends on something that is asked and not yet answered."""

SPECIAL = frozenset(each.value for each in Missing) - {Missing.UNANSWERED.value}


@dataclass(frozen=True)
class _AboutOne:
    question: str

    @property
    def questions(self) -> frozenset[str]:
        """The questions that are looked at."""
        return frozenset({self.question})


@dataclass(frozen=True)
class _Joined:
    parts: tuple[Condition, ...]

    @property
    def questions(self) -> frozenset[str]:
        """The questions that are looked at."""
        return frozenset().union(*(part.questions for part in self.parts))


@dataclass(frozen=True)
class AnyOf(_AboutOne):
    """The answer is one of these, a number too (several choices: one of them was picked); special ones may be named."""

    values: tuple[str, ...]

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The values that are numbers, the least first: 15 is 15.0."""
        return tuple(sorted({Decimal(value) for value in self.values if DECIMAL.fullmatch(value)}))

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        return f"{self.question} is {' or '.join(self.values)}"


@dataclass(frozen=True)
class Between(_AboutOne):
    """The number, or the number of items or of choices picked, is within the limits; either limit may be None."""

    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        limits = (("at least", self.at_least), ("at most", self.at_most))
        return f"{self.question} is " + " and ".join(f"{words} {limit}" for words, limit in limits if limit is not None)


@dataclass(frozen=True)
class Answered(_AboutOne):
    """A value was given: neither left blank nor one of the special answers."""

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        return f"{self.question} is answered"


@dataclass(frozen=True)
class AllOf(_Joined):
    """Each of these holds."""

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        return " and ".join(_bracketed(part) for part in self.parts)


@dataclass(frozen=True)
class OneOf(_Joined):
    """At least one of these holds."""

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        return " or ".join(_bracketed(part) for part in self.parts)


@dataclass(frozen=True)
class Not:
    """The condition inside does not hold."""

    part: Condition

    @property
    def questions(self) -> frozenset[str]:
        """The questions that are looked at."""
        return self.part.questions

    def describe(self) -> str:
        """Say it in words, for drawings and complaints."""
        return f"not {_bracketed(self.part)}"


Condition: TypeAlias = AnyOf | Between | Answered | AllOf | OneOf | Not


def _bracketed(condition: Condition) -> str:
    words = condition.describe()
    return f"({words})" if isinstance(condition, AllOf | OneOf) else words


def leaves(condition: Condition) -> Iterator[AnyOf | Between | Answered]:
    """Give the plain conditions of which this one is put together, in their order."""
    match condition:
        case AllOf(parts) | OneOf(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def named_options(condition: Condition) -> Iterator[AnyOf]:
    """Give the parts of a condition that name options."""
    return (leaf for leaf in leaves(condition) if isinstance(leaf, AnyOf))


def holds(condition: Condition, facts: Lookup) -> bool | None:
    """Decide a condition: None while it depends on a question that is asked and not answered.

    A question that is not asked fulfils nothing, so `not` about it holds.
    """
    return compiled(condition)(facts)


@lru_cache(maxsize=8192)
def compiled(condition: Condition) -> Test:
    """Return the condition as one function of the facts; worked out once, called for each page."""
    match condition:
        case AnyOf():
            return _any_of(condition)
        case Between():
            return _between(condition)
        case Answered():
            return _answered(condition)
        case AllOf():
            return _joined(condition.parts, decisive=False)
        case OneOf():
            return _joined(condition.parts, decisive=True)
        case Not():
            return _not(condition)


def _any_of(condition: AnyOf) -> Test:
    question = condition.question
    special = frozenset(value for value in condition.values if value in SPECIAL)
    # A person may type the very words of a special answer; only a real one counts.
    values: frozenset[object] = frozenset([*condition.values, *condition.numbers]) - special

    def test(facts: Lookup) -> bool | None:
        answer = facts.get(question)
        if answer is None or isinstance(answer, bool):
            return False
        if isinstance(answer, Missing):
            return None if answer is Missing.UNANSWERED else answer in special
        if isinstance(answer, tuple):
            return not values.isdisjoint(each for each in answer if isinstance(each, str))
        return answer in values

    return test


def _between(condition: Between) -> Test:
    question, least, most = condition.question, condition.at_least, condition.at_most

    def test(facts: Lookup) -> bool | None:
        answer = facts.get(question)
        if answer is None or answer is Missing.UNANSWERED:
            return None if answer else False
        if isinstance(answer, tuple):
            answer = len(answer)
        if isinstance(answer, bool) or not isinstance(answer, int | Decimal):
            return False
        return (least is None or answer >= least) and (most is None or answer <= most)

    return test


def _answered(condition: Answered) -> Test:
    question = condition.question

    def test(facts: Lookup) -> bool | None:
        answer = facts.get(question)
        return None if answer is Missing.UNANSWERED else answer is not None and not isinstance(answer, Missing)

    return test


def _joined(parts: tuple[Condition, ...], *, decisive: bool) -> Test:
    """One part that comes out as `decisive` settles it; without one it is open as long as any part is."""
    tests = tuple(compiled(part) for part in parts)

    def test(facts: Lookup) -> bool | None:
        result: bool | None = not decisive
        for each in tests:
            decided = each(facts)
            if decided is decisive:
                return decisive
            if decided is None:
                result = None
        return result

    return test


def _not(condition: Not) -> Test:
    inner = compiled(condition.part)

    def test(facts: Lookup) -> bool | None:
        decided = inner(facts)
        return None if decided is None else not decided

    return test


JOINED = ("all", "any", "not")
ASKED = ("is", "any_of", "at_least", "at_most", "answered")


def read_condition(node: Node, complaints: list[Complaint], where: str = "") -> Condition | None:
    """Return the condition written at a node; None, with complaints, where it cannot be understood."""
    reader, before = Reader(node, complaints, where), len(complaints)
    joined = [name for name in JOINED if name in reader]
    asked = [name for name in ASKED if name in reader]
    condition: Condition | None = None
    if len(joined) + bool(asked) != 1 or (joined and "question" in reader):
        reader.complain(
            "unclear-condition",
            "It is not clear what this condition asks.",
            "Write {question: …, is: …} (or any_of, at_least, at_most, answered), "
            "or one of {all: […]}, {any: […]}, {not: {…}}.",
        )
        for name in (*JOINED, *ASKED, "question"):
            reader.at(name)
    elif joined:
        condition = _read_joined(reader, joined[0])
    else:
        condition = _read_asked(reader, asked)
    reader.finish()
    return condition if len(complaints) == before else None


def _read_joined(reader: Reader, name: str) -> Condition | None:
    node = reader.at(name)
    if node is None:
        return None
    if name == "not":
        return Not(part) if (part := read_condition(node, reader.complaints, reader.where)) else None
    parts = tuple(read_condition(each, reader.complaints, reader.where) for each in reader.each(name))
    if not parts:
        reader.complain("unclear-condition", f"`{name}` has no entries.", "Write the conditions as a list.", node)
    return (AllOf if name == "all" else OneOf)(tuple(part for part in parts if part is not None))


def _read_asked(reader: Reader, asked: list[str]) -> Condition | None:
    question = reader.text("question")
    parts: list[Condition] = []
    if (one := reader.at("is")) and one.is_list:
        cure = "Write `any_of:` in its place, with the same list."
        reader.complain("unclear-condition", "`is` names one answer, and here stands a list.", cure, one)
    elif one:
        parts.append(AnyOf(question, (reader.text("is"),)))
    if "any_of" in asked:
        values = reader.texts("any_of")
        parts.append(AnyOf(question, values))
        if not values:
            reader.complain("unclear-condition", "`any_of` has no entries.", "Name at least one option.")
    if "at_least" in asked or "at_most" in asked:
        parts.append(Between(question, reader.decimal_or_none("at_least"), reader.decimal_or_none("at_most")))
    if "answered" in asked:
        parts.append(Answered(question) if reader.flag("answered") else Not(Answered(question)))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))
