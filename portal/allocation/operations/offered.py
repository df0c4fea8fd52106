"""Owns what can be answered to an input that a scheme declares itself, for answers that only a condition looks at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.allocation.operations.answers import Limits
from portal.allocation.parts import Input
from portal.answers import Missing

PICKED = ("choice", "choices")
GIVEN_LEAVE = (Missing.NOT_APPLICABLE, Missing.BLANK)
"""The answers that an input must allow. That one is missing, or not sure, is told in a way of its own."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The kind of an input, its options, the limits of its number and the special answers that it allows."""

    kind: str
    options: frozenset[str]
    special: frozenset[str]
    limits: Limits
    in_between: bool  # numbers between the points of its options

    def fits(self, found: object) -> bool:
        """Whether it can be answered so, or was not asked."""
        match found:
            case None:
                return True
            case Missing():
                return found not in GIVEN_LEAVE or found in self.special
            case str():
                return self.kind in PICKED and found in self.options
            case bool():
                return False
            case int() | Decimal():
                return self._fits_number(Decimal(found))
            case date():
                return self.kind == "date"
            case tuple():
                return self.kind == "group" or (self.kind == "choices" and self.options.issuperset(found))
            case _:
                return False

    def _fits_number(self, number: Decimal) -> bool:
        if self.kind != "number":
            return self.in_between and number.is_finite()
        return number.is_finite() and self.limits.misfit(number) is None


def offered_by(declared: Iterable[Input], inputs: Iterable[Input]) -> Mapping[str, Offered]:
    """What each declared input offers; `inputs` are those that count, with the steps between their options."""
    names = {one.id for one in declared}
    return {
        one.id: Offered(
            one.kind,
            frozenset(one.options),
            frozenset(one.special),
            Limits(one.at_least, one.at_most, one.in_steps_of),
            in_between=one.kind == "choice" and one.in_steps_of is not None,
        )
        for one in inputs
        if one.id in names
    }
