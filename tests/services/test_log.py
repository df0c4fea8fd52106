"""The log: a chain for each application that shows whatever was done to it, also with several writers at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portal.access import Action, Role
from portal.db.encryption import Keyring, MasterKey
from portal.services import audit, budgets, housekeeping
from portal.services.events import Happened, record_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.services.audit import Checked, Seal
    from tests.services.town import Somebody, Town


def check(town: Town, seals: Iterable[Seal] = ()) -> Checked:
    with town.database.engine.begin() as connection:
        return audit.verify(connection, town.keyring, seals)


def seal(town: Town) -> list[Seal]:
    with town.database.engine.begin() as connection:
        return list(audit.seals(connection))


def say(town: Town, statement: str, **values: object) -> None:
    with town.visit() as context:
        context.session.connection().execute(text(statement), values)


def lived(town: Town) -> Somebody:
    """Somebody with a handful of events: begun, three answers, the wish to look again."""
    ann = town.somebody()
    for washing in ("some", "alone", "some"):
        town.later(timedelta(minutes=1))
        ann.answer("washing", washing)
    with ann.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, None, "please")
    return ann


def test_an_untouched_log_is_whole(town: Town) -> None:
    lived(town)
    lived(town)
    with town.visit() as context:
        record_for(context, None, Happened.LOG_READ)
    found = check(town)
    assert (found.chains, found.events, found.earlier, found.breaks) == (3, 11, 0, ())


def test_events_of_two_applications_do_not_hang_together(town: Town) -> None:
    ann, bea = lived(town), lived(town)
    with bea.opening(Action.DELETE) as (context, opened):
        context.session.connection().execute(text("DELETE FROM applications WHERE id = :row"), {"row": opened.id})
    assert check(town).breaks == ()
    ann.answer("washing", "alone")
    assert check(town).breaks == ()


TAMPERING = {
    "another kind": ("UPDATE events SET kind = 'sent' WHERE number = 3", "changed", 3),
    "another time": ("UPDATE events SET at = (SELECT max(at) FROM events) WHERE number = 2", "changed", 2),
    "another party": ("UPDATE events SET party_id = 'somebody' WHERE number = 3", "changed", 3),
    "no party": ("UPDATE events SET party_id = NULL WHERE number = 3", "changed", 3),
    "another role": ("UPDATE events SET role = 'officer' WHERE number = 3", "changed", 3),
    "about something else": ("UPDATE events SET about = 'notes' WHERE number = 3", "changed", 3),
    "about nothing": ("UPDATE events SET about = NULL WHERE number = 3", "changed", 3),
    "another checksum": ("UPDATE events SET checksum = 'f00d' WHERE number = 3", "changed", 3),
    "no checksum": ("UPDATE events SET checksum = NULL WHERE number = 3", "changed", 3),
    "the first taken out": ("DELETE FROM events WHERE number = 1", "missing", 1),
    "one taken out": ("DELETE FROM events WHERE number = 3", "missing", 3),
    "unnumbered": ("UPDATE events SET number = NULL WHERE number = 5", "unsealed", None),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_tampering_breaks_the_chain_where_it_was_done(town: Town, how: str) -> None:
    ann = lived(town)
    statement, what, number = TAMPERING[how]
    say(town, statement)
    first = check(town).breaks[0]
    assert (first.chain, first.what, first.number) == (ann.reference, what, number)


def test_an_event_that_was_made_up_without_the_key_is_noticed(town: Town) -> None:
    ann = lived(town)
    say(
        town,
        "INSERT INTO events (application_id, number, at, kind, checksum)"
        " SELECT application_id, 6, at, kind, checksum FROM events WHERE number = 5",
    )
    assert [(each.chain, each.what, each.number) for each in check(town).breaks] == [(ann.reference, "changed", 6)]


def test_an_end_that_was_cut_off_is_noticed_with_a_seal_alone(town: Town) -> None:
    ann = lived(town)
    kept = seal(town)
    assert check(town, kept).breaks == ()
    say(town, "DELETE FROM events WHERE number >= 4")
    assert check(town).breaks == ()
    assert [(each.chain, each.what, each.number) for each in check(town, kept).breaks] == [
        (ann.reference, "cut-off", 5)
    ]


def test_an_end_that_was_cut_off_and_written_anew_is_noticed_with_a_seal(town: Town) -> None:
    ann = lived(town)
    kept = seal(town)
    say(town, "DELETE FROM events WHERE number = 5")
    ann.answer("washing", "alone")
    assert check(town).breaks == ()
    assert [(each.what, each.number) for each in check(town, kept).breaks] == [("replaced", 5)]


def test_a_seal_allows_for_what_was_written_and_deleted_since(town: Town) -> None:
    ann, bea = lived(town), lived(town)
    kept = seal(town)
    ann.answer("washing", "alone")
    with bea.opening(Action.DELETE) as (context, opened):
        context.session.connection().execute(text("DELETE FROM applications WHERE id = :row"), {"row": opened.id})
    found = check(town, kept)
    assert (found.breaks, found.gone) == ((), 1)


def test_events_from_before_there_were_chains_are_counted_apart(town: Town) -> None:
    ann = lived(town)
    say(town, "UPDATE events SET number = NULL, checksum = NULL")
    ann.answer("washing", "alone")
    found = check(town)
    assert (found.events, found.earlier, found.breaks) == (6, 5, ())


def test_the_log_stays_whole_when_the_master_key_changes(town: Town) -> None:
    ann = lived(town)
    old = town.keyring
    fresh = MasterKey.make("second")
    both = Keyring([fresh])
    both._ciphers |= old._ciphers
    housekeeping.rotate_keys(town.database.engine, both)
    town.keyring = Keyring([fresh])
    ann.answer("washing", "alone")
    assert check(town).breaks == ()


@pytest.mark.parametrize("writers", [4])
def test_writers_at_once_leave_one_whole_chain(town: Town, writers: int) -> None:
    ann = lived(town)
    row = ann.open().id
    failed: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(8):
                with town.visit() as context:
                    record_for(context, row, Happened.VIEWED, role=Role.OFFICER, about="assigned")
                    record_for(context, None, Happened.LOG_READ)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []
    found = check(town)
    assert (found.events, found.breaks) == (5 + 2 * 8 * writers, ())


CHANGES = {
    "kind": "UPDATE events SET kind = 'closed' WHERE number = :number AND application_id = :row",
    "about": "UPDATE events SET about = 'x' WHERE number = :number AND application_id = :row",
    "role": "UPDATE events SET role = 'auditor' WHERE number = :number AND application_id = :row",
}


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(changes=st.lists(st.tuples(st.integers(1, 5), st.sampled_from(sorted(CHANGES))), min_size=1, max_size=3))
def test_no_change_to_any_event_goes_unnoticed(town: Town, changes: list[tuple[int, str]]) -> None:
    ann = lived(town)
    row = ann.open().id
    for number, column in changes:
        say(town, CHANGES[column], number=number, row=row)
    told = {each.number for each in check(town).breaks if each.chain == ann.reference}
    assert told == {number for number, _ in changes}


def test_a_seal_of_another_chain_is_no_seal_of_this_one(town: Town) -> None:
    ann, bea = lived(town), lived(town)
    mine, other = (next(each for each in seal(town) if each.chain == who.open().id) for who in (ann, bea))
    assert check(town, [replace(mine, checksum=other.checksum)]).breaks[0].what == "replaced"
