"""What is for the person alone goes only where they themself said, however others said that they can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.notices import Channel, Format
from portal.services import complaining, exchange, telling
from portal.services.answering import set_helper
from portal.services.complaining import ComplaintKind, Consent
from portal.services.opened import Helper, Telling
from portal.services.sharing import access, asking
from portal.services.staff import cases, entry
from tests.services.colleagues import at_work
from tests.services.company import end, helping, holding, let_in, taken_over
from tests.services.test_telling import answer_with_home, choosing, told
from tests.services.test_withdrawing import opened_by

if TYPE_CHECKING:
    from tests.services.colleagues import Colleague
    from tests.services.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

TOMS = "07700 900 111"  # his own phone, which he named as hers
ANNS = "07700 900 222"
HOME = "Ann Archer\n1 Mill Lane\nHaven\nZZ1 1ZZ"
BY_TEXT = Telling(first=Channel.TEXT, number=TOMS, format=Format.EASY)


def came_in(town: Town, said: Telling = BY_TEXT) -> tuple[Somebody, Somebody, Colleague]:
    """Tom, who said how Ann is reached and sent it; Ann, who came in after that; and a worker."""
    tom = helping(town)
    answer_with_home(tom)
    choosing(tom, said, own=Telling())
    tom.send()
    ann, sam = taken_over(town, tom), at_work(town)
    opened_by(sam, tom.reference)
    return tom, ann, sam


def answered_in_private(ann: Somebody, sam: Colleague) -> None:
    """Ann complains, which those who help do not see, and the council says that it has it."""
    with ann.opening(Action.COMPLAIN) as (context, opened):
        wanted = complaining.complain(
            context, opened, ComplaintKind.COMPLAINT, "About Tom", consent=Consent.OWN, shown=False
        )
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.RESPOND)
        complaining.acknowledge(context, case, wanted)


def ask(ann: Somebody, sam: Colleague) -> None:
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Who helps at night?", wants_answer=True)


def of_complaints(town: Town) -> list[str]:
    with town.visit(write=False) as context:
        rows = context.session.connection().exec_driver_sql("SELECT channel FROM mails WHERE kind = 'complaint-taken'")
        return list(rows.scalars())


def test_a_complaint_is_never_told_by_a_way_that_others_named(town: Town) -> None:
    _, ann, sam = came_in(town)
    answered_in_private(ann, sam)
    assert of_complaints(town) == [], "it waits on her pages"


def test_it_goes_where_the_person_proved_or_chose_themself(town: Town) -> None:
    _, ann, sam = came_in(town)
    ann.prove_email("ann@example.org")
    answered_in_private(ann, sam)
    (mail,) = told(town, "ann@example.org")
    assert "We wrote to you about" in mail.body, "in Easy Read, as Tom said that she reads"
    choosing(ann, Telling(first=Channel.TEXT, number=ANNS))
    answered_in_private(ann, sam)
    assert len(told(town, ANNS)) == 1


def test_a_letter_goes_home_once_the_person_said_so(town: Town) -> None:
    _, ann, sam = came_in(town, Telling(first=Channel.LETTER))
    choosing(ann, Telling())
    answered_in_private(ann, sam)
    assert of_complaints(town) == [], "saving the page does not take over that letters are safe"
    choosing(ann, Telling(first=Channel.LETTER))
    answered_in_private(ann, sam)
    assert of_complaints(town) == ["letter"]


def test_what_those_who_help_are_told_too_comes_as_they_said_until_their_access_ends(town: Town) -> None:
    _, ann, sam = came_in(town)
    before = len(told(town, TOMS))
    ask(ann, sam)
    assert len(told(town, TOMS)) == before + 1
    (name,) = holding(ann)
    end(ann, name)
    ask(ann, sam)
    assert len(told(town, TOMS)) == before + 1


@pytest.mark.parametrize("role", [Role.ADVOCATE_READING, Role.HELPER_READING, Role.HELPER_FOLLOWING])
def test_who_never_could_name_a_way_stands_in_nobodys_way(town: Town, role: Role) -> None:
    """While they have access, and when it ended: what others said counts on."""
    _, ann, sam = came_in(town)
    before = len(told(town, TOMS))
    with let_in(ann, role, "Ada").opening(Action.FOLLOW) as (context, opened):
        set_helper(context, opened, Helper(mail=True))  # as one does who saves with an address
    ask(ann, sam)
    end(ann, "Ada")
    ask(ann, sam)
    assert len(told(town, TOMS)) == before + 2


def test_an_advocate_who_chose_for_themself_stands_in_nobodys_way_afterwards(town: Town) -> None:
    _, ann, sam = came_in(town)
    with let_in(ann, Role.ADVOCATE_SPEAKING, "Ada").opening(Action.TOLD) as (context, opened):
        telling.choose_own(context, opened, Telling(format=Format.EASY))
    end(ann, "Ada")
    before = len(told(town, TOMS))
    ask(ann, sam)
    assert len(told(town, TOMS)) == before + 1


def test_who_named_a_way_and_may_only_read_now_has_the_persons_messages_no_more(town: Town) -> None:
    _, ann, sam = came_in(town)
    ((_, his),) = holding(ann).items()
    before = len(told(town, TOMS))
    with ann.opening(Action.SHARE) as (context, opened):
        access.change(context, opened, his.id, Role.HELPER_READING, None, None)
    ask(ann, sam)
    assert len(told(town, TOMS)) == before


def test_one_who_was_let_in_cannot_have_the_persons_messages_either(town: Town) -> None:
    ann, sam = town.somebody(), at_work(town)
    bea = let_in(ann, Role.HELPER)
    choosing(bea, BY_TEXT, own=Telling())
    ann.answer_everything()
    ann.send()
    opened_by(sam, ann.reference)
    answered_in_private(ann, sam)
    assert told(town, TOMS) == []


def test_that_somebody_wants_to_help_is_told_to_nobody_elses_phone(town: Town) -> None:
    """Without a way in the person can settle nothing there; it waits on their page until they come in."""
    tom = helping(town)
    choosing(tom, BY_TEXT, own=Telling())
    found = [tom]
    for name in ("Cy", "Dee"):
        with town.visit(address="192.0.2.9") as context:
            asking.ask(context, tom.reference, name, "A neighbour", Role.HELPER_READING)
        assert told(town, TOMS) == []
        if len(found) == 1:
            found.append(taken_over(town, tom))
    with found[1].opening(Action.SHARE) as (context, opened):
        assert {each.name for each in asking.open_requests(context, opened)} == {"Cy", "Dee"}


def test_the_person_is_asked_to_choose_until_they_did(town: Town) -> None:
    tom, ann, _ = came_in(town)
    for somebody, waits, others in ((tom, False, None), (ann, True, BY_TEXT)):
        with somebody.opening(Action.REACH) as (_, opened):
            assert telling.waits_for_choice(opened) is waits
            assert telling.chosen_by_others(opened) == others
    with ann.opening(Action.REACH) as (_, opened):
        assert telling.said_before(opened)[0].number == "", "it is not put before her as if it were hers"
    choosing(ann, Telling())
    with ann.opening(Action.REACH) as (_, opened):
        assert not telling.waits_for_choice(opened)
