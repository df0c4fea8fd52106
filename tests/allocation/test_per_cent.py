"""Shares and rises are written in per cent; a part of one or a factor is told with what was meant."""

import pytest

from portal.allocation.lint.per_cent import parts_for_per_cent, rises_in_per_cent
from portal.allocation.loading import read_unchecked
from portal.files import Complaint, parse_yaml
from tests.allocation.schemes import HEAD

RATES = """rates:
  - {{id: levy, unit: number, figure: 0.5}}
  - id: price
    unit: pounds a week
    rounding: {{to: 0.01, how: half-up}}
    values: [{{starts: 2026-04-01, figure: 20}}, {{starts: 2027-04-01, uprate: {uprate}}}]
"""
LINES = """lines:
  - {id: points, score: washing, points: {none: 0, full: 9}}
  - {id: extra, unit: number, choose: [{when: {question: place, is: town}, figure: 0}, {figure: EXTRA}]}
"""
SHARE = "{id: off, support: points, how_much: family, shares: SHARES, where: {question: sure, is: 'yes'}}"


def told(line: str, *, uprate: str = "4.1", extra: str = "7.5") -> list[Complaint]:
    words = HEAD.format(people="adults") + RATES.format(uprate=uprate) + LINES.replace("EXTRA", extra)
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(f"{words}  - {line}\n", "shares.yaml"), complaints)
    assert [str(one) for one in complaints] == []
    return [*parts_for_per_cent(scheme), *rises_in_per_cent(scheme)]


@pytest.mark.parametrize("by", ["22", "1", "{rate: levy}", "extra", "0"])
def test_per_cent_pass_and_less_than_one_where_it_is_a_rate_with_its_source(by: str) -> None:
    assert told(f"{{id: last, percentage: points, per_cent: {by}}}") == []


def test_a_part_of_one_is_told_with_the_per_cent_that_were_meant() -> None:
    [one] = told("{id: last, percentage: points, per_cent: 0.22}")
    assert "22 for 0.22" in one.cure
    assert "a rate" in one.cure


def test_a_part_of_one_in_the_line_that_is_chosen_is_told() -> None:
    [one] = told("{id: last, percentage: points, per_cent: extra}", extra="0.075")
    assert "7.5 for 0.075" in one.cure


BY_PLACE = (
    "{{id: by-place, unit: number, choose: [{{when: {{question: place, is: town}}, figure: {}}}, {{figure: {}}}]}}"
)
BY_SCORE = "{{id: by-place, unit: number, score: place, points: {{town: {}, island: {}}}}}"


@pytest.mark.parametrize("line", [BY_PLACE, BY_SCORE])
@pytest.mark.parametrize(
    ("one", "other", "meant"),
    [("50", "0.3", "30 for 0.3"), ("100", "1.08", "108 for 1.08"), ("1", "1.215", "121.5 for 1.215")],
)
def test_a_part_of_one_beside_per_cent_and_a_weight_beside_one_are_told(
    line: str, one: str, other: str, meant: str
) -> None:
    [found] = told(f"{line.format(one, other)}\n  - {{id: last, percentage: points, per_cent: by-place}}")
    assert meant in found.cure


@pytest.mark.parametrize(
    ("one", "other"), [("100", "121.5"), ("1", "1.5"), ("0.5", "2"), ("1.25", "3"), ("0", "12.07")]
)
def test_small_per_cent_beside_others_as_small_pass(one: str, other: str) -> None:
    assert told(f"{BY_PLACE.format(one, other)}\n  - {{id: last, percentage: points, per_cent: by-place}}") == []


BY_TABLE = "{id: by-place, unit: number, bands: points, rows: [{from: 0, below: 5, figure: %s}, {from: 5, figure: %s}]}"


@pytest.mark.parametrize("line", [BY_PLACE.replace("{}", "%s").replace("{{", "{").replace("}}", "}"), BY_TABLE])
@pytest.mark.parametrize(("one", "other", "meant"), [("0.25", "1", "25 for 0.25"), ("0.5", "0.75", "75 for 0.75")])
def test_parts_up_to_the_whole_are_told_in_a_choice_and_in_bands(line: str, one: str, other: str, meant: str) -> None:
    [found] = told(f"{line % (one, other)}\n  - {{id: last, percentage: points, per_cent: by-place}}")
    assert meant in found.cure


@pytest.mark.parametrize(("one", "other"), [("0.5", "1.5"), ("1", "2"), ("0", "1")])
def test_bands_that_rise_from_less_than_one_per_cent_pass(one: str, other: str) -> None:
    assert told(f"{BY_TABLE % (one, other)}\n  - {{id: last, percentage: points, per_cent: by-place}}") == []


MIXED = "{some: 25, half: 0.5, most: 80}"


@pytest.mark.parametrize(
    ("shares", "count"),
    [("{some: 30, most: 75}", 0), ("{none: 0, some: 0.3, most: 0.75}", 1), ("{half: 0.5, all: 1}", 1), (MIXED, 1)],
)
def test_shares_of_family_are_told_where_one_is_a_part_of_one(shares: str, count: int) -> None:
    assert len(told(SHARE.replace("SHARES", shares))) == count


@pytest.mark.parametrize("uprate", ["4.1", "1", "1.1", "0.5", "0.25", "-2", "60", "1.7"])
def test_a_rise_that_may_well_be_meant_passes(uprate: str) -> None:
    assert told(SHARE.replace("SHARES", "{most: 50}"), uprate=uprate) == []


@pytest.mark.parametrize(("uprate", "meant"), [("1.041", "4.1"), ("1.02", "2"), ("410", "4.1"), ("0.041", "4.1")])
def test_a_factor_a_part_of_one_and_a_slipped_point_are_told(uprate: str, meant: str) -> None:
    [one] = told(SHARE.replace("SHARES", "{most: 50}"), uprate=uprate)
    assert f"`uprate: {meant}`" in one.cure
    assert one.where == "rate “price”"
