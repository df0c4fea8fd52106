"""Which part of life a budget comes from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from portal.allocation.attribution import by_part
from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget

ADULT = Path(__file__).parents[2] / "questionnaires" / "adult"
SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
EXAMPLES = load_examples(ADULT / "examples", SCHEME)


def budget_of(example: Example) -> Budget | None:
    found = calculate(SCHEME, example.facts, example.day)
    return found if isinstance(found, Budget) else None


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_the_parts_come_to_the_budget_but_for_rounding(example: Example) -> None:
    budget = budget_of(example)
    if budget is None or budget.headline.figure == 0:
        return
    parts = by_part(budget)
    assert abs(sum(parts.values(), Decimal(0)) - budget.headline.figure) <= len(parts)


def test_a_part_nobody_needs_is_not_named() -> None:
    for example in EXAMPLES:
        budget = budget_of(example)
        if budget is not None:
            assert all(amount > 0 for amount in by_part(budget).values())
