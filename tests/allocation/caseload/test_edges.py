"""On each edge of an operation the arrays say what the calculation for one person says."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.loading import read_unchecked
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from portal.files import Complaint, parse_yaml
from tests.allocation.caseload.agreeing import differences
from tests.allocation.schemes import DAY, HEAD, small

NUMBERS = [{"n": Decimal(each) / 2} for each in range(-3, 45)]
N = "id: n\nquantity: n\n---\n"
TABLE = """
tables:
  - id: t
    from: points
    to: points
    reading: {reading}
    beyond: {beyond}
    rounding: {{to: 1, how: up}}
    rows: [{rows}]
"""


def unlinted(lines: str, rates: str = "") -> Scheme:
    """A scheme of these lines as it is read, gaps and all: what the lint refuses may stand in old versions."""
    complaints: list[Complaint] = []
    scheme = read_unchecked(
        parse_yaml(HEAD.format(people="adults") + rates + "lines:\n" + lines, "small.yaml"), complaints
    )
    assert complaints == []
    return scheme


def agree(scheme: Scheme, people: list[dict[str, Any]], day: date = DAY, kinds: int = 2) -> None:
    """Both calculations give these people the same, and so many kinds of figures and refusals occur among them."""
    assert differences(scheme, people, day) == []
    many = calculate_many(scheme, gather(people, scheme.questions_used), day)
    assert many.headline is not None
    found = zip(many.headline.figure.decimals(), many.refusals.tolist(), many.no_budget.tolist(), strict=True)
    assert len(set(found)) >= kinds


@pytest.mark.parametrize(
    "rows",
    [
        "{from: 0, up_to: 4, figure: 1}, {from: 5, below: 9, figure: 2}, {from: 10, figure: 3}",
        "{from: 2, below: 4, figure: 1}, {from: 4, up_to: 9, figure: no-budget}",
        "{from: 0, figure: a-person}",
        "{from: 0, below: 3, figure: a-person}, {from: 3, figure: 5, to_a_person: true}, {from: 4, figure: no-budget}",
        "{from: 1, below: 3, figure: 1}, {from: 3, below: 9, figure: 2}",
        "{from: 0, up_to: 3, figure: 0}, {from: 6, up_to: 8, figure: not-published}",
    ],
)
def test_between_and_beyond_bands(rows: str) -> None:
    lines = "  - {id: n, unit: points, quantity: n}\n  - {id: last, unit: points, bands: n, rows: [" + rows + "]}\n"
    agree(unlinted(lines), NUMBERS)


@pytest.mark.parametrize("reading", ["exact", "stepped", "straight"])
@pytest.mark.parametrize("beyond", ["refuse", "stays", "to-a-person"])
@pytest.mark.parametrize(
    "rows",
    [
        "{at: 0, figure: 0}, {at: 7, figure: 10}",
        "{at: 2, no_budget: true}, {at: 4, figure: 4, to_a_person: true}, {at: 9, figure: 11}",
        "{at: 1, figure: 1}, {at: 3, figure: 2, to_a_person: true}",
        "{at: 0, figure: 3}, {at: 5, figure: 8}, {at: 9, figure: a-person}",
    ],
)
def test_on_between_and_beyond_rows_of_a_table(reading: str, beyond: str, rows: str) -> None:
    more = TABLE.format(reading=reading, beyond=beyond, rows=rows)
    agree(small(f"{N}id: last\ntable: t\nof: n", more=more), NUMBERS)


@pytest.mark.parametrize("reading", ["exact", "stepped", "straight"])
@pytest.mark.parametrize("beyond", ["refuse", "stays", "to-a-person"])
def test_no_budget_is_looked_up_in_no_table(reading: str, beyond: str) -> None:
    lines = """
  - {id: n, unit: points, quantity: n}
  - {id: begun, unit: points, bands: n, rows: [{from: 0, below: 3, no_budget: true}, {from: 3, figure: 2}]}
  - {id: more, unit: points, sum: [begun, n], only_when: {question: which, is: more}}
  - {id: looked-up, unit: points, choose: [{when: {question: which, is: more}, line: more}, {line: begun}]}
  - {id: last, unit: points, table: t, of: looked-up}
"""
    rows = "{at: 2, figure: 3, to_a_person: true}, {at: 6, figure: 8}"
    scheme = unlinted(lines, TABLE.format(reading=reading, beyond=beyond, rows=rows))
    agree(scheme, [{**one, "which": which} for one in NUMBERS for which in ("more", "begun")])


LIMITED = """
  - {id: n, unit: points, quantity: n}
  - {id: m, unit: points, quantity: m, only_when: {question: m, answered: true}}
  - {id: begun, unit: points, bands: n, rows: [{from: 0, below: 3, figure: no-budget}, {from: 3, figure: 6}]}
  - {id: below-nought, unit: points, difference: [4, n]}
  - {id: begun-less-n, unit: points, difference: [begun, n]}
