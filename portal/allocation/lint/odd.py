"""Owns telling what may be right and looks like a slip: a rounding that leaves nothing, pence among pounds."""

from collections.abc import Iterator
from itertools import product

from portal.allocation.lint.ranges import RANGES, range_of
from portal.allocation.operations import Choose, Round
from portal.allocation.scheme import Scheme, SchemeLine
from portal.money import plain

MANY = 40  # times a price of the same thing: pence in place of pounds are a hundred


def said_of_odd_figures(scheme: Scheme) -> Iterator[str]:
    """A sentence for each."""
    for line in scheme.lines:
        yield from _rounded_to_nothing(line, scheme)
        if isinstance(line.operation, Choose):
            yield from _far_apart(line.id, line.operation, scheme)


def _rounded_to_nothing(line: SchemeLine, scheme: Scheme) -> Iterator[str]:
    operation = line.operation
    rounding = operation.rounding if isinstance(operation, Round) else line.rounding
    made = RANGES.get(type(operation))
    if rounding is None or made is None:
        return
    before = range_of(operation.line, scheme) if isinstance(operation, Round) else made(operation, scheme)
    if before.greatest and before.greatest > 0 and rounding.apply(before.greatest) == 0:
        most = plain(before.greatest)
        yield f"Answers bring “{line.id}” to {most} at most, and rounded to {plain(rounding.to)} that is always 0."


def _far_apart(line_id: str, operation: Choose, scheme: Scheme) -> Iterator[str]:
    """The dearest and the cheapest price of one choice, for the same thing on the same day."""
    named = {row.term.rate for row in operation.rows if row.term}
    rates = [rate for rate in scheme.rates.values() if rate.id in named]
    for day in sorted({value.starts for rate in rates for value in rate.values}):
        used = [one for rate in rates if (one := rate.on(day)) is not None and one.figure > 0]
        for low, high in product(used, used):
            if high.figure >= MANY * low.figure and (low.unit, low.per) == (high.unit, high.per):
                prices = f"“{high.id}” ({plain(high.figure)}) and “{low.id}” ({plain(low.figure)})"
                yield f"“{line_id}” chooses between prices far apart: {prices}. Is one in pence, or without its point?"
                return
