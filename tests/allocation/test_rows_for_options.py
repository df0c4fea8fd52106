"""An option that a choice has no row for is told, where every budget stands on the choice."""

import pytest

from portal.allocation.loading import parse
from portal.files import Complaint, ContentError

WORDS = """id: prices
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: who, options: [family, agency, nobody]}
  - {id: alone, kind: yes-no}
  - {id: hours, kind: number, at_most: 80, unit: hours a week}
rates:
  - {id: family, unit: pounds, per: hours, figure: 14}
  - {id: agency, unit: pounds, per: hours, figure: 21}
lines:
  - id: price
    choose:
      - {when: {question: who, is: family}, rate: family}
      - {when: {question: who, is: agency}, rate: agency}
      - {when: {question: who, is: nobody}, figure: no-budget}
  - {id: hours, only_when: {question: alone, is: "yes"}, quantity: hours}
  - {id: all-hours, quantity: hours}
  - {id: for-hours, multiply: all-hours, by: price}
  - {id: on-top, multiply: hours, by: {rate: family}}
  - {id: weekly, sum: [for-hours, on-top], rounding: scheme}
"""
FAMILY, AGENCY, NOBODY = (
    f"      - {{when: {{question: who, is: {who}}}, {gives}}}\n"
    for who, gives in (("family", "rate: family"), ("agency", "rate: agency"), ("nobody", "figure: no-budget"))
)
APPLIES = "{id: for-hours, multiply"
NO_ROW = {("option-without-row", "line “price”")}


def told_of(*edits: tuple[str, str]) -> tuple[Complaint, ...]:
    words = WORDS
    for was, now in edits:
        assert words.count(was) == 1, was
        words = words.replace(was, now)
    try:
        parse(words, "prices.yaml")
    except ContentError as error:
        return error.complaints
    return ()


def places(*edits: tuple[str, str]) -> set[tuple[str, str]]:
    return {(one.code, one.where) for one in told_of(*edits)}


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ((), set()),
        (((NOBODY, ""),), NO_ROW),
        (((AGENCY, ""),), NO_ROW),  # and not that the price of an agency is used by nothing
        (((AGENCY, ""), (NOBODY, "      - {rate: agency}\n")), set()),
        (((NOBODY, ""), ("is: agency", "any_of: [agency, nobody]")), set()),
        (((NOBODY, ""), ("is: agency", "is: agencies")), {("condition-unknown-option", "line “price”")}),
        (((NOBODY, ""), (APPLIES, "{id: for-hours, only_when: {question: alone, is: 'yes'}, multiply")), set()),
        (((NOBODY, ""), (APPLIES, "{id: for-hours, only_when: {not: {question: who, is: nobody}}, multiply")), set()),
        (((NOBODY, ""), (APPLIES, "{id: for-hours, only_when: {question: hours, at_least: 1}, multiply")), set()),
        (((NOBODY, ""), ("multiply: all-hours", "multiply: hours"), ("sum: [for", "sum: [all-hours, for")), None),
    ],
)
def test_each_option_of_a_choice_has_a_row(
    edits: tuple[tuple[str, str], ...], told: set[tuple[str, str]] | None
) -> None:
    found = places(*edits)
    assert found == told if told is not None else "option-without-row" not in {code for code, _ in found}


def test_the_row_that_is_missing_is_named() -> None:
    (one,) = told_of((AGENCY, ""))
    assert "no row for “agency” of “who”" in one.what
    assert "{when: {question: who, is: agency}, …}" in one.cure


@pytest.mark.parametrize(
    ("edits", "cure"),
    [
        (
            ((AGENCY, ""), (APPLIES, "{id: for-hours, only_when: {not: {question: who, is: agency}}, multiply")),
            "“agency”",
        ),
        ((("rate: agency}", "rate: family}"),), "takes “family” in two rows"),
    ],
)
def test_a_rate_that_nothing_uses_may_belong_into_a_choice(edits: tuple[tuple[str, str], ...], cure: str) -> None:
    (one,) = told_of(*edits)
    assert (one.code, one.where) == ("unused-rate", "rate “agency”")
    assert "“price”" in one.cure
    assert cure in one.cure
