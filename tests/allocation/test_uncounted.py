"""Of a scheme in order the check says which options no line counts, and for which answers a choice has no row."""

import pytest

from portal.allocation.lint.uncounted import said_of_options
from portal.allocation.loading import parse

SCHEME = """id: ours
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: nights, kind: whole-number, at_most: 7, unit: nights a week}
  - {id: kind, options: [asleep, awake]}
  - {id: sure, kind: yes-no}
lines:
  - {id: nights, quantity: nights}
  - id: quiet
    only_when: {all: [{question: nights, at_least: 1}, {question: kind, is: asleep}]}
    multiply: nights
    by: 1
  - {id: busy, only_when: {question: kind, is: awake}, multiply: nights, by: 2}
  - {id: extra, only_when: {question: sure, is: "yes"}, multiply: nights, by: 1}
  - {id: last, sum: [quiet, busy, extra]}
"""
CHOSEN = """  - id: chosen
    only_when: {question: sure, is: "yes"}
    choose:
      - {when: {question: kind, is: asleep}, line: nights}
      - {when: {question: kind, is: awake}, line: nights}
"""


def said(*edits: tuple[str, str]) -> list[str]:
    words = SCHEME
    for was, now in edits:
        assert was in words, was
        words = words.replace(was, now)
    return list(said_of_options(parse(words, "ours.yaml")))


def test_nothing_is_said_where_each_option_counts_and_a_no_counts_nothing() -> None:
    assert said() == []
    assert said(("[asleep, awake]", "[none, asleep, awake]")) == []


@pytest.mark.parametrize(
    ("was", "now", "name"),
    [
        ("[asleep, awake]", "[asleep, awake, on-call]", "kind=on-call"),
        ("{question: kind, is: asleep}", "{question: kind, is: awake}", "kind=asleep"),
    ],
)
def test_an_option_that_no_line_counts_is_named(was: str, now: str, name: str) -> None:
    assert said((was, now)) == [f"No line of “ours” counts: {name}. Whoever answers that gets nothing for it."]


@pytest.mark.parametrize("counts", ["{not: {question: kind, is: asleep}}", "{question: kind, answered: true}"])
def test_a_condition_that_names_other_options_counts_them_too(counts: str) -> None:
    assert said(("[asleep, awake]", "[asleep, awake, on-call]"), ("{question: kind, is: awake}", counts)) == []


def test_an_answer_for_which_a_choice_has_no_row_is_named_once() -> None:
    more = ("  - {id: last, sum: [", f"{CHOSEN}  - {{id: last, sum: [chosen, ")
    wider = ("[asleep, awake]", "[asleep, awake, on-call]")
    assert said(more, wider) == ["In “ours” these have no row, and so no figure: kind=on-call in “chosen”."]
    assert said(more, wider, ("{when: {question: kind, is: awake}, line: n", "{line: n")) == []
    only = ('chosen\n    only_when: {question: sure, is: "yes"}', "chosen\n    only_when: {question: kind, is: asleep}")
    [sentence] = said(more, wider, only)
    assert sentence.startswith("No line of “ours” counts: kind=on-call.")
