"""Owns one run while it lasts: people, the day and the lines so far; and a line's figure while it is reckoned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np

from portal.allocation.caseload.exact import NOUGHT, Exact, Mask, quotient
from portal.allocation.caseload.people import Group, Items, People
from portal.allocation.caseload.rounding import rounded
from portal.allocation.caseload.standing import Codes, Reckoned, Standing, outcome_code, refused
from portal.allocation.model import How, Outcome, Reason
from portal.allocation.operations.offered import Offered
from portal.allocation.packing import BLANK, NOT_APPLICABLE, NOT_ASKED, NOT_SURE, SEVERAL, TALK, UNANSWERED
from portal.allocation.parts import Rate, Term
from portal.money import Rounding

HUNDREDTH = Exact.of(Decimal("0.01"))


@dataclass
class Run:
    """The arrays of `portal.allocation.work.Work`: what a line may look at."""

    people: People
    day: date
    rates: Mapping[str, Rate]
    places: Mapping[str, int]  # of each line in the scheme
    offered: Mapping[str, Offered]
    lines: dict[str, Reckoned] = field(default_factory=dict)

    def operand(self, term: Term, standing: Standing, where: Mask | None = None, *, alone: bool = False) -> Exact:
        """The figures a term stands for today. People for whom it stands for none fall out."""
        if term.line is not None:
            line = self.lines[term.line]
            standing.follow(line, where, self.places[term.line] if alone else -1)
            return line.figure
        if term.rate is not None:
            used = self.rates[term.rate].on(self.day)
            if used is None:
                standing.refuse(where, self.rates[term.rate].why_not(self.day))
            return NOUGHT if used is None else Exact.of(used.figure)
        return Exact.of(term.figure or Decimal(0))

    def applies(self, term: Term) -> Mask | None:
        """Where a term applies; None where it does for everyone."""
        if term.line is None or self.lines[term.line].codes is None:
            return None
        return self.lines[term.line].applies

    def none_of(self, term: Term) -> Mask | None:
        """Where a term gives no individual budget; None where that is so for nobody."""
        return None if term.line is None else self.lines[term.line].none

    def items(self, name: str, standing: Standing) -> Items:
        """The items of a group. People whose list is not finished fall out."""
        group = self.people.groups.get(name)
        codes = self.people.column(name).codes if group is None else group.codes
        table = np.full(max(int(codes.max(initial=0)), SEVERAL) + 1, refused(Reason.OUT_OF_RANGE), np.uint8)
        table[[NOT_ASKED, BLANK, NOT_APPLICABLE]] = 0
        table[SEVERAL] = 0
        table[[NOT_SURE, TALK]] = refused(Reason.NOT_SURE)
        table[UNANSWERED] = refused(Reason.UNANSWERED)
        refusals = table[codes]
        if group is None:
            column = self.people.column(name)
            if column.counts is not None:
                refusals = np.where((codes == SEVERAL) & (column.counts > 0), refused(Reason.OUT_OF_RANGE), refusals)
            group = empty_group(codes)
        standing.put_codes(refusals)
        return Items(self.people, group)


def empty_group(codes: Codes) -> Group:
    """A group in which nobody has an item."""
    return Group(codes, np.zeros(len(codes) + 1, np.int64), {})


@dataclass
class Reckoning:
    """A figure while it is worked out, from left to right as on a pocket calculator: see `work_out`."""

    above: Exact = NOUGHT
    below: Exact | None = None
    begun: Mask | bool = False

    def then(self, how: How, value: Exact, where: Mask | None = None) -> Reckoning:
        """One more operand, for everyone or for some; divided is for everyone alone."""
        scaled = value if self.below is None else value * self.below
        match how:
            case How.ADDED:
                above = scaled if self.begun is False and self.below is None else self.above + scaled
            case How.TAKEN_AWAY:
                above = self.above - scaled
            case How.TIMES:
                above = self.above * value
            case How.PER_CENT:
                above = self.above * value * HUNDREDTH
            case How.GREATEST | How.LEAST:
                above = self._extreme(how, scaled)
            case How.DIVIDED_BY:
                return Reckoning(self.above, scaled, self.begun)
            case How.COMPARED:
                return self
        begun = True if where is None else np.asarray(where | self.begun)
        return Reckoning(above.where(where, self.above), self.below, begun)

    def _extreme(self, how: How, value: Exact) -> Exact:
        best = self.above.greater(value) if how is How.GREATEST else self.above.lesser(value)
        if self.begun is True:
            return best
        return value if self.begun is False else best.where(np.asarray(self.begun), value)


@dataclass(frozen=True)
class Instead:
    """A figure that some people have in place of the ordinary one, with a rounding of its own."""

    figure: Reckoning
    mask: Mask
    rounding: Rounding | None


@dataclass
class ArrayWorking:
    """What an operation found: how the figure came about, and what it noticed. The arrays of `Working`.

    `chosen` is for whom each line was the one taken, where an operation takes one of several.
    """

    figure: Reckoning
    outcomes: Codes | None = None
    rounding: Rounding | None = None
    chosen: dict[str, Mask] | None = None
    instead: Instead | None = None

    def note(self, mask: Mask, outcome: Outcome) -> None:
        """Note an outcome for these people."""
        if mask.any():
            before = np.zeros(mask.shape, np.uint8) if self.outcomes is None else self.outcomes
            self.outcomes = np.where(mask, outcome_code(outcome), before).astype(np.uint8)

    def made(self, rounding: Rounding | None, standing: Standing) -> Exact:
        """The figure of each person, nought for those who fell out."""
        figure = _figure(self.figure, rounding or self.rounding, standing)
        if self.instead is not None:
            some = standing.going & self.instead.mask
            other = self.instead.figure
            other = Reckoning(other.above.where(some, NOUGHT), other.below)
            figure = _figure(other, rounding or self.instead.rounding, standing).where(some, figure)
        if standing.codes is None:
            return figure.for_everyone(standing.size)
        return figure.where(standing.going, NOUGHT)


def _figure(figure: Reckoning, rounding: Rounding | None, standing: Standing) -> Exact:
    above, below = figure.above, figure.below
    if below is not None and standing.codes is not None:  # whoever fell out must not divide by nought
        above, below = above.where(standing.going, NOUGHT), below.where(standing.going, Exact.of(Decimal(1)))
    if rounding is not None:
        return rounded(above, below, rounding)
    return above if below is None else quotient(above, below)
