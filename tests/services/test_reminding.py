"""Reminders: only to those who chose them, only where it is safe, once of each thing, and never when it is over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, insert, select, update

from portal.access import Action, Role
from portal.answers import Address
from portal.council import Council
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.db.tables import Delivery, Proof
from portal.notices import Channel
from portal.services import (
    applications,
    closing,
    exchange,
    housekeeping,
    pauses,
    reminding,
    telling,
    withdrawing,
)
from portal.services.about import About
from portal.services.answering import set_about
from portal.services.opened import Telling
from portal.services.staff import deciding
from tests.services.company import helping, let_in, taken_over
from tests.services.test_sending import sent
from tests.services.town import COUNCIL, DAY, stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.services.context import Context
    from portal.services.opened import Opened
    from tests.services.town import Somebody, Town

ON_ONE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
YES = Telling(remind=True)
QUIET = COUNCIL.reminders.draft_days * DAY
LAST_MAIL = select(queries.tables["mails"]).order_by(queries.tables["mails"].c.made.desc()).limit(1)
PAST = timedelta(days=6)  # the council gives itself five days to read


def choose(somebody: Somebody, said: Telling = YES, *, own: Telling | None = None) -> None:
    with somebody.opening(Action.REACH) as (context, opened):
        telling.choose(context, opened, said, not_at_home=False, own=own)


def remind(town: Town) -> list[Any]:
    """What the command writes, without the codes that went out before."""
    before = len(town.mails())
    with town.visit(write=False) as context:
        due = reminding.due(context)
    for each in due:
        with town.visit() as context:
            reminding.send(context, each)
    return town.mails()[before:]


def draft(town: Town, said: Telling | None = YES) -> Somebody:
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    ann.answer("name", "Ann Archer")
    if said is not None:
        choose(ann, said)
    stay_in(town)
    return ann


def posted(town: Town) -> Somebody:
    """Ann, who sent hers and chose reminders."""
    ann = sent(town)
    ann.prove_email("ann@example.org")
    choose(ann)
    stay_in(town)
    return ann


def stay_in(town: Town) -> None:
    """Nobody's session ends, however much time passes."""
    with town.visit() as context:
        expires = town.now + 365 * DAY
        context.session.connection().execute(update(queries.tables["sessions"]).values(expires=expires))


def dates(town: Town, somebody: Somebody, **values: Any) -> None:
    row = somebody.open(Action.FOLLOW).id
    with town.visit() as context:
        table = queries.tables["applications"]
        context.session.connection().execute(update(table).where(table.c.id == row).values(**values))


@ON_ONE
def test_a_draft_is_reminded_of_once_in_time_and_says_until_when_and_how_to_stop(town: Town) -> None:
    draft(town)
    town.later(QUIET - DAY)
    assert remind(town) == []
    town.later(DAY)
    (mail,) = remind(town)
    assert mail.to == "ann@example.org"
    for words in ("We keep it at least until Saturday 31 October 2026", "How we tell you things", "01632 960 100"):
        assert words in mail.body
    assert "Archer" not in mail.subject + mail.body
    town.later(DAY)
    assert remind(town) == []


@ON_ONE
def test_the_date_goes_with_a_mail_and_through_notify_the_words_say_it(town: Town) -> None:
    """Notify takes no such file; the words hold the day whichever way they go."""
    draft(town)
    town.later(QUIET)
    (mail,) = remind(town)
    with town.visit(write=False) as context:
        row = context.session.connection().execute(LAST_MAIL).one()
        kept = json.loads(context.keyring.unlock(row.contents, "mails", "contents", row.id))
    assert kept["date"]["day"] == "2026-10-31"
    assert kept["date"]["title"] == "A date to remember"
    assert "31 October 2026" in mail.body
    assert "31 October 2026" in kept["short"]


@ON_ONE
@pytest.mark.parametrize("said", [Telling(), YES])
def test_who_chose_reminders_learns_on_sending_until_when_we_read_it_and_others_do_not(
    town: Town, said: Telling
) -> None:
    ann = draft(town, said)
    ann.answer_everything()
    ann.send()
    (mail,) = [each for each in town.mails() if each.subject == "We have what was sent"]
    assert ("We aim to finish the next step by Saturday 9 May 2026." in mail.body) is said.remind
    with town.visit(write=False) as context:
        kept = [
            json.loads(context.keyring.unlock(row.contents, "mails", "contents", row.id))["date"]
            for row in context.session.connection().execute(select(queries.tables["mails"]))
        ]
    assert [each["day"] for each in kept if each] == (["2026-05-09"] if said.remind else [])


