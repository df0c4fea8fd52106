"""The commands at the terminal: help, wrong use, and a sentence where something is in the way."""

from __future__ import annotations

import errno
import socket
import sqlite3
from pathlib import Path

import pytest

from portal import cli
from portal.__main__ import why_not
from portal.config import SettingsError
from portal.files import Complaint, ContentError
from tests.frame.checkouts import ROOT, copy_of_the_checkout, run_portal, run_python

IN_PLACE = {"PORTAL_IN_PLACE": "1"}


def test_help_lists_every_command_without_setting_anything_up(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path / "copy")
    shown = run_portal("--help", where=checkout)
    assert shown.returncode == 0
    for name, command in cli.COMMANDS.items():
        assert name in shown.stdout
        assert command.summary in shown.stdout
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(("name", "word"), [("serve", "--port"), ("test", "pytest")])
def test_both_main_commands_explain_themselves_without_setting_anything_up(
    name: str, word: str, tmp_path: Path
) -> None:
    checkout = copy_of_the_checkout(tmp_path / "copy")
    shown = run_portal(name, "--help", where=checkout)
    assert shown.returncode == 0
    assert word in shown.stdout
    assert not (checkout / ".venv").exists()


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    answered = run_portal("sereve")
    assert answered.returncode == 2
    assert "sereve" in answered.stderr
    assert "send-mail" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_every_place_of_the_table_is_a_module_and_a_function_of_ours() -> None:
    for command in cli.COMMANDS.values():
        module, _, function = command.place.partition(":")
        assert module.startswith("portal.cli.")
        assert function.isidentifier()


@pytest.mark.parametrize("name", [name for name in cli.COMMANDS if name not in {"serve", "test"}])
def test_no_command_breaks_for_want_of_its_module(name: str) -> None:
    module = ROOT / (cli.COMMANDS[name].place.partition(":")[0].replace(".", "/") + ".py")
    answered = run_portal(name, "--help", env=IN_PLACE)
    assert (answered.returncode == 0) is module.exists(), answered.stderr
    assert "Traceback" not in answered.stderr


def test_options_without_a_command_belong_to_serving() -> None:
    assert cli.split(["--port", "8001"]) == ("serve", ["--port", "8001"])
    assert cli.split([]) == ("serve", [])
    assert cli.split(["draw", "adult"]) == ("draw", ["adult"])


def test_an_old_python_is_told_which_one_is_needed() -> None:
    answered = run_python(
        "-c", "import sys; from portal.__main__ import main; sys.version_info = (3, 10, 4); sys.exit(main([]))"
    )
    assert answered.returncode == 1
    assert "needs Python 3.11" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_a_taken_port_is_named_and_another_one_offered() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answered = run_portal("--port", str(port), env=IN_PLACE)
    assert answered.returncode == 1
    assert f"Port {port}" in answered.stderr
    assert "--port" in answered.stderr
    assert "Traceback" not in answered.stderr


@pytest.mark.parametrize("port", ["-1", "65536", "http", "８０００", ""])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    answered = run_portal(f"--port={port}", env=IN_PLACE)
    assert answered.returncode == 2
    assert "a port is a number" in answered.stderr


def test_an_address_of_another_machine_cannot_be_listened_on() -> None:
    answered = run_portal("--host", "192.0.2.1", "--port", "0", env=IN_PLACE)
    assert answered.returncode == 1
    assert "192.0.2.1" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_unsafe_settings_stop_the_start_with_their_sentences() -> None:
    answered = run_portal("--port", "0", env={**IN_PLACE, "PORTAL_MODE": "production"})
    assert answered.returncode == 1
    assert "PORTAL_MASTER_KEYS is missing" in answered.stderr
    assert "DATABASE_URL is missing" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_a_registry_that_cannot_be_reached_is_a_sentence(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path / "copy")
    nowhere = {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_FIND_LINKS": "",
        "PIP_RETRIES": "1",
    }
    answered = run_portal("check", where=checkout, env=nowhere)
    assert answered.returncode == 1
    assert "A package registry cannot be reached" in answered.stderr
    assert "Traceback" not in answered.stderr


