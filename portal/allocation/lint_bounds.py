"""Owns the bounds that a figure never passes in a situation, on a day; what answers surely reach is another matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from portal.allocation.lint_situations import Situation
from portal.allocation.operations import (
    Amount,
    Bands,
    Choose,
    Combine,
    Difference,
    Multiply,
    Operation,
    Percentage,
    Quantity,
    ReadTable,
    Round,
    Score,
)
from portal.allocation.operations.answers import Limits, Take
from portal.allocation.parts import Says, Term
from portal.allocation.scheme import SchemeLine
from portal.money import EXACT, Rounding

NOUGHT = Decimal(0)
WHOLE = Decimal(1)
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Ends:
    """What a figure is never below and never above; None where that is not known."""

    least: Decimal | None = None
    greatest: Decimal | None = None

    def rounded(self, rounding: Rounding | None) -> "Ends":
        """The ends once they are rounded."""
        if rounding is None:
            return self
        return Ends(*(None if end is None else rounding.apply(end) for end in (self.least, self.greatest)))

    @property
    def with_nought(self) -> "Ends":
        """The ends of a figure that may count as nought, as that of a line which does not apply."""
        return Ends(_or_none(min, [self.least, NOUGHT]), _or_none(max, [self.greatest, NOUGHT]))


UNKNOWN = Ends()


@dataclass(frozen=True)
class Bounds:
    """The bounds of the terms of a scheme in one situation, on one day."""

    situation: Situation
    day: date
    known: dict[str, Ends] = field(default_factory=dict)

    def of(self, term: Term) -> Ends:
        """The bounds of a term, wherever it has a figure."""
        if term.figure is not None:
            return Ends(term.figure, term.figure)
        if term.rate is not None:
            rate = self.situation.scheme.rates.get(term.rate)
            used = rate.on(self.day) if rate else None
            return Ends(used.figure, used.figure) if used else UNKNOWN
        if term.line is None:
            return UNKNOWN
        if term.line not in self.known:
            self.known[term.line] = UNKNOWN  # a line that stands on itself has a complaint of its own
            line = self.situation.line(term.line)
            self.known[term.line] = UNKNOWN if line is None else self._of_line(line)
        return self.known[term.line]

    def _of_line(self, line: SchemeLine) -> Ends:
        made = MADE.get(type(line.operation))
        return made(self, line.operation).rounded(line.rounding) if made else UNKNOWN

    def amount(self, operation: Amount) -> Ends:
        """Its figure or rate."""
        return self.of(operation.term)

    def round(self, operation: Round) -> Ends:
        """The line, rounded."""
        return self.of(operation.line).rounded(operation.rounding)

    def quantity(self, operation: Quantity) -> Ends:
        """The limits of the line and of the question, and what stands for no answer."""
        asked = next((one for one in self.situation.scheme.inputs if one.id == operation.question), None)
        limits = Limits(operation.at_least, operation.at_most)
        least = max(limits.least, (asked.at_least if asked else None) or NOUGHT)
        most = [one for one in (limits.at_most, asked.at_most if asked else None) if one is not None]
        stands_in = operation.instead.figures
        return Ends(min(least, *stands_in, least), max(min(most), *stands_in, NOUGHT) if most else None)

    def score(self, operation: Score) -> Ends:
        """What the answer gives in this situation, or else all answers."""
        answer, points = self.situation.facts.get(operation.question), dict(operation.points)
        nought = [NOUGHT for _, says in operation.says if says is Says.NO_BUDGET]
        given = [points[answer]] if answer in points else [*points.values(), *operation.instead.figures, *nought]
        return _ends(EXACT.multiply(each, operation.weight or WHOLE) for each in given)

    def bands(self, operation: Bands) -> Ends:
        """The figures of all bands; a person's decision is none."""
        figures = (NOUGHT if row.no_budget else row.figure for row in operation.rows)
        return _ends(figure for figure in figures if figure is not None)

    def table(self, operation: ReadTable) -> Ends:
        """The figures of all rows on the day."""
        version = operation.table.on(self.day)
        rows = version.rows if version else ()
        figures = (NOUGHT if row.says is Says.NO_BUDGET else row.figure for row in rows)
        return _ends(figure for figure in figures if figure is not None)

    def choose(self, operation: Choose) -> Ends:
        """The row that is taken, or all where a figure decides."""
        taken = self.situation.row_taken(operation)
        rows = [row for row in (operation.rows if taken is None else [taken]) if not (row.says and row.says.reason)]
        each = [Ends(NOUGHT, NOUGHT) if row.term is None else self.of(row.term) for row in rows]
        return Ends(_or_none(min, _least(each)), _or_none(max, _greatest(each)))

    def combine(self, operation: Combine) -> Ends:
        """All terms together; one that may not apply is left out of sums, and decides nothing for sure."""
        met = [(self.of(term), self.situation.applies(term)) for term in operation.terms]
        each = [ends for ends, applies in met if applies is not False]
        sure = [ends for ends, applies in met if applies]
        if operation.how_many is not None or not sure:
            return UNKNOWN
        if operation.take is Take.SUM:
            added = [ends if applies else ends.with_nought for ends, applies in met if applies is not False]
            found = Ends(_or_none(_total, _least(added)), _or_none(_total, _greatest(added)))
        elif operation.take is Take.GREATEST:
            found = Ends(_or_none(max, _least(sure)), _or_none(max, _greatest(each)))
        else:
            found = Ends(_or_none(min, _least(each)), _or_none(min, _greatest(sure)))
        return found.with_nought if operation.adds_figures else found  # where all lines give no budget

    def difference(self, operation: Difference) -> Ends:
        """The first less the others."""
        whole, *others = (self.of(term) for term in operation.terms)
        taken = [one.with_nought for one in others]
        most, least = _or_none(_total, _greatest(taken)), _or_none(_total, _least(taken))
        low = None if whole.least is None or most is None else EXACT.subtract(whole.least, most)
        return Ends(low, None if whole.greatest is None or least is None else EXACT.subtract(whole.greatest, least))

    def multiply(self, operation: Multiply) -> Ends:
        """Both together."""
        return _times(self.of(operation.line), self.of(operation.by), WHOLE)

    def percentage(self, operation: Percentage) -> Ends:
        """So many hundredths."""
        return _times(self.of(operation.line), self.of(operation.share), HUNDREDTH)


