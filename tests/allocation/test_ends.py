"""A figure that answers can give and that no band or row holds is told, however it is worked out; nothing else is."""

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.model import Reason, Refusal
from portal.files import ContentError, parse_yaml

WORDS = """id: ends
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: meals, options: [none, some, all]}
  - {id: mind, options: [none, some, all]}
  - {id: days, kind: whole-number, at_most: 7, unit: days a week}
  - {id: born, kind: date}
  - {id: tasks, kind: choices, options: [shopping, cleaning], blank: true}
  - {id: helps, options: [none, half]}
  - {id: willing, kind: yes-no}
tables:
  - {id: pounds, from: points, to: pounds a week, reading: READING, rounding: {to: 1, how: up}, rows: [ROWS]}
lines:
  - {id: meals, score: meals, points: {none: 0, some: 5, all: 15}}
  - {id: mind, score: mind, points: {none: 0, some: 5, all: 15}}
  - {id: mind-of-some, only_when: {question: meals, is: some}, score: mind, points: {none: 0, some: 5, all: 15}}
  - {id: mind-of-all, only_when: {question: meals, is: all}, score: mind, points: {none: 0, some: 6, all: 25}}
  - {id: both, sum: [meals, mind]}
  - {id: days, quantity: days}
  - {id: tasks, unit: points, score_several: tasks, points: {shopping: 4, cleaning: 6}, blank: 0}
  - {id: help, support: meals, how_much: helps, shares: {none: 0, half: 50}, where: {question: willing, is: "yes"}}
  - {id: age, since: born, in: years, market_reason: Homes ask another price}
  - {id: read, unit: points, READ}
  - {id: weekly, table: pounds, of: read}
  - {id: end, END}
results:
  - {id: end, title: A week, line: end, headline: true}
"""
TO_ITS_END = "{at: 0, figure: no-budget}, {at: 30, figure: 100}"


def filled(read: str, rows: str, *, end: str = "sum: [weekly, 1]", reading: str = "stepped") -> str:
    words = WORDS
    for was, now in {"ROWS": rows, "READING": reading, "READ": read, "END": end}.items():
        words = words.replace(was, now)
    return words


def told(read: str, rows: str, *, end: str = "sum: [weekly, 1]", reading: str = "stepped") -> str:
    """What is told of a figure that nothing holds, and nothing where it is not told."""
    try:
        parse(filled(read, rows, end=end, reading=reading), "ends.yaml")
    except ContentError as error:
        return " ".join(each.what for each in error.complaints if each.code == "figure-in-no-band")
    return ""


@pytest.mark.parametrize(
    ("read", "most"),
    [
        ("difference: [both, 1]", 29),
        ("difference: [both, help], may_fall: Family helps", 30),
        ("difference: [both, tasks], may_fall: Others do them", 30),
        ("limit: both, at_least: 3", 30),
        ("limit: both, at_most: 25", 30),
        ("limit: both, at_most: 25, hard: true", 25),
        ("choose: [{when: {question: days, at_least: 2}, line: both}, {line: meals}]", 30),
        ("choose: [{when: {question: tasks, is: shopping}, figure: 31}, {figure: 2}]", 31),
        ("greatest: [meals, mind, tasks], how_many: 2", 30),
        ("sum: [meals, mind-of-some, mind-of-all]", 40),
        ("sum: [meals, tasks]", 25),
        ("multiply: both, by: days", 210),
        ("only_when: {question: days, at_least: 3}, greatest: [both, 2]", 30),
    ],
)
def test_the_most_that_answers_can_give_is_held(read: str, most: int) -> None:
    above = f"Answers can give {most}, which is above its end."
    assert told(read, f"{{at: 0, figure: no-budget}}, {{at: {most - 1}, figure: 100}}") == above
    assert told(read, f"{{at: 0, figure: no-budget}}, {{at: {most}, figure: 100}}") == ""


@pytest.mark.parametrize(
    ("read", "least"),
    [
        ("limit: both, at_least: 3", 3),
        ("sum: [mind-of-some, mind-of-all, 1]", 1),
        ("choose: [{when: {question: days, at_least: 2}, figure: 9}, {figure: 4}]", 4),
        ("quantity: days", 0),
    ],
)
def test_the_least_that_answers_can_give_is_held(read: str, least: int) -> None:
    rows = "{at: %s, figure: no-budget}, {at: 300, figure: 100}"
    assert told(read, rows % (least + 1)) == f"Answers can give {least}, and it begins at {least + 1}."
    assert told(read, rows % least) == ""


def test_a_row_for_each_figure_is_wanted_where_rows_alone_are_read() -> None:
    rows = "{at: 0, figure: no-budget}, {at: 10, figure: 50}, {at: 15, figure: 90}"
    assert told("sum: [meals]", rows, reading="exact") == "Answers can give 5, and no row is at that figure."
    assert told("sum: [meals]", rows.replace("at: 10", "at: 5"), reading="exact") == ""


@pytest.mark.parametrize("age", ["less_than: 18", "at_least: 65", "at_most: 64"])
def test_a_table_that_counts_for_some_is_told(age: str) -> None:
    of_some = f"choose: [{{when_figure: {{line: age, {age}}}, figure: a-person}}, {{line: weekly}}]"
    above = "Answers can give 40, which is above its end."
    assert told("sum: [meals, mind-of-all]", TO_ITS_END, end=of_some) == above


@pytest.mark.parametrize(
    "end",
    [
        "choose: [{when_figure: {line: read, more_than: 30}, figure: a-person}, {line: weekly}]",
        "choose: [{when: {question: meals, is: all}, figure: no-budget}, {line: weekly}]",
        "only_when_figure: {line: read, at_most: 30}, sum: [weekly, 1]",
    ],
)
def test_a_figure_that_never_counts_where_nothing_holds_it_is_not_told(end: str) -> None:
    assert told("sum: [meals, mind-of-all]", TO_ITS_END, end=end) == ""


@pytest.mark.parametrize("reading", ["stepped", "straight"])
def test_a_last_row_at_which_a_person_decides_says_it_of_all_above(reading: str) -> None:
    words = filled("sum: [both]", "{at: 0, figure: 20}, {at: 20, figure: a-person}", reading=reading)
    scheme = read_unchecked(parse_yaml(words, "ends.yaml"), [])
    answers = {"meals": "all", "mind": "all", "days": 1, "tasks": (), "helps": "none", "willing": "no"}
    found = calculate(scheme, answers, scheme.starts)
    assert isinstance(found, Refusal)
    assert (found.reason, found.line) == (Reason.A_PERSON_DECIDES, "weekly")


def test_where_only_the_rows_count_a_person_decides_at_the_last_alone() -> None:
    rows = "{at: 0, figure: 20}, {at: 5, figure: 30}, {at: 10, figure: 40}, {at: 15, figure: a-person}"
    assert told("sum: [both]", rows, reading="exact").startswith("Answers can give")
