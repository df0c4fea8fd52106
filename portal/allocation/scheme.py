"""Owns the scheme: an ordered list of lines with its rates, tables and results, frozen, with a fingerprint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from portal.allocation.model import Result
from portal.allocation.operations import Known, Operation
from portal.allocation.operations.base import condition_inputs
from portal.allocation.operations.offered import Offered, offered_by
from portal.allocation.parts import NOWHERE, Conversion, FigureTest, Input, Rate, Table
from portal.conditions import Condition
from portal.files import Mark
from portal.money import Rounding, Unit
from portal.words import Text

VAGUE = {"any": 0, "any-number": 1}
"""Kinds of input that say little: any other kind that is known of the same question is taken instead."""


class People(StrEnum):
    """Whom a scheme is for. Carers never run through the adults' scheme."""

    ADULTS = "adults"
    CARERS = "carers"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """One line as the scheme declares it: one operation, its unit, and the sentence a person reads."""

    id: str
    unit: Unit
    title: Text
    because: Text
    operation: Operation
    mark: Mark
    unit_known: bool = True
    only_when: Condition | None = None
    only_when_figure: FigureTest | None = None
    about_the_person: str | None = None
    part: str | None = None
    source: str | None = None
    rounding: Rounding | None = None
    market_reason: str | None = None
    may_fall: str | None = None  # why it is right that it gives less where something gives more
    own_words: bool = True

    @property
    def lines_used(self) -> tuple[str, ...]:
        """The earlier lines it reckons with or hangs on, each once."""
        hangs_on = (self.only_when_figure.line,) if self.only_when_figure else ()
        reckoned = (term.line for term in self.operation.terms if term.line)
        return tuple(dict.fromkeys([*reckoned, *self.operation.looks_at, *hangs_on]))

    @property
    def hangs_on(self) -> tuple[str, ...]:
        """The questions that decide whether it applies, or which of its figures holds."""
        asked = self.only_when.questions if self.only_when else frozenset()
        return tuple(sorted(asked | self.operation.decided_by))


@dataclass(frozen=True, slots=True)
class DeclaredReading:
    """Another way to say a result: divided by a rate (hours of help) or converted (a year)."""

    id: str
    title: Text
    of: str
    rate: str | None
    conversion: Conversion | None
    rounding: Rounding
    mark: Mark


@dataclass(frozen=True)
class Scheme:
    """A version of an allocation scheme. Never changed once published: a change is a new version."""

    id: str
    version: str
    starts: date
    ends: date | None
    people: People
    title: Text
    illustrative: bool
    source: str
    rounding: Rounding
    lines: tuple[SchemeLine, ...]
    rates: Mapping[str, Rate]
    tables: Mapping[str, Table]
    conversions: Mapping[str, Conversion]
    results: tuple[Result, ...]
    result_marks: Mapping[str, Mark]
    readings: tuple[DeclaredReading, ...]
    document: str
    fingerprint: str
    mark: Mark
    declared: tuple[Input, ...] = ()
    ends_mark: Mark = NOWHERE
    discretionary: str | None = None  # why nobody is entitled to it, such as a grant of the council's own

    def in_effect(self, day: date) -> bool:
        """Whether this version may be used on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def line(self, line_id: str) -> SchemeLine:
        """The line with this id. Raises KeyError where there is none."""
        return self._by_id[line_id]

    @property
    def has_headline(self) -> bool:
        """Whether a result leads the page; only a scheme that is not in order has none."""
        return any(result.headline for result in self.results)

    @property
    def headline(self) -> str:
        """The line of the result that leads the page."""
        return next(result.line for result in self.results if result.headline)

    @cached_property
    def behind_headline(self) -> frozenset[str]:
        """The lines that the headline stands on."""
        return self.behind(self.headline)

    def behind(self, line_id: str) -> frozenset[str]:
        """The lines that this one stands on, itself among them."""
        wanted = {line_id}
        for line in reversed(self.lines):
            if line.id in wanted:
                wanted.update(line.lines_used)
        return frozenset(wanted)

    @cached_property
    def _by_id(self) -> Mapping[str, SchemeLine]:
        return MappingProxyType({line.id: line for line in self.lines})

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Each answer that counts, once, as it is declared or else as the lines know it: it runs on these alone."""
        found: dict[str, Input] = {}
        for one in self._inputs():
            known = found.get(one.id)
            if known is None or VAGUE.get(one.kind, 2) > VAGUE.get(known.kind, 2):
                found[one.id] = one
        declared = {one.id: one for one in self.declared}
        return tuple(_merged(declared.get(name), one) for name, one in found.items())

    def _inputs(self) -> Iterator[Input]:
        for line in self.lines:
            yield from line.operation.inputs
            if line.only_when:
                yield from condition_inputs(line.only_when)

    @cached_property
    def offered(self) -> Mapping[str, Offered]:
        """What can be answered to each input that the scheme declares itself; a questionnaire holds its own answers."""
        return offered_by(self.declared, self.inputs if self.declared else ())

    @cached_property
    def questions_used(self) -> frozenset[str]:
        """The ids of all questions and groups that count."""
        return frozenset(one.id for one in self.inputs)

    @cached_property
    def known(self) -> Known:
        """What is known of the lines, for checking units and parts of a penny."""
        units = {line.id: line.unit for line in self.lines if line.unit_known}
        known = Known(units, self.rates, self.tables, self.conversions)
        for line in self.lines:
            known.learn(line.id, line.operation, line.rounding)
        return known


def _merged(declared: Input | None, counted: Input) -> Input:
    """The input as it is declared, with the steps that the line which counts it allows between its options."""
    if declared is None:
        return counted
    return replace(declared, in_steps_of=declared.in_steps_of or counted.in_steps_of)
