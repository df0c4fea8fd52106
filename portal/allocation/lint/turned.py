"""Owns telling what may be turned round: help that counts where it is not sure, options ranked in two orders."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations

from portal.allocation.lint import shares
from portal.allocation.loading_inputs import YES_NO
from portal.allocation.operations import Combine, Score, ScoreEach, Support, SupportByAnswer
from portal.allocation.operations.answers import Take
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AnyOf


def said_of_turned(scheme: Scheme) -> Iterator[str]:
    """A sentence for each."""
    yield from _help_where_no(scheme)
    yield from _two_orders(scheme)


def _help_where_no(scheme: Scheme) -> Iterator[str]:
    """Help by family that counts where a question is answered with no."""
    asked = {one.id for one in scheme.inputs if set(one.options) == set(YES_NO)}
    wants: list[tuple[SchemeLine, str, str]] = []
    for line in scheme.lines:
        where = line.operation.where if isinstance(line.operation, Support | SupportByAnswer) else None
        if isinstance(where, AnyOf) and where.question in asked and len(where.values) == 1:
            wants.append((line, where.question, where.values[0]))
    for line, question, value in wants:
        if value == "no":
            other = next((one.id for one, same, said in wants if same == question and said == "yes"), "")
            beside = f", and in “{other}” where it is yes" if other else ""
            yield f"Help in “{line.id}” counts where “{question}” is no{beside}. Is it turned round?"


def _two_orders(scheme: Scheme) -> Iterator[str]:
    """Two lines of one sum, of which one gives more for the option for which the other gives less."""
    told: set[frozenset[str]] = set()
    for line in scheme.lines:
        if isinstance(line.operation, Combine) and line.operation.take is Take.SUM:
            added = set(shares.addends(line.id, scheme))
            scored = [(one, points) for one in scheme.lines if one.id in added and (points := _points(one))]
            for (one, first), (other, second) in combinations(scored, 2):
                pair = frozenset({one.id, other.id})
                if line.may_fall:
                    told.add(pair)
                for question in sorted(_asked(one) & _asked(other)) if pair not in told else ():
                    found = _turned(first, second) if _alike(one, other) else None
                    if found is not None:
                        told.add(pair)
                        low, high = found
                        what = f"Of “{question}”, “{one.id}” gives more for “{high}” than for “{low}”"
                        yield f"{what}, and “{other.id}” less; “{line.id}” adds both. Is one turned round?"
                        break


def _points(line: SchemeLine) -> Mapping[str, Decimal]:
    return dict(line.operation.points) if isinstance(line.operation, Score | ScoreEach) else {}


def _asked(line: SchemeLine) -> set[str]:
    return {one.id for one in line.operation.inputs}


def _alike(one: SchemeLine, other: SchemeLine) -> bool:
    """Whether both count for the same people, in the same unit, and neither says that it may fall."""
    same = (one.unit, one.only_when, one.only_when_figure) == (other.unit, other.only_when, other.only_when_figure)
    return same and not one.may_fall and not other.may_fall


def _turned(first: Mapping[str, Decimal], second: Mapping[str, Decimal]) -> tuple[str, str] | None:
    """Two options that two lines put in opposite order, the one first that has less in the first line."""
    both = [option for option in first if option in second]
    for low, high in ((low, high) for low in both for high in both):
        if first[low] < first[high] and second[low] > second[high]:
            return low, high
    return None
