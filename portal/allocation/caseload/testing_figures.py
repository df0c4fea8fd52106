"""Owns holding figures of many people against the limits of a `FigureTest`."""

from __future__ import annotations

import numpy as np

from portal.allocation.caseload.exact import Exact, Mask
from portal.allocation.caseload.standing import Reckoned
from portal.allocation.parts import FigureTest


def within(test: FigureTest, line: Reckoned) -> Mask:
    """Where the figure of a line is within the limits; no individual budget is less than any of them."""
    figure = line.figure
    holds = np.ones(figure.whole.shape, np.bool_)
    if test.at_least is not None:
        holds &= Exact.of(test.at_least) <= figure
    if test.at_most is not None:
        holds &= figure <= Exact.of(test.at_most)
    if test.more_than is not None:
        holds &= Exact.of(test.more_than) < figure
    if test.less_than is not None:
        holds &= figure < Exact.of(test.less_than)
    if line.none is None:
        return holds
    return np.asarray(np.where(line.none, test.at_least is None and test.more_than is None, holds), np.bool_)
