"""Owns comparing two results of one person: every line that differs, what made it differ, and the whole change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from portal.allocation.compare_causes import causes
from portal.allocation.compare_chain import pieces_of
from portal.allocation.compare_model import Comparison, LineChange, basis_of, in_order
from portal.allocation.model import Budget, Line, Operand, Refusal


def compare(before: Budget | Refusal, after: Budget | Refusal) -> Comparison:
    """Two results of one person, side by side. Comparing them the other way round gives the mirror image."""
    one_basis = basis_of(before) == basis_of(after)
    comparison = Comparison(
        before,
        after,
        change=None,
        lines=differing(before.lines, after.lines),
        pieces=(),
        basis_changed=isinstance(before, Budget) and isinstance(after, Budget) and not one_basis,
        scheme_changed=isinstance(before, Budget)
        and isinstance(after, Budget)
        and before.fingerprint != after.fingerprint,
    )
    if isinstance(before, Refusal) or isinstance(after, Refusal) or before.headline.unit is not after.headline.unit:
        return comparison
    change = after.headline.figure - before.headline.figure
    pieces = pieces_of(before, after) if change or comparison.lines else ()
    return Comparison(
        before, after, change, comparison.lines, pieces, comparison.basis_changed, comparison.scheme_changed
    )


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


def differing(before: Sequence[Line], after: Sequence[Line]) -> tuple[LineChange, ...]:
    """Every line whose figure, unit, outcome or standing differs, in the order of the scheme, causes told."""
    old, new = ({line.id: line for line in lines} for lines in (before, after))
    places = in_order(before, after)
    changes = (_change(old.get(each), new.get(each), old, new) for each in sorted(places, key=places.__getitem__))
    return tuple(one for one in changes if one is not None)


def _change(
    before: Line | None, after: Line | None, old: Mapping[str, Line], new: Mapping[str, Line]
) -> LineChange | None:
    shown = [line for line in (before, after) if line is not None and line.applies]
    if not shown or (before and after and _seen(before) == _seen(after)):
        return None
    same_unit = len({line.unit for line in (before, after) if line is not None}) == 1
    change = _figure(after) - _figure(before) if same_unit else None
    either = after or before
    return LineChange(either.id if either else "", before, after, change, causes(before, after, old, new))


def _seen(line: Line) -> tuple[object, ...]:
    return (line.figure, line.unit, line.applies, line.outcome)


def _figure(line: Line | None) -> Decimal:
    return line.figure if line is not None and line.applies else Decimal(0)
