"""Owns comparing two results of one person: every line that differs, what made it differ, and the whole change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from portal.allocation.basis import StartsFrom
from portal.allocation.compare_causes import causes
from portal.allocation.compare_chain import pieces_of
from portal.allocation.compare_model import Cause, Comparison, LineChange, Sides, basis_of, in_order
from portal.allocation.model import Budget, Line, Operand, Refusal


def compare(before: Budget | Refusal, after: Budget | Refusal) -> Comparison:
    """Two results of one person, side by side. Comparing them the other way round gives the mirror image."""
    one_basis = basis_of(before) == basis_of(after)
    sides = sides_of(before, after)
    comparison = Comparison(
        before,
        after,
        change=None,
        lines=differing(before.lines, after.lines, sides),
        pieces=(),
        basis_changed=isinstance(before, Budget) and isinstance(after, Budget) and not one_basis,
        scheme_changed=isinstance(before, Budget)
        and isinstance(after, Budget)
        and "" != before.fingerprint != after.fingerprint != "",  # the cost in place is of no scheme
    )
    if isinstance(before, Refusal) or isinstance(after, Refusal) or before.headline.unit is not after.headline.unit:
        return comparison
    change = after.headline.figure - before.headline.figure
    pieces = pieces_of(before, after, sides) if change or comparison.lines else ()
    return Comparison(
        before, after, change, comparison.lines, pieces, comparison.basis_changed, comparison.scheme_changed
    )


def sides_of(before: Budget | Refusal, after: Budget | Refusal) -> Sides:
    """All lines of both results, and what it means where one has a line that the other has not."""
    absent = Cause.LINE_NEW, Cause.LINE_GONE
    costs = [any(line.operation == StartsFrom.COST_IN_PLACE for line in each.lines) for each in (before, after)]
    if costs[0] is not costs[1]:
        absent = Cause.BASIS, Cause.BASIS
    elif isinstance(before, Refusal) or isinstance(after, Refusal):
        absent = Cause.WORKED_OUT_NOW, Cause.NOT_WORKED_OUT
    old, new = ({line.id: line for line in each.lines} for each in (before, after))
    if isinstance(before, Refusal) or isinstance(after, Refusal):
        return Sides(old, new, absent)
    return Sides(old, new, absent, before.fingerprint == after.fingerprint != "", before.day == after.day)


def renumbered(found: Budget | Refusal, places: Mapping[str, Sequence[int]]) -> Budget | Refusal:
    """A result whose answers from a group stand at other places: for each question, the new place of each old one.

    For comparing with a result in which somebody was added or left out: the same person needs the same place. What has
    no new place stays where it is.
    """

    def moved(one: Operand) -> Operand:
        there = places.get(one.question or "", ())
        return one if one.item is None or one.item >= len(there) else replace(one, item=there[one.item])

    lines = tuple(replace(line, operands=tuple(moved(one) for one in line.operands)) for line in found.lines)
    return replace(found, lines=lines)


def differing(before: Sequence[Line], after: Sequence[Line], sides: Sides) -> tuple[LineChange, ...]:
    """Every line whose figure, unit, outcome or standing differs, in the order of the scheme, causes told."""
    places = in_order(before, after)
    changes = (_change(each, sides) for each in sorted(places, key=places.__getitem__))
    return tuple(one for one in changes if one is not None)


def _change(line_id: str, sides: Sides) -> LineChange | None:
    before, after = sides.before.get(line_id), sides.after.get(line_id)
    shown = [line for line in (before, after) if line is not None and line.applies]
    if not shown or (before and after and _seen(before) == _seen(after)):
        return None
    same_unit = len({line.unit for line in (before, after) if line is not None}) == 1
    change = _figure(after) - _figure(before) if same_unit else None
    return LineChange(line_id, before, after, change, causes(line_id, sides))


def _seen(line: Line) -> tuple[object, ...]:
    return (line.figure, line.unit, line.applies, line.outcome)


def _figure(line: Line | None) -> Decimal:
    return line.figure if line is not None and line.applies else Decimal(0)
