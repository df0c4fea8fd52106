"""Owns taking the headline's change apart along its chain, without guessing.

A line that only adds, takes away, or multiplies by a figure that stayed the same hands its change on exactly. Where
both a price and what it is paid for changed, or a figure was looked up in a table, the change stays whole at that
line: any split would be made up. What a limit held back and what rounding did are pieces of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, Inexact
from fractions import Fraction

from portal.allocation.compare_causes import causes, looked_up, roots
from portal.allocation.compare_model import RANK, Cause, Piece, Sides, Why, basis_of, in_order
from portal.allocation.model import Budget, How, Line, Operand, Outcome
from portal.allocation.work import work_out
from portal.money import EXACT

KNOCK_ON = frozenset({Cause.EARLIER_LINE, Cause.USED, Cause.USED_NO_MORE, Cause.LIMIT})


def pieces_of(before: Budget, after: Budget, sides: Sides) -> tuple[Piece, ...]:
    """What the headline's change is made of; nothing is left over and nothing is counted twice."""
    if before.headline.id != after.headline.id:
        cause = Cause.BASIS if basis_of(before) != basis_of(after) else Cause.WORKED_OUT
        change = after.headline.figure - before.headline.figure
        return (Piece(None, change, (Why(cause),)),) if change else ()
    chain = _Chain(sides)
    chain.weights[after.headline.id] = Fraction(1)
    for line in reversed(after.lines):
        if line.id in chain.weights:
            chain.take_apart(line.id, chain.weights[line.id])
    return chain.pieces


@dataclass(frozen=True, slots=True)
class _Form:
    """A line as so much of each earlier line, something of its own, what a limit held back, what rounding did."""

    of_lines: Mapping[str, Fraction]
    own: Fraction
    held: Fraction
    rounded: Fraction
    chosen: object = None  # which operand was taken, where one of several is


@dataclass(slots=True)
class _Chain:
    sides: Sides
    weights: dict[str, Fraction] = field(default_factory=dict)
    found: dict[tuple[str, tuple[Why, ...]], Fraction] = field(default_factory=dict)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces that are not nought, in the order of the lines."""
        order = in_order(tuple(self.sides.before.values()), tuple(self.sides.after.values()))
        made = [Piece(line, _decimal(amount), why) for (line, why), amount in self.found.items() if amount]
        return tuple(sorted(made, key=lambda one: (order[one.line or ""], [RANK[each.cause] for each in one.why])))

    def add(self, line: str, amount: Fraction, why: tuple[Why, ...]) -> None:
        """Count a piece."""
        self.found[line, why] = self.found.get((line, why), Fraction(0)) + amount

    def take_apart(self, line_id: str, weight: Fraction) -> None:
        """Hand a line's change on to what it stands on, or keep it whole."""
        was, now = self.sides.before[line_id], self.sides.after[line_id]
        form, formed = _form(was), _form(now)
        if form is None or formed is None or not _alike(was, now, form, formed):
            self.keep(line_id, weight)
            return
        why = causes(line_id, self.sides)
        own = tuple(one for one in why if one.cause not in KNOCK_ON)
        self.add(line_id, weight * (formed.own - form.own), own or (Why(Cause.STATED),))
        self.add(line_id, weight * (formed.held - form.held), (Why(Cause.LIMIT),))
        self.add(line_id, weight * (formed.rounded - form.rounded), (Why(Cause.ROUNDING),))
        for each in dict.fromkeys([*form.of_lines, *formed.of_lines]):
            self.hand_on(line_id, each, weight, form.of_lines.get(each), formed.of_lines.get(each))

    def hand_on(self, line_id: str, earlier: str, weight: Fraction, was: Fraction | None, now: Fraction | None) -> None:
        """Hand on to one earlier line; one that stands on both sides but is used on one only belongs to this line."""
        stands = [earlier in side and side[earlier].applies for side in (self.sides.before, self.sides.after)]
        if was is not None and now is not None and all(stands):
            self.weights[earlier] = self.weights.get(earlier, Fraction(0)) + weight * now
        elif all(stands):
            used = self.sides.after if was is None else self.sides.before
            amount = Fraction(used[earlier].figure) * (now if now is not None else -(was or Fraction(0)))
            cause = Cause.USED if was is None else Cause.USED_NO_MORE
            self.add(line_id, weight * amount, (Why(cause, line=earlier),))
        else:
            self.keep(earlier, weight * (now if now is not None else was or Fraction(0)))

    def keep(self, line_id: str, weight: Fraction) -> None:
        """A line whose change stays whole."""
        was, now = self.sides.before.get(line_id), self.sides.after.get(line_id)
        figures = [Fraction(line.figure) if line is not None and line.applies else Fraction(0) for line in (was, now)]
        self.add(line_id, weight * (figures[1] - figures[0]), roots(line_id, self.sides))


