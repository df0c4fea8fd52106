"""Purging, changing the master key, backup and restore."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text

from portal import notices
from portal.access import Action
from portal.arrangements.model import Way
from portal.db import queries, versions
from portal.db.encryption import Keyring, MasterKey, Unreadable
from portal.db.session import Database
from portal.questionnaires.journey import Place
from portal.services import (
    accounts,
    additions,
    advocacy,
    answering,
    applications,
    arrangements,
    backup,
    budgets,
    complaining,
    housekeeping,
    posting,
    published,
)
from portal.services.advocacy import ABILITIES, Ease, Said, Somebody
from portal.services.complaining import ComplaintKind, Consent
from portal.services.opened import Purpose
from portal.services.refusals import NotFound
from portal.services.staff import people
from tests.services.colleagues import settle_two, work_on
from tests.services.company import live_together
from tests.services.counting import counting
from tests.services.town import COUNCIL, DAY, Town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.services.housekeeping import Purged


def purge(town: Town) -> Purged:
    return housekeeping.purge(town.database.engine, COUNCIL.retention_days, town.now)


def count(town: Town, table: str) -> int:
    with town.visit(write=False) as context:
        counted = select(func.count()).select_from(queries.tables[table])
        return int(context.session.connection().execute(counted).scalar_one())


def test_a_draft_nobody_saved_goes_a_day_after_the_last_answer_and_all_of_it(town: Town) -> None:
    ann = town.somebody()
    town.later(timedelta(hours=20))
    ann.answer("washing", "some")
    town.later(timedelta(hours=23))
    assert purge(town).unsaved_drafts == 0
    town.later(timedelta(hours=1))
    assert purge(town).unsaved_drafts == 1
    for table in ("applications", "documents", "answers", "events", "grants", "sessions", "parties"):
        assert count(town, table) == 0, table


def test_an_answer_that_is_saved_while_drafts_are_deleted_keeps_its_draft(town: Town) -> None:
    ann = town.somebody()
    town.somebody()
    town.later(timedelta(hours=20))
    with ThreadPoolExecutor(1) as pool:
        with ann.opening(Action.ANSWER) as (context, opened):
            answering.save_answer(context, opened, Place("notes"), "Still here")
            town.later(timedelta(hours=4))
            purging = pool.submit(purge, town)
            wait([purging], timeout=0.3)
        assert purging.result().unsaved_drafts == 1
    assert count(town, "applications") == count(town, "answers") == 1


def test_a_trial_of_the_purge_counts_the_same_and_deletes_nothing(town: Town) -> None:
    town.somebody()
    town.somebody(purpose=Purpose.ROUGH)
    town.later(2 * DAY)
    tried = housekeeping.would_purge(town.database.engine, COUNCIL.retention_days, town.now)
    assert count(town, "applications") == 2
    assert purge(town) == tried
    assert (tried.rough_ideas, tried.unsaved_drafts, tried.parties) == (1, 1, 2)


def test_a_rough_idea_goes_after_a_day(town: Town) -> None:
    town.somebody(purpose=Purpose.ROUGH)
    town.later(DAY)
    assert purge(town).rough_ideas == 1


def test_a_saved_draft_stays_as_long_as_the_council_says(town: Town) -> None:
    town.somebody().prove_email("ann@example.org")
    town.later(180 * DAY)
    assert purge(town).saved_drafts == 0, "the whole of the day that was said, whatever the time of the last answer"
    town.later(DAY)
    assert purge(town).saved_drafts == 1
    assert count(town, "credentials") == 0


def test_what_was_sent_stays(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    ann.send()
    town.later(3000 * DAY)
    purge(town)
    assert count(town, "submissions") == 1


def test_what_was_taken_back_is_not_purged_as_if_nobody_had_saved_it(town: Town) -> None:
    ann = town.somebody()
    ann.answer_everything()
    town.later(timedelta(hours=23))
    ann.send()
    with ann.opening(Action.RECALL) as (context, opened):
        applications.recall(context, opened)
    town.later(timedelta(hours=2))
    purge(town)
    assert count(town, "applications") == 1


def test_sessions_codes_and_mails_that_are_over_go(town: Town) -> None:
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    with ann.visit() as context:
        context.session.connection().execute(text("UPDATE mails SET state = 'sent'"))
    town.later(3 * DAY)
    purged = purge(town)
    assert (purged.sessions, purged.codes, purged.mails) == (1, 1, 1)
    assert count(town, "attempts") == 0
    assert count(town, "applications") == 1


def test_a_mail_that_still_waits_is_not_purged(town: Town) -> None:
    town.somebody().prove_email("ann@example.org")
    town.later(3 * DAY)
    assert purge(town).mails == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_letter_that_nobody_posted_goes_once_what_it_is_about_is_deleted(town: Town) -> None:
    """It holds a name and a home, and without its application no list of staff shows it."""
    ann = town.somebody()
    with ann.opening() as (context, opened):
        way = posting.Way(notices.Channel.LETTER, "Ann Archer\n1 Mill Lane")
        posting.post(context, way, notices.Said("x", "y"), kind="sent", cause="1", application_id=opened.id)
    town.later(2 * DAY)
    purge(town)
    assert (count(town, "applications"), count(town, "mails")) == (0, 0)


def live(town: Town) -> tuple[str, str]:
    """Fill every table. Return a reference and a return code."""
    counting(town)
    with town.visit() as context:
        published.begin(context.content.schemes, context.session.connection(), follow=False)
    ann = town.somebody(person_name=None)
    ann.prove_email("ann@example.org")
    ann.answer_everything()
    with ann.opening() as (context, opened):
        applications.keep_typed(context, opened, Place("notes"), {"answer": ["x"]})
        arrangements.choose(context, opened, Way.MANAGED)
    with ann.opening(Action.SAVE) as (context, opened):
        code = accounts.make_return_code(context, opened)
        accounts.add_email(context, opened, "ann.two@example.org")
    ann.send()
    with ann.opening(Action.LOOK_AGAIN) as (context, opened):
        budgets.ask_to_look_again(context, opened, None, "please")
    with ann.opening(Action.ADD) as (context, opened):
        additions.add(context, opened, "My sister stopped coming")
    with ann.opening(Action.ADVOCATE) as (context, opened):
        advocacy.say(context, opened, Said(dict.fromkeys(ABILITIES, Ease.HARD), Somebody.NO))
    with ann.opening(Action.COMPLAIN) as (context, opened):
        complaining.complain(context, opened, ComplaintKind.COMPLAINT, "Nobody rang", consent=Consent.OWN)
    live_together(town)
    sam = work_on(town, ann.reference)
    settle_two(town, sam, ann.reference)
    with town.visit() as context:
        people.train(context, sam.email, people.Training("care-act", context.today, None))
    return ann.reference, code


def is_whole(town: Town, reference: str, code: str) -> None:
    """Show that a person comes back with their code and finds what they wrote."""
    with town.visit() as context:
        token = accounts.sign_in_by_return_code(context, code).token
    with town.visit(token) as context:
        opened = applications.open(context, reference, Action.READ)
        assert opened.given.answer(Place("notes")) == "Mornings are hard"
        assert arrangements.choice(context, opened).way == "managed"
        known = accounts.find_visitor(context)
    assert known is not None
    assert known.emails == ("ann@example.org",)


def test_after_rotating_the_old_master_key_is_not_needed_any_more(town: Town) -> None:
    reference, code = live(town)
    old = town.keyring
    new = MasterKey.make("second")
    both = Keyring.__new__(Keyring)
    both._ciphers = {**old._ciphers, **Keyring([new])._ciphers}
    both.current = "second"
    rotated = housekeeping.rotate_keys(town.database.engine, both)
    assert rotated.values >= 5
    assert housekeeping.rotate_keys(town.database.engine, both).values == 0
    town.keyring = Keyring([new])
    is_whole(town, reference, code)
    assert town.mails()


def test_rotating_knows_every_column_that_the_master_key_locks(town: Town) -> None:
    live(town)
    town_keys = town.keyring.current.encode()
    prefix = bytes([len(town_keys)]) + town_keys
    with town.visit(write=False) as context:
        found = {
            (name, column)
            for name, table in queries.tables.items()
            for row in context.session.connection().execute(table.select())
            for column, value in row._mapping.items()
            if isinstance(value, bytes) and value.startswith(prefix)
        }
    assert found == {(table, column) for table, column, _ in housekeeping.UNDER_MASTER_KEY}


@pytest.fixture
def other(empty_database_url: str) -> Database:
    return Database(empty_database_url)


def test_a_backup_put_back_holds_everything(town: Town, other: Database, tmp_path: Path) -> None:
    reference, code = live(town)
    file = tmp_path / "backup.sqlite"
    rows = backup.backup(town.database.engine, file)
    assert [each.name for each in tmp_path.glob("backup*")] == ["backup.sqlite"]
    assert file.stat().st_mode & 0o077 == 0
    assert backup.restore(file, other.engine, town.keyring) == rows
    copy = Town(other, town.keyring, town.now)
    for table in queries.tables:
        assert count(copy, table) == count(town, table) > 0, table
    is_whole(copy, reference, code)
    fresh = copy.somebody()
    fresh.answer("washing", "full")
    with copy.visit(write=False) as context:
        numbers = context.session.connection().execute(text("SELECT id FROM events ORDER BY id")).scalars().all()
    assert len(set(numbers)) == len(numbers)
    other.close()


def test_a_backup_of_one_kind_of_database_goes_into_the_other(
    town: Town, database_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    reference, code = live(town)
    file = tmp_path / "backup.sqlite"
    backup.backup(town.database.engine, file)
    if database_kind == "sqlite":
        server = request.getfixturevalue("postgres_server")
        url = server.create("crossing")
        request.addfinalizer(lambda: server.drop("crossing"))
    else:
        url = f"sqlite:///{tmp_path / 'crossing.sqlite'}"
    other = Database(url)
    backup.restore(file, other.engine, town.keyring)
    is_whole(Town(other, town.keyring, town.now), reference, code)
    other.close()


def test_a_backup_holds_no_readable_word(town: Town, tmp_path: Path) -> None:
    live(town)
    file = tmp_path / "backup.sqlite"
    backup.backup(town.database.engine, file)
    assert b"Mornings are hard" not in file.read_bytes()
    assert b"washing" in file.read_bytes()


def test_nothing_is_put_back_over_what_is_there(town: Town, tmp_path: Path) -> None:
    ann = town.somebody()
    file = tmp_path / "backup.sqlite"
    backup.backup(town.database.engine, file)
    with pytest.raises(backup.NotEmpty):
        backup.restore(file, town.database.engine, town.keyring)
    ann.open()


def test_a_backup_can_take_the_place_of_what_is_there(town: Town, tmp_path: Path) -> None:
    ann = town.somebody()
    file = tmp_path / "backup.sqlite"
    rows = backup.backup(town.database.engine, file)
    tom = town.somebody()
    assert backup.restore(file, town.database.engine, town.keyring, replace=True) == rows
    ann.open()
    with pytest.raises(NotFound):
        tom.open()


def test_a_database_that_was_only_started_counts_as_empty(town: Town, other: Database, tmp_path: Path) -> None:
    reference, code = live(town)
    file = tmp_path / "backup.sqlite"
    backup.backup(town.database.engine, file)
    url, keys = other.engine.url.render_as_string(hide_password=False), MasterKey.make("another")
    housekeeping.prepare(SimpleNamespace(database_url=url, master_keys=keys.written()))
    backup.restore(file, other.engine, town.keyring)
    is_whole(Town(other, town.keyring, town.now), reference, code)
    other.close()


@pytest.mark.parametrize("name", ["first", "second"])
def test_nothing_is_put_back_that_the_master_key_cannot_read(
    town: Town, other: Database, name: str, tmp_path: Path
) -> None:
    live(town)
    file = tmp_path / "backup.sqlite"
    backup.backup(town.database.engine, file)
    with pytest.raises(Unreadable):
        backup.restore(file, other.engine, Keyring([MasterKey.make(name)]))
    assert count(Town(other), "keys") == count(Town(other), "applications") == 0
    other.close()


def another_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def of_tomorrow(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE applications (id); CREATE TABLE alembic_version (version_num);"
            "INSERT INTO alembic_version VALUES ('999')"
        )


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda path: path.write_bytes(b"Dear sir or madam"), backup.NotABackup),
        (lambda path: path.write_bytes(b""), backup.NotABackup),
        (another_database, backup.NotABackup),
        (of_tomorrow, backup.TooNew),
    ],
)
def test_what_is_no_backup_of_ours_is_refused_and_nothing_is_touched(
    town: Town, make: Callable[[Path], object], refusal: type[Exception], tmp_path: Path
) -> None:
    ann = town.somebody()
    file = tmp_path / "file"
    make(file)
    with pytest.raises(refusal):
        backup.restore(file, town.database.engine, town.keyring, replace=True)
    ann.open()


def test_what_is_written_while_a_backup_runs_is_wholly_in_it_or_not_at_all(town: Town, tmp_path: Path) -> None:
    ann = town.somebody()
    file = tmp_path / "backup.sqlite"
    with backup._one_moment(town.database.engine) as source:
        before = source.execute(text("SELECT count(*) FROM answers")).scalar_one()
        ann.answer("washing", "some")
        assert source.execute(text("SELECT count(*) FROM answers")).scalar_one() == before
    assert backup.backup(town.database.engine, file) > 0


def test_preparing_makes_a_database_that_can_be_used_at_once(empty_database_url: str) -> None:
    key = MasterKey.make("first")
    settings = SimpleNamespace(database_url=empty_database_url, master_keys=key.written())
    housekeeping.prepare(settings)
    housekeeping.prepare(settings)
    database = Database(empty_database_url)
    assert versions.current(database.engine) == versions.head()
    town = Town(database, Keyring([key]))
    town.somebody().answer("washing", "some")
    with town.visit() as context, pytest.raises(NotFound):
        applications.open(context, "AAAA-AAAA", Action.READ)
    database.close()
