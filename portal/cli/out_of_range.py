"""Says why a number does not fit a scheme: it is too small, too large, between the steps, or nothing to divide by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.allocation.model import Refusal
    from portal.allocation.parts import Input
    from portal.allocation.scheme import Scheme, SchemeLine
    from portal.answers import Facts


def causes(found: Refusal, scheme: Scheme, facts: Facts) -> Iterator[str]:
    """A sentence for each answer that does not fit, or else for the line at which the number came up."""
    inputs = {one.id: one for one in scheme.inputs}
    for name, item in found.questions:
        if name in inputs:
            line = scheme.line(found.line) if found.line else None
            answer = _answer(facts, inputs[name], item)
            yield f"{_said(inputs[name])}: {_of_answer(answer, inputs[name], line)}"
    if not found.questions and found.line:
        yield from _of_line(found, scheme)


def _said(one: Input) -> str:
    return f"{one.label.standard.rstrip('.')} ({one.id})" if one.label else one.id


def _answer(facts: Facts, one: Input, item: int | None) -> object:
    """What was answered, in a group by the item in which the number does not fit."""
    within = facts.get(one.group) if one.group else None
    if item is None or not isinstance(within, tuple):
        return facts.get(one.id)
    inner = within[item]
    return None if isinstance(inner, str) else inner.get(one.id)


def _of_answer(answer: object, one: Input, line: SchemeLine | None) -> str:
    from datetime import date  # noqa: PLC0415  --help must not wait for it
    from decimal import Decimal  # noqa: PLC0415  the same

    from portal.allocation.operations import Score, ScoreEach  # noqa: PLC0415  the same

    if isinstance(answer, date):
        return f"{answer} does not count: it lies after the day that this is worked out for."
    if line and one.kind == "choice" and isinstance(answer, Decimal) and isinstance(line.operation, Score | ScoreEach):
        points = [figure for _, figure in line.operation.points]
        steps = line.operation.in_between
        between = f", in steps of {steps}" if steps else "; nothing between the points of the options counts"
        return f"{answer} does not fit: it may be from {min(points)} to {max(points)}{between}."
    if isinstance(answer, int | Decimal):
        least = one.at_least or 0
        if answer < least:
            return f"{answer} is too small; the least is {least}."
        if one.at_most is not None and answer > one.at_most:
            return f"{answer} is too large; the most is {one.at_most}."
        if one.in_steps_of is not None and answer % one.in_steps_of:
            return f"{answer} lies between the steps of {one.in_steps_of}."
    return "this answer does not fit here."


def _of_line(found: Refusal, scheme: Scheme) -> Iterator[str]:
    from portal.allocation.model import Misfit  # noqa: PLC0415  --help must not wait for it
    from portal.allocation.operations import Bands, Divide, ReadTable  # noqa: PLC0415  the same

    operation = scheme.line(found.line or "").operation
    figures = {line.id: line.figure for line in found.lines}
    if isinstance(operation, Divide):
        asked = _asked(operation.by.line, scheme)
        yield f"{asked}: what “{found.line}” divides by comes to nought, and nothing can be divided by nought."
        return
    if not isinstance(operation, Bands | ReadTable) or operation.line.line not in figures:
        return
    figure, of = figures[operation.line.line], _asked(operation.line.line, scheme)
    what = "bands" if isinstance(operation, Bands) else "table"
    small = found.misfit is Misfit.TOO_SMALL
    where = "too small: before the first row" if small else "too large: after the last"
    yield f"{of}: {figure} is {where} of the {what} of “{found.line}”."


def _asked(line_id: str | None, scheme: Scheme) -> str:
    """The questions that a line stands on, by their labels."""
    behind = scheme.behind(line_id or "")
    names = {one.id for line in scheme.lines if line.id in behind for one in line.operation.inputs}
    return "; ".join(_said(one) for one in scheme.inputs if one.id in names) or str(line_id)
