"""Owns answers that bring a line as high or as low as they can; whether they do, only working them out can show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import islice, product
from typing import Any

from portal.allocation.lint import about
from portal.allocation.operations import (
    Bands,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Limit,
    Multiply,
    Once,
    Operation,
    OverItems,
    Percentage,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreEach,
    ScoreSeveral,
    Since,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.choice import Row
from portal.allocation.parts import FigureTest, Input, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.answers import Missing
from portal.conditions import AllOf, AnyOf, Condition, Not, holds, leaves

NOUGHT = Decimal(0)
WAYS = 64  # so many ways to fulfil a condition are looked through
TAKING_OFF = (Divide, Difference)
GOES_ON = (Bands, Combine, Convert, Limit, Multiply, Once, Percentage, ReadTable, Round, Support)
Answers = dict[str, Any]


@dataclass
class Aim:
    """Answers to aim with, and conditions that are wanted besides, the most important first."""

    facts: Answers = field(default_factory=dict)
    wants: list[Condition] = field(default_factory=list)

    def answer(self, question: str, value: object) -> None:
        """Answer a question, unless it is answered."""
        self.facts.setdefault(question, value)


@dataclass(frozen=True)
class Aims:
    """The answers that aim at the most or the least of a line, on a day."""

    scheme: Scheme
    day: date

    def at(self, line: SchemeLine, read: Term, *, high: bool, turn: int = 0) -> Answers:
        """Answers that make a line apply, and what it reads as much or as little as it can be.

        Each turn tries another row of a choice, and begins sums with another line.
        """
        aim = Aim()
        self._term(read, aim, high=high, turn=turn)
        return self._settled(Aim(aim.facts, [*_own(line), *aim.wants]))

    def values(self, question: str, wants: Sequence[Condition] = ()) -> list[Any]:
        """What can be answered to a question, as far as it matters to some conditions; the usual answer first."""
        asked = self._asked.get(question)
        near = [leaf for want in wants for leaf in leaves(want) if leaf.question == question]
        if asked is None:
            return []
        special = [Missing(one) for one in asked.special if one in set(Missing)]
        match asked.kind:
            case "choice":
                return [*asked.options, *special]
            case "choices":
                return [(), *((one,) for one in asked.options), asked.options, *special]
            case "number" | "any-number":
                limits = [limit for line in self._that(Quantity, question) for limit in self._limits_of(line)]
                return [*about.numbers(asked, [*about.named(near), *limits], sure=self._sure_of(asked)), *special]
            case "date":
                return [
                    *dict.fromkeys([*(about.ago(self.day, years) for years in about.YEARS), *self._days(question)]),
                    *special,
                ]
            case "any":
                named = (value for leaf in near if isinstance(leaf, AnyOf) for value in leaf.values)
                return list(dict.fromkeys(Missing(one) if one in set(Missing) else one for one in named))
            case _:
                return [()]

    def _that(self, kind: type[Quantity | Since], question: str) -> Iterator[SchemeLine]:
        """The lines that take a number or a day as it is answered."""
        for line in self.scheme.lines:
            if isinstance(line.operation, kind) and line.operation.question == question:
                yield line

    def _limits_of(self, line: SchemeLine) -> Iterator[Decimal]:
        """The limits that a line's figure is held against, for another line or another row of a choice."""
        tests = [one.only_when_figure for one in self.scheme.lines]
        tests += [row.when_figure for one in self.scheme.lines for row in _rows_of(one.operation)]
        for test in tests:
            if test is not None and test.line == line.id:
                yield from (limit for _, limit in test.limits)

    def _days(self, question: str) -> Iterator[date]:
        """The days for which the time gone by is at a limit, and just below and above it."""
        for line in self._that(Since, question):
            if isinstance(line.operation, Since):
                for limit in self._limits_of(line):
                    yield from about.days(self.day, line.operation.span, limit)

    @cached_property
    def _asked(self) -> Mapping[str, Input]:
        return {one.id: one for one in self.scheme.inputs if one.group is None}

    def _settled(self, aim: Aim) -> Answers:
        """The answers, with those that fulfil what is wanted besides, as far as it goes together."""
        facts = dict(aim.facts)
        for want in aim.wants:
            free = [name for name in sorted(want.questions) if name not in facts]
            if holds(want, facts) and not free:
                continue
            ways = product(*(self.values(name, aim.wants) for name in free))
            tried = [{**facts, **dict(zip(free, way, strict=True))} for way in islice(ways, WAYS)]
            fulfilling = [one for one in tried if holds(want, one)]
            facts = max(fulfilling, key=lambda one: sum(holds(each, one) is True for each in aim.wants), default=facts)
        return facts

    def _term(self, term: Term, aim: Aim, *, high: bool, turn: int) -> None:
        line = next((line for line in self.scheme.lines if line.id == term.line), None)
        if line is not None:
            self._operation(line.operation, aim, high=high, turn=turn)
            aim.wants += _own(line)
            if line.only_when_figure is not None:
                self._tested(line.only_when_figure, aim, turn)

    def _tested(self, test: FigureTest, aim: Aim, turn: int) -> None:
        self._term(Term(line=test.line), aim, high=test.at_most is None and test.less_than is None, turn=turn)

    def _operation(self, operation: Operation, aim: Aim, *, high: bool, turn: int) -> None:
        match operation:
            case Score() | ScoreEach():
                self._points(operation, aim, high=high)
            case ScoreSeveral(question=question, points=points):
                aim.answer(question, tuple(option for option, given in points if given > NOUGHT) if high else ())
            case Quantity(question=question):
                numbers = self._numbers_of(operation)
                if numbers:
                    aim.answer(question, numbers[-1] if high else numbers[0])
            case OverItems(group=group):
                aim.answer(group, ())
            case SupportByAnswer(shares=shares, how_much=question, line=line, where=where):
                aim.answer(question, _extreme(shares, high=high))
                aim.wants.append(where if high else Not(where))
                self._term(line, aim, high=high, turn=turn)
            case Choose():
                self._choice(operation, aim, high=high, turn=turn)
            case Combine(terms=terms):
                self._each(terms, aim, high=high, turn=turn)
            case _ if isinstance(operation, TAKING_OFF):
                first, *others = operation.terms
                self._term(first, aim, high=high, turn=turn)
                self._each(others, aim, high=not high, turn=turn)
            case _ if isinstance(operation, GOES_ON):
                for term in operation.terms:
                    self._term(term, aim, high=high, turn=turn)
            case _:
                return

    def _points(self, operation: Score | ScoreEach, aim: Aim, *, high: bool) -> None:
        questions = operation.questions if isinstance(operation, ScoreEach) else (operation.question,)
        if operation.points:
            option = _extreme(operation.points, high=high)
            for question in questions:
                aim.answer(question, option)

    def _numbers_of(self, operation: Quantity) -> list[Decimal]:
        """The least and the most of a number, as far as they are known."""
        asked = self._asked.get(operation.question)
        if asked is None:
            return []
        least = [one for one in (asked.at_least, operation.at_least) if one is not None]
        most = [one for one in (asked.at_most, operation.at_most) if one is not None]
        found = [max(least, default=NOUGHT)] if self._sure_of(asked) or least else []
        return [*found, min(most)] if most else found

    def _sure_of(self, asked: Input) -> bool:
        """Whether a number begins at nought unless it is said: a questionnaire may ask for more."""
        return asked.at_least is not None or any(one.id == asked.id for one in self.scheme.declared)

    def _each(self, terms: Sequence[Term], aim: Aim, *, high: bool, turn: int) -> None:
        """Terms one by one. Those that do not always apply come last, the last of them first, or else in turn.

        For the least, as few of them apply as can be, and one of them where otherwise none did.
        """
        lines = {line.id: line for line in self.scheme.lines}
        always = [term for term in terms if term.line not in lines or not _own(lines[term.line])]
        others = [term for term in terms if term not in always]
        ordered = [*others[::-1], *others][turn : turn + len(others)]
        applying = ordered if high else [] if any(term.line in lines for term in always) else ordered[:1]
        for term in [*always, *applying]:
            self._term(term, aim, high=high, turn=turn)
        avoided = [term for term in ordered if term not in applying]
        aim.wants += [Not(one) for term in avoided for one in _own(lines[term.line or ""])]
        for term in avoided:  # where one applies all the same
            self._term(term, aim, high=high, turn=turn)

    def _choice(self, operation: Choose, aim: Aim, *, high: bool, turn: int) -> None:
        """One of the rows that give something, another in each turn."""
        places = [place for place, row in enumerate(operation.rows) if row.term is not None]
        if not places:
            return
        place = places[turn % len(places)]
        row = operation.rows[place]
        self._for_row(operation.rows[: place + 1], aim)
        if row.term is not None:
            self._term(row.term, aim, high=high, turn=turn)
        above = [Not(one.when) for one in operation.rows[:place] if one.when is not None and one.when_figure is None]
        aim.wants += [AllOf((*above, *([row.when] if row.when else [])))] if above or row.when else []
        if row.when_figure is not None:
            self._tested(row.when_figure, aim, turn)

    def _for_row(self, rows: Sequence[Row], aim: Aim) -> None:
        """Numbers by which the last of some rows is taken and none above it, as for a band of hours in the middle."""
        for name in dict.fromkeys(row.when_figure.line for row in rows if row.when_figure):
            line = next((line for line in self.scheme.lines if line.id == name), None)
            if line is not None and isinstance(line.operation, Quantity):
                tests = [row.when_figure for row in rows]
                above = [each for each in tests[:-1] if each is not None and each.line == name]
                own = [each for each in tests[-1:] if each is not None and each.line == name]
                numbers = (one for one in self.values(line.operation.question) if isinstance(one, Decimal))
                fitting = (
                    one
                    for one in numbers
                    if all(each.holds(one) for each in own) and not any(each.holds(one) for each in above)
                )
                found = next(fitting, None)
                if found is not None:
                    aim.answer(line.operation.question, found)


def _rows_of(operation: Operation) -> Sequence[Row]:
    return operation.rows if isinstance(operation, Choose) else ()


def _own(line: SchemeLine) -> list[Condition]:
    return [] if line.only_when is None else [line.only_when]


def _extreme(points: Sequence[tuple[str, Decimal]], *, high: bool) -> str:
    ordered = sorted(points, key=lambda one: one[1])
    return ordered[-1 if high else 0][0]
