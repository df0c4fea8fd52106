"""Owns the rules about tables: their rows rise, and a later version loses none of them."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from portal.allocation.lint import slips
from portal.allocation.lint.choices import NONE
from portal.allocation.parts import Says, TableReading, TableRow, TableVersion
from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark
from portal.money import Rounding

Rule = Callable[[Scheme], Iterator[Complaint]]


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
            what = _lost(before, after, in_a_line=table.reading is TableReading.STRAIGHT)
            if what:
                cure = "Write that row too; where it gives no more than the row below it, with the same figure."
                yield _complaint("lost-row", after.mark, f"table “{table.id}”", f"From {after.starts} on {what}", cure)


def _lost(before: TableVersion, after: TableVersion, *, in_a_line: bool) -> str | None:
    """Which row is gone, in words: one among others that stayed, or the last. None where the rows are made anew.

    In a straight line between rows, one in the middle may have lain on the line.
    """
    old, new = ([row.at for row in version.rows] for version in (before, after))
    if not new or after.starts <= before.starts:  # which have complaints of their own
        return None
    lost = [at for at in old if at not in new]
    if lost and set(new) < set(old) and (lost[-1] == old[-1] or not in_a_line):
        return f"the row at {lost[-1]} is gone, which stood there before."
    if lost and new[1:] and set(new[:-1]) <= set(old) and new[-1] < old[-1]:
        return f"the last row is at {new[-1]}, and before it was at {old[-1]}."
    return None


RULES: tuple[Rule, ...] = (tables, rows_lost)
