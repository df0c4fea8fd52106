"""Owns which lines two schemes have in common, so that they need not be worked out twice for the same people."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date

from portal.allocation.caseload.calculate import Reckonings
from portal.allocation.caseload.standing import Reckoned
from portal.allocation.operations import ReadTable
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Mark
from portal.words import Text


def shared_lines(one: Scheme, other: Scheme, day: date) -> frozenset[str]:
    """The lines that give everyone the same in both on a day: the same reckoning, rates and lines below them.

    None are shared where the schemes do not have lines of the same names in the same order: a refusal names the place
    of a line. Nor are any where they do not offer the same answers, for conditions go by those.
    """
    both_run = one.in_effect(day) and other.in_effect(day)
    if (
        not both_run
        or one.offered != other.offered
        or [line.id for line in one.lines] != [line.id for line in other.lines]
    ):
        return frozenset()
    shared: set[str] = set()
    for first, second in zip(one.lines, other.lines, strict=True):
        same = shared.issuperset(first.lines_used) and _reckons(first, one, day) == _reckons(second, other, day)
        if same:
            shared.add(first.id)
    return frozenset(shared)


def worth_keeping(found: Reckonings, changed: Scheme, day: date) -> dict[str, Reckoned]:
    """Of the lines that a changed scheme shares, those that its changed lines look at: all that a new run needs."""
    shared = shared_lines(found.scheme, changed, day)
    looked_at = {name for line in changed.lines if line.id not in shared for name in line.lines_used}
    wanted = (looked_at | {result.line for result in changed.results}) & shared
    return {name: found.lines[name] for name in wanted}


def _reckons(line: SchemeLine, scheme: Scheme, day: date) -> object:
    """Everything that decides a line's figure, without its words and where it stands in the file."""
    rates = tuple(
        (term.rate, scheme.rates[term.rate].on(day), scheme.rates[term.rate].why_not(day))
        for term in line.operation.terms
        if term.rate is not None
    )
    figures = tuple((name, used and used.figure, why) for name, used, why in rates)
    version: object = None
    if isinstance(line.operation, ReadTable):
        version = _bare(line.operation.table.on(day))
    conditions = (_bare(line.only_when), _bare(line.only_when_figure), line.rounding)
    return _operation(line), figures, version, conditions


def _operation(line: SchemeLine) -> object:
    found = _bare(line.operation)
    if isinstance(line.operation, ReadTable):
        table = line.operation.table
        found = (_bare(line.operation.line), table.reading, table.beyond, table.rounding)
    return found


def _bare(thing: object) -> object:
    """A value without words and places in files, to be compared."""
    if isinstance(thing, Mark | Text):
        return None
    if isinstance(thing, tuple):
        return tuple(_bare(one) for one in thing)
    if is_dataclass(thing):
        return (type(thing).__name__, *(_bare(getattr(thing, each.name)) for each in fields(thing)))
    return thing
