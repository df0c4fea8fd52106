"""Mistakes that look right to whoever writes them are refused, and what was meant by them passes."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: mistakes
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: up}
inputs:
  - {id: hours, kind: number, at_least: 0, at_most: 168, in_steps_of: 0.5, unit: hours a week}
  - {id: sharers, kind: whole-number, at_least: 1, at_most: 6, unit: people}
  - {id: meals, options: [none, some, full]}
  - {id: before, kind: money, at_least: 0, at_most: 9999, unit: pounds a week, not_applicable: true}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: hours, quantity: hours}
  - {id: meals, score: meals, points: {none: 0, some: 2, full: 5}}
  - {id: sharers, quantity: sharers}
  - {id: share, divide: hours, by: sharers, rounding: {to: 0.01, how: half-up}, may_fall: They share}
  - {id: for-meals, unit: pounds a week, bands: meals, rows: [{from: 0, up_to: 4, figure: 0}, {from: 5, figure: 10}]}
  - {id: for-hours, multiply: share, by: {rate: hour}}
  - {id: new, sum: [for-hours, for-meals]}
  - {id: before, only_when: {not: {question: before, is: not-applicable}}, quantity: before}
  - {id: ceiling, percentage: before, per_cent: 120}
  - {id: protected, protect: new, before: before, starts: 2026-04-01, share_of_change: [25, 50], rounding: scheme}
  - {id: end, limit: protected, at_most: ceiling, rounding: scheme}
"""
NO_CEILING = ("  - {id: ceiling, percentage: before, per_cent: 120}\n", "")
BANDS = "bands: meals, rows: [{from: 0, up_to: 4, figure: 0}, {from: 5, figure: 10}]"
LIMIT = "limit: protected, at_most: ceiling"


def codes(*edits: tuple[str, str]) -> set[str]:
    """The codes of all complaints about the scheme once these words are replaced."""
    words = WORDS
    for was, now in edits:
        assert words.count(was) == 1, was
        words = words.replace(was, now)
    try:
        parse(words, "mistakes.yaml")
    except ContentError as error:
        return {each.code for each in error.complaints}
    return set()


def test_without_a_mistake_it_is_in_order() -> None:
    assert codes() == set()


@pytest.mark.parametrize("cap", ["ceiling", "before", "300", "{rate: most}"])
def test_an_adult_is_not_held_to_what_they_had_before(cap: str) -> None:
    most = ("rates:\n", "rates:\n  - {id: most, unit: pounds a week, figure: 300}\n")
    drop = NO_CEILING if cap != "ceiling" else ("figure: 20", "figure: 21")
    edits = [drop, *([most] if "most" in cap else [])]
    least = f"least: [protected, {cap}]"
    assert codes(*edits, (LIMIT, least)) == {"hard-cap-on-adult"}
    assert codes(*edits, (LIMIT, f"limit: protected, at_most: {cap}")) == set()
    assert codes(*edits, (LIMIT, f"{least}, about_the_person: It costs them no more")) == set()


def test_a_limit_whose_field_is_misspelt_is_told_once() -> None:
    assert codes((LIMIT, "limit: protected, at_msot: 300"), NO_CEILING) == {"unknown-field"}


def test_the_least_of_two_sums_that_were_worked_out_is_no_cap() -> None:
    assert codes((LIMIT, "least: [protected, for-hours]"), NO_CEILING) == set()


@pytest.mark.parametrize(
    ("was", "now", "refused"),
    [
        ("{from: 5, figure: 10}", "{from: 5, up_to: 9, figure: 10}", False),
        ("{from: 0, up_to: 4, figure: 0}", "{from: 1, up_to: 4, figure: 0}", True),
        ("up_to: 4, figure: 0}, {from: 5, figure: 10}", "below: 5, figure: 0}", True),
        ("bands: meals, rows: [{from: 0,", "bands: all-of-it, rows: [{from: 0,", False),
        ("bands: meals, rows: [{from: 0, up_to: 4, figure: 0}, {from: 5,", "bands: all-of-it, rows: [{from: 0,", False),
        ("bands: meals, rows: [{from: 0, up_to: 4, figure: 0}, {from: 5,", "bands: all-of-it, rows: [{from: 6,", True),
        (BANDS, "bands: all-of-it, rows: [{from: 0, up_to: 10, figure: 0}]", False),
        (BANDS, "bands: all-of-it, rows: [{from: 0, up_to: 9, figure: 0}]", True),
    ],
)
def test_bands_reach_as_far_as_the_answers(was: str, now: str, *, refused: bool) -> None:
    both = "  - {id: all-of-it, sum: [meals, 5]}\n" if "all-of-it" in now else ""
    assert codes((was, now), ("  - {id: sharers, q", f"{both}  - {{id: sharers, q")) == (
        {"figure-in-no-band"} if refused else set()
    )


READ = "bands: read, rows: [{from: 0, up_to: 10, figure: 0}]"
FROM_TWO = READ.replace("from: 0", "from: 2")


