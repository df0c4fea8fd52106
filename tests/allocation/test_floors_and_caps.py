"""A floor above a cap is told wherever answers can bring the two together, and nowhere else."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: limits
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: place, label: Place, options: [home, shared, away]}
  - {id: hours, label: Hours, kind: whole-number, at_least: 2, at_most: 20, unit: hours a week}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
  - id: least
    unit: pounds a week
    values: [{starts: 2025-04-01, figure: 900}, {starts: 2026-04-01, figure: 40}, {starts: 2027-04-01, figure: 250}]
lines:
  - {id: hours, quantity: hours}
  - {id: for-hours, multiply: hours, by: {rate: hour}}
  - {id: floor, FLOOR}
  - {id: cap, CAP}
  - {id: weekly, limit: for-hours, at_least: floor, at_most: cap, LIMIT}
"""
HOME, AWAY = "when: {question: place, is: home}", "when: {question: place, is: away}"
MUCH = "when_figure: {line: hours, more_than: 9}"
POUNDS, WEEK = "unit: pounds a week", "rounding: scheme"
AMOUNT = f"{POUNDS}, amount: "


def told(floor: str, cap: str, limit: str = WEEK) -> list[str]:
    words = WORDS.replace("FLOOR", floor).replace("CAP", cap).replace("LIMIT", limit)
    try:
        parse(words, "limits.yaml")
    except ContentError as error:
        found = [each for each in error.complaints if not each.code.startswith("unused-")]
        return [each.what if each.code == "floor-above-cap" else each.code for each in found]
    return []


def by_place(home: int, away: int, other: int) -> str:
    return f"{POUNDS}, choose: [{{{HOME}, figure: {home}}}, {{{AWAY}, figure: {away}}}, {{figure: {other}}}]"


@pytest.mark.parametrize(
    ("floor", "cap", "said"),
    [
        (by_place(10, 20, 30), by_place(50, 15, 60), "With place=away the floor 20 is above the cap 15."),
        (by_place(10, 20, 30), by_place(50, 60, 25), "With place=shared the floor 30 is above the cap 25."),
        (by_place(100, 20, 30), f"{AMOUNT}99", "With place=home the floor 100 is above the cap 99."),
        (f"{AMOUNT}100", f"{AMOUNT}99", "The floor 100 is above the cap 99."),
        (f"{POUNDS}, score: place, points: {{home: 9, shared: 8, away: 7}}", by_place(9, 6, 8), "With place=away"),
        (f"{POUNDS}, choose: [{{{MUCH}, figure: 90}}, {{figure: 80}}]", f"{AMOUNT}70", "The floor is never below 80"),
        ("amount: {rate: least}", by_place(250, 249, 400), "With place=away the floor 250 is above the cap 249."),
        ("percentage: for-hours, per_cent: 50", by_place(20, 40, 19), "With place=shared the floor is never below 20"),
        (f"{AMOUNT}100, only_when: {{question: place, is: home}}", by_place(99, 1, 1), "With place=home"),
        (
            f"{POUNDS}, bands: hours, rows: [{{from: 0, figure: 30}}]",
            f"{AMOUNT}20",
            "The floor 30 is above the cap 20.",
        ),
    ],
)
def test_a_floor_above_its_cap_is_told_with_the_answers(floor: str, cap: str, said: str) -> None:
    [what] = told(floor, cap)
    assert what.startswith(said)


@pytest.mark.parametrize(
    ("floor", "cap", "limit"),
    [
        (by_place(10, 20, 30), by_place(10, 20, 30), WEEK),
        (f"{AMOUNT}100, only_when: {{question: place, is: home}}", by_place(100, 1, 1), WEEK),
        (by_place(100, 20, 30), f"{AMOUNT}99, only_when: {{question: place, is: shared}}", WEEK),
        (by_place(100, 20, 30), f"{AMOUNT}99", "only_when: {question: place, any_of: [shared, away]}"),
        (f"{POUNDS}, choose: [{{{MUCH}, figure: 90}}, {{figure: 70}}]", f"{AMOUNT}80", WEEK),
        ("amount: {rate: least}", f"{AMOUNT}250", WEEK),
        ("percentage: for-hours, per_cent: 50", f"{AMOUNT}20", WEEK),
    ],
)
def test_a_floor_that_never_meets_a_lower_cap_is_in_order(floor: str, cap: str, limit: str) -> None:
    assert told(floor, cap, limit) == []
