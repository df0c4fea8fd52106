"""What the public page of a scheme says is true of what the scheme does, in both ways of reading."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portal.allocation.loading import examples_of, parse
from portal.web.app import build
from tests.web.judging import words_of
from tests.web.running import Service, content, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = "/how-budgets-are-worked-out"
TOP = """
starts: 2026-04-01
people: carers
source: Made for a test
rounding: {to: 0.01, how: half-up}
"""
PROTECTED = f"""
id: protected
{TOP}
inputs:
  - {{id: new, label: The sum, kind: number, at_least: 0, at_most: 999, unit: pounds a week}}
  - {{id: old, label: The sum of last year, kind: number, at_least: 0, at_most: 999, unit: pounds a week}}
  - {{id: review, label: Day of your first review, kind: date}}
lines:
  - {{id: new, quantity: new}}
  - {{id: old, quantity: old}}
  - {{id: by-shares, protect: new, before: old, starts: {{question: review}}, share_of_change: [25, 50],
      rounding: scheme}}
  - {{id: both-ways, protect: new, before: old, starts: 2026-09-01, share_of_change: [50], rises_too: true,
      rounding: scheme}}
  - {{id: by-pounds, protect: new, before: old, starts: 2026-09-01, most_fall: 15, rounding: scheme}}
  - {{id: by-per-cent, protect: new, before: old, starts: 2026-09-01, most_fall_per_cent: 60, rounding: scheme}}
  - {{id: until, protect: new, before: old, until: 2026-09-01, rounding: scheme}}
results:
  - {{id: by-shares, title: A week, line: by-shares, headline: true}}
  - {{id: both-ways, title: Both ways, line: both-ways}}
  - {{id: by-pounds, title: By pounds, line: by-pounds}}
  - {{id: by-per-cent, title: By per cent, line: by-per-cent}}
  - {{id: until, title: Until then, line: until}}
"""
OUTCOMES = f"""
id: outcomes
{TOP}
inputs:
  - {{id: need, label: What it costs, kind: number, at_least: 0, at_most: 999, in_steps_of: 1, unit: pounds a year}}
  - {{id: had, label: Had, kind: number, at_least: 0, at_most: 999, in_steps_of: 1, unit: pounds a year, blank: true}}
  - {{id: aid, label: What helps, options: [none, rail, hoist]}}
lines:
  - {{id: need, quantity: need}}
  - {{id: looked-at, limit: need, at_most: 500}}
  - {{id: some, choose: [{{when_figure: {{line: looked-at, less_than: 10}}, figure: no-budget}}, {{line: looked-at}}]}}
  - {{id: year, left: some, had: had}}
  - id: aid
    unit: pounds one-off
    choose:
      - {{when: {{question: aid, is: hoist}}, figure: a-person}}
      - {{when: {{question: aid, is: rail}}, figure: 110}}
      - {{figure: no-budget}}
results:
  - {{id: year, title: A year, line: year, headline: true}}
  - {{id: aid, title: Once, line: aid}}
examples:
  - {{id: held, answers: {{need: 100, had: 20, aid: hoist}}, expect: {{budget: 80}}}}
  - {{id: looks, answers: {{need: 600, had: 0, aid: rail}}, expect: {{budget: 600, to_a_person: [looked-at]}}}}
  - {{id: gone, answers: {{need: 100, had: 100, aid: rail}}, expect: {{no_budget: true}}}}
  - {{id: little, answers: {{need: 0, had: 0, aid: none}}, expect: {{no_budget: true}}}}
"""
FLOORED = f"""
id: floored
{TOP}
inputs:
  - {{id: need, label: Points, kind: whole-number, at_least: 0, at_most: 50, unit: points}}
  - {{id: born, label: Date of birth, kind: date}}
tables:
  - id: sums
    from: points
    to: pounds a week
    reading: straight
    rounding: {{to: 1, how: up}}
    beyond: stays
    rows: [{{at: 0, figure: no-budget}}, {{at: 10, figure: 20}}, {{at: 20, figure: 90}}]
lines:
  - {{id: need, quantity: need}}
  - {{id: age, since: born, in: years, market_reason: Clubs for older people ask more.}}
  - {{id: from-sums, table: sums, of: need}}
  - {{id: raised, limit: from-sums, at_least: 30}}
  - id: week
    choose:
      - {{when_figure: {{line: age, less_than: 18}}, figure: a-person}}
      - {{line: raised}}
results:
  - {{id: week, title: A week, line: week, headline: true}}
"""
REASONS = f"""
id: reasons
{TOP}
discretionary: The council decides itself how much it gives.
inputs:
  - {{id: hours, label: Hours, kind: whole-number, at_least: 0, at_most: 50, unit: hours a week}}
rates:
  - id: hour
    unit: pounds
    per: hours
    rounding: {{to: 0.05, how: up}}
    values:
      - {{starts: 2026-04-01, figure: 20}}
      - {{starts: 2027-04-01, uprate: 2.6}}
      - {{starts: 2028-04-01, uprate: -1}}
