"""Units are declared and checked: what can be reckoned together, and what comes of it."""

import pytest

from portal.files import ContentError
from tests.allocation.schemes import small

RATE = """rates:
  - id: price
    title: Price
    unit: {unit}
    per: {per}
    values: [{{starts: 2026-04-01, figure: 2, source: A test}}]
"""


def priced(line: str, unit: str, per: str, gives: str) -> None:
    """Check a line in one unit, multiplied by a rate, that says it gives another. Raises ContentError."""
    first = f"id: first\nunit: {line}\nover: helpers\ntake: count\n---\n"
    last = f"id: last\nunit: {gives}\nmultiply: first\nby: {{rate: price}}"
    small(first + last, more=RATE.format(unit=unit, per=per))


@pytest.mark.parametrize(
    ("line", "unit", "per", "gives"),
    [
        ("points", "pounds a week", "points", "pounds a week"),
        ("hours a week", "pounds", "hours", "pounds a week"),
        ("nights a year", "pounds", "nights", "pounds a year"),
        ("hours a week", "pounds a week", "hours a week", "pounds a week"),
        ("trips a week", "hours", "trips", "hours a week"),
        ("items", "pounds one-off", "items", "pounds one-off"),
    ],
)
def test_a_rate_for_each_gives_its_unit_over_the_period_of_the_line(line: str, unit: str, per: str, gives: str) -> None:
    priced(line, unit, per, gives)


@pytest.mark.parametrize(
    ("line", "unit", "per", "gives"),
    [
        ("hours a week", "pounds", "nights", "pounds a week"),
        ("hours a week", "pounds a week", "hours", "pounds a week"),
        ("hours a week", "pounds", "hours", "pounds"),
        ("hours a week", "pounds", "hours a day", "pounds a week"),
        ("nights a year", "meals", "nights", "pounds a year"),
        ("nights a year", "items", "nights", "items"),
    ],
)
def test_a_rate_that_does_not_fit_the_line_is_refused(line: str, unit: str, per: str, gives: str) -> None:
    with pytest.raises(ContentError, match="unit-mismatch"):
        priced(line, unit, per, gives)
