"""Owns the rules about the rows of a choice: each can be taken, and the line that it then takes applies."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from math import prod
from typing import Any

from portal.allocation.lint.choices import LINE, MOST_SITUATIONS, QUESTION, axes_of
from portal.allocation.lint.never import beyond_answers
from portal.allocation.lint.situations import conditions_behind, situations, when_it_applies
from portal.allocation.operations import Choose
from portal.allocation.operations.choice import Row
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import holds
from portal.files import Complaint, Mark

NOUGHT = Decimal(0)


def rows_never_taken(scheme: Scheme) -> Iterator[Complaint]:
    """In a choice, no row stands below others that hold wherever it does."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose) and not any(beyond_answers(line, scheme)):
            cure = "Put it above them, or correct its limits."
            for row in _never_taken(line.operation, scheme):
                yield _complaint(
                    "unreachable-row", row.mark, line, "This row never holds, or only where one above it does.", cure
                )


def lines_that_are_taken(scheme: Scheme) -> Iterator[Complaint]:
    """No choice takes a line that does not apply there: it would silently give nothing, as if nothing were needed."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose):
            for row, answers in _takes_nothing(line, line.operation, scheme):
                name = row.term.line if row.term else ""
                what = (
                    f"With {answers} it takes “{name}”, which does not apply there: it gives nothing, without a word."
                )
                cure = "Give that case a row of its own above, such as `figure: no-budget`, or correct `only_when`."
                yield _complaint("row-without-figure", row.mark, line, what, cure)


def _takes_nothing(line: SchemeLine, operation: Choose, scheme: Scheme) -> Iterator[tuple[Row, str]]:
    """Each row that can take a line which does not apply, with answers that make it so."""
    inner = list(conditions_behind(operation.terms, scheme))
    told: list[Row] = []
    for one in situations([*when_it_applies(line), *inner], scheme) if inner else ():
        row = one.row_taken(operation)
        met = line.only_when is None or holds(line.only_when, one.facts)
        if met and row is not None and row.term is not None and row not in told and one.applies(row.term) is False:
            told.append(row)
            behind = conditions_behind([row.term], scheme)
            asked = frozenset().union(*(each.questions for each in (*when_it_applies(line), *behind)))
            yield row, one.described(asked)


def figures_looked_at(scheme: Scheme) -> Iterator[Complaint]:
    """No choice passes by a row that nought would take, to that of everyone else, because a line does not apply."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose):
            for row, answers in _passes_by(line, line.operation, scheme):
                name = row.when_figure.line if row.when_figure else ""
                what = (
                    f"With {answers}, “{name}” does not apply, so that no limit on it holds: the row for everyone else "
                    "counts, as if it were above this one."
                )
                cure = f"Say in a row above what counts there, by `when:`; or let the line count where “{name}” does."
                yield _complaint("row-without-figure", row.mark, line, what, cure)


def _passes_by(line: SchemeLine, operation: Choose, scheme: Scheme) -> Iterator[tuple[Row, str]]:
    """The first row that a choice passes by although nought would take it, with answers that make it so."""
    looked_at = [Term(line=row.when_figure.line) for row in operation.rows if row.when_figure]
    inner = list(conditions_behind(looked_at, scheme))
    for one in situations([*when_it_applies(line), *inner], scheme) if inner else ():
        rows = list(one.rows_met(operation))
        taken = rows[-1] if rows else None
        if taken is None or taken.term is None or not taken.for_everyone_else or taken.term.figure == 0:
            continue
        passed = (row for row in rows[:-1] if row and row.when_figure and row.when_figure.holds(NOUGHT))
        row = next((row for row in passed if row.term != taken.term), None)
        if row is not None and (line.only_when is None or holds(line.only_when, one.facts)):
            asked = frozenset().union(*(each.questions for each in (*when_it_applies(line), *inner)))
            yield row, one.described(asked)
            return


def _complaint(code: str, mark: Mark, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, f"line “{line.id}”", what, cure)


def _never_taken(operation: Choose, scheme: Scheme) -> Iterator[Row]:
    """The rows that no situation comes to; a row for everyone else may be there for what is not asked."""
    axes = [(axis.looked_at, (*axis.values, None)) for axis in axes_of(operation, scheme)]
    if prod(len(values) for _, values in axes) > MOST_SITUATIONS:
        return
    left = {place: row for place, row in enumerate(operation.rows) if not row.for_everyone_else}
    for values in product(*(each for _, each in axes)):
        taken = _taken(operation, dict(zip((name for name, _ in axes), values, strict=True)))
        left.pop(taken, None)
        if not left:
            return
    yield from left.values()


def _taken(operation: Choose, around: Mapping[tuple[str, str], Any]) -> int:
    """The place of the row that is taken in a situation, -1 where none is. A line without a figure does not apply."""
    facts = {name: value for (name, kind), value in around.items() if kind == QUESTION and value is not None}
    for place, row in enumerate(operation.rows):
        test = row.when_figure
        figure = around.get((test.line, LINE)) if test else None
        met = test is None or (figure is not None and test.holds(figure))
        if met and (row.when is None or holds(row.when, facts)):
            return place
    return -1
