"""More need never lowers a figure: every operation that could is refused, unless its line says why it is right."""

import os
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.lint.figures import negative_figure
from portal.allocation.lint.need import more_need_gives_less
from portal.allocation.loading_lines import OPERATIONS
from portal.allocation.model import Budget
from portal.allocation.operations import (
    Left,
    OverItems,
    Quantity,
    ReadTable,
    Score,
    ScoreEach,
    ScoreSeveral,
    Support,
    SupportByAnswer,
)
from portal.allocation.parts import TableReading
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.conditions import Answered, AnyOf, Condition, leaves
from portal.files import ContentError
from tests.allocation.caseload.random_people import somebody
from tests.allocation.caseload.random_schemes import OPTIONS, some_scheme
from tests.allocation.schemes import small

DAY = date(2026, 11, 21)
MANY = int(os.environ.get("SCHEMES_TO_TRY", "700"))
"""How many schemes are put together by chance; of every seven, one passes the check and is tried with people."""
NEVER_FALLS = {
    "score": "the points say which answer is more need",
    "score_several": "one more pick adds points, which are not below nought",
    "quantity": "it is the number itself",
    "since": "days gone by are no need",
    "amount": "it is one figure",
    "sum": "each part counts to the full",
    "greatest": "one part more can only raise it",
    "multiply": "no factor is below nought",
    "percentage": "no share is below nought",
    "convert": "a factor is above nought",
    "round": "each way of rounding keeps the order",
    "left": "only what was had already lowers it, which is no need",
    "once": "only the day it was last given ends it, which is no need",
    "support": "it is a share of the need; what family does is taken off on purpose",
}
"""The operations that give no less where what they stand on gives more, each with the reason."""

FIRST = (
    "id: first\nunit: points\nscore: washing\npoints: {a: 4}\n---\n"
    "id: hours\nunit: UNIT\nquantity: hours\nat_least: 0\n---\n"
)
TABLE = (
    "tables: [{id: sums, from: hours a week, to: pounds a week, reading: READING, rounding: {to: 5, how: up},"
    " rows: [{at: 0, figure: 10}, {at: 9, figure: 20}, {at: 12, figure: FIGURE}]}]\n"
)
FALLS = {
    "over": ("over: helpers\ntake: sum\nof: does\nwhere: {question: does, at_most: 5}", "at_most: 5", "at_least: 5"),
    "choose": (
        "choose: [{when: {question: hours, at_least: 9}, figure: 20}, {figure: 30}]",
        "figure: 20",
        "figure: 40",
    ),
    "least": ("least: [hours, some]", "least", "greatest"),
    "difference": ("difference: [hours, some]\nabout_the_person: x", "hours, some", "hours, first-ten"),
    "divide": ("divide: hours\nby: some\nrounding: {to: 0.1, how: up}", "by: some", "by: 7"),
    "bands": (
        (
            "bands: hours\n"
            "rows: [{from: 0, below: 9, figure: 8}, {from: 9, below: 12, figure: a-person}, {from: 12, figure: 7}]"
        ),
        "figure: 7",
        "figure: 8",
    ),
    "limit": ("limit: hours\nat_least: some\nbelow: no-budget", "at_least: some", "at_least: 3"),
    "protect": (
        "protect: hours\nbefore: some\nstarts: 2026-04-01\nshare_of_change: [25]\nrises_too: true",
        "rises_too: true",
        "rises_too: false",
    ),
}
"""The operations that can give less: a line that does, and what makes it one that does not."""
SOME = "id: some\nunit: UNIT\nonly_when: {question: hours, at_least: 6}\nquantity: hours\nat_least: 0\n---\n"
TEN = "id: first-ten\nunit: UNIT\nleast: [hours, 10]\n---\n"
REFUSED = {"more-need-gives-less", "table-not-rising"}


def told_of(line: str, *, unit: str = "hours a week", more: str = "") -> set[str]:
    """The codes of what is complained of in a scheme for children with one more line, about need."""
    before = (FIRST + SOME + TEN).replace("UNIT", unit)
    lines = f"{before}id: last\nunit: {unit}\n{line}\n---\nid: all\nunit: points\ngreatest: [first, first]"
    try:
        small(lines, last="all", more=more, people="children")
    except ContentError as error:
        return {each.code for each in error.complaints} & {*REFUSED, "negative-points"}
    return set()


def test_every_operation_is_known_to_fall_or_not() -> None:
    assert NEVER_FALLS.keys() | FALLS.keys() | {"table"} == OPERATIONS.keys()
    assert not NEVER_FALLS.keys() & FALLS.keys()


@pytest.mark.parametrize("name", FALLS)
@pytest.mark.parametrize("unit", ["hours a week", "nights a year", "points", "pounds up to", "number"])
def test_what_gives_less_for_more_is_refused_in_every_unit_unless_the_line_says_why(name: str, unit: str) -> None:
    line, wrong, right = FALLS[name]
    assert line.count(wrong) >= 1
    assert len(told_of(line, unit=unit)) == 1
    assert told_of(line.replace(wrong, right), unit=unit) == set()
    assert told_of(f"{line}\nmay_fall: It is right for this test.", unit=unit) == set()