@ON_ONE
def test_when_it_is_taken_up_again_the_day_that_moved_is_told_too(town: Town) -> None:
    ann = posted(town)
    with ann.opening(Action.FOLLOW) as (context, opened):
        on_hold(context, opened)
    town.later(10 * DAY)
    with ann.opening(Action.FOLLOW) as (context, opened):
        case: Any = SimpleNamespace(opened=opened)
        pauses.resume(context, case)
    (mail,) = [each for each in town.mails() if each.subject == "We go on with it"]
    assert "We aim to finish the next step by Tuesday 19 May 2026." in mail.body


@ON_ONE
def test_whoever_goes_on_with_it_is_reminded_again_only_after_another_quiet_time(town: Town) -> None:
    ann = draft(town)
    town.later(QUIET)
    assert len(remind(town)) == 1
    ann.answer("washing", "some")
    town.later(QUIET - DAY)
    assert remind(town) == []
    town.later(DAY)
    assert len(remind(town)) == 1


@ON_ONE
def test_what_was_taken_back_late_is_kept_and_reminded_of_like_a_new_draft(town: Town) -> None:
    ann = posted(town)
    with town.visit() as context:
        context.session.connection().execute(delete(queries.tables["safety_calls"]))  # it would be kept for that
    town.later(200 * DAY)
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    assert housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now).saved_drafts == 0
    town.later(QUIET)
    (mail,) = [each for each in remind(town) if each.to == "ann@example.org"]
    assert "until Wednesday 19 May 2027" in mail.body


@ON_ONE
@pytest.mark.parametrize("said", [None, Telling(), Telling(first=Channel.EMAIL)])
def test_nobody_is_reminded_who_did_not_choose_it(town: Town, said: Telling | None) -> None:
    draft(town, said)
    town.later(QUIET)
    assert remind(town) == []


@ON_ONE
def test_what_is_not_safe_or_not_wanted_reaches_nobody_and_is_no_reminder_spent(town: Town) -> None:
    ann = draft(town)
    for wishes, said in (({"email": False}, YES), ({}, replace(YES, never=True))):
        with ann.opening(Action.REACH) as (context, opened):
            applications.set_wishes(context, opened, replace(opened.wishes, **{"email": None, **wishes}))
        choose(ann, said)
        town.later(QUIET)
        assert remind(town) == []
    choose(ann, replace(YES, first=Channel.TEXT, number="07700 900 900"))
    assert [each.channel for each in remind(town)] == [Channel.TEXT]


@ON_ONE
def test_a_helper_who_may_answer_is_reminded_of_a_draft_and_one_who_reads_is_not(town: Town) -> None:
    ann = draft(town, None)
    for role, name in ((Role.HELPER, "tom"), (Role.HELPER_READING, "bea")):
        friend = let_in(ann, role, name)
        row = friend.open(Action.FOLLOW)
        with town.visit() as context:
            table = queries.tables["credentials"]
            fields = {"id": name, "party_id": row.party_id, "kind": Proof.EMAIL, "lookup": name, "made": context.now}
            address = context.keyring.lock(f"{name}@example.org".encode(), "credentials", "address", name)
            context.session.connection().execute(insert(table).values(**fields, address=address))
        with ann.opening(Action.REACH) as (context, opened):
            set_about(context, opened, partial(About.with_telling, key=row.party_id, telling=YES))
    town.later(QUIET)
    assert [each.to for each in remind(town)] == ["tom@example.org"]


@ON_ONE
def test_nobody_else_asks_for_reminders_for_a_person_who_comes_in_themself(town: Town) -> None:
    tom = helping(town)
    tom.answer("notes", "Mornings are hard")
    ann = taken_over(town, tom)
    ann.prove_email("ann@example.org")
    choose(tom, YES, own=Telling())
    stay_in(town)
    town.later(QUIET)
    assert remind(town) == []
    choose(ann)
    assert [each.to for each in remind(town)] == ["ann@example.org"]


