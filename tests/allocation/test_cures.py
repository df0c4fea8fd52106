"""A slip is told with the cure that fits what was meant, and accuses no line that is right."""

import pytest

from portal.allocation.loading import parse
from portal.files import Complaint, ContentError

WORDS = """id: cures
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: hours, kind: number, at_most: 99, unit: hours a week}
  - {id: nights, kind: whole-number, at_most: 7, unit: nights a week}
  - {id: pays, kind: money, at_most: 999, unit: pounds a week}
  - {id: before, kind: money, at_most: 999, unit: pounds a week, not_applicable: true}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
  - {id: night-hours, unit: hours, per: nights, figure: 10}
lines:
  - {id: hours, quantity: hours}
  - {id: nights, quantity: nights}
  - {id: price, choose: [{rate: hour}]}
  - {id: hours-at-night, multiply: nights, by: {rate: night-hours}}
  - {id: at-night, multiply: hours-at-night, by: price}
  - {id: by-day, multiply: hours, by: price}
  - {id: on-holidays, percentage: at-night, per_cent: 150}
  - {id: new, sum: [by-day, on-holidays], rounding: scheme}
  - {id: before, only_when: {not: {question: before, is: not-applicable}}, quantity: before}
  - {id: cost, protect: new, before: before, until: 2027-04-01}
  - {id: kept, percentage: new, per_cent: 4, rounding: scheme}
  - {id: pays, quantity: pays}
  - {id: person, least: [pays, cost]}
  - {id: council, difference: [cost, person], may_fall: What somebody pays is taken off}
results:
  - {id: cost, line: cost, headline: true}
  - {id: kept, line: kept}
  - {id: council, line: council}
"""

TIMES = "Where 1.5 times it is meant, write 150: a share is in per cent. Otherwise take it out. What comes on top"


def told_of(was: str, now: str) -> tuple[Complaint, ...]:
    assert WORDS.count(was) == 1, was
    with pytest.raises(ContentError) as caught:
        parse(WORDS.replace(was, now), "cures.yaml")
    return caught.value.complaints


def test_without_a_slip_it_is_in_order() -> None:
    assert parse(WORDS, "cures.yaml").lines


@pytest.mark.parametrize(
    ("was", "now", "code", "where", "cure"),
    [
        ("per_cent: 150", "per_cent: 1.5", "supply-scaling", "on-holidays", TIMES),
        ("per_cent: 150", "per_cent: 50", "supply-scaling", "on-holidays", "Take it out."),
        ("[cost, person]", "[person, cost]", "difference-below-nought", "council", "Turn its two lines round"),
        ("2027-04-01}", "2027-04-01, most_fall_per_cent: 8}", "unclear-protection", "cost", "Write one of `until`"),
        ("until: 2027-04-01", "starts: 2026-04-01, most_fall: 10%", "wrong-kind", "cost", "Write it without the sign"),
    ],
)
def test_the_one_cure_fits(was: str, now: str, code: str, where: str, cure: str) -> None:
    (one,) = told_of(was, now)
    assert (one.code, one.where) == (code, f"line “{where}”")
    assert one.cure.startswith(cure)


def test_two_prices_are_not_multiplied_before_what_they_are_for() -> None:
    told = told_of("multiply: nights, by: {rate: night-hours}", "multiply: price, by: {rate: night-hours}")
    (one,) = (each for each in told if each.code == "unit-mismatch")
    assert one.where == "line “hours-at-night”"
    assert one.what == "“price” is a price for each of hours, and “night-hours” gives hours for each of nights."
    assert one.cure == "Multiply first the nights by “night-hours”, then that by “price”."


def test_the_unit_of_a_question_is_not_the_unit_of_a_line() -> None:
    at_pays = WORDS.replace("{id: pays, kind: money, at_most: 999, unit: pounds a week}", "{id: pays, kind: money}")
    without = WORDS[: WORDS.index("inputs:")] + WORDS[WORDS.index("rates:") :]
    for words, cure in (
        (at_pays, "here or at the input that it counts; of a bare number"),
        (without, "the `unit` of a question is only"),
    ):
        with pytest.raises(ContentError) as caught:
            parse(words, "cures.yaml")
        assert any(one.where == "line “pays”" and cure in one.cure for one in caught.value.complaints)


def test_a_day_until_and_a_start_are_not_both_written() -> None:
    (one,) = told_of("until: 2027-04-01", "until: 2027-04-01, starts: 2026-04-01")
    assert (one.code, one.where) == ("unclear-protection", "line “cost”")
    assert one.what.startswith("Up to the day of `until` nothing falls")
    assert one.cure.startswith("Take `starts` out;")


