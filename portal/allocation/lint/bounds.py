"""Owns the bounds that a figure never passes in a situation, on a day; what answers surely reach is another matter."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from portal.allocation.lint.answered import ANSWERED, NOUGHT, WHOLE, Ends, ends_of
from portal.allocation.lint.situations import Situation
from portal.allocation.operations import (
    Amount,
    Bands,
    Choose,
    Combine,
    Convert,
    Difference,
    Left,
    Limit,
    Multiply,
    Once,
    Operation,
    Percentage,
    ReadTable,
    Round,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.choice import Row
from portal.allocation.parts import FigureTest, Says, Term
from portal.allocation.scheme import SchemeLine
from portal.money import EXACT

HUNDRED = Decimal(100)
HUNDREDTH = Decimal("0.01")
LEAST = ("at least", "more than")
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
        operation = line.operation
        if isinstance(operation, Round | Convert) and line.rounding is not None:
            operation = replace(operation, rounding=line.rounding)  # that of the line counts alone
        made, answered = MADE.get(type(operation)), ANSWERED.get(type(operation))
        if answered is not None:
            return answered(self.situation, operation).rounded(line.rounding)
        return made(self, operation).rounded(line.rounding) if made else UNKNOWN

    def amount(self, operation: Amount) -> Ends:
        """Its figure or rate."""
        return self.of(operation.term)

    def round(self, operation: Round) -> Ends:
        """The line, rounded."""
        return self.of(operation.line).rounded(operation.rounding)

    def once(self, operation: Once) -> Ends:
        """The line, or nothing."""
        return self.of(operation.line).with_nought

    def left(self, operation: Left) -> Ends:
        """Nothing, and the whole."""
        whole = self.of(operation.whole).greatest
        return Ends(NOUGHT, None if whole is None else max(whole, NOUGHT))

    def support(self, operation: Support | SupportByAnswer) -> Ends:
        """Nothing, and all of the line, or the greatest share that is more."""
        shares = [share for _, share in operation.shares]
        if isinstance(operation, Support):
            shares.append(operation.share or NOUGHT)
        most = max(HUNDRED, *shares)
        return _times(self.of(operation.line).with_nought, Ends(NOUGHT, most), HUNDREDTH)

    def convert(self, operation: Convert) -> Ends:
        """The line times the factor; where it is divided, a whole step of the rounding more and less."""
        conversion, found = operation.conversion, self.of(operation.line)
        times = WHOLE if conversion.divides else conversion.factor
        by = EXACT.multiply(conversion.factor if conversion.divides else WHOLE, conversion.over or WHOLE)
        if by <= NOUGHT or times < NOUGHT or (by != WHOLE and operation.rounding is None):
            return UNKNOWN
        least, greatest = (None if end is None else EXACT.multiply(end, times) for end in (found.least, found.greatest))
        step = operation.rounding
        if step is None:
            return Ends(least, greatest)
        return Ends(
            None if least is None else EXACT.subtract(step.apply_to_quotient(least, by), step.to),
            None if greatest is None else EXACT.add(step.apply_to_quotient(greatest, by), step.to),
        )

    def limit(self, operation: Limit) -> Ends:
        """The line, raised to its floor, or nought, and cut to a hard cap that surely holds."""
        found, floor, cap = self.of(operation.line), operation.at_least, operation.at_most
        if operation.none_below:
            found = found.with_nought
        elif floor is not None:
            found = Ends(found.least, _or_none(max, [found.greatest, self.of(floor).greatest]))
        if cap is None or not operation.hard or self.situation.applies(cap) is False:
            return found
        least, most = _or_none(min, [found.least, self.of(cap).least]), found.greatest
        return Ends(least, _known(min, [most, self.of(cap).greatest]) if self.situation.applies(cap) else most)

    def bands(self, operation: Bands, *, none: bool = True) -> Ends:
        """The figures of all bands; a person's decision is none. `none`: those that give no budget, too."""
        figures = (NOUGHT if row.no_budget else row.figure for row in operation.rows if none or not row.no_budget)
        return ends_of(figure for figure in figures if figure is not None)

    def table(self, operation: ReadTable, *, none: bool = True) -> Ends:
        """The figures of all rows on the day, and what is between them once it is rounded."""
        version = operation.table.on(self.day)
        rows = [row for row in (version.rows if version else ()) if none or row.says is not Says.NO_BUDGET]
        figures = [NOUGHT if row.says is Says.NO_BUDGET else row.figure for row in rows]
        known = [figure for figure in figures if figure is not None]
        rounding = operation.table.rounding
        return ends_of([*known, *(rounding.apply(figure) for figure in known if rounding is not None)])

    def choose(self, operation: Choose, *, none: bool = True) -> Ends:
        """The row that is taken, or all where a figure decides."""
        taken = self.situation.row_taken(operation)
        rows = [row for row in (operation.rows if taken is None else [taken]) if not (row.says and row.says.reason)]
        rows = [row for row in rows if none or row.says is not Says.NO_BUDGET]
        each = [Ends(NOUGHT, NOUGHT) if row.term is None else self._chosen(row, operation) for row in rows]
        return Ends(_or_none(min, _least(each)), _or_none(max, _greatest(each)))

    def _chosen(self, row: Row, operation: Choose) -> Ends:
        """What a row gives where the limits of the rows, its own and those above, are about the same line."""
        found = self.of(row.term) if row.term is not None else UNKNOWN
        own, above = row.when_figure, operation.rows[: operation.rows.index(row)]
        held = [(words in LEAST, limit) for words, limit in (own.limits if own else ()) if _is_about(own, row)]
        for one in (each.when_figure for each in above if each.when is None and _is_about(each.when_figure, row)):
            held += [(words not in LEAST, limit) for words, limit in one.limits] if one and one.limits[1:] == () else []
        least = _known(max, [found.least, *(limit for is_least, limit in held if is_least)])
        most = _known(min, [found.greatest, *(limit for is_least, limit in held if not is_least)])
        return found if least is not None and most is not None and least > most else Ends(least, most)

    def combine(self, operation: Combine) -> Ends:
        """All terms together; one that may not apply is left out of sums, and decides nothing for sure."""
        met = [(self.of(term), self.situation.applies(term)) for term in operation.terms]
        each = [ends for ends, applies in met if applies is not False]
        sure = [ends for ends, applies in met if applies] or each
        if operation.take is Take.SUM:
            added = [ends if applies else ends.with_nought for ends, applies in met if applies is not False]
            found = Ends(_or_none(_total, _least(added)), _or_none(_total, _greatest(added)))
        elif operation.how_many is not None:
            found = _so_many([ends.with_nought for ends in each], operation.how_many)
        elif operation.take is Take.GREATEST:
            least = _or_none(min, _least(each)) if sure is each else _known(max, _least(sure))
            found = Ends(least, _or_none(max, _greatest(each)))
        else:
            most = _or_none(max, _greatest(each)) if sure is each else _known(min, _greatest(sure))
            found = Ends(_or_none(min, _least(each)), most)
        return found.with_nought if operation.adds_figures else found  # where all lines give no budget

    def difference(self, operation: Difference) -> Ends:
        """The first less the others."""
        first, *others = operation.terms
        whole, none = self._of_some(first)
        taken = [self.of(term) if self.situation.applies(term) else self.of(term).with_nought for term in others]
        most, least = _or_none(_total, _greatest(taken)), _or_none(_total, _least(taken))
        low = None if whole.least is None or most is None else EXACT.subtract(whole.least, most)
        found = Ends(low, None if whole.greatest is None or least is None else EXACT.subtract(whole.greatest, least))
        return found.with_nought if none else found

    def _of_some(self, term: Term) -> tuple[Ends, bool]:
        """The bounds of a term wherever it gives a budget, and whether it may give none: then nothing is taken off."""
        line = self.situation.line(term.line) if term.line is not None else None
        match line.operation if line is not None else None:
            case Bands() as operation:
                found = self.bands(operation, none=False)
            case ReadTable() as operation:
                found = self.table(operation, none=False)
            case Choose() as operation:
                found = self.choose(operation, none=False)
            case _:
                return self.of(term), False
        found = found.rounded(line.rounding) if line is not None else found
        return found, True

    def multiply(self, operation: Multiply) -> Ends:
        """Both together."""
        return _times(self.of(operation.line), self.of(operation.by), WHOLE)

    def percentage(self, operation: Percentage) -> Ends:
        """So many hundredths."""
        return _times(self.of(operation.line), self.of(operation.share), HUNDREDTH)