@pytest.mark.parametrize(
    "condition",
    [
        "only_when_figure: {line: first, less_than: 5}",
        "only_when: {question: hours, at_most: 5}",
        "only_when: {question: hours, is: 5}",
        "only_when: {question: hours, any_of: [0, 5]}",
        "only_when: {question: hours, is: 0}",
    ],
)
def test_a_line_that_ends_where_need_rises_is_refused_whatever_it_does(condition: str) -> None:
    for line in ("amount: 5", "sum: [hours, 5]"):
        assert told_of(f"{line}\n{condition}") == {"more-need-gives-less"}
        assert told_of(f"{line}\n{condition}\nmay_fall: Another line begins there.") == set()
        rises = condition.replace("less_than", "at_least").replace("at_most", "at_least")
        rises = rises.replace("{question: hours, is: 0}", "{not: {question: hours, is: 0}}")
        rises = rises.replace("is: 5", "at_least: 5").replace("any_of: [0, 5]", "at_least: 5")
        assert told_of(f"{line}\n{rises}") == set()


@pytest.mark.parametrize(
    ("reading", "figure", "refused"),
    [("stepped", 15, True), ("stepped", 22, False), ("straight", 22, True), ("straight", 25, False)],
)
def test_a_table_never_falls_nor_is_rounded_past_its_own_rows(reading: str, figure: int, *, refused: bool) -> None:
    more = TABLE.replace("READING", reading).replace("FIGURE", str(figure))
    assert told_of("table: sums\nof: hours", more=more) == ({"table-not-rising"} if refused else set())


@pytest.mark.parametrize(
    "line", ["multiply: hours\nby: -1", "percentage: hours\nper_cent: -5", "score: washing\npoints: {a: 4}\nweight: -1"]
)
def test_nothing_is_turned_round_by_a_figure_below_nought(line: str) -> None:
    assert told_of(line) == {"negative-points"}


@pytest.mark.parametrize(
    ("rows", "refused"),
    [
        ("{when_figure: {line: hours, at_least: 9}, line: more}, {line: hours}", False),
        ("{when_figure: {line: hours, at_least: 9}, line: hours}, {line: more}", True),
        ("{when: {question: washing, is: a}, line: hours}, {line: more}", False),
        ("{when: {question: hours, at_least: 9}, figure: no-budget}, {line: hours}", True),
        ("{when: {question: hours, at_most: 9}, figure: no-budget}, {line: hours}", False),
        ("{when: {question: hours, at_least: 9}, figure: no-budget}, {figure: 0}", True),
        ("{when: {question: hours, at_least: 9}, figure: a-person}, {line: hours}", False),
        ("{when: {question: age, at_least: 65}, figure: 20}, {figure: 30}", False),
        ("{when: {question: hours, is: 15}, figure: 30}, {figure: 20}", True),
        ("{when: {question: hours, is: 15}, figure: 20}, {figure: 30}", True),
        ("{when: {question: hours, is: 0}, figure: 20}, {figure: 30}", False),
        ("{when: {question: hours, is: 0}, figure: 30}, {figure: 20}", True),
        ("{when: {not: {question: hours, is: 0}}, figure: 30}, {figure: 20}", False),
    ],
)
def test_a_choice_between_lines_is_held_against_what_they_are_made_of(rows: str, *, refused: bool) -> None:
    more = "id: more\nunit: hours a week\nsum: [hours, some]\n---\nid: last\nunit: hours a week\n"
    found = told_of(f"least: [hours, 10]\n---\n{more}choose: [{rows}]".replace("id: last", "id: chosen"))
    assert found == ({"more-need-gives-less"} if refused else set())


@pytest.mark.parametrize(
    ("most", "refused"),
    [
        ("{from: 0, below: 9, figure: 5}, {from: 9, figure: a-person}", False),
        ("{from: 0, below: 5, figure: 5}, {from: 5, below: 9, figure: 6}, {from: 9, figure: 20}", False),
        ("{from: 0, below: 9, figure: 5}, {from: 9, figure: 19}", True),
        ("{from: 0, below: 12, figure: 5}, {from: 12, figure: 25}", True),
        ("{from: 0, below: 9, figure: 4}, {from: 9, figure: 25}", True),
        ("{from: 0, below: 9, figure: no-budget}, {from: 9, figure: 25}", True),
        ("{from: 0, below: 9, figure: 5}, {from: 9, figure: 25}]\nonly_when: {question: some, is: a}\nx: [", True),
    ],
)
def test_rows_of_a_table_with_two_sides_are_held_against_one_another(most: str, *, refused: bool) -> None:
    least = "id: low\nunit: hours a week\nbands: hours\nrows: [{from: 0, below: 9, figure: 5}, {from: 9, figure: 20}]"
    high = f"id: high\nunit: hours a week\nbands: hours\nrows: [{most}]".replace("\nx: []", "")
    chosen = "choose: [{when_figure: {line: first-ten, less_than: 5}, line: low}, {line: high}]"
    found = told_of(f"least: [hours, 10]\n---\n{least}\n---\n{high}\n---\nid: chosen\nunit: hours a week\n{chosen}")
    assert found == ({"more-need-gives-less"} if refused else set())


