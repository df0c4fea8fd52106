"""What can be asked of a budget: a result by its name, and the lines that a figure stands on."""

from decimal import Decimal

import pytest

from portal.allocation.model import Budget, Outcome
from portal.allocation.scheme import Scheme
from tests.allocation.schemes import small
from tests.allocation.test_calculate import Facts, given

LINES = """
id: washing
score: washing
points: {none: 0, some: 6}
---
id: trips
score: trips
points: {none: 0, some: 4}
---
id: week
unit: pounds a week
bands: washing
rows: [{from: 0, below: 5, figure: no-budget}, {from: 5, figure: 60}]
---
id: fares
unit: pounds a week
bands: trips
rows: [{from: 0, below: 4, figure: 0}, {from: 4, figure: 10}]
---
id: nights
unit: pounds a week
amount: 30
only_when: {question: nights, is: 'yes'}
"""
FARES = "  - {id: on-top, title: On top, line: fares}\n  - {id: nights, title: Nights, line: nights}\n"


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return small(LINES, last="week", results=FARES, people="carers")


def budget(scheme: Scheme, **answers: str) -> Budget:
    facts: Facts = {"washing": "some", "trips": "some", "nights": "yes", **answers}
    return given(scheme, facts)


def test_a_result_is_found_by_its_name_and_what_is_not_there_is_not(scheme: Scheme) -> None:
    found = budget(scheme)
    assert (found.result("on-top"), found.result("on-holiday")) == (found.line("fares"), None)
    with pytest.raises(KeyError, match="holidays"):
        found.line("holidays")


def test_a_line_stands_on_those_alone_that_it_was_worked_out_from(scheme: Scheme) -> None:
    found = budget(scheme)
    assert [line.id for line in found.behind("fares")] == ["trips", "fares"]
    assert [line.id for line in found.behind("week")] == ["washing", "week"]
    assert scheme.behind("fares") == {"trips", "fares"}
    assert scheme.behind_headline == {"washing", "week"}


def test_nought_is_no_budget_only_where_the_scheme_gives_none_there(scheme: Scheme) -> None:
    found = budget(scheme, washing="none", trips="none", nights="no")
    assert {line.id: line.figure for line in found.lines if line.unit.is_money} == dict.fromkeys(
        ("week", "fares", "nights"), Decimal(0)
    )
    assert {line: found.gives_none(line) for line in ("week", "fares", "nights")} == {
        "week": True,  # its band gives no individual budget
        "fares": False,  # a figure of nought
        "nights": True,  # it does not apply
    }
    assert found.line("week").outcome is Outcome.NO_BUDGET
    assert not budget(scheme).gives_none("week")
