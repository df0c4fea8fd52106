"""What changed between two versions of a scheme is told whole, and the same from both sides."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.compare_schemes import Part, SchemeChange, what_changed
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.scheme import Scheme
from portal.files import Complaint, parse_yaml
from portal.money import Direction, Rounding
from tests.allocation.schemes import ADULT_WORDS, edited_adult

EDITS = {
    "price": ("figure: 7.50,", "figure: 8.25,"),
    "points": ("hard: 1, prompt: 3, some: 5, full: 9}", "hard: 2, prompt: 3, some: 5, full: 9}"),
    "cap": ("figure: 1500,", "figure: 1600,"),
    "range": ("at_most: 50", "at_most: 40"),
    "condition": ("nights, any_of: [on-call, some]}", "nights, any_of: [on-call]}"),
    "rounding": ("round: looked-at", "round: looked-at\n    to: 5\n    how: up"),
    "words": ('text: "We round up to the next whole pound,', 'text: "We round it up to the next whole pound,'),
    "sum": ("sum: [shopping, making-food, eating]", "sum: [making-food, shopping, eating]"),
    "weeks": ("times: 52", "times: 53"),
    "line-rounding": (
        "multiply: points\n    by: {rate: price-of-a-point}",
        "multiply: points\n    by: {rate: price-of-a-point}\n    rounding: {to: 5, how: up}",
    ),
    "less": ("difference: [all-points, all-help]", "difference: [all-points, all-help]\n    may_fall: A test."),
}


def edited(*names: str) -> Scheme:
    """The adults' scheme with these edits made."""
    return edited_adult(*(EDITS[name] for name in names))


def found(*names: str) -> list[tuple[Part, str, str]]:
    return [(one.part, one.id, one.field) for one in what_changed(edited(), edited(*names))]


def test_a_version_beside_itself_has_no_difference(adult: Scheme) -> None:
    assert what_changed(adult, parse("# A remark, and nothing else.\n" + ADULT_WORDS, "other.yaml")) == ()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("price", (Part.RATE, "price-of-a-point", "2026-04-01")),
        ("points", (Part.POINTS, "washing", "hard")),
        ("cap", (Part.RATE, "look-again-above", "2026-04-01")),
        ("range", (Part.LINE, "trips", "at_most")),
        ("condition", (Part.LINE, "nights-near-in-pounds", "only_when")),
        ("rounding", (Part.LINE, "weekly", "rounding")),
        ("words", (Part.LINE, "weekly", "because")),
        ("line-rounding", (Part.LINE, "points-in-pounds", "rounding")),
        ("less", (Part.LINE, "points", "may_fall")),
        ("sum", (Part.LINE, "food", "terms")),
        ("weeks", (Part.CONVERSION, "weeks-in-a-year", "times")),
    ],
)
def test_each_edit_is_the_one_difference(edit: str, expected: tuple[Part, str, str]) -> None:
    assert found(edit) == [expected]


def test_points_are_told_option_by_option_with_both_figures() -> None:
    change = what_changed(edited(), edited("points"))
    assert change == (SchemeChange(Part.POINTS, "washing", "hard", Decimal(1), Decimal(2)),)


def test_a_line_that_goes_is_told_once() -> None:
    without = re.sub(r"  - id: once\n(?:    .*\n|\n)*", "", ADULT_WORDS).replace(
        "  - {id: one-off, title: Once, line: once}\n", ""
    )
    changes = what_changed(edited(), parse(without, "without.yaml"))
    assert [(one.part, one.id, one.after) for one in changes] == [
        (Part.LINE, "once", None),
        (Part.RESULT, "one-off", None),
    ]
    back = what_changed(parse(without, "without.yaml"), edited())
    title = edited().line("once").title
    assert (changes[0].before, back[0].before, back[0].after) == (title, None, title)