def _ends(figures: Iterable[Decimal]) -> Ends:
    known = list(figures)
    return Ends(min(known, default=None), max(known, default=None))


def _least(each: Iterable[Ends]) -> list[Decimal | None]:
    return [one.least for one in each]


def _greatest(each: Iterable[Ends]) -> list[Decimal | None]:
    return [one.greatest for one in each]


def _or_none(take: Callable[[list[Decimal]], Decimal], ends: list[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return take(known) if known and len(known) == len(ends) else None


def _total(figures: list[Decimal]) -> Decimal:
    return sum(figures, NOUGHT)


def _times(one: Ends, by: Ends, unit: Decimal) -> Ends:
    """A product; what is below nought has a complaint of its own."""
    if one.least is None or by.least is None or min(one.least, by.least) < NOUGHT:
        return UNKNOWN
    least = EXACT.multiply(EXACT.multiply(one.least, by.least), unit)
    if one.greatest is None or by.greatest is None:
        return Ends(least)
    return Ends(least, EXACT.multiply(EXACT.multiply(one.greatest, by.greatest), unit))


MADE: Mapping[type[Operation], Callable[..., Ends]] = {
    Amount: Bounds.amount,
    Round: Bounds.round,
    Quantity: Bounds.quantity,
    Score: Bounds.score,
    Bands: Bounds.bands,
    ReadTable: Bounds.table,
    Choose: Bounds.choose,
    Combine: Bounds.combine,
    Difference: Bounds.difference,
    Multiply: Bounds.multiply,
    Percentage: Bounds.percentage,
}
"""The operations whose bounds are known."""
