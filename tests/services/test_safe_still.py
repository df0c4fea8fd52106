"""What waits goes out only by ways that are still safe when it goes out."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from portal.access import Action, Role
from portal.notices import Channel
from portal.services import applications, outbox, reachable
from portal.services.opened import Telling, Wishes
from portal.services.outbox import FIRST_WAIT
from tests.services.company import end, holding, let_in
from tests.services.notify import StandIn, standing_in
from tests.services.test_outbox import Postbox, postbox, send, server
from tests.services.test_telling import choosing, sent_by_one_who_chose
from tests.services.test_theirs_alone import ask, came_in

if TYPE_CHECKING:
    from portal.config import MailServer
    from tests.services.town import Somebody, Town

__all__ = ["postbox", "server"]
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)

BY_TEXT = Telling(first=Channel.TEXT, number="07700 900 900")


def no_email(somebody: Somebody) -> None:
    with somebody.opening(Action.REACH) as (context, opened):
        applications.set_wishes(context, opened, Wishes(email=False))


def to_ann(postbox: Postbox) -> list[Any]:
    return [each for each in postbox.taken if each["To"] == "ann@example.org" and "code" not in each["Subject"]]


def nothing(_: Somebody) -> None:
    """Say nothing more."""


@pytest.mark.parametrize(
    ("then", "sent"), [(nothing, 1), (no_email, 0), (lambda ann: choosing(ann, Telling(never=True)), 0)]
)
def test_a_mail_waits_no_longer_for_whoever_does_not_want_it(
    town: Town, server: MailServer, postbox: Postbox, then: Any, sent: int
) -> None:
    ann = sent_by_one_who_chose(town, Telling())
    then(ann)
    assert send(town, server).given_up == 1 - sent
    assert len(to_ann(postbox)) == sent


def test_a_database_that_does_not_answer_says_nothing_about_a_way(
    town: Town, server: MailServer, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_by_one_who_chose(town, Telling())
    with monkeypatch.context() as for_now:
        for_now.setattr(reachable, "_CONTENTS", text("SELECT key, contents FROM out_of_reach WHERE id = :row"))
        first = send(town, server)
    assert first.given_up == 0
    town.later(FIRST_WAIT)
    send(town, server)
    assert len(to_ann(postbox)) == 1


def test_a_text_to_a_number_that_was_taken_back_goes_out_by_the_way_that_is_left(town: Town) -> None:
    ann, taken = sent_by_one_who_chose(town, BY_TEXT), StandIn()
    choosing(ann, Telling(first=Channel.EMAIL))
    with standing_in(taken) as notify:
        outbox.send_due(town.database.engine, town.keyring, None, "us@example.org", lambda: town.now, notify)
    gc.collect()
    assert {each["kind"] for each in taken.taken} == {"email"}
    assert any(ann.reference in each["personalisation"]["body"] for each in taken.taken)


def test_what_waits_goes_to_nobody_whose_access_ended_meanwhile(
    town: Town, server: MailServer, postbox: Postbox
) -> None:
    ann = town.somebody()
    tom = let_in(ann, Role.HELPER, "Tom")
    tom.prove_email("tom@example.org")
    tom.answer_everything()
    tom.send()
    end(ann, "Tom")
    send(town, server)
    assert [
        each["Subject"] for each in postbox.taken if each["To"] == "tom@example.org" and "code" not in each["Subject"]
    ] == []


@pytest.mark.parametrize("ended", [False, True])
def test_a_text_to_a_number_that_others_named_waits_no_longer_once_their_access_ended(
    town: Town, *, ended: bool
) -> None:
    _, ann, sam = came_in(town)
    ask(ann, sam)
    if ended:
        end(ann, *holding(ann))
    taken = StandIn()
    with standing_in(taken) as notify:
        outbox.send_due(town.database.engine, town.keyring, None, "us@example.org", lambda: town.now, notify)
    gc.collect()
    asked = [each for each in taken.taken if "we wrote something" in each["personalisation"]["body"]]
    assert len(asked) == (0 if ended else 1)
