"""Owns the rule that a condition on a number can hold for some answer."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from portal.allocation.lint import questions
from portal.allocation.lint.answered import Ends
from portal.allocation.lint.widest import Widest
from portal.allocation.operations import Choose, Combine, Limit, Operation
from portal.allocation.operations.answers import Take
from portal.allocation.parts import FigureTest, Input, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import Between, leaves
from portal.files import Complaint, Mark
from portal.money import Unit

FAR = 5  # a limit so many times the most is none that somebody meant


def _complaint(code: str, mark: Mark, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, f"line “{line.id}”", what, cure)


def out_of_reach(scheme: Scheme) -> Iterator[Complaint]:
    """No condition wants a number above the most that can be answered, or below the least."""
    widest = Widest(scheme)
    for line in scheme.lines:
        tests = [line.only_when_figure] if line.only_when_figure else []
        if isinstance(line.operation, Choose):
            tests += [row.when_figure for row in line.operation.rows if row.when_figure]
        for test in tests:
            what = _never(test, widest.of(Term(line=test.line)))
            if what:
                yield _complaint("never-holds", line.mark, line, what, "Correct the limit, or what can be answered.")
        yield from _beyond_answers(line, scheme)


def _never(test: FigureTest, ends: Ends) -> str | None:
    """Why a test never holds, in words; None where it can."""
    least, most = ends.least, ends.greatest
    for how, limit in test.limits:
        if most is not None and (limit > most if how == "at least" else how == "more than" and limit >= most):
            return f"It wants “{test.line}” to be {how} {limit}, and it is never more than {most}."
        if least is not None and (limit < least if how == "at most" else how == "less than" and limit <= least):
            return f"It wants “{test.line}” to be {how} {limit}, and it is never less than {least}."
    return None


def far_limits(scheme: Scheme) -> Iterator[Complaint]:
    """No points are held to a stated figure that is many times the most they can be.

    A limit a little above it may be there to be safe, hours a week end by themselves, and prices rise.
    """
    widest = Widest(scheme)
    for line in scheme.lines:
        for held, limit in _held(line.operation) if line.unit is Unit.POINTS else ():
            most = widest.of(held).greatest
            if most is not None and most > 0 and limit >= FAR * most:
                what = f"It holds “{held.line}” to at most {limit}, and it is never more than {most}."
                yield _complaint("never-holds", line.mark, line, what, "Correct the limit, or take it out.")


def _held(operation: Operation) -> Iterator[tuple[Term, Decimal]]:
    """The lines that are held to figures, each with its figure."""
    match operation:
        case Limit(line=held, at_most=Term(figure=Decimal() as limit)):
            yield held, limit
        case Combine(take=Take.LEAST, how_many=None, terms=terms):
            figures = [term.figure for term in terms if term.figure is not None]
            yield from ((term, min(figures)) for term in terms if term.line and figures)


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
    for condition in questions.conditions_of(line):
        for leaf in leaves(condition):
            asked = inputs.get(leaf.question)
            if isinstance(leaf, Between) and asked is not None:
                above = leaf.at_least is not None and asked.at_most is not None and leaf.at_least > asked.at_most
                below = leaf.at_most is not None and asked.at_least is not None and leaf.at_most < asked.at_least
                if above or below:
                    yield leaf, asked


Rule = Callable[[Scheme], Iterator[Complaint]]
RULES: tuple[Rule, ...] = (out_of_reach, far_limits)
