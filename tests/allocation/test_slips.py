"""Slips that authors make come back as complaints with the cure that works, never as a fault of the check."""

from pathlib import Path

import pytest

from portal.allocation.loading import parse
from portal.allocation.standing_alone import check_alone
from portal.files import ContentError

WORDS = """id: slips
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: visits, label: Visits, kind: number, at_least: 0, at_most: 9, in_steps_of: 1, unit: visits a week}
rates:
  - id: visit
    unit: pounds
    per: visits
    rounding: {to: 0.05, how: half-up}
    values:
      - {starts: 2026-04-01, figure: 18.45}
      - {starts: 2027-04-01, uprate: 3.8}
lines:
  - {id: asked, quantity: visits}
  - {id: weekly, multiply: asked, by: {rate: visit}}
"""
SLIPS = [
    ("starts: 2027-04-01", "starts: 2026-04-01", "2026-04-01 stands twice."),
    ("uprate: 3.8", "uprate: NaN", "Here belongs a percentage."),
    ("uprate: 3.8", "uprate: 1e400", "Here belongs a percentage."),
    ("rounding: {to: 0.05, how: half-up}", "rounding: {how: half-up}", "There is no `to`."),
    ("uprate: 3.8", "uprate: 3.8, ends: 2028-03-31", "give the next row its `starts`"),
    ("figure: 18.45", "figure: 1,018.45", "Write 1018.45."),
    ("multiply: asked", "multiply: visits", "It is an input: add a line above"),
    ("{id: weekly, multiply", "{id: weekly, product", "Write `multiply:`."),
    (", multiply: asked, by: {rate: visit}", ", unit: pounds a week", "it does not say what it does. Give each line"),
    ("{rate: visit}}", "{rate: visit}, only_when: {question: visits, is: [1]}}", "Write `any_of:` in its place"),
    ("multiply: asked, by: {rate: visit}", "greatest: [asked, 3], how_many: 30", "Of 2, so many cannot count: 30."),
    ("multiply: asked, by: {rate: visit}", "divide: asked, by: 7", "Add `rounding: scheme`"),
    ("rounding: {to: 0.01, how: half-up}\n", "", "Add `rounding: {to: 0.01, how: half-up}`"),
    ("kind: number", "kind: integer", "`kind` cannot be “integer”"),
    ("unit: pounds\n", "unit: £ a week\n", "Did you mean `pounds a week`?"),
    ("unit: visits a week", "unit: visits per week", "Did you mean `visits a week`?"),
    ("unit: visits a week", "unit: visits every 4 weeks", "Did you mean `visits every four weeks`?"),
    ("unit: visits a week", "unit: visits a fortnight", "Did you mean `visits every two weeks`?"),
    ("unit: visits a week", "unit: visits a term", "Use one of: visits, visits a day, visits a week, visits every two"),
    ("unit: visits a week", "unit: miles a visit", "Write `unit: miles` and `per: visits`."),
    ("unit: pounds\n", "unit: pounds per hour\n", "Write `unit: pounds` and `per: hours`."),
    ("by: {rate: visit}", "by: 5%", "“5%” is no number and no line. Write the number alone"),
    ("by: {rate: visit}", "by: £18.45", "“£18.45” is no number and no line. Write the number alone"),
    ("label: Visits,", "label: Visits: by day,", "words with a colon or a comma go in quotation marks"),
    ("figure: 18.45", "figure: £18.45", "Write digits with at most one point"),
    ("at_least: 0, at_most: 9", "at_least: 9, at_most: 0", "No answer is 9 or more and 0 or less."),
    ("number, at_least: 0, at_most: 9, in_steps_of: 1", "choice, options: [a, b, a]", "“a” is listed twice"),
]


def test_without_a_slip_it_is_in_order() -> None:
    assert parse(WORDS, "slips.yaml").lines


