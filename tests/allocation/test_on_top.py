"""A share that comes on top of a sum is no scaling down; one that goes on in its place is."""

import pytest

from portal.allocation.loading import parse
from portal.files import ContentError

WORDS = """id: wages
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: hours, label: Hours, kind: number, at_least: 0, at_most: 99, unit: hours a week}
rates:
  - {id: pay, unit: pounds, per: hours, figure: 13.20}
  - {id: free, unit: pounds a week, figure: 96}
lines:
  - {id: hours, quantity: hours}
  - {id: wage, multiply: hours, by: {rate: pay}}
  - {id: holiday, percentage: wage, per_cent: 12}
  - {id: paid, sum: [wage, holiday]}
  - {id: over, difference: [paid, {rate: free}]}
  - {id: insured, greatest: [over, 0]}
  - {id: insurance, percentage: insured, per_cent: 15}
"""
LAST = "  - {id: weekly, round: together, to: 0.01, how: half-up}\n"
ON_TOP = [
    "  - {id: together, sum: [paid, insurance]}\n",
    "  - {id: together, sum: [wage, holiday, insurance]}\n",
    "  - {id: near, sum: [insurance]}\n  - {id: whole, sum: [paid]}\n  - {id: together, sum: [near, whole]}\n",
]
IN_ITS_PLACE = [
    "  - {id: together, sum: [insurance, 5]}\n",
    "  - {id: together, sum: [wage, insurance]}\n",
    "  - {id: less, difference: [insurance, 1]}\n  - {id: together, greatest: [less, 0]}\n",
]


@pytest.mark.parametrize("lines", ON_TOP)
@pytest.mark.parametrize("share", ["percentage: insured, per_cent: 15", "multiply: insured, by: 0.15"])
def test_what_an_employer_pays_on_top_of_a_wage_is_no_scaling_down(lines: str, share: str) -> None:
    assert parse(WORDS.replace("percentage: insured, per_cent: 15", share) + lines + LAST, "wages.yaml").lines


def test_what_comes_on_top_may_be_a_result_of_its_own() -> None:
    ends = ["  - {id: costs, round: insurance}\n  - {id: weekly, round: paid}\nresults:\n"]
    ends += ["  - {id: weekly, line: weekly, headline: true}\n  - {id: costs, line: costs}\n"]
    assert parse(WORDS + "".join(ends), "wages.yaml").lines


@pytest.mark.parametrize("lines", IN_ITS_PLACE)
def test_a_share_that_goes_on_without_the_whole_is_told(lines: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse(WORDS + lines + LAST, "wages.yaml")
    assert [one.code for one in caught.value.complaints] == ["supply-scaling"]
