"""What was shown as proof: staff and the person write it down and overwrite nothing, whoever acts learns yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services.opened import Ground
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.sharing import access, proof
from portal.services.staff import cases, entry
from tests.services.colleagues import at_work
from tests.services.company import helping, taken_over

if TYPE_CHECKING:
    from portal.services.sharing.access import Access
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)  # nothing here hangs on it


def attorney(town: Town) -> Somebody:
    """Tom, who says that he is Ann's attorney, and has sent it."""
    tom = town.somebody(role=Role.ATTORNEY_WELFARE, ground=Ground.ATTORNEY, person_name="Ann Archer")
    tom.answer_everything()
    tom.send()
    return tom


def write(sam: Colleague, reference: str, words: str, *, seen: bool | None) -> None:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.PROVE)
        [each] = access.everyone(context, case.opened)
        proof.write(context, case.opened, each.id, words, seen=seen)


def seen_by_whoever_acts(tom: Somebody) -> bool | None:
    with tom.opening(Action.FOLLOW) as (context, opened):
        return proof.own_paper_seen(context, opened)


def known_to(ann: Somebody) -> Access:
    with ann.opening(Action.SHARE) as (context, opened):
        return access.everyone(context, opened)[0]


def test_each_note_stands_with_its_day_and_the_last_of_the_council_counts(town: Town) -> None:
    tom, sam = attorney(town), at_work(town)
    assert seen_by_whoever_acts(tom) is False
    write(sam, tom.reference, "Registered LPA, checked with the OPG", seen=True)
    assert seen_by_whoever_acts(tom) is True
    write(sam, tom.reference, "It was revoked in March", seen=False)
    assert seen_by_whoever_acts(tom) is False
    for words, seen in ((" ", True), ("Seen", None)):
        with pytest.raises(NotPossible):
            write(sam, tom.reference, words, seen=seen)
    ann = taken_over(town, tom)
    grant = known_to(ann).id
    with ann.opening(Action.SHARE) as (context, opened):
        proof.write(context, opened, grant, "I signed it in 2019")
        with pytest.raises(NotPossible):
            proof.write(context, opened, grant, "It is right", seen=True)
        with pytest.raises(NotFound):
            proof.write(context, opened, opened.grant_id, "Mine")
    told = [(each.words, each.seen, each.by_council, each.at) for each in known_to(ann).notes]
    assert told == [
        ("Registered LPA, checked with the OPG", True, True, town.now),
        ("It was revoked in March", False, True, town.now),
        ("I signed it in 2019", None, False, town.now),
    ]
    with pytest.raises(NotAllowed):
        tom.open(Action.SHARE)


def test_whoever_acts_on_no_paper_is_not_asked_for_one(town: Town) -> None:
    assert seen_by_whoever_acts(helping(town)) is None
    assert seen_by_whoever_acts(town.somebody()) is None
