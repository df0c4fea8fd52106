"""Owns the rules about tables: their rows rise, and a later version loses none of them."""

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from portal.allocation.lint import slips
from portal.allocation.lint.choices import NONE
from portal.allocation.parts import Says, TableReading, TableRow, TableVersion
from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark
from portal.money import Rounding

Rule = Callable[[Scheme], Iterator[Complaint]]
STEPS = 2  # so many steps of its rounding a figure may lie beside a straight line
CLOSE = Fraction(1, 50)  # or so much of itself


def _complaint(code: str, mark: Mark, where: str, what: str, cure: str) -> Complaint:
    return Complaint(code, mark.file, mark.line, where, what, cure)


def tables(scheme: Scheme) -> Iterator[Complaint]:
    """Tables rise: more points are in a later row and never give less, whatever stands between."""
    for table in scheme.tables.values():
        for version in table.versions:
            below = [row for row in version.rows if row.figure is not None and row.figure < 0]
            if below:
                yield from () if version.uprated_by is not None else _below_nought(f"table “{table.id}”", below)
                continue
            yield from _rising(f"table “{table.id}”", version)
            if table.reading is TableReading.STRAIGHT and table.rounding is not None:
                yield from _on_steps(f"table “{table.id}”", version, table.rounding)


def _below_nought(where: str, rows: Iterable[TableRow]) -> Iterator[Complaint]:
    for row in rows:
        what = f"The row at {row.at} gives {row.figure}, and nobody gets less than nought."
        cure = "Write it without the minus; where there is no budget, write `figure: no-budget`."
        yield _complaint("negative-points", row.mark, where, what, cure)


def _rising(where: str, version: TableVersion) -> Iterator[Complaint]:
    figures = [NONE if row.says is Says.NO_BUDGET else row.figure for row in version.rows]
    most, top, before = NONE, 0, None
    for place, (row, figure) in enumerate(zip(version.rows, figures, strict=True)):
        falls = figure is not None and figure < most
        if falls or (before is not None and row.at <= before.at):
            high = f"{version.rows[top].at}, which gives {most}" if falls else f"{before.at}" if before else ""
            above = f"the one at {high}" if high else "nought"
            what = f"The row at {row.at} does not rise above {above}."
            cure = "Put the rows in order, and let more need never give less."
            cure += slips.meant(figures, top, place) if falls and row.at > version.rows[top].at else ""
            yield _complaint("table-not-rising", row.mark, where, what, cure)
        most, top, before = (most, top, row) if figure is None or figure <= most else (figure, place, row)


def _on_steps(where: str, version: TableVersion, rounding: Rounding) -> Iterator[Complaint]:
    """Each row is a figure of the rounding between rows: if not, points just beside it could give more, or less."""
    for row in version.rows:
        if row.figure is not None and rounding.apply(row.figure) != row.figure:
            what = f"Between rows it is rounded to {rounding.to}, and {row.figure} at {row.at} is no such figure."
            cure = "Round the row likewise, or round more finely."
            yield _complaint("table-not-rising", row.mark, where, what, cure)


def rows_lost(scheme: Scheme) -> Iterator[Complaint]:
    """A later version of a table has every row of the one before, unless all of its rows are others."""
    for table in scheme.tables.values():
        for before, after in pairwise(table.versions):
            straight = table.reading is TableReading.STRAIGHT
            what = _lost(before, after, _on_the_line(before, after, table.rounding) if straight else set())
            if what:
                cure = "Write that row too; where it gives no more than the row below it, with the same figure."
                if straight:
                    cure += " Where a straight line is meant there, write the figure on that line."
                yield _complaint("lost-row", after.mark, f"table “{table.id}”", f"From {after.starts} on {what}", cure)


def _lost(before: TableVersion, after: TableVersion, on_line: Collection[Decimal]) -> str | None:
    """Which row is gone, in words: one among others that stayed, or the last. None where the rows are made anew.

    Those that lie in a straight line between the others are not missed.
    """
    old, new = ([row.at for row in version.rows] for version in (before, after))
    if not new or after.starts <= before.starts:  # which have complaints of their own
        return None
    lost = [at for at in old if at not in new and at not in on_line]
    if lost and set(new) < set(old):
        return f"the row at {lost[-1]} is gone, which stood there before."
    if (set(old) - set(new)) and new[1:] and set(new[:-1]) <= set(old) and new[-1] < old[-1]:
        return f"the last row is at {new[-1]}, and before it was at {old[-1]}."
    return None


def _on_the_line(before: TableVersion, after: TableVersion, rounding: Rounding | None) -> set[Decimal]:
    """The rows that are gone, and whose figure the straight line between the others still gives, or may give.

    What they would be now is told by how much the rows that stayed have changed, the more exactly the more alike.
    """
    kept = {row.at: row.figure for row in after.rows}
    stayed = ((row.figure, kept.get(row.at)) for row in before.rows)
    changes = sorted(Fraction(now) / Fraction(was) for was, now in stayed if was and now and was > 0)
    found = set()
    for row in before.rows:
        low = next((one for one in reversed(after.rows) if one.at < row.at), None)
        high = next((one for one in after.rows if one.at > row.at), None)
        if row.at in kept or low is None or high is None:
            continue
        if row.figure is None or low.figure is None or high.figure is None:
            on_line = (row.figure, row.says) == (low.figure, low.says)
        elif changes:
            share = Fraction(row.at - low.at) / Fraction(high.at - low.at)
            now = Fraction(low.figure) + share * Fraction(high.figure - low.figure)
            was, step = Fraction(row.figure), Fraction(rounding.to) if rounding else Fraction(0)
            close = max(STEPS * step, CLOSE * was)
            on_line = was * changes[0] - close <= now <= was * changes[-1] + close
        else:
            on_line = True
        found |= {row.at} if on_line else set()
    return found


RULES: tuple[Rule, ...] = (tables, rows_lost)
