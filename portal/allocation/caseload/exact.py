"""Owns exact figures of many people at once: whole numbers of a stated decimal place, never a binary fraction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from portal.money import WIDE, decimals

Whole: TypeAlias = NDArray[Any]
"""Whole numbers of 64 bits, or Python's own where those could be too short."""
Mask: TypeAlias = NDArray[np.bool_]
ROOM = 2**62
MOST_PLACES = 60  # as many digits as a figure of one person may have


@dataclass(frozen=True, slots=True)
class Exact:
    """Figures: each is `whole` over ten to the power of `places`. No whole number is further from nought than `most`.

    One figure for everyone has no dimension, so that it costs nothing to reckon with.
    """

    whole: Whole
    places: int
    most: int

    @classmethod
    def of(cls, figure: Decimal) -> Exact:
        """One figure for everyone."""
        places = decimals(figure)
        whole = int(figure.scaleb(places, WIDE))
        dtype: Any = np.int64 if abs(whole) <= ROOM else object
        return cls(np.array(whole, dtype), places, abs(whole))

    @classmethod
    def each(cls, whole: Whole, places: int = 0) -> Exact:
        """A figure for each person."""
        return cls(whole, places, _most(whole))

    @classmethod
    def read(cls, figures: Sequence[Decimal]) -> Exact:
        """Figures from decimals, at as many places as the longest has."""
        places = max(map(decimals, figures), default=0)
        whole = [int(one.scaleb(places, WIDE)) for one in figures]
        most = max(map(abs, whole), default=0)
        return cls(np.array(whole, np.int64 if most <= ROOM else object), places, most)

    def for_everyone(self, size: int) -> Exact:
        """The same with a place for each of so many people."""
        return self if self.whole.ndim else Exact(np.broadcast_to(self.whole, (size,)), self.places, self.most)

    def at(self, places: int) -> Exact:
        """The same figures at more decimal places."""
        if places == self.places:
            return self
        factor = 10 ** (places - self.places)
        one = _with_room(self, self.most * factor) if factor <= ROOM else _as_long(self)  # so too where all are nought
        return Exact(np.asarray(one.whole * factor), places, one.most * factor)

    def picked(self, index: Any) -> Exact:
        """The figures of these people alone."""
        return self if not self.whole.ndim else Exact(self.whole[index], self.places, self.most)

    def where(self, mask: Mask | None, otherwise: Exact) -> Exact:
        """These figures where the mask holds, the others elsewhere."""
        if mask is None:
            return self
        one, other = together(self, otherwise)
        return Exact(np.where(mask, one.whole, other.whole), one.places, max(one.most, other.most))

    def decimals(self) -> list[Decimal]:
        """The figures as decimals."""
        return [Decimal(one).scaleb(-self.places, WIDE) for one in self.whole.tolist()]

    def __add__(self, other: Exact) -> Exact:
        one, two = together(self, other)
        one, two = _both(one, two, lambda a, b: a + b)
        return Exact(np.asarray(one.whole + two.whole), one.places, one.most + two.most)

    def __sub__(self, other: Exact) -> Exact:
        one, two = together(self, other)
        one, two = _both(one, two, lambda a, b: a + b)
        return Exact(np.asarray(one.whole - two.whole), one.places, one.most + two.most)

    def __mul__(self, other: Exact) -> Exact:
        one, two = _both(self, other, lambda a, b: a * b)
        return Exact(np.asarray(one.whole * two.whole), one.places + two.places, one.most * two.most)

    def __lt__(self, other: Exact) -> Mask:
        one, two = together(self, other)
        return np.asarray(one.whole < two.whole, np.bool_)

    def __le__(self, other: Exact) -> Mask:
        one, two = together(self, other)
        return np.asarray(one.whole <= two.whole, np.bool_)

    def is_nought(self) -> Mask:
        """Where the figure is nought."""
        return np.asarray(self.whole == 0, np.bool_)

    def greater(self, other: Exact) -> Exact:
        """The greater of both."""
        one, two = together(self, other)
        return Exact(np.asarray(np.maximum(one.whole, two.whole)), one.places, max(one.most, two.most))

    def lesser(self, other: Exact) -> Exact:
        """The lesser of both."""
        one, two = together(self, other)
        return Exact(np.asarray(np.minimum(one.whole, two.whole)), one.places, max(one.most, two.most))


NOUGHT = Exact.of(Decimal(0))


def total(figures: Sequence[Exact]) -> Exact:
    """The sum of several figures of each person."""
    places = max((one.places for one in figures), default=0)
    each = [one.at(places) for one in figures]
    most = sum(one.most for one in each)
    sizes = [one for one in each if one.whole.ndim]
    if most > ROOM or not sizes or any(one.whole.dtype == object for one in each):
        summed = Exact(NOUGHT.whole, places, 0)
        for one in each:
            summed += one
        return summed
    whole = sizes[0].whole.copy()
    for one in [*sizes[1:], *(one for one in each if not one.whole.ndim)]:
        np.add(whole, one.whole, out=whole)
    return Exact(whole, places, most)


def together(one: Exact, two: Exact) -> tuple[Exact, Exact]:
    """Both at the same decimal places."""
    places = max(one.places, two.places)
    return one.at(places), two.at(places)


def quotient(above: Exact, below: Exact) -> Exact:
    """The exact quotient. Raises decimal.Inexact where it has no end: no digit is lost in silence."""
    divisor = np.asarray(below.whole)
    for more in range(MOST_PLACES):
        larger = above.at(above.places + more)
        if not np.any(larger.whole % divisor):
            whole = np.asarray(larger.whole // divisor)
            return _shifted(Exact.each(whole), larger.places - below.places)
    raise Inexact


def _shifted(one: Exact, places: int) -> Exact:
    if places >= 0:
        return Exact(one.whole, places, one.most)
    larger = Exact(one.whole, 0, one.most).at(-places)
    return Exact(larger.whole, 0, larger.most)


def _most(whole: Whole) -> int:
    return max(abs(int(whole.max())), abs(int(whole.min()))) if whole.size else 0


def _as_long(one: Exact) -> Exact:
    return one if one.whole.dtype == object else Exact(one.whole.astype(object), one.places, one.most)


def _with_room(one: Exact, most: int) -> Exact:
    """The figures, in Python's own whole numbers where a reckoning with them could need so much room."""
    if most <= ROOM:
        return one
    return _as_long(one) if most // max(one.most, 1) * _most(one.whole) > ROOM else Exact.each(one.whole, one.places)


def _both(one: Exact, two: Exact, bound: Callable[[int, int], int]) -> tuple[Exact, Exact]:
    if bound(one.most, two.most) <= ROOM:
        return one, two
    one, two = Exact.each(one.whole, one.places), Exact.each(two.whole, two.places)
    return (one, two) if bound(one.most, two.most) <= ROOM else (_as_long(one), _as_long(two))