@ON_ONE
def test_what_the_person_writes_in_private_moves_no_day_that_a_helper_is_told(town: Town) -> None:
    days = []
    for private in (False, True):
        tom = helping(town)
        tom.prove_email("tom@example.org")
        tom.answer("notes", "Mornings are hard")
        choose(tom, Telling(), own=YES)
        ann = taken_over(town, tom)
        stay_in(town)
        town.later(10 * DAY)
        if private:
            ann.answer("frightened", "The man next door")
        town.later(QUIET - 10 * DAY)
        days += [each.body.split("until ")[1][:20] for each in remind(town) if each.to == "tom@example.org"]
    assert len(days) == 2, "the reminder comes at its time whatever the person wrote"


def test_a_promise_that_was_not_kept_is_told_once_with_an_apology(town: Town) -> None:
    posted(town)
    town.later(PAST - DAY)
    assert remind(town) == []
    town.later(DAY)
    (mail,) = remind(town)
    assert "We wanted to finish the next step" in mail.body
    assert "We are sorry" in mail.body
    assert remind(town) == []


def withdrawn(context: Context, opened: Opened) -> None:
    withdrawing.withdraw(context, opened)


def on_hold(context: Context, opened: Opened) -> None:
    case: Any = SimpleNamespace(opened=opened)
    pauses.pause(context, case, "You are in hospital.", context.today + timedelta(weeks=4))


def died(context: Context, opened: Opened) -> None:
    closing.close(context, opened, closing.DIED)


@ON_ONE
@pytest.mark.parametrize("ends", [withdrawn, on_hold, died])
def test_nobody_is_reminded_once_it_is_over_or_on_hold(town: Town, ends: Callable[[Context, Opened], None]) -> None:
    ann = posted(town)
    town.later(PAST)
    with town.visit(write=False) as context:
        (due,) = reminding.due(context)
    with ann.opening(Action.FOLLOW) as (context, opened):
        ends(context, opened)
    assert remind(town) == []
    with town.visit() as context:
        assert not reminding.send(context, due), "also where it was due a moment before"


def waiting(town: Town, kind: str) -> int:
    with town.visit(write=False) as context:
        mails = queries.tables["mails"].c
        rows = context.session.connection().execute(
            select(mails.id).where(mails.kind == kind, mails.state == "waiting")
        )
        return len(rows.all())


@ON_ONE
def test_a_reminder_that_did_not_go_out_yet_is_taken_back_by_sending_and_by_a_hold(town: Town) -> None:
    ann = draft(town)
    town.later(QUIET)
    assert len(remind(town)) == waiting(town, "draft-waits") == 1
    ann.answer_everything()
    ann.send()
    assert (waiting(town, "draft-waits"), waiting(town, "sent")) == (0, 1)
    town.later(PAST)
    assert len(remind(town)) == waiting(town, "promise-passed") == 1
    with ann.opening(Action.FOLLOW) as (context, opened):
        on_hold(context, opened)
    assert (waiting(town, "promise-passed"), waiting(town, "paused")) == (0, 1)


@ON_ONE
def test_a_reminder_that_was_only_handed_over_goes_out_no_other_way_once_it_was_sent_or_taken_back(town: Town) -> None:
    mails = queries.tables["mails"]

    def handed(kind: str) -> int:
        with town.visit() as context:
            changed = update(mails).where(mails.c.kind == kind).values(state=Delivery.HANDED_OVER)
            return context.session.connection().execute(changed).rowcount

    ann = draft(town)
    town.later(QUIET)
    remind(town)
    assert handed("draft-waits") == 1
    ann.answer_everything()
    ann.send()
    assert handed("draft-waits") == 0
    town.later(PAST)
    remind(town)
    assert handed("promise-passed") == 1
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    assert handed("promise-passed") == 0


@ON_ONE
def test_a_reminder_of_an_answer_is_taken_back_when_nothing_is_left_to_answer(town: Town) -> None:
    ann = posted(town)
    dates(town, ann, opened=town.now + 10 * DAY)
    with ann.opening(Action.FOLLOW) as (context, opened):
        for words in ("When?", "Where?"):
            exchange.ask(context, replace(opened, role=Role.OFFICER), words, wants_answer=True)
    town.later(COUNCIL.reminders.answer_days * DAY)
    assert len(remind(town)) == 1
    for left in (1, 0):
        with ann.opening(Action.MESSAGE) as (context, opened):
            ask = next(each for each in exchange.messages(context, opened) if each.is_open)
            exchange.answer(context, opened, ask.id, "On Monday")
        assert waiting(town, "answer-waits") == left


