"""Two places of a scheme that say different things of one thing are told, and what only looks alike passes."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

HEAD = """id: two-places
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
"""
INPUT = "  - {id: asked, kind: number, at_most: 100, in_steps_of: 1, unit: UNIT}\n"


def told(words: str) -> dict[str, str]:
    """Code and cure of each complaint about a scheme with these words below its head."""
    try:
        parse(HEAD + words, "two-places.yaml")
    except ContentError as error:
        return {each.code: each.cure for each in error.complaints}
    return {}


@pytest.mark.parametrize(
    ("asked", "counted", "refused"),
    [
        ("hours a year", "hours a week", True),
        ("pounds a year", "pounds a week", True),
        ("days every two weeks", "days a month", True),
        ("hours a week", "miles a week", True),
        ("minutes a day", "hours a day", True),
        ("hours", "hours a week", False),
        ("pounds", "pounds one-off", False),
        ("visits a week", "trips a week", False),
        ("hours a week", "number", False),
        ("hours a week", "points", False),
    ],
)
def test_a_number_keeps_the_unit_that_it_was_asked_in(asked: str, counted: str, *, refused: bool) -> None:
    words = f"inputs:\n{INPUT.replace('UNIT', asked)}lines:\n  - {{id: counted, quantity: asked, unit: {counted}}}\n"
    found = told(words)
    assert found.keys() == ({"unit-mismatch"} if refused else set())
    assert refused is (asked in found.get("unit-mismatch", ""))


def test_a_sum_over_a_group_keeps_the_unit_of_its_number() -> None:
    inner = INPUT.replace("UNIT", "hours a year").replace("  - ", "      - ")
    group = f"inputs:\n  - id: helpers\n    kind: group\n    inputs:\n{inner}"
    line = "lines:\n  - {id: counted, over: helpers, take: sum, of: asked, unit: hours a week}\n"
    assert told(group + line).keys() == {"unit-mismatch"}
    assert told(group + line.replace("a week", "a year")) == {}


PROTECTION = """inputs:
  - {id: hours, kind: number, at_most: 40, in_steps_of: 1, unit: hours a week}
  - {id: had, kind: money, at_most: 3000, unit: pounds a week, not_applicable: true}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours, quantity: hours}
  - {id: new, multiply: hours, by: {rate: hour}}
  - {id: had, only_when: {not: {question: had, is: not-applicable}}, quantity: had}
  - {id: last, protect: ONE, before: OTHER, starts: 2026-04-01, most_fall_per_cent: 10, rounding: scheme}
"""


def test_what_somebody_had_before_is_not_what_is_protected() -> None:
    assert told(PROTECTION.replace("ONE", "new").replace("OTHER", "had")) == {}
    found = told(PROTECTION.replace("ONE", "had").replace("OTHER", "new"))
    assert found == {"unclear-protection": "Write `protect: new` and `before: had`."}


def test_a_budget_of_before_may_be_worked_out_from_hours_of_before() -> None:
    leave_out = "only_when: {not: {question: ONE, is: not-applicable}}, quantity: ONE"
    words = PROTECTION.replace("ONE, before: OTHER", "had, before: new").replace(", not_applicable: true", "")
    words = words.replace("unit: hours a week}", "unit: hours a week, not_applicable: true}")
    words = words.replace(leave_out.replace("ONE", "had"), "quantity: had")
    assert told(words.replace("quantity: hours}", f"{leave_out.replace('ONE', 'hours')}}}")) == {}


SHARE = """inputs:
  - {id: n, kind: whole-number, at_most: 9, unit: points}
  - {id: part, kind: number, at_most: MOST, in_steps_of: 0.01, unit: number}
rates:
  - {id: price, unit: pounds a week, figure: 700}
tables:
  - {id: shares, from: points, to: number, reading: stepped, beyond: stays, rows: [{at: 0, figure: 0.125}, ROW]}
lines:
  - {id: n, quantity: n}
  - {id: part, quantity: part}
  - {id: read, table: shares, of: n}
  - {id: band, unit: number, bands: n, rows: [{from: 0, up_to: 4, figure: 0.125}, {from: 5, figure: TOP}]}
  - {id: one, percentage: {rate: price}, per_cent: read}
  - {id: two, percentage: {rate: price}, per_cent: band}
  - {id: three, percentage: {rate: price}, per_cent: part}
  - {id: last, sum: [one, two, three], rounding: scheme}
