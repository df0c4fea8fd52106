"""A figure that nothing holds is told, too, where its table counts in a band of ages or numbers in the middle."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: banded
starts: 2026-04-01
people: children
illustrative: true
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: wash, options: [none, much]}
  - {id: meals, options: [none, some, much]}
  - {id: born, kind: date}
  - {id: number, kind: whole-number, at_most: 9000}
  - {id: sibs, kind: group, inputs: [{id: strain, kind: yes-no}]}
rates:
  - {id: each, unit: points, per: people, figure: 2}
tables:
  - id: middle
    from: points
    to: pounds a year
    reading: stepped
    rows: [{at: 25, figure: 52}, {at: 80, figure: 260}]
    beyond: stays
  - id: other
    from: points
    to: pounds a year
    reading: stepped
    beyond: stays
    rows: [{at: 0, figure: no-budget}, {at: 20, figure: 60}]
lines:
  - {id: strained, over: sibs, take: count, where: {question: strain, is: "yes"}}
  - {id: for-sibs, multiply: strained, by: {rate: each}}
  - {id: wash, score: wash, points: {none: 0, much: 90}}
  - {id: points, sum: [wash, for-sibs]}
  - {id: size, SIZE}
  - {id: of-meals, unit: pounds a year, score: meals, points: {none: 0, some: 1, much: 2}}
  - {id: by-middle, table: middle, of: points}
  - {id: by-other, table: other, of: points}
  - id: chosen
    may_fall: What older ones need comes from elsewhere
    choose:
      - {when_figure: {line: size, less_than: 7}, line: by-other}
      - {when_figure: {line: size, less_than: 12}, line: by-middle}
      - {when_figure: {line: size, less_than: 15}, line: by-other}
      - {figure: a-person}
  - {id: year, sum: [chosen, of-meals]}
"""
BEGINS = "Answers can give 0, and it begins at 25."
SIZES = [
    ("since: born, in: years", 1),
    ("since: born, in: months", 12),
    ("unit: days, since: born, in: days", 300),
    ("quantity: number", 1),
    ("quantity: number", 500),
]


def told(size: str, *edits: tuple[str, str], times: int = 1) -> str:
    """What is told of a figure that no row holds."""
    words = WORDS.replace("SIZE", size)
    for limit in (7, 12, 15):
        words = words.replace(f"less_than: {limit}}}", f"less_than: {limit * times}}}")
    for was, now in edits:
        assert was in words, was
        words = words.replace(was, now)
    try:
        parse(words, "banded.yaml")
    except ContentError as error:
        return " ".join(each.what for each in error.complaints if each.code == "figure-in-no-band")
    return ""


@pytest.mark.parametrize(("size", "times"), SIZES)
def test_a_table_that_counts_in_the_second_of_four_bands_is_told(size: str, times: int) -> None:
    assert told(size, times=times) == BEGINS
    assert told(size, ("[{at: 25", "[{at: 0"), times=times) == ""


@pytest.mark.parametrize(("size", "times"), SIZES)
def test_a_table_without_its_end_in_the_second_band_is_told(size: str, times: int) -> None:
    without = (("[{at: 25", "[{at: 0"), ("figure: 260}]\n    beyond: stays", "figure: 260}]"))
    assert told(size, *without, times=times) == "Answers can give 90, which is above its end."


def test_the_third_of_four_bands_is_tried_as_well() -> None:
    second, third = "less_than: 12}, line: by-middle", "less_than: 15}, line: by-other"
    turned = ((second, "less_than: 12}, line: by-other"), (third, "less_than: 15}, line: by-middle"))
    assert told(SIZES[0][0], *turned) == BEGINS


def test_a_band_that_no_answer_reaches_is_not_told() -> None:
    assert told("quantity: number, at_most: 6") == ""


def test_a_choice_by_a_number_is_tried_in_its_middle_row() -> None:
    choice = """
    choose:
      - {when_figure: {line: size, less_than: 7}, figure: 30}
      - {when_figure: {line: size, less_than: 12}, line: wash}
      - {figure: 40}"""
    read = f"  - id: read\n    unit: points\n    may_fall: Others have it elsewhere{choice}\n  - {{id: by-middle"
    edits = (("  - {id: by-middle", read), ("middle, of: points", "middle, of: read"))
    assert told("quantity: number", *edits) == BEGINS
