"""A protection that begins before its scheme does is told, unless an earlier version of the scheme is there."""

from pathlib import Path

import pytest

from portal.allocation.standing_alone import noticed

WORDS = """id: protecting
starts: STARTS
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
  - {id: weekly, protect: new, before: before, WAY, rounding: scheme}
"""
SHARES = "share_of_change: [25, 50, 75]"


def said(folder: Path, way: str, *starts: str) -> list[str]:
    words = WORDS if "review" not in way else WORDS.replace("rates:", "  - {id: review, kind: date}\nrates:")
    for day in starts:
        (folder / f"{day}.yaml").write_text(words.replace("STARTS", day).replace("WAY", way), encoding="utf-8")
    return [one for one in noticed(folder) if "Is that day meant?" in one]


@pytest.mark.parametrize(
    ("way", "what"),
    [
        (f"starts: 2024-09-01, {SHARES}", "begins on 2024-09-01"),
        (f"starts: 2024-09-01, {SHARES}", "50 per cent of the change counts on that first day"),
        (f"starts: 2026-03-31, {SHARES}", "25 per cent of the change counts on that first day"),
        ("starts: 2024-09-01, most_fall_per_cent: 12.5", "25 per cent may have fallen on that first day"),
        ("starts: 2024-09-01, most_fall: 30", "60 may have fallen on that first day"),
    ],
)
def test_a_share_that_counts_before_the_scheme_is_told(way: str, what: str, tmp_path: Path) -> None:
    [told] = said(tmp_path, way, "2026-04-01")
    assert what in told
    assert "no version of the scheme here before 2026-04-01" in told


@pytest.mark.parametrize(
    "way", [f"starts: 2026-04-01, {SHARES}", "until: 2027-03-31", f"starts: {{question: review}}, {SHARES}"]
)
def test_a_protection_that_begins_with_the_scheme_is_not_told(way: str, tmp_path: Path) -> None:
    assert said(tmp_path, way, "2026-04-01") == []


def test_a_protection_that_goes_on_from_an_earlier_version_is_not_told(tmp_path: Path) -> None:
    assert said(tmp_path, f"starts: 2025-04-01, {SHARES}", "2025-04-01", "2026-04-01") == []


def test_each_line_is_told_once(tmp_path: Path) -> None:
    assert len(said(tmp_path, f"starts: 2024-09-01, {SHARES}", "2026-04-01", "2026-10-01")) == 1