def _alike(was: Line, now: Line, form: _Form, formed: _Form) -> bool:
    """Whether two lines differ only in what they stand on and in what is their own."""
    shared = form.of_lines.keys() & formed.of_lines.keys()
    same = all(form.of_lines[each] == formed.of_lines[each] for each in shared)
    return same and (was.operation, was.unit, form.chosen) == (now.operation, now.unit, formed.chosen)


def _form(line: Line) -> _Form | None:
    """The line as a sum of shares of earlier lines; None where it is none, such as a figure from a table."""
    used = [one for one in line.operands if one.how is not How.COMPARED]
    if not line.applies or looked_up(line):
        return None
    if used and all(one.how in (How.GREATEST, How.LEAST) for one in used):
        return _chosen(used, line)
    of_lines: dict[str, Fraction] = {}
    own = Fraction(0)
    try:
        figure = Fraction(work_out(line.operands))
    except Inexact:
        return None
    for one in used:
        value = Fraction(one.value)
        if one.how in (How.ADDED, How.TAKEN_AWAY):
            sign = 1 if one.how is How.ADDED else -1
            if one.line:
                of_lines[one.line] = of_lines.get(one.line, Fraction(0)) + sign
            else:
                own += sign * value
        elif one.how in (How.GREATEST, How.LEAST) or _means_no_budget(one, line):
            continue  # what the limit holds back is told apart
        elif one.line or not value:
            return None
        else:
            below = {How.TIMES: value, How.DIVIDED_BY: 1 / value, How.PER_CENT: value / 100}[one.how]
            of_lines = {each: share * below for each, share in of_lines.items()}
            own *= below
    if not all(_finite(share) for share in (*of_lines.values(), own)):
        return None
    whole = own + sum(share * Fraction(_value(used, each)) for each, share in of_lines.items())
    return _Form(of_lines, own, figure - whole, Fraction(line.figure) - figure)


def _chosen(used: list[Operand], line: Line) -> _Form:
    """The greatest or least of several: only the one that was taken counts."""
    taken = next(one for one in used if one.value == work_out(line.operands))
    of_lines = {taken.line: Fraction(1)} if taken.line else {}
    own = Fraction(0) if taken.line else Fraction(taken.value)
    rounded = Fraction(line.figure) - Fraction(taken.value)
    return _Form(of_lines, own, Fraction(0), rounded, (taken.line, taken.question, taken.item))


def _means_no_budget(one: Operand, line: Line) -> bool:
    return line.outcome is Outcome.NO_BUDGET and one.how is How.TIMES and one.value == 0


def _value(used: list[Operand], line: str) -> Decimal:
    return next(one.value for one in used if one.line == line)


def _finite(share: Fraction) -> bool:
    """Whether a share can be written as a decimal number without end."""
    rest = share.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(amount: Fraction) -> Decimal:
    return EXACT.divide(Decimal(amount.numerator), Decimal(amount.denominator))
