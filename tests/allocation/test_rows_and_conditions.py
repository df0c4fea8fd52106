"""What can never be meant is told: a question scored twice, a row that is hidden, a limit out of reach, a slip."""

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
  - {id: washing, label: Washing, options: [none, some, full]}
  - {id: meals, label: Meals, options: [none, some, full]}
  - {id: who, label: Who helps, options: [agency, assistant, friend]}
  - {id: days, label: Days, kind: whole-number, at_least: 0, at_most: 7, unit: days a week}
rates:
  - {id: point, unit: pounds a week, per: points, figure: 5}
  - {id: day, unit: pounds, per: days, figure: 60}
  - {id: dear-day, unit: pounds, per: days, figure: 70}
lines:
  - {id: points, score: [washing, meals], points: {none: 0, some: 2, full: 5}}
  - {id: for-points, multiply: points, by: {rate: point}}
  - {id: days, quantity: days}
  - id: price
    choose:
      - {when: {question: who, is: agency}, rate: dear-day}
      - {when: {question: who, is: assistant}, rate: day}
      - {rate: day}
  - {id: for-days, multiply: days, by: price}
  - {id: all-week, unit: pounds a week, only_when_figure: {line: days, at_least: 7}, amount: 30}
  - {id: much, unit: pounds a week, only_when: {question: days, at_least: 5}, amount: 9}
  - {id: weekly, sum: [for-points, for-days, all-week, much]}
"""


def told(*edits: tuple[str, str]) -> list[tuple[str, str]]:
    words = WORDS
    for was, now in edits:
        assert words.count(was) == 1, was
        words = words.replace(was, now)
    try:
        parse(words, "rows.yaml")
    except ContentError as error:
        return [(each.code, each.what) for each in error.complaints]
    return []


def test_without_a_mistake_it_is_in_order() -> None:
    assert told() == []


@pytest.mark.parametrize("take", ["sum", "greatest"])
def test_a_question_that_is_scored_twice_in_one_line_is_told(take: str) -> None:
    twice = ("score: [washing, meals],", f"score: [washing, meals, meals], take: {take},")
    assert told(twice) == [("counted-twice", "It counts “meals” twice.")]


@pytest.mark.parametrize(
    "row",
    [
        "when: {question: who, is: agency}",
        "when: {question: who, any_of: [agency]}, when_figure: {line: days, at_least: 2}",
    ],
)
def test_a_row_that_asks_what_one_above_it_asks_is_told(row: str) -> None:
    [(code, what)] = told(("when: {question: who, is: assistant}", row))
    assert (code, what) == ("unreachable-row", "This row never holds, or only where one above it does.")


@pytest.mark.parametrize(
    ("was", "now", "what"),
    [
        (
            "line: days, at_least: 7",
            "line: days, more_than: 7",
            "It wants “days” to be more than 7, and it is never more than 7.",
        ),
        (
            "line: days, at_least: 7",
            "line: points, at_least: 11",
            "It wants “points” to be at least 11, and it is never more than 10.",
        ),
        (
            "line: days, at_least: 7",
            "line: for-days, more_than: 490",
            "It wants “for-days” to be more than 490, and it is never more than 490.",
        ),
        (
            "question: days, at_least: 5",
            "question: days, at_least: 8",
            "It wants “days” to be at least 8, and nobody can answer more than 7.",
        ),
        (
            "question: days, at_least: 5",
            "question: days, at_most: -1",
            "It wants “days” to be at most -1, and nobody can answer less than 0.",
        ),
    ],
)
def test_a_limit_that_no_answer_reaches_is_told(was: str, now: str, what: str) -> None:
    assert ("never-holds", what) in told((was, now))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("line: days, at_least: 7", "line: points, at_least: 10"),
        ("line: days, at_least: 7", "line: for-days, more_than: 489"),
        ("question: days, at_least: 5", "question: days, at_least: 7"),
    ],
)
def test_a_limit_that_the_greatest_answer_reaches_passes(was: str, now: str) -> None:
    assert told((was, now)) == []


def test_a_figure_that_stands_for_no_answer_can_reach_a_limit() -> None:
    instead = ("full: 5}}", "full: 5}, not_applicable: 20}")
    special = (
        "label: Meals, options: [none, some, full]",
        "label: Meals, options: [none, some, full], not_applicable: true",
    )
    assert told(instead, special, ("line: days, at_least: 7", "line: points, at_least: 40")) == []


@pytest.mark.parametrize(
    ("later", "slips"),
    [("7.20", True), ("720", True), ("0.72", True), ("7050", True), ("61.90", False), ("140", False), ("25", False)],
)
def test_a_price_that_becomes_ten_times_as_much_or_a_tenth_is_told(later: str, *, slips: bool) -> None:
    rows = f"values: [{{starts: 2026-04-01, figure: 70}}, {{starts: 2027-04-01, figure: {later}}}]}}"
    assert [code for code, _ in told(("figure: 70}", rows))] == (["slipped-point"] if slips else [])


def test_a_price_that_goes_on_by_itself_is_told_how_and_that_way_works() -> None:
    wage = ("  - id: price\n", "  - {id: wage, amount: {rate: day}}\n  - id: price\n")
    on_top = ("      - {rate: day}\n", "      - {line: wage}\n")
    [(code, what)] = told(wage, on_top)
    assert code == "unit-mismatch"
    assert "write `choose: [{rate: day}]`." in what
    assert told((wage[0], wage[1].replace("amount: {rate: day}", "choose: [{rate: day}]")), on_top) == []
