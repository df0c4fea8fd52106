"""A protection protects: no answer left out takes it away, and it is not over on the scheme's first day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import parse
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.operations import Since
from portal.allocation.operations.periods import Period, Span
from portal.allocation.operations.protection import year_of_change
from portal.allocation.work import Work
from portal.answers import Facts, Missing
from portal.files import ContentError
from tests.allocation.caseload.agreeing import differences

WORDS = """id: protecting
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 1, how: for-the-person}
inputs:
  - {id: hours, label: Hours, kind: number, at_most: 90, in_steps_of: 1, unit: hours a week}
  - {id: before, label: Budget of before, kind: money, at_most: 9999, unit: pounds a week, not_applicable: true}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours, quantity: hours}
  - {id: new, multiply: hours, by: {rate: hour}}
  - {id: before, only_when: {not: {question: before, is: not-applicable}}, quantity: before}
  - {id: weekly, protect: new, before: before, starts: 2026-04-01, most_fall_per_cent: 10, rounding: scheme}
"""
WAY = "starts: 2026-04-01, most_fall_per_cent: 10"


@pytest.mark.parametrize("before", [{}, {"before": Missing.UNANSWERED}])
def test_a_budget_of_before_that_nobody_told_is_refused(before: Facts) -> None:
    made = calculate(parse(WORDS, "p.yaml"), {"hours": Decimal(9), **before}, date(2026, 4, 1))
    assert isinstance(made, Refusal)
    assert (made.reason, made.questions) == (Reason.UNANSWERED, (("before", None),))


def test_only_not_applicable_says_that_there_was_none() -> None:
    facts: Facts = {"hours": Decimal(9), "before": Missing.NOT_APPLICABLE}
    made = calculate(parse(WORDS, "p.yaml"), facts, date(2026, 4, 1))
    assert isinstance(made, Budget)
    assert made.lines[-1].figure == 180


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("{not: {question: before, is: not-applicable}}", "{question: before, answered: true}", "nothing protects"),
        ("_cent: 10", "_cent: 100", "all of it may fall in the first year"),
        (WAY, "starts: 2016-04-01, most_fall_per_cent: 10", "all of it may have fallen by 2026-04-01"),
        (WAY, "until: 2026-03-31", "it is over on 2026-03-31"),
        (WAY, "starts: 2023-04-01, share_of_change: [25, 50, 75]", "all of the change counts on 2026-04-01"),
        (WAY, "starts: 2026-04-01, most_fall: 9999", "no budget can fall by more than 9999"),
        (WAY, "starts: 2021-04-01, most_fall: 1700", "10200 may have fallen by 2026-04-01"),
    ],
)
def test_what_protects_nobody_is_refused(right: str, wrong: str, told: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(WORDS.replace(right, wrong), "p.yaml")
    assert [told in one.what for one in caught.value.complaints] == [True]


TURNED = ("{not: {question: before, is: not-applicable}}, quantity: before", "{question: before, is: not-applicable}, ")
ALWAYS = "only_when: {not: {question: before, is: not-applicable}}, quantity: before"
BACK = "starts: 2026-04-01, share_of_change: [25], rises_too: true"


def complaints(words: str) -> list[str]:
    try:
        parse(words, "p.yaml")
    except ContentError as error:
        return [f"{one.code} {one.what} {one.cure}" for one in error.complaints]
    return []


@pytest.mark.parametrize("stands_in", ["", ", not_applicable: 0", ", not_applicable: 90"])
def test_a_forgotten_not_is_cured_by_writing_it(stands_in: str) -> None:
    right, wrong = TURNED
    [told] = complaints(WORDS.replace(right, f"{wrong}quantity: before{stands_in}"))
    assert "`only_when: {not: {question: before, is: not-applicable}}`" in told
    assert "Add `not_applicable: 0`" not in told
    assert complaints(WORDS) == []


@pytest.mark.parametrize(
    ("figure", "way", "harm"),
    [
        ("90", WAY, "holds the new sum up"),
        ("90", BACK, "holds the new sum up"),
        ("0", BACK, "holds the new sum back"),
        ("0", WAY, ""),
    ],
)
def test_no_figure_stands_for_a_budget_that_never_was(figure: str, way: str, harm: str) -> None:
    words = WORDS.replace("people: adults", "people: children").replace(WAY, way)
    told = complaints(words.replace(ALWAYS, f"quantity: before, not_applicable: {figure}"))
    assert [harm in one for one in told] == ([True] if harm else [])
    assert complaints(words.replace(ALWAYS, f"{ALWAYS}, not_applicable: {figure}")) == []


@pytest.mark.parametrize(
    "way",
    [
        "until: 2026-04-01",
        "starts: 2023-04-02, share_of_change: [25, 50, 75]",
        "starts: 2026-04-01, most_fall: 9998.99",
        "starts: 2021-04-02, most_fall: 1700",
        "starts: 2026-04-02, most_fall: 20000",
    ],
)
def test_what_protects_on_the_first_day_passes(way: str) -> None:
    assert parse(WORDS.replace(WAY, way), "p.yaml").lines


def test_a_fall_is_held_against_the_least_that_is_given_anew() -> None:
    floor = "\n  - {id: held, greatest: [new, ten]}\n  - {id: before"
    words = WORDS.replace(
        "\n  - {id: before, only", f"\n  - {{id: ten, unit: pounds a week, amount: 999}}{floor}, only"
    )
    words = words.replace("protect: new", "protect: held")
    assert parse(words.replace(WAY, "starts: 2026-04-01, most_fall: 8999"), "p.yaml").lines
    with pytest.raises(ContentError) as caught:
        parse(words.replace(WAY, "starts: 2026-04-01, most_fall: 9000"), "p.yaml")
    assert ["no budget can fall by more than 9000" in one.what for one in caught.value.complaints] == [True]


def test_a_year_is_over_on_one_day_in_whatever_way_it_is_counted() -> None:
    own = parse(
        WORDS.replace(WAY, "starts: {question: review}, most_fall: 100").replace(
            "rates:", "  - {id: review, kind: date}\nrates:"
        ),
        "p.yaml",
    )
    facts = {"hours": Decimal(0), "before": Decimal(900)}
    for review in (date(2024, 2, 29), date(2023, 2, 28), date(2024, 12, 31)):
        for day in (date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 28), date(2028, 2, 29)):
            years = int(Since("review", Span.YEARS).working(Work({"review": review}, day, {})).operands[0].value)
            assert year_of_change(review, day) == years + 1
            assert Period(months=12 * years + 12).holds(review, day)
            assert not years or not Period(months=12 * years).holds(review, day)
            everyone = [{**facts, "review": review}]
            assert differences(replace(own, starts=review), everyone, day) == []
    assert [year_of_change(date(2024, 2, 29), date(2025, *day)) for day in ((2, 27), (2, 28), (3, 1))] == [1, 2, 2]