SMALL = """id: small
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: washing, label: Washing, options: [none, some, full]}
  - {id: visits, label: Visits, kind: number, at_least: 0, at_most: 9, unit: visits a week}
rates:
  - id: visit
    unit: pounds
    per: visits
    values: [{starts: 2026-04-01, figure: 18}, {starts: 2027-04-01, no_price: true}]
tables:
  - id: by-points
    from: points
    to: pounds a week
    reading: stepped
    beyond: stays
    rows: [{at: 0, figure: no-budget}, {at: 4, figure: 40}, {at: 9, figure: a-person}]
conversions:
  - {id: days, from: pounds a week, to: pounds a day, divided_by: 7}
  - {id: months, from: pounds a week, to: pounds a month, times: 52, divided_by: 12}
lines:
  - {id: need, score: washing, points: {none: 0, some: 4, full: 9}}
  - {id: in-pounds, table: by-points, of: need}
  - {id: asked, quantity: visits}
  - {id: visited, multiply: asked, by: {rate: visit}}
  - {id: weekly, sum: [in-pounds, visited]}
results:
  - {id: weekly, title: A week, line: weekly, headline: true}
  - {id: beside, title: Beside, line: in-pounds}
readings:
  - {id: a-day, of: weekly, by: days, to: 0.01, how: half-up}
  - {id: a-month, of: weekly, by: months, to: 0.01, how: half-up}
"""


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("no_price: true", "figure: not-published", [(Part.RATE, "visit", "2027-04-01", "no-price", "not-published")]),
        ("no_price: true", "figure: 19", [(Part.RATE, "visit", "2027-04-01", "no-price", 19)]),
        ("reading: stepped", "reading: exact", [(Part.TABLE, "by-points", "reading", "stepped", "exact")]),
        (
            "beyond: stays",
            "beyond: stays\n    rounding: {to: 1, how: up}",
            [(Part.TABLE, "by-points", "rounding", None, Rounding(Decimal(1), Direction.UP))],
        ),
        ("beyond: stays", "beyond: refuse", [(Part.TABLE, "by-points", "beyond", "stays", "refuse")]),
        ("figure: 40", "figure: 45", [(Part.TABLE, "by-points", "2026-04-01 4", 40, 45)]),
        ("figure: no-budget", "figure: 0", [(Part.TABLE, "by-points", "2026-04-01 0", "no-budget", 0)]),
        ("a-person", "not-published", [(Part.TABLE, "by-points", "2026-04-01 9", "a-person", "not-published")]),
        (
            "figure: 40",
            "figure: 40, to_a_person: true",
            [(Part.TABLE, "by-points", "to-a-person", None, ((date(2026, 4, 1), Decimal(4)),))],
        ),
        ("divided_by: 7", "divided_by: 6", [(Part.CONVERSION, "days", "divided-by", 7, 6)]),
        ("times: 52,", "times: 53,", [(Part.CONVERSION, "months", "times", 52, 53)]),
        ("divided_by: 12", "divided_by: 13", [(Part.CONVERSION, "months", "divided-by", 12, 13)]),
        ("Beside, line: in-pounds", "Beside, line: weekly", [(Part.RESULT, "beside", "", "in-pounds", "weekly")]),
        ("a-month, of: weekly", "a-month, of: visited", [(Part.READING, "a-month", "of", "weekly", "visited")]),
        ("illustrative: true", "illustrative: false", [(Part.WHOLE, "", "illustrative", True, False)]),
        ("people: adults", "ends: 2027-03-31\npeople: adults", [(Part.WHOLE, "", "ends", None, date(2027, 3, 31))]),
    ],
)
def test_each_thing_that_counts_is_told_with_what_it_was(was: str, now: str, expected: list[object]) -> None:
    assert [(one.part, one.id, one.field, one.before, one.after) for one in _changed(was, now)] == expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("by: days, to: 0.01", "by: days, to: 1", [(Part.READING, "a-day", "rounding")]),
        ("by: days,", "by: months,", [(Part.READING, "a-day", "by")]),
        ("sum: [in", "greatest: [in", [(Part.LINE, "weekly", "because"), (Part.LINE, "weekly", "operation")]),
        ("id: asked, quantity: visits", "id: asked, quantity: visits, not_asked: 1", [(Part.LINE, "asked", "instead")]),
    ],
)
def test_what_is_no_single_figure_is_told_by_its_name(was: str, now: str, expected: list[object]) -> None:
    assert [(one.part, one.id, one.field) for one in _changed(was, now)] == expected


def test_another_operation_is_told_with_what_it_was() -> None:
    change = _changed("sum: [in", "greatest: [in")[-1]
    assert [getattr(one, "name", None) for one in (change.before, change.after)] == ["sum", "greatest"]


def test_rows_of_a_line_are_told_by_what_they_say_and_not_by_their_place() -> None:
    rows = "  - {id: more, bands: need, rows: [{from: 0, figure: 1}]}\n"
    rows += "  - {id: most, choose: [{line: more}, {figure: 2}]}\n"
    words = SMALL.replace("results:", f"{rows}results:").replace("sum: [in-pounds,", "sum: [most, in-pounds,")
    was = _lenient(words)
    assert what_changed(was, _lenient("# Above all\n" + words)) == ()
    (change,) = what_changed(was, _lenient(words.replace("{from: 0, figure: 1}", "{from: 0, figure: 3}")))
    assert (change.part, change.id, change.field) == (Part.LINE, "more", "rows")
    assert [str(figure) in str(side) for side, figure in ((change.before, "'1'"), (change.after, "'3'"))] == [True] * 2


def test_another_result_leads_or_a_line_is_new() -> None:
    other = SMALL.replace(", headline: true", "").replace("line: in-pounds}", "line: in-pounds, headline: true}")
    assert [(one.part, one.id, one.field) for one in what_changed(_unlinted(SMALL), _unlinted(other))] == [
        (Part.RESULT, "headline", "")
    ]
    more = SMALL.replace("results:", "  - {id: more, title: More, sum: [weekly, 1]}\nresults:")
    (new,) = what_changed(_unlinted(SMALL), _unlinted(more))
    assert (new.part, new.id, new.field, new.before, new.mirrored().after) == (Part.LINE, "more", "", None, None)


def _changed(was: str, now: str) -> tuple[SchemeChange, ...]:
    assert SMALL.count(was) == 1
    return what_changed(_unlinted(SMALL), _unlinted(SMALL.replace(was, now)))


def _lenient(words: str) -> Scheme:
    """A scheme whose lines need not all have a unit."""
    return read_unchecked(parse_yaml(words, "small.yaml"), [])


def _unlinted(words: str) -> Scheme:
    complaints: list[Complaint] = []
    scheme = read_unchecked(parse_yaml(words, "small.yaml"), complaints)
    assert complaints == []
    return scheme


SOME = st.sets(st.sampled_from(["condition", "points", "price", "rounding", "weeks"]))


@settings(deadline=None, max_examples=25)  # each version is read from its file once
@given(SOME, SOME)
def test_both_sides_tell_the_same_differences(one: set[str], other: set[str]) -> None:
    before, after = edited(*sorted(one)), edited(*sorted(other))
    forth, back = what_changed(before, after), what_changed(after, before)
    assert forth == tuple(each.mirrored() for each in back)
    assert bool(forth) is (one != other)
