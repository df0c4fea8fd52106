"""Edges of bands, tables, limits and rates: on each side of every border, with the reason and the working told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import parse, read_unchecked
from portal.allocation.model import Budget, How, Line, Misfit, Operand, Outcome, Reason, Refusal
from portal.allocation.record import as_record, from_record
from portal.allocation.scheme import Scheme
from portal.answers import Facts, Missing
from portal.files import Complaint, parse_yaml
from portal.money import Unit
from tests.allocation.caseload.agreeing import differences
from tests.allocation.schemes import DAY, HEAD, small

WEEK = Unit.POUNDS_A_WEEK
COUNT = "inputs:\n  - {id: count, kind: number, in_steps_of: 0.5}\n"
COUNTED = "  - {id: count, quantity: count, unit: points}\n"
RATE = "rates:\n  - {id: price, unit: pounds a week, figure: 30}\n"


def scheme(lines: str, more: str = "", asked: str = COUNT) -> Scheme:
    return parse(f"{HEAD.format(people='carers')}{asked}{more}lines:\n{COUNTED}{lines}", "edges.yaml")


def only(lines: str, more: str = "") -> Scheme:
    """A scheme of these lines, of which some are there for nothing."""
    complaints: list[Complaint] = []
    words = f"{HEAD.format(people='carers')}{COUNT}{more}lines:\n{COUNTED}{lines}"
    found = read_unchecked(parse_yaml(words, "edges.yaml"), complaints)
    assert complaints == []
    return found


def worked(found: Scheme, count: str, day: date = DAY) -> Line:
    budget = calculate(found, {"count": Decimal(count)}, day)
    assert isinstance(budget, Budget), budget
    return budget.headline


def reason(found: Scheme, count: str, day: date = DAY) -> Reason:
    facts: Facts = {"count": Decimal(count)}
    refusal = calculate(found, facts, day)
    assert isinstance(refusal, Refusal), refusal
    return refusal.reason


BANDS = scheme(
    "  - id: last\n    unit: pounds a week\n    bands: count\n    rows:\n"
    "      - {from: 1, up_to: 3, figure: 10}\n      - {from: 4, up_to: 6, figure: 20}\n"
    "      - {from: 7, up_to: 8, figure: not-published}\n      - {from: 9, figure: a-person}\n",
    asked="inputs:\n  - {id: count, kind: whole-number, at_least: 1, at_most: 9}\n",
)


@pytest.mark.parametrize(("count", "figure"), [("1", 10), ("3", 10), ("4", 20), ("6", 20)])
def test_both_ends_of_a_band_lie_in_it(count: str, figure: int) -> None:
    assert worked(BANDS, count).figure == figure


@pytest.mark.parametrize(
    ("count", "expected"),
    [("7", Reason.NOT_PUBLISHED), ("8", Reason.NOT_PUBLISHED), ("9", Reason.A_PERSON_DECIDES)],
)
def test_a_band_without_a_figure_says_why(count: str, expected: Reason) -> None:
    assert reason(BANDS, count) is expected


LOOKED_UP = "  - {id: last, unit: pounds a week, table: sums, of: count}\n"


def rows(reading: str, beyond: str, starts: str) -> str:
    return (
        f"tables:\n  - {{id: sums, from: points, to: pounds a week, reading: {reading}, beyond: {beyond}, "
        "rounding: {to: 0.01, how: half-up}, versions: "
        f"[{{starts: {starts}, source: A test, rows: "
        "[{at: 1, figure: 20}, {at: 5, figure: 50, to_a_person: true}, {at: 9, figure: 60}]}]}\n"
    )


def table(reading: str, beyond: str = "refuse") -> Scheme:
    asked = COUNT.replace("kind: number", "kind: number, at_least: 1")
    return scheme(LOOKED_UP, rows(reading, beyond, "2026-04-01"), asked)


def test_a_table_that_is_not_in_force_yet_has_no_price() -> None:
    late = only(LOOKED_UP, rows("stepped", "refuse", "2026-05-01"))
    assert reason(late, "1", date(2026, 4, 30)) is Reason.NO_PRICE
    assert worked(late, "1", date(2026, 5, 1)).figure == 20


@pytest.mark.parametrize(
    ("count", "outcome"),
    [("1", Outcome.ORDINARY), ("4", Outcome.ORDINARY), ("5", Outcome.TO_A_PERSON), ("9", Outcome.ORDINARY)],
)
def test_a_row_alone_says_whether_a_person_looks(count: str, outcome: Outcome) -> None:
    assert worked(table("stepped"), count).outcome is outcome


@pytest.mark.parametrize(("beyond", "outcome"), [("stays", Outcome.ORDINARY), ("to-a-person", Outcome.TO_A_PERSON)])
def test_above_the_last_row_it_stays_or_a_person_looks(beyond: str, outcome: Outcome) -> None:
    line = worked(table("stepped", beyond), "9.5")
    assert (line.figure, line.outcome) == (60, outcome)


def test_a_straight_line_between_two_rows_tells_every_step_in_its_unit() -> None:
    line = worked(table("straight"), "2")
    assert line.figure == Decimal("27.50")
    assert line.operands == (
        Operand(How.ADDED, Decimal(2), Unit.POINTS, line="count"),
        Operand(How.TAKEN_AWAY, Decimal(1), Unit.POINTS),
        Operand(How.TIMES, Decimal(30), WEEK),
        Operand(How.DIVIDED_BY, Decimal(4), Unit.POINTS),
        Operand(How.ADDED, Decimal(20), WEEK),
    )


LIMITED = "  - {id: sum, unit: pounds a week, multiply: count, by: {rate: point}}\n"
POINT = "rates:\n  - {id: point, unit: pounds a week, per: points, figure: 10}\n"


@pytest.mark.parametrize(("count", "figure"), [("1", 10), ("2", 40), ("4", 40), ("5", 50)])
def test_a_floor_that_is_a_line_holds_only_while_that_line_applies(count: str, figure: int) -> None:
    floor = "  - {id: floor, unit: pounds a week, only_when: {question: count, at_least: 2}, amount: 40}\n"
    last = "  - {id: last, unit: pounds a week, limit: sum, at_least: floor}\n"
    assert worked(scheme(LIMITED + floor + last, POINT), count).figure == figure


@pytest.mark.parametrize(
    ("count", "figure", "hows"), [("1", 0, ["added", "compared", "times"]), ("2", 20, ["added", "compared"])]
)
def test_a_floor_with_nothing_below_it_is_only_compared(count: str, figure: int, hows: list[str]) -> None:
    last = "  - {id: last, unit: pounds a week, limit: sum, at_least: 20, below: no-budget}\n"
    line = worked(scheme(LIMITED + last, POINT), count)
    assert (line.figure, [operand.how for operand in line.operands]) == (figure, hows)


@pytest.mark.parametrize(
    "line",
    [
        "amount: {rate: price}",
        "sum: [{rate: price}, 5]",
        "percentage: price-line\n    per_cent: {rate: share}",
        "percentage: {rate: price}\n    per_cent: 50",
        "divide: price-line\n    by: {rate: pieces}\n    rounding: {to: 0.01, how: half-up}",
    ],
)
def test_a_rate_that_was_used_is_told_with_the_line(line: str) -> None:
    more = RATE + "  - {id: share, unit: number, figure: 50}\n  - {id: pieces, unit: number, figure: 7}\n"
    first = "  - {id: price-line, unit: pounds a week, amount: 10}\n"
    found = worked(only(f"{first}  - id: last\n    unit: pounds a week\n    {line}\n", more), "1")
    assert found.rate is not None
    assert found.rate.id in line


def test_a_division_is_rounded_as_its_line_says() -> None:
    first = "  - {id: whole, unit: pounds a week, amount: 10}\n"
    last = "  - {id: last, unit: pounds a week, divide: whole, by: 7, rounding: {to: 0.1, how: down}}\n"
    assert worked(only(first + last), "1").figure == Decimal("1.4")


GAPS = only(
    "  - id: last\n    unit: pounds a week\n    bands: count\n    rows:\n"
    "      - {from: 0, below: 4, figure: 10}\n      - {from: 5, below: 9, figure: 20}\n",
)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        ("-1", Reason.OUT_OF_RANGE),
        ("4", Reason.GAP_IN_TABLE),
        ("4.5", Reason.GAP_IN_TABLE),
        ("9", Reason.OUT_OF_RANGE),
        ("9.5", Reason.OUT_OF_RANGE),
    ],
)
def test_between_bands_there_is_a_gap_and_outside_them_a_range(count: str, expected: Reason) -> None:
    assert reason(GAPS, count) is expected


def test_what_is_looked_up_is_held_against_the_table_and_given_in_its_unit() -> None:
    held = Operand(How.COMPARED, Decimal(4), Unit.POINTS, line="count")
    assert worked(BANDS, "4").operands == (held, Operand(How.ADDED, Decimal(20)))
    assert worked(table("stepped"), "4").operands == (held, Operand(How.ADDED, Decimal(20), WEEK))


def test_where_the_next_row_has_no_figure_a_straight_line_stays_at_the_row_before() -> None:
    more = (
        "tables:\n  - {id: sums, from: points, to: pounds a week, reading: straight, beyond: refuse, "
        "rounding: {to: 0.01, how: half-up}, rows: [{at: 1, figure: 20}, {at: 5, figure: a-person}]}\n"
    )
    line = worked(only("  - {id: last, unit: pounds a week, table: sums, of: count}\n", more), "3")
    assert (line.figure, line.outcome) == (20, Outcome.ORDINARY)


SCORES = "".join(
    f"  - {{id: {name}, unit: points, score: {name}, points: {{none: 0, some: {some}}}}}\n"
    for name, some in (("one", 3), ("two", 5), ("three", 5), ("four", 1))
)
SCORED = "inputs:\n" + "".join(
    f"  - {{id: {name}, options: [none, some]}}\n" for name in ("one", "two", "three", "four")
)


@pytest.mark.parametrize(
    ("take", "how_many", "figure", "added"),
    [
        ("greatest", 2, 10, ["two", "three"]),
        ("greatest", 3, 13, ["one", "two", "three"]),
        ("least", 2, 4, ["one", "four"]),
        ("greatest", 4, 14, ["one", "two", "three", "four"]),
        ("greatest", 1, 5, ["two"]),
    ],
)
def test_so_many_of_the_greatest_or_least_are_added_and_the_others_shown(
    take: str, how_many: int, figure: int, added: list[str]
) -> None:
    last = f"  - {{id: last, unit: points, {take}: [one, two, three, four], how_many: {how_many}}}\n"
    found = parse(f"{HEAD.format(people='carers')}{SCORED}lines:\n{SCORES}{last}", "edges.yaml")
    budget = calculate(found, dict.fromkeys(("one", "two", "three", "four"), "some"), DAY)
    assert isinstance(budget, Budget)
    line = budget.headline
    assert (line.figure, [one.line for one in line.operands if one.how is How.ADDED]) == (figure, added)
    assert {one.how for one in line.operands} <= {How.ADDED, How.COMPARED}


@pytest.mark.parametrize(
    ("line", "rate"),
    [
        ("difference: [price-line, {rate: price}]", "price"),
        ("limit: price-line\n    at_least: {rate: price}", "price"),
        ("limit: price-line\n    at_most: {rate: price}", "price"),
        ("limit: price-line\n    at_least: {rate: price}\n    at_most: {rate: more}", "price"),
    ],
)
def test_a_rate_that_held_or_was_taken_away_is_told_with_the_line(line: str, rate: str) -> None:
    more = RATE + "  - {id: more, unit: pounds a week, figure: 90}\n"
    first = "  - {id: price-line, unit: pounds a week, amount: 40}\n"
    found = worked(only(f"{first}  - id: last\n    unit: pounds a week\n    {line}\n", more), "1")
    assert found.rate is not None
    assert found.rate.id == rate


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("multiply: small\n    by: 0.25", 3),
        ("percentage: small\n    per_cent: 12.5", 4),
        ("percentage: small\n    per_cent: 10", 3),
        ("divide: small\n    by: 3\n    rounding: {to: 0.001, how: half-up}", 3),
        ("table: whole\n    of: count", 0),
        ("table: halves\n    of: count", 1),
        ("table: finer\n    of: count", 3),
    ],
)
def test_the_decimals_that_a_figure_can_have_are_known(line: str, places: int) -> None:
    rows = "rows: [{at: 0, figure: 1}, {at: 9, figure: 41"
    kinds = ("whole", "", "stepped", ""), ("halves", ".5", "stepped", ""), ("finer", "", "straight", "to: 0.001")
    more = "tables:\n" + "".join(
        f"  - {{id: {name}, from: points, to: pounds a week, reading: {how}, {rows}{tail}}}]"
        f"{', rounding: {' + to + ', how: half-up}' if to else ''}}}\n"
        for name, tail, how, to in kinds
    )
    first = "  - {id: small, unit: pounds a week, amount: 1.5}\n"
    found = only(f"{first}  - id: last\n    unit: pounds a week\n    {line}\n", more)
    assert found.known.places["last"] == places


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("greatest: [band, 40]", [(0, True), (40, False), (60, False)]),
        ("greatest: [band, {rate: least}]", [(0, True), (40, False), (60, False)]),
        ("greatest: [band, 40, 10]\nhow_many: 2", [(0, True), (50, False), (100, False)]),
        ("least: [band, 40]", [(0, True), (0, False), (40, False)]),
        ("least: [band, 40, 10]\nhow_many: 2", [(0, True), (10, False), (50, False)]),
        ("sum: [band, 40]", [(0, True), (40, False), (100, False)]),
        ("sum: [band, alone]", [(25, False), (25, False), (85, False)]),
        ("greatest: [band, alone, 40]", [(40, False), (40, False), (60, False)]),
    ],
)
def test_a_figure_alone_makes_no_budget_of_none(last: str, told: list[tuple[int, bool]]) -> None:
    scheme = small(
        "id: points\nscore: washing\npoints: {a: 0, b: 4, c: 9}\n---\n"
        "id: band\nunit: pounds a week\nbands: points\n"
        "rows: [{from: 0, up_to: 3, figure: no-budget}, {from: 4, up_to: 8, figure: 0}, {from: 9, figure: 60}]\n---\n"
        f"id: alone\nunit: pounds a week\namount: 25\n---\nid: last\nunit: pounds a week\n{last}",
        people="carers",
        more="rates: [{id: least, unit: pounds a week, figure: 40}]\n" if "rate" in last else "",
        results="  - {id: alone, title: Alone, line: alone}\n  - {id: band, title: Band, line: band}\n",
    )
    everyone = [{"washing": answer} for answer in "abc"]
    found = [calculate(scheme, facts, DAY) for facts in everyone]
    assert [(one.headline.figure, one.has_no_budget) for one in found if isinstance(one, Budget)] == told
    assert differences(scheme, everyone, DAY) == []


def test_no_budget_goes_through_a_floor_and_a_budget_of_nought_is_raised() -> None:
    banded = small(
        "id: points\nscore: washing\npoints: {a: 0, b: 4, c: 9}\n---\n"
        "id: band\nunit: pounds a week\nbands: points\n"
        "rows: [{from: 0, up_to: 3, figure: no-budget}, {from: 4, up_to: 8, figure: 0}, {from: 9, figure: 60}]\n---\n"
        "id: both\nunit: pounds a week\nsum: [band]\n---\n"
        "id: last\nunit: pounds a week\nlimit: both\nat_least: 40"
    )
    found = {answer: calculate(banded, {"washing": answer}, DAY) for answer in "abc"}
    assert all(isinstance(one, Budget) for one in found.values())
    told = {
        answer: (one.headline.figure, one.has_no_budget) for answer, one in found.items() if isinstance(one, Budget)
    }
    assert told == {"a": (0, True), "b": (40, False), "c": (60, False)}


STEPPED = "inputs:\n  - {id: count, kind: number, at_least: 2, at_most: 20, in_steps_of: 0.5}\n"


@pytest.mark.parametrize(
    ("last", "count", "misfit"),
    [
        ("quantity: count", "1", Misfit.TOO_SMALL),
        ("quantity: count", "21", Misfit.TOO_LARGE),
        ("quantity: count", "2.2", Misfit.BETWEEN_STEPS),
        ("bands: count\n    rows: [{from: 3, up_to: 9, figure: 1}]", "2", Misfit.TOO_SMALL),
        ("bands: count\n    rows: [{from: 3, up_to: 9, figure: 1}]", "10", Misfit.TOO_LARGE),
        ("table: once\n    of: count", "2", Misfit.TOO_SMALL),
        ("table: once\n    of: count", "10", Misfit.TOO_LARGE),
        ("divide: count\n    by: above\n    rounding: scheme", "2", Misfit.DIVIDES_BY_NOUGHT),
    ],
)
def test_a_refusal_tells_how_a_number_does_not_fit(last: str, count: str, misfit: Misfit) -> None:
    table = "tables:\n  - {id: once, from: points, to: points, reading: stepped, rows: "
    table += "[{at: 3, figure: 1}, {at: 9, figure: 2}]}\n"
    lines = "  - {id: count, unit: points, quantity: count}\n  - {id: above, unit: points, difference: [count, 2]}\n"
    words = f"{HEAD.format(people='adults')}{STEPPED}{table}lines:\n{lines}  - id: last\n    unit: points\n    {last}\n"
    found = calculate(read_unchecked(parse_yaml(words, "unfit.yaml"), []), {"count": Decimal(count)}, DAY)
    assert isinstance(found, Refusal)
    assert (found.reason, found.misfit) == (Reason.OUT_OF_RANGE, misfit)
    assert from_record(as_record(found)) == found


@pytest.mark.parametrize(
    ("least", "hours", "figure"),
    [("", "-3", None), ("", "0", 0), (", at_least: -5", "-3", -3), (", at_least: 2", "1.5", None), ("", "41", None)],
)
def test_no_hours_are_below_nought_unless_the_scheme_says_so(least: str, hours: str, figure: int | None) -> None:
    asked = f"kind: number, at_most: 40{least}"
    inputs = f"inputs:\n  - {{id: own, {asked}}}\n  - {{id: helpers, kind: group, inputs: [{{id: does, {asked}}}]}}\n"
    for line in ("quantity: own", "over: helpers\n    of: does"):
        words = f"{HEAD.format(people='adults')}{inputs}lines:\n  - id: last\n    unit: hours a week\n    {line}\n"
        scheme = read_unchecked(parse_yaml(words, "hours.yaml"), [])
        facts = {"own": Decimal(hours), "helpers": ({"does": Decimal(hours)}, {"does": Decimal(2)})}
        found = calculate(scheme, facts, DAY)
        told = found.headline.figure if isinstance(found, Budget) else None
        assert told == (None if figure is None else figure + 2 * line.startswith("over"))
        assert differences(scheme, [facts], DAY) == []


FLOORED = """
id: points
score: washing
points: {a: 0, b: 6}
---
id: band
unit: pounds a week
bands: points
rows: [{from: 0, up_to: 3, figure: no-budget}, {from: 4, figure: 60}]
---
id: more
unit: pounds a week
score: trips
points: {none: 0, some: 20}
---
id: sum
unit: pounds a week
sum: [PARTS]
---
id: last
unit: pounds a week
limit: sum
at_least: 40
"""


@pytest.mark.parametrize(
    ("parts", "trips", "figure"),
    [("band, more", "some", 40), ("band, more", "none", 0), ("more", "none", 40), ("more", "some", 40)],
)
def test_only_a_figure_that_is_nought_because_there_is_no_budget_stays_below_a_floor(
    parts: str, trips: str, figure: int
) -> None:
    apart = "  - {id: apart, title: Apart, line: band}\n" if parts == "more" else ""
    floored = small(FLOORED.replace("PARTS", parts), results=apart, people="carers")
    budget = calculate(floored, {"washing": "a", "trips": trips}, DAY)
    assert isinstance(budget, Budget)
    assert (budget.headline.figure, budget.headline.outcome) == (
        figure,
        Outcome.RAISED if figure else Outcome.NO_BUDGET,
    )


@pytest.mark.parametrize("way", ["share_of_change: [25, 50]", "most_fall: 12.50", "most_fall_per_cent: 10", "until"])
def test_each_person_is_protected_from_their_own_day(way: str) -> None:
    day = "until: {question: review}" if way == "until" else f"starts: {{question: review}}\n{way}"
    scheme = small(
        "id: new\nunit: pounds a week\nquantity: new\nin_steps_of: 1\n---\n"
        "id: before\nunit: pounds a week\nonly_when: {not: {question: before, is: not-applicable}}\n"
        "quantity: before\nin_steps_of: 1\n---\n"
        f"id: last\nunit: pounds a week\nprotect: new\nbefore: before\n{day}\nrounding: scheme"
    )
    before = {"new": 60, "before": 100}
    reviews = [date(2027, 1, 1), DAY, date(2025, 11, 21), date(2024, 2, 29), date(2020, 1, 1)]
    unknown = [Missing.UNANSWERED, Missing.NOT_SURE, Missing.BLANK, "soon", None]
    everyone = [{**before, "review": each} for each in (*reviews, *unknown) if each is not None]
    everyone += [before, {"new": 60, "before": Missing.NOT_APPLICABLE}]
    found = [calculate(scheme, facts, DAY) for facts in everyone]
    told = [one.headline.figure for one in found if isinstance(one, Budget)]
    assert told == [*OWN_DAYS[way], 60]
    assert len([one for one in found if isinstance(one, Refusal) and one.questions == (("review", None),)]) == 5
    assert differences(scheme, everyone, DAY) == []


OWN_DAYS: dict[str, list[Decimal | int]] = {
    "share_of_change: [25, 50]": [100, 90, 80, 60, 60],
    "most_fall: 12.50": [100, Decimal("87.5"), 75, Decimal("62.5"), 60],
    "most_fall_per_cent: 10": [100, 90, 80, 70, 60],
    "until": [100, 100, 60, 60, 60],
}
"""What a sum that falls from 100 to 60 is for those whose review lies ahead, is today, and was so long ago."""
