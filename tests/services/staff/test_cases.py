"""One application in the hands of staff: what each may hold, and that nothing happens behind the person's back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from portal.access import Action, Role, State
from portal.db import queries
from portal.services import applications, audit, exchange
from portal.services.opened import Ground, Wishes
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.staff import cases, deciding, entry, safety, worklists
from portal.services.staff.cases import Because, Purpose, PurposeWanted
from portal.services.staff.deciding import Needs, OutcomeDecided, Sum
from portal.services.staff.worklists import Wanted, Which
from tests.services.colleagues import at_work

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town


def sent(town: Town, **beginning: object) -> Somebody:
    ann = town.somebody(**beginning)
    ann.answer_everything()
    ann.send()
    return ann


def opened(town: Town, *roles: Role) -> tuple[Somebody, Colleague]:
    ann, sam = sent(town), at_work(town, *(roles or (Role.TEAM_MANAGER,)))
    with sam.visit() as context:
        cases.name_purpose(context, entry.worker(context), ann.reference, Purpose.MY_CASE)
    return ann, sam


def test_before_a_purpose_is_named_nobody_looks(town: Town) -> None:
    ann, sam = sent(town), at_work(town)
    with sam.visit() as context, pytest.raises(PurposeWanted):
        cases.look(context, entry.worker(context), ann.reference, Action.READ)
    assert ann.open(Action.FOLLOW).state is State.SENT


def test_a_purpose_ends_with_the_session(town: Town) -> None:
    ann, sam = opened(town)
    sam.come_in()
    with sam.visit() as context, pytest.raises(PurposeWanted):
        cases.look(context, entry.worker(context), ann.reference, Action.READ)


@pytest.mark.parametrize("state", ["draft", "taken back"])
def test_what_the_council_does_not_have_does_not_exist_for_it(town: Town, state: str) -> None:
    ann, sam = sent(town), at_work(town)
    if state == "taken back":
        with ann.opening(Action.RECALL) as (context, found):
            applications.recall(context, found)
    else:
        ann = town.somebody()
    with sam.visit() as context, pytest.raises(NotFound):
        cases.name_purpose(context, entry.worker(context), ann.reference, Purpose.MY_CASE)


def test_nothing_private_is_in_what_staff_hold(town: Town) -> None:
    ann, sam = opened(town, Role.TEAM_MANAGER, Role.SAFEGUARDING_WORKER)
    with sam.visit() as context:
        case = cases.look(context, entry.worker(context), ann.reference, Action.READ)
        assert "frightened" not in case.opened.questionnaire
        assert "The man next door" not in str(case.opened.given.__dict__)
        safe = cases.fetch(context, entry.worker(context), ann.reference, Action.SAFEGUARD)
        assert "The man next door" in str(safety.read(context, safe).said)
    with sam.visit() as context:
        assert audit.entries(context, ann.reference)[-1].kind == "private-read"


def test_a_private_message_is_between_the_person_and_the_safeguarding_worker(town: Town) -> None:
    ann, sam = opened(town, Role.SAFEGUARDING_WORKER)
    with sam.visit() as context:
        case = cases.look(context, entry.worker(context), ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Can you talk?", wants_answer=True, private=True)
    kim = at_work(town, Role.TEAM_MANAGER, email="kim@council.example")
    with kim.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        assert exchange.messages(context, case.opened) == ()
        with pytest.raises(NotPossible):
            exchange.ask(context, case.opened, "psst", wants_answer=False, private=True)
    with ann.opening(Action.MESSAGE) as (context, found):
        asked = exchange.messages(context, found)
        exchange.answer(context, found, asked[0].id, "On Monday")
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        assert [each.words for each in exchange.messages(context, case.opened)] == ["Can you talk?", "On Monday"]
    assert [each.subject for each in town.mails() if "wrote to you" in each.subject] == []


@pytest.mark.parametrize(("email", "told"), [(True, 1), (False, 0)])
def test_a_question_is_mailed_as_the_person_wished(town: Town, *, email: bool, told: int) -> None:
    ann = town.somebody(wishes=Wishes(write=True, ring=True, email=True))
    ann.prove_email("ann@example.org")
    ann.answer_everything()
    with ann.opening(Action.REACH) as (context, found):
        applications.set_wishes(context, found, Wishes(write=True, ring=True, email=email))
    ann.send()
    sam = at_work(town)
    with sam.visit() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, ann.reference, Purpose.MY_CASE)
        exchange.ask(
            context, cases.look(context, here, ann.reference, Action.ASK).opened, "Who helps?", wants_answer=True
        )
    mails = [each for each in town.mails() if each.subject == "We wrote to you"]
    assert len(mails) == told
    assert not [each for each in mails if "Who helps?" in each.body]


def test_an_answer_is_taken_once(town: Town) -> None:
    ann, sam = opened(town)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Who helps?", wants_answer=True)
    with ann.opening(Action.MESSAGE) as (context, found):
        ask = exchange.messages(context, found)[0].id
        exchange.answer(context, found, ask, "My sister")
    with ann.opening(Action.MESSAGE) as (context, found), pytest.raises(NotPossible):
        exchange.answer(context, found, ask, "My brother")
    bea, _ = sent(town), None
    with bea.opening(Action.MESSAGE) as (context, found), pytest.raises(NotFound):
        exchange.answer(context, found, ask, "Not mine")


NEEDS = Needs(
    impairment=True, outcomes={"a": OutcomeDecided(unable=True, reason="x")}, impact=True, needed=1, reason="because"
)


@pytest.mark.parametrize(
    ("needs", "eligible"),
    [
        (NEEDS, True),
        (Needs(impairment=False, outcomes=NEEDS.outcomes, impact=True, needed=1, reason="x"), False),
        (Needs(impairment=True, outcomes=NEEDS.outcomes, impact=False, needed=1, reason="x"), False),
        (Needs(impairment=True, outcomes=NEEDS.outcomes, impact=True, needed=2, reason="x"), False),
        (Needs(impairment=True, outcomes={}, impact=True, needed=1, reason="x", health=True), True),
        (Needs(impairment=True, outcomes={}, impact=True, needed=1, reason="x", health=False), False),
        (Needs(impairment=False, outcomes={}, impact=True, needed=1, reason="x", health=True), False),
        (Needs(impairment=True, outcomes={}, impact=False, needed=1, reason="x", health=True), False),
    ],
)
def test_all_three_parts_make_somebody_eligible(needs: Needs, *, eligible: bool) -> None:
    assert needs.eligible is eligible


@pytest.mark.parametrize(
    "needs",
    [
        Needs(impairment=True, outcomes=NEEDS.outcomes, impact=True, needed=1, reason=" "),
        Needs(
            impairment=True, outcomes={"a": OutcomeDecided(unable=False, reason="")}, impact=True, needed=1, reason="x"
        ),
    ],
)
def test_no_decision_is_recorded_without_its_reasons(town: Town, needs: Needs) -> None:
    ann, sam = opened(town)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.DECIDE)
        with pytest.raises(NotPossible):
            deciding.record_needs(context, case, needs)


@pytest.mark.parametrize("sums", [(), (Sum("a", "a week", Decimal(1), Decimal(2), " ", headline=True),)])
def test_no_budget_is_proposed_without_its_reasons(town: Town, sums: tuple[Sum, ...]) -> None:
    ann, sam = opened(town)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.PROPOSE)
        with pytest.raises(NotPossible):
            deciding.propose(context, case, sums)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_of_two_who_decide_at_once_the_later_learns_that_it_is_decided(town: Town) -> None:
    ann, sam = opened(town)
    sums = (Sum("The budget", "a week", None, Decimal(200), "As we saw.", headline=True),)
    with sam.visit() as context:
        here = entry.worker(context)
        undecided = [cases.fetch(context, here, ann.reference, Action.DECIDE) for _ in range(2)]
        deciding.record_needs(context, undecided[0], NEEDS)
        with pytest.raises(NotPossible):
            deciding.record_needs(context, undecided[1], NEEDS)
        first, later = (cases.fetch(context, here, ann.reference, Action.PROPOSE) for _ in range(2))
        deciding.propose(context, first, sums)
        with pytest.raises(NotPossible):
            deciding.propose(context, later, sums)
    kim = at_work(town, Role.TEAM_MANAGER, email="kim@council.example")
    with kim.visit() as context:
        here = entry.worker(context)
        first, later = (cases.fetch(context, here, ann.reference, Action.AGREE) for _ in range(2))
        deciding.agree(context, first, agreed=True, reason="It fits.")
        for agreed in (True, False):
            with pytest.raises(NotPossible):
                deciding.agree(context, later, agreed=agreed, reason="Once more.")


def test_closing_withdraws_what_was_asked_and_what_waits_to_be_mailed(town: Town) -> None:
    ann = town.somebody(wishes=Wishes(write=True, ring=True, email=True))
    ann.prove_email("ann@example.org")
    ann.answer_everything()
    ann.send()
    sam = at_work(town)
    with sam.visit() as context:
        here = entry.worker(context)
        cases.name_purpose(context, here, ann.reference, Purpose.MY_CASE)
        case = cases.look(context, here, ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Who helps?", wants_answer=True)
        cases.close(context, cases.fetch(context, here, ann.reference, Action.CLOSE), Because.DIED)
    assert not [each for each in town.mails() if each.subject in {"We wrote to you", "We have what was sent"}]
    with ann.opening(Action.MESSAGE) as (context, found):
        assert not [each for each in exchange.messages(context, found) if each.is_open]
        with pytest.raises(NotPossible):
            exchange.write(context, found, "hello")
    with sam.visit() as context, pytest.raises(NotAllowed):
        cases.fetch(context, entry.worker(context), ann.reference, Action.CLOSE)


def test_whoever_helps_and_two_applications_about_one_person_show_in_the_lists(town: Town) -> None:
    ann = sent(town)
    tom = sent(town, role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    sam = at_work(town)
    with sam.visit() as context:
        rows = worklists.everything(context, entry.worker(context))
    new = worklists.chosen(rows, Which.NEW, Wanted())
    assert {row.reference: row.same_person for row in new} == {
        ann.reference: (tom.reference,),
        tom.reference: (ann.reference,),
    }
    assert worklists.chosen(rows, Which.US, Wanted()) == ()


def test_nobody_is_told_of_a_like_application_that_they_may_not_know_of(town: Town) -> None:
    ann = sent(town)
    sent(town, role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    pam = at_work(town, Role.PANEL_MEMBER)
    with pam.visit() as context:
        table = queries.tables["applications"]
        at_panel = update(table).where(table.c.reference == ann.reference).values(panel=context.now)
        context.session.connection().execute(at_panel)
    with pam.visit() as context:
        rows = worklists.everything(context, entry.worker(context))
    assert {row.reference: row.same_person for row in rows} == {ann.reference: ()}


def test_a_worker_without_training_sees_no_list(town: Town) -> None:
    sent(town)
    sam = at_work(town, Role.OFFICER)
    with sam.visit() as context:
        assert worklists.everything(context, entry.worker(context)) == ()
