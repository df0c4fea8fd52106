"""Owns the rule that shares and rises are written in per cent: 75 and 4.1, neither 0.75 nor 1.041."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from portal.allocation.lint.ranges import range_of
from portal.allocation.operations import (
    Amount,
    Bands,
    Choose,
    Percentage,
    Protect,
    Quantity,
    ReadTable,
    Score,
    Support,
    SupportByAnswer,
)
from portal.allocation.operations.protection import MostFall
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint, Mark
from portal.money import EXACT, decimals, plain

WHOLE = Decimal(1)
HUNDRED = Decimal(100)
NEAR_ONE = Decimal("1.2")
TWICE = Decimal(2)
TEN = Decimal(10)
HALF = Decimal(50)
FIFTH = Decimal("0.2")
TWO_PLACES = 2


def parts_for_per_cent(scheme: Scheme) -> Iterator[Complaint]:
    """No share in a line is a part of one, where it should be so many of a hundred."""
    for line in scheme.lines:
        for figures, otherwise in _shares(line, scheme):
            part = _part(figures)
            if part is not None:
                less = "less than a hundredth" if part < WHOLE else "hardly more than one"
                what = f"A share here is {part} per cent, which is {less}."
                cure = f"Write it in per cent: {_times(part, HUNDRED)} for {part}. {otherwise}".strip()
                yield Complaint("part-for-per-cent", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _part(figures: Sequence[Decimal]) -> Decimal | None:
    """The share that is a part of one, or so many times one, where others beside it tell that per cent were meant."""
    most = max(figures, default=Decimal(0))
    below = [one for one in figures if 0 < one < WHOLE]
    if below and (most <= WHOLE or most >= TEN):
        return max(below)
    above = [one for one in figures if WHOLE < one < TWICE and decimals(one) >= TWO_PLACES]
    weights = (WHOLE in figures and most < TWICE) or most >= HALF
    return max(above) if above and weights else None


def _shares(line: SchemeLine, scheme: Scheme) -> Iterator[tuple[list[Decimal], str]]:
    """The shares that belong together, and how to write such ones where they are right."""
    match line.operation:
        case Percentage(share=term):
            yield [*_stated(term, scheme)], "Where it is right, write it as the figure of a rate, with its source."
        case Support(share=share, shares=shares):
            yield [*([share] if share is not None else []), *(one for _, one in shares)], ""
        case SupportByAnswer(shares=shares):
            yield [one for _, one in shares], ""
        case Protect(way=MostFall(fall=fall, per_cent=True)):
            yield [fall], ""


def _stated(term: Term, scheme: Scheme) -> Sequence[Decimal]:
    """The figures that stand in the line itself, or in the one that it takes its share from; none of a rate."""
    if term.line is None:
        return [] if term.figure is None else [term.figure]
    line = next((one for one in scheme.lines if one.id == term.line), None)
    if line is not None and isinstance(line.operation, Score):
        return [figure for _, figure in line.operation.points]
    if line is not None and isinstance(line.operation, Bands | ReadTable):
        return _small(line.operation)
    plainly = line is not None and isinstance(line.operation, Amount | Choose)
    terms = line.operation.terms if line is not None and plainly else ()
    figures = [one.figure for one in terms if one.figure is not None]
    return figures if len(figures) == len(terms) else []


def _small(operation: Bands | ReadTable) -> Sequence[Decimal]:
    """The shares in bands or rows where none is above one: beside others they may rise from less than one on."""
    versions = [operation.rows] if isinstance(operation, Bands) else [one.rows for one in operation.table.versions]
    figures = [row.figure for rows in versions for row in rows if row.figure is not None]
    return figures if max(figures, default=WHOLE) <= WHOLE else []


def asked_in_parts(scheme: Scheme) -> Iterator[Complaint]:
    """No share is asked as a part of one: it would be one per cent where all is meant."""
    for line in scheme.lines:
        operation = line.operation
        if isinstance(operation, Percentage) and operation.share.line is not None:
            asked = next((one for one in scheme.lines if one.id == operation.share.line), None)
            most = None if asked is None else range_of(operation.share, scheme).greatest
            if asked is not None and isinstance(asked.operation, Quantity) and most is not None and 0 < most <= WHOLE:
                what = f"“{asked.operation.question}” is never answered above {most}, and counts as so many per cent."
                cure = f"Ask for it in per cent, with `at_most: {_times(most, HUNDRED)}`."
                yield Complaint("part-for-per-cent", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def rises_in_per_cent(scheme: Scheme) -> Iterator[Complaint]:
    """A yearly rise is so many per cent: no factor, no part of one, and no more than all of it again."""
    raised: list[tuple[str, Decimal, Mark]] = []
    for rate in scheme.rates.values():
        raised += [(f"rate “{rate.id}”", one.uprated_by, one.mark) for one in rate.values if one.uprated_by is not None]
    for table in scheme.tables.values():
        versions = (one for one in table.versions if one.uprated_by is not None)
        raised += [(f"table “{table.id}”", one.uprated_by, one.mark) for one in versions if one.uprated_by is not None]
    for where, by, mark in raised:
        meant = _meant(by)
        if meant is not None:
            what = f"A rise of {by} per cent is {'very much' if by > HUNDRED else 'hardly one'}."
            cure = f"Write `uprate: {meant}` for {meant} per cent. Where {by} is right, write the new figures instead."
            yield Complaint("part-for-per-cent", mark.file, mark.line, where, what, cure)


def _meant(by: Decimal) -> Decimal | None:
    """What was probably meant by a rise that is hardly one or very much; None where it may well be meant."""
    fine = decimals(by) >= TWO_PLACES
    if by > HUNDRED:
        return _times(by, Decimal("0.01"))
    if fine and WHOLE < by < NEAR_ONE:
        return _times(EXACT.subtract(by, WHOLE), HUNDRED)
    return _times(by, HUNDRED) if fine and 0 < by < FIFTH else None


def _times(figure: Decimal, factor: Decimal) -> Decimal:
    return plain(EXACT.multiply(figure, factor))
