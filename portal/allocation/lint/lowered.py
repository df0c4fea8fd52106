"""Owns telling which rates and tables are lowered by a percentage below nought: meant, or one minus too many."""

from collections.abc import Iterator

from portal.allocation.scheme import Scheme


def said_of_falls(scheme: Scheme) -> Iterator[str]:
    """A sentence for each rate or table and day."""
    for rate in scheme.rates.values():
        for value in rate.values:
            if value.uprated_by is not None and value.uprated_by < 0:
                yield f"From {value.starts} on, the rate “{rate.id}” is {-value.uprated_by} per cent lower."
    for table in scheme.tables.values():
        for version in table.versions:
            if version.uprated_by is not None and version.uprated_by < 0:
                yield f"From {version.starts} on, the table “{table.id}” gives {-version.uprated_by} per cent less."
