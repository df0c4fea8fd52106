"""The made-up caseload answers as people do: along the route, and the same for the same seed."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import load as load_scheme
from portal.allocation.model import Budget
from portal.answers import Missing
from portal.conditions import holds
from portal.costing.assuming import read_assumptions
from portal.costing.inventing import Inventing, Somebody
from portal.questionnaires.loading import load

ADULT = Path(__file__).parents[2] / "questionnaires" / "adult"
DAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def inventing() -> Inventing:
    scheme = load_scheme(ADULT / "allocation" / "2026-04-01.yaml")
    return Inventing(load(ADULT / "questionnaire.yaml"), scheme, read_assumptions(), DAY)


@pytest.fixture(scope="module")
def people(inventing: Inventing) -> list[Somebody]:
    return list(inventing.people(300, 1))


def test_the_same_seed_gives_the_same_people_however_many(inventing: Inventing, people: list[Somebody]) -> None:
    assert list(inventing.people(20, 1)) == people[:20]
    assert list(inventing.people(20, 2)) != people[:20]


def test_only_what_counts_is_answered_and_only_what_was_offered(inventing: Inventing, people: list[Somebody]) -> None:
    for one in people:
        assert set(one.facts) <= inventing.scheme.questions_used
        for name, answer in one.facts.items():
            question = inventing.questionnaire.find(name)
            if isinstance(answer, str) and not isinstance(answer, Missing):
                assert answer in {option.id for option in getattr(question, "options", ())}


def test_nobody_answers_what_their_answers_keep_from_being_asked(people: list[Somebody]) -> None:
    asked = load(ADULT / "questionnaire.yaml")
    for name in ("two-people", "trips", "nights-count"):
        condition = asked.find(name).ask_when
        assert condition is not None
        for one in people:
            assert (name in one.facts) == (holds(condition, one.facts) is True)


def test_most_people_get_a_figure_and_some_are_new(inventing: Inventing, people: list[Somebody]) -> None:
    found = [calculate(inventing.scheme, one.facts, DAY) for one in people]
    assert sum(isinstance(one, Budget) for one in found) > 240
    assert 10 < sum(one.cost_now is None for one in people) < 120


def test_client_groups_are_as_frequent_as_assumed(people: list[Somebody]) -> None:
    counted = Counter(one.kinds["client group"] for one in people)
    shares = {group.name: group.share for group in read_assumptions().groups}
    assert sum(shares.values()) == 100
    assert counted.keys() <= shares.keys()
    assert abs(counted["Physical support 65 and over"] / 3 - 49) < 10


def test_every_assumption_says_where_it_comes_from() -> None:
    assert all("ssumption" in source or "20" in source for source in read_assumptions().sources.values())
