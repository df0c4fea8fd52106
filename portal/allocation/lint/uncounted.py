"""Owns the options that no line of a scheme counts, and those for which a choice has no row. Both may well be meant."""

from collections.abc import Iterable, Iterator

from portal.allocation.lint.questions import conditions_of
from portal.allocation.lint.untried import listed
from portal.allocation.loading_inputs import YES_NO
from portal.allocation.operations import Choose
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme, SchemeLine
from portal.answers import Missing
from portal.conditions import Condition, holds

NOTHING = frozenset({"no", "none", "never", "nobody", "neither", "nothing", "not-needed"})
"""Options for which nothing is counted on purpose, by their ids."""


def said_of_options(scheme: Scheme) -> Iterator[str]:
    """A sentence about each of the two, where there is anything to say."""
    asked = [one for one in scheme.declared if one.kind == "choice" and one.group is None]
    without = dict(row for one in asked for row in _without_row(one, scheme))
    uncounted = [f"{one.id}={option}" for one in asked for option in _uncounted(one, scheme)]
    uncounted = [name for name in uncounted if name not in without]
    if without:
        rows = [f"{name} in “{line}”" for name, line in without.items()]
        yield f"In “{scheme.id}” these have no row, and so no figure: {listed(rows)}."
    if uncounted:
        yield f"No line of “{scheme.id}” counts: {listed(uncounted)}. Whoever answers that gets nothing for it."


def _without_row(asked: Input, scheme: Scheme) -> Iterator[tuple[str, str]]:
    """The answers for which a choice has no row, each with its line."""
    for line in scheme.lines:
        if isinstance(line.operation, Choose) and all(row.when is not None for row in line.operation.rows):
            rows = [row.when for row in line.operation.rows if row.when is not None]
            applies = [line.only_when] if line.only_when is not None else []
            for option in asked.options:
                if _fails(rows, asked, option) and not (applies and _fails(applies, asked, option)):
                    yield f"{asked.id}={option}", line.id


def _uncounted(asked: Input, scheme: Scheme) -> Iterator[str]:
    """The options by which no condition on the question can hold, where conditions alone look at it."""
    lines = [line for line in scheme.lines if _looks_at(line, asked)]
    conditions = [each for line in lines for each in conditions_of(line) if asked.id in each.questions]
    if not conditions or set(asked.options) == set(YES_NO) or any(_counts_all(line, asked) for line in lines):
        return
    left = [option for option in asked.options if _fails(conditions, asked, option)]
    if len(left) < len(asked.options):
        yield from (option for option in left if option not in NOTHING)


def _looks_at(line: SchemeLine, asked: Input) -> bool:
    """Whether a line counts the answer or hangs on it."""
    return asked.id in {*line.hangs_on, *(one.id for one in line.operation.inputs)}


def _counts_all(line: SchemeLine, asked: Input) -> bool:
    """Whether a line makes something of every option: by its points, or by a row for everyone else."""
    if isinstance(line.operation, Choose):
        by_row = any(row.when is not None and asked.id in row.when.questions for row in line.operation.rows)
        return by_row and any(row.when is None or asked.id not in row.when.questions for row in line.operation.rows)
    return asked.id in {one.id for one in line.operation.inputs}


def _fails(conditions: Iterable[Condition], asked: Input, option: str) -> bool:
    """Whether none of the conditions can hold with this answer, whatever else is answered."""
    return all(
        holds(each, {**dict.fromkeys(each.questions, Missing.UNANSWERED), asked.id: option}) is False
        for each in conditions
    )
