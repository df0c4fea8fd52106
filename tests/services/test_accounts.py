"""Saving a draft and coming back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from portal.access import Action, Role
from portal.services import accounts, applications
from portal.services.answering import set_helper
from portal.services.opened import Helper, Wishes
from portal.services.refusals import NotFound, NotPossible, TooMany, WrongCode
from tests.services.company import helping, let_in, taken_over
from tests.services.town import A_MOMENT, code_in, link_in

if TYPE_CHECKING:
    from portal.services.accounts import SignedIn
    from tests.services.town import Somebody, Town

ANN, BOB = "Ann@Example.org", "bob@example.org"


def ask(town: Town, email: str) -> str:
    town.later(A_MOMENT)
    with town.visit() as context:
        return accounts.ask_for_code(context, email)


def enter(town: Town, ticket: str, code: str) -> SignedIn:
    with town.visit() as context:
        return accounts.sign_in_by_code(context, ticket, code)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_token_that_is_no_session_is_never_taken_over(town: Town) -> None:
    with town.visit("t" * 43) as context:
        assert accounts.find_visitor(context) is None
        token = accounts.begin_session(context)
    assert token != "t" * 43
    with town.visit(token) as context:
        assert accounts.begin_session(context) == token


def test_a_session_ends_by_itself(town: Town) -> None:
    ann = town.somebody()
    town.later(timedelta(hours=24))
    with pytest.raises(NotFound):
        ann.open()


def test_a_session_lasts_longer_for_somebody_who_stays(town: Town) -> None:
    ann = town.somebody()
    with ann.opening() as (context, opened):
        accounts.stay(context, opened)
        assert opened.session_ends == town.now + timedelta(hours=24)
    town.later(timedelta(hours=20))
    with ann.opening() as (context, opened):
        accounts.stay(context, opened)
    town.later(timedelta(hours=20))
    ann.open()


def test_after_signing_out_the_cookie_opens_nothing(town: Town) -> None:
    ann = town.somebody()
    with ann.visit() as context:
        accounts.sign_out(context)
        assert context.visitor.token is None
    with pytest.raises(NotFound):
        ann.open()


def test_saving_under_an_address_needs_the_code_and_changes_the_token(town: Town) -> None:
    ann = town.somebody()
    before = ann.token
    assert not ann.open().saved
    ann.prove_email(ANN)
    assert ann.open().saved
    assert ann.token != before
    with town.visit(before) as context, pytest.raises(NotFound):
        applications.open(context, ann.reference, Action.READ)
    with ann.visit() as context:
        known = accounts.find_visitor(context)
    assert known is not None
    assert known.emails == (ANN,)


def test_coming_back_with_a_code_opens_the_draft_in_another_browser(town: Town) -> None:
    ann = town.somebody()
    ann.prove_email(ANN)
    signed_in = enter(town, ask(town, " ann@example.ORG"), code_in(town.mails()[-1]))
    assert [row.reference for row in signed_in.applications] == [ann.reference]
    with town.visit(signed_in.token) as context:
        assert applications.open(context, ann.reference, Action.ANSWER).saved


def test_a_code_is_read_with_spaces_and_in_other_digits(town: Town) -> None:
    town.somebody().prove_email(ANN)
    ticket = ask(town, ANN)
    code = code_in(town.mails()[-1])
    arabic = "".join(chr(0x660 + int(digit)) for digit in code)
    assert enter(town, ticket, f" {arabic[:3]} {arabic[3:]}").applications


def test_a_code_works_once_and_for_an_hour(town: Town) -> None:
    town.somebody().prove_email(ANN)
    ticket = ask(town, ANN)
    code = code_in(town.mails()[-1])
    enter(town, ticket, code)
    with pytest.raises(WrongCode):
        enter(town, ticket, code)
    late = ask(town, ANN)
    code = code_in(town.mails()[-1])
    town.later(timedelta(hours=1))
    with pytest.raises(WrongCode):
        enter(town, late, code)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(town: Town) -> None:
    town.somebody().prove_email(ANN)
    mails = len(town.mails())
    known, unknown = ask(town, ANN), ask(town, BOB)
    assert len(known) == len(unknown)
    assert len(town.mails()) == mails + 1
    for ticket in (known, unknown):
        with pytest.raises(WrongCode) as met:
            enter(town, ticket, "0" * 7)
        assert met.value.left == 4


def test_five_wrong_tries_lock_for_a_stated_time_and_the_link_still_works(town: Town) -> None:
    town.somebody().prove_email(ANN)
    ticket = ask(town, ANN)
    mail = town.mails()[-1]
    code = code_in(mail)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as met:
            enter(town, ticket, wrong(code))
        assert met.value.left == left
    with pytest.raises(TooMany):
        enter(town, ticket, wrong(code))
    with pytest.raises(TooMany) as locked:
        enter(town, ticket, code)
    assert locked.value.until == town.now + timedelta(minutes=15)
    with town.visit() as context:
        assert accounts.sign_in_by_link(context, link_in(mail)).applications
    town.later(timedelta(minutes=15))
    fresh = ask(town, ANN)
    assert enter(town, fresh, code_in(town.mails()[-1])).applications


def test_wrong_tries_count_even_when_each_asks_for_a_new_code(town: Town) -> None:
    town.somebody().prove_email(ANN)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as met:
            enter(town, ask(town, ANN), "1")
        assert met.value.left == left
    with pytest.raises(TooMany):
        ask(town, ANN)  # one more code than an hour allows, the first having proved the address


def test_looking_at_a_link_does_not_use_it(town: Town) -> None:
    town.somebody().prove_email(ANN)
    ask(town, ANN)
    link = link_in(town.mails()[-1])
    for _ in range(3):
        with town.visit(write=False) as context:
            assert accounts.link_is_good(context, link)
    with town.visit() as context:
        assert accounts.sign_in_by_link(context, link).applications
    with town.visit() as context:
        assert not accounts.link_is_good(context, link)
        with pytest.raises(WrongCode):
            accounts.sign_in_by_link(context, link)


def test_people_who_share_a_mailbox_choose_who_they_are(town: Town) -> None:
    ann, bob = town.somebody(), town.somebody()
    for each in (ann, bob):
        each.prove_email(ANN)
    signed_in = enter(town, ask(town, ANN), code_in(town.mails()[-1]))
    assert {row.reference for row in signed_in.applications} == {ann.reference, bob.reference}
    with town.visit(signed_in.token) as context:
        known = accounts.find_visitor(context)
        assert known is not None
        assert known.must_choose
        with pytest.raises(NotFound):
            applications.open(context, ann.reference, Action.READ)
        with pytest.raises(NotFound):
            accounts.choose(context, "NOBO-DYSX")
        accounts.choose(context, bob.reference)
        assert applications.open(context, bob.reference, Action.READ).reference == bob.reference
        with pytest.raises(NotFound):
            applications.open(context, ann.reference, Action.READ)


def test_a_changed_address_replaces_the_old_one_once_it_is_proved(town: Town) -> None:
    ann = town.somebody()
    ann.prove_email(ANN)
    town.later(A_MOMENT)
    with ann.opening(Action.SAVE) as (context, opened):
        ticket = accounts.change_email(context, opened, BOB)
    mails = len(town.mails())
    ask(town, BOB)
    assert len(town.mails()) == mails, "not proved yet"
    ann.token = enter(town, ticket, code_in(town.mails()[-1])).token
    ask(town, ANN)
    assert len(town.mails()) == mails, "ended"
    assert enter(town, ask(town, BOB), code_in(town.mails()[-1])).applications


def test_no_mail_goes_to_somebody_for_whom_mail_is_not_safe(town: Town) -> None:
    ann = town.somebody()
    ann.prove_email(ANN)
    with ann.opening() as (context, opened):
        assert applications.set_wishes(context, opened, Wishes(email=False)).wishes.email is False
    mails = len(town.mails())
    ask(town, ANN)
    assert len(town.mails()) == mails
    with ann.opening(Action.SAVE) as (context, opened), pytest.raises(NotPossible):
        accounts.add_email(context, opened, BOB)


def make_code(somebody: Somebody) -> str:
    with somebody.opening(Action.SAVE) as (context, opened):
        return accounts.make_return_code(context, opened)


def come_back(town: Town, code: str, token: str | None = "x" * 43) -> SignedIn:
    with town.visit(token) as context:
        return accounts.sign_in_by_return_code(context, code)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whether_mail_is_safe_for_one_helper_says_nothing_of_another(town: Town) -> None:
    tom = helping(town)
    bea = let_in(taken_over(town, tom), Role.HELPER)
    for each, email in ((tom, "tom@example.org"), (bea, "bea@example.org")):
        each.prove_email(email)
    with tom.opening(Action.REACH) as (context, opened):
        set_helper(context, opened, Helper(name="Tom", mail=False))
    before = len(town.mails())
    for email in ("tom@example.org", "bea@example.org"):
        with town.visit() as context:
            accounts.ask_for_code(context, email)
    assert [each.to for each in town.mails()[before:]] == ["bea@example.org"]


def test_a_return_code_is_readable_and_hard_to_guess(town: Town) -> None:
    code = make_code(town.somebody())
    assert re.fullmatch(r"([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}", code)
    assert len(set(accounts.RETURN_ALPHABET)) ** accounts.RETURN_LENGTH > 2**60
    assert not set("01OIL") & set(accounts.RETURN_ALPHABET)


@pytest.mark.parametrize("typed", ["{}", " {} ", "lower", "spaces", "bare"])
def test_a_return_code_opens_the_draft_however_it_is_typed(town: Town, typed: str) -> None:
    ann = town.somebody()
    code = make_code(ann)
    assert ann.open().saved
    ways = {"lower": code.lower(), "spaces": code.replace("-", " "), "bare": code.replace("-", "")}
    signed_in = come_back(town, ways.get(typed, typed.format(code)))
    with town.visit(signed_in.token) as context:
        assert applications.open(context, ann.reference, Action.ANSWER).saved


def test_a_new_return_code_ends_the_one_that_was_lost(town: Town) -> None:
    ann = town.somebody()
    lost, fresh = make_code(ann), make_code(ann)
    with pytest.raises(WrongCode):
        come_back(town, lost)
    assert come_back(town, fresh).applications


def test_wrong_return_codes_lock_one_browser_and_not_the_whole_library(town: Town) -> None:
    code = make_code(town.somebody())

    def try_it(token: str, typed: str) -> SignedIn:
        with town.visit(token, "192.0.2.1") as context:
            return accounts.sign_in_by_return_code(context, typed)

    for _ in range(4):
        with pytest.raises(WrongCode):
            try_it("a" * 43, "2345")
    for typed in ("2345", code):
        with pytest.raises(TooMany):
            try_it("a" * 43, typed)
    assert try_it("b" * 43, code).applications


def test_a_deleted_draft_takes_its_return_code_with_it(town: Town) -> None:
    ann = town.somebody()
    code = make_code(ann)
    with ann.opening(Action.DELETE) as (context, opened):
        applications.delete_draft(context, opened)
    with pytest.raises(NotFound):
        ann.open()
    with pytest.raises(WrongCode):
        come_back(town, code)
