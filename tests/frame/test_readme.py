"""The README says what is there: settings, commands, places."""

from __future__ import annotations

import re

from portal.config import VARIABLES
from tests.frame.checkouts import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_setting_stands_in_the_readme_with_its_meaning() -> None:
    assert rows("Settings") == [[f"`{v.name}`", v.meaning, v.otherwise] for v in VARIABLES]


def test_each_thing_to_change_names_one_place_that_exists() -> None:
    table = rows("To change … touch …")
    assert table
    for thing, place in table:
        named = re.findall(r"`([^`]+)`", place)
        assert len(named) == 1, thing
        assert (ROOT / named[0]).exists(), f"{thing}: {named[0]}"


def test_the_two_commands_stand_in_the_readme() -> None:
    assert "    python3 -m portal\n" in section("Run it")
    assert "    python3 -m portal test\n" in section("Test it")
