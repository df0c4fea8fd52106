"""Working out one budget by hand at the terminal, with a scheme's file and answers."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

from portal.cli.reckon import typed
from portal.cli.reckoning import amount
from portal.files import parse_yaml
from tests.allocation.test_nothing import BY_NEED
from tests.cli.commands import run
from tests.frame.checkouts import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = ROOT / "tests" / "allocation" / "shapes"
DEVON, HALTON = str(SHAPES / "devon-adults.yaml"), str(SHAPES / "halton-carers.yaml")


def test_a_figure_is_told_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    answers = ("hours=10.25", "who=agency", "level=high", "nhs-hours=0", "--day", "2026-11-21")
    said = run(capsys, "reckon", DEVON, *answers)
    assert said.code == 0
    assert "10.25 × £22.40 = £229.60 a week" in said.out
    assert "WEEKLY: £275.00 a week" in said.out


def test_a_refusal_names_its_reason_and_the_answer_in_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", DEVON, "--example", "agency", "who=not-sure")
    assert said.code == 1
    assert "Who gives the help" in said.out
    assert "Reason: not-sure, at the line price" in said.out


def test_answers_that_were_left_out_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    some, all_ = ("hours=10.25", "who=agency"), ("level=standard", "nhs-hours=0")
    said = run(capsys, "reckon", DEVON, *some, "nhs-hours=0")
    assert "Not given, so taken as not asked: Level of need" in said.out
    assert "taken as not asked" not in run(capsys, "reckon", DEVON, *some, *all_).out
    named = run(capsys, "reckon", DEVON, "who=agency", *all_)
    assert "Reason: unanswered" in named.out
    assert "taken as not asked" not in named.out


def test_no_budget_is_not_told_as_nought(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("impact: low\n", "utf-8")
    said = run(capsys, "reckon", HALTON, "--answers", str(tmp_path / "answers.yaml"))
    assert "There is no individual budget here" in said.out


def test_without_answers_it_says_what_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON)
    assert said.code == 0
    assert "impact: low, medium, high.  How much caring affects your life." in said.out


def test_a_misspelt_answer_is_told_with_its_cure(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON, "impact=hihg")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean `high`?" in said.err
    assert "Did you mean `impact`?" in run(capsys, "reckon", HALTON, "impct=high").err
    assert "There is no example none." in run(capsys, "reckon", HALTON, "--example", "none").err


def test_a_grant_that_is_not_due_yet_says_so_and_multiplies_by_nought_nowhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run(capsys, "reckon", str(SHAPES / "rochdale-carers.yaml"), "--example", "had-eleven-months-ago")
    assert "Payment: not due yet\n      It was had in this period already." in said.out
    assert "It is not due yet: that is not the same as no budget." in said.out
    assert "no individual budget" not in said.out
    assert "× 0" not in said.out
    assert "No individual budget at this level" not in said.out


def test_a_sum_up_to_a_limit_is_said_in_that_order(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", HALTON, "impact=high")
    assert ": up to £300.00\n" in said.out


LEVELS = """id: levels
starts: 2026-04-01
people: carers
illustrative: true
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: caring, label: Hours of caring, kind: number, at_least: 0, at_most: 168, in_steps_of: 0.5, unit: hours a week}
  - {id: last-grant, label: Day of the last grant, kind: date, not_applicable: true}
  - {id: nurse, label: Is a nurse needed, kind: yes-no}
conversions:
  - {id: a-week, from: pounds a year, to: pounds a week, divided_by: 52}
rates:
  - {id: nursing, unit: pounds a week, figure: 254.06}
lines:
  - {id: caring, quantity: caring}
  - id: level
    unit: pounds a year
    bands: caring
    rows:
      - {from: 0, below: 10, figure: no-budget}
      - {from: 10, below: 50, figure: 520}
      - {from: 50, figure: 600, to_a_person: true}
  - {id: grant, once: level, last: last-grant, months: 12}
  - {id: week, convert: grant, by: a-week, rounding: scheme}
  - {id: nursing, only_when: {question: nurse, is: "yes"}, amount: {rate: nursing}}
results:
  - {id: week, title: Week, line: week, headline: true}
  - {id: nursing, title: Nursing, line: nursing, paid_by: The NHS}
