"""Text messages, letters and mail through GOV.UK Notify, over real HTTP; what fails goes out another way."""

from __future__ import annotations

import gc
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from portal.access import Action, Role
from portal.config import NotifyService
from portal.notices import Channel, Format, Said
from portal.services import applications, outbox, posting
from portal.services.carriers import address_lines
from portal.services.opened import Wishes
from portal.services.outbox import Report
from portal.services.posting import Way
from portal.services.refusals import NotFound
from portal.services.staff import entry, letters, undelivered
from tests.services.colleagues import at_work
from tests.services.notify import TEMPLATES, StandIn, standing_in
from tests.services.test_sending import sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.services.town import Town

HOME = "Ann Archer\n1 Mill Lane\nHaven\nZZ1 1ZZ"
SAID = Said("A subject", "A body\n", "A short one")
EMAIL, TEXT, LETTER = (
    Way(Channel.EMAIL, "ann@example.org"),
    Way(Channel.TEXT, "07700 900 900"),
    Way(Channel.LETTER, HOME),
)


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def notify(stand_in: StandIn) -> Iterator[NotifyService]:
    with standing_in(stand_in) as service:
        yield service
    gc.collect()


def post(town: Town, *ways: Way, application: str | None = None, notify: NotifyService | None = None) -> None:
    with town.visit() as context:
        context.settings = type("Settings", (), {**vars(context.settings), "notify": notify})
        posting.post(context, ways[0], SAID, kind="sent", cause="1", application_id=application, then=ways[1:])


def send(town: Town, notify: NotifyService | None) -> Report:
    return outbox.send_due(town.database.engine, town.keyring, None, "us@example.org", lambda: town.now, notify)


def states(town: Town) -> list[tuple[str, str]]:
    with town.visit(write=False) as context:
        rows = context.session.connection().execute(text("SELECT channel, state FROM mails ORDER BY made, channel"))
        return [(row.channel, row.state) for row in rows]


@pytest.mark.parametrize("way", [EMAIL, TEXT, LETTER])
def test_each_channel_is_handed_over_and_is_done_once_it_arrived(
    town: Town, notify: NotifyService, stand_in: StandIn, way: Way
) -> None:
    post(town, way, notify=notify)
    assert send(town, notify) == Report(sent=1)
    assert states(town) == [(way.channel, "handed-over")]
    (taken,) = stand_in.taken
    assert taken["template_id"] == TEMPLATES[way.channel]
    said = taken["personalisation"]
    assert said["body"] == ("A short one" if way is TEXT else "A body\n")
    assert way.to in {taken.get("email_address"), taken.get("phone_number"), "\n".join(list(said.values())[2:])}
    stand_in.status = "received" if way is LETTER else "delivered"
    town.later(outbox.ASK_AGAIN)
    send(town, notify)
    assert states(town) == [(way.channel, "sent")]
    assert len(stand_in.taken) == 1


def test_what_is_refused_for_good_goes_out_the_next_way(town: Town, notify: NotifyService, stand_in: StandIn) -> None:
    post(town, Way(Channel.TEXT, "no number at all"), EMAIL, LETTER, notify=notify)
    assert send(town, notify) == Report(sent=1, given_up=1, passed_on=1)
    assert [each["kind"] for each in stand_in.taken] == ["email"]
    assert dict(states(town)) == {"text": "given-up", "email": "handed-over"}


