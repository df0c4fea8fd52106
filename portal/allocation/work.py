"""Owns one calculation while it runs: facts, the lines so far, and the sum every line is worked out by."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from portal.allocation.model import How, Line, Misfit, Operand, Outcome, RateUsed, Reason, none_found
from portal.allocation.parts import Rate, Term
from portal.answers import Facts, Missing
from portal.conditions import AllOf, AnyOf, Condition, Not, OneOf, holds
from portal.money import EXACT, Rounding, plain

if TYPE_CHECKING:
    from portal.allocation.operations.offered import Offered

UNSURE = (Missing.NOT_SURE, Missing.TALK)
Asked = tuple[str, int | None]


class CannotSay(Exception):
    """A line that cannot be worked out, why, and which answers stand in the way.

    `misfit` says how a number is out of range.
    """

    def __init__(self, reason: Reason, questions: Iterable[Asked] = (), misfit: Misfit | None = None) -> None:
        self.reason = reason
        self.questions = tuple(questions)
        self.misfit = misfit
        super().__init__(reason.value)


def together_refused(refusals: Sequence[CannotSay]) -> CannotSay:
    """One refusal for several: the gravest reason, and every answer in the way once."""
    gravest = min(refusals, key=lambda one: list(Reason).index(one.reason))
    asked = dict.fromkeys(asked for one in refusals for asked in one.questions)
    return CannotSay(gravest.reason, asked, gravest.misfit)


class Unknown(Exception):
    """A line stands on one that could not be worked out, and that already said why."""

    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


class DoesNotApply(Exception):
    """Nothing this line stands on applies, so the line does not either."""


@dataclass(frozen=True, slots=True)
class Working:
    """What an operation found: the operands its figure is worked out from, and what it noticed."""

    operands: tuple[Operand, ...]
    rounding: Rounding | None = None
    rate: RateUsed | None = None
    outcome: Outcome = Outcome.ORDINARY
    confirmed: bool | None = None


@dataclass(slots=True)
class Work:
    """The facts, the day and the lines worked out so far. `lines` lacks a line that could not be worked out."""

    facts: Facts
    day: date
    rates: Mapping[str, Rate]
    confirmed: Collection[Asked] = ()
    denied: Collection[Asked] = ()
    lines: dict[str, Line] = field(default_factory=dict)
    offered: Mapping[str, "Offered"] = field(default_factory=dict)

    def line(self, line_id: str) -> Line:
        """An earlier line, whether or not it applies. Raises Unknown where it could not be worked out."""
        if line_id not in self.lines:
            raise Unknown(line_id)
        return self.lines[line_id]

    def applying(self, line_id: str) -> Line:
        """An earlier line that must apply for this one to do so. Raises DoesNotApply where it does not."""
        line = self.line(line_id)
        if not line.applies:
            raise DoesNotApply
        return line

    def gives_none(self, line_id: str) -> bool:
        """Whether an earlier line is nought because there is no individual budget: a floor then raises nothing."""
        return self.line(line_id).figure <= 0 and none_found(line_id, self.lines.values())

    def asked_behind(self, line_id: str) -> list[Asked]:
        """The answers that an earlier line stands on, each once, in the order of the scheme."""
        wanted, asked = {line_id}, list[Asked]()
        for line in reversed(self.lines.values()):
            if line.id in wanted:
                wanted.update(one.line for one in line.operands if one.line)
                asked = [*line.questions, *asked]
        return list(dict.fromkeys(asked))

    def operand(self, term: Term, how: How) -> Operand:
        """The operand a term stands for today."""
        if term.line is not None:
            line = self.applying(term.line)
            return Operand(how, line.figure, line.unit, line=line.id)
        if term.rate is not None:
            used = self.rate(term.rate)
            return Operand(how, used.figure, used.unit, label=used.title, rate=used.id)
        return Operand(how, term.figure or Decimal(0), term.unit, label=term.label)

    def rate(self, rate_id: str) -> RateUsed:
        """The rate in force today. Raises CannotSay where no price is set, or it is not published."""
        used = self.rates[rate_id].on(self.day)
        if used is None:
            raise CannotSay(self.rates[rate_id].why_not(self.day))
        return used

    def rate_of(self, *terms: Term | None) -> RateUsed | None:
        """The rate of the first term that names one, to be shown beside the line."""
        return next((self.rate(term.rate) for term in terms if term is not None and term.rate is not None), None)

    def decide(self, condition: Condition, item: Facts | None = None, place: int | None = None) -> bool:
        """Whether a condition holds. Raises CannotSay where it hangs on an answer that is missing or not sure.

        An answer that is none of those that the scheme's own inputs offer decides nothing either.
        """
        facts = self.facts if item is None else {**self.facts, **item}
        unsure, unfit = _unsure_in(condition, facts), self.unfit_in(condition, facts)
        decided = holds(condition, without(facts, [*unsure, *unfit]))
        if decided is not None:
            return decided
        open_ones = [name for name in sorted(condition.questions) if facts.get(name) is Missing.UNANSWERED]
        reason = Reason.UNANSWERED if open_ones else Reason.NOT_SURE if unsure else Reason.OUT_OF_RANGE
        named = (*open_ones, *unsure, *unfit)
        raise CannotSay(reason, [(name, place if item is not None and name in item else None) for name in named])

    def unfit_in(self, condition: Condition, facts: Facts) -> list[str]:
        """The questions of a condition with an answer that the scheme's own inputs do not offer."""
        known = sorted(condition.questions & self.offered.keys()) if self.offered else ()
        return [name for name in known if not self.offered[name].fits(facts.get(name))]

    def items(self, group: str) -> Sequence[Facts]:
        """The items of a group, none where it is not asked. Raises CannotSay where the list is not finished."""
        found = self.facts.get(group)
        if found is None or found in (Missing.BLANK, Missing.NOT_APPLICABLE):
            return ()
        if isinstance(found, Missing):
            raise CannotSay(Reason.NOT_SURE if found in UNSURE else Reason.UNANSWERED, [(group, None)])
        if isinstance(found, tuple):
            items = tuple(one for one in found if isinstance(one, Mapping))
            if len(items) == len(found):
                return items
        raise CannotSay(Reason.OUT_OF_RANGE, [(group, None)])


