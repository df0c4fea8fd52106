"""The people who work for the council, at the terminal."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from portal.access import Role
from portal.cli.staff import months_after
from portal.services.staff import people
from tests.cli.commands import run
from tests.services.colleagues import Colleague

if TYPE_CHECKING:
    from tests.services.town import Town

ADD = ("staff", "add", "sam@council.example", "--name", "Sam Okafor")


def password_in(said: str) -> str:
    found = re.search(r"^    (\S+)$", said, re.MULTILINE)
    assert found, said
    return found[1]


def test_somebody_who_was_added_can_come_in(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, *ADD, "--role", "officer", "--role", "auditor", "--team", "north")
    assert said.code == 0
    assert "shown only now" in said.out
    assert "Wanted: care-act, confidentiality, safeguarding" in said.out
    sam = Colleague(town, "sam@council.example", password_in(said.out))
    sam.come_in()
    with town.visit(write=False) as context:
        worker = people.everyone(context)[0]
    assert (worker.name, worker.team) == ("Sam Okafor", "north")


def test_training_is_recorded_and_listed(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, *ADD, "--role", "auditor")
    assert "waits for training: auditor" in run(capsys, "staff", "list").out
    said = run(capsys, "staff", "training", "sam@council.example", "confidentiality", "--done", "2026-11-01")
    assert said.out.endswith("done on 2026-11-01, counts until 2027-11-01.\n")
    assert "confidentiality, done 2026-11-01, until 2027-11-01" in run(capsys, "staff", "list").out


def test_a_new_password_replaces_the_old(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    first = password_in(run(capsys, *ADD, "--role", "officer").out)
    second = password_in(run(capsys, "staff", "reset", "sam@council.example").out)
    assert first != second
    assert run(capsys, "staff", "end", "sam@council.example").code == 0
    assert "ended on" in run(capsys, "staff", "list").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("staff", "end", "kim@council.example"), "Nobody here signs in with kim@council.example."),
        (("staff", "training", "kim@council.example", "juggling"), "There is no course juggling."),
        (("staff", "add", "kim", "--name", "Kim", "--role", Role.OFFICER.value), "Write it in full"),
        (("staff", "add", "k@c.example", "--name", "K", "--role", "officer", "--team", "moon"), "no team moon"),
        ((*ADD, "--role", "officer"), "That is not possible: this address is taken."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    town: Town, arguments: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, *ADD, "--role", "officer")
    said = run(capsys, *arguments)
    assert (said.code, said.out) == (1, "")
    assert sentence in said.err


def test_an_empty_list_says_so(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "staff", "list").out == "Nobody was added yet.\n"


def test_a_month_that_is_too_short_ends_on_its_last_day() -> None:
    assert months_after(date(2027, 10, 31), 4) == date(2028, 2, 29)
    assert months_after(date(2026, 3, 2), 36) == date(2029, 3, 2)
