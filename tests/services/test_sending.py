"""Sending, taking back, being opened by staff, and what the timeline says of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from portal.access import Action, Role, State
from portal.db.happened import Happened
from portal.questionnaires.journey import Place
from portal.services import applications, budgets, casework
from portal.services.casework import Standing
from portal.services.opened import Ground, Wishes
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.visits import new_session
from tests.services.town import DAY

if TYPE_CHECKING:
    from tests.services.town import Somebody, Town


def sent(town: Town, email: str | None = None, wishes: Wishes | None = None) -> Somebody:
    ann = town.somebody()
    if email:
        ann.prove_email(email)
    if wishes:
        with ann.opening() as (context, opened):
            applications.set_wishes(context, opened, wishes)
    ann.answer_everything()
    ann.send()
    return ann


def told(town: Town) -> list[tuple[str, str]]:
    return [(mail.to, mail.subject) for mail in town.mails() if "code" not in mail.subject]


def test_what_is_not_complete_or_not_declared_is_not_sent(town: Town) -> None:
    ann = town.somebody()
    with ann.opening(Action.SEND) as (context, opened), pytest.raises(NotPossible):
        applications.send(context, opened, declared=True)
    ann.answer_everything()
    with ann.opening(Action.SEND) as (context, opened), pytest.raises(NotPossible):
        applications.send(context, opened, declared=False)
    assert ann.open().state is State.DRAFT


def test_sending_tells_the_team_and_the_sender_without_a_personal_word(town: Town) -> None:
    ann = sent(town, "ann@example.org")
    assert (
        told(town)
        == [
            ("team@council.example", f"New: {ann.reference}"),
            ("ann@example.org", "We have what was sent"),
        ]
        or told(town)[::-1]
    )
    words = " ".join(mail.subject + mail.body for mail in town.mails())
    assert "Archer" not in words
    assert "washing" not in words


def test_nothing_goes_to_the_sender_where_mail_is_not_safe(town: Town) -> None:
    ann = sent(town, "ann@example.org", Wishes(email=False))
    assert {to for to, _ in told(town)} == {"team@council.example"}
    assert ("team@council.example", f"New: {ann.reference}") in told(town)
    with town.visit(write=False) as context:
        kinds = context.session.connection().execute(text("SELECT kind, about FROM events")).all()
    assert ("notice-withheld", "sent") in [tuple(row) for row in kinds]


def test_what_was_sent_is_frozen_as_it_was_shown(town: Town) -> None:
    ann = sent(town)
    with ann.opening(Action.READ) as (context, opened):
        submission = casework.what_was_sent(context, opened)
    assert submission is not None
    about, needs, safe = submission.contents["sections"]
    assert [each["answer"] for each in about["answers"]] == ["Ann Archer", "1950-02-03"]
    washing = needs["answers"][0]
    assert (washing["text"], washing["answer"], washing["words"]) == (
        "Could you wash yourself?",
        "some",
        ["With some help"],
    )
    assert (safe["private"], safe["answers"][0]["answer"]) == (True, "The man next door")
    assert submission.contents["budget"]["refusal"]["reason"] == "not-in-effect"


def test_what_is_private_is_sent_but_not_shown_to_whoever_acts_for_the_person(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    with ann.visit() as context:
        context.session.connection().execute(text("UPDATE grants SET role = 'helper'"))
    ann.send()
    with ann.opening(Action.READ) as (context, opened):
        copy = casework.what_was_sent(context, opened)
    assert copy is not None
    assert "next door" not in str(copy.contents)
    with town.visit() as context:
        assert "next door" in str(casework.open_sent(context, ann.reference).contents)


def test_what_was_sent_can_be_taken_back_changed_and_sent_again(town: Town) -> None:
    ann = sent(town)
    with ann.visit() as context, pytest.raises(NotAllowed):
        applications.open(context, ann.reference, Action.ANSWER)
    with ann.opening(Action.RECALL) as (context, opened):
        assert applications.recall(context, opened).state is State.DRAFT
    ann.answer("washing", "full")
    town.later(timedelta(minutes=1))
    ann.send()
    with ann.opening(Action.READ) as (context, opened):
        submission = casework.what_was_sent(context, opened)
    assert submission is not None
    assert submission.number == 2
    assert submission.contents["sections"][1]["answers"][0]["answer"] == "full"
    assert [subject.split(":")[0] for _, subject in told(town)].count("New") == 2


def test_what_staff_have_opened_stays_with_them(town: Town) -> None:
    ann = sent(town)
    with town.visit() as context:
        assert casework.open_sent(context, ann.reference).number == 1
    with ann.visit() as context, pytest.raises(NotAllowed):
        applications.open(context, ann.reference, Action.RECALL)


def test_a_recall_that_lost_the_race_against_staff_is_refused(town: Town) -> None:
    ann = sent(town)
    opened = ann.open(Action.RECALL)
    with town.visit() as context:
        casework.open_sent(context, ann.reference)
    with ann.visit() as context, pytest.raises(NotPossible):
        applications.recall(context, opened)


def test_an_answer_that_arrives_after_sending_is_refused(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    stale = ann.open(Action.ANSWER)
    ann.send()
    with ann.visit() as context, pytest.raises(NotAllowed):
        applications.save_answer(context, stale, Place("washing"), "full")


def test_sending_stops_when_somebody_answered_in_between(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    stale = ann.open(Action.SEND)
    ann.answer("washing", "full")
    with ann.visit() as context, pytest.raises(NotPossible):
        applications.send(context, stale, declared=True)


def test_the_inbox_lists_what_was_sent_the_oldest_first_and_who_may_be_the_same_person(town: Town) -> None:
    first = sent(town)
    town.later(timedelta(hours=1))
    second = sent(town)
    town.somebody()
    with town.visit(write=False) as context:
        rows = casework.inbox(context)
    assert [(row.reference, row.state, row.same_person) for row in rows] == [
        (first.reference, State.SENT, (second.reference,)),
        (second.reference, State.SENT, (first.reference,)),
    ]


def test_a_draft_that_was_taken_back_is_not_shown_to_staff_as_the_same_person(town: Town) -> None:
    first, second = sent(town), sent(town)
    with second.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    with town.visit(write=False) as context:
        (row,) = casework.inbox(context)
    assert (row.reference, row.same_person) == (first.reference, ())


def test_the_inbox_says_how_long_something_waits_and_whether_that_is_too_long(town: Town) -> None:
    sent(town)
    with town.visit(write=False) as context:
        (row,) = casework.inbox(context)
    assert (row.days, row.stage.id, row.stage.due, row.stage.late) == (0, "reading", date(2026, 5, 9), False)
    town.later(6 * DAY)
    with town.visit(write=False) as context:
        (row,) = casework.inbox(context)
    assert (row.days, row.stage.late) == (6, True)


def test_the_inbox_counts_requests_to_look_again(town: Town) -> None:
    sent(town)
    tom = sent(town)
    with tom.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, "nights", "My sister is away")
    with town.visit(write=False) as context:
        assert {row.reference: row.look_again for row in casework.inbox(context) if row.look_again} == {
            tom.reference: 1
        }


def test_staff_find_no_draft(town: Town) -> None:
    ann = town.somebody()
    with town.visit() as context, pytest.raises(NotFound):
        casework.open_sent(context, ann.reference)


def timeline(somebody: Somebody) -> casework.Timeline:
    with somebody.opening(Action.FOLLOW) as (context, opened):
        return casework.timeline(context, opened)


def test_the_timeline_says_where_it_is_since_when_and_by_when(town: Town) -> None:
    ann = town.somebody()
    assert (timeline(ann).current.id, timeline(ann).current.due) == ("started", None)
    ann.answer_everything()
    ann.send()
    now = timeline(ann).current
    assert (now.id, now.began, now.due, now.who, now.late) == ("reading", town.now, date(2026, 5, 9), "council", False)
    following = timeline(ann).next
    assert following is not None
    assert following.id == "talking"
    town.later(6 * DAY)
    with town.visit() as context:
        casework.open_sent(context, ann.reference)
    standings = [(stage.id, stage.standing) for stage in timeline_of_staff(town, ann).stages]
    assert standings == [
        ("started", Standing.DONE),
        ("sent", Standing.DONE),
        ("reading", Standing.DONE),
        ("talking", Standing.NOW),
        ("plan", Standing.LATER),
    ]


def timeline_of_staff(town: Town, somebody: Somebody) -> casework.Timeline:
    somebody.token = fresh_session(town, somebody)
    return timeline(somebody)


def fresh_session(town: Town, somebody: Somebody) -> str:
    with town.visit() as context:
        party = context.session.connection().execute(text("SELECT party_id FROM grants")).scalar_one()
        return new_session(context, party)


def test_a_date_that_has_passed_is_called_late(town: Town) -> None:
    ann = sent(town)
    town.later(6 * DAY)
    assert timeline_of_staff(town, ann).current.late


def test_asking_to_look_again_is_kept_and_stands_on_the_timeline(town: Town) -> None:
    ann = sent(town, "ann@example.org")
    town.later(timedelta(minutes=1))
    with ann.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, "nights", "My sister is away \ud800")
    assert [(each.kind, each.about) for each in timeline(ann).told] == [
        (Happened.SENT, None),
        (Happened.LOOK_AGAIN_ASKED, "nights"),
    ]
    with town.visit() as context:
        (asked,) = casework.asked_to_look_again(context, ann.reference)
    assert (asked.line, asked.words) == ("nights", "My sister is away ?")
    assert {subject for _, subject in told(town)[-2:]} == {f"Look again: {ann.reference}", "We will look again"}


def test_a_helper_sends_in_their_own_wording(town: Town) -> None:
    tom = town.somebody(role=Role.HELPER, ground=Ground.AGREED, person_name="Ann")
    tom.answer_everything()
    tom.send()
    with town.visit() as context:
        contents = casework.open_sent(context, tom.reference).contents
    assert contents["person_name"] == "Ann"
    assert contents["wording"] == "for_helper"
    assert contents["sections"][1]["answers"][0]["text"] == "Could they wash themselves?"