@pytest.mark.parametrize(("right", "slip", "said"), SLIPS)
def test_a_slip_is_told_with_its_cure(right: str, slip: str, said: str) -> None:
    assert WORDS.count(right) == 1
    with pytest.raises(ContentError) as caught:
        parse(WORDS.replace(right, slip), "slips.yaml")
    assert any(said in str(each) for each in caught.value.complaints), [str(one) for one in caught.value.complaints]


BANDS = """id: bands
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: washing, label: Washing, options: [none, full]}
lines:
  - {id: points, score: washing, points: {none: 0, full: 9}}
  - id: weekly
    unit: pounds a week
    bands: points
    rows: [{from: 0, up_to: 3, figure: 60}, {from: 4, up_to: 9, figure: 90}]
examples:
  - {id: all, answers: {washing: full}, expect: {budget: 90}}
"""


def test_no_budget_is_below_one_of_nought() -> None:
    nought = (
        BANDS.replace("figure: 60", "figure: 0")
        .replace("figure: 90", "figure: no-budget")
        .replace("budget: 90", "budget: no-budget")
    )
    with pytest.raises(ContentError) as caught:
        parse(nought, "bands.yaml")
    assert [each.code for each in caught.value.complaints] == ["table-not-rising"]


@pytest.mark.parametrize("fall", ["figure: 50", "figure: no-budget", "figure: 0"])
def test_bands_in_which_more_points_give_less_are_told(fall: str) -> None:
    assert parse(BANDS, "bands.yaml").lines
    with pytest.raises(ContentError) as caught:
        parse(BANDS.replace("figure: 90", fall), "bands.yaml")
    assert [each.code for each in caught.value.complaints] == ["table-not-rising"]


def test_slips_in_examples_are_told_together_with_those_in_lines() -> None:
    with pytest.raises(ContentError) as caught:
        parse(BANDS.replace("figure: 90", "figure: 50").replace("{budget", "{budgt"), "bands.yaml")
    assert {each.code for each in caught.value.complaints} == {"table-not-rising", "unknown-field"}


def test_an_answer_that_is_no_option_is_named_with_the_one_that_is_meant() -> None:
    with pytest.raises(ContentError) as caught:
        parse(BANDS.replace("washing: full}", "washing: ful}"), "bands.yaml")
    [told] = caught.value.complaints
    assert (told.code, told.cure) == ("unknown-answer", "“ful” is no answer to it. Did you mean `full`?")


def test_one_slip_in_a_price_is_told_once() -> None:
    with pytest.raises(ContentError) as caught:
        parse(WORDS.replace("figure: 18.45", "figure: £18.45"), "slips.yaml")
    assert "unclear-price" not in {each.code for each in caught.value.complaints}


def test_a_file_that_cannot_be_read_is_not_said_to_hold_no_scheme(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text(WORDS.replace("label: Visits,", "label: Visits: by day,"), "utf-8")
    assert [each.code for each in check_alone(tmp_path / "ours.yaml")] == ["not-yaml"]


CHOICE = """id: choice
starts: 2026-04-01
people: children
illustrative: true
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: days, label: Days, kind: whole-number, at_least: 0, at_most: 7, unit: days a week}
  - {id: who, label: Who, options: [one, other, third]}
  - {id: born, label: Born, kind: date}
lines:
  - {id: age, since: born, in: years}
  - {id: last, unit: pounds a week, choose: [ROWS], may_fall: A test.}
  - {id: counted, unit: pounds a week, only_when: {question: days, at_least: 0}, amount: 1}
  - {id: weekly, sum: [last, counted]}
"""
OTHERS = "{when: {question: who, is: one}, figure: 3}, {when: {question: days, at_least: 7}, figure: 4}, {figure: 5}"


def complained(rows: str) -> list[tuple[str, int]]:
    try:
        parse(CHOICE.replace("ROWS", f"{rows}, {OTHERS}").replace("[{", "[\n{").replace("}, {", "},\n{"), "choice.yaml")
    except ContentError as refused:
        return [(one.code, one.line) for one in refused.complaints if one.code != "unused-line"]
    return []


AGE, DAYS, WHO = "when_figure: {line: age, ", "when: {question: days, ", "when: {question: who, "


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (f"{AGE}less_than: 11}}", f"{AGE}less_than: 18}}", []),
        (f"{AGE}less_than: 18}}", f"{AGE}less_than: 11}}", [15]),
        (f"{AGE}less_than: 18}}", f"{AGE}at_least: 18}}", [16]),
        (f"{WHO}any_of: [one, other]}}", f"{WHO}is: third}}", [16]),
        (f"{DAYS}at_least: 3}}", f"{DAYS}at_least: 5}}", [15, 17]),
        (f"{DAYS}is: 7}}", f"{DAYS}at_least: 5}}", [17]),
    ],
)
def test_a_row_below_others_that_always_hold_first_is_told(first: str, second: str, told: list[int]) -> None:
    rows = f"{{{first}, figure: 1}}, {{{second}, figure: 2}}"
    assert complained(rows) == [("unreachable-row", line) for line in told]


