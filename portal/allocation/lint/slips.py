"""Owns telling a decimal point that slipped: a price or row about ten or a hundred times too large or too small."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from portal.allocation.operations import Bands
from portal.allocation.parts import TableVersion
from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark
from portal.money import plain

LEAST, MOST = Fraction(17, 20), Fraction(6, 5)  # how much less and more a price becomes from one year to the next
PLACES = (-2, -1, 1, 2)  # by how many places a point slips
EVEN, ROWS = 2, 3  # so many rows of which none more than doubles tell how a table goes on
NEAR = 5  # at an end of a table, so many times as much or as little is near enough to the row beside it
CURE = "Correct the point. If so much is right, let it grow or fall in two rows."
Figures = Sequence[Decimal | None]


def slipped_points(scheme: Scheme) -> Iterator[Complaint]:
    """No figure of a rate is about ten or a hundred times the one before it, or a tenth or hundredth of it."""
    for rate in scheme.rates.values():
        told = [one for one in rate.values if one.figure is not None]
        for before, after in pairwise(told):
            if _slips(before.figure, after.figure):
                what = f"From {before.figure} it goes to {after.figure} on {after.starts}, as where a point slips."
                yield _complaint(after.mark, f"rate “{rate.id}”", what)


def slipped_rows(scheme: Scheme) -> Iterator[Complaint]:
    """The same of a row from one version of a table to the next, and of the last row or band after those below it."""
    for table in scheme.tables.values():
        where = f"table “{table.id}”"
        for before, after in pairwise(table.versions):
            yield from _from_version_to_version(before, after, where)
        for version in (one for one in table.versions if one.uprated_by is None):
            yield from _last([(row.at, row.figure, row.mark) for row in version.rows], where)
    for line in scheme.lines:
        if isinstance(line.operation, Bands):
            yield from _last([(row.at, row.figure, row.mark) for row in line.operation.rows], f"line “{line.id}”")


def _complaint(mark: Mark, where: str, what: str) -> Complaint:
    return Complaint("slipped-point", mark.file, mark.line, where, what, CURE)


def _slips(before: Decimal | None, after: Decimal | None) -> bool:
    """Whether a figure becomes about ten or a hundred times as much, or a tenth or a hundredth."""
    if not before or not after or before < 0 or after < 0:
        return False
    quotient = Fraction(after) / Fraction(before)
    larger = max(quotient, 1 / quotient)
    return any(times * LEAST <= larger <= times * MOST for times in (10, 100))


def _from_version_to_version(before: TableVersion, after: TableVersion, where: str) -> Iterator[Complaint]:
    old = {row.at: row.figure for row in before.rows}
    for row in after.rows:
        if _slips(old.get(row.at), row.figure):
            what = f"At {row.at} it goes from {old[row.at]} to {row.figure} on {after.starts}, as where a point slips."
            yield _complaint(row.mark, where, what)


def _last(rows: Sequence[tuple[Decimal, Decimal | None, Mark]], where: str) -> Iterator[Complaint]:
    """The last row, where those below it rise evenly and it would go on from them with its point elsewhere."""
    given = [(at, figure, mark) for at, figure, mark in rows if figure]
    if len(given) <= ROWS or given[-1] != rows[-1]:
        return
    *others, (at, last, mark) = given
    figures = [figure for _, figure, _ in others]
    if any(not 0 < low <= high <= EVEN * low for low, high in pairwise(figures)):
        return
    for places in PLACES[:2]:
        meant = last.scaleb(places)
        if figures[-1] <= meant <= EVEN * figures[-1]:
            what = f"The rows rise to {figures[-1]}, and the last one, at {at}, gives {last}: perhaps {plain(meant)}?"
            yield _complaint(mark, where, what)


def meant(figures: Figures, most: int, falls: int) -> str:
    """What may be meant where a row falls below the most so far, in a sentence; nothing where no point moves it right.

    `most` and `falls` are the places of the two rows among all of them.
    """
    top, low = figures[most], figures[falls]
    if not top or not low or low < 0:
        return ""
    below = next((one for one in reversed(figures[:most]) if one is not None and one > 0), None)
    above = next((one for one in figures[falls + 1 :] if one is not None), None)
    found = [*_moved(top, below, low), *_moved(low, top, above)]
    if not found:  # at an end of the table, what is near enough
        found += _moved(top, low / NEAR, low) if below is None else ()
        found += _moved(low, top, top * NEAR) if above is None else ()
    return f" A point may have slipped: it would rise with {', or '.join(found)}." if found else ""


def _moved(figure: Decimal, least: Decimal | None, most: Decimal | None) -> Iterator[str]:
    """The figure with its point elsewhere, where it then lies between the two beside it; nothing where one is not."""
    for places in PLACES:
        moved = figure.scaleb(places)
        if least is not None and most is not None and least <= moved <= most:
            yield f"{plain(moved)} in place of {figure}"
