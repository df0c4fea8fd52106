"""The log at the terminal: whole or broken, sealed, and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.town import Town


def test_a_whole_log_is_said_to_be_whole(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.somebody().answer("washing", "some")
    assert run(capsys, "audit", "verify") == (0, "Checked 2 events in 1 chains.\nThe log is whole.\n", "")


def test_a_broken_log_says_where_and_ends_with_one(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    ann = town.somebody()
    ann.answer("washing", "some")
    with town.visit() as context:
        context.session.connection().execute(text("UPDATE events SET kind = 'sent' WHERE number = 2"))
    said = run(capsys, "audit", "verify")
    assert said.code == 1
    assert f"THE LOG IS BROKEN:\n  {ann.reference}: event 2 was changed.\n" in said.out


def test_a_seal_is_written_and_checked_against(town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ann = town.somebody()
    ann.answer("washing", "some")
    kept = str(tmp_path / "kept")
    assert run(capsys, "audit", "seal", kept).code == 0
    assert run(capsys, "audit", "verify", "--against", kept).code == 0
    with town.visit() as context:
        context.session.connection().execute(text("DELETE FROM events WHERE number = 2"))
    said = run(capsys, "audit", "verify", "--against", kept)
    assert (said.code, "the end is missing: it once reached event 2" in said.out) == (1, True)


@pytest.mark.parametrize(
    "words", ["", "nonsense", "# How far each chain of the log had come: chain, number, checksum.\nx"]
)
def test_a_file_that_is_no_seal_is_a_sentence(
    town: Town, tmp_path: Path, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kept").write_text(words)
    said = run(capsys, "audit", "verify", "--against", str(tmp_path / "kept"))
    assert (said.code, "is not a seal of the log" in said.err) == (1, True)


def test_the_log_of_an_application_holds_no_answer_and_that_it_was_read(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    ann = town.somebody()
    ann.answer("notes", "Zebra-striped")
    run(capsys, "audit", "show", ann.reference.lower())
    said = run(capsys, "audit", "show", ann.reference).out
    assert [line.split("UTC")[1].split()[0] for line in said.splitlines()] == ["begun", "answered", "log-read"]
    assert "person" in said
    assert "Zebra" not in said


@pytest.mark.parametrize("arguments", [("show",), ("seal",), ("show", "AAAA-AAAA")])
def test_what_cannot_be_done_is_a_sentence(
    town: Town, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    said = run(capsys, "audit", *arguments)
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
