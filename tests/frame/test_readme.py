"""The README says what is there: settings, commands, places."""

from __future__ import annotations

import base64
import re
import tomllib

from portal.cli import COMMANDS
from portal.config import VARIABLES, Settings
from tests.frame.checkouts import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def section(title: str) -> str:
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(title: str) -> list[list[str]]:
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_every_setting_stands_in_the_readme_with_its_meaning() -> None:
    assert rows("Settings") == [[f"`{v.name}`", v.meaning, v.otherwise] for v in VARIABLES]


def test_every_command_stands_in_the_readme_with_what_it_does() -> None:
    assert rows("Commands") == [[f"`{name}`", command.summary] for name, command in COMMANDS.items()]


def test_the_settings_that_the_readme_shows_for_production_are_enough() -> None:
    shown = section("Keep it running").split("```sh\n")[1].split("```")[0]
    env = dict(line.split("=", 1) for line in shown.splitlines())
    key = base64.b64encode(bytes(32)).decode()
    settings = Settings.from_env({**env, "PORTAL_MASTER_KEYS": env["PORTAL_MASTER_KEYS"].replace("KEY", key)})
    assert settings.production
    assert set(env) <= {variable.name for variable in VARIABLES}


def test_every_command_line_of_the_readme_names_a_command_and_options_that_exist() -> None:
    lines = re.findall(r"python3 -m portal ([a-z][a-z-]+)((?: --[a-z-]+)*)", README)
    assert {name for name, _ in lines} <= COMMANDS.keys()
    for name, options in set(lines):
        source = (ROOT / "portal" / "cli" / f"{name.replace('-', '_')}.py").read_text("utf-8") if options else ""
        assert all(f'"{option}"' in source for option in options.split()), (name, options)


def test_each_thing_to_change_names_one_place_that_exists() -> None:
    table = rows("To change … touch …")
    assert len({thing for thing, _ in table}) == len(table) > 0, "each thing stands once"
    for thing, place in table:
        named = re.findall(r"`([^`]+)`", place)
        assert len(named) == 1, thing
        assert (ROOT / named[0]).exists(), f"{thing}: {named[0]}"


def test_the_two_commands_stand_in_the_readme() -> None:
    assert "    python3 -m portal\n" in section("Run it")
    assert "    python3 -m portal test\n" in section("Test it")


def test_the_layers_are_drawn_as_the_import_contract_has_them() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    kept = [layer.split(" | ") for contract in contracts for layer in contract.get("layers", ())]
    drawn = re.findall(r"^    (\S+(?: · \S+)*)(?:  .*)?$", section("How it is built"), re.MULTILINE)
    assert [layer.split(" · ") for layer in drawn] == kept
