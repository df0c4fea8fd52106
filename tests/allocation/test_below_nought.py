"""A difference is told to fall below nought where answers show it; where only its proof is missing, that is said."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: below
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: wash, label: Wash, options: [none, some, much]}
  - {id: met, label: Met, kind: number, at_most: 20, unit: points}
  - {id: days, label: Days, kind: whole-number, at_most: 7, unit: number}
rates:
  - {id: kept, unit: number, figure: 8}
  - {id: point, unit: pounds a week, per: points, figure: 20}
lines:
  - {id: a, score: wash, points: {none: 0, some: 5, much: 10}}
  - {id: met, quantity: met}
  - {id: days, unit: number, quantity: days}
MORE  - {id: left, difference: [TERMS], may_fall: Others do it, about_the_person: Who does it}
  - {id: weekly, multiply: left, by: {rate: point}, rounding: scheme}
"""
SHOWN, NOT_SHOWN = "It can fall below nought.", "The check cannot tell that it never falls below nought."
UNUSED = {"unused-line", "unused-rate", "unused-input"}


def told(terms: str, *more: str) -> str:
    words = WORDS.replace("TERMS", terms).replace("MORE", "".join(f"  - {line}\n" for line in more))
    try:
        parse(words, "below.yaml")
    except ContentError as error:
        return " ".join(one.what for one in error.complaints if one.code not in UNUSED)
    return ""


def chosen(rows: str) -> str:
    return f"{{id: chosen, choose: [{rows}], may_fall: It is none or the points}}"


@pytest.mark.parametrize(
    ("terms", "what"),
    [("a, met", SHOWN), ("a, 1", SHOWN), ("10, met", SHOWN), ("a, a, 1", SHOWN), ("20, met", ""), ("30, a, met", "")],
)
def test_what_answers_show_is_told_as_it_is(terms: str, what: str) -> None:
    assert told(terms) == what


def test_what_no_answer_shows_is_not_told_as_a_fact() -> None:
    rows = "{when: {question: days, at_least: 3}, figure: 10}, {figure: 5}"
    other = "{when: {question: days, at_least: 3}, figure: 7}, {figure: 2}"
    less = f"{{id: less, unit: points, choose: [{other}]}}"
    assert told("chosen, less", f"{{id: chosen, unit: points, choose: [{rows}]}}", less) == NOT_SHOWN


@pytest.mark.parametrize(
    ("rows", "taken", "what"),
    [
        ("{when_figure: {line: a, at_most: 4}, figure: no-budget}, {line: a}", "4", ""),
        ("{when_figure: {line: a, less_than: 4}, figure: no-budget}, {line: a}", "4", ""),
        ("{when_figure: {line: a, more_than: 4}, line: a}, {figure: no-budget}", "4", ""),
        ("{when_figure: {line: a, at_least: 4}, line: a}, {figure: no-budget}", "4", ""),
        ("{when_figure: {line: a, at_most: 4}, figure: no-budget}, {line: a}", "5.5", SHOWN),
        ("{when_figure: {line: a, at_most: 4}, figure: 0}, {line: a}", "4", SHOWN),
        ("{when_figure: {line: met, at_most: 4}, figure: no-budget}, {line: a}", "4", SHOWN),
        ("{when: {question: days, at_least: 3}, figure: no-budget}, {line: a}", "4", SHOWN),
    ],
)
def test_nothing_is_taken_off_where_there_is_no_budget(rows: str, taken: str, what: str) -> None:
    assert told(f"chosen, {taken}", chosen(rows)) == what


def test_a_table_without_a_budget_below_takes_nothing_off() -> None:
    table = "{id: banded, unit: points, bands: a, rows: [{from: 0, below: 5, figure: no-budget}, {from: 5, figure: 6}]}"
    assert told("banded, 6", table) == ""
    assert told("banded, 7", table) == SHOWN


@pytest.mark.parametrize(
    ("shares", "proved"),
    [
        (("percentage: a, per_cent: 8", "percentage: a, per_cent: 30"), True),
        (("percentage: a, per_cent: 8", "percentage: a, per_cent: 92"), True),
        (("multiply: a, by: 0.3", "percentage: a, per_cent: {rate: kept}"), True),
        (("percentage: a, per_cent: {rate: kept}",), True),
        (("multiply: a, by: 0.3",), True),
        (("percentage: a, per_cent: 9", "percentage: a, per_cent: 92"), False),
        (("multiply: a, by: 1.01",), False),
        (("percentage: a, per_cent: 8, rounding: {to: 5, how: up}", "percentage: a, per_cent: 30"), False),
    ],
)
def test_shares_of_one_line_are_added_up(shares: tuple[str, ...], *, proved: bool) -> None:
    more = [f"{{id: off-{place}, {share}}}" for place, share in enumerate(shares)]
    terms = ", ".join(["a", *(f"off-{place}" for place in range(len(shares)))])
    assert (told(terms, *more) == "") is proved
