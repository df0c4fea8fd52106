"""Complaints and wishes for a review: with whose consent, which clocks, who reads what, who answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.db.case_tables import ComplaintKind
from portal.services import applications, complaining, housekeeping
from portal.services.complaining import Complaint, Consent
from portal.services.opened import Ground
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.sharing import letting_in
from portal.services.sharing.inviting import Wanted
from portal.services.staff import cases, entry
from portal.services.staff.cases import Because
from portal.services.staff.worklists import Which
from tests.services.colleagues import at_work
from tests.services.company import come_in, let_in
from tests.services.test_sending import sent
from tests.services.test_withdrawing import on_lists, opened_by
from tests.services.town import COUNCIL, DAY

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

WORDS = "Nobody rang me back"


def complain(
    somebody: Somebody,
    kind: ComplaintKind = ComplaintKind.COMPLAINT,
    consent: Consent = Consent.OWN,
    *,
    shown: bool = True,
) -> str:
    with somebody.opening(Action.COMPLAIN) as (context, opened):
        return complaining.complain(context, opened, kind, WORDS, consent=consent, shown=shown)


def seen_by(somebody: Somebody) -> list[Complaint]:
    with somebody.opening(Action.FOLLOW) as (context, opened):
        return list(complaining.complaints(context, opened))


def respond(sam: Colleague, reference: str, asked: str, words: str | None = None) -> None:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), reference, Action.RESPOND)
        if words is None:
            complaining.acknowledge(context, case, asked)
        else:
            complaining.answer(context, case, asked, words)


def close(sam: Colleague, reference: str) -> None:
    with sam.visit() as context:
        cases.close(context, cases.fetch(context, entry.worker(context), reference, Action.CLOSE), Because.MOVED)


def test_a_complaint_runs_against_the_laws_time_and_the_councils_own(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    complain(ann)
    [found] = seen_by(ann)
    assert (found.acknowledge_by, found.answer_by) == (date(2026, 5, 7), date(2026, 6, 2))  # 4 and 25 May are free
    assert on_lists(sam, ann.reference) == {Which.NEW, Which.COMPLAINTS}
    town.later(4 * DAY)
    sam.come_in()
    assert Which.LATE in on_lists(sam, ann.reference)
    respond(sam, ann.reference, found.id)
    assert on_lists(sam, ann.reference) == {Which.NEW, Which.COMPLAINTS}
    respond(sam, ann.reference, found.id, "We are sorry, and rang today.")
    assert on_lists(sam, ann.reference) == {Which.NEW}
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.READ)
        [found] = complaining.complaints(context, case.opened)
    assert (found.answer, found.is_open) == ("We are sorry, and rang today.", False)


def test_a_wish_for_a_review_has_no_clock_that_the_law_sets(town: Town) -> None:
    ann = sent(town)
    complain(ann, ComplaintKind.REVIEW)
    [found] = seen_by(ann)
    assert (found.acknowledge_by, found.answer_by) == (None, None)


def test_an_advocate_complains_with_consent_and_the_person_sees_it_and_can_take_it_back(town: Town) -> None:
    ann = sent(town)
    bea, cy = let_in(ann, Role.ADVOCATE_SPEAKING, "Bea"), let_in(ann, Role.ADVOCATE_FOLLOWING, "Cy")
    with pytest.raises(NotPossible):
        complain(bea, consent=Consent.OWN)
    with pytest.raises(NotPossible):
        complain(ann, consent=Consent.ASKED)
    with pytest.raises(NotAllowed):
        cy.open(Action.COMPLAIN)
    asked = complain(bea, consent=Consent.ASKED)
    assert [(each.words, each.own) for each in seen_by(bea)] == [(WORDS, True)]
    assert [each.words for each in seen_by(cy)] == [None]
    assert [(each.words, each.role, each.consent) for each in seen_by(ann)] == [
        (WORDS, Role.ADVOCATE_SPEAKING, Consent.ASKED)
    ]
    with ann.opening(Action.COMPLAIN) as (context, opened):
        complaining.stop(context, opened, asked)
        with pytest.raises(NotPossible):
            complaining.stop(context, opened, asked)
    assert not seen_by(bea)[0].is_open


def test_nobody_who_helps_learns_of_a_complaint_that_the_person_keeps_to_themself(town: Town) -> None:
    ann = sent(town)
    tom = let_in(ann, Role.HELPER, "Tom")
    asked = complain(ann, shown=False)
    assert seen_by(tom) == []
    with tom.opening(Action.COMPLAIN) as (context, opened), pytest.raises(NotFound):
        complaining.stop(context, opened, asked)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_the_council_did_not_answer_in_its_own_time_is_late(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    respond(sam, ann.reference, complain(ann))
    close(sam, ann.reference)
    assert on_lists(sam, ann.reference) == {Which.COMPLAINTS}
    town.later(30 * DAY)
    sam.come_in()
    assert on_lists(sam, ann.reference) == {Which.COMPLAINTS, Which.LATE}


def test_who_works_on_it_does_not_answer_and_closing_ends_no_complaint(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    kim = at_work(town, email="kim@council.example")
    opened_by(sam, ann.reference)
    with sam.visit() as context:
        here = entry.worker(context)
        cases.assign(context, cases.fetch(context, here, ann.reference, Action.ASSIGN), here.party, None)
    asked = complain(ann)
    with pytest.raises(NotPossible):
        respond(sam, ann.reference, asked, "All is well.")
    close(sam, ann.reference)
    assert on_lists(kim, ann.reference) == {Which.COMPLAINTS}
    respond(kim, ann.reference, asked, "You are right.")
    assert on_lists(kim, ann.reference) == frozenset()
    assert [each.answer for each in seen_by(ann)] == ["You are right."]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("because", [Because.MOVED, Because.DIED])
def test_the_answer_to_a_complaint_still_goes_out_when_it_is_closed_at_once(town: Town, because: Because) -> None:
    ann, sam = sent(town), at_work(town)
    ann.prove_email("ann@example.org")
    asked = complain(ann)
    respond(sam, ann.reference, asked)
    with sam.visit() as context:
        cases.close(context, cases.fetch(context, entry.worker(context), ann.reference, Action.CLOSE), because)
    respond(sam, ann.reference, asked, "We are sorry.")
    waits = [each.subject for each in town.mails() if each.to == "ann@example.org" and "code" not in each.subject]
    assert waits == ([] if because is Because.DIED else ["We wrote to you", "We wrote to you"])


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whoever_complained_for_somebody_who_died_is_answered(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    bea = let_in(ann, Role.HELPER)
    bea.prove_email("bea@example.org")
    asked = complain(bea, consent=Consent.ASKED)
    with sam.visit() as context:
        cases.close(context, cases.fetch(context, entry.worker(context), ann.reference, Action.CLOSE), Because.DIED)
    respond(sam, ann.reference, asked)
    assert "We wrote to you" in [each.subject for each in town.mails() if each.to == "bea@example.org"]


def test_somebody_who_could_not_get_through_complains_before_sending(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town)
    with pytest.raises(NotPossible):
        complain(ann, ComplaintKind.REVIEW)
    asked = complain(ann)
    assert (on_lists(sam, ann.reference), ann.open().saved) == ({Which.COMPLAINTS}, False)
    for action in (Action.READ, Action.FOLLOW, Action.BUDGET, Action.OPEN):
        with sam.visit() as context, pytest.raises(NotFound):
            cases.fetch(context, entry.worker(context), ann.reference, action)
    respond(sam, ann.reference, asked)
    assert past_its_time(town) == 0  # what waits for an answer stays
    respond(sam, ann.reference, asked, "We will ring you.")
    assert [each.answer for each in seen_by(ann)] == ["We will ring you."]
    assert on_lists(sam, ann.reference) == frozenset()
    assert (past_its_time(town, 179), past_its_time(town, 400)) == (0, 1)


def past_its_time(town: Town, days: int = 400) -> int:
    """How many drafts that nobody saved are deleted by then."""
    later = town.now + days * DAY
    return housekeeping.would_purge(town.database.engine, COUNCIL.retention_days, later).unsaved_drafts


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_there_is_time_to_read_an_answer_that_came_late(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town)
    ann.prove_email("ann@example.org")
    asked = complain(ann)
    town.later(185 * DAY)
    sam.come_in()
    respond(sam, ann.reference, asked, "We are sorry.")
    for days, gone in ((0, 0), (179, 0), (180, 1)):
        later = town.now + days * DAY
        purged = housekeeping.would_purge(town.database.engine, COUNCIL.retention_days, later)
        assert purged.saved_drafts == gone, days


def test_of_a_draft_without_a_complaint_nobody_at_the_council_knows(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town)
    with sam.visit() as context, pytest.raises(NotFound):
        cases.fetch(context, entry.worker(context), ann.reference, Action.RESPOND)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whoever_acts_for_a_person_deletes_no_complaint_that_somebody_else_made(town: Town) -> None:
    tom = town.somebody(role=Role.ATTORNEY_WELFARE, ground=Ground.ATTORNEY, person_name="Ann Archer")
    with tom.opening(Action.INVITE) as (context, opened):
        code = letting_in.let_in(context, opened, Wanted("Ada", Role.ADVOCATE_SPEAKING))
    ada = come_in(town, code, name="Ada")
    complain(ada, consent=Consent.BEST_INTERESTS)
    with tom.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    assert [each.is_open for each in seen_by(ada)] == [True]
    with pytest.raises(NotFound):
        tom.open()
    town.later(20 * DAY)
    assert past_its_time(town) == 0
