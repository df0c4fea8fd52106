"""Owns telling that a protection begins before its scheme does: right only where it goes on from an earlier one."""

from collections.abc import Iterator, Sequence
from datetime import date

from portal.allocation.operations import Protect
from portal.allocation.operations.protection import ByYear, MostFall
from portal.allocation.scheme import Scheme
from portal.money import EXACT, plain


def said_of_protection(versions: Sequence[Scheme]) -> Iterator[str]:
    """A sentence for each protection whose first day lies before that of all versions, the oldest first."""
    first = versions[0].starts
    said = set()
    for line in (line for version in versions for line in version.lines):
        way = line.operation.way if isinstance(line.operation, Protect) else None
        if isinstance(way, MostFall | ByYear) and line.operation.inputs == () and way.starts < first:
            done = _done(way, first)
            if done and line.id not in said:
                said.add(line.id)
                what = f"“{line.id}” begins on {way.starts}, and no version of the scheme here before {first}: {done}"
                yield f"{what} on that first day. Is that day meant?"


def _done(way: MostFall | ByYear, day: date) -> str:
    """How much of a fall counts on a day, in words; "" where none does yet."""
    year = way.year(day)
    if isinstance(way, MostFall):
        per_cent = " per cent" if way.per_cent else ""
        return f"{plain(EXACT.multiply(way.fall, year))}{per_cent} may have fallen"
    return f"{plain(way.shares[year - 1])} per cent of the change counts" if 0 < year <= len(way.shares) else ""
