"""Owns rounding figures of many people at once, by the rules and with the results of `portal.money.Rounding`."""

from __future__ import annotations

from math import gcd
from typing import Any

import numpy as np

from portal.allocation.caseload.exact import ROOM, Exact, Whole
from portal.money import Direction, Rounding


def rounded(above: Exact, below: Exact | None, rounding: Rounding) -> Exact:
    """`above / below` rounded once to a multiple, with nothing lost on the way. No `below` may be nought."""
    to = Exact.of(rounding.to)
    times, divisor = 10**to.places, 10**above.places * int(to.whole)
    measure: Any = divisor
    if below is not None:
        times *= 10**below.places
        above = Exact(np.asarray(np.where(below.whole < 0, -above.whole, above.whole)), above.places, above.most)
        measure = np.abs(below.whole)
        if below.whole.ndim:
            measure = Exact(measure, 0, below.most)
            whole = _whole(above, times, measure, divisor, rounding.how)
            return _of_steps(whole, to)
        measure = int(measure) * divisor
    common = gcd(times, measure)
    times, measure = times // common, measure // common
    figures = Exact(above.whole, 0, above.most) * _scalar(times)
    return _of_steps(_steps(figures, measure, rounding.how), to)


def _whole(above: Exact, times: int, below: Exact, divisor: int, how: Direction) -> Whole:
    """The same where each person has a divisor of their own."""
    common = gcd(times, divisor)
    figures = Exact(above.whole, 0, above.most) * _scalar(times // common)
    measures = below * _scalar(divisor // common)
    if 2 * figures.most + measures.most > ROOM:
        return _steps(Exact(figures.whole.astype(object), 0, figures.most), measures.whole.astype(object), how)
    return _steps(figures, measures.whole, how)


def _scalar(number: int) -> Exact:
    return Exact(np.array(number, object if number > ROOM else np.int64), 0, number)


def _of_steps(whole: Whole, to: Exact) -> Exact:
    steps = Exact.each(whole) * Exact(to.whole, 0, to.most)
    return Exact(steps.whole, to.places, steps.most)


def _steps(figures: Exact, measure: Any, how: Direction) -> Whole:
    """How many steps each figure is, rounded in one direction."""
    whole = figures.whole
    if isinstance(measure, int):
        if measure == 1:
            return whole
        if 2 * figures.most + measure > ROOM and whole.dtype != object:
            whole = whole.astype(object)
    if how is Direction.DOWN:
        return np.asarray(whole // measure)
    if how in {Direction.UP, Direction.FOR_THE_PERSON}:
        return np.asarray(-(-whole // measure))
    if how is Direction.HALF_UP:  # ties go away from nought
        away = (2 * np.abs(whole) + measure) // (2 * measure)
        return np.asarray(np.where(whole < 0, -away, away))
    steps = np.asarray(whole // measure)
    twice = 2 * (whole - steps * measure)
    return np.asarray(steps + ((twice > measure) | ((twice == measure) & (steps % 2 == 1))))
