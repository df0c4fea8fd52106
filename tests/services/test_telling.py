"""How somebody is told: by what they chose, never by what is not safe, and never about what is theirs alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from portal.access import Action, Role
from portal.answers import Address, Missing
from portal.db.tables import Delivery
from portal.notices import Channel, Format
from portal.services import applications, exchange, telling
from portal.services.about import FOR_PERSON, About
from portal.services.opened import Telling, Wishes
from portal.services.recipients import in_order
from portal.services.staff import cases, entry
from tests.services.colleagues import at_work
from tests.services.company import let_in
from tests.services.test_sending import sent
from tests.services.test_withdrawing import opened_by

if TYPE_CHECKING:
    from tests.services.town import Somebody, Town

TELLINGS = st.builds(
    Telling,
    first=st.none() | st.sampled_from(Channel),
    number=st.sampled_from(["", "07700 900 900"]),
    format=st.sampled_from(Format),
    never=st.booleans(),
)
KNOWN = st.fixed_dictionaries({each: st.sampled_from([(), ("there",)]) for each in Channel})
BY = st.lists(st.sampled_from(Channel), unique=True)


@given(BY, TELLINGS, KNOWN)
def test_only_known_ways_of_the_row_are_taken_and_the_chosen_one_first(
    by: list[Channel], said: Telling, known: Any
) -> None:
    ways = [channel for channel, _ in in_order(by, said, known)]
    assert set(ways) == (set() if said.never else {each for each in by if known[each]})
    if said.first in ways:
        assert ways[0] is said.first
    others = [each for each in ways if each is not said.first]
    assert others == [each for each in by if each in others], "the rest keeps the order of the row"


@given(TELLINGS, TELLINGS)
def test_what_was_chosen_is_kept(own: Telling, of_helper: Telling) -> None:
    about = About().with_telling("own", own).with_telling("a-party", of_helper)
    back = About.read(json.loads(json.dumps(about.written())))
    assert (back.telling_of(Role.PERSON, "x"), back.telling_of(Role.HELPER, "a-party")) == (own, of_helper)
    assert back.telling_of(Role.HELPER, "another") == Telling()


def test_what_the_person_says_counts_before_what_is_said_for_them() -> None:
    about = About().with_telling(FOR_PERSON, Telling(first=Channel.LETTER))
    assert about.telling_of(Role.PERSON, "p").first is Channel.LETTER
    assert about.with_telling("own", Telling(never=True)).telling_of(Role.PERSON, "p").never


def told(town: Town, to: str) -> list[Any]:
    return [each for each in town.mails() if each.to == to and "code" not in each.subject]


def choosing(somebody: Somebody, said: Telling, **more: Any) -> None:
    with somebody.opening(Action.REACH) as (context, opened):
        telling.choose(context, opened, said, **{"not_at_home": False, **more})


def sent_by_one_who_chose(town: Town, said: Telling) -> Somebody:
    """Somebody who proved an address, chose how to be told, and sent it."""
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    choosing(ann, said)
    ann.answer_everything()
    ann.send()
    return ann


def test_a_text_message_goes_to_whoever_chose_it_and_says_what_is_short(town: Town) -> None:
    ann = sent_by_one_who_chose(town, Telling(first=Channel.TEXT, number="07700 900 900"))
    (message,) = told(town, "07700 900 900")
    assert message.channel is Channel.TEXT
    assert ann.reference in message.body
    assert len(message.body) < 160
    assert told(town, "ann@example.org") == []


def test_easy_read_is_written_for_whoever_chose_it(town: Town) -> None:
    sent_by_one_who_chose(town, Telling(format=Format.EASY))
    (mail,) = told(town, "ann@example.org")
    assert "It shows what happens next." in mail.body.splitlines()


@pytest.mark.parametrize("chosen", [Telling(never=True), Telling(never=True, number="07700 900 900")])
def test_who_wants_nothing_gets_nothing(town: Town, chosen: Telling) -> None:
    sent_by_one_who_chose(town, chosen)
    assert {each.to for each in town.mails() if "code" not in each.subject} == {"team@council.example"}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_two_choices_at_one_moment_after_sending_are_both_taken(town: Town) -> None:
    ann = sent(town)
    with ann.opening(Action.REACH) as (context, opened):
        for said in (Telling(number="07700 900 900"), Telling(never=True)):  # the second knows nothing of the first
            telling.choose(context, opened, said, not_at_home=False)
    assert ann.open().contents.about.telling_alone().never


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_whoever_was_given_some_parts_is_told_of_no_message(town: Town) -> None:
    """They could not read it, and that there is one is about the other parts, too."""
    ann, sam = sent(town), at_work(town)
    [part, *_] = [each.id for each in ann.open().questionnaire.sections if not each.private]
    for name, parts in (("tom", None), ("cy", frozenset({part}))):
        let_in(ann, Role.HELPER_FILLING, name, sections=parts).prove_email(f"{name}@example.org")
    opened_by(sam, ann.reference)
    with sam.visit() as context:
        case = cases.fetch(context, entry.worker(context), ann.reference, Action.ASK)
        exchange.ask(context, case.opened, "Who helps at night?", wants_answer=True)
    assert len(told(town, "tom@example.org")) == 1
    assert told(town, "cy@example.org") == []


def answer_with_home(ann: Somebody) -> None:
    """Answer everything, also the question about the home, which is put to those who want to talk about washing."""
    ann.answer_everything()
    ann.answer("washing", Missing.TALK)
    ann.answer("home", Address(("1 Mill Lane",), "Haven", "ZZ1 1ZZ"))


def test_a_letter_waits_to_be_printed_with_name_and_home(town: Town) -> None:
    ann = town.somebody()
    choosing(ann, Telling(first=Channel.LETTER))
    answer_with_home(ann)
    ann.send()
    (letter,) = told(town, "Ann Archer\n1 Mill Lane\nHaven\nZZ1 1ZZ")
    assert (letter.channel, letter.state) == (Channel.LETTER, Delivery.TO_PRINT)


def test_nothing_is_posted_to_the_home_of_whoever_does_not_want_it(town: Town) -> None:
    """Somebody else may open the letters: said once, it holds, whatever was said before."""
    ann = town.somebody()
    with ann.opening(Action.REACH) as (context, opened):
        applications.set_wishes(context, opened, Wishes(write=True))
    choosing(ann, Telling(), not_at_home=True)
    answer_with_home(ann)
    ann.send()
    assert {each.channel for each in town.mails()} == {Channel.EMAIL}
    assert ann.open().wishes.write is False


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_that_nothing_goes_to_the_home_can_be_taken_back(town: Town) -> None:
    ann = town.somebody()
    for said, kept in ((True, False), (False, None)):
        choosing(ann, Telling(), not_at_home=said)
        assert ann.open().wishes.write is kept


def test_what_a_helper_says_for_the_person_does_not_undo_what_they_say_themself() -> None:
    about = About().saying(Role.PERSON, Wishes(write=False)).saying(Role.HELPER, Wishes(write=True))
    assert about.reaching.write is False


def test_the_ways_that_are_left_are_kept_in_the_same_format_with_what_goes_out(town: Town) -> None:
    sent_by_one_who_chose(
        town, Telling(first=Channel.TEXT, number="07700 900 900", language="cy", format=Format.LARGE_20)
    )
    with town.visit(write=False) as context:
        rows = context.session.connection().execute(text("SELECT id, contents FROM mails WHERE channel = 'text'"))
        (row,) = rows.all()
        kept = json.loads(context.keyring.unlock(row.contents, "mails", "contents", row.id))
    (left,) = kept["then"]
    assert (left["channel"], left["to"]) == ("email", "ann@example.org")
    assert (left["format"], left["language"]) == ("20-point", "cy")


def test_before_sending_the_page_can_say_how_the_sender_will_be_told(town: Town) -> None:
    ann = town.somebody()
    with ann.opening(Action.SEND) as (context, opened):
        assert telling.on_sending(context, opened).channel is None
    ann.prove_email("ann@example.org")
    choosing(ann, Telling(format=Format.LARGE_20))
    with ann.opening(Action.SEND) as (context, opened):
        assert telling.on_sending(context, opened) == telling.ToBeTold(Channel.EMAIL, "", Format.LARGE_20)
