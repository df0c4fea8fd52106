"""Owns the situations that answers can surely make, and which lines surely apply in each of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from portal.allocation.lint.choices import ANOTHER, Axis, axes_of
from portal.allocation.operations import (
    Amount,
    Bands,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Limit,
    Multiply,
    Operation,
    Percentage,
    Protect,
    ReadTable,
    Round,
)
from portal.allocation.operations.answers import Limits
from portal.allocation.operations.choice import Row
from portal.allocation.parts import NOWHERE, Input, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.answers import Missing
from portal.conditions import Condition, holds

BY_FIRST = (Difference, Limit, Protect)
BY_ALL = (Amount, Bands, Convert, Divide, Multiply, Percentage, ReadTable, Round)
MOST = 1_000  # situations that are gone through


def situations(conditions: Iterable[Condition], scheme: Scheme) -> Iterator["Situation"]:
    """Answers that can be given together, one set for each way in which the conditions can come out.

    There is none where they are too many, or where it is not known what can be answered.
    """
    rows = tuple(Row(each, None, None, None, NOWHERE) for each in dict.fromkeys(conditions))
    asked = {one.id: one for one in scheme.inputs}
    axes = [(axis.looked_at[0], _answers(axis, asked)) for axis in axes_of(Choose(rows), scheme)]
    if prod(len(values) for _, values in axes) <= MOST:
        for values in product(*(each for _, each in axes)):
            yield Situation(scheme, dict(zip((name for name, _ in axes), values, strict=True)))


def _answers(axis: Axis, asked: Mapping[str, Input]) -> Sequence[Any]:
    """Those values of an axis that somebody can surely answer."""
    known = asked.get(axis.looked_at[0])
    if known is None or known.kind not in {"choice", "number", "any", "any-number"}:
        return ()
    limits = Limits(known.at_least, known.at_most, known.in_steps_of, known.at_least or Decimal(0))
    found = [value for value in axis.values if _can_be(value, known, limits)]
    others = [one for one in known.options if one not in found]
    return [*found, *others[:1]]


def _can_be(value: object, known: Input, limits: Limits) -> bool:
    match value:
        case Decimal():
            return known.kind in {"number", "any-number"} and limits.misfit(value) is None
        case Missing():
            return value in known.special
        case str():
            return value in known.options or (known.kind == "any" and value != ANOTHER)
        case _:
            return False


@dataclass(frozen=True)
class Situation:
    """Answers that are given together, and what follows from them alone."""

    scheme: Scheme
    facts: Mapping[str, Any]
    known: dict[str, bool | None] = field(default_factory=dict)

    def described(self, questions: Collection[str]) -> str:
        """The answers to some questions, as they are typed when a person is worked out."""
        return " ".join(f"{name}={value}" for name, value in self.facts.items() if name in questions)

    def line(self, name: str) -> SchemeLine | None:
        """The line of that name, None where there is none."""
        with suppress(KeyError):
            return self.scheme.line(name)
        return None

    def row_taken(self, operation: Choose) -> Row | None:
        """The row of a choice that is taken; None where none is, or a figure would decide."""
        row = next(self.rows_met(operation), None)
        return None if row is None or row.when_figure is not None else row

    def rows_met(self, operation: Choose) -> Iterator[Row | None]:
        """The rows whose answers are met, up to the one that is taken; None where that cannot be told."""
        for row in operation.rows:
            met = row.when is None or holds(row.when, self.facts)
            if met is None or (met and row.when_figure is not None and not self.passed_by(row)):
                yield None
                return
            if met:
                yield row
                if row.when_figure is None:
                    return

    def passed_by(self, row: Row) -> bool:
        """Whether a row looks at a line that surely does not apply here: then no limit on it holds."""
        return row.when_figure is not None and self.applies(Term(line=row.when_figure.line)) is False

    def applies(self, term: Term) -> bool | None:
        """Whether a term has a figure; None where that hangs on more than is known here."""
        if term.line is None:
            return True
        if term.line not in self.known:
            self.known[term.line] = None  # a line that stands on itself has a complaint of its own
            line = self.line(term.line)
            self.known[term.line] = None if line is None else self._line_applies(line)
        return self.known[term.line]

    def _line_applies(self, line: SchemeLine) -> bool | None:
        met = line.only_when is None or holds(line.only_when, self.facts)
        if met is None or not met:
            return met
        operation = line.operation
        if isinstance(operation, Choose):
            row = self.row_taken(operation)
            rows = operation.rows if row is None else [row]
            found = _one_of([one.term is None or self.applies(one.term) for one in rows])
        else:
            found = _by_terms(operation, [self.applies(term) for term in operation.terms])
        return None if found and line.only_when_figure is not None else found


def _one_of(each: Sequence[bool | None]) -> bool | None:
    """What all of them say, None where they differ."""
    return each[0] if each and len(set(each)) == 1 else None


def _by_terms(operation: Operation, each: Sequence[bool | None]) -> bool | None:
    if isinstance(operation, Combine):
        lines = [one for one, term in zip(each, operation.terms, strict=True) if term.line]
        return True if any(lines) or not lines else None if None in lines else False
    if isinstance(operation, BY_FIRST):
        return each[0]
    if isinstance(operation, BY_ALL):
        return False if False in each else None if None in each else True
    return None if each else True


def conditions_behind(terms: Iterable[Term], scheme: Scheme) -> Iterator[Condition]:
    """The conditions on answers that decide whether terms have a figure."""
    wanted = {term.line for term in terms}
    for line in reversed(scheme.lines):
        if line.id in wanted:
            wanted.update(term.line for term in line.operation.terms)
            yield from when_it_applies(line)


def when_it_applies(line: SchemeLine) -> Iterator[Condition]:
    """The conditions on answers that stand in a line itself."""
    if line.only_when is not None:
        yield line.only_when
    if isinstance(line.operation, Choose):
        yield from (row.when for row in line.operation.rows if row.when is not None)