@pytest.mark.parametrize("limit", ["at_least: 8", "at_least: 14, at_most: 20", "at_most: -1"])
def test_a_limit_that_no_answer_meets_is_told(limit: str) -> None:
    told = complained(f"{{when: {{question: days, {limit}}}, figure: 1}}")
    assert {code for code, _ in told} == {"never-holds"}
    assert complained("{when: {question: days, at_least: 7, at_most: 7}, figure: 1}") == [("unreachable-row", 16)]


SCORED = """id: scored
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: help, label: Help, options: [none, some, much, all]}
rates:
  - {id: point, unit: pounds a week, per: points, figure: 10}
lines:
  - {id: points, score: help, points: {none: 0, some: 1, much: 2, all: 4}, in_between: STEP}
  - {id: weekly, multiply: points, by: {rate: point}}
"""


@pytest.mark.parametrize("step", ["0.3", "0.75", "2"])
def test_steps_between_points_hold_the_points_themselves(step: str) -> None:
    assert parse(SCORED.replace("STEP", "0.5"), "scored.yaml").lines
    with pytest.raises(ContentError) as caught:
        parse(SCORED.replace("STEP", step), "scored.yaml")
    assert ["nobody can answer 1," in one.what for one in caught.value.complaints] == [True]


def test_a_row_that_falls_is_told_with_the_one_that_gives_more() -> None:
    rows = "rows: [{at: 0, figure: 0}, {at: 1, figure: 39000}, {at: 2, figure: 8100}, {at: 4, figure: 9000}]"
    table = f"tables:\n  - {{id: t, from: points, to: pounds a week, reading: stepped, beyond: stays, {rows}}}\nlines:"
    words = SCORED.replace("STEP", "1").replace("lines:", table)
    words = words.replace("multiply: points, by: {rate: point}", "table: t, of: points")
    with pytest.raises(ContentError) as caught:
        parse(words, "scored.yaml")
    told = [one.what for one in caught.value.complaints if one.code == "table-not-rising"]
    assert told == [f"The row at {at} does not rise above the one at 1, which gives 39000." for at in (2, 4)]


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("Visits each month", "a month"),
        ("How many visits do you have per year?", "a year"),
        ("Visits (every four weeks)", "every four weeks"),
        ("Visits a week", None),
        ("Visits when a helper is away for a month or so", None),
        ("Visits at a day centre", None),
        ("Visits that take more than two hours a day", None),
    ],
)
def test_words_that_end_with_another_time_than_the_unit_are_told(words: str, other: str | None) -> None:
    asked = WORDS.replace("label: Visits,", f'label: "{words}",')
    if other is None:
        assert parse(asked, "slips.yaml").lines
        return
    with pytest.raises(ContentError) as caught:
        parse(asked, "slips.yaml")
    assert [one.what for one in caught.value.complaints] == [
        f"“{words}” says {other}, and is counted in visits a week."
    ]
