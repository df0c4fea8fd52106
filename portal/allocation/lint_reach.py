"""Owns the rule that each row of a choice can be taken, and each limit of a condition can be met."""

from collections.abc import Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from portal.allocation import lint_questions
from portal.allocation.lint_choices import LINE, MOST_SITUATIONS, QUESTION, axes_of
from portal.allocation.operations import Choose
from portal.allocation.operations.choice import Row
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import Between, holds, leaves
from portal.files import Complaint, Mark


def rows_never_taken(scheme: Scheme) -> Iterator[Complaint]:
    """In a choice, no row stands below others that hold wherever it does."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose) and not any(_unmet(line, scheme)):
            cure = "Put it above them, or correct its limits."
            for row in _never_taken(line.operation, scheme):
                yield _complaint(
                    "unreachable-row", row.mark, line, "This row never holds, or only where one above it does.", cure
                )


def limits_never_met(scheme: Scheme) -> Iterator[Complaint]:
    """A condition on a number can hold for some answer."""
    for line in scheme.lines:
        for leaf, asked in _unmet(line, scheme):
            what = f"No answer to “{leaf.question}” fits its condition: {_said(asked)}."
            yield _complaint(
                "condition-unknown-option", line.mark, line, what, "Correct the limit, or that of the input."
            )


def _complaint(code: str, mark: Mark, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, f"line “{line.id}”", what, cure)


def _unmet(line: SchemeLine, scheme: Scheme) -> Iterator[tuple[Between, Input]]:
    """The limits of a line's conditions that lie outside what can be answered."""
    inputs = {one.id: one for one in scheme.inputs if one.kind == "number"}
    for condition in lint_questions.conditions_of(line):
        for leaf in leaves(condition):
            asked = inputs.get(leaf.question)
            if isinstance(leaf, Between) and asked is not None:
                above = leaf.at_least is not None and asked.at_most is not None and leaf.at_least > asked.at_most
                below = leaf.at_most is not None and asked.at_least is not None and leaf.at_most < asked.at_least
                if above or below:
                    yield leaf, asked


def _said(asked: Input) -> str:
    limits = (("from", asked.at_least), ("up to", asked.at_most))
    return "it is " + " ".join(f"{words} {limit}" for words, limit in limits if limit is not None)


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
