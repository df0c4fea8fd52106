"""Owns the rule that the points between points lie on steps on which those of the options lie too."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import gcd

from portal.allocation.operations import Score, ScoreEach
from portal.allocation.operations.answers import on_steps
from portal.allocation.scheme import Scheme
from portal.files import Complaint
from portal.money import decimals, plain


def points_off_steps(scheme: Scheme) -> Iterator[Complaint]:
    """Each option's points lie on the steps from the least, or the very number of an option would be refused."""
    for line in scheme.lines:
        operation = line.operation
        if not isinstance(operation, Score | ScoreEach) or operation.in_between is None or not operation.points:
            continue
        least = min(points for _, points in operation.points)
        off = [points for _, points in operation.points if not on_steps(points, operation.in_between, least)]
        if off:
            what = (
                f"In steps of {operation.in_between} from {least}, nobody can answer {off[0]}, which an option gives."
            )
            step = _together([points - least for _, points in operation.points])
            cure = f"Correct {off[0]}, or write a step on which all points lie: `in_between: {plain(step)}`."
            yield Complaint("unclear-points", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _together(above: Sequence[Decimal]) -> Decimal:
    """The largest step on which all of these lie."""
    places = max(decimals(each) for each in above)
    return Decimal(gcd(*(int(each.scaleb(places)) for each in above))).scaleb(-places)


RULES = (points_off_steps,)
