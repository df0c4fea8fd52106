"""Owns telling which rates and tables are lowered, by a percentage or by much: meant, or a slip."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from portal.allocation.scheme import Scheme
from portal.money import EXACT

MUCH = Decimal("0.9")  # of the figure before: what falls further is told


def said_of_falls(scheme: Scheme) -> Iterator[str]:
    """A sentence for each rate or table and day."""
    for rate in scheme.rates.values():
        for value in rate.values:
            if value.uprated_by is not None and value.uprated_by < 0:
                yield f"From {value.starts} on, the rate “{rate.id}” is {-value.uprated_by} per cent lower."
        for before, after in pairwise(rate.values):
            if rate.unit.is_money and after.uprated_by is None and _falls_much(before.figure, after.figure):
                yield f"From {after.starts} on, the rate “{rate.id}” is {after.figure}, and {before.figure} before."
    for table in scheme.tables.values():
        for version in table.versions:
            if version.uprated_by is not None and version.uprated_by < 0:
                yield f"From {version.starts} on, the table “{table.id}” gives {-version.uprated_by} per cent less."
        for older, newer in pairwise(table.versions):
            old = {row.at: row.figure for row in older.rows}
            fallen = [row for row in newer.rows if _falls_much(old.get(row.at), row.figure)]
            if table.unit.is_money and newer.uprated_by is None and fallen:
                now, was = fallen[0].figure, old[fallen[0].at]
                yield f"From {newer.starts} on, the table “{table.id}” gives {now} at {fallen[0].at}, and {was} before."


def _falls_much(before: Decimal | None, after: Decimal | None) -> bool:
    return before is not None and after is not None and 0 < after < EXACT.multiply(before, MUCH)
