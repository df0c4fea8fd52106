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
from tests.allocation.schemes import DAY, small

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


LINES = """
id: washing
score: washing
points: {none: 0, some: 6}
part: personal-care
---
id: food
score: food
points: {none: 0, little: 0.3, some: 4}
part: eating
---
id: always
amount: 2
---
id: family
percentage: food
per_cent: 25
---
id: left
difference: [food, family]
---
id: points
sum: [washing, left, always]
---
id: alone
amount: 3
part: nights
only_when: {question: lives, is: alone}
---
id: extra
sum: [points, alone]
---
id: doubled
multiply: extra
by: 2
---
id: last
limit: doubled
at_least: 8
"""


@pytest.mark.parametrize(
    ("washing", "food", "lives", "parts"),
    [
        ("some", "some", "here", {"personal-care": 12, "eating": 6}),
        ("some", "some", "alone", {"personal-care": 12, "eating": 6, "nights": 6}),
        ("some", "none", "here", {"personal-care": 12}),
        ("none", "little", "here", {"eating": 1}),  # 0.225 of 2.225 points, of the 8 that the figure is raised to
        ("none", "none", "alone", {"nights": 6}),
        ("none", "none", "here", {}),
    ],
)
def test_a_figure_is_shared_among_the_parts_that_brought_it(
    washing: str, food: str, lives: str, parts: dict[str, int]
) -> None:
    facts = {"washing": washing, "food": food, "lives": lives}
    found = calculate(small(LINES, people="carers"), facts, DAY)
    assert isinstance(found, Budget)
    assert by_part(found) == parts


def test_what_is_taken_off_a_part_is_no_part_of_it() -> None:
    lines = "id: washing\nscore: washing\npoints: {none: 0, some: 6}\npart: personal-care\n---\n"
    lines += "id: food\nscore: food\npoints: {none: 0, some: 4}\npart: eating\n---\n"
    lines += "id: both\nsum: [washing, food]\n---\nid: less\ndifference: [both, food]\nmay_fall: It is a test."
    lines += "\n---\nid: last\ngreatest: [less, 0]"
    found = calculate(small(lines), {"washing": "some", "food": "some"}, DAY)
    assert isinstance(found, Budget)
    assert by_part(found) == {"personal-care": 6}


def test_a_floor_under_nought_belongs_to_the_part_of_its_line_or_to_none() -> None:
    lines = "id: washing\nscore: washing\npoints: {none: 0, some: 6}\n---\nid: last\nlimit: washing\nat_least: 5"
    for part, told in (("", {}), ("\npart: nights", {"nights": 5})):
        found = calculate(small(lines + part), {"washing": "none"}, DAY)
        assert isinstance(found, Budget)
        assert by_part(found) == told


NEEDS = """
id: washing
score: washing
points: {none: 0, some: 6}
part: personal-care
---
id: food
score: food
points: {none: 0, some: 4}
part: eating
---
id: both
sum: [washing, food]
---
id: last
"""
TABLE = """tables:
  - id: sums
    from: points
    to: pounds a week
    reading: READING
    rounding: {to: 0.01, how: half-up}
    rows: [{at: 0, figure: 20}, {at: 8, figure: 100}, {at: 12, figure: 200}]
"""
STEPPED = TABLE.replace("READING", "stepped\n    beyond: stays").replace(", {at: 12, figure: 200}", "")
READ = f"{NEEDS}unit: pounds a week\ntable: sums\nof: both"


@pytest.mark.parametrize(
    ("lines", "more", "parts"),
    [
        (READ, TABLE.replace("READING", "straight"), {"personal-care": 90, "eating": 60}),
        (READ, STEPPED, {"personal-care": 60, "eating": 40}),
        (
            f"{NEEDS}unit: pounds a week\nbands: both\nrows: [{{from: 0, up_to: 20, figure: 30}}]",
            "",
            {"personal-care": 18, "eating": 12},
        ),
        (f"{NEEDS}sum: [both, 5]", "", {"personal-care": 6, "eating": 4}),
        (f"{NEEDS}greatest: [food, both, washing, 5]", "", {"personal-care": 6, "eating": 4}),
        (f"{NEEDS}least: [both, food, washing]", "", {"eating": 4}),
        (f"{NEEDS}greatest: [both, 12]", "", {"personal-care": 7, "eating": 5}),
    ],
    ids=["straight", "stepped", "bands", "beside-a-figure", "greatest", "least", "a-floor"],
)
def test_a_figure_that_is_looked_up_or_taken_of_several_belongs_to_what_it_came_from(
    lines: str, more: str, parts: dict[str, int]
) -> None:
    found = calculate(small(lines, more=more, people="carers"), {"washing": "some", "food": "some"}, DAY)
    assert isinstance(found, Budget)
    assert by_part(found) == parts
