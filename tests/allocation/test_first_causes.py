"""One slip in a scheme is told once: what only follows from it stays unsaid until the slip is mended."""

from functools import cache
from pathlib import Path

import pytest

from portal.allocation.loading import parse
from portal.files import Complaint, ContentError

SHAPES = Path(__file__).parent / "shapes"
MINUTES, PLACE = "minutes-every-four-weeks", "weight-by-place"
SLIPS = [
    (MINUTES, "at_most: 14, unit: trips a week", "at_most: 14, unit: trip a week", "unknown-unit"),
    (MINUTES, "from: minutes a day", "from: minute a day", "unknown-unit"),
    (MINUTES, "to: pounds every four weeks", "to: pounds every four week", "unknown-unit"),
    (MINUTES, "{id: hour, unit: pounds, per: hours", "{id: hour, unit: pounds, per: hour", "unknown-unit"),
    (MINUTES, "{id: hour, unit: pounds, per: hours", "{id: hour, per: hours", "missing-field"),
    (MINUTES, "multiply: hours, by: {rate: hour}", "multiply: hours, by: {rate: hours}", "unknown-rate"),
    (MINUTES, "by: {rate: trip}", "by: {rates: trip}", "unknown-field"),
    (MINUTES, "quantity: trips", "quantity: trip", "scored-question-never-asked"),
    (MINUTES, "convert: each-day, by: minutes-to-hours", "convert: eachday, by: minutes-to-hours", "unknown-line"),
    (MINUTES, "convert: each-day, by: minutes-to-hours", "convert: each-day", "missing-field"),
    (MINUTES, "{id: for-trips, multiply", "{id: for-trips, unit: hours a week, multiply", "unit-mismatch"),
    (MINUTES, "year_from: 04-01", "year_form: 04-01", "unknown-field"),
    (MINUTES, "sum: [for-hours, for-trips]", "sum: [for-hours]", "unused-line"),
    (MINUTES, "year_from: 04-01", "weeks: 52", "unclear-period"),
    (MINUTES, "year_from: 04-01", "year_from: 04-31", "unclear-period"),
    (MINUTES, "{id: trip, unit: pounds,", "{id: trip, unit: pence,", "unknown-unit"),
    (MINUTES, "multiply: hours, by: {rate: hour}", "multiply: hours, by: 18.48", "figure-for-rate"),
    (MINUTES, "convert: week, by: four-weeks", "multiply: week, by: 4", "time-not-converted"),
    (MINUTES, "by: four-weeks, rounding", "by: minutes-to-hours, rounding", "unit-mismatch"),
    (MINUTES, "{id: trips-asked,", "{id: week, quantity: morning}\n  - {id: trips-asked,", "duplicate-line"),
    (PLACE, "{at: 12, figure: 118}", "{at: 12, figure: £118}", "wrong-kind"),
    (PLACE, "{at: 12, figure: 118}", "{at: 12, figure: 1,118}", "wrong-kind"),
    (PLACE, "slow: 3, chair: 8", "slow: 1,300, chair: 1308", "wrong-kind"),
    (PLACE, "{id: each-day, sum:", "{id: eachday, sum:", "unknown-line"),
    (PLACE, "question: place, is: own", "question: place, is: [own]", "unclear-condition"),
    (PLACE, "slow: 3, chair: 8", "slwo: 3, chair: 8", "points-for-unknown-option"),
    (PLACE, "label: Moving about, options:", "label: Moving about, option:", "unknown-field"),
    (PLACE, "from: points\n", "from: point\n", "unknown-unit"),
    (PLACE, "    to: pounds a week\n", "    to: pounds week\n", "unknown-unit"),
    (PLACE, "{when: {question: place, is: own}", "{when: {line: points, at_most: 3}", "unclear-condition"),
    (MINUTES, "source: Invented", "suorce: Invented", "unknown-field"),
    (
        "help-by-each-person",
        "[{when_figure: {line: age, more_than: 64}, rate: older}, {rate: hour}]",
        "[{rate: hour}, {when_figure: {line: age, more_than: 64}, rate: older}]",
        "unreachable-row",
    ),
    (PLACE, "mobility: slow, things", "mobility: slwo, things", "unknown-answer"),
]


