"""A figure is never below nought and never above a hard limit, whatever the amount and the limits are."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, Outcome
from tests.allocation.schemes import DAY, small

LINES = """
id: sum
unit: pounds a week
quantity: sum
---
id: rounded
unit: pounds a week
round: sum
---
id: last
unit: pounds a week
limit: rounded
"""
LIMIT = st.decimals(min_value=1, max_value=5000, places=2)
POUNDS = st.decimals(min_value=0, max_value=5000, places=2)


@settings(max_examples=15, deadline=None)
@given(
    sums=st.lists(POUNDS, min_size=1, max_size=20),
    limits=st.lists(LIMIT, min_size=2, max_size=2, unique=True),
)
def test_no_amount_passes_a_hard_limit_or_falls_below_nought(sums: list[Decimal], limits: list[Decimal]) -> None:
    least, most = sorted(limits)
    scheme = small(f"{LINES}at_least: {least}\nat_most: {most}\nhard: true", people="carers")
    for whole in sums:
        found = calculate(scheme, {"sum": whole}, DAY)
        assert isinstance(found, Budget), found
        assert least <= found.headline.figure <= most
        assert all(line.figure >= 0 for line in found.lines)
        assert (found.headline.outcome is Outcome.LOWERED) == (found.line("rounded").figure > most)
