"""What somebody else pays is in no sum of the council's, also where the line behind it is, before it is rounded."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

SCHEME = """id: ours
starts: 2026-04-01
people: adults
source: Made for a test
rounding: {to: 1, how: up}
inputs:
  - {id: need, options: [none, some]}
  - {id: hours, kind: number, at_most: 40, unit: hours a week}
rates:
  - {id: hour, unit: pounds, per: hours, figure: 20}
lines:
  - {id: need, unit: pounds a week, score: need, points: {none: 0, some: 50}}
  - {id: hours, quantity: hours}
  - {id: nurse, multiply: hours, by: {rate: hour}}
  - {id: dressing, unit: pounds a week, amount: 5}
  - {id: nhs, NHS}
  - {id: together, TOGETHER}
  - {id: weekly, WEEKLY}
results:
  - {id: weekly, line: weekly, headline: true}
  - {id: nhs, line: nhs, paid_by: The NHS}
"""
ROUNDED = "round: nurse, to: 1, how: half-up"
ADDED = "sum: [nurse, dressing]"
UP = "round: together, to: 1, how: up"


def told(nhs: str, together: str, weekly: str = UP) -> list[str]:
    words = SCHEME.replace("NHS}", f"{nhs}}}", 1).replace("TOGETHER", together).replace("WEEKLY", weekly)
    try:
        parse(words, "ours.yaml")
    except ContentError as error:
        return [each.what for each in error.complaints if each.code == "other-money-counted"]
    return []


@pytest.mark.parametrize(
    ("nhs", "together", "name"),
    [
        (ROUNDED, "sum: [need, nhs, dressing]", "nhs"),
        (ROUNDED, "sum: [need, nurse, dressing]", "nurse"),
        (ADDED, "sum: [need, dressing]", "dressing"),
    ],
)
def test_it_is_told_wherever_it_is_added(nhs: str, together: str, name: str) -> None:
    assert told(nhs, together) == [f"It adds “{name}”, which somebody else pays, to the council's sum."]


@pytest.mark.parametrize(
    ("nhs", "together", "weekly"),
    [
        (ROUNDED, "sum: [need, dressing]", UP),
        ("percentage: nurse, per_cent: 50, rounding: scheme", "sum: [need, nurse, dressing]", UP),
        (ADDED, "sum: [need, nurse, dressing]", "difference: [together, nhs], may_fall: The NHS pays its part"),
    ],
)
def test_a_part_of_it_and_what_is_taken_off_again_are_in_order(nhs: str, together: str, weekly: str) -> None:
    assert told(nhs, together, weekly) == []


def test_of_several_picks_one_at_which_a_person_decides_is_told_its_place() -> None:
    picks = "{id: need, kind: choices, options: [none, some], blank: true}"
    words = SCHEME.replace("{id: need, options: [none, some]}", picks)
    words = words.replace(
        "score: need, points: {none: 0, some: 50}", "score_several: need, points: {none: 0, some: a-person}"
    )
    with pytest.raises(ContentError) as caught:
        parse(words.replace("NHS}", f"{ROUNDED}}}", 1), "ours.yaml")
    (one,) = (each for each in caught.value.complaints if each.code == "wrong-kind")
    assert one.cure.endswith("in a `choose` below the row `{when: {question: need, is: some}, figure: a-person}`.")