"""


@pytest.fixture
def levels(tmp_path: Path) -> str:
    (tmp_path / "levels.yaml").write_text(LEVELS, "utf-8")
    return str(tmp_path / "levels.yaml")


def test_an_answer_not_sure_is_told_from_one_that_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = 'question: nurse, is: "yes"'
    both = 'all: [{question: nurse, is: "yes"}, {question: alone, is: "yes"}]'
    more = "  - {id: alone, label: Do they live alone, kind: yes-no}\nconversions:"
    (tmp_path / "levels.yaml").write_text(LEVELS.replace(asked, both).replace("conversions:", more), "utf-8")
    file = str(tmp_path / "levels.yaml")
    said = run(capsys, "reckon", file, "caring=20", "last-grant=not-applicable", "nurse=not-sure", "alone=unanswered")
    assert "- Is a nurse needed (answered: not-sure)\n" in said.out
    assert "- Do they live alone\n" in said.out


@pytest.mark.parametrize(
    ("caring", "word", "ending"),
    [("9.5", "no budget", "There is no individual budget here"), ("49.5", "not due yet", "It is not due yet")],
)
def test_what_there_is_none_of_is_told_in_words_and_for_the_right_reason(
    caring: str, word: str, ending: str, levels: str, capsys: pytest.CaptureFixture[str]
) -> None:
    had = ("last-grant=2026-10-01", "nurse=no", "--day=2026-11-22")
    said = run(capsys, "reckon", levels, f"caring={caring}", *had).out
    assert f"Grant: {word}\n" in said
    assert f"Week: {word}\n" in said
    assert f"WEEK: {word}\n" in said
    assert ending in said
    assert "£0" not in said
    assert ("It was had in this period already." in said) is (word == "not due yet")


def test_that_no_line_counts_is_not_told_as_no_budget(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "by-need.yaml"
    file.write_text(BY_NEED, "utf-8")
    said = run(capsys, "reckon", str(file), "need=high", "family=none").out
    assert "WEEKLY: does not apply\n    No line of this scheme counts for these answers: that is not the same" in said
    assert "There is no individual budget here" not in said


def test_the_result_says_who_pays_and_whether_a_person_looks_first(
    levels: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(capsys, "reckon", levels, "caring=50", "last-grant=not-applicable", "nurse=yes").out
    assert "WEEK: £12.00 a week\n      A PERSON MUST LOOK AT THIS FIRST." in said
    assert "£600.00 ÷ 52, rounded up to the next £1.00 = £12.00 a week" in said
    assert "NURSING: £254.06 a week\n      Paid by: The NHS." in said
    assert "NURSING: does not apply" in run(capsys, "reckon", levels, "caring=9", "last-grant=blank", "nurse=no").out
    said = run(capsys, "reckon", levels, "caring=40", "last-grant=2040-05-01", "--day=2026-11-22").out
    assert "2040-05-01 does not count: it lies after the day that this is worked out for." in said


@pytest.mark.parametrize("given", [["aids=rails,hoist"], ["aids=rails", "aids=hoist"], ["aids=[rails, hoist]"]])
def test_several_things_are_typed_behind_one_another_or_once_more(given: list[str]) -> None:
    facts = parse_yaml("\n".join(typed([*given, "hours=3"], {"aids"})), "answers").fields()
    assert {one.text() for one in facts["aids"].items()} == {"rails", "hoist"}
    assert facts["hours"].text() == "3"
    assert list(typed(["aids=blank"], {"aids"})) == ["aids: blank"]


def test_one_pound_keeps_its_sign_and_its_period() -> None:
    assert [amount("1", f"pounds{period}") for period in ("", " a week", " one-off")] == [
        "£1.00",
        "£1.00 a week",
        "£1.00 one-off",
    ]
    assert amount("1.00", "pounds up to") == "up to £1.00"
    assert (amount("1", "trips a week"), amount("1", "number")) == ("1 trip a week", "1")


def test_what_is_asked_ends_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "reckon", str(SHAPES / "newcastle-children.yaml")).out
    assert "Are they willing and able to go on?\n" in said
    assert "Date of birth.\n" in said


UNFIT = """id: unfit
starts: 2026-04-01
people: carers
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: lunch, label: Lunch visit, kind: number, at_least: 0, at_most: 60, in_steps_of: 15, unit: minutes a day}
  - {id: carers, label: How many care, kind: number, at_least: 0.5, unit: people}
  - {id: points, kind: number, in_steps_of: 1, unit: points}
  - {id: began, kind: date}
  - id: helpers
    kind: group
    blank: true
    inputs: [{id: does, label: Hours they help, kind: number, at_most: 40, unit: hours a week}]
lines:
  - {id: lunch, quantity: lunch}
  - {id: carers, quantity: carers}
  - {id: others, difference: [carers, 1]}
  - {id: shared, greatest: [others, 0]}
  - {id: each, divide: lunch, by: shared, may_fall: They share it, rounding: scheme}
  - {id: points, quantity: points}
  - {id: years, since: began, in: years}
  - {id: band, unit: pounds a week, bands: years, rows: [{from: 4, up_to: 8, figure: 1}]}
  - {id: help, over: helpers, take: sum, of: does, rounding: scheme}