@cache
def words_of(shape: str) -> str:
    return (SHAPES / f"{shape}.yaml").read_text("utf-8")


def told_of(shape: str, *slips: tuple[str, str]) -> tuple[Complaint, ...]:
    """What is complained of in a shape with these slips in it."""
    words = words_of(shape)
    for right, wrong in slips:
        assert right in words
        words = words.replace(right, wrong, 1)
    with pytest.raises(ContentError) as caught:
        parse(words, "slips.yaml")
    return caught.value.complaints


@pytest.mark.parametrize(("shape", "right", "wrong", "code"), SLIPS)
def test_one_slip_gives_one_complaint(shape: str, right: str, wrong: str, code: str) -> None:
    told = told_of(shape, (right, wrong))
    assert [each.code for each in told] == [code], [str(each) for each in told]


def test_slips_that_have_nothing_to_do_with_one_another_are_all_told() -> None:
    units = ("from: minutes a day", "from: minute a day")
    told = told_of(MINUTES, units, ("by: {rate: trip}", "by: {rate: trips}"), ("kind: date", "kind: day"))
    assert [each.code for each in told] == ["unknown-value", "unknown-unit", "unknown-rate"]


def test_what_is_unused_is_told_where_no_name_is_misspelt() -> None:
    more = "  - {id: spare, unit: pounds, per: hours, figure: 1}\nlines:\n"
    assert [each.code for each in told_of(MINUTES, ("lines:\n", more))] == ["unused-rate"]


def test_a_thing_that_is_unused_is_told_beside_a_slip_of_another_kind() -> None:
    spare = ("conversions:\n", "conversions:\n  - {id: spare, from: pounds a day, to: pounds a week, times: 7}\n")
    kind = told_of(MINUTES, spare, ("kind: date", "kind: day"))
    assert [each.code for each in kind] == ["unknown-value", "unused-conversion"]


@pytest.mark.parametrize(
    ("shape", "slips", "codes"),
    [
        (
            MINUTES,
            [("{id: trip, unit: pounds, per: trips, figure: 6.20}", "{id: trip, unit: pound, per: trips}")],
            {"unknown-unit", "unclear-price"},
        ),
        (
            PLACE,
            [
                ("{id: mobility-points, score", "{id: mobility-points, unit: point, score"),
                ("fine: 0, slow: 3,", "fine: 0,"),
            ],
            {"unknown-unit", "option-without-points"},
        ),
    ],
)
def test_two_slips_in_one_thing_are_both_told(shape: str, slips: list[tuple[str, str]], codes: set[str]) -> None:
    assert {each.code for each in told_of(shape, *slips)} == codes


def test_an_example_is_told_once_with_all_that_differs() -> None:
    was = "expect: {results: {every-four-weeks: 730, equipment: 279.50}}"
    (told,) = told_of(MINUTES, (was, was.replace("730", "740").replace("279.50", "280")))
    assert "“every-four-weeks” is 730, not 740; the result “equipment” is 279.5, not 280." in told.what


def test_a_headline_and_a_last_day_are_told_of_where_they_stand() -> None:
    (no_headline,) = told_of(MINUTES, (", headline: true", ""))
    (ends,) = told_of(MINUTES, ("people: adults\n", "people: adults\nends: 2025-03-31\n"))
    lines = words_of(MINUTES).splitlines()
    assert lines[no_headline.line - 1].startswith("  - {id: every-four-weeks, title:")
    assert lines[ends.line - 2] == "people: adults"


def test_the_figure_that_leads_is_told_once_by_whichever_name_it_is_expected() -> None:
    (told,) = told_of(
        MINUTES, ("expect: {results: {every-four-weeks: 730,", "expect: {budget: 1, results: {every-four-weeks: 1,")
    )
    assert told.what.count("730") == 1
