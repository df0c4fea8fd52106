"""What changed between two versions of a scheme is told whole, and the same from both sides."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.compare_schemes import Part, SchemeChange, what_changed
from portal.allocation.loading import parse
from portal.allocation.scheme import Scheme
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


SOME = st.sets(st.sampled_from(["condition", "points", "price", "rounding", "weeks"]))


@settings(deadline=None, max_examples=25)  # each version is read from its file once
@given(SOME, SOME)
def test_both_sides_tell_the_same_differences(one: set[str], other: set[str]) -> None:
    before, after = edited(*sorted(one)), edited(*sorted(other))
    forth, back = what_changed(before, after), what_changed(after, before)
    assert forth == tuple(each.mirrored() for each in back)
    assert bool(forth) is (one != other)