"""


@pytest.mark.parametrize(
    ("row", "top", "most", "refused"),
    [
        ("50", "50", "100", False),
        ("2", "2", "1.5", False),
        ("50", "1", "100", True),
        ("0.5", "50", "100", True),
        ("50", "0.5", "100", True),
        ("50", "50", "1", True),
    ],
)
def test_a_share_through_a_table_bands_or_an_answer_is_in_per_cent(
    row: str, top: str, most: str, *, refused: bool
) -> None:
    words = SHARE.replace("ROW", f"{{at: 5, figure: {row}}}").replace("TOP", top).replace("MOST", most)
    assert told(words).keys() == ({"part-for-per-cent"} if refused else set())


@pytest.mark.parametrize(
    ("starts", "refused"), [("2026-04-02", True), ("2026-05-01", True), ("2026-04-01", False), ("2025-04-01", False)]
)
def test_a_table_has_rows_from_the_first_day_on(starts: str, *, refused: bool) -> None:
    table = "{id: sums, from: points, to: pounds a week, ROWS}"
    rows = f"reading: stepped, beyond: stays, versions: [{{starts: {starts}, rows: [{{at: 0, figure: 100}}]}}]"
    words = (
        f"inputs:\n{INPUT.replace('UNIT', 'points')}tables:\n  - {table.replace('ROWS', rows)}\n"
        "lines:\n  - {id: n, quantity: asked}\n  - {id: last, table: sums, of: n}\n"
    )
    assert told(words).keys() == ({"no-values"} if refused else set())


@pytest.mark.parametrize(
    ("limits", "refused"), [("at_least: 5", True), ("at_most: 50", False), ("at_least: 5, at_most: 50", False)]
)
def test_only_what_has_a_cap_is_cut_off(limits: str, *, refused: bool) -> None:
    words = f"inputs:\n{INPUT.replace('UNIT', 'points')}lines:\n  - {{id: n, quantity: asked}}\n"
    words += f"  - {{id: last, limit: n, {limits}, hard: true}}\n"
    assert told(words).keys() == ({"no-limit"} if refused else set())


HOUSE = """inputs:
  - {id: own, kind: number, at_most: 100, in_steps_of: 1, unit: hours a week}
  - {id: house, kind: number, at_most: 100, in_steps_of: 1, unit: hours a week}
  - {id: tenants, kind: whole-number, at_least: 1, at_most: 8, unit: people}
lines:
  - {id: own, quantity: own}
  - {id: house, quantity: house}
  - {id: tenants, quantity: tenants}
  - {id: mine, divide: house, by: BY, rounding: {to: 0.01, how: half-up}, may_fall: They share}
  - {id: times, multiply: own, by: tenants}
  - {id: inner, sum: [ADDED]}
  - {id: last, sum: [inner, mine]}
"""


@pytest.mark.parametrize(
    ("added", "by", "refused"),
    [("own, times", "tenants", False), ("own, times, house", "tenants", True), ("own, times, house", "12", False)],
)
def test_a_whole_is_not_added_beside_its_share_for_each_person(added: str, by: str, *, refused: bool) -> None:
    found = told(HOUSE.replace("ADDED", added).replace("BY", by))
    assert found.keys() == ({"counted-twice"} if refused else set())


@pytest.mark.parametrize(
    ("expect", "refused"),
    [
        ("{budget: 5, questions: [asked]}", True),
        ("{budget: 5}", False),
        ("{refusal: unanswered, questions: [asked]}", False),
    ],
)
def test_an_example_that_expects_a_figure_names_no_questions(expect: str, *, refused: bool) -> None:
    answers = "{}" if "unanswered" in expect else "{asked: 5}"
    words = f"inputs:\n{INPUT.replace('UNIT', 'points')}lines:\n  - {{id: n, quantity: asked}}\n"
    words += f"examples:\n  - {{id: one, answers: {answers}, expect: {expect}}}\n"
    assert told(words).keys() == ({"missing-field"} if refused else set())


@pytest.mark.parametrize(
    ("first", "then", "refused"),
    [
        ("2026-04-01", "2062-04-01", True),
        ("2026-04-01", "2046-04-01", False),
        ("1996-04-01", "2027-04-01", False),
        ("1996-04-01", "2062-04-01", True),
    ],
)
def test_no_price_begins_tens_of_years_after_the_one_before(first: str, then: str, *, refused: bool) -> None:
    values = f"{{starts: {first}, figure: 20}}, {{starts: {then}, figure: 21}}"
    words = f"rates:\n  - {{id: hour, unit: pounds a week, values: [{values}]}}\n"
    found = told(f"{words}lines:\n  - {{id: last, amount: {{rate: hour}}}}\n")
    assert found.keys() == ({"distant-day"} if refused else set())
