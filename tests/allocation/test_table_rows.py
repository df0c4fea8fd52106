"""Rows of tables and bands in which a slip shows: one that a later version lost, a point in the wrong place."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: rows
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: points, label: Points, kind: number, at_least: 0, at_most: 40, unit: points}
tables:
  - id: sums
    from: points
    to: pounds a week
    reading: READING
    beyond: stays
    rounding: {to: 0.01, how: half-up}
    versions:
      - {starts: 2026-04-01, rows: [FIRST]}
      - {starts: 2027-04-01, rows: [SECOND]}
lines:
  - {id: points, quantity: points}
  - {id: weekly, table: sums, of: points}
"""
FIRST = {0: "no-budget", 10: "40", 20: "50", 30: "61", 40: "70"}


def rows(figures: dict[int, str]) -> str:
    return ", ".join(f"{{at: {at}, figure: {figure}}}" for at, figure in figures.items())


def told(first: dict[int, str], second: dict[int, str], reading: str = "stepped") -> list[tuple[str, str, str]]:
    words = WORDS.replace("FIRST", rows(first)).replace("SECOND", rows(second)).replace("READING", reading)
    if reading != "straight":
        words = words.replace("    rounding: {to: 0.01, how: half-up}\n    versions", "    versions")
    try:
        parse(words, "rows.yaml")
    except ContentError as error:
        return [(each.code, each.what, each.cure) for each in error.complaints]
    return []


def without(*gone: int) -> dict[int, str]:
    return {at: figure for at, figure in FIRST.items() if at not in gone}


@pytest.mark.parametrize("reading", ["stepped", "straight"])
@pytest.mark.parametrize(
    ("second", "what"),
    [
        (without(40), "the row at 40 is gone, which stood there before."),
        ({**without(40), 35: "72"}, "the last row is at 35, and before it was at 40."),
        (without(30, 40), "the row at 40 is gone, which stood there before."),
    ],
)
def test_a_later_version_that_ends_lower_is_told(second: dict[int, str], what: str, reading: str) -> None:
    [(code, said, cure)] = told(FIRST, second, reading)
    assert (code, said) == ("lost-row", f"From 2027-04-01 on {what}")
    assert "with the same figure" in cure


def test_a_row_gone_from_the_middle_is_told_where_no_line_is_drawn_through_it() -> None:
    assert [code for code, _, _ in told(FIRST, without(20))] == ["lost-row"]
    assert told(FIRST, without(20), "straight") == []


@pytest.mark.parametrize("figure", ["60", "30", "33", "47", "a-person"])
def test_a_row_gone_from_the_middle_is_told_where_it_lay_beside_the_straight_line(figure: str) -> None:
    first = {0: "10", 10: "20", 20: figure, 40: "80"}
    second = {0: "10.40", 10: "20.80", 40: "83"}
    [(code, what, cure)] = told(first, second, "straight")
    assert (code, what) == ("lost-row", "From 2027-04-01 on the row at 20 is gone, which stood there before.")
    assert "the figure on that line" in cure
    assert told(first, {0: "10.40", 10: "20.80", 20: "41.53", 40: "83"}, "straight") == []


@pytest.mark.parametrize("figure", ["40", "39.50", "40.60"])
def test_a_row_that_lay_on_the_straight_line_is_not_missed(figure: str) -> None:
    assert told({0: "10", 10: "20", 20: figure, 40: "80"}, {0: "10.40", 10: "20.80", 40: "83"}, "straight") == []


def test_rows_where_the_line_begins_are_not_missed_where_they_say_the_same() -> None:
    first = {0: "no-budget", 10: "no-budget", 20: "50", 40: "90"}
    assert told(first, {0: "no-budget", 20: "50", 40: "90"}, "straight") == []
    assert [one for one, _, _ in told({**first, 10: "40"}, {0: "no-budget", 20: "50", 40: "90"}, "straight")] == [
        "lost-row"
    ]


@pytest.mark.parametrize(
    "second",
    [FIRST, {**without(40), 38: "69", 40: "70"}, {**FIRST, 40: "61"}, {0: "no-budget", 9: "45", 19: "55", 29: "72"}],
)
def test_a_version_with_every_row_or_with_others_throughout_is_in_order(second: dict[int, str]) -> None:
    assert told(FIRST, second) == []


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({30: "0.61"}, "61 in place of 0.61"),
        ({30: "6.10"}, "61 in place of 6.10"),
        ({30: "610"}, "61 in place of 610"),
        ({40: "0.7"}, "70 in place of 0.7"),
        ({10: "400"}, "40 in place of 400"),
        ({10: "4000"}, "40 in place of 4000"),
        ({40: "60"}, ""),
        ({30: "45"}, ""),
    ],
)
def test_where_a_row_falls_a_point_that_slipped_is_told(slip: dict[int, str], said: str) -> None:
    found = {cure for code, _, cure in told(FIRST | slip, FIRST | slip) if code == "table-not-rising"}
    assert found
    assert all(("A point may have slipped" in cure) is bool(said) and said in cure for cure in found), found


@pytest.mark.parametrize("figure", ["4.04", "404", "0.40"])
def test_a_row_that_becomes_ten_times_as_much_in_a_later_version_is_told(figure: str) -> None:
    said = f"At 10 it goes from 40 to {figure} on 2027-04-01, as where a point slips."
    assert ("slipped-point", said) in [(code, what) for code, what, _ in told(FIRST, {**FIRST, 10: figure})]
    assert told(FIRST, {**FIRST, 10: "49"}) == []


@pytest.mark.parametrize(
    ("last", "right"), [("702", False), ("7020", False), ("70", True), ("200", True), ("2800", True)]
)
def test_a_last_row_that_leaps_tenfold_above_rows_that_rise_evenly_is_told(last: str, *, right: bool) -> None:
    codes = {code for code, _, _ in told({**FIRST, 40: last}, {**FIRST, 40: last})}
    assert codes == (set() if right else {"slipped-point"})


def test_of_few_rows_or_of_rows_that_leap_no_slip_is_told() -> None:
    for rising in ({0: "10", 10: "20", 20: "290"}, {0: "1", 10: "20", 20: "200", 30: "2000"}):
        assert told(rising, rising) == []


def test_a_row_below_nought_is_told_as_that_and_once() -> None:
    [(code, what, _)] = told({**FIRST, 10: "-40"}, FIRST)
    assert (code, what) == ("negative-points", "The row at 10 gives -40, and nobody gets less than nought.")
