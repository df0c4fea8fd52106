"""In production a setting that is missing or unsafe stops every command with one sentence for each."""

from __future__ import annotations

import os

import pytest

from tests.cli.commands import run
from tests.cli.conftest import KEYS

PRODUCTION = {
    "PORTAL_MODE": "production",
    "PORTAL_ADDRESS": "https://support.example.org",
    "DATABASE_URL": "postgresql://portal@127.0.0.1:9/portal",
    "PORTAL_MASTER_KEYS": KEYS,
    "PORTAL_SMTP_URL": "smtps://sender:word@mail.example.org",
    "PORTAL_MAIL_FROM": "support@example.org",
    "PORTAL_TEAM_INBOX": "team@example.org",
}
NEEDED = [name for name in PRODUCTION if name != "PORTAL_MODE"]
UNSAFE = {
    "PORTAL_ADDRESS": "http://support.example.org",
    "PORTAL_MASTER_KEYS": "first:c2hvcnQ=",
    "PORTAL_SECRET_KEY": "secret",
    "PORTAL_SMTP_URL": "smtp://sender:word@mail.example.org",
}
COMMANDS = (
    ("serve", "--port", "0"),
    ("prepare",),
    ("send-mail",),
    ("purge",),
    ("inbox",),
    ("backup", "file"),
    ("restore", "README.md"),
    ("rotate-keys",),
)


@pytest.fixture(autouse=True)
def _production(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("PORTAL_")]:
        monkeypatch.delenv(name)
    for name, value in PRODUCTION.items():
        monkeypatch.setenv(name, value)


def sentences(said: str) -> list[str]:
    head, *rest = said.splitlines()
    assert head == "The portal cannot start like this:"
    return rest


@pytest.mark.parametrize("missing", NEEDED)
def test_a_setting_that_production_needs_is_named_when_it_is_missing(
    missing: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(missing)
    said = run(capsys, "serve", "--port", "0")
    assert (said.code, said.out) == (1, "")
    (sentence,) = sentences(said.err)
    assert sentence.startswith(f"- {missing} is missing: production needs ")


@pytest.mark.parametrize(("name", "value"), UNSAFE.items())
def test_a_setting_that_is_not_safe_is_named(
    name: str, value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    said = run(capsys, "serve", "--port", "0")
    assert (said.code, said.out) == (1, "")
    (sentence,) = sentences(said.err)
    assert sentence.startswith(f"- {name} ")
    assert value not in said.err


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_that_needs_the_settings_says_so_and_changes_nothing(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NEEDED:
        monkeypatch.delenv(name)
    said = run(capsys, *command)
    assert (said.code, said.out) == (1, "")
    assert [sentence.split()[1] for sentence in sentences(said.err)] == NEEDED or len(sentences(said.err)) == len(
        NEEDED
    )
