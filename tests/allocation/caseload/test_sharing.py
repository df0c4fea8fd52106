"""Two versions of a scheme share the lines that give everyone the same in both, and no others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.sharing import shared_lines, worth_keeping
from portal.allocation.loading import parse
from portal.allocation.operations import Amount, Combine, ReadTable
from portal.allocation.operations.answers import Take
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from tests.allocation.schemes import DAY

WORDS = """id: both
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: washing, label: Washing, options: [none, some, full]}
  - {id: alone, label: Alone, kind: yes-no}
  - {id: visits, label: Visits, kind: number, at_least: 0, at_most: 9, unit: visits a week}
rates:
  - {id: visit, unit: pounds, per: visits, values: [{starts: 2025-04-01, figure: 17}, {starts: 2026-04-01, figure: 18}]}
tables:
  - id: by-points
    from: points
    to: pounds a week
    reading: stepped
    beyond: stays
    rounding: {to: 1, how: up}
    versions: [{starts: 2026-04-01, rows: [{at: 0, figure: 0}, {at: 4, figure: 40}]}]
lines:
  - {id: need, score: washing, points: {none: 0, some: 4, full: 9}}
  - {id: in-pounds, table: by-points, of: need}
  - {id: asked, quantity: visits, only_when: {any: [{question: alone, is: "yes"}, {question: visits, is: 9}]}}
  - id: visited
    multiply: asked
    by: {rate: visit}
    only_when_figure: {line: need, at_least: 4}
    rounding: {to: 1, how: for-the-person}
  - {id: together, sum: [in-pounds, visited]}
  - id: looked-at
    unit: pounds a week
    bands: together
    rows: [{from: 0, below: 100, figure: no-budget}, {from: 100, figure: 100, to_a_person: true}]
  - {id: weekly, sum: [together, 1]}
results:
  - {id: weekly, title: A week, line: weekly, headline: true}
  - {id: beside, title: Beside, line: looked-at}
"""
LINES = ("need", "in-pounds", "asked", "visited", "together", "looked-at", "weekly")
SUMS = {"together", "looked-at", "weekly"}
PRICED, TABLED = {"visited", *SUMS}, {"in-pounds", *SUMS}
SCHEME = parse(WORDS, "both.yaml")
EVERYONE = gather(
    [{"washing": each, "alone": one, "visits": 9} for each in ("some", "full") for one in ("yes", "no")],
    SCHEME.questions_used,
)


def edited(was: str, now: str) -> Scheme:
    assert WORDS.count(was) == 1, was
    return parse(WORDS.replace(was, now), "both.yaml")


@pytest.mark.parametrize(
    ("was", "now", "differ"),
    [
        ("some: 4", "some: 5", set(LINES) - {"asked"}),
        ('is: "yes"', 'is: "no"', {"asked", *PRICED}),
        ("only_when: {any:", "only_when: {all:", {"asked", *PRICED}),
        ("line: need, at_least: 4", "line: need, at_least: 5", PRICED),
        ("{to: 1, how: for-the-person}", "{to: 5, how: for-the-person}", PRICED),
        ("figure: 18", "figure: 19", PRICED),
        ("figure: 18", "figure: not-published", PRICED),
        ("figure: 17", "figure: 16", set()),
        ("at: 4, figure: 40", "at: 4, figure: 45", TABLED),
        ("at: 4, figure: 40", "at: 5, figure: 40", TABLED),
        ("reading: stepped", "reading: exact", TABLED),
        ("beyond: stays", "beyond: to-a-person", TABLED),
        ("rounding: {to: 1, how: up}\n", "rounding: {to: 2, how: up}\n", TABLED),
        ("sum: [in-pounds, visited]", "greatest: [in-pounds, visited]", SUMS),
        ("sum: [together, 1]", "sum: [together, 2]", {"weekly"}),
        ("label: Washing", "label: Getting washed", set()),
        ("source: Made for a test", "# A remark\nsource: Made for a test", set()),
        ("{id: together, sum", "{id: together, title: All of it, because: 'It is {figure}.', sum", set()),
    ],
)
def test_a_line_is_shared_unless_it_or_what_it_stands_on_changed(was: str, now: str, differ: set[str]) -> None:
    other = edited(was, now)
    assert shared_lines(SCHEME, other, DAY) == shared_lines(other, SCHEME, DAY) == set(LINES) - differ


def test_what_another_operation_makes_of_the_same_is_not_shared() -> None:
    *before, last = SCHEME.lines
    assert isinstance(last.operation, Combine)
    other = replace(SCHEME, lines=(*before, replace(last, operation=replace(last.operation, take=Take.LEAST))))
    assert shared_lines(SCHEME, other, DAY) == set(LINES) - {"weekly"}
    read = SCHEME.line("in-pounds")
    instead = replace(read, operation=Amount(Term(line="need")))
    assert "in-pounds" not in shared_lines(SCHEME, replace(SCHEME, lines=(before[0], instead, *SCHEME.lines[2:])), DAY)
    assert isinstance(read.operation, ReadTable)
    of_another = replace(read, operation=replace(read.operation, line=Term(figure=Decimal(4))))
    assert "in-pounds" not in shared_lines(
        SCHEME, replace(SCHEME, lines=(before[0], of_another, *SCHEME.lines[2:])), DAY
    )


def test_nothing_is_shared_with_other_lines_or_where_one_is_not_in_effect() -> None:
    later = parse(WORDS.replace("id: both\nstarts: 2026-04-01", "id: both\nstarts: 2026-12-01"), "both.yaml")
    assert shared_lines(SCHEME, later, DAY) == shared_lines(later, SCHEME, DAY) == frozenset()
    assert shared_lines(SCHEME, later, date(2026, 12, 1)) == set(LINES)
    assert shared_lines(SCHEME, replace(SCHEME, lines=SCHEME.lines[:-1]), DAY) == frozenset()


def test_what_is_kept_for_a_new_run_is_what_it_looks_at_with_the_headline_and_who_needs_a_person() -> None:
    found = calculate_many(SCHEME, EVERYONE, DAY)
    assert set(worth_keeping(found, edited("figure: 18", "figure: 19"), DAY)) == {"need", "in-pounds", "asked"}
    assert set(worth_keeping(found, edited("sum: [together, 1]", "sum: [together, 2]"), DAY)) == {
        "together",
        "looked-at",
    }
    assert set(worth_keeping(found, SCHEME, DAY)) == {"looked-at", "weekly"}
