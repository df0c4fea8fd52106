"""Who has no individual budget, why somebody has no figure, and people of whom there are none, many or some."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.scheme import Scheme
from tests.allocation.caseload.agreeing import differences
from tests.allocation.caseload.random_people import somebody
from tests.allocation.caseload.random_schemes import some_scheme
from tests.allocation.schemes import DAY, small

TWO = """
id: a-points
score: a
points: {none: 0, full: 9}
---
id: b-points
score: b
points: {none: 0, full: 9}
---
id: a-money
unit: pounds a week
bands: a-points
rows: [{from: 0, below: 5, figure: no-budget}, {from: 5, figure: 50}]
---
id: b-money
unit: pounds a week
bands: b-points
rows: [{from: 0, below: 5, figure: no-budget}, {from: 5, figure: 50}]
---
"""
PEOPLE: list[dict[str, Any]] = [
    {"a": a, "b": b, "which": which}
    for a in ("none", "full")
    for b in ("none", "full")
    for which in ("a", "b", "nought", "a-again")
]
SUM = "id: last\nunit: pounds a week\nsum: [a-money, b-money]"
CHOICE = """id: last
unit: pounds a week
choose:
  - {when: {question: which, is: a}, line: a-money}
  - {when: {question: which, is: b}, line: b-money}
  - {when: {question: which, is: a-again}, line: a-money}
  - {figure: 0}"""


@pytest.mark.parametrize("last", [SUM, CHOICE])
def test_there_is_no_budget_where_a_line_that_counts_has_none_and_not_where_another_has(last: str) -> None:
    scheme = small(TWO + last)
    assert differences(scheme, PEOPLE, DAY) == []
    without = [one for one in PEOPLE if one["which"] != "b"]  # so that nobody takes that row
    assert differences(scheme, without, DAY) == []
    many = calculate_many(scheme, gather(PEOPLE, scheme.questions_used), DAY)
    assert 0 < many.no_budget.sum() < len(PEOPLE)


def test_hundreds_of_other_words_are_all_out_of_range() -> None:
    scheme = small("id: last\nscore: a\npoints: {full: 9}")
    people = [{"a": f"word-{number}"} for number in range(300)] + [{"a": "full"}]
    many = calculate_many(scheme, gather(people, ["a"]), DAY)
    assert (many.refusals > 0).tolist() == [True] * 300 + [False]
    assert differences(scheme, people[-30:], DAY) == []


def test_picks_that_are_no_words_and_numbers_without_an_end_are_out_of_range() -> None:
    lines = "id: picked\nscore_several: picks\npoints: {some: 2, full: 9}\n---\nid: many\nquantity: n\n---\n"
    scheme = small(lines + "id: last\nsum: [picked, many]")
    picks: list[Any] = [("some",), ("some", 5), ({}, "full"), ("full", "some"), (), (5,)]
    people = [{"picks": each, "n": Decimal(3)} for each in picks]
    people += [{"picks": (), "n": Decimal(each)} for each in ("NaN", "Infinity", "-0", "1E+3")]
    assert differences(scheme, people, DAY) == []
    refusals = calculate_many(scheme, gather(people, ["picks", "n"]), DAY).refusals
    assert (refusals > 0).tolist() == [False, True, True, False, False, True, True, True, False, False]


def test_nobody_has_no_figure(adult: Scheme) -> None:
    assert differences(adult, [], DAY) == []
    for seed in range(30):
        assert differences(some_scheme(Random(seed)), [], DAY) == []


def test_a_part_of_the_people_gets_what_they_get_among_all() -> None:
    for seed in range(12):
        chance = Random(seed)
        scheme = some_scheme(chance)
        everyone = [somebody(chance, scheme, DAY, strangeness=0.2) for _ in range(30)]
        people = gather(everyone, scheme.questions_used)
        for start, end in ((0, 11), (11, 24), (24, 99)):
            part, alone = people.part(start, end), gather(everyone[start:end], scheme.questions_used)
            found, wanted = calculate_many(scheme, part, DAY), calculate_many(scheme, alone, DAY)
            assert found.headline is not None
            assert wanted.headline is not None
            assert found.headline.figure.decimals() == wanted.headline.figure.decimals()
            assert found.headline.at_lines.tolist() == wanted.headline.at_lines.tolist()
            assert found.refusals.tolist() == wanted.refusals.tolist()


def test_a_part_of_the_people_keeps_what_is_strange_in_their_answers() -> None:
    lines = """
id: picked
score_several: picks
points: {some: 2, full: 9}
---
id: told
only_when: {question: people, is: nobody}
amount: 5
---
id: hours
over: people
take: sum
of: hours
---
id: last
sum: [picked, told, hours]
"""
    scheme = small(lines)
    lists: list[Any] = [
        ({"hours": Decimal(3)},),
        (),
        "nobody",
        ({"hours": Decimal(4)}, {"hours": Decimal(8)}),
        ("odd",),
    ]
    picks: list[Any] = [("some",), ("some", 5), ("full", "some"), "other", ()]
    everyone = [{"picks": one, "people": other} for one in picks for other in lists]
    people = gather(everyone, scheme.questions_used)
    for start, end in ((0, 25), (3, 11), (11, 99)):
        found = calculate_many(scheme, people.part(start, end), DAY)
        wanted = calculate_many(scheme, gather(everyone[start:end], scheme.questions_used), DAY)
        for name, line in wanted.lines.items():
            assert found.lines[name].figure.decimals() == line.figure.decimals()
            assert found.lines[name].reasons.tolist() == line.reasons.tolist()
    assert differences(scheme, everyone, DAY) == []
