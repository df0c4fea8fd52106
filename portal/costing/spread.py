"""Owns how figures are spread over people, as quantiles that tell nobody's own figure."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import numpy as np

from portal.costing.hiding import is_small

SHARES = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0)
SHARES_OF_CHANGE = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)


def quantiles(figures: Counter[Decimal], shares: Sequence[float] = SHARES) -> list[Decimal]:
    """For each share, the figure that so many people do not go above; each is a figure that somebody has."""
    values = sorted(figures)
    counts = [figures[value] for value in values]
    places = np.quantile(np.arange(len(values)), shares, weights=counts, method="inverted_cdf")
    return [values[int(place)] for place in places]


def tellable(figures: Counter[Decimal], below: int, shares: Sequence[float] = SHARES) -> list[Decimal | None]:
    """The same; None for a figure that too few people do not go above, or do not stay below."""
    found: list[Decimal | None] = []
    for value in quantiles(figures, shares):
        lower = sum(count for figure, count in figures.items() if figure <= value)
        upper = sum(count for figure, count in figures.items() if figure >= value)
        found.append(None if is_small(lower, below) or is_small(upper, below) else value)
    return found
