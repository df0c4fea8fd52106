"""The person comes in with the code of a letter; whoever made it learns nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role, State
from portal.questionnaires.journey import Place
from portal.services import accounts, answering, applications, casework
from portal.services.opened import Wishes
from portal.services.refusals import NotAllowed, NotFound, TooMany, WrongCode
from portal.services.sharing import codes, inviting, own_views, taking_up
from tests.services.company import come_in, helping, holding, letter_of, own_view, read, taken_over

if TYPE_CHECKING:
    from tests.services.town import Town


def test_a_code_cannot_be_guessed_or_misread() -> None:
    assert len(set(codes.ALPHABET)) ** codes.LENGTH > 2**60
    assert not set("01OIL") & set(codes.ALPHABET)
    code = codes.new()
    assert codes.hashed(code) == codes.hashed(code.lower().replace("-", " "))
    assert codes.hashed(code) != codes.hashed(code[:-1])


def test_the_person_comes_in_as_somebody_new_and_sees_what_was_written(town: Town) -> None:
    tom = helping(town)
    tom.answer("notes", "Mornings are hard")
    ann = taken_over(town, tom)
    opened = ann.open()
    assert opened.role is Role.PERSON
    assert not opened.is_helper
    assert opened.given.answer(Place("notes")) == "Mornings are hard"
    assert "frightened" in opened.questionnaire
    assert tom.open().given.answer(Place("notes")) == "Mornings are hard"


def test_the_person_is_nobody_who_was_at_this_browser_before(town: Town) -> None:
    tom = helping(town)
    toms = tom.open().party_id
    ann = come_in(town, letter_of(tom), token=tom.token)
    assert ann.open().party_id != toms
    with pytest.raises(NotFound):
        tom.open()  # that browser is the person's now


def test_a_letters_code_works_once(town: Town) -> None:
    tom = helping(town)
    code = letter_of(tom)
    come_in(town, code)
    with pytest.raises(WrongCode):
        come_in(town, code)


def test_a_letters_code_lapses(town: Town) -> None:
    tom = helping(town)
    code = letter_of(tom)
    town.later(inviting.LETTER_LASTS)
    with pytest.raises(WrongCode):
        come_in(town, code)


def test_a_new_letter_ends_the_one_before(town: Town) -> None:
    tom = helping(town)
    first, second = letter_of(tom), letter_of(tom)
    with pytest.raises(WrongCode):
        come_in(town, first)
    come_in(town, second)


def test_once_the_person_came_in_a_letter_opens_nothing_and_looks_the_same(town: Town) -> None:
    tom = helping(town)
    taken_over(town, tom)
    code = letter_of(tom)
    assert len(code) == len(codes.new())
    with pytest.raises(WrongCode):
        come_in(town, code)


def test_a_letter_saves_a_draft_so_that_it_is_there_when_the_letter_comes(town: Town) -> None:
    tom = helping(town)
    letter_of(tom)
    assert tom.open().saved


def test_a_letter_can_go_by_mail_which_says_nothing_personal(town: Town) -> None:
    tom = helping(town, "Ann Archer")
    with tom.opening(Action.LETTER) as (context, opened):
        inviting.mail_letter(context, opened, "ann@example.org")
    [mail] = town.mails()
    assert mail.to == "ann@example.org"
    assert "Ann" not in mail.subject + mail.body.replace("ann@", "")
    assert tom.reference not in mail.subject + mail.body
    code = mail.body.split("/code/")[1].split()[0]
    assert come_in(town, code).open().role is Role.PERSON


def test_wrong_codes_are_counted_and_locked(town: Town) -> None:
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as wrong, town.visit("x" * 44, "192.0.2.1") as context:
            taking_up.try_code(context, codes.new())
        assert wrong.value.left == left
    with pytest.raises(TooMany), town.visit("x" * 44, "192.0.2.1") as context:
        taking_up.try_code(context, codes.new())


def test_the_person_cannot_be_shut_out_by_whoever_began(town: Town) -> None:
    tom = helping(town)
    ann = taken_over(town, tom)
    with tom.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    assert ann.open().state is State.DRAFT
    with pytest.raises(NotFound):  # as if it were deleted: anything else would say that the person came in
        tom.open()


def test_what_the_person_says_about_reaching_them_never_shows_to_a_helper(town: Town) -> None:
    tom = helping(town)
    with tom.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(write=True, ring=True, email=True, how="ring me, Tom"))
    ann = taken_over(town, tom)
    with ann.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(write=False, ring=False, email=False, how="not while Tom is here"))
    assert tom.open().wishes.how == "ring me, Tom"
    assert tom.open().wishes.ring is True
    assert ann.open().wishes.how == "not while Tom is here"
    assert ann.open().contents.about.reaching.email is False


def test_what_is_sent_tells_the_council_both_and_the_helper_nothing_of_the_persons_own(town: Town) -> None:
    tom = helping(town)
    tom.answer_everything()
    ann = taken_over(town, tom)
    ann.answer("frightened", "The man next door")
    own_view(ann, "washing", "I can do it alone")
    with ann.opening(Action.REACH) as (context, opened):
        answering.set_wishes(context, opened, Wishes(how="only on Tuesdays"))
    with ann.opening(Action.DIFFER) as (context, opened):
        own_views.say_of_sending(context, opened, "I am afraid of it", agrees=False)
    tom.send()
    with ann.opening(Action.READ) as (context, opened):
        whole = casework.sent_whole(context, opened)
    assert whole is not None
    assert whole.contents["wishes"]["how"] == "only on Tuesdays"
    assert {(each["question"], each["words"]) for each in whole.contents["own_views"]} == {
        ("washing", "I can do it alone"),
        ("", "I am afraid of it"),
    }
    with tom.opening(Action.READ) as (context, opened):
        shown = casework.what_was_sent(context, opened)
    assert shown is not None
    for secret in ("Tuesdays", "alone", "afraid", "next door"):
        assert secret not in str(shown.contents), secret


def test_an_answer_keeps_both_what_was_given_and_how_the_person_sees_it(town: Town) -> None:
    tom = helping(town)
    tom.answer("washing", "full")
    ann = taken_over(town, tom)
    own_view(ann, "washing", "I can do it alone")
    own_view(ann, "washing", "I can do it, on good days")
    with ann.opening(Action.SHARE) as (context, opened):
        [giver] = own_views.by_others(context, opened).values()
        view = own_views.views(context, opened)["washing", ""]
    assert giver.role is Role.HELPER
    assert view.words == "I can do it, on good days"
    assert not view.answered_since
    assert ann.open().given.answer(Place("washing")) == "full"
    tom.answer("washing", "some")
    with ann.opening(Action.SHARE) as (context, opened):
        assert own_views.views(context, opened)["washing", ""].answered_since
    own_view(ann, "washing", "")
    with ann.opening(Action.SHARE) as (context, opened):
        assert own_views.views(context, opened) == {}


def test_only_the_person_says_that_they_see_it_differently(town: Town) -> None:
    tom = helping(town)
    tom.answer("washing", "full")
    with pytest.raises(NotAllowed):
        own_view(tom, "washing", "no")


def mails_of_helpers(town: Town) -> int:
    """How many mails went to anybody but the council."""
    return len([each for each in town.mails() if each.to != "team@council.example"])


def test_coming_in_says_nothing_to_the_helper(town: Town) -> None:
    tom = helping(town)
    tom.answer("notes", "Mornings are hard")
    tom.prove_email("tom@example.org")
    mails, code = mails_of_helpers(town), letter_of(tom)
    before = view_of(town, tom.token)
    ann = come_in(town, code)
    ann.answer("frightened", "Tom")
    own_view(ann, "notes", "They are not")
    assert view_of(town, tom.token) == before
    assert mails_of_helpers(town) == mails
    assert holding(ann)[""].role is Role.HELPER
    read(tom, "needs")


def view_of(town: Town, token: str | None) -> object:
    """What a helper can find out: the list of what they can open, answers, progress."""
    with town.visit(token) as context:
        [row] = accounts.my_applications(context)
        opened = applications.open(context, row.reference, Action.READ)
        states = [opened.journey.state(each.id) for each in opened.questionnaire.sections]
        return row.reference, row.state, row.saved, str(opened.given), states, opened.wishes, opened.helper