SMALL = """id: small
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 1, how: half-up}
inputs:
  - {id: need, options: [none, some, full]}
  - {id: home, kind: whole-number, at_least: 1, at_most: 6, unit: people}
lines:
  - {id: need, score: need, points: {none: 0, some: 4, full: 9}, in_between: 1}
  - {id: home, quantity: home}
  - {id: half, percentage: need, per_cent: 40}
  - {id: last, LAST}
"""


@pytest.mark.parametrize(
    ("points", "last", "code", "where", "cure"),
    [
        (
            "full: 1.8",
            "sum: [need, half]",
            "unclear-points",
            "need",
            "Correct 1.8, or write a step on which all",
        ),
        ("full: 1.8", "sum: [need, half]", "unclear-points", "need", "lie: `in_between: 0.2`."),
        (
            "full: 9",
            "sum: [need, half, home]",
            "unit-mismatch",
            "last",
            "by a rate `{unit: points, per: people,",
        ),
        (
            "full: 9",
            "unit: number, divide: need, by: 0.81, rounding: scheme",
            "unit-mismatch",
            "last",
            "of the most there can be, divide by a line `{id: most, unit: points, amount: 0.81}`.",
        ),
        (
            "full: 9",
            "divide: 81, by: need, rounding: scheme",
            "unknown-line",
            "last",
            "{id: most, unit: points, amount: 81}.",
        ),
        ("full: 9", "sum: [need, nede]", "unknown-line", "last", "Did you mean `need`?"),
        (
            "full: 9",
            "choose: [{when: {question: need, is: full}, line: half}, {line: need}]",
            "more-need-gives-less",
            "last",
            "Where the rows differ by a price alone, choose the price in a line above and multiply once.",
        ),
    ],
)
def test_the_cure_names_what_can_be_written(points: str, last: str, code: str, where: str, cure: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(SMALL.replace("full: 9", points).replace("LAST", last), "small.yaml")
    (one,) = (each for each in caught.value.complaints if each.code == code)
    assert one.where == f"line “{where}”"
    assert cure in one.cure


def test_of_a_line_that_is_not_there_those_above_alone_are_offered() -> None:
    words = SMALL.replace("percentage: need", "percentage: everything").replace("LAST", "sum: [need, half]")
    with pytest.raises(ContentError) as caught:
        parse(words, "small.yaml")
    (one,) = (each for each in caught.value.complaints if each.code == "unknown-line")
    assert one.cure == "Use one of: need, home."


ASKING = """id: asking
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: who, options: [agency, employed, self-employed]}
  - {id: had, kind: money, at_most: 999, unit: pounds a year, blank: true}
  - {id: last-payment, kind: date, not_applicable: true}
rates:
  - {id: cap, unit: pounds a year, figure: 500}
lines:
  - {id: share, unit: number, choose: [{when: {question: who, is: agency}, figure: 50}, {figure: 100}]}
  - {id: points, score: who, points: {agency: 0, employed: 1, self-employed: 1}}
  - {id: left, left: {rate: cap}, had: had, last: last-payment, year_from: 04-01}
  - {id: paid, percentage: left, per_cent: share, rounding: scheme}
results:
  - {id: paid, line: paid, headline: true}
  - {id: points, line: points}
"""


def test_what_asks_and_chooses_is_in_order() -> None:
    assert parse(ASKING, "asking.yaml").lines


@pytest.mark.parametrize(
    ("was", "now", "code", "cures"),
    [
        (
            "employed, self-employed]",
            "employed]",
            "points-for-unknown-option",
            ["Did you mean `employed`? Or add `self-employed` to the options of the input “who”."],
        ),
        (
            "is: agency}",
            "is: agent}",
            "condition-unknown-option",
            ["Did you mean `agency`? Or add `agent` to the options of the input “who”."],
        ),
        (
            ", last: last-payment",
            "",
            "unclear-period",
            ["Add `last:` with the input that asks for it; or take `year_from` out, where all that was had counts."],
        ),
        (
            "kind: money",
            "kind: wholenumber",
            "unknown-value",
            ["Did you mean `whole-number`?"],
        ),
        (
            "[{when: {question: who, is: agency}, figure: 50}, {figure: 100}]",
            "[{figure: 100}, {when: {question: who, is: agency}, figure: 50}]",
            "unreachable-row",
            ["Put it last."],
        ),
    ],
)
def test_the_cure_offers_each_way_to_mend_it(was: str, now: str, code: str, cures: list[str]) -> None:
    assert ASKING.count(was) == 1, was
    with pytest.raises(ContentError) as caught:
        parse(ASKING.replace(was, now), "asking.yaml")
    assert [one.cure for one in caught.value.complaints if one.code == code] == cures
