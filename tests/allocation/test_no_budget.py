"""No individual budget stays none through every operation: nothing taken away from it, and no floor, makes money."""

from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import read_unchecked
from portal.allocation.model import Budget, How
from portal.allocation.scheme import Scheme
from portal.answers import Facts
from portal.files import Complaint, parse_yaml
from tests.allocation.caseload.agreeing import differences
from tests.allocation.schemes import DAY, HEAD

WORDS = """
inputs:
  - {id: need, options: [none, little, much]}
  - {id: other, kind: money}
  - {id: helped, options: [half]}
  - {id: had, kind: money}
rates:
  - {id: price, unit: pounds a week, figure: 30}
conversions:
  - {id: in-a-year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}
tables:
  - {id: steps, ROWS, reading: stepped, beyond: to-a-person, rows: [{at: -9, figure: 60}, {at: 9, figure: 70}]}
  - {id: exact, ROWS, reading: exact, rows: [{at: 0, figure: a-person}, {at: 9, figure: 70, to_a_person: true}]}
  - {id: line, ROWS, reading: straight, rounding: {to: 1, how: up}, rows: [{at: -9, figure: 60}, {at: 9, figure: 70}]}
  - {id: from-five, ROWS, reading: stepped, rows: [{at: 5, figure: 60}, {at: 300, figure: 70}]}
lines:
  - {id: band, unit: pounds a week, score: need, points: {none: no-budget, little: 0, much: 200}}
  - {id: other, unit: pounds a week, quantity: other}
  - {id: minus, difference: [0, other]}
  - {id: less, difference: [band, other]}
  - {id: before, unit: pounds a week, only_when: {question: need, is: never}, amount: 5}
  - {id: made, unit: pounds a week, LINE}
  - {id: last, unit: pounds a week, limit: made, at_least: 50}
"""
SHARE = "how_much: helped, shares: {half: 50}, where: {question: helped, is: half}"
LINES = [
    "difference: [band, other]",
    "difference: [band, {rate: price}]",
    "difference: [band, other], rounding: {to: 1, how: half-up}",
    "difference: [band, minus]",
    "sum: [band, minus]",
    "sum: [less, 50]",
    "greatest: [less, 50]",
    "greatest: [less, {rate: price}]",
    "greatest: [less, minus], how_many: 2",
    "least: [less, 50]",
    "least: [band, minus]",
    "multiply: less, by: 3",
    "multiply: other, by: band",
    "divide: less, by: 3, rounding: {to: 1, how: up}",
    "percentage: less, per_cent: 40",
    "percentage: less, per_cent: 40, rounding: {to: 1, how: up}",
    "convert: less, by: in-a-year, rounding: {to: 1, how: up}",
    "round: less, to: 5, how: up",
    "limit: less, at_least: 20",
    "limit: less, at_most: 20, hard: true",
    "limit: band, at_most: minus, hard: true",
    "limit: less, at_most: 20",
    "once: less, last: day, months: 12",
    "protect: less, before: before, starts: 2026-04-01, most_fall: 10",
    "choose: [{line: less}]",
    f"support: less, {SHARE}",
    "left: less, had: had",
    "limit: less, at_least: 20, below: no-budget",
]

LOOKED_UP = [
    "bands: less, rows: [{from: 0, figure: 60}]",
    "bands: less, rows: [{from: 0, figure: a-person}]",
    "bands: less, rows: [{from: 5, below: 9, figure: 60, to_a_person: true}]",
    *(f"table: {table}, of: less" for table in ("steps", "exact", "line", "from-five")),
]


def scheme(line: str) -> Scheme:
    complaints: list[Complaint] = []
    found = read_unchecked(
        parse_yaml(
            HEAD.format(people="carers")
            + WORDS.replace("LINE", line).replace("ROWS", "from: pounds a week, to: pounds a week"),
            "x",
        ),
        complaints,
    )
    assert complaints == []
    return found


def answers(need: str, other: str) -> Facts:
    return {"need": need, "other": Decimal(other), "helped": "half"}


@pytest.mark.parametrize("line", [*LINES, *LOOKED_UP])
def test_no_budget_stays_none_whatever_is_done_with_it(line: str) -> None:
    found = scheme(line)
    everyone = [answers(need, other) for need in ("none", "little", "much") for other in ("0", "0.01", "20", "300")]
    for facts in everyone[:4]:
        budget = calculate(found, facts, DAY)
        assert isinstance(budget, Budget)
        assert (budget.headline.figure, budget.has_no_budget) == (0, True)
    assert differences(found, everyone, DAY) == []


@pytest.mark.parametrize("line", LINES[:-2])
def test_a_budget_of_nought_is_raised_where_there_is_one(line: str) -> None:
    budget = calculate(scheme(line), answers("little", "0"), DAY)
    assert isinstance(budget, Budget)
    assert budget.headline.figure >= 50
    assert not budget.has_no_budget


@pytest.mark.parametrize(
    "line",
    [
        "difference: [other, band]",
        "difference: [0, band]",
        "difference: [other, other, band]",
        "difference: [sum, other]",
        "difference: [other, sum]",
        "percentage: sum, per_cent: 0",
    ],
)
@pytest.mark.parametrize("other", ["0.01", "20"])
def test_what_is_taken_away_or_is_more_than_nought_makes_no_budget_of_a_figure(line: str, other: str) -> None:
    more = f"sum: [band, other]}}\n  - {{id: more, unit: pounds a week, {line.replace('sum', 'made')}"
    found = scheme(f"{more}}}\n  - {{id: floored, limit: more, at_least: 50")
    budget = calculate(found, answers("none", other), DAY)
    assert isinstance(budget, Budget)
    assert budget.line("floored").figure == 50
    assert not budget.gives_none("floored")
    assert differences(found, [answers("none", other)], DAY) == []


@pytest.mark.parametrize(
    ("limits", "figure"),
    [
        ("less_than: 0", 60),
        ("at_most: 0", 60),
        ("less_than: 100", 60),
        ("at_least: 0", None),
        ("at_least: -5", None),
        ("more_than: -1, less_than: 9", None),
    ],
)
def test_no_budget_is_less_than_any_figure_it_is_held_against(limits: str, figure: int | None) -> None:
    test = f"figure: {{line: less, {limits}}}"
    for line in (
        f"choose: [{{when_{test}, figure: 60}}, {{figure: 70}}]",
        f"only_when_{test}, amount: 60}}\n  - {{id: both, unit: pounds a week, greatest: [made, before]",
    ):
        found = scheme(line)
        everyone = [answers(need, other) for need in ("none", "little") for other in ("0", "4", "20")]
        for facts in everyone[:3]:
            budget = calculate(found, facts, DAY)
            assert isinstance(budget, Budget)
            assert (budget.line("made").figure == 60) is (figure == 60)
        assert differences(found, everyone, DAY) == []


def test_what_would_be_taken_from_no_budget_is_shown_with_its_price() -> None:
    found = calculate(scheme("difference: [band, {rate: price}]"), {"need": "none", "other": Decimal(0)}, DAY)
    assert isinstance(found, Budget)
    made = found.line("made")
    assert [one.how for one in made.operands] == [How.COMPARED, How.COMPARED]
    assert made.rate is not None
    assert made.rate.id == "price"
