"""Owns the bounds of what answers give by themselves: numbers, points, how long ago, how many people."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.lint.situations import Situation
from portal.allocation.operations import (
    Operation,
    OverItems,
    Quantity,
    Score,
    ScoreEach,
    ScoreSeveral,
    Since,
)
from portal.allocation.operations.answers import Limits, Take
from portal.allocation.parts import Says
from portal.money import EXACT, Rounding

NOUGHT = Decimal(0)
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Ends:
    """What a figure is never below and never above; None where that is not known."""

    least: Decimal | None = None
    greatest: Decimal | None = None

    def rounded(self, rounding: Rounding | None) -> "Ends":
        """The ends once they are rounded."""
        if rounding is None:
            return self
        return Ends(*(None if end is None else rounding.apply(end) for end in (self.least, self.greatest)))

    @property
    def with_nought(self) -> "Ends":
        """The ends of a figure that may count as nought, as that of a line which does not apply."""
        least = None if self.least is None else min(self.least, NOUGHT)
        return Ends(least, None if self.greatest is None else max(self.greatest, NOUGHT))


def ends_of(figures: Iterable[Decimal]) -> Ends:
    """The least and the greatest of figures."""
    known = list(figures)
    return Ends(min(known, default=None), max(known, default=None))


def quantity(situation: Situation, operation: Quantity) -> Ends:
    """The limits of the line and of the question where it is declared, and what stands for no answer."""
    asked = next((one for one in situation.scheme.declared if one.id == operation.question), None)
    limits = Limits(operation.at_least, operation.at_most)
    least = max(limits.least, (asked.at_least if asked else None) or NOUGHT)
    most = [one for one in (limits.at_most, asked.at_most if asked else None) if one is not None]
    stands_in = operation.instead.figures
    return Ends(min(least, *stands_in, least), max(min(most), *stands_in, NOUGHT) if most else None)


def score(situation: Situation, operation: Score) -> Ends:
    """What the answer gives in this situation, or else all answers."""
    answer, points = situation.facts.get(operation.question), dict(operation.points)
    nought = [NOUGHT for _, says in operation.says if says is Says.NO_BUDGET]
    given = [points[answer]] if answer in points else [*points.values(), *operation.instead.figures, *nought]
    return ends_of(EXACT.multiply(each, operation.weight or WHOLE) for each in given)


def score_each(_situation: Situation, operation: ScoreEach) -> Ends:
    """What all answers can give, once or as often as there are questions."""
    nought = [NOUGHT for _, says in operation.says if says is Says.NO_BUDGET]
    given = [*(points for _, points in operation.points), *operation.instead.figures, *nought]
    times = Decimal(len(operation.questions) if operation.take is Take.SUM else 1)
    weight = EXACT.multiply(operation.weight or WHOLE, times)
    return ends_of(EXACT.multiply(each, weight) for each in given)


def score_several(_situation: Situation, operation: ScoreSeveral) -> Ends:
    """Nothing, and all that can be picked together."""
    given = [points for _, points in operation.points]
    if operation.take is Take.SUM:
        given = [
            sum((one for one in given if one < NOUGHT), NOUGHT),
            sum((one for one in given if one > NOUGHT), NOUGHT),
        ]
    return ends_of(
        EXACT.multiply(each, operation.weight or WHOLE) for each in (NOUGHT, *given, *operation.instead.figures)
    )


def since(_situation: Situation, _operation: Since) -> Ends:
    """No day lies ahead."""
    return Ends(NOUGHT)


def over(_situation: Situation, operation: OverItems) -> Ends:
    """Nothing where there is nobody; how many there are is not known."""
    limits, stands_in = Limits(operation.at_least, operation.at_most), operation.instead.figures
    most = None if operation.take in {Take.SUM, Take.COUNT} else limits.at_most
    return Ends(min(limits.least, NOUGHT, *stands_in), None if most is None else max(most, NOUGHT, *stands_in))


ANSWERED: Mapping[type[Operation], Callable[..., Ends]] = {
    Quantity: quantity,
    Score: score,
    ScoreEach: score_each,
    ScoreSeveral: score_several,
    Since: since,
    OverItems: over,
}
"""The operations that look at answers alone, each with its bounds in a situation."""
