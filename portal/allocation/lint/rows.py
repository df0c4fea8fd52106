"""Owns the rule that answers come to each row: of bands, of tables, and of a choice that looks at a line's figure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from portal.allocation.lint.answered import Ends
from portal.allocation.lint.choices import HALF
from portal.allocation.lint.never import FAR
from portal.allocation.lint.widest import Widest
from portal.allocation.operations import Bands, Choose, ReadTable
from portal.allocation.operations.choice import Row
from portal.allocation.parts import FigureTest, TableReading, Term
from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark

CODE = "unreachable-row"
CURE = "Correct where it begins, or what can be answered; or leave the row out."


def beyond_the_most(scheme: Scheme) -> Iterator[Complaint]:
    """No band, and no row of a table, begins far above the most that its line can ever be.

    A table that was decided may go on a little above what these questions come to.
    """
    widest = Widest(scheme)
    for line in scheme.lines:
        if isinstance(line.operation, Bands):
            most = widest.of(line.operation.line).greatest
            row = next((row for row in line.operation.rows if most is not None and row.at > FAR * most), None)
            if row is not None:
                yield _above(f"line “{line.id}”", row.mark, row.at, most)
    yield from _of_tables(scheme, widest)


def _of_tables(scheme: Scheme, widest: Widest) -> Iterator[Complaint]:
    """The same of tables, by all lines that read them. A straight line between rows needs one row beyond the most."""
    operations = [line.operation for line in scheme.lines if isinstance(line.operation, ReadTable)]
    for table in scheme.tables.values():
        ends = [widest.of(one.line).greatest for one in operations if one.table.id == table.id]
        known = [one for one in ends if one is not None]
        if not known or len(known) < len(ends):
            continue
        most, straight = max(known), table.reading is TableReading.STRAIGHT
        for version in (one for one in table.versions if one.uprated_by is None):
            pairs = pairwise(version.rows)
            row = next((high for low, high in pairs if high.at > FAR * most and (not straight or low.at >= most)), None)
            if row is not None:
                yield _above(f"table “{table.id}”", row.mark, row.at, most)


def _above(where: str, mark: Mark, at: Decimal, most: Decimal | None) -> Complaint:
    what = f"No answer comes to the row from {at} on: it is read by at most {most}."
    return Complaint(CODE, mark.file, mark.line, where, what, CURE)


def never_left(scheme: Scheme) -> Iterator[Complaint]:
    """No row of a choice gives a figure of its own where those above it hold for whatever a line's figure is."""
    widest = Widest(scheme)
    for line in scheme.lines:
        if isinstance(line.operation, Choose):
            for name in dict.fromkeys(row.when_figure.line for row in line.operation.rows if row.when_figure):
                left = _left(line.operation.rows, name, widest)
                row = next((one for one in left if _gives_its_own(one, line.operation.rows)), None)
                if row is not None:
                    ends = widest.of(Term(line=name))
                    what = f"No answer comes to this row: those above it hold {_said(name, ends)}."
                    cure = "Correct their limits: “more than” is `more_than:`, “less than” is `less_than:`."
                    yield Complaint(CODE, row.mark.file, row.mark.line, f"line “{line.id}”", what, cure)
                    break


def _said(name: str, ends: Ends) -> str:
    least, most = ends.least, ends.greatest
    known = f", from {least} to {most}" if least is not None and most is not None else ""
    lowest = f", which is never less than {least}" if least is not None and most is None else ""
    return f"whatever “{name}” is{known}{lowest}"


def _left(rows: Sequence[Row], name: str, widest: Widest) -> Sequence[Row]:
    """The rows below those that hold for every figure of a line; none where they do not, or it may have no figure."""
    if not widest.applies(Term(line=name)):
        return ()
    tests = [row.when_figure for row in rows if row.when_figure is not None and row.when_figure.line == name]
    open_ones = _figures(tests, widest.of(Term(line=name)))
    for place, row in enumerate(rows):
        test = row.when_figure
        if row.when is None and test is not None and test.line == name:
            open_ones = [figure for figure in open_ones if not test.holds(figure)]
            if not open_ones:
                return rows[place + 1 :]
    return ()


def _figures(tests: Sequence[FigureTest], ends: Ends) -> list[Decimal]:
    """The limits of tests, a figure between any two of them, and one on either side, as far as the line goes."""
    limits = sorted({limit for test in tests for _, limit in test.limits})
    known = [end for end in (ends.least, ends.greatest) if end is not None]
    figures = sorted({limits[0] - 1, *limits, limits[-1] + 1, *known})
    between = [(low + high) * HALF for low, high in pairwise(figures)]
    low, high = ends.least, ends.greatest
    return [one for one in (*figures, *between) if (low is None or one >= low) and (high is None or one <= high)]


def _gives_its_own(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row gives a figure that no other row gives: one for what can never be may be there to be safe."""
    given = [one.term for one in rows if one is not row]
    return row.term is not None and row.term.figure != 0 and row.term not in given


RULES = (beyond_the_most, never_left)