results:
  - {id: each, title: Each, line: each}
  - {id: help, title: Help, line: help}
  - {id: points, title: Points, line: points}
  - {id: band, title: Band, line: band, headline: true}
"""


@pytest.mark.parametrize(
    ("answers", "headline", "cause"),
    [
        ("lunch=50 carers=2 points=5", "each", "Lunch visit (lunch): 50 lies between the steps of 15."),
        ("lunch=75 carers=2 points=5", "each", "Lunch visit (lunch): 75 is too large; the most is 60."),
        ("lunch=-15 carers=2 points=5", "each", "Lunch visit (lunch): -15 is too small; the least is 0."),
        (
            "lunch=15 carers=1 points=5",
            "each",
            "How many care (carers): what “each” divides by comes to nought, and nothing",
        ),
        (
            "began=2025-04-01 --day 2026-05-01",
            "band",
            "Began (began): 1 is too small: before the first row of the bands",
        ),
        ("points=-1", "points", "Points (points): -1 is too small; the least is 0."),
        ("'helpers=[{does: 2}, {does: -3}]'", "help", "Hours they help (does): -3 is too small; the least is 0."),
        ("'helpers=[{does: 41}]'", "help", "Hours they help (does): 41 is too large; the most is 40."),
        ("began=2017-04-01 --day 2026-05-01", "band", "Began (began): 9 is too large: after the last of the bands"),
    ],
)
def test_a_number_that_does_not_fit_is_told_with_its_question(
    answers: str, headline: str, cause: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    results = UNFIT.replace("line: band, headline: true", "line: band").replace(
        f"line: {headline}}}", f"line: {headline}, headline: true}}"
    )
    (tmp_path / "unfit.yaml").write_text(results, "utf-8")
    said = run(capsys, "reckon", str(tmp_path / "unfit.yaml"), *shlex.split(answers))
    assert said.code == 1
    assert "A number does not fit the scheme." in said.out
    assert cause in " ".join(said.out.split())


@pytest.mark.parametrize(
    ("day", "fits"), [("2026-05-01", "4 is too small: before"), ("2027-05-01", "5 is too large: after")]
)
def test_a_number_is_held_against_the_table_of_its_own_day(
    day: str, fits: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    versions = (
        "versions: [{starts: 2026-04-01, rows: [{at: 6, figure: 1}]}, {starts: 2027-04-01, rows: [{at: 3, figure: 1}]}]"
    )
    table = f"tables: [{{id: sums, from: number, to: pounds a week, reading: exact, {versions}}}]\nlines:\n"
    words = UNFIT.replace("lines:\n", table, 1).replace(
        "bands: years, rows: [{from: 4, up_to: 8, figure: 1}]", "table: sums, of: years"
    )
    (tmp_path / "unfit.yaml").write_text(words, "utf-8")
    said = run(capsys, "reckon", str(tmp_path / "unfit.yaml"), "began=2022-04-01", "--day", day)
    assert f"Began (began): {fits}" in " ".join(said.out.split())


def test_one_of_something_is_told_as_one_and_a_share_of_a_price_says_from_when_it_holds(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    share = "rates: [{id: index, unit: pounds, per: minutes, figure: 2}]\nlines:\n"
    words = UNFIT.replace("lines:\n", f"{share}  - {{id: price, percentage: {{rate: index}}, per_cent: 88}}\n", 1)
    words = words.replace(
        "  - {id: carers, q", "  - {id: paid, multiply: lunch, by: price, rounding: scheme}\n  - {id: carers, q"
    ).replace("results:\n", "results:\n  - {id: paid, title: Paid, line: paid}\n")
    (tmp_path / "unfit.yaml").write_text(words, "utf-8")
    said = run(
        capsys,
        "reckon",
        str(tmp_path / "unfit.yaml"),
        "lunch=15",
        "carers=1",
        "points=5",
        "began=2020-01-01",
        "--day",
        "2026-05-01",
    ).out
    assert "How many care: 1 person\n" in said or "Carers: 1 person\n" in said
    assert "88% = £1.76\n      In force from 2026-04-01: Made for a test" in said


def test_what_is_asked_says_where_a_number_between_the_points_may_be_answered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = run(capsys, "reckon", str(SHAPES / "trafford-children.yaml"))
    assert "care: level-0, level-1, level-2, level-3, or a number between their points, in steps of 0.5." in said.out
    assert "two-people: yes, no." in said.out
