"""Owns the rule that more need never gives less: a line that can fall says in `may_fall` why, or is refused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from portal.allocation.lint import shares, slips
from portal.allocation.lint.choices import NONE, choice_falls
from portal.allocation.lint.ends import can_be_worked_out
from portal.allocation.lint.options import option_that_falls
from portal.allocation.lint.person import asks_who
from portal.allocation.operations import (
    Bands,
    Choose,
    Combine,
    Difference,
    Divide,
    Limit,
    Operation,
    OverItems,
    Protect,
    Quantity,
    ReadTable,
    Score,
    ScoreEach,
    ScoreSeveral,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.protection import ByYear
from portal.allocation.parts import FigureTest, Input, Says, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AllOf, AnyOf, Between, Condition, Not, OneOf
from portal.files import Complaint, Mark

ASKING = (Score, ScoreEach, ScoreSeveral, Quantity, OverItems)
"""The operations that take need from answers. Days gone by are none, and what family does is taken off on purpose."""
ANY = Input("", "any")
OF_PRICES = "Where the rows differ by a price alone, choose the price in a line above and multiply once. "
CURE = "Change it; or, where it is right that more gives less, say why in `may_fall:` on this line."


@dataclass(frozen=True, slots=True)
class Need:
    """The lines of a scheme that stand on need, and those of them that apply or not by how much there is."""

    on_need: frozenset[str]
    sometimes: frozenset[str]
    person: frozenset[str]  # questions about who somebody is
    asked: Mapping[str, Input]

    def has(self, term: Term | None) -> bool:
        """Whether a term is a line that stands on need."""
        return term is not None and term.line in self.on_need

    def comes_and_goes(self, term: Term | None) -> bool:
        """Whether a term is a line that applies or not by how much need there is."""
        return term is not None and term.line in self.sometimes

    def directions(self, condition: Condition) -> frozenset[int]:
        """Whether a condition begins to hold (1) or ceases to (-1) as a number in it rises; both, or neither."""
        match condition:
            case Between(question, at_least, at_most) if question not in self.person:
                return frozenset({1} if at_least is not None else ()) | ({-1} if at_most is not None else set())
            case AnyOf(question) if condition.numbers and question not in self.person:
                return _about_numbers(condition.numbers, self.asked.get(question, ANY))
            case AllOf(parts) | OneOf(parts):
                return frozenset().union(*(self.directions(part) for part in parts))
            case Not(part):
                return frozenset(-one for one in self.directions(part))
            case _:
                return frozenset()


def need_of(scheme: Scheme) -> Need:
    """What stands on need, from the top down."""
    person = frozenset(asks_who(scheme))
    inputs = {one.id: one for one in scheme.inputs}
    need = Need(frozenset(), frozenset(), person, inputs)
    for line in scheme.lines:
        asked = {one.id for one in line.operation.inputs}
        test = line.only_when_figure
        hangs = (test is not None and test.line in need.on_need) or bool(
            line.only_when and need.directions(line.only_when)
        )
        on_need, sometimes = need.on_need, need.sometimes
        if hangs or (isinstance(line.operation, ASKING) and asked - person) or set(line.lines_used) & on_need:
            on_need |= {line.id}
        if hangs or _goes_with_its_terms(line, need):
            sometimes |= {line.id}
        need = Need(on_need, sometimes, person, inputs)
    return need


def _about_numbers(numbers: Sequence[Decimal], asked: Input) -> frozenset[int]:
    """The directions of a condition that names numbers: those at an end of what can be answered have but one."""
    if asked.kind not in {"number", "any", "any-number"}:
        return frozenset()
    gaps = [high - low for low, high in pairwise(numbers)]
    if any(asked.in_steps_of is None or gap > asked.in_steps_of for gap in gaps):
        return frozenset({1, -1})
    begins = asked.at_least is None or numbers[0] > asked.at_least
    ends = asked.at_most is None or numbers[-1] < asked.at_most
    return frozenset({1} if begins else ()) | ({-1} if ends else set())


def _goes_with_its_terms(line: SchemeLine, need: Need) -> bool:
    """Whether a line does not apply where one that it stands on does not."""
    terms = line.operation.terms
    if isinstance(line.operation, Combine):
        lines = [term for term in terms if term.line]
        return bool(lines) and all(need.comes_and_goes(term) for term in lines)
    if isinstance(line.operation, Difference | Limit | Protect):
        terms = terms[:1]
    return any(need.comes_and_goes(term) for term in terms)


def more_need_gives_less(scheme: Scheme) -> Iterator[Complaint]:
    """No line gives less where what it stands on gives more, unless it says why."""
    need, sound = need_of(scheme), can_be_worked_out(scheme)
    for line in scheme.lines:
        if line.may_fall is not None:
            continue
        yield from _falling_bands(line, need)
        what = next(_falls(line, need, scheme), "")
        if not what and sound:
            what = option_that_falls(line, scheme, need.person)
        if what:
            yield _complaint("more-need-gives-less", line.mark, line, what)


def _complaint(code: str, mark: Mark, line: SchemeLine, what: str) -> Complaint:
    rows = line.operation.rows if isinstance(line.operation, Choose) else ()
    by_price = OF_PRICES if len({row.term.line for row in rows if row.term and row.term.line}) > 1 else ""
    return Complaint(code, mark.file, mark.line, f"line “{line.id}”", what, by_price + CURE)


def _falling_bands(line: SchemeLine, need: Need) -> Iterator[Complaint]:
    """Of any unit, a higher band never gives less than one below it, gaps between them or not."""
    if not isinstance(line.operation, Bands) or not need.has(line.operation.line):
        return
    rows = line.operation.rows
    figures = [NONE if row.no_budget else row.figure for row in rows]
    most, top = NONE, 0
    for place, (row, figure) in enumerate(zip(rows, figures, strict=True)):
        if figure is not None and figure < most:
            what = f"The band from {row.at} gives less than the one from {rows[top].at}."
            cure = CURE + slips.meant(figures, top, place)
            yield Complaint("table-not-rising", row.mark.file, row.mark.line, f"line “{line.id}”", what, cure)
        elif figure is not None and figure > most:
            most, top = figure, place


def _falls(line: SchemeLine, need: Need, scheme: Scheme) -> Iterator[str]:
    """How a line can give less where need is more."""
    test = line.only_when_figure
    if test is not None and test.line in need.on_need and _has_upper_limit(test):
        yield f"It no longer applies where “{test.line}” rises above its limit."
    if line.only_when is not None and -1 in need.directions(line.only_when):
        yield "It no longer applies where a number in its condition rises above its limit."
    operation = line.operation
    for kind, falls in FALLING.items():
        if isinstance(operation, kind):
            yield from falls(operation, need, scheme)


def _has_upper_limit(test: FigureTest) -> bool:
    return test.at_most is not None or test.less_than is not None


def _difference(operation: Difference, need: Need, scheme: Scheme) -> Iterator[str]:
    """What is taken off is a part of what it is taken from, or no need."""
    parts = shares.takes_shares_only(operation, scheme)
    whole = shares.addends(operation.terms[0].line or "", scheme)
    for term in operation.terms[1:]:
        taken = shares.beside_base(term.line or "", scheme, whole) if parts else [term.line or ""]
        yield from (f"The more “{one}” gives, the less this does." for one in taken if one in need.on_need)


def _divide(operation: Divide, need: Need, _scheme: Scheme) -> Iterator[str]:
    if need.has(operation.by):
        yield f"The more “{operation.by.line}” gives, the less this does."


def _choose(operation: Choose, need: Need, scheme: Scheme) -> Iterator[str]:
    name = choice_falls(operation, scheme, lambda line: line in need.on_need, need.person)
    if name:
        yield f"Where “{name}” rises, a row can be chosen that gives less, or it cannot be told that it gives more."


def _combine(operation: Combine, need: Need, scheme: Scheme) -> Iterator[str]:
    lines = [term for term in operation.terms if term.line]
    if operation.take is Take.LEAST and len(operation.terms) > 1 and len(lines) > 1:
        for term in lines:
            if need.comes_and_goes(term):
                yield f"“{term.line}” applies only where there is more need, and then it can be the least."
    if operation.adds_figures and (operation.take is not Take.LEAST or operation.how_many is not None):
        for term in lines if any(term.figure != 0 for term in operation.terms if not term.line) else ():
            yield from _can_become_none(term, need, scheme)


def _limit(operation: Limit, need: Need, scheme: Scheme) -> Iterator[str]:
    if operation.at_least and not operation.none_below:
        yield from _can_become_none(operation.line, need, scheme)
    if operation.none_below and need.has(operation.at_least):
        yield "The limit below which there is nothing rises with need."
    if operation.hard and need.comes_and_goes(operation.at_most):
        yield "The limit that cuts off applies only where there is more need."


def _can_become_none(term: Term, need: Need, scheme: Scheme) -> Iterator[str]:
    for name in sorted(scheme.behind(term.line or "") & need.sometimes):
        if _can_be_none(scheme.line(name).operation):
            yield f"“{name}” applies only where there is more need, and can be no budget, which no figure raises."


def _can_be_none(operation: Operation) -> bool:
    """Whether a line can find that there is no individual budget."""
    match operation:
        case Bands(rows=rows):
            return any(row.no_budget for row in rows)
        case ReadTable(table=table):
            return any(row.says is Says.NO_BUDGET for version in table.versions for row in version.rows)
        case Choose(rows=rows):
            return any(row.says is Says.NO_BUDGET for row in rows)
        case Score(says=says):
            return any(each is Says.NO_BUDGET for _, each in says)
        case _:
            return isinstance(operation, Limit) and operation.none_below


def _over(operation: OverItems, need: Need, _scheme: Scheme) -> Iterator[str]:
    ways = need.directions(operation.where) if operation.where else frozenset()
    if -1 in ways or (ways and operation.take is Take.LEAST):
        yield "One that counted no longer does, or one counts that lowers the least, where a number in `where` rises."


def _protect(operation: Protect, need: Need, _scheme: Scheme) -> Iterator[str]:
    way = operation.way
    if isinstance(way, ByYear) and way.rises_too and need.comes_and_goes(operation.before):
        yield "The sum of before holds a rise back only where there is more need."


FALLING: dict[type, Callable[..., Iterator[str]]] = {
    Difference: _difference,
    Divide: _divide,
    Choose: _choose,
    Combine: _combine,
    Limit: _limit,
    OverItems: _over,
    Protect: _protect,
}
"""The operations that can give less for more, beside bands; tables and figures below nought are refused everywhere."""