"""


@pytest.mark.parametrize("more", ["below: raise", "below: no-budget", "hard: true"])
@pytest.mark.parametrize("limits", ["at_least: 6", "at_most: 6", "at_least: m, at_most: 12", "at_least: 2, at_most: m"])
@pytest.mark.parametrize("line", ["n", "begun", "below-nought", "begun-less-n"])
def test_at_a_floor_and_at_a_cap_that_need_not_apply(line: str, limits: str, more: str) -> None:
    scheme = unlinted(f"{LIMITED}  - {{id: last, unit: points, limit: {line}, {limits}, {more}}}\n")
    agree(scheme, [{**one, "m": m} for one in NUMBERS[:22] for m in (Decimal(0), Decimal(5), Missing.BLANK)])


@pytest.mark.parametrize("period", ["months: 1", "months: 6", "months: 12", "year_from: 04-01", "year_from: 02-28"])
def test_a_period_ends_with_the_month_where_that_is_shorter(period: str) -> None:
    scheme = small(f"{N}id: last\nonce: n\nlast: last-time\n{period}")
    for day in (date(2027, 2, 28), date(2028, 2, 29), date(2027, 3, 30), date(2027, 4, 1)):
        days = [day - timedelta(number) for number in (0, 1, *range(25, 66), *range(178, 187), *range(360, 369))]
        agree(scheme, [{"n": Decimal(4), "last-time": each} for each in days], day)


@pytest.mark.parametrize("years", [0, 1, 2, 5])
@pytest.mark.parametrize(
    "way", ["until: 2027-06-30", "most_fall: 4", "most_fall_per_cent: 40", "share_of_change: [25, 50]"]
)
def test_a_protected_sum_falls_to_the_new_one_and_no_further(way: str, years: int) -> None:
    more = "" if way.startswith("until") else "\nstarts: 2026-06-30"
    scheme = small(f"{N}id: had\nquantity: m\n---\nid: last\nprotect: n\nbefore: had\n{way}{more}")
    people = [{**one, "m": Decimal(m)} for one in NUMBERS[3:30:3] for m in (0, 6, 12)]
    agree(scheme, people, date(2026 + years, 6, 30))


def test_numbers_between_points_stand_on_steps_from_the_least() -> None:
    scheme = small("id: last\nscore: n\npoints: {some: 1, full: 10}\nin_between: 3")
    agree(scheme, [*NUMBERS, {"n": "some"}, {"n": "full"}, {"n": Missing.TALK}], kinds=6)
    weighed = small("id: last\nscore: [a, n]\npoints: {some: 1, full: 9}\ntake: greatest\nweight: 3\nin_between: 0.5")
    agree(weighed, [{**one, "a": "full"} for one in NUMBERS] + [{**one, "a": "some"} for one in NUMBERS], kinds=6)


WILLING = ["yes", "no", Missing.NOT_SURE, Missing.UNANSWERED, None]
DOES = [("washing", "meals"), ("washing",), ("other",), "washing", Missing.UNANSWERED, None]
HOW_MUCH = ["lots", "some", "full", Missing.BLANK, Missing.NOT_SURE, Missing.UNANSWERED, None]


@pytest.mark.parametrize("share", ["share: 60", "how_much: how-much\nshares: {some: 50, full: 100}"])
@pytest.mark.parametrize("take", ["greatest", "sum"])
def test_each_answer_about_help_counts_as_for_one_person(share: str, take: str) -> None:
    scheme = small(
        f"{N}id: last\nsupport: n\npeople: helpers\nhelps_with: does\ncounts: [washing, meals]\n"
        f"where: {{question: willing, is: 'yes'}}\n{share}\ntake: {take}"
    )
    answers = product(WILLING, DOES, HOW_MUCH)
    items = [dict(zip(("willing", "does", "how-much"), each, strict=True)) for each in answers]
    helpers = [{name: found for name, found in one.items() if found is not None} for one in items]
    sure = {"willing": "yes", "does": ("meals",), "how-much": "some"}
    people = [{"n": Decimal(40), "helpers": each} for one in helpers for each in ((one,), (sure, one))]
    agree(scheme, [*people, {"n": Decimal(40), "helpers": ()}], kinds=3)


def test_one_answer_about_help_counts_as_for_one_person() -> None:
    scheme = small(
        f"{N}id: last\nsupport: n\nhow_much: how-much\nshares: {{some: 50, full: 100}}\n"
        "where: {question: willing, is: 'yes'}"
    )
    people = [
        {"n": Decimal(40), "willing": one, "how-much": other} for one, other in product(WILLING[:4], HOW_MUCH[:6])
    ]
    agree(scheme, people, kinds=4)


@pytest.mark.parametrize("take", ["sum", "greatest", "least"])
def test_numbers_in_a_list_are_added_up_and_compared_at_any_length(take: str) -> None:
    scheme = small(f"id: last\nover: people\ntake: {take}\nof: hours")
    long = [Decimal(2**61 + number) for number in range(5)]
    for least in (Decimal(-3), Decimal("-2.5")):
        lists: tuple[list[Decimal], ...] = (
            long,
            [*long, least],
            [],
            [Decimal(-1), least],
            [Decimal(7)],
            [Decimal(2**64)],
        )
        agree(scheme, [{"people": tuple({"hours": one} for one in some)} for some in lists[:5]], kinds=4)
        agree(scheme, [{"people": tuple({"hours": one} for one in some)} for some in lists], kinds=5)


def test_a_list_that_nobody_gave_is_empty_or_refused_as_for_one_person() -> None:
    scheme = small("id: last\nover: people\ntake: count")
    answers = [(), ("a",), ("a", "b"), "a", *Missing, Decimal(3)]
    agree(scheme, [*({"people": one} for one in answers), {}], kinds=4)


def test_what_is_divided_and_not_rounded_keeps_all_its_places() -> None:
    scheme = small(f"{N}id: last\ndivide: n\nby: 8\nrounding: {{to: 1, how: up}}")
    first, last = scheme.lines
    agree(replace(scheme, lines=(first, replace(last, rounding=None))), NUMBERS, kinds=40)


UNSET = "rates:\n  - {id: unset, unit: points, values: [{starts: 2026-04-01, no_price: true}]}\n"
CHOSEN = """
  - {id: n, unit: points, quantity: n}
  - {id: m, unit: points, quantity: m, only_when: {question: m, answered: true}}
  - {id: above, unit: points, sum: [n, m], only_when_figure: {line: m, at_least: 2}}
  - id: chosen
    unit: points
    choose:
      - {when: {question: which, is: n}, line: n}
      - {when: {question: which, is: m}, line: m}
      - {when: {question: which, is: above}, line: above}
      - {when: {question: which, is: dear}, rate: unset}
      - {when: {question: which, is: test}, when_figure: {line: n, at_least: 3}, figure: 8}
      - {figure: 7}
  - {id: last, unit: points, multiply: chosen, by: n, only_when_figure: {line: above, at_most: 9}}
