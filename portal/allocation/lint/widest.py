"""Owns the bounds that a figure never passes, whatever is answered, on any day of a scheme."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from portal.allocation.lint.answered import Ends
from portal.allocation.lint.bounds import Bounds
from portal.allocation.lint.situations import Situation
from portal.allocation.operations import Choose
from portal.allocation.operations.choice import Row
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.money import plain


class Whatever(Situation):
    """Of no answer it is known what it is: each row of a choice may be taken, and each condition may hold."""

    def row_taken(self, operation: Choose) -> Row | None:
        """None is known to be."""
        return None

    def _line_applies(self, line: SchemeLine) -> bool | None:
        return None if line.only_when is not None else super()._line_applies(line)


@dataclass(frozen=True)
class Widest:
    """The widest bounds of the terms of a scheme."""

    scheme: Scheme

    def of(self, term: Term) -> Ends:
        """What a term is never below and never above, wherever it has a figure."""
        each = [bounds.of(term) for bounds in self._each_day]
        least: list[Decimal] = [ends.least for ends in each if ends.least is not None]
        most: list[Decimal] = [ends.greatest for ends in each if ends.greatest is not None]
        return Ends(
            plain(min(least)) if least and len(least) == len(each) else None,
            plain(max(most)) if most and len(most) == len(each) else None,
        )

    def applies(self, term: Term) -> bool:
        """Whether a term surely has a figure, unless an answer is missing."""
        return self._whatever.applies(term) is True

    @cached_property
    def _whatever(self) -> Situation:
        return Whatever(self.scheme, {})

    @cached_property
    def _each_day(self) -> list[Bounds]:
        return [Bounds(self._whatever, day) for day in self._days()]

    def _days(self) -> Iterator[date]:
        """The days on which a figure changes."""
        changes = {value.starts for rate in self.scheme.rates.values() for value in rate.values}
        changes |= {version.starts for table in self.scheme.tables.values() for version in table.versions}
        yield self.scheme.starts
        yield from sorted(day for day in changes if day > self.scheme.starts and self.scheme.in_effect(day))
