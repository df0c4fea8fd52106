"""Owns what every operation must be able to say about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from portal.allocation.parts import Conversion, Input, Rate, Table, Term
from portal.allocation.work import Work, Working
from portal.money import Unit


class UnitMismatch(Exception):
    """Units that cannot be reckoned together; the message is a sentence for the author of the scheme."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a scheme's lines, rates and tables while it is checked."""

    units: Mapping[str, Unit]
    rates: Mapping[str, Rate]
    tables: Mapping[str, Table]
    conversions: Mapping[str, Conversion]

    def unit_of(self, term: Term) -> Unit | None:
        """The unit of a term; None for a bare number."""
        if term.line is not None:
            return self.units.get(term.line)
        if term.rate is not None:
            return self.rates[term.rate].unit if term.rate in self.rates else None
        return term.unit


class Operation(Protocol):
    """One operation. Instances are frozen values that hold what the scheme file says."""

    @property
    def name(self) -> str:
        """The operation's name in scheme files."""
        ...

    @property
    def terms(self) -> tuple[Term, ...]:
        """The earlier lines, rates and stated figures it reckons with."""
        ...

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The answers it counts, conditions included."""
        ...

    def unit(self, known: Known) -> Unit | None:
        """The unit it gives, or None where the line may declare any. Raises UnitMismatch."""
        ...

    def working(self, work: Work) -> Working:
        """The operands today. Raises CannotSay, Unknown or DoesNotApply."""
        ...


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands for an operation that could not be read, so that the rest of its scheme is checked all the same.

    A scheme that holds one is never loaded: the complaint about the operation refuses the file.
    """

    name: str = "unread"
    terms: tuple[Term, ...] = ()
    inputs: tuple[Input, ...] = ()

    def unit(self, known: Known) -> Unit | None:
        """Nothing is known of it."""

    def working(self, work: Work) -> Working:
        """Never asked for."""
        raise NotImplementedError


def condition_inputs(questions: frozenset[str], group: str | None = None) -> tuple[Input, ...]:
    """The inputs of a condition: only their names are known."""
    return tuple(Input(name, "any", group=group) for name in sorted(questions))
