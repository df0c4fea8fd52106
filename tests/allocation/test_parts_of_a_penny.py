"""A result has no parts of a penny; who writes the scheme is told in which line they come up."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError
from tests.allocation.schemes import HEAD

WORDS = (
    HEAD.format(people="adults")
    + """inputs:
  - {id: new, kind: money, at_least: 0, at_most: 999, unit: pounds a week}
  - {id: before, kind: money, at_least: 0, at_most: 999, unit: pounds a week}
lines:
  - {id: new, quantity: new}
  - {id: before, quantity: before}
  - {id: ceiling, percentage: before, per_cent: 120}
"""
)


@pytest.mark.parametrize("limits", ["at_most: ceiling", "at_least: ceiling, below: no-budget"])
def test_a_limit_that_a_figure_never_becomes_may_have_parts_of_a_penny(limits: str) -> None:
    why = "may_fall: It is a test." if "below" in limits else "source: A test"
    assert parse(f"{WORDS}  - {{id: last, limit: new, {limits}, {why}}}\n", "limits.yaml").lines


def test_the_line_in_which_parts_of_a_penny_come_up_is_named() -> None:
    lines = "  - {id: held, limit: new, at_least: ceiling}\n  - {id: last, sum: [held]}\n"
    with pytest.raises(ContentError) as caught:
        parse(WORDS + lines, "limits.yaml")
    [told] = caught.value.complaints
    assert (told.code, told.where) == ("result-not-rounded", "line “last”")
    assert "which come from the line “ceiling”" in told.what
