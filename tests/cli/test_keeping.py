"""Keeping an installation in order from the terminal: purge, backup, restore, keys, and a database to begin with."""

from __future__ import annotations

import base64
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from portal.access import Action
from portal.cli.purge import WORDS, keep_purging
from portal.config import Settings
from portal.db.encryption import Keyring
from portal.db.session import Database, make_engine
from portal.questionnaires.journey import Place
from portal.services import applications
from portal.services.housekeeping import Purged
from tests.cli.commands import run
from tests.cli.conftest import KEYS
from tests.services.town import COUNCIL, DAY, Town

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.town import Somebody

OTHER_KEY = f"second:{base64.b64encode(bytes(32)).decode()}"


def an_old_draft(town: Town) -> Somebody:
    """Somebody who began two days ago and did not save."""
    town.now = datetime.now(UTC) - 2 * DAY
    return town.somebody()


def there_are(database: Database) -> int:
    with database.reading() as session:
        return int(session.connection().execute(text("SELECT count(*) FROM applications")).scalar_one())


def test_purging_says_what_it_deleted_line_by_line(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    an_old_draft(town)
    tried = run(capsys, "purge", "--dry-run")
    assert tried.out.startswith("Nothing was deleted.")
    assert there_are(town.database) == 1
    said = run(capsys, "purge")
    assert said.code == 0
    assert said.out.splitlines()[1:] == tried.out.splitlines()[1:]
    assert "  1 drafts that nobody saved" in said.out.splitlines()
    assert there_are(town.database) == 0


def test_every_kind_that_is_purged_has_its_words() -> None:
    assert WORDS.keys() == Purged.__dataclass_fields__.keys()


def test_the_running_service_purges_by_itself(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    an_old_draft(town)
    settings = Settings.from_env({"DATABASE_URL": town.database.engine.url.render_as_string(hide_password=False)})
    stop = threading.Event()
    purging = threading.Thread(target=keep_purging, args=(settings, COUNCIL.retention_days, stop))
    purging.start()
    patience = time.monotonic() + 20
    while there_are(town.database) and time.monotonic() < patience:
        time.sleep(0.02)
    stop.set()
    purging.join(20)
    assert not purging.is_alive()
    assert there_are(town.database) == 0


def answers_are_readable(database: Database, ann: Somebody, keys: str = KEYS) -> bool:
    town = Town(database, Keyring.read(keys), ann.town.now)
    with town.visit(ann.token, write=False) as context:
        opened = applications.open(context, ann.reference, Action.READ)
        return opened.given.answer(Place("notes")) == "Mornings are hard"


def test_a_backup_goes_into_an_empty_database_and_everything_can_be_read(
    town: Town, empty_database_url: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    ann = town.somebody()
    ann.answer_everything()
    file = tmp_path / "backup"
    written = run(capsys, "backup", str(file))
    assert written.code == 0, written.err
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    put_back = run(capsys, "restore", str(file))
    assert put_back.code == 0, put_back.err
    assert written.out.split()[0] == put_back.out.split()[0]
    other = Database(empty_database_url)
    assert answers_are_readable(other, ann)
    again = run(capsys, "restore", str(file))
    assert again.code == 1
    assert "The database already holds what people wrote." in again.err
    assert "add --replace. Nothing was changed." in again.err
    assert run(capsys, "restore", str(file), "--replace").code == 0
    assert answers_are_readable(other, ann)
    other.close()


def test_with_another_master_key_nothing_is_put_back(
    town: Town, empty_database_url: str, tmp_path: Path,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    town.somebody()
    file = tmp_path / "backup"
    run(capsys, "backup", str(file))
    monkeypatch.setenv("DATABASE_URL", empty_database_url)
    monkeypatch.setenv("PORTAL_MASTER_KEYS", OTHER_KEY)
    said = run(capsys, "restore", str(file))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(
        "PORTAL_MASTER_KEYS does not hold the key that this was locked with. Nothing was changed."
    )
    other = Database(empty_database_url)
    assert there_are(other) == 0
    other.close()


def test_what_is_no_backup_is_refused_with_a_sentence(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = town.somebody()
    letter = tmp_path / "letter"
    letter.write_text("Dear sir or madam", encoding="utf-8")
    assert run(capsys, "restore", str(letter)).err == f"{letter} is not a backup of the portal. Nothing was changed.\n"
    assert run(capsys, "restore", str(tmp_path / "none")).err == f"There is no file {tmp_path / 'none'}.\n"
    ann.open()


def test_a_backup_never_goes_over_another_file_unasked_or_over_the_database(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "backup"
    assert run(capsys, "backup", str(file)).code == 0
    assert "add --replace to write over it" in run(capsys, "backup", str(file)).err
    assert run(capsys, "backup", str(file), "--replace").code == 0
    assert "does not exist" in run(capsys, "backup", str(tmp_path / "nowhere" / "file")).err
    assert "is a folder" in run(capsys, "backup", str(tmp_path), "--replace").err
    if town.database.engine.dialect.name == "sqlite":
        place = str(town.database.engine.url.database)
        assert "is the database itself" in run(capsys, "backup", place, "--replace").err


def test_after_rotating_the_first_key_alone_reads_everything(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = town.somebody()
    ann.prove_email("ann@example.org")
    ann.answer_everything()
    monkeypatch.setenv("PORTAL_MASTER_KEYS", f"{OTHER_KEY},{KEYS}")
    said = run(capsys, "rotate-keys")
    assert said.code == 0, said.err
    assert int(said.out.split()[0]) >= 2
    assert "now under the master key 'second'" in said.out
    assert run(capsys, "rotate-keys").out.startswith("0 values")
    assert answers_are_readable(town.database, ann, OTHER_KEY)


def test_rotating_without_the_old_key_changes_nothing(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = town.somebody()
    ann.answer_everything()
    monkeypatch.setenv("PORTAL_MASTER_KEYS", OTHER_KEY)
    said = run(capsys, "rotate-keys")
    assert said.code == 1
    assert said.err.startswith("PORTAL_MASTER_KEYS does not hold the key")
    assert answers_are_readable(town.database, ann)


def test_the_service_does_not_start_with_another_master_key(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    town.somebody().prove_email("ann@example.org")
    monkeypatch.setenv("PORTAL_MASTER_KEYS", OTHER_KEY)
    said = run(capsys, "serve", "--port", "0")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("PORTAL_MASTER_KEYS does not hold the key")


def test_the_help_of_rotating_says_where_the_new_key_goes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(capsys, "rotate-keys", "--help")
    assert "PORTAL_MASTER_KEYS=second:NEW-KEY,first:OLD-KEY" in capsys.readouterr().out


@pytest.fixture
def _unprepared(empty_database_url: str, _environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_database_url)


@pytest.mark.usefixtures("_unprepared")
def test_a_database_that_was_not_prepared_is_a_sentence_until_it_is(
    database_kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says = {"sqlite": "There is no database yet", "postgresql": "Make its tables with: python3 -m portal prepare"}
    for name in ("purge", "inbox", "rotate-keys"):
        said = run(capsys, name)
        assert (said.code, said.out) == (1, "")
        assert says[database_kind] in said.err
    assert run(capsys, "prepare") == (0, "The database is up to date.\n", "")
    assert run(capsys, "inbox").code == 0


@pytest.mark.usefixtures("_environment")
def test_a_database_out_of_reach_is_a_sentence_without_its_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://portal:hush@127.0.0.1:9/portal")
    monkeypatch.setenv("PORTAL_SMTP_URL", "smtp://127.0.0.1:9")
    for command in (("purge",), ("prepare",), ("send-mail",), ("serve", "--port", "0")):
        said = run(capsys, *command)
        assert said.code == 1
        assert said.err.startswith("The database cannot be used. Check DATABASE_URL")
        assert "hush" not in said.err


@pytest.mark.usefixtures("_environment")
def test_a_database_of_another_version_is_a_sentence(
    own_database_url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", own_database_url)
    engine = make_engine(own_database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '999'"))
    engine.dispose()
    said = run(capsys, "purge")
    assert (said.code, said.err) == (1, "The database belongs to a newer portal than this one. Use the newer one.\n")
