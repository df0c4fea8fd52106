"""Owns telling that of two options the one with more points gives less by a choice, shown by working both out."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice, product
from typing import Any

from portal.allocation.calculate import calculate
from portal.allocation.lint.aims import Aims, Answers
from portal.allocation.model import Budget, Result
from portal.allocation.operations import Choose, Score, ScoreEach
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import leaves
from portal.money import Unit, plain

SITUATIONS = 24  # of the other answers that rows look at, from each beginning
Ranked = Sequence[tuple[str, Decimal]]


def option_that_falls(line: SchemeLine, scheme: Scheme, person: Collection[str]) -> str:
    """What is wrong where an option with more points is given less by this choice; "" where no answers show it.

    Lines that say why they may fall account for what stands on them. Points that two lines put in another order say
    nothing of which option is more need.
    """
    behind = tuple(one for one in scheme.lines if one.id in scheme.behind(line.id))
    if not isinstance(line.operation, Choose) or any(one.may_fall for one in behind):
        return ""
    looked_at = [leaf.question for row in line.operation.rows if row.when for leaf in leaves(row.when)]
    alone = replace(scheme, lines=behind, results=(Result(line.id, line.title, line.id, headline=True),), readings=())
    aims = Aims(alone, scheme.starts)
    for question in dict.fromkeys(each for each in looked_at if each not in person):
        ranked = _ranked(question, scheme)
        others = [one for one in dict.fromkeys(looked_at) if one != question]
        for facts in _situations(line, others, alone, aims) if len(ranked) > 1 else ():
            told = _falls(question, ranked, facts, alone)
            if told:
                return told
    return ""


def _ranked(question: str, scheme: Scheme) -> Ranked:
    """The options of a question by their points, the fewest first; none where it is not scored, or in two orders."""
    scored = [
        dict(line.operation.points)
        for line in scheme.lines
        if isinstance(line.operation, Score | ScoreEach)
        and line.unit is Unit.POINTS
        and any(one.id == question for one in line.operation.inputs)
    ]
    if not scored or any(each.keys() != scored[0].keys() for each in scored):
        return ()
    ranked = sorted(scored[0].items(), key=lambda one: one[1])
    orders = ([_sign(each[one] - each[other]) for one, other in product(each, each)] for each in scored)
    first = next(orders)
    return ranked if all(order == first for order in orders) else ()


def _sign(number: Decimal) -> int:
    return (number > 0) - (number < 0)


def _situations(line: SchemeLine, others: Sequence[str], scheme: Scheme, aims: Aims) -> Iterator[Answers]:
    """Answers to all that the choice stands on: as much, as little, the usual; each with every way to another row."""
    wants = [one.only_when for one in scheme.lines if one.only_when]
    usual = {one.id: aims.values(one.id)[0] for one in scheme.inputs if one.group is None and aims.values(one.id)}
    for begin in (aims.at(line, Term(line=line.id), high=True), aims.at(line, Term(line=line.id), high=False), {}):
        for values in islice(product(*(aims.values(one, wants) for one in others)), SITUATIONS):
            yield {**usual, **begin, **dict(zip(others, values, strict=True))}


def _falls(question: str, ranked: Ranked, facts: Answers, scheme: Scheme) -> str:
    """The first two options of which the one with more points gives less, where both give something."""
    given = [(option, points, _figure({**facts, question: option}, scheme)) for option, points in ranked]
    for (low, few, much), (high, many, little) in product(given, given):
        if many > few and much is not None and little is not None and little < much:
            what = f"Of “{question}”, “{high}” has more points than “{low}”"
            return f"{what}, and gives {plain(little)} where that gives {plain(much)}."
    return ""


def _figure(facts: dict[str, Any], scheme: Scheme) -> Decimal | None:
    found = calculate(scheme, facts, scheme.starts)
    applies = isinstance(found, Budget) and found.headline.applies
    return found.headline.figure if isinstance(found, Budget) and applies else None