def _is_about(test: FigureTest | None, row: Row) -> bool:
    return test is not None and row.term is not None and test.line == row.term.line


def _least(each: Iterable[Ends]) -> list[Decimal | None]:
    return [one.least for one in each]


def _greatest(each: Iterable[Ends]) -> list[Decimal | None]:
    return [one.greatest for one in each]


def _or_none(take: Callable[[list[Decimal]], Decimal], ends: list[Decimal | None]) -> Decimal | None:
    known = [end for end in ends if end is not None]
    return take(known) if known and len(known) == len(ends) else None


def _known(take: Callable[[list[Decimal]], Decimal], ends: list[Decimal | None]) -> Decimal | None:
    """What follows from those ends alone that are known."""
    known = [end for end in ends if end is not None]
    return take(known) if known else None


def _total(figures: list[Decimal]) -> Decimal:
    return sum(figures, NOUGHT)


def _so_many(each: list[Ends], how_many: int) -> Ends:
    """So many of several added up, each of which may count as nought."""
    return Ends(
        _or_none(lambda ends: _total(sorted(ends)[:how_many]), _least(each)),
        _or_none(lambda ends: _total(sorted(ends)[-how_many:]), _greatest(each)),
    )


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
    Once: Bounds.once,
    Left: Bounds.left,
    Support: Bounds.support,
    SupportByAnswer: Bounds.support,
    Convert: Bounds.convert,
    Limit: Bounds.limit,
    Bands: Bounds.bands,
    ReadTable: Bounds.table,
    Choose: Bounds.choose,
    Combine: Bounds.combine,
    Difference: Bounds.difference,
    Multiply: Bounds.multiply,
    Percentage: Bounds.percentage,
}
"""The operations whose bounds are known."""
