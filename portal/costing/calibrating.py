"""Owns calibration: a price, bands or a percentile table for a sample, such that a year of it fits the envelope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import isotonic_regression
from scipy.stats import spearmanr

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.exact import Whole, together
from portal.allocation.scheme import Scheme
from portal.costing.counting import Counted
from portal.costing.drafting import PRICE, TABLE, Change, Draft
from portal.costing.envelope import Envelope, a_year_of, unit_of
from portal.costing.files import Caseload, cost_column
from portal.costing.refusing import Unreadable
from portal.costing.simulating import cost_before

FEWEST = 20  # of a sample, below which a proposal would say more about chance than about people
STEPS = 10_000  # of a scale: a table is scaled in hundredths of a per cent
MOST_PRICE = 1_000_000  # pence
EDGES = (-50, -25, -10, 10, 25, 50)
"""The limits, in per cent of what somebody's support costs now, between which gains and losses are counted."""


class Method(StrEnum):
    """What is proposed."""

    PRICE = "price"
    BANDS = "bands"
    PERCENTILES = "percentiles"


@dataclass(frozen=True)
class Sample:
    """Points and costs of those in a sample who have both, in the order of the caseload."""

    points: NDArray[np.float64]
    costs: NDArray[np.float64]


@dataclass(frozen=True)
class Proposal:
    """What is proposed, as words of a file and as a scheme; what a year of it costs; and how well it fits."""

    words: str
    scheme: Scheme
    year: Decimal
    rank_correlation: float
    middle_difference: Decimal
    compared: int
    by_share: tuple[int, ...]  # how many lose or gain what share of what their support costs now, by the steps of EDGES


def sample_of(caseload: Caseload, scheme: Scheme, line: str, draft: Draft) -> Sample:
    """The points and costs of a caseload. Raises Unreadable where too few have both.

    Only shapes are drawn from these binary numbers: every figure of a proposal is rounded to pence, and what it gives
    to people is worked out exactly.
    """
    found = calculate_many(
        scheme, caseload.people, scheme.starts if not scheme.in_effect(draft.starts) else draft.starts
    )
    cost_now, has_cost = cost_before(caseload, scheme)
    if cost_now is None or has_cost is None or line not in found.lines:
        unit = unit_of(scheme)
        raise Unreadable(f"The sample needs a column `{cost_column(unit)}`: what support costs, in {unit}.")
    points = found.lines[line]
    both = points.applies & has_cost
    if (count := int(both.sum())) < FEWEST:
        people = "1 person" if count == 1 else f"{count} people"
        raise Unreadable(f"The sample has {people} with points and a cost; it needs {FEWEST} or more.")
    scaled = (
        points.figure.whole[both] / 10**points.figure.places,
        cost_now.whole[both] / 10**cost_now.places,
    )
    return Sample(*(np.asarray(each, np.float64) for each in scaled))


def propose(
    draft: Draft, method: Method, sample: Sample, caseload: Caseload, envelope: Envelope, *, bands: int = 8
) -> Proposal:
    """The greatest proposal of a kind whose year fits what can be shared out. Raises NoYear and Unreadable."""
    rows: list[tuple[Decimal, Decimal]] = []
    if method is Method.PRICE:
        shape: Callable[[int], Change] = lambda pence: _price(draft, Decimal(pence) / 100)  # noqa: E731  one of two shapes
        most = MOST_PRICE
    else:
        rows = band_rows(sample, bands) if method is Method.BANDS else percentile_rows(sample, bands)
        shape = lambda step: _table(draft, method, scaled(rows, step))  # noqa: E731  the same
        most = 2 * STEPS
    step = greatest(lambda step: _year(draft.scheme(shape(step)), draft, caseload) <= envelope.to_share_out, most)
    if method is not Method.PRICE and not any(figure for _, figure in scaled(rows, step)):
        raise Unreadable(
            "Every figure would be nought: the envelope is too small for these people, or their support costs nothing."
        )
    change = shape(step)
    scheme = draft.scheme(change)
    return _fit(draft.written(change), scheme, _year(scheme, draft, caseload), draft, caseload)


def greatest(fits: Callable[[int], bool], most: int) -> int:
    """The greatest whole number up to `most` that fits, where whatever is below one that fits does too.

    Raises Unreadable where not even 1 fits.
    """
    if not fits(1):
        raise Unreadable("Nothing fits into this envelope: what the scheme gives apart from points is already more.")
    low, high = 1, most + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def band_rows(sample: Sample, bands: int) -> list[tuple[Decimal, Decimal]]:
    """Where each band begins, and its figure: the mean cost of those in it, held so that more points never get less."""
    starts = np.unique(np.quantile(sample.points, np.linspace(0, 1, bands + 1)[1:-1], method="inverted_cdf"))
    starts = np.concatenate([[0.0], starts[starts > 0]])
    place = np.searchsorted(starts, sample.points, side="right") - 1
    counts = np.bincount(place, minlength=len(starts))
    held = counts > 0
    means = np.bincount(place, weights=sample.costs, minlength=len(starts))[held] / counts[held]
    rising = isotonic_regression(means, weights=counts[held]).x
    begins = [0.0, *starts[held][1:]]  # whoever has fewer points than anybody in the sample is in the first band, too
    return [(_exact(at), _exact(figure)) for at, figure in zip(begins, rising, strict=True)]


