"""Owns the scheme: an ordered list of lines with its rates, tables and results, frozen, with a fingerprint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from portal.allocation.model import Result
from portal.allocation.operations import Known, Operation
from portal.allocation.parts import Conversion, Input, Rate, Table
from portal.conditions import Condition
from portal.files import Mark
from portal.money import Rounding, Unit
from portal.words import Text


class People(StrEnum):
    """Whom a scheme is for. Carers never run through the adults' scheme."""

    ADULTS = "adults"
    CARERS = "carers"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True)
class FigureTest:
    """A line applies only where an earlier line's figure is within limits, such as a supplement above a level."""

    line: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, figure: Decimal) -> bool:
        """Whether a figure is within the limits."""
        return (self.at_least is None or figure >= self.at_least) and (self.at_most is None or figure <= self.at_most)


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

    @property
    def lines_used(self) -> tuple[str, ...]:
        """The earlier lines it reckons with or hangs on, each once."""
        hangs_on = (self.only_when_figure.line,) if self.only_when_figure else ()
        return tuple(dict.fromkeys([*(term.line for term in self.operation.terms if term.line), *hangs_on]))


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

    def in_effect(self, day: date) -> bool:
        """Whether this version may be used on a day."""
        return self.starts <= day and (self.ends is None or day <= self.ends)

    def line(self, line_id: str) -> SchemeLine:
        """The line with this id. Raises KeyError where there is none."""
        return self._by_id[line_id]

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
        """Each answer that counts, once, with what the lines know of it: the scheme runs on these alone."""
        found: dict[str, Input] = {}
        for one in self._inputs():
            known = found.get(one.id)
            if known is None or (known.kind == "any" and one.kind != "any"):
                found[one.id] = one
        return tuple(found.values())

    def _inputs(self) -> Iterator[Input]:
        for line in self.lines:
            yield from line.operation.inputs
            if line.only_when:
                yield from (Input(name, "any") for name in sorted(line.only_when.questions))

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
            known.places.setdefault(line.id, line.operation.places(known))
        return known
