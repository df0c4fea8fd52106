"""Of figures that may be right and are more often a slip of the hand the check says so, and lets them pass."""

import pytest

from portal.allocation.lint.likely import said_of_likely_slips
from portal.allocation.lint.lowered import said_of_falls
from portal.allocation.loading import parse

SCHEME = """id: ours
starts: 2026-04-01
people: carers
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: hours, label: Hours, kind: number, at_least: 0, at_most: 40, unit: hours a week, blank: true}
  - {id: weekend, label: At weekends, kind: number, at_least: 0, at_most: 40, unit: hours a week}
  - {id: last, label: The last day, kind: date, not_applicable: true}
  - {id: part, label: The part of it, options: [all, half]}
rates:
  - id: hour
    unit: pounds
    per: hours
    rounding: {to: 0.01, how: half-up}
    values: [{starts: 2026-04-01, figure: 20}, {starts: 2027-04-01, figure: 19}, {starts: 2028-04-01, uprate: 4.1}]
  - {id: half, unit: number, figure: 50}
conversions:
  - {id: year, from: pounds a week, to: pounds a year, times: 365, divided_by: 7}
tables:
  - id: sums
    from: pounds a week
    to: pounds a week
    reading: stepped
    beyond: stays
    rounding: {to: 0.01, how: half-up}
    versions:
      - {starts: 2026-04-01, rows: [{at: 0, figure: 10}, {at: 100, figure: 100}]}
      - {starts: 2027-04-01, rows: [{at: 0, figure: 9}, {at: 100, figure: 100}]}
lines:
  - {id: hours, quantity: hours, blank: 0}
  - {id: weekend, quantity: weekend}
  - {id: by-day, multiply: hours, by: {rate: hour}, rounding: scheme}
  - {id: at-weekends, multiply: weekend, by: {rate: hour}, rounding: scheme}
  - {id: more, percentage: at-weekends, per_cent: 115, about_the_person: At weekends help is dearer, rounding: scheme}
  - {id: share, unit: number, choose: [{when: {question: part, is: half}, rate: half}, {figure: 100}]}
  - {id: shared, percentage: more, per_cent: share, rounding: scheme}
  - {id: whole, sum: [by-day, shared]}
  - {id: paid, table: sums, of: whole}
  - {id: a-year, convert: paid, by: year, rounding: scheme}
  - {id: due, once: a-year, last: last, months: 12}
"""


def told(was: str, now: str) -> list[str]:
    assert SCHEME.count(was) == 1, was
    scheme = parse(SCHEME.replace(was, now), "ours.yaml")
    return [*said_of_likely_slips(scheme), *said_of_falls(scheme)]


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("per_cent: 115", "per_cent: 1.15", "“more” takes 1.15 per cent. Is 115 meant?"),
        ("figure: 50}", "figure: 0.5}", "“shared” takes 0.5 per cent in one case and 100 in another. Is 50 meant?"),
        ("figure: 50}", "figure: 1}", "“shared” takes 1 per cent in one case and 100 in another. Is 100 meant?"),
        ("uprate: 4.1", "uprate: 41", "From 2028-04-01 on, the rate “hour” is 41 per cent higher. Is 4.1 meant?"),
        ("times: 365", "times: 356", "The conversion “year” counts with 356. Is 365 meant?"),
        ("times: 365, divided_by: 7", "times: 3.8", "By “year” a year holds 3.8 weeks. Is 38 meant?"),
        ("months: 12", "months: 2026", "The period of “due” has 2026 months, which is 168 years."),
        (
            ", blank: true",
            "",
            "“hours” has `blank:`, and “hours” offers no such answer. If it should, write `blank: true` there.",
        ),
        ("label: At weekends", "label: Hours", "The inputs “hours” and “weekend” have the same label: “Hours”."),
        (
            "label: At weekends, kind: number, at_least: 0",
            "label: At weekends, kind: number, at_least: -5",
            "“weekend” may be answered with -5 hours a week, which is less than none.",
        ),
        ("figure: 19}", "figure: 17.99}", "From 2027-04-01 on, the rate “hour” is 17.99, and 20 before."),
        ("figure: 9}", "figure: 8}", "From 2027-04-01 on, the table “sums” gives 8 at 0, and 10 before."),
    ],
)
def test_what_is_likely_a_slip_is_told(was: str, now: str, says: str) -> None:
    assert told(was, now) == [says]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("months: 12", "months: 60"),
        ("per_cent: 115", "per_cent: 1.5"),
        ("uprate: 4.1", "uprate: 12"),
        ("times: 365, divided_by: 7", "times: 38"),
        ("times: 365, divided_by: 7", "times: 52.14"),
        ("figure: 19}", "figure: 18}"),
    ],
)
def test_what_may_well_be_right_is_not_told(was: str, now: str) -> None:
    assert told(was, now) == []


def test_a_share_of_a_year_may_fall_as_it_goes_by() -> None:
    dated = "values: [{starts: 2026-04-01, figure: 75}, {starts: 2027-04-01, figure: 50}]}"
    assert told("figure: 50}", dated) == []
