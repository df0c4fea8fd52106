"""Changing figures in a scheme's document: they change, and everything else stays as it was written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.compare_schemes import Part, what_changed
from portal.allocation.editing import (
    NotThere,
    WrittenFigure,
    figures,
    is_figure,
    with_figures,
    with_first_day,
    with_rate,
)
from portal.allocation.loading import parse
from portal.files import ContentError

ADULT = Path("questionnaires/adult/allocation/2026-04-01.yaml").read_text(encoding="utf-8")
SCHEME = parse(ADULT, "adult.yaml", tried_out=False)
FIGURES = figures(ADULT)
LATER = date(2027, 4, 1)


def test_each_figure_is_where_it_says() -> None:
    assert all(ADULT[each.begins : each.ends] == each.words for each in FIGURES)
    assert all(each.words in ADULT.splitlines()[each.line - 1] for each in FIGURES)
    assert len({each.name for each in FIGURES}) == len(FIGURES)


def test_every_point_can_be_changed_and_no_day_or_price_is_among_them() -> None:
    names = {each.name for each in FIGURES}
    for line in SCHEME.lines:
        for option, _points in getattr(line.operation, "points", ()):
            assert f"lines/{line.id}/points/{option}" in names
    assert not any("rates" in name or "starts" in name for name in names)


SMALL = """# a comment
lines:
  - {id: washing, points: {some: 2, full: 5}}  # and another
  - id: weekly
    at_most: 100.50

tables: [{id: t, rows: [{at: 0, figure: 1}, {at: 10, figure: 2}]}]
"""


@given(picked=st.sampled_from(figures(SMALL)), new=st.decimals(0, 9999, places=2))
@settings(max_examples=40, deadline=None)
def test_changing_one_figure_changes_that_one_and_no_other_character(picked: WrittenFigure, new: Decimal) -> None:
    words = with_figures(SMALL, {picked.name: str(new)})
    assert words == SMALL[: picked.begins] + str(new) + SMALL[picked.ends :]
    assert {each.name: each.words for each in figures(words)} == {
        each.name: str(new) if each.name == picked.name else each.words for each in figures(SMALL)
    }


def test_several_figures_change_at_once_and_are_told_as_differences() -> None:
    words = with_figures(ADULT, {"lines/washing/points/full": "10", "lines/washing/points/some": "7"})
    found = what_changed(SCHEME, parse(words, "adult.yaml", tried_out=False))
    assert {(each.part, each.id, each.field, each.after) for each in found} == {
        (Part.POINTS, "washing", "full", Decimal(10)),
        (Part.POINTS, "washing", "some", Decimal(7)),
    }


def test_what_was_typed_as_no_number_stands_there_for_the_checks_to_refuse() -> None:
    for typed in ("many", ""):
        with pytest.raises(ContentError, match=r"adult\.yaml:88"):
            parse(with_figures(ADULT, {"lines/washing/points/full": typed}), "adult.yaml")
    assert with_figures(SMALL, {"lines/washing/points/full": ""}) == SMALL.replace("full: 5", 'full: ""')


@pytest.mark.parametrize(
    ("words", "number"), [("1", True), ("-2.50", True), ("1,5", False), ("", False), ("1e3", False)]
)
def test_numbers_are_those_that_schemes_write(words: str, *, number: bool) -> None:
    assert is_figure(words) is number


def test_a_new_first_day_is_the_versions_name_too_and_old_rates_stay() -> None:
    found = parse(with_first_day(ADULT, LATER), "adult.yaml", tried_out=False)
    assert (found.starts, found.version) == (LATER, "2027-04-01")
    assert what_changed(SCHEME, found) == ()


def test_a_new_price_is_a_new_dated_value_and_the_old_one_stays() -> None:
    words = with_rate(with_first_day(ADULT, LATER), "price-of-a-point", LATER, "8.10", 'Cabinet, "3 March"')
    price = parse(words, "adult.yaml", tried_out=False).rates["price-of-a-point"]
    assert [(each.starts, each.figure) for each in price.values] == [
        (SCHEME.starts, Decimal("7.50")),
        (LATER, Decimal("8.10")),
    ]
    assert price.values[-1].source == 'Cabinet, "3 March"'
    again = with_rate(words, "price-of-a-point", LATER, "8.20", "Cabinet")
    assert [each.figure for each in parse(again, "a.yaml", tried_out=False).rates["price-of-a-point"].values] == [
        Decimal("7.50"),
        Decimal("8.20"),
    ]


BLOCK = """rates:
  - id: hour
    values:
      - starts: 2026-04-01
        figure: 20
        # agreed in March

  - id: night
    values: [{starts: 2026-04-01, figure: 90}]
  - id: plain
    figure: 3
