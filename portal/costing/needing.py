"""Owns which part of life each person of a caseload needs most help with, as a scheme counts their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.operations import Score, ScoreEach, ScoreSeveral
from portal.costing.files import Kinds
from portal.money import Unit

if TYPE_CHECKING:
    from datetime import date

    from portal.allocation.caseload.people import People
    from portal.allocation.scheme import Scheme

NO_NEED = ""


def most_needed(scheme: Scheme, people: People, day: date) -> Kinds:
    """The part of life with most of each person's points; of equals the first in the scheme, and none without points.

    It only sorts people for a table: no figure hangs on it.
    """
    counted = [
        line
        for line in scheme.lines
        if line.part is not None
        and line.unit is Unit.POINTS
        and isinstance(line.operation, Score | ScoreEach | ScoreSeveral)
    ]
    parts = tuple(dict.fromkeys(line.part or "" for line in counted))
    found = calculate_many(scheme, people, day)
    points: NDArray[np.float64] = np.zeros((len(parts) + 1, people.size))
    points[0] = 1e-9  # more than no points at all
    for line in counted:
        if line.id in found.lines:
            figure = found.lines[line.id].figure.for_everyone(people.size)
            points[parts.index(line.part or "") + 1] += figure.whole.astype(np.float64) / 10**figure.places
    return Kinds(points.argmax(axis=0).astype(np.int64), (NO_NEED, *parts))
