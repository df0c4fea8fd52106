"""The arrays give each person the figures, refusals and outcomes of the one-person calculation, on every line."""

import os
from datetime import date, timedelta
from random import Random

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.loading import load
from portal.allocation.model import Budget
from portal.allocation.scheme import Scheme
from tests.allocation.caseload.agreeing import differences
from tests.allocation.caseload.random_people import somebody
from tests.allocation.caseload.random_schemes import some_scheme
from tests.allocation.schemes import CARER, DAY
from tests.allocation.test_shapes import EXAMPLES, SCHEMES

MANY = int(os.environ.get("PEOPLE_TO_COMPARE", "4000"))
"""How many people go through the adults' scheme both ways; all tests here together compare about 29,000."""


def everyone(scheme: Scheme, day: date, count: int, seed: int) -> list[dict[str, object]]:
    chance = Random(seed)
    return [somebody(chance, scheme, day, strangeness=chance.choice([0, 0, 0.02, 0.1, 0.5])) for _ in range(count)]


def test_thousands_of_people_get_the_same_from_the_adults_scheme(adult: Scheme) -> None:
    for start in range(0, MANY, 5000):
        people = everyone(adult, DAY, min(5000, MANY - start), start)
        assert differences(adult, people, DAY) == []


def test_carers_get_the_same() -> None:
    scheme = load(max((CARER / "allocation").glob("*.yaml")))
    assert differences(scheme, everyone(scheme, DAY, 1000, 2), DAY) == []


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_people_get_the_same_from_each_shape_of_scheme(name: str) -> None:
    scheme = SCHEMES[name]
    for later in (0, 400):
        day = scheme.starts + timedelta(later)
        assert differences(scheme, everyone(scheme, day, 300, later), day) == []


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_the_worked_examples_come_out_in_arrays(name: str) -> None:
    for one in EXAMPLES[name]:
        assert differences(SCHEMES[name], [one.facts], one.day) == []


@pytest.mark.parametrize("seed", range(150))
def test_people_get_the_same_from_any_scheme_that_can_be_put_together(seed: int) -> None:
    scheme = some_scheme(Random(seed))
    assert differences(scheme, everyone(scheme, DAY, 60, seed), DAY) == []


def test_people_who_are_compared_get_figures_as_well_as_refusals(adult: Scheme) -> None:
    found = [calculate(adult, one, DAY) for one in everyone(adult, DAY, 500, 1)]
    figures = sum(isinstance(one, Budget) for one in found)
    assert 100 < figures < 450


def test_a_day_without_a_scheme_refuses_everyone(adult: Scheme) -> None:
    before = adult.starts - timedelta(1)
    assert differences(adult, everyone(adult, DAY, 5, 3), before) == []
