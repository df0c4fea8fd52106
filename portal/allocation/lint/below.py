"""Owns showing by answers that a line falls below nought: what is not shown is not said as a fact."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from portal.allocation.calculate import calculate
from portal.allocation.lint.aims import Aims, Answers
from portal.allocation.lint.ends import TURNS, can_be_worked_out
from portal.allocation.model import Budget, Result
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine

CHANGES = 80  # so many answers are changed one by one, from each beginning


def falls_below(line: SchemeLine, scheme: Scheme) -> bool:
    """Whether answers are found for which the line's figure is below nought."""
    if not can_be_worked_out(scheme):
        return False
    behind = tuple(one for one in scheme.lines if one.id in scheme.behind(line.id))
    result = Result(line.id, line.title, line.id, headline=True)
    alone = replace(scheme, lines=behind, results=(result,), readings=())
    found = (calculate(alone, facts, scheme.starts) for facts in _tried(line, alone))
    return any(isinstance(one, Budget) and one.headline.applies and one.headline.figure < 0 for one in found)


def _tried(line: SchemeLine, scheme: Scheme) -> Iterator[Answers]:
    """Answers that aim at the least, in a few ways; then each of them changed."""
    aims = Aims(scheme, scheme.starts)
    usual = {one.id: values[0] for one in scheme.inputs if one.group is None and (values := aims.values(one.id))}
    for turn in range(TURNS):
        least = {**usual, **aims.at(line, Term(line=line.id), high=False, turn=turn)}
        yield least
        yield from islice(({**least, name: value} for name in usual for value in aims.values(name)), CHANGES)