def percentile_rows(sample: Sample, steps: int) -> list[tuple[Decimal, Decimal]]:
    """Points and costs ranked apart, and equal percentiles paired; no two rows begin at the same points."""
    shares = np.linspace(0, 1, steps + 1)
    points = np.quantile(sample.points, shares, method="inverted_cdf")
    costs = np.quantile(sample.costs, shares, method="inverted_cdf")
    points[0] = 0.0
    rows = {_exact(at): _exact(figure) for at, figure in zip(points, costs, strict=True)}  # of equals, the last
    return sorted(rows.items())


def scaled(rows: Sequence[tuple[Decimal, Decimal]], step: int) -> list[tuple[Decimal, Decimal]]:
    """The same rows with every figure scaled, in whole pounds."""
    return [(at, (figure * step / STEPS).quantize(Decimal(1), ROUND_HALF_UP)) for at, figure in rows]


def _exact(number: float) -> Decimal:
    return Decimal(str(round(float(number), 2)))


def _price(draft: Draft, price: Decimal) -> Change:
    rate = {"id": PRICE, "title": "Price of one point", "unit": draft.unit.value, "per": "points"}
    value = {"starts": draft.starts.isoformat(), "figure": f"{price:f}", "source": draft.note}
    return Change({"multiply": draft.points, "by": {"rate": PRICE}}, rate={**rate, "values": [value]})


def _table(draft: Draft, method: Method, rows: Sequence[tuple[Decimal, Decimal]]) -> Change:
    if method is Method.BANDS:
        ends = [*(f"{at:f}" for at, _ in rows[1:]), None]
        each = [
            {"from": f"{at:f}", **({"below": end} if end else {}), "figure": f"{figure:f}"}
            for (at, figure), end in zip(rows, ends, strict=True)
        ]
        return Change({"bands": draft.points, "rows": each})
    table = {
        "id": TABLE,
        "title": "From points to pounds",
        "from": "points",
        "to": draft.unit.value,
        "reading": "straight",
        "beyond": "to-a-person",
        "rounding": {"to": "0.01", "how": "half-up"},
        "versions": [
            {
                "starts": draft.starts.isoformat(),
                "source": draft.note,
                "rows": [{"at": f"{at:f}", "figure": f"{figure:f}"} for at, figure in rows],
            }
        ],
    }
    return Change({"table": TABLE, "of": draft.points}, table=table)


def _year(scheme: Scheme, draft: Draft, caseload: Caseload) -> Decimal:
    counted = Counted()
    counted.add(caseload, calculate_many(scheme, caseload.people, draft.starts), None, None)
    return a_year_of(counted.all.total, scheme)


def _fit(words: str, scheme: Scheme, year: Decimal, draft: Draft, caseload: Caseload) -> Proposal:
    found = calculate_many(scheme, caseload.people, draft.starts)
    headline = found.headline
    if headline is None or caseload.cost_now is None or caseload.has_cost is None:
        raise Unreadable("The draft is not in effect on its own first day.")
    both = (found.refusals == 0) & caseload.has_cost
    figures, costs = (
        np.asarray(one.whole[both] / 10**one.places, np.float64) for one in (headline.figure, caseload.cost_now)
    )
    apart = np.abs(figures - costs)
    if len(np.unique(costs)) < 2:
        figures = costs  # where everybody costs the same, nothing can be ranked
    return Proposal(
        words,
        scheme,
        year,
        float(spearmanr(figures, costs).statistic) if len(set(figures.tolist())) > 1 else 0.0,
        _exact(float(np.median(apart))) if len(apart) else Decimal(0),
        int(both.sum()),
        by_share(*(one.whole[both] for one in together(headline.figure, caseload.cost_now))),
    )


def by_share(figures: Whole, costs: Whole) -> tuple[int, ...]:
    """How many lose or gain what share of their cost: below the first of EDGES, between each two, above the last."""
    change = (figures - costs) * 100
    beyond = [change >= edge * costs if edge < 0 else change > edge * costs for edge in EDGES]
    place = np.sum(beyond, axis=0, dtype=np.int64)
    return tuple(np.bincount(place, minlength=len(EDGES) + 1).tolist())
