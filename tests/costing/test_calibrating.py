"""What calibration proposes fits the envelope, never gives less for more points, and is a scheme in order."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.allocation.caseload.exact import Exact
from portal.allocation.caseload.gathering import gather
from portal.allocation.loading import parse
from portal.costing.calibrating import (
    Method,
    Proposal,
    Sample,
    band_rows,
    by_share,
    greatest,
    percentile_rows,
    propose,
    sample_of,
)
from portal.costing.drafting import Draft, blank, inputs_of
from portal.costing.envelope import Envelope
from portal.costing.files import Caseload
from portal.costing.refusing import Unreadable
from portal.money import Unit

STARTS = date(2027, 4, 1)
WORDS = blank(STARTS, Decimal(1000))
SCHEME = parse(WORDS, "sample.yaml")
DRAFT = Draft(WORDS, "draft.yaml", "weekly", "points", Unit.POUNDS_A_WEEK, STARTS, "A draft", inputs_of(SCHEME))
PAIRS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 2000)), min_size=2, max_size=60)


def caseload(count: int = 60) -> Caseload:
    """People with 1, 2, 3 … points, whose support costs about £8 a point."""
    people = gather([{"points": Decimal(number + 1)} for number in range(count)], ["points"])
    costs = Exact.read([Decimal(8 * (number + 1) + 40 * (number % 3)) for number in range(count)])
    return Caseload(people, {}, costs, np.ones(count, np.bool_))


def proposed(method: Method, pounds: str) -> Proposal:
    sample = sample_of(caseload(), SCHEME, "points", DRAFT)
    return propose(DRAFT, method, sample, caseload(), Envelope(Decimal(pounds), Decimal(10)), bands=6)


def test_a_price_is_the_greatest_that_fits_to_the_penny() -> None:
    found = proposed(Method.PRICE, "500000")
    price = found.scheme.rates["drafted-price"].figures[0]
    points = sum(range(1, 61))
    weeks = Decimal(365) / 7
    assert points * price * weeks <= Decimal(450000) < points * (price + Decimal("0.01")) * weeks
    assert found.year <= Decimal(450000)
    assert found.compared == 60


@pytest.mark.parametrize("method", [Method.BANDS, Method.PERCENTILES])
def test_a_table_fits_and_nearly_fills_the_envelope(method: Method) -> None:
    found = proposed(method, "800000")
    assert Decimal(700000) < found.year <= Decimal(720000)
    assert parse(found.words, "again.yaml").fingerprint == found.scheme.fingerprint
    assert found.scheme.illustrative
    assert found.scheme.version == "draft"


@given(PAIRS)
def test_more_points_never_get_less(pairs: list[tuple[int, int]]) -> None:
    points, costs = (np.array(each, np.float64) for each in zip(*pairs, strict=True))
    for rows in (band_rows(Sample(points, costs), 5), percentile_rows(Sample(points, costs), 5)):
        starts, figures = zip(*rows, strict=True)
        assert starts[0] == 0
        assert list(starts) == sorted(set(starts))
        assert list(figures) == sorted(figures)


@given(st.integers(1, 500), st.integers(500, 1000))
def test_the_greatest_that_fits_is_found(limit: int, most: int) -> None:
    assert greatest(lambda number: number <= limit, most) == limit


def test_a_small_sample_or_envelope_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unreadable, match="19 people with points and a cost; it needs 20"):
        sample_of(caseload(19), SCHEME, "points", DRAFT)
    with pytest.raises(Unreadable, match="Nothing fits"):
        proposed(Method.PRICE, "1")
    for method in (Method.BANDS, Method.PERCENTILES):
        with pytest.raises(Unreadable, match="Every figure would be nought"):
            proposed(method, "1")
    with pytest.raises(Unreadable, match="`cost now`"):
        sample_of(Caseload(caseload().people, {}), SCHEME, "points", DRAFT)


def test_gains_and_losses_are_told_as_a_part_of_what_each_package_costs() -> None:
    costs = np.array([10_000] * 9)
    figures = np.array([4_999, 5_000, 7_500, 9_000, 11_000, 11_001, 12_501, 15_000, 15_001])
    assert by_share(figures, costs) == (1, 1, 1, 2, 1, 2, 1)
