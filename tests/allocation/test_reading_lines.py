"""Each line is read as it is written, with what stands in where something is left out; what is unclear is refused."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portal.allocation.loading import read_unchecked
from portal.allocation.operations import (
    Band,
    Bands,
    Choose,
    Combine,
    Convert,
    Divide,
    Left,
    Limit,
    Once,
    Operation,
    OverItems,
    Protect,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreEach,
    ScoreSeveral,
    Support,
    SupportByAnswer,
    Unread,
)
from portal.allocation.operations.answers import Instead, Take
from portal.allocation.operations.choice import Row
from portal.allocation.operations.periods import Period
from portal.allocation.operations.protection import ByYear, MostFall, UntilDay
from portal.allocation.parts import FigureTest, Says, Term
from portal.conditions import AnyOf
from portal.files import Complaint, parse_yaml
from portal.money import Direction, Rounding, Unit
from tests.allocation.schemes import HEAD

MORE = """
inputs:
  - {id: visits, kind: number, at_least: 1, at_most: 9, in_steps_of: 0.5, unit: visits a week, per: people}
tables:
  - {id: t, from: points, to: points, reading: exact, rows: [{at: 0, figure: 1}]}
conversions:
  - {id: whole, from: points, to: points, times: 2}
  - {id: parts, from: points, to: points, divided_by: 7}
