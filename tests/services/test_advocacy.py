"""Somebody to speak for the person: when the law wants one, who may know of it, and how far the referral is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.access import Action, Role
from portal.services import advocacy
from portal.services.advocacy import ABILITIES, Advocacy, Ease, Outcome, Said
from portal.services.advocacy import Somebody as There
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff import cases, entry
from portal.services.staff.worklists import Which
from tests.services.colleagues import at_work
from tests.services.company import let_in
from tests.services.test_sending import sent
from tests.services.test_withdrawing import on_lists, opened_by

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

HARD = Said({**dict.fromkeys(ABILITIES, Ease.ALONE), "weigh": Ease.HARD}, There.NO)
EASY = Said(dict.fromkeys(ABILITIES, Ease.HELPED), There.NO)


def say(somebody: Somebody, said: Said, *, wants: bool | None = None, shown: bool = True) -> None:
    with somebody.opening(Action.ADVOCATE) as (context, opened):
        advocacy.say(context, opened, said, shown=shown)
        if wants is not None:
            advocacy.want(context, opened, wants=wants)


def standing(somebody: Somebody) -> Advocacy | None:
    with somebody.opening(Action.FOLLOW) as (context, opened):
        return advocacy.current(context, opened)


def standing_for(sam: Colleague, reference: str) -> Said | None:
    with sam.visit() as context:
        found = advocacy.current(context, cases.fetch(context, entry.worker(context), reference, Action.READ).opened)
        return None if found is None else found.said


def refer(sam: Colleague, reference: str) -> None:
    with sam.visit() as context:
        advocacy.refer(context, cases.fetch(context, entry.worker(context), reference, Action.REFER))


@given(st.lists(st.sampled_from(Ease), min_size=4, max_size=4), st.sampled_from(There))
def test_the_duty_wants_one_hard_ability_and_nobody_appropriate(eases: list[Ease], somebody: There) -> None:
    said = Said(dict(zip(ABILITIES, eases, strict=True)), somebody)
    assert said.due == (Ease.HARD in eases and somebody is not There.YES)


@pytest.mark.parametrize(
    ("said", "wants", "listed"),
    [(HARD, None, True), (HARD, True, True), (HARD, False, True), (EASY, None, False), (EASY, True, True)],
)
def test_staff_find_whom_the_law_or_the_person_wants_one_for(
    town: Town, said: Said, *, wants: bool | None, listed: bool
) -> None:
    ann, sam = sent(town), at_work(town)
    say(ann, said, wants=wants)
    assert (Which.ADVOCATE in on_lists(sam, ann.reference)) == listed


def test_nobody_who_helps_takes_back_what_the_person_said(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    tom = let_in(ann, Role.HELPER, "Tom")
    opened_by(sam, ann.reference)
    say(ann, HARD, shown=False)
    with tom.opening(Action.ADVOCATE) as (context, opened), pytest.raises(NotPossible):
        advocacy.want(context, opened, wants=False)
    say(tom, EASY, wants=False)
    assert Which.ADVOCATE in on_lists(sam, ann.reference)
    assert standing_for(sam, ann.reference) == HARD
    refer(sam, ann.reference)
    assert Which.ADVOCATE not in on_lists(sam, ann.reference)
    found = standing(tom)
    assert found is not None
    assert (found.said, found.referred) == (replace(EASY, wants=False), None), "of the other he learns nothing"


def test_the_person_takes_it_back_and_whoever_helps_can_still_say_that_it_got_hard(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    tom = let_in(ann, Role.HELPER, "Tom")
    say(ann, HARD, wants=True)
    say(ann, EASY, wants=False)
    assert Which.ADVOCATE not in on_lists(sam, ann.reference)
    say(tom, HARD)
    assert Which.ADVOCATE in on_lists(sam, ann.reference)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_wish_stays_while_the_questions_are_answered_anew(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    say(ann, EASY, wants=True)
    say(ann, EASY)
    assert Which.ADVOCATE in on_lists(sam, ann.reference)


def test_the_referral_goes_on_in_two_moves_and_ends_the_questions(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    with pytest.raises(NotPossible):
        refer(sam, ann.reference)
    say(ann, EASY, wants=False)
    say(ann, HARD, wants=True)
    refer(sam, ann.reference)
    assert Which.ADVOCATE not in on_lists(sam, ann.reference)
    with pytest.raises(NotPossible):
        say(ann, EASY)
    refer(sam, ann.reference)
    found = standing(ann)
    assert found is not None
    assert found.arranged == town.now
    with pytest.raises(NotPossible):
        refer(sam, ann.reference)


def find(sam: Colleague, reference: str, outcome: Outcome, reason: str = "You told me so.", seen: str = "") -> None:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.REFER)
        there = advocacy.current(context, case.opened)
        advocacy.find(context, case, seen or (there.id if there else ""), outcome, reason)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_nobody_overrules_a_wish_that_they_have_not_read(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    say(ann, EASY, wants=False)
    read = standing(ann)
    assert read is not None
    with ann.opening(Action.ADVOCATE) as (context, opened):
        advocacy.want(context, opened, wants=True)
    with pytest.raises(NotPossible):
        find(sam, ann.reference, Outcome.NOT_WANTED, seen=read.id)
    assert Which.ADVOCATE in on_lists(sam, ann.reference)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_staff_record_what_came_out_and_the_person_reads_why(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    opened_by(sam, ann.reference)
    tom = let_in(ann, Role.HELPER, "Tom")
    with pytest.raises(NotPossible):
        find(sam, ann.reference, Outcome.NOT_WANTED)  # before the four questions
    say(ann, HARD, wants=True, shown=False)
    with pytest.raises(NotPossible):
        find(sam, ann.reference, Outcome.NOT_WANTED, " ")
    for outcome in Outcome:
        refer(sam, ann.reference)  # also after the advocates were asked
        find(sam, ann.reference, outcome)
        assert (Which.ADVOCATE in on_lists(sam, ann.reference)) == (outcome is Outcome.DUE)
        found = standing(ann)
        assert found is not None
        assert (found.outcome, found.reason, found.referred) == (outcome, "You told me so.", None)
        assert standing(tom) is None, "what the person keeps to themself stays so"
        say(ann, HARD, wants=True, shown=False)
        assert Which.ADVOCATE in on_lists(sam, ann.reference), "what is said afterwards counts again"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_the_person_tells_staff_alone_changes_nothing_for_who_helps(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    tom = let_in(ann, Role.HELPER, "Tom")
    opened_by(sam, ann.reference)
    say(tom, replace(HARD, somebody=There.YES))
    before = standing(tom)
    find(sam, ann.reference, Outcome.DUE, "You no longer agree to Tom.")
    refer(sam, ann.reference)
    assert standing(tom) == before
    found = standing(ann)
    assert found is not None
    assert (found.outcome, found.referred) == (Outcome.DUE, town.now)


def test_those_who_help_know_of_it_only_where_the_person_says_so_and_never_what_was_said(town: Town) -> None:
    ann = sent(town)
    tom, bea = let_in(ann, Role.HELPER, "Tom"), let_in(ann, Role.ADVOCATE_FOLLOWING, "Bea")
    say(ann, HARD, wants=True, shown=False)
    assert (standing(tom), standing(bea)) == (None, None)
    say(ann, HARD, wants=True)
    found = standing(bea)
    assert found is not None
    assert (found.wants, found.said) == (True, None)
    with pytest.raises(NotAllowed):
        bea.open(Action.ADVOCATE)
    with ann.opening(Action.ADVOCATE) as (context, opened), pytest.raises(NotPossible):
        advocacy.say(context, opened, Said({"tell": Ease.HARD}, There.NO))
