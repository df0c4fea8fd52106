"""Inviting, asking to help, narrowing and ending: the person has the say, and it holds from the next page on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.access.authority import INVITED
from portal.notices import Occasion
from portal.questionnaires.journey import Place
from portal.services import accounts, applications
from portal.services.events import Happened
from portal.services.opened import Wishes
from portal.services.refusals import AccessEnded, NotAllowed, NotFound, NotPossible, WrongCode
from portal.services.sharing import access, asking, helping, inviting, notes, seen, taking_up
from portal.services.sharing.inviting import Wanted
from tests.services.company import come_in, end, holding, invitation, let_in, read, taken_over
from tests.services.company import helping as helping_somebody
from tests.services.town import CONTENT, Somebody

if TYPE_CHECKING:
    from tests.services.town import Town


@pytest.mark.parametrize("role", INVITED)
def test_somebody_who_is_invited_holds_what_they_were_given(town: Town, role: Role) -> None:
    ann = town.somebody()
    bea = let_in(ann, role)
    assert bea.open(Action.FOLLOW).role is role
    assert holding(ann)["Bea"].role is role
    assert bea.open(Action.FOLLOW).saved


@pytest.mark.parametrize("role", sorted(set(Role) - set(INVITED)))
def test_no_other_role_can_be_given_like_this(town: Town, role: Role) -> None:
    with pytest.raises(NotPossible):
        invitation(town.somebody(), role)


def test_an_invitation_works_once_lapses_and_can_be_taken_back(town: Town) -> None:
    ann = town.somebody()
    used = invitation(ann, Role.HELPER_READING)
    come_in(town, used, name="Bea")
    taken_back = invitation(ann, Role.HELPER_READING)
    with ann.opening(Action.SHARE) as (context, opened):
        [waiting] = inviting.waiting(context, opened)
        inviting.end_invitation(context, opened, waiting.id)
    with pytest.raises(NotFound), ann.opening(Action.SHARE) as (context, opened):
        inviting.end_invitation(context, opened, waiting.id)
    lapsed = invitation(ann, Role.HELPER_READING)
    for code in (used, taken_back):
        with pytest.raises(WrongCode):
            come_in(town, code, name="Bea")
    town.later(inviting.INVITATION_LASTS - timedelta(hours=1))
    with town.visit() as context:
        assert taking_up.offer(context, lapsed).role is Role.HELPER_READING
    town.later(timedelta(hours=1))
    with pytest.raises(WrongCode):
        come_in(town, lapsed, name="Bea")


def test_an_invitation_of_somebody_else_is_not_found(town: Town) -> None:
    ann, cara = town.somebody(), town.somebody()
    invitation(ann, Role.HELPER)
    with ann.opening(Action.SHARE) as (context, opened):
        [waiting] = inviting.waiting(context, opened)
    with pytest.raises(NotFound), cara.opening(Action.SHARE) as (context, opened):
        inviting.end_invitation(context, opened, waiting.id)


def test_a_paid_or_professional_carer_cannot_be_the_appropriate_person(town: Town) -> None:
    code = invitation(town.somebody(), Role.APPROPRIATE)
    with pytest.raises(NotPossible):
        come_in(town, code, name="Bea")
    assert come_in(town, code, name="Bea", unpaid=True).open().role is Role.APPROPRIATE


def test_nobody_holds_the_same_twice_or_without_a_name(town: Town) -> None:
    ann = town.somebody()
    with pytest.raises(NotPossible):
        come_in(town, invitation(ann, Role.HELPER))
    bea = let_in(ann, Role.HELPER)
    with pytest.raises(NotPossible):
        come_in(town, invitation(ann, Role.HELPER_READING), name="Bea", token=bea.token)
    with pytest.raises(NotPossible):
        come_in(town, invitation(ann, Role.HELPER_READING), name="Ann", token=ann.token)


def test_only_so_many_invitations_wait(town: Town) -> None:
    ann = town.somebody()
    for _ in range(inviting.MOST_WAITING):
        invitation(ann, Role.HELPER)
    with pytest.raises(NotPossible):
        invitation(ann, Role.HELPER)


def test_access_for_a_time_ends_by_itself(town: Town) -> None:
    ann = town.somebody()
    bea = let_in(ann, Role.HELPER_READING, until=town.now + timedelta(hours=2))
    assert bea.open().role is Role.HELPER_READING
    town.later(timedelta(hours=2))
    with pytest.raises(AccessEnded):
        bea.open()


def test_ending_holds_from_the_next_request_on_and_says_only_that(town: Town) -> None:
    ann = town.somebody()
    bea = let_in(ann, Role.HELPER)
    mails = len(town.mails())
    end(ann, "Bea")
    for action in (Action.FOLLOW, Action.READ, Action.ANSWER):
        with pytest.raises(AccessEnded):
            bea.open(action)
    assert len(town.mails()) == mails
    with pytest.raises(NotFound) as stranger:
        Somebody(town, town.somebody().token, ann.reference).open()
    assert type(stranger.value) is NotFound


def test_a_helper_who_is_narrowed_may_do_less_at_once(town: Town) -> None:
    ann = town.somebody()
    bea = let_in(ann, Role.HELPER)
    bea.answer("washing", "some")
    grant = holding(ann)["Bea"].id
    with ann.opening(Action.SHARE) as (context, opened):
        access.change(context, opened, grant, Role.HELPER_READING, None, None)
    with pytest.raises(NotAllowed):
        bea.answer("washing", "full")
    assert bea.open().given.answer(Place("washing")) == "some"
    with ann.opening(Action.SHARE) as (context, opened):
        access.change(context, opened, grant, Role.HELPER_FOLLOWING, None, None)
    with pytest.raises(NotAllowed):
        bea.open()


def test_nobody_ends_or_changes_the_access_of_the_person_or_of_another_application(town: Town) -> None:
    tom = helping_somebody(town)
    ann, cara = taken_over(town, tom), town.somebody()
    grant = holding(ann)[""].id
    with pytest.raises(NotAllowed):
        end(tom, "")
    with pytest.raises(NotFound), cara.opening(Action.SHARE) as (context, opened):
        access.end(context, opened, grant)
    with pytest.raises(NotPossible), ann.opening(Action.SHARE) as (context, opened):
        access.change(context, opened, grant, Role.PERSON, None, None)


class TestSections:
    def given(self, town: Town, role: Role = Role.HELPER_FILLING) -> tuple[Somebody, Somebody]:
        ann = town.somebody()
        ann.answer_everything()
        return ann, let_in(ann, role, sections=frozenset({"needs"}))

    def test_a_grant_for_a_section_holds_that_section_and_no_other(self, town: Town) -> None:
        _, bea = self.given(town)
        opened = bea.open()
        assert "washing" in opened.questionnaire
        assert "name" not in opened.questionnaire
        assert opened.given.answer(Place("washing")) == "some"
        assert {place.question for place in opened.journey.places} <= {"washing", "notes", "helpers"}
        with pytest.raises(NotPossible):
            bea.answer("name", "Somebody Else")

    @pytest.mark.parametrize("action", [Action.BUDGET, Action.REACH, Action.SEND, Action.MESSAGE, Action.LETTER])
    def test_what_tells_of_other_sections_is_refused(self, town: Town, action: Action) -> None:
        _, bea = self.given(town)
        with pytest.raises(NotAllowed):
            bea.open(action)

    @pytest.mark.parametrize(
        ("role", "sections"),
        [
            (Role.HELPER, {"needs"}),
            (Role.HELPER_READING, {"safe"}),
            (Role.HELPER_READING, {"needs", "none"}),
            (Role.HELPER_READING, set()),
        ],
    )
    def test_what_cannot_be_given_in_parts_is_not(self, town: Town, role: Role, sections: set[str]) -> None:
        with pytest.raises(NotPossible):
            invitation(town.somebody(), role, sections=frozenset(sections))


class TestAsking:
    def ask(self, town: Town, reference: str, place: str = "192.0.2.1") -> str:
        with town.visit(address=place) as context:
            return asking.ask(context, reference, "Bea", "We know each other", Role.HELPER_READING)

    def waiting(self, ann: Somebody) -> list[asking.HelpRequest]:
        with ann.opening(Action.SHARE) as (context, opened):
            return list(asking.open_requests(context, opened))

    def refuse(self, ann: Somebody) -> None:
        [request] = self.waiting(ann)
        with ann.opening(Action.SHARE) as (context, opened):
            asking.refuse(context, opened, request.id)

    def test_a_request_works_once_the_person_agreed_to_what_they_chose(self, town: Town) -> None:
        ann = town.somebody()
        code = self.ask(town, ann.reference.lower().replace("-", ""))
        with pytest.raises(WrongCode):
            come_in(town, code, name="Bea")
        [request] = self.waiting(ann)
        assert (request.name, request.words) == ("Bea", "We know each other")
        with ann.opening(Action.SHARE) as (context, opened):
            asking.agree(context, opened, request.id, Wanted(request.name, Role.HELPER_FOLLOWING))
        assert come_in(town, code, name="Bea").open(Action.FOLLOW).role is Role.HELPER_FOLLOWING
        assert self.waiting(ann) == []

    def test_refused_unknown_and_waiting_look_the_same_to_whoever_asks(self, town: Town) -> None:
        ann = town.somebody()
        refused = self.ask(town, ann.reference)
        self.refuse(ann)
        for code in (refused, self.ask(town, "AAAA-AAAA"), self.ask(town, ann.reference), self.ask(town, "\0")):
            with pytest.raises(WrongCode), town.visit() as context:
                taking_up.offer(context, code)

    def test_open_requests_are_capped_and_lapse(self, town: Town) -> None:
        ann = town.somebody()
        for number in range(asking.MOST_OPEN + 2):
            self.ask(town, ann.reference, f"192.0.2.{number}")
        assert len(self.waiting(ann)) == asking.MOST_OPEN
        with ann.opening(Action.SAVE) as (context, opened):
            code = accounts.make_return_code(context, opened)
        town.later(asking.LASTS)
        with town.visit() as context:
            ann.token = accounts.sign_in_by_return_code(context, code).token
        assert self.waiting(ann) == []

    def test_what_we_write_to_the_person_says_how_long_a_request_waits(self) -> None:
        [told] = CONTENT.notices.by_occasion[Occasion.HELP_ASKED]
        for easy in (False, True):
            words = " ".join(each.standard for each in told.texts(easy=easy))
            assert f"it ends after {asking.LASTS.days} days." in words

    def test_whoever_was_refused_again_and_again_is_not_heard_for_a_time(self, town: Town) -> None:
        ann = town.somebody()
        for _ in range(asking.REFUSALS):
            self.ask(town, ann.reference)
            self.refuse(ann)
        self.ask(town, ann.reference)
        assert self.waiting(ann) == []
        self.ask(town, ann.reference, "198.51.100.7")
        assert len(self.waiting(ann)) == 1


def test_the_person_reads_what_each_saw_and_changed_and_not_what_they_did_themself(town: Town) -> None:
    tom = helping_somebody(town)
    tom.answer("washing", "some")
    tom.answer("notes", "Mornings are hard")
    ann = taken_over(town, tom)
    ann.answer("washing", "full")
    bea = let_in(ann, Role.HELPER_READING)
    read(bea, "needs")
    read(bea, "needs")
    read(bea, seen.BUDGET)
    town.later(timedelta(hours=20))
    with ann.opening(Action.SHARE) as (context, opened):
        story = seen.story(context, opened)
    told = [(each.who, each.kind, each.about, each.times) for each in story]
    assert told == [
        ("Bea", Happened.READ, seen.BUDGET, 1),
        ("Bea", Happened.READ, "needs", 1),
        ("Bea", Happened.TAKEN_UP, None, 1),
        ("", Happened.LETTER_MADE, None, 1),
        ("", Happened.ANSWERED, "needs", 2),
        ("", Happened.BEGUN, None, 1),
    ]


def test_reading_is_written_down_again_the_next_day(town: Town) -> None:
    ann = town.somebody()
    bea = let_in(ann, Role.HELPER_READING)
    read(bea, "needs")
    town.later(timedelta(hours=13))
    read(bea, "needs")
    with ann.opening(Action.SHARE) as (context, opened):
        assert [each.kind for each in seen.story(context, opened)].count(Happened.READ) == 2
        assert not seen.is_written_down(opened)
    with bea.opening(Action.READ) as (context, opened):
        assert seen.is_written_down(opened)


def test_notes_are_for_their_writer_alone(town: Town) -> None:
    ann = town.somebody()
    bea, cleo = let_in(ann, Role.ADVOCATE_FOLLOWING), let_in(ann, Role.ADVOCATE_FOLLOWING, "Cleo")
    with bea.opening(Action.NOTE) as (context, opened):
        notes.write(context, opened, "ring on Monday")
        notes.write(context, opened, "ring on Tuesday")
    with bea.opening(Action.NOTE) as (context, opened):
        assert notes.read(context, opened) == "ring on Tuesday"
    with cleo.opening(Action.NOTE) as (context, opened):
        assert notes.read(context, opened) == ""
    with pytest.raises(NotAllowed):
        ann.open(Action.NOTE)


def test_an_advocate_sees_whom_they_act_for_and_no_answer(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    with ann.opening(Action.SHARE) as (context, opened):
        wanted = Wanted("Bea", Role.ADVOCATE_FOLLOWING, own_name="Ann A")
        code = inviting.invite(context, opened, wanted)
    bea = come_in(town, code, name="Bea")
    ann.send()
    with bea.visit() as context:
        [one] = helping.people(context)
    assert (one.person_name, one.stage.id, one.stage.late) == ("Ann A", "reading", False)
    town.later(timedelta(hours=23))
    with pytest.raises(NotAllowed):
        bea.open()
    end_of_all(ann)
    with bea.visit() as context:
        assert helping.people(context) == ()


def end_of_all(ann: Somebody) -> None:
    end(ann, "Bea")
    assert holding(ann) == {}


def test_deleting_a_draft_of_ones_own_deletes_it_for_everyone(town: Town) -> None:
    ann = town.somebody()
    bea = let_in(ann, Role.HELPER)
    with ann.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    with pytest.raises(NotFound):
        bea.open()


@pytest.mark.parametrize(("email", "told"), [(True, ["ann@example.org"]), (None, ["ann@example.org"]), (False, [])])
def test_the_person_is_mailed_that_somebody_asks_where_that_is_safe(
    town: Town, *, email: bool | None, told: list[str]
) -> None:
    ann = town.somebody(wishes=Wishes(write=True, ring=True, email=True))
    ann.prove_email("ann@example.org")
    with ann.opening(Action.REACH) as (context, opened):
        applications.set_wishes(context, opened, Wishes(write=True, ring=True, email=email))
    for reference in (ann.reference, "2345-6789"):
        with town.visit(address="192.0.2.7") as context:
            asking.ask(context, reference, "Cassius", "let me help", Role.HELPER_READING)
    found = [each for each in town.mails() if each.subject == "Somebody asks something of you"]
    assert [each.to for each in found] == told
    assert not [each for each in found if "Cassius" in each.body or ann.reference in each.body]
