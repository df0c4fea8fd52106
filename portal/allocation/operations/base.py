"""Owns what every operation must be able to say about itself."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal

from portal.allocation.parts import Conversion, Input, Rate, Table, Term
from portal.allocation.work import Work, Working
from portal.conditions import Between, Condition, leaves
from portal.money import Rounding, Unit, decimals

Places = int | None
"""How many decimals a figure can have at most; None where an answer may have any number."""


class UnitMismatch(Exception):
    """Units that cannot be reckoned together; the message and the cure are sentences for the author of the scheme."""

    def __init__(self, what: str, cure: str = "Change a unit, or convert one line first.") -> None:
        super().__init__(what)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a scheme's lines, rates and tables while it is checked."""

    units: Mapping[str, Unit]
    rates: Mapping[str, Rate]
    tables: Mapping[str, Table]
    conversions: Mapping[str, Conversion]
    places: dict[str, Places] = field(default_factory=dict)
    pers: dict[str, Unit] = field(default_factory=dict)

    def learn(self, line_id: str, operation: "Operation", rounding: Rounding | None = None) -> None:
        """Keep what is known of a line, the first of its name; lines are learnt from the top down."""
        places = decimals(rounding.to) if rounding else operation.places(self)
        self.places.setdefault(line_id, places)
        with suppress(UnitMismatch):  # the lint tells of it
            per = operation.per(self)
            if per is not None:
                self.pers.setdefault(line_id, per)

    def per_of(self, term: Term) -> Unit | None:
        """What a price is for each of; None for a figure that is no price."""
        if term.line is not None:
            return self.pers.get(term.line)
        rate = self.rates.get(term.rate or "")
        return rate.per if rate else None

    def unit_of(self, term: Term) -> Unit | None:
        """The unit of a term; None for a bare number and for what is not known."""
        if term.line is not None:
            return self.units.get(term.line)
        if term.rate is not None:
            return self.rates[term.rate].unit if term.rate in self.rates else None
        return term.unit

    def places_of(self, term: Term) -> Places:
        """How many decimals a term can have. A line or rate that does not exist has a complaint of its own."""
        if term.line is not None:
            return self.places.get(term.line, 0)
        if term.rate is not None:
            return most_decimals(self.rates[term.rate].figures) if term.rate in self.rates else 0
        return decimals(term.figure or Decimal(0))


class Operation(ABC):
    """One operation. Instances are frozen values that hold what the scheme file says."""

    __slots__ = ()

    @property
    @abstractmethod
    def name(self) -> str:
        """The operation's name in scheme files."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The earlier lines, rates and stated figures it reckons with."""
        return ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The answers it counts, conditions included."""
        return ()

    @property
    def looks_at(self) -> tuple[str, ...]:
        """The earlier lines it only holds against something, to decide which figure it takes."""
        return ()

    @property
    def decided_by(self) -> frozenset[str]:
        """The questions whose answers decide which figure it takes."""
        return frozenset()

    def unit(self, known: Known) -> Unit | None:
        """The unit it gives, or None where the line may declare any. Raises UnitMismatch."""
        return None

    def per(self, known: Known) -> Unit | None:
        """What its figure is a price for each of, as with a rate; None where it is no price. Raises UnitMismatch."""
        return None

    def places(self, known: Known) -> Places:
        """How many decimals its figure can have: no more than the longest of what it reckons with."""
        each = [known.places_of(term) for term in self.terms]
        return None if None in each else max((one for one in each if one is not None), default=0)

    @abstractmethod
    def working(self, work: Work) -> Working:
        """The operands today. Raises CannotSay, Unknown or DoesNotApply."""


@dataclass(frozen=True, slots=True)
class Unread(Operation):
    """Stands for an operation that could not be read, so that the rest of its scheme is checked all the same.

    A scheme that holds one is never loaded: the complaint about the operation refuses the file.
    """

    name: str = "unread"

    def working(self, work: Work) -> Working:
        """Never asked for."""
        raise NotImplementedError(work)


def most_decimals(figures: Iterable[Decimal]) -> int:
    """The greatest number of decimals among figures."""
    return max((decimals(figure) for figure in figures), default=0)


def together(*places: Places) -> Places:
    """The decimals of a product: those of its factors together."""
    return None if None in places else sum(one for one in places if one is not None)


def condition_inputs(condition: Condition, group: str | None = None) -> tuple[Input, ...]:
    """The inputs of a condition: of most, only the names are known; a limit tells of a number."""
    numbers = frozenset(leaf.question for leaf in leaves(condition) if isinstance(leaf, Between))
    kinds = {name: "any-number" if name in numbers else "any" for name in sorted(condition.questions)}
    return tuple(Input(name, kind, group=group) for name, kind in kinds.items())
