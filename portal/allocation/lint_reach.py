"""Owns the rule that each row of a choice can be taken."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from portal.allocation.lint_choices import LINE, MOST_SITUATIONS, QUESTION, axes_of
from portal.allocation.lint_never import beyond_answers
from portal.allocation.operations import Choose
from portal.allocation.operations.choice import Row
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import holds
from portal.files import Complaint, Mark


def rows_never_taken(scheme: Scheme) -> Iterator[Complaint]:
    """In a choice, no row stands below others that hold wherever it does."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose) and not any(beyond_answers(line, scheme)):
            cure = "Put it above them, or correct its limits."
            for row in _never_taken(line.operation, scheme):
                yield _complaint(
                    "unreachable-row", row.mark, line, "This row never holds, or only where one above it does.", cure
                )


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
