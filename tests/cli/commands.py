"""Runs commands of the table in this process, as the terminal does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from portal import cli

if TYPE_CHECKING:
    import pytest


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], name: str, *arguments: str) -> Said:
    """Run a command through the table and everything that turns faults into sentences."""
    capsys.readouterr()
    code = cli.run(name, arguments)
    return Said(code, *capsys.readouterr())
