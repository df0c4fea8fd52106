"""Dated figures: which value holds on a day, and what the loader refuses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.files import ContentError
from portal.guides import Figure, Figures, FigureUnit, in_plain_words, load_figures

if TYPE_CHECKING:
    from pathlib import Path

NEW_YEAR = date(2026, 4, 1)


def a_figure(
    value: str = "12.71",
    unit: FigureUnit = FigureUnit.POUNDS,
    starts: date = NEW_YEAR,
    ends: date | None = None,
    checked: date = NEW_YEAR,
) -> Figure:
    return Figure("wage", "A wage", Decimal(value), unit, starts, ends, "A page", "", checked, checked_at_govuk=False)


def test_the_value_that_holds_on_the_day_is_shown() -> None:
    old = a_figure("12.21", starts=date(2025, 4, 1), ends=date(2026, 3, 31))
    figures = Figures((a_figure("12.71"), old))
    assert figures.on("wage", date(2026, 3, 31)).value == Decimal("12.21")
    assert figures.on("wage", date(2026, 4, 1)).value == Decimal("12.71")


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6), st.integers(-500, 3000))
def test_a_page_never_fails_for_want_of_a_figure(lengths: list[int], days: int) -> None:
    starts, each = NEW_YEAR, []
    for number, length in enumerate(lengths):
        each.append(a_figure(str(number), starts=starts, ends=starts + timedelta(days=length - 1)))
        starts += timedelta(days=length)
    day = NEW_YEAR + timedelta(days=days)
    shown = Figures(tuple(each)).on("wage", day)
    assert shown.holds_on(day) == any(figure.holds_on(day) for figure in each)
    if shown.holds_on(day):
        assert [shown] == [figure for figure in each if figure.holds_on(day)]


def test_an_unknown_figure_is_an_error_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        Figures().on("wage", NEW_YEAR)


def test_a_figure_whose_time_is_over_wants_looking_at() -> None:
    figures = Figures((a_figure(ends=date(2027, 3, 31), checked=date(2027, 1, 1)),))
    assert figures.stale_on(date(2027, 3, 31)) == ()
    assert figures.stale_on(date(2027, 4, 1)) == figures.each


def test_a_figure_checked_more_than_a_year_ago_wants_looking_at() -> None:
    figures = Figures((a_figure(checked=NEW_YEAR),))
    assert figures.stale_on(NEW_YEAR + timedelta(days=365)) == ()
    assert figures.stale_on(NEW_YEAR + timedelta(days=366)) == figures.each


def test_staff_see_it_two_months_before_and_only_until_it_is_due() -> None:
    figures = Figures((a_figure(ends=date(2027, 3, 31), checked=date(2027, 1, 1)),))
    assert figures.stale_soon(date(2027, 1, 30)) == ()
    assert figures.stale_soon(date(2027, 1, 31)) == figures.each
    assert figures.stale_soon(date(2027, 3, 31)) == figures.each
    assert figures.stale_soon(date(2027, 4, 1)) == ()


def test_a_figure_that_is_known_but_does_not_hold_yet_is_coming() -> None:
    coming = a_figure(starts=date(2027, 1, 1))
    figures = Figures((a_figure(ends=date(2026, 12, 31)), coming))
    assert figures.coming_after(date(2026, 12, 31)) == (coming,)
    assert figures.coming_after(date(2027, 1, 1)) == ()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("12.71", FigureUnit.POUNDS, "£12.71"),
        ("8.00", FigureUnit.POUNDS, "£8"),
        ("12.5", FigureUnit.POUNDS, "£12.50"),
        ("5000000", FigureUnit.POUNDS, "£5,000,000"),
        ("15", FigureUnit.PERCENT, "15%"),
        ("12.07", FigureUnit.PERCENT, "12.07%"),
        ("5.60", FigureUnit.WEEKS, "5.6"),
        ("30", FigureUnit.MINUTES, "30"),
    ],
)
def test_a_figure_is_written_as_people_write_it(value: str, unit: FigureUnit, words: str) -> None:
    assert in_plain_words(a_figure(value, unit)) == words


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"12.71"', '"about 13"', "wrong-kind"),
        ("unit: pounds", "unit: dollars", "unknown-value"),
        ("to: null", "to: 2026-03-31", "figure-dates"),
        ("to: null", "until: null", "missing-field"),
        ("    checked: 2026-11-21\n", "", "missing-field"),
        ('"https://www.example.org"', "www.example.org", "source-address"),
        ('    source: {title: A page, address: "https://www.example.org"}\n', "", "missing-source"),
    ],
)
def test_a_broken_figure_is_refused(folder: Path, old: str, new: str, code: str) -> None:
    path = folder.parent / "figures.yaml"
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_figures(path)
    assert code in {complaint.code for complaint in caught.value.complaints}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("from: 2026-04-01", "from: 2027-04-01", "figure-overlap"), ("unit: pounds", "unit: weeks", "figure-unit")],
)
def test_two_values_that_contradict_each_other_are_refused(folder: Path, old: str, new: str, code: str) -> None:
    path = folder.parent / "figures.yaml"
    first = path.read_text(encoding="utf-8")
    second = first.removeprefix("figures:\n").replace(old, new)
    path.write_text(first + second, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_figures(path)
    assert code in {complaint.code for complaint in caught.value.complaints}


def test_a_new_value_after_the_old_one_ends_is_accepted(folder: Path) -> None:
    path = folder.parent / "figures.yaml"
    first = path.read_text(encoding="utf-8")
    second = first.removeprefix("figures:\n").replace("from: 2026-04-01", "from: 2027-04-01")
    path.write_text(first.replace("to: null", "to: 2027-03-31") + second, encoding="utf-8")
    assert len(load_figures(path).each) == 2