"""


def test_a_price_is_added_whichever_way_the_others_are_written() -> None:
    words = with_rate(with_rate(BLOCK, "hour", LATER, "21", "A"), "night", LATER, "91", "B")
    assert 'figure: 20\n      - {starts: 2027-04-01, figure: 21, source: "A"}\n' in words
    assert 'values: [{starts: 2026-04-01, figure: 90}, {starts: 2027-04-01, figure: 91, source: "B"}]' in words


@pytest.mark.parametrize("rate", ["plain", "none-such"])
def test_a_rate_without_a_list_of_values_is_left_to_its_author(rate: str) -> None:
    with pytest.raises(NotThere):
        with_rate(BLOCK, rate, LATER, "1", "A")


def test_words_and_names_are_no_figures_and_each_is_told_with_its_line() -> None:
    words = "# Made\nlines:\n  - {id: a, title: 12, points: [a, 3], because: 4, weight: 0.5}\nrounding: {to: 1}\n"
    assert [(each.name, each.words, each.line, each.part) for each in figures(words)] == [
        ("lines/a/points/1", "3", 3, "lines/a"),
        ("lines/a/weight", "0.5", 3, "lines/a"),
        ("rounding/to", "1", 4, "rounding"),
    ]


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_price_is_added_at_the_end_and_between_as_it_is_written_there(end: str) -> None:
    words = "rates:\n- id: hour\n  values:\n  -   starts: 2026-04-01\n      figure: 20" + end
    added = '  -   {starts: 2027-04-01, figure: 21, source: "Für £"}'
    found = with_rate(words, "hour", LATER, "21", "Für \n £")
    assert found == f"{words.rstrip()}\n{added}{end}"
    assert with_rate(found, "hour", LATER, "22", "A") == found.replace(
        'figure: 21, source: "Für £"', 'figure: 22, source: "A"'
    )
    first = with_rate(found, "hour", date(2026, 4, 1), "19", "B")
    assert first.splitlines()[3] == '  -   {starts: 2026-04-01, figure: 19, source: "B"}'
    assert first.splitlines()[4] == added
    with pytest.raises(NotThere):
        with_rate("rates: 5\n", "hour", LATER, "1", "A")


def test_a_price_is_added_below_the_last_field_of_the_one_before() -> None:
    words = "rates:\n- id: hour\n  values:\n  - starts: 2026-04-01\n    figure: 20\n    source: A letter\n"
    assert with_rate(words, "hour", LATER, "21", "A") == (words + '  - {starts: 2027-04-01, figure: 21, source: "A"}\n')
    with pytest.raises(ContentError, match="the scheme:1"):
        with_rate("rates: [", "hour", LATER, "21", "A")


def test_a_price_is_added_below_one_whose_hyphen_stands_alone() -> None:
    words = "rates:\n  - id: hour\n    values:\n      -  # a - remark\n        starts: 2026-04-01\n        figure: 20\n"
    found = with_rate(words, "hour", LATER, "21", "A")
    assert found == words + '      - {starts: 2027-04-01, figure: 21, source: "A"}\n'