conversions:
  - {{id: to-a-year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}}
lines:
  - {{id: hours, quantity: hours}}
  - {{id: costs, multiply: hours, by: {{rate: hour}}, about_the_person: Whoever joins later needs less.}}
  - {{id: nhs, percentage: costs, per_cent: 50, rounding: scheme}}
results:
  - {{id: week, title: A week, line: costs, headline: true}}
  - {{id: nhs, title: From the NHS, line: nhs, paid_by: The NHS}}
readings:
  - {{id: a-year, title: In a year, of: costs, by: to-a-year, to: 10, how: half-even}}
  - {{id: in-hours, title: In time, of: costs, rate: hour, to: 0.5, how: down}}
"""
UNITS = f"""
id: units
{TOP}
inputs:
  - {{id: aids, label: What helps, kind: choices, options: [rail, alarm], blank: true}}
  - {{id: had, label: Had, kind: number, at_least: 0, at_most: 999, in_steps_of: 0.01, unit: pounds up to, blank: true}}
  - {{id: last, label: Day of the last sum, kind: date, not_applicable: true}}
  - {{id: need, label: Need, options: [some, much]}}
rates:
  - {{id: hour, unit: pounds, per: hours, figure: 20}}
  - {{id: part, unit: number, figure: 50}}
tables:
  - {{id: shares, from: points, to: number, reading: stepped, beyond: stays, rows: [{{at: 0, figure: 0}},
      {{at: 2, figure: 12.5}}]}}
lines:
  - {{id: aids, unit: pounds up to, score_several: aids, points: {{rail: 100, alarm: 5.20}}, blank: 0}}
  - {{id: most, limit: aids, at_most: 150, hard: true}}
  - {{id: left, left: most, had: had, last: last, months: 12}}
  - {{id: need, score: need, points: {{some: 1, much: 2}}}}
  - {{id: share, table: shares, of: need}}
  - {{id: own-share, choose: [{{when: {{question: need, is: some}}, figure: 30}}, {{rate: part}}]}}
  - {{id: hour, choose: [{{rate: hour}}]}}
  - {{id: hours, unit: hours a week, score: need, points: {{some: 1, much: 3}}}}
  - {{id: costs, multiply: hours, by: hour}}
  - {{id: of-costs, percentage: costs, per_cent: share, rounding: {{to: 0.000001, how: half-up}}}}
  - {{id: own-costs, percentage: of-costs, per_cent: own-share, rounding: scheme}}
results:
  - {{id: left, title: What is left, line: left, headline: true}}
  - {{id: costs, title: A week, line: own-costs}}
"""


@pytest.fixture(scope="module")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service with schemes that say much."""
    var = tmp_path_factory.mktemp("words")
    schemes, examples = dict(content().schemes), dict(content().examples)
    for words in (PROTECTED, OUTCOMES, FLOORED, REASONS, UNITS):
        name = words.split("id: ", 1)[1].split("\n", 1)[0]
        (var / f"{name}.yaml").write_text(words, encoding="utf-8")
        schemes[name] = (parse(words, f"{name}.yaml"),)
        examples[name] = examples_of(var / f"{name}.yaml", schemes[name][0])
    found = dataclasses.replace(content(), schemes=schemes, examples=examples)
    service = Service(build(settings(f"sqlite:///{var / 'portal.sqlite'}", var), found))
    yield service
    service.close()


def line(service: Service, scheme: str, line_id: str, *, easy: bool = False) -> str:
    """All words below the heading of a line."""
    browser = service.browser().easy() if easy else service.browser()
    heading = browser.get(f"{PUBLIC}/{scheme}").tree.get_element_by_id(f"line-{line_id}")
    found = []
    for each in heading.itersiblings():
        if each.tag == heading.tag:
            break
        found.append(words_of(each))
    return " ".join(found)


def test_the_own_day_of_a_person_is_told_by_its_label(told: Service) -> None:
    assert "It is the answer to “Day of your first review”." in line(told, "protected", "by-shares")
    assert "You have your own day for this: “Day of your first review”." in line(
        told, "protected", "by-shares", easy=True
    )


def test_shares_of_a_change_are_told_to_be_of_the_whole_change(told: Service) -> None:
    words = line(told, "protected", "by-shares")
    assert "Before that day the old sum stands." in words
    assert "a part of the whole change counts: 25% in year 1; 50% in year 2." in words
    assert "These parts are not added up. After that the whole change counts. A higher sum counts at once." in words
    assert "A higher sum comes step by step, too." in line(told, "protected", "both-ways")
    assert "at once" not in line(told, "protected", "both-ways")
    assert "In the end the whole change counts. A higher sum counts at once." in line(
        told, "protected", "by-shares", easy=True
    )


