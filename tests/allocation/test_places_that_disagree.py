"""Two places of a scheme that say different things of one thing are told, and what only looks alike passes."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

HEAD = """id: two-places
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
"""
INPUT = "  - {id: asked, kind: number, at_most: 100, in_steps_of: 1, unit: UNIT}\n"


def told(words: str) -> dict[str, str]:
    """Code and cure of each complaint about a scheme with these words below its head."""
    try:
        parse(HEAD + words, "two-places.yaml")
    except ContentError as error:
        return {each.code: each.cure for each in error.complaints}
    return {}


@pytest.mark.parametrize(
    ("asked", "counted", "refused"),
    [
        ("hours a year", "hours a week", True),
        ("pounds a year", "pounds a week", True),
        ("days every two weeks", "days a month", True),
        ("hours a week", "miles a week", True),
        ("minutes a day", "hours a day", True),
        ("hours", "hours a week", False),
        ("pounds", "pounds one-off", False),
        ("visits a week", "trips a week", False),
        ("hours a week", "number", False),
        ("hours a week", "points", False),
    ],
)
def test_a_number_keeps_the_unit_that_it_was_asked_in(asked: str, counted: str, *, refused: bool) -> None:
    words = f"inputs:\n{INPUT.replace('UNIT', asked)}lines:\n  - {{id: counted, quantity: asked, unit: {counted}}}\n"
    found = told(words)
    assert found.keys() == ({"unit-mismatch"} if refused else set())
    assert refused is (asked in found.get("unit-mismatch", ""))


def test_a_sum_over_a_group_keeps_the_unit_of_its_number() -> None:
    inner = INPUT.replace("UNIT", "hours a year").replace("  - ", "      - ")
    group = f"inputs:\n  - id: helpers\n    kind: group\n    inputs:\n{inner}"
    line = "lines:\n  - {id: counted, over: helpers, take: sum, of: asked, unit: hours a week}\n"
    assert told(group + line).keys() == {"unit-mismatch"}
    assert told(group + line.replace("a week", "a year")) == {}
