"""Owns the rule that a condition on a number can hold for some answer."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from portal.allocation import lint_questions
from portal.allocation.operations import (
    Amount,
    Bands,
    Choose,
    Combine,
    Multiply,
    Operation,
    Quantity,
    Round,
    Score,
    ScoreEach,
)
from portal.allocation.operations.answers import Instead, Take
from portal.allocation.parts import FigureTest, Input, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import Between, leaves
from portal.files import Complaint, Mark
from portal.money import EXACT

NOUGHT = Decimal(0)
Lines = Sequence[SchemeLine]


def _complaint(code: str, mark: Mark, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, f"line “{line.id}”", what, cure)


def out_of_reach(scheme: Scheme) -> Iterator[Complaint]:
    """No condition wants a number above the most that can be answered, or below the least."""
    for place, line in enumerate(scheme.lines):
        tests = [line.only_when_figure] if line.only_when_figure else []
        if isinstance(line.operation, Choose):
            tests += [row.when_figure for row in line.operation.rows if row.when_figure]
        for test in tests:
            most = _most(Term(line=test.line), scheme.lines[:place], scheme)
            if most is not None and _wants_more(test, most):
                limit = next(f"{how} {limit}" for how, limit in test.limits if how in {"at least", "more than"})
                what = f"It wants “{test.line}” to be {limit}, and it is never more than {most}."
                yield _complaint("never-holds", line.mark, line, what, "Correct the limit, or what can be answered.")
        yield from _beyond_answers(line, scheme)


def _wants_more(test: FigureTest, most: Decimal) -> bool:
    return (test.at_least is not None and test.at_least > most) or (
        test.more_than is not None and test.more_than >= most
    )


def _beyond_answers(line: SchemeLine, scheme: Scheme) -> Iterator[Complaint]:
    for leaf, known in beyond_answers(line, scheme):
        over = leaf.at_least is not None and known.at_most is not None and leaf.at_least > known.at_most
        end = f"more than {known.at_most}" if over else f"less than {known.at_least}"
        limit = f"at least {leaf.at_least}" if over else f"at most {leaf.at_most}"
        what = f"It wants “{leaf.question}” to be {limit}, and nobody can answer {end}."
        yield _complaint("never-holds", line.mark, line, what, "Correct the limit, or what can be answered.")


def beyond_answers(line: SchemeLine, scheme: Scheme) -> Iterator[tuple[Between, Input]]:
    """The limits of a line's conditions that lie outside what can be answered, with the input."""
    inputs = {one.id: one for one in scheme.inputs if one.kind == "number"}
    for condition in lint_questions.conditions_of(line):
        for leaf in leaves(condition):
            asked = inputs.get(leaf.question)
            if isinstance(leaf, Between) and asked is not None:
                above = leaf.at_least is not None and asked.at_most is not None and leaf.at_least > asked.at_most
                below = leaf.at_most is not None and asked.at_least is not None and leaf.at_most < asked.at_least
                if above or below:
                    yield leaf, asked


def _most(term: Term, above: Lines, scheme: Scheme) -> Decimal | None:
    """What a term is never more than, of lines above it; None where that is not known."""
    if term.rate is not None:
        rate = scheme.rates.get(term.rate)
        return max(rate.figures, default=None) if rate else None
    if term.line is None:
        return term.figure
    for place, line in enumerate(above):
        if line.id == term.line:
            most = _most_of(line.operation, above[:place], scheme)
            return line.rounding.apply(most) if line.rounding and most is not None else most
    return None


def _most_of(operation: Operation, above: Lines, scheme: Scheme) -> Decimal | None:
    match operation:
        case Quantity(question=question, instead=instead, at_most=at_most):
            asked = next((one for one in scheme.inputs if one.id == question), None)
            limits = [one for one in (at_most, asked.at_most if asked else None) if one is not None]
            return max(min(limits), *instead.figures, NOUGHT) if limits else None
        case Score(points=points, weight=weight, instead=instead):
            return _points(points, weight, instead)
        case ScoreEach(points=points, weight=weight, instead=instead, take=take, questions=questions):
            times = len(questions) if take is Take.SUM else 1
            return EXACT.multiply(_points(points, weight, instead), Decimal(times))
        case Bands(rows=rows):
            return max((row.figure for row in rows if row.figure is not None), default=None)
        case Round(line=term, rounding=rounding):
            most = _most(term, above, scheme)
            return None if most is None else rounding.apply(most)
        case Combine(how_many=None) | Multiply() | Choose() | Amount():
            return _most_of_terms(operation, [_most(term, above, scheme) for term in operation.terms])
        case _:
            return None


def _most_of_terms(operation: Operation, each: Sequence[Decimal | None]) -> Decimal | None:
    known = [max(one, NOUGHT) for one in each if one is not None]  # nought where a line does not apply
    if not known or len(known) < len(each):
        return None
    if isinstance(operation, Multiply):
        return EXACT.multiply(*known)
    return sum(known, NOUGHT) if isinstance(operation, Combine) and operation.take is Take.SUM else max(known)


def _points(points: Sequence[tuple[str, Decimal]], weight: Decimal | None, instead: Instead) -> Decimal:
    most = max((*(figure for _, figure in points), *instead.figures, NOUGHT))
    return EXACT.multiply(most, max(weight or Decimal(1), Decimal(1)))


Rule = Callable[[Scheme], Iterator[Complaint]]
RULES: tuple[Rule, ...] = (out_of_reach,)