def test_a_fall_is_told_to_be_of_the_old_sum_and_to_begin_on_its_day(told: Service) -> None:
    by_pounds, by_per_cent = (line(told, "protected", each) for each in ("by-pounds", "by-per-cent"))
    assert "Before Tuesday 1 September 2026 it does not fall below the old sum." in by_pounds
    assert "by at most £15.00 a week, in the second year by at most £30.00 a week, and so on" in by_pounds
    assert "by at most 60% of the old sum, in the second year by at most 100% of the old sum" in by_per_cent
    easy = line(told, "protected", "by-pounds", easy=True)
    assert "On that day it can go down. In the first year: by at most £15.00 a week." in easy
    assert "After Tuesday" not in easy
    until = line(told, "protected", "until")
    assert "Up to and on Tuesday 1 September 2026 it is no less than the old sum." in until
    assert "Without an old sum, the new one holds." in until


def outcome(service: Service, example: str) -> str:
    """What is told of an example above its answers and lines."""
    tree = service.browser().get(f"{PUBLIC}/outcomes/2026-04-01/examples").tree
    return words_of(tree.get_element_by_id(f"example-{example}").getnext()).strip()


def test_an_example_tells_of_what_was_held_back_and_of_who_looks_first(told: Service) -> None:
    assert outcome(told, "held") == "A year: £80.00 a year. Once: No figure: at this level a person decides."
    assert outcome(told, "looks") == "A year: £600.00 a year. Once: £110.00. A person looks first."


def test_why_there_is_nothing_names_the_result_that_it_is_about(told: Service) -> None:
    assert outcome(told, "gone") == "A year: Nothing is left in this period. Once: £110.00."
    assert outcome(told, "little") == "A year: There is no individual budget for these answers."


@pytest.mark.parametrize("easy", [False, True], ids=["standard", "easy"])
def test_no_budget_is_told_not_to_be_a_sum_of_nought(told: Service, *, easy: bool) -> None:
    browser = told.browser().easy() if easy else told.browser()
    page = words_of(browser.get(f"{PUBLIC}/floored").tree)
    assert page.count("“No individual budget” is not the same as £0.00.") == 1
    floor = line(told, "floored", "raised", easy=easy)
    assert "raise “no individual budget”" in floor
    assert "lowest amount" in floor
    assert "is not the same as £0.00" not in words_of(browser.get(f"{PUBLIC}/protected").tree)


def test_a_straight_line_is_told_to_need_two_figures(told: Service) -> None:
    page = words_of(told.browser().get(f"{PUBLIC}/floored").tree)
    assert "Where one of the two rows has no figure, no line is drawn: the lower row holds until the next." in page


def test_what_is_said_of_limits_and_of_age_is_true_of_every_scheme(told: Service) -> None:
    page = words_of(told.browser().get(f"{PUBLIC}/floored").tree)
    assert "never limits" not in page
    assert "Age or kind of need counts here because of what help costs: Clubs for older people ask more." in page


def test_reasons_upratings_and_all_rounding_are_shown(told: Service) -> None:
    page = words_of(told.browser().get(f"{PUBLIC}/reasons").tree)
    for words in (
        "Nobody has a right to this sum. The reason is this: The council decides itself how much it gives.",
        "The reason for this is not how much money there is. It is this: Whoever joins later needs less.",
        "That is 2.6% more than before. Rounded up to the next £0.05.",
        "That is 1% less than before. Rounded up to the next £0.05.",
        "told by “To a year”. Rounded to the nearest £10.00, halves to the even one.",
        "told by “Hour”. Rounded down to the nearest 0.5 hours a week.",
    ):
        assert words in page
    assert "the figure of the line “Nhs”. Paid by: The NHS." in page
    easy = words_of(told.browser().easy().get(f"{PUBLIC}/reasons").tree)
    raw = told.browser().get(f"{PUBLIC}/reasons").text
    assert "from pounds a week to pounds a year: <bdi>×\N{NO-BREAK SPACE}365 ÷\N{NO-BREAK SPACE}7</bdi>." in raw
    assert "Nobody has a right to this money." in easy
    assert "This is not because of how much money there is." in easy


def test_amounts_limits_and_prices_are_told_in_their_units(told: Service) -> None:
    aids, most, left = (line(told, "units", each) for each in ("aids", "most", "left"))
    assert "An amount for each answer that is picked at “What helps”." in aids
    assert "Alarm£5.20" in aids
    assert "It is the most that is given." in aids
    assert "It is never more than £150.00." in most
    assert "The number at “Had” goes in steps of 0.01." in left
    assert "What was had counts only where the day at “Day of the last sum” lies in this period: 12 months." in left
    assert "The number at “Had” is 999 or less." in left
    assert "Counted in pounds: for each hour" in line(told, "units", "hour")


def test_shares_are_told_in_per_cent_and_fine_working_as_what_it_is(told: Service) -> None:
    page = words_of(told.browser().get(f"{PUBLIC}/units").tree)
    assert "2 points12.5%" in page
    assert "Counted in per cent." in line(told, "units", "share")
    own = line(told, "units", "own-share")
    assert "30%" in own
    assert "“Part” (50%)" in own
    assert "to 6 decimal places, so that next to nothing is lost." in line(told, "units", "of-costs")
    assert "An amount for the answer to “Need”." in line(told, "units", "hours")
