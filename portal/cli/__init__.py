"""The commands of the service: one table, and the way from a name to what it does. Standard library only."""

from __future__ import annotations

import errno
import importlib
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Command(NamedTuple):
    """What a command is for, where its function is, and whether it needs the tools of the tests or of simulations.

    The function takes the arguments after the command's name and returns the exit code.
    """

    summary: str
    place: str
    with_test_tools: bool = False
    with_caseload_tools: bool = False

    @property
    def extras(self) -> set[str]:
        """The extras of the environment that it needs."""
        wanted = {"test": self.with_test_tools, "caseload": self.with_caseload_tools}
        return {name for name, is_wanted in wanted.items() if is_wanted}


class Stopped(Exception):
    """A command cannot go on; the message is a sentence that says why and what to do."""


COMMANDS = {
    "serve": Command(
        "Start the service on this machine; this is what happens without a command", "portal.cli.serve:run"
    ),
    "test": Command(
        "Run every check and test, fetching what they need",
        "portal.cli.testing:run",
        with_test_tools=True,
        with_caseload_tools=True,
    ),
    "prepare": Command("Make the database, or bring it up to date, without starting", "portal.cli.prepare:run"),
    "check": Command("Check all content files and list everything that is wrong", "portal.cli.check:run"),
    "reckon": Command("Work out one budget by hand, with a scheme's file and answers", "portal.cli.reckon:run"),
    "calibrate": Command(
        "Propose a price of a point or a table so that a sample fits the money there is",
        "portal.cli.calibrate:run",
        with_caseload_tools=True,
    ),
    "demo-caseload": Command(
        "Make up a caseload, to try simulations with", "portal.cli.demo_caseload:run", with_caseload_tools=True
    ),
    "simulate": Command(
        "Run a scheme over a whole caseload: what it costs, who gains and loses",
        "portal.cli.simulate:run",
        with_caseload_tools=True,
    ),
    "draw": Command("Draw a questionnaire as a picture and as text", "portal.cli.draw:run"),
    "send-mail": Command("Send the mail that is waiting; with --watch, go on doing so", "portal.cli.send_mail:run"),
    "remind": Command(
        "Remind people who chose it of what waits, and the team of what is late", "portal.cli.remind:run"
    ),
    "purge": Command("Delete what is past its time", "portal.cli.purge:run"),
    "staff": Command(
        "Add, list or end people who work for the council, record training, give new passwords", "portal.cli.staff:run"
    ),
    "access": Command("Print who may do what", "portal.cli.access:run"),
    "audit": Command("Check the log of who did and saw what, seal it, or show one", "portal.cli.audit:run"),
    "inbox": Command("List the applications that were sent, and open one", "portal.cli.inbox:run"),
    "backup": Command("Write everything that is stored into one file", "portal.cli.backup:run"),
    "restore": Command("Put a backup back", "portal.cli.restore:run"),
    "rotate-keys": Command("Lock all that is stored under the current master key", "portal.cli.rotate_keys:run"),
    "bench": Command(
        "Measure the speed of the pages, as quotients and counts",
        "portal.cli.bench:run",
        with_test_tools=True,
        with_caseload_tools=True,
    ),
    "translations": Command(
        "Bring the translation files up to date", "portal.cli.translations:run", with_test_tools=True
    ),
    "shots": Command("Take pictures of the pages", "portal.cli.shots:run", with_test_tools=True),
}

NO_START, NOT_USED = "The portal cannot start like this:", "This cannot be used as it is:"
READING = frozenset({"reckon", "calibrate", "demo-caseload", "simulate", "draw"})
"""Commands that read files which somebody names: what is wrong there keeps no portal from starting."""

USAGE = """usage: python3 -m portal [command] [options]

Starts the service on http://127.0.0.1:8000 with its own database and demonstration content.

options:
  --host HOST   listen on this address (127.0.0.1)
  --port PORT   listen on this port (8000)
  -h, --help    show this help; after a command, the help of that command

commands:
"""


def overview() -> str:
    """The text of --help: every command with its line."""
    width = max(map(len, COMMANDS)) + 2
    return USAGE + "".join(f"  {name:<{width}}{command.summary}\n" for name, command in COMMANDS.items())


def split(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """Part the name of the command from its arguments; without a name it is `serve`."""
    if not arguments or arguments[0].startswith("-"):
        return "serve", list(arguments)
    return arguments[0], list(arguments[1:])


def run(name: str, arguments: Sequence[str]) -> int:
    """Run one command of the table and return its exit code; what people can mend ends in a sentence."""
    module_name, _, function_name = COMMANDS[name].place.partition(":")
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        print(f"This copy of the portal does not have the command {name}.", file=sys.stderr)
        return 1
    function: Callable[[list[str]], int] = getattr(module, function_name)
    try:
        return function(list(arguments))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        sentence = explained(error, name)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return 1


def explained(error: BaseException, name: str = "serve") -> str | None:
    """A sentence for a fault that whoever runs the portal can mend, or None for one that is ours."""
    if getattr(error, "errno", None) in {errno.ENOSPC, errno.EDQUOT} or "disk is full" in str(error):
        return "The disk is full. Free some space, then start the command again."
    if isinstance(error, PermissionError) and error.filename:
        return f"This user may not read or write {error.filename}. Change its owner or its permissions, then try again."
    if isinstance(error, BrokenPipeError):
        return "What read the output went away before the end."
    if isinstance(error, Stopped):
        return str(error)
    complaints = getattr(error, "complaints", None)
    if complaints:  # SettingsError and ContentError
        head = NOT_USED if name in READING and hasattr(complaints[0], "file") else NO_START
        return "\n".join([head, *(f"- {complaint}" for complaint in complaints)])
    return None
