"""Owns the rules about a scheme's figures: bands, dates of rates, parts of a penny, what is below nought."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from portal.allocation.lint import shares
from portal.allocation.lint.below import falls_below
from portal.allocation.lint.widest import Widest
from portal.allocation.operations import (
    Band,
    Bands,
    Combine,
    Difference,
    Limit,
    Multiply,
    Operation,
    Percentage,
    Protect,
    Score,
    ScoreEach,
    ScoreSeveral,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.protection import ByYear
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint, Mark
from portal.money import EXACT, Unit


class Dated(Protocol):
    """A value in force from a day on."""

    @property
    def starts(self) -> date:
        """The first day."""
        ...

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        ...


WHOLE = Decimal(100)  # per cent


def _complaint(code: str, mark: Mark, where: str, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, where, what, cure)


def _at(line: SchemeLine) -> str:
    return f"line “{line.id}”"


def result_not_rounded(scheme: Scheme) -> Iterator[Complaint]:
    """A result in pounds is in whole pence."""
    for result in scheme.results:
        line = next((line for line in scheme.lines if line.id == result.line), None)
        if line is not None and line.unit.is_money and _has_parts(Term(line=line.id), scheme):
            cause = _cause_of_parts(line, scheme)
            where = "" if cause == line.id else f", which come from the line “{cause}”"
            what = f"The result “{result.id}” can have parts of a penny{where}."
            cure = f"Write `rounding: scheme` in “{cause}”, or in this line where only the end is rounded."
            yield _complaint("result-not-rounded", line.mark, _at(line), what, cure)


def _has_parts(term: Term, scheme: Scheme) -> bool:
    places = scheme.known.places_of(term)
    return places is None or places > Unit.POUNDS.places


def _cause_of_parts(line: SchemeLine, scheme: Scheme) -> str:
    """The line in pounds in which parts of a penny come up first, of those that this one stands on."""
    operation = line.operation
    terms = operation.can_become if isinstance(operation, Limit) else operation.terms
    above = {term.line for term in terms if term.line and _has_parts(term, scheme)}
    earlier = scheme.lines[: scheme.lines.index(line)]
    inner = next((one for one in earlier if one.id in above and one.unit.is_money), None)
    return line.id if inner is None else _cause_of_parts(inner, scheme)


def bands(scheme: Scheme) -> Iterator[Complaint]:
    """Bands touch, and do not overlap."""
    known = scheme.known.places
    for line in scheme.lines:
        if not isinstance(line.operation, Bands):
            continue
        if not line.operation.rows:
            yield _complaint("empty-table", line.mark, _at(line), "There are no bands.", "Add `rows:`.")
        places = known.get(line.operation.line.line or "")
        smallest = Decimal(1).scaleb(-places) if places is not None else None
        for low, high in pairwise(line.operation.rows):
            yield from _two_bands(_at(line), low, high, smallest)


def _two_bands(where: str, low: Band, high: Band, smallest: Decimal | None) -> Iterator[Complaint]:
    cure = "Begin each band where the one before it ends."
    if low.end is None or high.at < low.end or (low.up_to is not None and high.at == low.up_to):
        what = f"The bands from {low.at} and from {high.at} overlap."
        yield _complaint("bands-overlap", high.mark, where, what, cure)
        return
    follows = low.end if low.up_to is None else EXACT.add(low.end, smallest) if smallest is not None else None
    if follows is None or high.at > follows:
        what = f"A figure between {low.end} and {high.at} falls into no band."
        cure += " With parts of a point, use `below:`. What your policy leaves out is a band with `figure: a-person`."
        yield _complaint("bands-gap", high.mark, where, what, cure)


def counted_twice(scheme: Scheme) -> Iterator[Complaint]:
    """A line is added once, by itself or in a sum that is added, and a question is scored once."""
    for line in scheme.lines:
        operation = line.operation
        asked = operation.questions if isinstance(operation, ScoreEach) else ()
        twice = next((one for one in asked if asked.count(one) > 1), None)
        if twice:
            cure = "Take it out once. Where it is another question that was meant, write that."
            yield _complaint("counted-twice", line.mark, _at(line), f"It counts “{twice}” twice.", cure)
        if isinstance(operation, Combine) and operation.take is Take.SUM and operation.how_many is None:
            added = [one for term in operation.terms if term.line for one in shares.addends(term.line, scheme)]
            twice = next((one for one in added if added.count(one) > 1), None)
            if twice:
                cure = "Take it out once. Where double is meant, make it a line of its own: times 2."
                what = f"It counts “{twice}” twice, by itself or in a sum."
                yield _complaint("counted-twice", line.mark, _at(line), what, cure)


def change_goes_on(scheme: Scheme) -> Iterator[Complaint]:
    """Of a change over years, each year counts no less than the one before, in per cent."""
    for line in scheme.lines:
        way = line.operation.way if isinstance(line.operation, Protect) else None
        shares = way.shares if isinstance(way, ByYear) else ()
        falls = any(after < before for before, after in pairwise(shares))
        if falls or (any(shares) and max(shares) <= 1):
            what = "The share of the change falls." if falls else "The shares are fractions, not per cent."
            cure = "Write how much of the change counts by each year, in per cent, such as [25, 50, 75]."
            yield _complaint("unclear-protection", line.mark, _at(line), what, cure)


def dates_in_order(scheme: Scheme) -> Iterator[Complaint]:
    """Rates and versions of tables stand in the order of their days, each day once."""
    for rate in scheme.rates.values():
        cure = "Begin with the price of the first day, or with `no_price: true`."
        yield from _in_order(f"rate “{rate.id}”", rate.values, rate.mark)
        yield from _from_the_first_day(f"rate “{rate.id}”", rate.values, scheme.starts, cure)
    for table in scheme.tables.values():
        cure = "Begin with the rows of the first day; what is not decided has `figure: a-person`."
        yield from _in_order(f"table “{table.id}”", table.versions, table.mark)
        yield from _from_the_first_day(f"table “{table.id}”", table.versions, scheme.starts, cure)
    if scheme.ends and scheme.ends < scheme.starts:
        yield _complaint(
            "ends-before-start", scheme.ends_mark, "ends", "The scheme ends before it starts.", "Correct a day."
        )


def _in_order(where: str, values: Sequence[Dated], mark: Mark) -> Iterator[Complaint]:
    if not values:
        yield _complaint("no-values", mark, where, "It has no figure on any day.", "Add one, or `no_price: true`.")
    for early, late in pairwise(values):
        if late.starts <= early.starts:
            again = late.starts == early.starts
            what = f"{late.starts} stands twice." if again else f"{late.starts} comes after {early.starts} in the list."
            yield _complaint("rates-out-of-order", late.mark, where, what, "Put the oldest first and each day once.")


def _from_the_first_day(where: str, values: Sequence[Dated], starts: date, cure: str) -> Iterator[Complaint]:
    if values and values[0].starts > starts:
        what = f"It has no figure from {starts}, when the scheme starts, to {values[0].starts}."
        yield _complaint("no-values", values[0].mark, where, what, cure)


def negative_figure(scheme: Scheme) -> Iterator[Complaint]:
    """No price and no point is below nought, and a difference is held above it."""
    floored, widest = {_floored(line.operation) for line in scheme.lines}, Widest(scheme)
    for line in scheme.lines:
        for figure in (one for one in _stated_figures(line.operation) if one < 0):
            cure = "Write it without the minus, and take it off with `difference:`."
            yield _complaint("negative-points", line.mark, _at(line), f"A figure here is {figure}.", cure)
        match line.operation:
            case Score() | ScoreEach() | ScoreSeveral():
                given = [points for _, points in line.operation.points]
                given += [*line.operation.instead.figures, line.operation.weight or Decimal(0)]
                low = [figure for figure in given if figure < 0]
                if low:
                    what = (
                        f"An answer gives {low[0]}." if low[0] != line.operation.weight else "It weighs below nought."
                    )
                    cure = "Write it without the minus, and take the line off with `difference:`; or use `support:`."
                    yield _complaint("negative-points", line.mark, _at(line), what, cure)
            case Difference() if not (line.id in floored or _stays_above(line.id, line.operation, widest)):
                cure = f"Hold it up in a line below: `greatest: [{line.id}, 0]`, and go on with that line."
                if _is_turned_round(line.operation, scheme):
                    cure = "Turn its two lines round: what is taken off is never less here."
                what = "It can fall below nought."
                if not falls_below(line, scheme):
                    what = "The check cannot tell that it never falls below nought."
                yield _complaint("difference-below-nought", line.mark, _at(line), what, cure)
            case _:
                continue
    for rate in scheme.rates.values():
        for value in rate.values:
            if value.figure is not None and value.figure < 0:
                yield _complaint("negative-rate", value.mark, f"rate “{rate.id}”", "It is below nought.", "Correct it.")


def _is_turned_round(operation: Difference, scheme: Scheme) -> bool:
    """Whether a difference begins with the least of its other line and something else: never more than that line."""
    whole, *others = operation.terms
    inner = shares.of_line(whole.line or "", scheme)
    least = isinstance(inner, Combine) and inner.take is Take.LEAST and inner.how_many is None
    return least and inner is not None and len(others) == 1 and others[0] in inner.terms


def _stays_above(line_id: str, operation: Difference, widest: Widest) -> bool:
    """Whether shares alone are taken off, or no more than there always is."""
    least = widest.of(Term(line=line_id)).least
    return shares.takes_shares_only(operation, widest.scheme) or (least is not None and least >= 0)


def _stated_figures(operation: Operation) -> Iterator[Decimal]:
    """The figures that stand in a line itself, those for answers left out."""
    yield from (term.figure for term in operation.terms if term.figure is not None)
    if isinstance(operation, Bands):
        yield from (row.figure for row in operation.rows if row.figure is not None)


def _floored(operation: Operation) -> str | None:
    """The line that this one holds up: by a floor, or as the greatest of it and a stated figure."""
    match operation:
        case Limit(line=Term(line=held), at_least=Term()):
            return held
        case Combine(take=Take.GREATEST, terms=terms, how_many=None) if any(term.figure is not None for term in terms):
            return next((term.line for term in terms if term.line), None)
        case _:
            return None


def can_be_below_whole(operation: Multiply | Percentage, scheme: Scheme) -> bool:
    """Whether what a line is multiplied by is a plain number that can be less than the whole."""
    term = operation.by if isinstance(operation, Multiply) else operation.share
    whole = Decimal(1) if isinstance(operation, Multiply) else WHOLE
    if term.line is not None:
        return False
    if term.rate is not None:
        rate = scheme.rates.get(term.rate)
        return rate is not None and rate.per is None and any(figure < whole for figure in rate.figures)
    return (term.figure or Decimal(0)) < whole


Rule = Callable[[Scheme], Iterator[Complaint]]
RULES: tuple[Rule, ...] = (
    result_not_rounded,
    bands,
    counted_twice,
    change_goes_on,
    dates_in_order,
    negative_figure,
)