@pytest.mark.parametrize(
    ("read", "bands", "refused"),
    [
        ("multiply: meals, by: 2", READ, False),
        ("multiply: meals, by: 3", READ, True),
        ("percentage: meals, per_cent: 200", READ, False),
        ("percentage: meals, per_cent: 250", READ, True),
        ("divide: meals, by: 0.5, rounding: {to: 1, how: up}", READ, False),
        ("divide: meals, by: 0.4, rounding: {to: 1, how: up}", READ, True),
        ("multiply: meals, by: 2", FROM_TWO, True),
        ("multiply: meals, by: 2", f"only_when_figure: {{line: read, at_least: 2}}, {FROM_TWO}", False),
        ("multiply: meals, by: 2", f"only_when_figure: {{line: meals, at_least: 2}}, {FROM_TWO}", False),
        ("multiply: meals, by: 2", f"only_when_figure: {{line: hours, at_least: 2}}, {FROM_TWO}", True),
        ("multiply: meals, by: 2", f"only_when: {{question: meals, any_of: [some, full]}}, {FROM_TWO}", False),
    ],
)
def test_bands_reach_as_far_as_what_is_reckoned_from_answers(read: str, bands: str, *, refused: bool) -> None:
    edits = ((BANDS, bands), ("  - {id: sharers, q", f"  - {{id: read, {read}}}\n  - {{id: sharers, q"))
    assert ("figure-in-no-band" in codes(*edits)) is refused


@pytest.mark.parametrize(
    ("added", "refused"),
    [
        ("for-hours, for-meals, for-hours", True),
        ("for-hours, for-meals, both", True),
        ("both, hours-again", True),
        ("both, twice", False),
    ],
)
def test_a_line_is_counted_once_by_itself_or_in_a_sum(added: str, *, refused: bool) -> None:
    more = {
        "both": "  - {id: both, sum: [for-hours, for-meals]}\n",
        "hours-again": "  - {id: hours-again, sum: [for-hours, 1]}\n",
        "twice": "  - {id: twice, multiply: for-hours, by: 2}\n",
    }
    above = "".join(line for name, line in more.items() if name in added.split(", "))
    found = codes(("  - {id: new, sum: [for-hours, for-meals]}\n", f"{above}  - {{id: new, sum: [{added}]}}\n"))
    assert found == ({"counted-twice"} if refused else set())


@pytest.mark.parametrize(
    ("shares", "refused"),
    [("66, 33", True), ("0.33, 0.67", True), ("33.333333, 66.666667", False), ("0, 50", False), ("50, 50", False)],
)
def test_a_change_goes_on_from_year_to_year_in_per_cent(shares: str, *, refused: bool) -> None:
    assert codes(("[25, 50]", f"[{shares}]")) == ({"unclear-protection"} if refused else set())


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ("{starts: 2027-04-01, figure: 21}", True),
        ("{starts: 2026-04-01, no_price: true}, {starts: 2027-04-01, figure: 21}", False),
        ("{starts: 2025-04-01, figure: 20}, {starts: 2027-04-01, figure: 21}", False),
    ],
)
def test_a_rate_has_a_price_from_the_first_day_on(values: str, *, refused: bool) -> None:
    assert codes(("figure: 20}", f"values: [{values}]}}")) == ({"no-values"} if refused else set())


FURTHER = (
    "  - {id: further, difference: [sharers, LESS]}\n  - {id: half, multiply: further, by: 0.5}\n"
    "  - {id: both, sum: [half, 1]}\n  - {id: more, multiply: new, by: both}\n"
)


@pytest.mark.parametrize(("less", "refused"), [("1", False), ("2", True)])
def test_whoever_looks_after_a_second_person_can_get_half_as_much_again(less: str, *, refused: bool) -> None:
    more = ("  - {id: before, only", f"{FURTHER.replace('LESS', less)}  - {{id: before, only")
    found = codes(more, ("protect: new", "protect: more"))
    assert found == ({"difference-below-nought"} if refused else set())


def test_a_number_that_can_be_left_out_can_fall_below_what_is_taken_off() -> None:
    blank = ("at_most: 6, unit: people}", "at_most: 6, unit: people, blank: true}")
    more = ("  - {id: before, only", f"{FURTHER.replace('LESS', '1')}  - {{id: before, only")
    found = codes(
        more, ("protect: new", "protect: more"), blank, ("quantity: sharers}", "quantity: sharers, blank: 0}")
    )
    assert "difference-below-nought" in found


OTHERS_ASKED = """  - {id: family, kind: whole-number, at_most: 7, unit: number}
  - {id: met, kind: number, at_most: 100}
  - {id: over, kind: number, at_most: 101}
"""
OTHERS_DO = """  - {id: family, quantity: family}
  - {id: met, unit: number, quantity: met}
  - {id: over, unit: number, quantity: over}
  - {id: family-days, choose: [{when: {question: meals, is: full}, line: family}, {figure: 0}]}
  - {id: part, percentage: hours, per_cent: {line: met}, rounding: {to: 1, how: down}}
  - {id: more-than-all, percentage: hours, per_cent: {line: over}, rounding: {to: 1, how: down}}
"""


@pytest.mark.parametrize(
    ("taken", "refused"),
    [
        ("difference: [7, family-days]", False),
        ("difference: [6, family-days]", True),
        ("difference: [hours, part]", False),
        ("difference: [hours, more-than-all]", True),
    ],
)
def test_what_takes_off_no_more_than_there_always_is_stays_above_nought(taken: str, *, refused: bool) -> None:
    asked = ("  - {id: meals, options", f"{OTHERS_ASKED}  - {{id: meals, options")
    left = f"  - {{id: left, {taken}, may_fall: Others do it}}\n"
    lines = ("  - {id: new, sum", f"{OTHERS_DO}{left}  - {{id: new, sum")
    assert ("difference-below-nought" in codes(asked, lines)) is refused