def test_what_did_not_arrive_goes_out_the_next_way(town: Town, notify: NotifyService, stand_in: StandIn) -> None:
    post(town, TEXT, LETTER, notify=notify)
    send(town, notify)
    stand_in.status = "permanent-failure"
    town.later(outbox.ASK_AGAIN)
    assert send(town, notify) == Report(sent=1, given_up=1, passed_on=1)
    assert [each["kind"] for each in stand_in.taken] == ["sms", "letter"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_one_that_cannot_be_read_ends_no_round(town: Town, notify: NotifyService, stand_in: StandIn) -> None:
    post(town, TEXT, LETTER, notify=notify)
    send(town, notify)
    with town.visit() as context:
        context.session.connection().execute(text("UPDATE mails SET contents = 'nonsense'"))
    stand_in.status = "permanent-failure"
    town.later(outbox.ASK_AGAIN)
    post(town, EMAIL, notify=notify)
    assert send(town, notify) == Report(sent=1, given_up=1)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_handed_over_late_is_followed_as_long_as_anything(
    town: Town, notify: NotifyService, stand_in: StandIn
) -> None:
    post(town, TEXT, notify=notify)
    town.later(outbox.NEWS_ENDS)
    send(town, notify)
    for time, state in ((outbox.ASK_AGAIN, "handed-over"), (outbox.NEWS_ENDS, "sent")):
        town.later(time)
        send(town, notify)
        assert states(town) == [("text", state)]
    assert len(stand_in.taken) == 1


def test_large_print_waits_for_somebody_to_print_it(town: Town, notify: NotifyService, stand_in: StandIn) -> None:
    post(town, Way(Channel.LETTER, HOME, Format.LARGE_24), notify=notify)
    assert send(town, notify) == Report()
    assert states(town) == [("letter", "to-print")]


@pytest.mark.parametrize("status", [429, 500, 403])
def test_trouble_that_passes_is_tried_again_and_nothing_goes_out_twice(
    town: Town, notify: NotifyService, stand_in: StandIn, status: int
) -> None:
    post(town, EMAIL, TEXT, notify=notify)
    stand_in.refusals = [status]
    assert send(town, notify) == Report(again=1)
    town.later(timedelta(minutes=1))
    assert send(town, notify) == Report(sent=1)
    assert [each["kind"] for each in stand_in.taken] == ["email"]


def test_what_a_worker_that_died_handed_over_is_found_again(
    town: Town, notify: NotifyService, stand_in: StandIn
) -> None:
    post(town, EMAIL, notify=notify)
    with town.visit(write=False) as context:
        reference = context.session.connection().execute(text("SELECT message_id FROM mails")).scalar_one()
    stand_in.taken.append({"id": "0" * 36, "reference": reference})
    assert outbox._claim(town.database.engine, "dead", town.now) is not None
    town.later(outbox.LEASE)
    assert send(town, notify) == Report(sent=1)
    assert len(stand_in.taken) == 1


def test_after_a_day_of_trouble_the_next_way_is_taken(town: Town, notify: NotifyService, stand_in: StandIn) -> None:
    post(town, EMAIL, TEXT, notify=notify)
    stand_in.refusals = [500]
    town.later(outbox.PASS_ON)
    assert send(town, notify) == Report(sent=1, given_up=1, passed_on=1)


def test_without_an_account_a_text_message_goes_out_another_way_at_once(town: Town) -> None:
    post(town, TEXT, LETTER)
    assert send(town, None) == Report(given_up=1, passed_on=1)
    assert dict(states(town)) == {"text": "given-up", "letter": "to-print"}


def test_a_wrong_key_loses_nothing(town: Town, notify: NotifyService) -> None:
    wrong = NotifyService(notify.address, f"{notify.key[:-1]}9", notify.templates)
    post(town, EMAIL, notify=notify)
    assert send(town, wrong) == Report(again=1)


def test_nothing_personal_gets_into_the_log(
    town: Town, notify: NotifyService, stand_in: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    post(town, Way(Channel.TEXT, "secret number"), notify=notify)
    send(town, notify)
    assert "HTTPError" in caplog.text
    assert "secret" not in caplog.text
    assert "phone_number" not in caplog.text


def test_a_long_address_keeps_its_postcode() -> None:
    lines = address_lines("\n".join([*"abcdefgh", "ZZ1 1ZZ"]))
    assert len(lines) == 7
    assert lines["address_line_7"] == "ZZ1 1ZZ"


def test_staff_see_what_failed_and_what_was_tried_instead_until_they_looked_after_it(town: Town) -> None:
    ann = sent(town, wishes=Wishes(write=True))
    post(town, TEXT, LETTER, application=ann.open().id)
    send(town, None)
    sam = at_work(town)
    for role in (Role.AUDITOR, Role.PANEL_MEMBER):
        with at_work(town, role, email=f"{role}@council.example").visit() as context:
            assert undelivered.failed(context, entry.worker(context)) == (), "neither reads it, so it is on no list"
            assert letters.waiting(context, entry.worker(context)) == ()
    with sam.visit() as context:
        here = entry.worker(context)
        (found,) = undelivered.failed(context, here)
        assert (found.reference, found.channel, found.then) == (ann.reference, Channel.TEXT, Channel.LETTER)
        undelivered.settle(context, here, found.id)
        assert log_of(context)[-1:] == [("notice-settled", "sent", here.party)], "who looked after it is on record"
        assert undelivered.failed(context, here) == ()
        assert [each.reference for each in letters.waiting(context, here)] == [ann.reference]
        with pytest.raises(NotFound):
            undelivered.settle(context, here, found.id)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_no_letter_follows_to_a_home_that_is_safe_no_more(town: Town) -> None:
    ann = sent(town, wishes=Wishes(write=True))
    post(town, TEXT, LETTER, application=ann.open().id)
    with ann.opening(Action.REACH) as (context, opened):
        applications.set_wishes(context, opened, Wishes(write=False))
    send(town, None)
    assert Channel.LETTER not in dict(states(town))
    sam = at_work(town)
    with sam.visit() as context:
        assert [each.then for each in undelivered.failed(context, entry.worker(context))] == [None]


def log_of(context: Any) -> list[tuple[str, str, str]]:
    rows = context.session.connection().execute(
        text("SELECT kind, about, party_id FROM events ORDER BY application_id, number")
    )
    return [(row.kind, row.about, row.party_id) for row in rows if row.kind == "notice-settled"]


def kept(town: Town) -> Any:
    with town.visit(write=False) as context:
        row = context.session.connection().execute(text("SELECT id, contents FROM mails WHERE channel='letter'")).one()
        return json.loads(context.keyring.unlock(row.contents, "mails", "contents", row.id))


def test_the_next_way_keeps_the_words_and_forgets_the_way_that_failed(town: Town) -> None:
    post(town, TEXT, LETTER)
    send(town, None)
    found = kept(town)
    assert (found["to"], found["body"], found["then"]) == (HOME, "A body\n", [])
    assert TEXT.to not in json.dumps(found)