@pytest.mark.parametrize(
    "said",
    [
        "npm error code SELF_SIGNED_CERT_IN_CHAIN\nnpm error self-signed certificate in chain",
        "npm error request to the registry failed, reason: connect ECONNREFUSED (connection)",
    ],
)
def test_what_npm_says_of_a_registry_out_of_reach_is_a_sentence_too(said: str) -> None:
    assert why_not(said).startswith("A package registry cannot be reached")


def test_a_python_without_pip_is_told_how_to_get_it(tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path / "copy")
    without = tmp_path / "without"
    without.mkdir()
    (without / "pip.py").write_text("raise SystemExit(1)\n")
    (without / "venv.py").write_text(
        "import runpy, sys\n"
        "if '--without-pip' not in sys.argv: raise SystemExit('ensurepip is not available')\n"
        f"sys.path.remove({str(without)!r})\n"
        "runpy.run_module('venv', run_name='__main__', alter_sys=True)\n"
    )
    answered = run_portal("check", where=checkout, env={"PYTHONPATH": str(without), "PATH": ""})
    assert answered.returncode == 1
    assert "This Python has no pip" in answered.stderr
    assert "apt-get install python3-pip" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_a_full_disk_is_a_sentence_while_setting_up_and_while_running() -> None:
    assert "disk is full" in why_not("OSError: [Errno 28] No space left on device")
    assert "disk is full" in str(cli.explained(OSError(errno.ENOSPC, "No space left on device")))
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    with pytest.raises(sqlite3.OperationalError) as full:
        connection.executescript("CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f);")
    connection.close()
    assert "disk is full" in str(cli.explained(full.value))


def test_our_own_faults_are_not_hidden_behind_a_sentence() -> None:
    assert cli.explained(ValueError("a fault of ours")) is None


def test_all_complaints_about_settings_are_shown_at_once() -> None:
    sentence = cli.explained(SettingsError(["One is missing.", "Another is unsafe."]))
    assert sentence is not None
    assert sentence.splitlines()[1:] == ["- One is missing.", "- Another is unsafe."]


def test_what_is_wrong_with_a_file_that_somebody_names_keeps_no_portal_from_starting() -> None:
    error = ContentError([Complaint("no-file", "ours.yaml", 1, "", "It is not there.", "Check its name.")])
    heads = {name: str(cli.explained(error, name)).splitlines()[0] for name in ("serve", "reckon")}
    assert heads == {"serve": "The portal cannot start like this:", "reckon": "This cannot be used as it is:"}
    assert str(cli.explained(SettingsError(["One is missing."]), "reckon")).startswith("The portal cannot start")


@pytest.mark.parametrize(
    "changed", ["pyproject.toml", "portal/assets/portal.scss", "tests/constraints.txt", "portal/_build.py"]
)
def test_a_changed_source_is_noticed(changed: str, tmp_path: Path) -> None:
    checkout = copy_of_the_checkout(tmp_path / "copy")

    def digest() -> str:
        return run_python("-c", "from portal.__main__ import digest; print(digest())", where=checkout).stdout

    before = digest()
    assert before.strip()
    assert digest() == before
    with (checkout / changed).open("a") as source:
        source.write("\n")
    assert digest() != before


def test_the_top_of_the_package_and_its_commands_need_the_standard_library_alone() -> None:
    loaded = run_python(
        "-I",
        "-c",
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import portal, portal.cli, portal.config, portal.cli.serve;"
        "print(*{name.partition('.')[0] for name in sys.modules} - sys.stdlib_module_names)",
    )
    ours = {"portal", "__main__", "__mp_main__"}
    assert {name for name in loaded.stdout.split() if not name.startswith(("_", "distutils", "sitecustomize"))} <= ours
    assert "portal" in loaded.stdout