"""


def test_a_row_of_a_choice_stops_only_those_who_take_it() -> None:
    scheme = unlinted(CHOSEN, UNSET)
    which = ["n", "m", "above", "dear", "test", "none", Missing.NOT_SURE, Missing.UNANSWERED]
    numbers = [Decimal(1), Decimal(4), Decimal(9), Missing.UNANSWERED, Missing.TALK, Missing.BLANK]
    people = [{"which": one, "n": n, "m": m} for one, n, m in product(which, numbers, numbers)]
    agree(scheme, people, kinds=8)
    agree(replace(scheme, results=(replace(scheme.results[0], line="chosen"),)), people, kinds=6)


ASKING = """
  - {id: n, unit: points, quantity: n}
  - {id: m, unit: points, quantity: m, only_when: {question: m, answered: true}}
  - id: watched
    unit: points
    bands: n
    rows:
      - {from: 0, below: 3, no_budget: true}
      - {from: 3, below: 6, figure: 1}
      - {from: 6, figure: 2, to_a_person: true}
  - {id: seen, unit: points, bands: m, rows: [{from: 0, below: 4, figure: 3}, {from: 4, figure: 4, to_a_person: true}]}
  - {id: both, unit: points, sum: [watched, seen]}
  - {id: where-watched, unit: points, sum: [m], only_when_figure: {line: watched, at_least: 2}}
  - {id: low, unit: points, difference: [m, n], only_when_figure: {line: watched, at_least: 1}}
"""
LAST = [
    "sum: [n, m], only_when_figure: {line: watched, at_least: 0}",
    "choose: [{when_figure: {line: watched, at_least: 2}, line: m}, {line: seen}]",
    "choose: [{when: {question: which, is: a}, line: watched}, {line: seen}]",
    "choose: [{when: {question: which, is: a}, line: where-watched}, {figure: 7}]",
    "choose: [{when: {question: which, is: a}, line: watched}, {line: both}]",
    "choose: [{when: {question: which, is: a}, line: n}, {when_figure: {line: low, at_most: 9}, line: n}, {line: m}]",
    "sum: [watched, seen, both]",
    "sum: [watched, m, 5]",
    "sum: [m, {rate: unset}], only_when: {question: which, is: a}",
    "greatest: [where-watched, seen]",
    "difference: [m, watched]",
    "difference: [n, m, watched]",
    "difference: [watched, m]",
    "sum: [watched, m]",
    "sum: [where-watched, watched]",
]


@pytest.mark.parametrize("last", LAST)
def test_whoever_is_sent_to_a_person_or_has_no_budget_is_so_as_for_one_person(last: str) -> None:
    scheme = unlinted(f"{ASKING}  - {{id: last, unit: points, {last}}}\n", UNSET)
    known: list[Any] = [Decimal(0), Decimal(2), Decimal(5), Decimal(9)]
    for numbers in (known, [*known, Missing.TALK, Missing.BLANK]):
        people = [{"n": n, "m": m, "which": one} for n, m, one in product(numbers, numbers, ("a", "b"))]
        agree(scheme, people)
