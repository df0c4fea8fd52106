"""Trying a version on the caseload: by group and by need, for those who may adjust schemes, and for nobody else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from portal.access import Role
from portal.allocation.editing import with_figures
from portal.allocation.loading import parse
from portal.cohorts import load_cohorts
from portal.services import caseload
from portal.services.refusals import NotAllowed
from portal.services.staff import simulating
from portal.services.staff.people import Worker
from tests.allocation.schemes import ROOT
from tests.services.staff.test_schemes import FILE, SCHEME
from tests.services.town import CONTENT, Town

COHORTS = replace(load_cohorts(ROOT / "questionnaires" / "wirral-model" / "cohorts.yaml"), questionnaires=("small",))
FIRST, SECOND = (each.id for each in COHORTS.cohorts[:2])
CHANGED = parse(with_figures(FILE, {"lines/washing/points/some": "4", "lines/washing/points/full": "4"}), "small.yaml")


@pytest.fixture
def sent(town: Town) -> Town:
    """A town where twelve people of one group, eleven of another and ten of none sent their answers."""
    town.content = SimpleNamespace(**{**vars(CONTENT), "schemes": {"small": (SCHEME,)}, "cohorts": COHORTS})
    with town.visit() as context:
        layout = caseload.with_cohort(context, caseload.layout_of(context.content.questionnaires["small"], SCHEME))
        for answer, cohort, count in (("some", FIRST, 12), ("full", SECOND, 11), ("alone", None, 10)):
            for _ in range(count):
                caseload.store(context, layout, {"washing": answer, **({caseload.COHORT: cohort} if cohort else {})})
    return town


def who(*roles: Role) -> Worker:
    """Somebody with these roles, whose training is current."""
    return Worker("w", "Ada Long", "", frozenset(roles), frozenset(), None, None, (), None, enrolled=True)


def test_each_group_is_told_of_by_itself(sent: Town) -> None:
    with sent.visit() as context:
        tried = simulating.tried(context, who(Role.ALLOCATION_OFFICER), CHANGED, SCHEME, "small")
    sums = tried.found.counted.sums
    assert tried.is_told(33)
    assert not tried.is_told(34)
    assert (sums["cohort", FIRST].people, sums["cohort", FIRST].gain) == (12, 12)
    assert (sums["cohort", SECOND].people, sums["cohort", SECOND].lose) == (11, 11)
    assert sums["cohort", ""].people == 10
    # 12 people gain 2 points and 11 lose 1, at 10 pounds a point
    assert tried.found.counted.all.total - tried.found.counted_before.all.total == Decimal(130)


def test_nobody_else_may_try_it(sent: Town) -> None:
    with sent.visit() as context, pytest.raises(NotAllowed):
        simulating.tried(context, who(Role.OFFICER), CHANGED, SCHEME, "small")
