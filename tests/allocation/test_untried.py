"""Of a scheme in order the check says what no worked example tries, and that it has none."""

from pathlib import Path

import pytest

from portal.allocation.standing_alone import check_alone, noticed
from portal.cli import check

SCHEME = """id: ours
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: who, options: [one, other]}
  - id: helpers
    kind: group
    inputs: [{id: does, kind: choices, options: [meals, shopping]}]
  - {id: n, kind: whole-number, at_least: 0, at_most: 9, unit: points}
tables:
  - id: sums
    from: points
    to: pounds a week
    reading: stepped
    beyond: stays
    rows: [{at: 0, figure: no-budget}, {at: 3, figure: 30}, {at: 6, figure: a-person}]
lines:
  - {id: helpers, over: helpers, take: count, where: {question: does, is: meals}}
  - {id: who, score: who, points: {one: 0, other: 1}}
  - {id: n, quantity: n}
  - {id: band, unit: points, bands: n, rows: [{from: 0, up_to: 4, figure: 0}, {from: 5, figure: 1}]}
  - id: all
    choose: [{when_figure: {line: helpers, more_than: 1}, figure: a-person}, {line: n}]
  - {id: points, sum: [all, who, band]}
  - {id: last, table: sums, of: points}
"""
BOTH = "helpers: [{does: [meals, shopping]}, {does: [meals]}]"
EXAMPLES = f"""examples:
  - {{id: low, answers: {{who: one, n: 0, helpers: []}}, expect: {{budget: no-budget}}}}
  - {{id: more, as_in: low, answers: {{n: 3}}, expect: {{budget: 30}}}}
  - {{id: much, as_in: low, answers: {{n: 9, who: other}}, expect: {{refusal: a-person-decides}}}}
  - {{id: helped, as_in: low, answers: {{{BOTH}}}, expect: {{refusal: a-person-decides}}}}
"""


def said(folder: Path, words: str, **beside: str) -> tuple[str, ...]:
    for name, written in {"ours": words, **beside}.items():
        (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
    assert [str(one) for one in check_alone(folder)] == []
    return noticed(folder)


def test_nothing_is_said_where_all_is_tried(tmp_path: Path) -> None:
    assert said(tmp_path, SCHEME + EXAMPLES) == ()


def test_examples_in_a_file_of_their_own_count_as_well(tmp_path: Path) -> None:
    assert said(tmp_path, SCHEME, examples=EXAMPLES) == ()


@pytest.mark.parametrize(
    ("without", "names"),
    [
        ("much", "who=other, the band of “band” from 5, the row of “sums” at 6"),
        ("helped", "does=meals, does=shopping, row 1 of “all”"),
        ("more", "the row of “sums” at 3"),
    ],
)
def test_what_no_example_tries_is_named(tmp_path: Path, without: str, names: str) -> None:
    lines = [line for line in EXAMPLES.splitlines(keepends=True) if f"id: {without}," not in line]
    assert said(tmp_path, SCHEME + "".join(lines)) == (f"No worked example of “ours” tries: {names}.",)


def test_of_many_names_a_few_are_told(tmp_path: Path) -> None:
    [sentence] = said(tmp_path, SCHEME + "".join(EXAMPLES.splitlines(keepends=True)[:2]))
    assert sentence.endswith("the row of “sums” at 3, the row of “sums” at 6.")
    options = ", ".join(f"o{number}" for number in range(9))
    wider = SCHEME.replace("[meals, shopping]", f"[meals, {options}]")
    [sentence] = said(tmp_path, wider + "".join(EXAMPLES.splitlines(keepends=True)[:2]))
    assert sentence.endswith(" does=o6, and 7 more.")


def test_a_scheme_without_examples_is_in_order_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ours.yaml").write_text(SCHEME, encoding="utf-8")
    assert check.run([str(tmp_path / "ours.yaml")]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("“ours” has no worked example")
    assert last == "All content is in order."


def test_a_price_and_a_table_that_are_lowered_are_told(tmp_path: Path) -> None:
    rounding = "rounding: {to: 1, how: half-up}"
    rows = "[{at: 0, figure: no-budget}, {at: 3, figure: 30}, {at: 6, figure: a-person}]"
    versions = f"[{{starts: 2026-04-01, rows: {rows}}}, {{starts: 2027-04-01, uprate: UPRATE}}]"
    words = SCHEME.replace(f"    rows: {rows}\n", f"    {rounding}\n    versions: {versions}\n")
    dated = "[{starts: 2026-04-01, figure: 9}, {starts: 2027-04-01, uprate: UPRATE}]"
    fee = f"  - {{id: fee, unit: pounds a week, {rounding}, values: {dated}}}\n"
    words = words.replace("tables:", f"rates:\n{fee}tables:")
    words = words.replace("{id: last, table", "{id: paid, table") + "  - {id: last, sum: [paid, {rate: fee}]}\n"
    found = said(tmp_path, words.replace("UPRATE", "-2.25"))[:2]
    assert found == (
        "From 2027-04-01 on, the rate “fee” is 2.25 per cent lower.",
        "From 2027-04-01 on, the table “sums” gives 2.25 per cent less.",
    )
    assert len(said(tmp_path, words.replace("UPRATE", "2.25"))) == 1


LIMITED = """id: ours
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: hours, label: Hours, kind: number, at_least: 0, at_most: 100, unit: hours a week}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours, quantity: hours}
  - {id: priced, multiply: hours, by: {rate: hour}, rounding: scheme}
  - {id: weekly, limit: priced, at_least: 40, BELOW at_most: 600}
examples:
  - {id: usual, answers: {hours: 10}, expect: {budget: 200}}
"""
LITTLE = "  - {id: little, answers: {hours: 1}, expect: {budget: FLOOR}}\n"
MUCH = "  - {id: much, answers: {hours: 31}, expect: {budget: 620, to_a_person: [weekly]}}\n"


@pytest.mark.parametrize(("below", "floor"), [("below: no-budget,", "no-budget"), ("", "40")])
def test_a_floor_and_a_cap_that_no_example_tries_are_named(tmp_path: Path, below: str, floor: str) -> None:
    words = LIMITED.replace("BELOW", below)
    under, over = "a figure below the floor of “weekly”", "a figure above the cap of “weekly”"
    little = LITTLE.replace("FLOOR", floor)
    assert said(tmp_path, words) == (f"No worked example of “ours” tries: {under}, {over}.",)
    assert said(tmp_path, words + little) == (f"No worked example of “ours” tries: {over}.",)
    assert said(tmp_path, words + MUCH) == (f"No worked example of “ours” tries: {under}.",)
    assert said(tmp_path, words + little + MUCH) == ()