def test_a_floor_is_not_held_against_a_line_that_begins_with_no_budget() -> None:
    banded = "bands: hours\nrows: [{from: 0, below: 9, figure: no-budget}, {from: 9, figure: 7}]"
    begins = f"{banded}\nonly_when: {{question: hours, at_least: 5}}"
    floor = "\n---\nid: held\nunit: hours a week\nlimit: last\nat_least: 4"
    assert told_of(banded + floor) == told_of(begins) == set()
    assert told_of(begins + floor) == {"more-need-gives-less"}
    assert told_of(begins + floor + "\nbelow: no-budget") == set()
    for way, falls in (("greatest: [last, 4]", True), ("sum: [last, 4]", True), ("greatest: [last, 0]", False)):
        held = f"\n---\nid: held\nunit: hours a week\n{way}"
        assert told_of(begins + held) == ({"more-need-gives-less"} if falls else set())
        assert told_of(banded + held) == set()


def sure_to_rise(scheme: Scheme) -> bool:
    """Whether the check finds nothing that could give less, for any unit."""
    tables = [line.operation.table for line in scheme.lines if isinstance(line.operation, ReadTable)]
    rows = [[Decimal(0) if row.figure is None else row.figure for row in one.versions[0].rows] for one in tables]
    steady = all(one == sorted(one) and one[0] >= 0 for one in rows)
    steady = steady and all(one.reading is not TableReading.STRAIGHT for one in tables)
    return steady and not any(more_need_gives_less(scheme)) and not any(negative_figure(scheme))


def criteria(scheme: Scheme) -> set[str]:
    """The questions whose answers have no order for a scheme: they choose, or tell of what is had or done already."""
    found: set[str] = set()
    for line in scheme.lines:
        conditions: list[Condition] = [line.only_when] if line.only_when else []
        operation: Any = line.operation
        conditions += [row.when for row in getattr(operation, "rows", ()) if getattr(row, "when", None)]
        conditions += [operation.where] if getattr(operation, "where", None) else []
        looked_at = [one for each in conditions for one in leaves(each) if isinstance(one, AnyOf | Answered)]
        found |= {one.question for one in looked_at if not (isinstance(one, AnyOf) and one.numbers)}
        if isinstance(operation, Left | Support | SupportByAnswer):
            found |= {one.id for one in operation.inputs}
    return found


def with_more_need(chance: Random, scheme: Scheme, facts: dict[str, Any]) -> dict[str, Any] | None:
    """The same person with more need by one answer; None where no such answer comes to mind."""
    asking = (Score, ScoreEach, ScoreSeveral, Quantity, OverItems)
    asked = {one.id for line in scheme.lines if isinstance(line.operation, asking) for one in line.operation.inputs}
    possible = sorted(asked - criteria(scheme) & facts.keys())
    name = chance.choice(possible) if possible else ""
    before = facts.get(name)
    if isinstance(before, Decimal):
        return {**facts, name: before + chance.choice([1, 7, 30])}
    if isinstance(before, tuple) and all(one in OPTIONS for one in before):
        return {**facts, name: tuple(one for one in OPTIONS if one in before or chance.random() < 0.5)}
    if before in OPTIONS[:2] and not isinstance(before, Missing):
        return {**facts, name: chance.choice(OPTIONS[OPTIONS.index(before) + 1 :])}
    return None


def test_no_scheme_that_passes_the_check_gives_less_for_more_need() -> None:
    """Of many schemes put together by chance, those that the check lets pass, with people who need more."""
    tried = rose = 0
    for seed in range(MANY):
        chance = Random(seed)
        scheme = some_scheme(chance)
        if not sure_to_rise(scheme):
            continue
        for _ in range(8):
            facts = somebody(chance, scheme, DAY, strangeness=0)
            more = with_more_need(chance, scheme, facts)
            less, greater = (calculate(scheme, one, DAY) for one in (facts, more or facts))
            if more is None or not isinstance(less, Budget) or not isinstance(greater, Budget):
                continue
            if any(line.figure < 0 for line in (*less.lines, *greater.lines)):
                continue
            assert greater.headline.figure >= less.headline.figure, (seed, facts, more)
            tried, rose = tried + 1, rose + (greater.headline.figure > less.headline.figure)
    assert tried > MANY / 5
    assert rose > MANY / 40