def refuse_missing(answer: object, question: str, item: int | None = None) -> None:
    """Raise CannotSay where an answer is missing or not sure; a real value passes."""
    if isinstance(answer, Missing):
        reason = {
            Missing.UNANSWERED: Reason.UNANSWERED,
            Missing.NOT_SURE: Reason.NOT_SURE,
            Missing.TALK: Reason.NOT_SURE,
        }
        raise CannotSay(reason.get(answer, Reason.OUT_OF_RANGE), [(question, item)])


def number_or_refuse(found: object, question: str, item: int | None = None) -> Decimal:
    """The number that was answered. Raises CannotSay where there is none, or the answer is not a number."""
    if found is None:
        raise CannotSay(Reason.UNANSWERED, [(question, item)])
    if isinstance(found, Missing):
        refuse_missing(found, question, item)
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        raise CannotSay(Reason.OUT_OF_RANGE, [(question, item)])
    number = Decimal(found)
    if not number.is_finite():
        raise CannotSay(Reason.OUT_OF_RANGE, [(question, item)])
    return number


def without(facts: Facts, questions: Sequence[str]) -> Facts:
    """The facts with these questions left open."""
    return {**facts, **dict.fromkeys(questions, Missing.UNANSWERED)} if questions else facts


def _unsure_in(condition: Condition, facts: Facts) -> list[str]:
    """The questions answered 'not sure' that the condition asks about without naming that answer itself."""
    named = named_specials(condition)
    return [name for name in sorted(condition.questions) if _unsure(facts, name) and (name, facts[name]) not in named]


def _unsure(facts: Facts, name: str) -> bool:
    found = facts.get(name)
    return isinstance(found, Missing) and found in UNSURE


@lru_cache(maxsize=1024)
def named_specials(condition: Condition) -> frozenset[tuple[str, str]]:
    """The special answers a condition names, by question: those it decides about on purpose."""
    match condition:
        case AnyOf(question, values):
            return frozenset((question, value) for value in values if value in set(Missing))
        case AllOf(parts) | OneOf(parts):
            return frozenset().union(*(named_specials(part) for part in parts))
        case Not(part):
            return named_specials(part)
        case _:
            return frozenset()


def work_out(operands: Iterable[Operand], rounding: Rounding | None = None) -> Decimal:
    """The figure the operands give, from left to right as on a pocket calculator, then rounded if that is stated.

    There is no other way to a figure. Raises decimal.Inexact rather than lose a digit in silence.
    """
    above, below = _quotient(operands)
    if rounding is not None:
        return rounding.apply_to_quotient(above, below)
    return plain(EXACT.divide(above, below))


def is_changed(line: Line) -> bool:
    """Whether rounding made the line's figure another than its operands give."""
    if line.rounding is None:
        return False
    above, below = _quotient(line.operands)
    return EXACT.multiply(line.figure, below) != above


def _quotient(operands: Iterable[Operand]) -> tuple[Decimal, Decimal]:
    above, below, begun = Decimal(0), Decimal(1), False
    for one in operands:
        if one.how is How.COMPARED:
            continue
        above, below = _one_more(above, below, one, begun=begun)
        begun = True
    return above, below


def _one_more(above: Decimal, below: Decimal, one: Operand, *, begun: bool) -> tuple[Decimal, Decimal]:
    value = EXACT.multiply(one.value, below)
    match one.how:
        case How.ADDED:
            above = EXACT.add(above, value)
        case How.TAKEN_AWAY:
            above = EXACT.subtract(above, value)
        case How.TIMES:
            above = EXACT.multiply(above, one.value)
        case How.DIVIDED_BY:
            below = value
        case How.PER_CENT:
            above, below = EXACT.multiply(above, one.value), EXACT.multiply(below, Decimal(100))
        case How.GREATEST:
            above = max(above, value) if begun else value
        case How.LEAST:
            above = min(above, value) if begun else value
    return above, below
