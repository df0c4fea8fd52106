"""The table of permissions at the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.commands import run

if TYPE_CHECKING:
    import pytest


def test_the_table_is_printed_for_anyone_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "access")
    assert said.code == 0
    assert "| send it | draft | draft | draft | no |" in said.out
    assert "| read what is private to the person | no | no | no | no | draft, sent, opened, closed | no |" in said.out
