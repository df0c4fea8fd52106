"""What came of looking again reaches whoever asked, and nobody whom it does not concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import applications, budgets, looking_again
from portal.services.looking_again import Found
from portal.services.opened import Wishes
from portal.services.refusals import NotFound, NotPossible
from portal.services.staff import cases, entry
from tests.services.colleagues import at_work
from tests.services.company import let_in

if TYPE_CHECKING:
    from tests.services.town import Somebody, Town

WORDS = "The ostrich needs two people"
WHY = "You showed us that two people are needed."


def asked_by(somebody: Somebody) -> None:
    with somebody.opening(Action.LOOK_AGAIN) as (context, found):
        budgets.ask_to_look_again(context, found, None, WORDS)


def mailed(town: Town) -> list[str]:
    return [each.to for each in town.mails() if each.subject == "We looked again"]


def answered(town: Town, ann: Somebody, reason: str = WHY) -> None:
    sam = at_work(town, Role.TEAM_MANAGER, email="sam@council.example")
    with sam.visit() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, ann.reference, cases.Purpose.COMPLAINT)
        case = cases.fetch(context, here, ann.reference, Action.PROPOSE)
        asked = looking_again.asked_again(context, case.opened)[-1]
        looking_again.answer(context, case, asked.id, Found.STAYS, reason)


def sent(town: Town, *, email: bool | None = True) -> Somebody:
    ann = town.somebody(wishes=Wishes(write=True, ring=True, email=True))
    ann.prove_email("ann@example.org")
    ann.answer_everything()
    with ann.opening(Action.REACH) as (context, found):
        applications.set_wishes(context, found, Wishes(write=True, ring=True, email=email))
    ann.send()
    return ann


@pytest.mark.parametrize(("email", "told"), [(True, ["ann@example.org"]), (False, [])])
def test_whoever_asked_is_mailed_where_that_is_safe(town: Town, *, email: bool, told: list[str]) -> None:
    ann = sent(town, email=email)
    asked_by(ann)
    answered(town, ann)
    assert mailed(town) == told
    assert not [each for each in town.mails() if WHY in each.body]


def test_nobody_reads_what_somebody_else_asked_but_the_person_and_staff(town: Town) -> None:
    ann = sent(town)
    bea, cy = (let_in(ann, Role.ADVOCATE_SPEAKING, name) for name in ("Bea", "Cy"))
    asked_by(bea)
    answered(town, ann)
    for reader, known in ((ann, 1), (bea, 1), (cy, 0)):
        with reader.opening(Action.BUDGET) as (context, found):
            assert len(looking_again.asked_again(context, found)) == known
    assert mailed(town) == []


def test_it_wants_a_reason_and_an_application_of_its_own(town: Town) -> None:
    ann, eve = sent(town), sent(town)
    asked_by(ann)
    with pytest.raises(NotPossible):
        answered(town, ann, " ")
    with ann.opening(Action.BUDGET) as (context, found):
        asked = looking_again.asked_again(context, found)[0].id
    with eve.opening(Action.BUDGET) as (context, found), pytest.raises(NotFound):
        looking_again.one_to_answer(context, found, asked)
