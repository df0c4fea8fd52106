"""Owns the rule that a floor is not above its cap, be they figures, rates or lines such as one chosen by the place."""

from collections.abc import Iterator
from datetime import date

from portal.allocation.lint.bounds import Bounds
from portal.allocation.lint.situations import Situation, conditions_behind, situations, when_it_applies
from portal.allocation.operations import Limit, ReadTable, Score
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AnyOf, Condition
from portal.files import Complaint


def floor_above_cap(scheme: Scheme) -> Iterator[Complaint]:
    """In no situation that answers can make, and on no day, is a floor surely above its cap."""
    for line in scheme.lines:
        if isinstance(line.operation, Limit) and line.operation.at_least and line.operation.at_most:
            what = next(_above(line, line.operation.at_least, line.operation.at_most, scheme), None)
            if what:
                cure = "Lower the floor or raise the cap."
                yield Complaint("floor-above-cap", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _days(scheme: Scheme, *limits: Term) -> list[date]:
    """The days of the scheme on which a figure that the limits stand on changes."""
    behind = frozenset().union(*(scheme.behind(term.line) for term in limits if term.line))
    operations = [line.operation for line in scheme.lines if line.id in behind]
    rates = {term.rate for term in (*limits, *(term for each in operations for term in each.terms))}
    changes = {value.starts for rate in scheme.rates.values() if rate.id in rates for value in rate.values}
    read = [each.table for each in operations if isinstance(each, ReadTable)]
    changes |= {version.starts for table in read for version in table.versions}
    later = sorted(day for day in changes if day > scheme.starts and (scheme.ends is None or day <= scheme.ends))
    return [scheme.starts, *later]


def _above(line: SchemeLine, floor: Term, cap: Term, scheme: Scheme) -> Iterator[str]:
    """How the floor is above the cap, in words, for each situation and day in which it is."""
    named, days = floor.line or cap.line, _days(scheme, floor, cap)
    conditions = [*when_it_applies(line), *_conditions((floor, cap), scheme)] if named else []
    for one in situations(conditions, scheme):
        if not named or _counts(line, (floor, cap), one):
            for day in days:
                bounds = Bounds(one, day)
                least, most = bounds.of(floor).least, bounds.of(cap).greatest
                if least is not None and most is not None and least > most:
                    exact = least == bounds.of(floor).greatest and most == bounds.of(cap).least
                    yield (
                        _said(one, f"floor {least} is above the cap {most}")
                        if exact
                        else _said(one, f"floor is never below {least}, and the cap never above {most}")
                    )


def _said(one: Situation, what: str) -> str:
    answers = one.described(one.facts.keys())
    return f"With {answers} the {what}." if answers else f"The {what}."


def _counts(line: SchemeLine, limits: tuple[Term, ...], one: Situation) -> bool:
    """Whether the line surely applies, with both of its limits."""
    return all(one.applies(term) for term in (Term(line=line.id), *limits))


def _conditions(terms: tuple[Term, ...], scheme: Scheme) -> Iterator[Condition]:
    """The answers on which limits hang: conditions, and options that give so many pounds at once."""
    yield from conditions_behind(terms, scheme)
    for line in scheme.lines:
        if isinstance(line.operation, Score) and line.id in {term.line for term in terms}:
            yield AnyOf(line.operation.question, line.operation.each.options)


RULES = (floor_above_cap,)
