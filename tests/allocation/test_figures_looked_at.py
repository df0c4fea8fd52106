"""A choice that looks at a line which does not apply goes on to the next row; where nought would not, it is told."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

SCHEME = """id: ours
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: at-night, kind: yes-no}
  - {id: nights, kind: whole-number, at_most: 7, unit: nights a week}
  - {id: where, options: [town, country]}
rates:
  - {id: small, unit: pounds a week, figure: 10}
  - {id: big, unit: pounds a week, figure: 100}
  - {id: night, unit: pounds, per: nights, figure: 50}
lines:
  - {id: nights, NIGHTS quantity: nights}
  - {id: paid, multiply: nights, by: {rate: night}}
  - {id: half, percentage: paid, per_cent: 50}
  - {id: chosen, CHOSEN}
  - {id: weekly, sum: [paid, half, chosen]}
"""
IF_ASKED = 'only_when: {question: at-night, is: "yes"},'
FEW = "{when_figure: {line: nights, less_than: 3}, rate: small}"


def told(chosen: str, nights: str = IF_ASKED) -> list[str]:
    words = SCHEME.replace("CHOSEN", chosen).replace("NIGHTS", nights)
    for name in ("where", "at-night"):
        if f"question: {name}" not in words:
            words = "\n".join(line for line in words.split("\n") if f"id: {name}," not in line)
    try:
        parse(words, "ours.yaml")
    except ContentError as error:
        return [each.what for each in error.complaints if each.code == "row-without-figure"]
    return []


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (f"choose: [{FEW}, {{rate: big}}]", "nights"),
        ("choose: [{when_figure: {line: half, at_most: 75}, rate: small}, {rate: big}]", "half"),
        (f"choose: [{FEW}, {{when_figure: {{line: paid, at_least: 300}}, figure: a-person}}, {{rate: big}}]", "nights"),
    ],
)
def test_a_row_that_is_passed_by_for_want_of_a_figure_is_told(chosen: str, name: str) -> None:
    (one,) = told(chosen)
    assert one.startswith(f"With at-night=no, “{name}” does not apply, so that no limit on it holds")


def test_the_answers_that_are_told_are_those_that_decide() -> None:
    chosen = f"only_when: {{question: where, is: country}}, choose: [{FEW}, {{rate: big}}]"
    (one,) = told(chosen)
    assert "With where=country at-night=no" in one or "With at-night=no where=country" in one


@pytest.mark.parametrize(
    "chosen",
    [
        f'choose: [{{when: {{question: at-night, is: "no"}}, figure: 0}}, {FEW}, {{rate: big}}]',
        f'only_when: {{question: at-night, is: "yes"}}, choose: [{FEW}, {{rate: big}}]',
        "choose: [{when_figure: {line: nights, at_least: 3}, rate: big}, {rate: small}]",
        f"unit: pounds a week, choose: [{FEW}, {{figure: 0}}]",
        f"choose: [{FEW}, {{figure: a-person}}]",
        "choose: [{when_figure: {line: paid, more_than: 250}, figure: a-person}, {line: paid}]",
    ],
)
def test_what_is_said_of_that_case_or_gives_nothing_there_is_in_order(chosen: str) -> None:
    assert told(chosen) == []


def test_a_line_that_always_applies_has_a_figure_to_look_at() -> None:
    assert told(f"choose: [{FEW}, {{rate: big}}]", "") == []