"""
A, ONE, TWO = Term(line="a"), Decimal(1), Decimal(2)
OWN, SCHEMES = Rounding(Decimal(5), Direction.UP), Rounding(Decimal("0.01"), Direction.HALF_UP)
YES = AnyOf("sure", ("yes",))
HELP = "support: a, people: p, helps_with: d, counts: [x], where: {question: sure, is: 'yes'}"
DAY = date(2027, 6, 30)


def read(line: str) -> tuple[Operation, list[str]]:
    """The operation of a line, and the codes of all complaints about it."""
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + MORE + f"lines:\n  - {{id: last, unit: points, {line}}}\n"
    scheme = read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert {each.where for each in found} <= {"line “last”"}
    assert all(each.what.endswith((".", "?")) and each.cure.endswith((".", "?")) for each in found)
    return scheme.lines[0].operation, [each.code for each in found]


def places(*fields: str) -> list[tuple[str, str]]:
    """What is complained of in a line with these fields, each field on a line of its own, and where it points to."""
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + MORE + "lines:\n  - id: last\n" + "".join(f"    {one}\n" for one in fields)
    read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert {(each.file, each.where) for each in found} <= {("small.yaml", "line “last”")}
    assert all(each.what.endswith((".", "?")) and each.cure.endswith((".", "?")) for each in found)
    return [(each.code, words.splitlines()[each.line - 1].strip()) for each in found]


def band(operation: Operation, place: int) -> tuple[object, ...]:
    assert isinstance(operation, Bands)
    one: Band = operation.rows[place]
    return (one.at, one.up_to, one.below, one.figure, one.no_budget, one.to_a_person, one.published)


WRITTEN: list[tuple[str, Any]] = [
    ("score: q, points: {a: 1, b: no-budget}", Score("q", (("a", ONE),), Instead(), None, (("b", Says.NO_BUDGET),))),
    (
        "score: q, points: {a: 1}, weight: 2, in_between: 0.5, not_asked: 0, not_applicable: 1, blank: 2",
        Score("q", (("a", ONE),), Instead(Decimal(0), ONE, TWO), TWO, (), Decimal("0.5")),
    ),
    ("score: [q, r], points: {a: 1}", ScoreEach(("q", "r"), (("a", ONE),), Take.SUM, Instead())),
    (
        "score: [q, r], points: {a: 1, b: a-person}, take: least, weight: 2, in_between: 1",
        ScoreEach(("q", "r"), (("a", ONE),), Take.LEAST, Instead(), TWO, ONE, (("b", Says.A_PERSON),)),
    ),
    ("score: [q, r], points: {a: 1}, take: greatest", ScoreEach(("q", "r"), (("a", ONE),), Take.GREATEST, Instead())),
    ("score_several: q, points: {a: 1}", ScoreSeveral("q", (("a", ONE),), Take.SUM, Instead(), None)),
    (
        "score_several: q, points: {a: 1}, take: greatest, weight: 2",
        ScoreSeveral("q", (("a", ONE),), Take.GREATEST, Instead(), TWO),
    ),
    ("quantity: visits", Quantity("visits", Instead(), ONE, Decimal(9), Decimal("0.5"), Unit.PEOPLE)),
    (
        "quantity: visits, at_least: 0, at_most: 0, in_steps_of: 2, per: trips",
        Quantity("visits", Instead(), Decimal(0), Decimal(0), TWO, Unit.TRIPS),
    ),
    ("quantity: other", Quantity("other", Instead(), None, None, None)),
    ("over: p, take: count, where: {question: sure, is: 'yes'}", OverItems("p", Take.COUNT, None, YES, Instead())),
    ("left: 50, had: other", Left(Term(figure=Decimal(50)), "other", None, None, None)),
    ("left: a, had: visits, last: q, months: 12", Left(A, "visits", "q", Period(months=12), Decimal("0.5"))),
    ("once: a, last: q, year_from: 04-30", Once(A, "q", Period(year_from=(4, 30)))),
    ("once: a, last: q, months: 1", Once(A, "q", Period(months=1))),
    ("once: a, last: q, year_from: 01-01", Once(A, "q", Period(year_from=(1, 1)))),
    ("once: a, last: q, year_from: 12-31", Once(A, "q", Period(year_from=(12, 31)))),
    ("greatest: [a, 2, {rate: r}], how_many: 1", Combine(Take.GREATEST, (A, Term(figure=TWO), Term(rate="r")), 1)),
    ("least: [a, 2], how_many: 2", Combine(Take.LEAST, (A, Term(figure=TWO)), 2)),
    ("sum: [a, {line: b}, {figure: 2}]", Combine(Take.SUM, (A, Term(line="b"), Term(figure=TWO)))),
    ("divide: a, by: 0.5, rounding: {to: 5, how: up}", Divide(A, Term(figure=Decimal("0.5")))),
    ("round: a", Round(A, SCHEMES)),
    ("round: a, to: 5, how: up", Round(A, OWN)),
    ("round: a, to: 5", Round(A, Rounding(Decimal(5), Direction.HALF_UP))),
    ("round: a, how: up", Round(A, Rounding(Decimal("0.01"), Direction.UP))),
    ("limit: a, at_least: 2", Limit(A, Term(figure=TWO), None, hard=False, none_below=False)),
    ("limit: a, at_most: b, hard: true", Limit(A, None, Term(line="b"), hard=True, none_below=False)),
    ("limit: a, at_least: 2, below: no-budget", Limit(A, Term(figure=TWO), None, hard=False, none_below=True)),
    ("protect: a, before: b, until: 2027-06-30", Protect(A, Term(line="b"), UntilDay(DAY))),
    (
        "protect: a, before: b, most_fall: 0, starts: 2027-06-30",
        Protect(A, Term(line="b"), MostFall(DAY, Decimal(0), per_cent=False)),
    ),
    (
        "protect: a, before: b, most_fall_per_cent: 2, starts: 2027-06-30",
        Protect(A, Term(line="b"), MostFall(DAY, TWO, per_cent=True)),
    ),
    (
        "protect: a, before: b, share_of_change: [0, 100], starts: 2027-06-30, rises_too: true",
        Protect(A, Term(line="b"), ByYear(DAY, (Decimal(0), Decimal(100)), rises_too=True)),
    ),
    ("protect: a, before: b, until: {question: q}", Protect(A, Term(line="b"), UntilDay(date.max), "q")),
    (
        "protect: a, before: b, most_fall: 2, starts: {question: q}",
        Protect(A, Term(line="b"), MostFall(date.max, TWO, per_cent=False), "q"),
    ),
    (
        "protect: a, before: b, share_of_change: [50], starts: {question: q}",
        Protect(A, Term(line="b"), ByYear(date.max, (Decimal(50),), rises_too=False), "q"),
    ),
    (f"{HELP}, share: 100", Support(A, "p", "d", ("x",), YES, Decimal(100))),
    (
        f"{HELP}, how_much: h, shares: {{s: 0}}, take: sum",
        Support(A, "p", "d", ("x",), YES, None, "h", (("s", Decimal(0)),), Take.SUM),
    ),
    (
        "support: a, how_much: h, shares: {s: 50}, where: {question: sure, is: 'yes'}",
        SupportByAnswer(A, "h", (("s", Decimal(50)),), YES),
    ),
]


@pytest.mark.parametrize(("line", "operation"), WRITTEN, ids=[line for line, _ in WRITTEN])
def test_a_line_is_read_as_it_is_written(line: str, operation: Operation) -> None:
    assert read(line) == (operation, [])


def test_a_table_or_conversion_is_read_with_its_name() -> None:
    table, whole = read("table: t, of: a")[0], read("convert: a, by: whole")[0]
    parts, rounded, to, how = (
        read(f"convert: a, by: parts, {rule}")[0] for rule in ("to: 5, how: up", "rounding: scheme", "to: 5", "how: up")
    )
    assert isinstance(table, ReadTable)
    assert (table.line, table.table.id) == (A, "t")
    for found, rounding in (
        (whole, None),
        (parts, OWN),
        (rounded, SCHEMES),
        (to, Rounding(Decimal(5), Direction.HALF_UP)),
        (how, Rounding(Decimal("0.01"), Direction.UP)),
    ):
        assert isinstance(found, Convert)
        assert (found.line, found.rounding) == (A, rounding)


def test_rows_of_bands_and_of_a_choice_are_read_with_what_they_say() -> None:
    rows = "{from: 0, up_to: 1, figure: 2}, {from: 1, below: 2, figure: no-budget}, {from: 2, no_budget: true}"
    more = "{from: 3, figure: a-person}, {from: 4, figure: not-published}, {from: 5, figure: 2, to_a_person: true}"
    operation, codes = read(f"bands: a, rows: [{rows}, {more}, {{from: 6, to_a_person: true}}]")
    assert codes == []
    assert [band(operation, place) for place in range(7)] == [
        (0, 1, None, 2, False, False, True),
        (1, None, 2, None, True, False, True),
        (2, None, None, None, True, False, True),
        (3, None, None, None, False, True, True),
        (4, None, None, None, False, False, False),
        (5, None, None, 2, False, True, True),
        (6, None, None, None, False, True, True),
    ]
    chosen, codes = read(
        "choose: [{when: {question: sure, is: 'yes'}, rate: r}, {when_figure: {line: a, more_than: 2}, line: b},"
        " {when: {question: sure, is: 'yes'}, figure: 20},"
        " {when: {question: sure, is: 'yes'}, figure: answers-disagree},"
        " {figure: a-person}]"
    )
    assert codes == []
    assert isinstance(chosen, Choose)
    assert [(row.when, row.when_figure, row.term, row.says) for row in chosen.rows] == [
        (YES, None, Term(rate="r"), None),
        (None, FigureTest("a", more_than=TWO), Term(line="b"), None),
        (YES, None, Term(figure=Decimal(20)), None),
        (YES, None, None, Says.ANSWERS_DISAGREE),
        (None, None, None, Says.A_PERSON),
    ]
    assert isinstance(chosen.rows[0], Row)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("score: q, points: {a: 1}, take: sum", "unclear-points"),
        ("score: [q, r], points: {a: no-budget}", "unclear-points"),
        ("score: q, points: {a: 1}, in_between: 0", "wrong-rounding"),
        ("quantity: n, in_steps_of: 0", "wrong-rounding"),
        ("score_several: q, points: {a: a-person}", "wrong-kind"),
        ("over: p, take: count, of: n", "unclear-count"),
        ("over: p, take: sum", "unclear-count"),
        ("greatest: [a, b], how_many: 0", "unclear-count"),
        ("once: a, last: q, months: 0", "unclear-period"),
        ("once: a, last: q, months: 1, year_from: 04-01", "unclear-period"),
        ("once: a, last: q", "unclear-period"),
        ("once: a, last: q, weeks: 4", "unclear-period"),
        *(
            (f"once: a, last: q, year_from: '{day}'", "unclear-period")
            for day in ("02-29", "04-31", "06-31", "09-31", "11-31", "13-01")
        ),
        *(
            (f"once: a, last: q, year_from: '{day}'", "unclear-period")
            for day in ("1-0", "12-32", "April", "-1-1", "1")
        ),
        ("divide: a, by: 0, rounding: scheme", "unclear-term"),
        ("divide: a, by: 2", "rounding-not-said"),
        ("convert: a, by: parts", "rounding-not-said"),
        ("convert: a, by: none-such", "unknown-conversion"),
        ("table: none-such, of: a", "unknown-table"),
        ("round: a, to: 0, how: up", "wrong-rounding"),
        ("bands: a, rows: [{from: 0}]", "unclear-band"),
        ("bands: a, rows: [{from: 0, figure: 1, no_budget: true}]", "unclear-band"),
        ("choose: []", "empty-table"),
        ("choose: [{figure: 1}, {figure: 2}]", "unreachable-row"),
        ("choose: [{figure: 1, line: a}]", "unclear-term"),
        ("choose: [{when: {question: sure, is: 'yes'}}]", "unclear-term"),
        ("choose: [{when: {line: a, at_least: 2}, figure: 1}]", "unclear-condition"),
        ("amount: {rate: r, line: a}", "unclear-term"),
        ("amount: [a]", "unclear-term"),
        ("amount: £5", "wrong-kind"),
        ("limit: a", "no-limit"),
        ("protect: a, before: b", "unclear-protection"),
        ("protect: a, before: b, until: 2027-06-30, most_fall: 1", "unclear-protection"),
        ("protect: a, before: b, most_fall: -1, starts: 2027-06-30", "unclear-protection"),
        ("protect: a, before: b, share_of_change: [101], starts: 2027-06-30", "share-out-of-range"),
        ("protect: a, before: b, share_of_change: [-1], starts: 2027-06-30", "share-out-of-range"),
        (HELP, "unclear-share"),
        ("bands: a", "missing-field"),
        ("support: a, how_much: h, shares: {s: 50}", "missing-field"),
        ("support: a, how_much: h, shares: {s: 50}, where: {question: sure}", "unclear-condition"),
        ("support: a, how_much: h, shares: {s: 101}, where: {question: sure, is: 'yes'}", "share-out-of-range"),
        (f"{HELP}, share: 1, how_much: h, shares: {{s: 50}}", "unclear-share"),
        (f"{HELP}, share: 101", "share-out-of-range"),
        (f"{HELP}, how_much: h, shares: {{s: -1}}", "share-out-of-range"),
        ("sum: [a], greatest: [a]", "one-operation"),
        ("title: None", "one-operation"),
    ],
)
def test_what_is_unclear_is_refused_and_never_reckoned_with(line: str, code: str) -> None:
    operation, codes = read(line)
    assert code in codes
    assert isinstance(operation, Unread)


def test_a_test_of_a_figure_is_read_with_all_its_limits() -> None:
    every = "{line: a, at_least: 1, at_most: 5, more_than: 2, less_than: 4}"
    chosen, codes = read(f"choose: [{{when_figure: {every}, figure: 1}}]")
    assert isinstance(chosen, Choose)
    assert chosen.rows[0].when_figure == FigureTest("a", ONE, Decimal(5), TWO, Decimal(4))
    assert codes == []
    assert "no-limit" in read("choose: [{when_figure: {line: a}, figure: 1}]")[1]
    for inside in ("all: [{line: a}]", "not: {any: [{line: a}]}"):
        assert "unclear-condition" in read(f"choose: [{{when: {{{inside}}}, figure: 1}}]")[1]


START = "- id: last"


@pytest.mark.parametrize(
    ("fields", "code", "place"),
    [
        (("score: q", "points: {a: 1}", "take: sum"), "unclear-points", "take: sum"),
        (("score: q", "points: {a: 1}", "in_between: 0"), "wrong-rounding", "in_between: 0"),
        (("score: q", "points:", "  a: 1", "  b: no-points"), "unknown-value", "b: no-points"),
        (("quantity: q", "unit: points", "in_steps_of: 0"), "wrong-rounding", "in_steps_of: 0"),
        (("quantity: q", "unit: pints"), "unknown-unit", "unit: pints"),
        (("quantity: q", "unit: points", "per: pints"), "unknown-unit", "per: pints"),
        (("sum: [a, b]", "how_many: 1"), "unknown-field", "how_many: 1"),
        (("greatest: [a, b]", "how_many: 3"), "unclear-count", "how_many: 3"),
        (("once: a", "last: q", "weeks: 4"), "unclear-period", "weeks: 4"),
        (("once: a", "last: q", "year_from: 04-31"), "unclear-period", "year_from: 04-31"),
        (("divide: a", "rounding: scheme", "by: 0"), "unclear-term", "by: 0"),
        (("multiply: a", "by: £5"), "wrong-kind", "by: £5"),
        (("multiply: a", "by: [b]"), "unclear-term", "by: [b]"),
        (("round: a", "to: 0"), "wrong-rounding", "to: 0"),
        (("round: a", "how: about"), "unknown-value", "how: about"),
        (("sum: [a]", "rounding: ours"), "unknown-value", "rounding: ours"),
        (("sum: [a]", "only_when: {line: b, at_least: 1}"), "unclear-condition", "only_when: {line: b, at_least: 1}"),
        (("sum: [a]", "only_when: {question: q}"), "unclear-condition", "only_when: {question: q}"),
        (("sum: [a]", "only_when_figure: {line: b}"), "no-limit", "only_when_figure: {line: b}"),
        (("bands: a", "rows:", "  - {from: 0, figure: 1}", "  - {from: 9}"), "unclear-band", "- {from: 9}"),
        (("bands: a", "rows:", "  - from: 0", "    figure: much"), "unknown-value", "figure: much"),
        (("bands: a", "rows:", "  - from: 0", "    figure: [1]"), "wrong-kind", "figure: [1]"),
        (("bands: a", "rows: [", "{from: 0, figure: 10,", "731}]"), "wrong-kind", "{from: 0, figure: 10,"),
        (("bands: a", "rows: [", "{from: 0, figure: 10,", "731.50}]"), "wrong-kind", "{from: 0, figure: 10,"),
        (("choose:", "  - {figure: 1}", "  - {figure: 2}"), "unreachable-row", "- {figure: 1}"),
        (
            ("choose:", "  - {when: {question: q, is: a}, figure: 1}", "  - {figure: 2}", "  - {figure: 3}"),
            "unreachable-row",
            "- {figure: 2}",
        ),
        (("choose:", "  - {line: a}", "  - {line: a, figure: 2}"), "unclear-term", "- {line: a, figure: 2}"),
        (
            ("protect: a", "before: b", "starts: 2027-06-30", "share_of_change:", "  - 50", "  - 101"),
            "share-out-of-range",
            "- 101",
        ),
        (
            ("protect: a", "before: b", "starts: 2027-06-30", "share_of_change:", "  - 50", "  - all"),
            "wrong-kind",
            "- all",
        ),
        (("protect: a", "before: b", "until: {question: q, or: r}"), "unknown-field", "until: {question: q, or: r}"),
        (("limit: a", "at_most: 9", "below: drop"), "unknown-value", "below: drop"),
        (("sum: [a]", "because: A", "titel: B"), "unknown-field", "titel: B"),
        (("total: [a]",), "one-operation", START),
        (("convert: a", "by: none-such", "to: 5", "how: up"), "unknown-conversion", START),
        (("quantity: q",), "missing-field", START),
        (("limit: a",), "no-limit", START),
        (("protect: a", "before: b"), "unclear-protection", START),
        (("protect: a", "before: b", "starts: 2027-06-30", "rises_too: true"), "unclear-protection", START),
    ],
)
def test_a_complaint_points_to_what_is_wrong(fields: tuple[str, ...], code: str, place: str) -> None:
    assert places(*fields) == [(code, place)]


@pytest.mark.parametrize("condition", ["sometimes", "{all: [q]}", "[{question: q}]"])
def test_a_condition_that_is_none_is_refused_where_it_stands(condition: str) -> None:
    told = places("sum: [a]", f"only_when: {condition}")
    assert told[0] == ("wrong-kind", f"only_when: {condition}")


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        ("sum: [a], only_when: {line: b, at_least: 1}", "`only_when_figure: {line: …, at_least: …}`"),
        ("choose: [{when: {all: [{line: b}]}, figure: 1}]", "`when_figure: {line: …, at_least: …}`"),
        ("over: p, take: count, where: {not: {line: b}}", "Name a question of the group"),
        ("over: p, take: count, where: {any: [{line: b}]}", "Name a question of the group"),
        ("total: [a]", "`total` is not known here. Write `sum:`"),
        ("summ: [a]", "`summ` is not known here. Did you mean `sum`?"),
        ("washing: [a]", "Give each line exactly one of: score, score_several"),
        ("sum: [a], greatest: [a], total: [a]", "Give each line exactly one of: score, score_several"),
        ("convert: a, by: wholes", "Did you mean `whole`?"),
        ("table: tt, of: a", "Did you mean `t`?"),
    ],
)
def test_the_cure_names_what_was_meant(line: str, cure: str) -> None:
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + MORE + f"lines:\n  - {{id: last, unit: points, {line}}}\n"
    read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert cure in found[0].cure


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("score: q", "points"),
        ("multiply: a", "by"),
        ("convert: a", "by"),
        ("table: t", "of"),
        ("since: q", "in"),
        ("left: a", "had"),
        ("once: a, months: 1", "last"),
        ("protect: a, until: 2027-06-30", "before"),
        ("support: a, shares: {s: 5}, where: {question: sure, is: 'yes'}", "how_much"),
        ("choose: [{when_figure: {at_least: 1}, figure: 1}]", "line"),
        ("protect: a, before: b, until: {}", "question"),
    ],
)
def test_what_is_missing_is_named(line: str, missing: str) -> None:
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + MORE + f"lines:\n  - {{id: last, unit: points, {line}}}\n"
    read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert [each.what for each in found if each.code == "missing-field"] == [f"There is no `{missing}`."]


@pytest.mark.parametrize(
    ("written", "rounding"),
    [
        ("", None),
        (", rounding: scheme", SCHEMES),
        (", rounding: {to: 5, how: up}", OWN),
        (", rounding: {to: 5}", Rounding(Decimal(5), Direction.HALF_UP)),
        (", rounding: {how: up}", Rounding(Decimal("0.01"), Direction.UP)),
    ],
)
def test_a_line_rounds_by_its_own_rule_or_the_schemes(written: str, rounding: Rounding | None) -> None:
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + f"lines:\n  - {{id: last, unit: points, amount: 1{written}}}\n"
    assert read_unchecked(parse_yaml(words, "small.yaml"), found).lines[0].rounding == rounding
    assert found == []


def test_help_of_which_nobody_says_that_it_goes_on_is_asked_for_the_question() -> None:
    line = "lines:\n  - {id: last, unit: points, support: a, how_much: h, shares: {s: 50}}\n"
    words = HEAD.format(people="adults") + MORE + line
    found: list[Complaint] = []
    read_unchecked(parse_yaml(words, "small.yaml"), found)
    (told,) = found
    assert (told.code, told.where) == ("missing-field", "line “last”")
    assert told.what == "It does not say where the help is sure to go on, and only such help counts."
    assert told.cure == 'Add the question that asks it: `where: {question: …, is: "yes"}`.'