@ON_ONE
def test_one_that_cannot_be_read_keeps_nobody_else_from_being_reminded(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    broken = draft(town)
    row = broken.open(Action.FOLLOW).id
    draft(town)
    with town.visit() as context:
        table = queries.tables["documents"]
        context.session.connection().execute(
            update(table).where(table.c.application_id == row).values(contents=b"not what was locked")
        )
    town.later(QUIET)
    assert len(remind(town)) == 1
    assert "no telling what one is to be reminded of" in caplog.text


@ON_ONE
@pytest.mark.parametrize("private", [False, True])
def test_an_answer_that_we_wait_for_unless_only_the_person_knows_of_it(town: Town, *, private: bool) -> None:
    ann = posted(town)
    dates(town, ann, opened=town.now + 10 * DAY)  # so that nothing is late
    with ann.opening(Action.FOLLOW) as (context, opened):
        worker = replace(opened, role=Role.SAFEGUARDING_WORKER)
        exchange.ask(context, worker, "When?", wants_answer=True, private=private)
    town.later(COUNCIL.reminders.answer_days * DAY)
    assert [each.subject for each in remind(town)] == ([] if private else ["We wait for an answer"])
    assert remind(town) == []


def with_reviews(town: Town) -> None:
    """The council has the stages of reviews, too."""
    council = SimpleNamespace(**{**vars(COUNCIL), "stages": (*COUNCIL.stages, stage("first-review", "both", 56))})
    council.stages_for = partial(Council.stages_for, council)
    town.content = SimpleNamespace(**{**vars(town.content), "council": council})


@ON_ONE
def test_a_review_is_announced_in_time_with_its_day(town: Town) -> None:
    with_reviews(town)
    ann = posted(town)
    dates(town, ann, opened=town.now, decided=town.now, agreed=town.now, support_began=town.now)
    town.later(41 * DAY)
    assert remind(town) == []
    town.later(DAY)
    (mail,) = remind(town)
    assert "by Monday 29 June 2026" in mail.body
    assert remind(town) == []


@ON_ONE
def test_the_reviews_that_the_law_sets_for_a_direct_payment_are_announced_too(town: Town) -> None:
    ann = posted(town)
    dates(town, ann, opened=town.now + 600 * DAY)
    days = {"light_by": "2026-06-01", "first_by": "2026-11-02", "yearly_by": "2027-11-02"}
    with ann.opening(Action.FOLLOW) as (context, opened):
        deciding.add_decision(context, opened, DecisionKind.DIRECT_PAYMENT, {"reviews": days})
    town.now = town.now.replace(month=10, day=19)
    (mail,) = remind(town)
    assert "by Monday 2 November 2026" in mail.body
    town.now = town.now.replace(month=11, day=2)
    assert remind(town) == []


def test_the_team_is_told_how_many_are_late_once_a_day_and_nothing_else(town: Town) -> None:
    def told() -> list[Any]:
        before = len(town.mails())
        with town.visit() as context:
            reminding.remind_team(context)
        return town.mails()[before:]

    first, _ = sent(town), sent(town)
    assert told() == []
    town.later(PAST)
    (mail,) = told()
    assert (mail.to, mail.subject) == ("team@council.example", "Some applications are late")
    assert "late now: 2." in mail.body
    assert mail.body.endswith("https://support.example/staff/?list=late\n")
    assert first.reference not in mail.body
    assert told() == []
    town.later(DAY)
    assert len(told()) == 1
    with town.visit(write=False) as context:
        kept = context.session.connection().execute(select(queries.tables["reminders"].c.made)).scalars().all()
    assert kept == [town.now], "what was told before is kept no longer"


@ON_ONE
def test_a_person_without_a_way_in_gets_a_letter_where_that_was_said_to_be_safe(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = {"name": "Ann Archer", "street-address": Address(("1 Mill Lane",), "Haven", "ZZ1 1ZZ")}
    monkeypatch.setattr("portal.services.recipients.by_purpose", lambda _opened: home)
    tom = helping(town)
    tom.answer_everything()
    tom.send()
    choose(tom, replace(YES, first=Channel.LETTER), own=Telling())
    town.later(PAST)
    assert [each.channel for each in remind(town)] == [Channel.LETTER]
