"""Lists what was sent, and opens one application for staff."""

from __future__ import annotations

import argparse
import io
import sys
from datetime import date
from typing import TYPE_CHECKING

from portal.cli import Stopped
from portal.cli.stored import Stored, council_of, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.council import Council
    from portal.services.casework import Waiting


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read which application is wanted, and how."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal inbox",
        description="List the applications that were sent, the oldest first; with a reference, open that one. "
        "What is open cannot be taken back by its sender any more. That you opened it is recorded.",
    )
    parser.add_argument("reference", nargs="?", help="the application to open, such as ABCD-EFGH")
    parser.add_argument("--yes", action="store_true", help="open it without asking")
    parser.add_argument(
        "--safeguarding", action="store_true", help="show the answers that are private to the person, too"
    )
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """List, or open one. Returns the exit code."""
    wanted = read_arguments(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter must not stop the reading
    with stored() as there:
        council = council_of(there.settings)
        if wanted.reference is None:
            print(listed(waiting(there, council)), end="")
            print(so_far(there, council), end="")
            return 0
        return open_one(there, council, wanted)


def waiting(there: Stored, council: Council) -> tuple[Waiting, ...]:
    """What was sent, the oldest first."""
    from portal.services import casework  # noqa: PLC0415  --help must not wait for it

    with there.at_work(council) as context:
        return casework.inbox(context)


def so_far(there: Stored, council: Council) -> str:
    """How many people there are beside the council's target, where it has one."""
    from portal.services.targets import people_reached  # noqa: PLC0415  --help must not wait for it

    if council.target is None:
        return ""
    with there.at_work(council) as context:
        reached = people_reached(context)
    people = "1 person has" if reached == 1 else f"{reached:,} people have"
    return f"{people} sent one. The target is {council.target.people:,} by {day(council.target.by)}.\n"


def listed(rows: Sequence[Waiting]) -> str:
    """The inbox as text."""
    if not rows:
        return "Nothing was sent yet.\n"
    return "\n".join(["The oldest first:", "", *(line for row in rows for line in lines_of(row))]) + "\n"


def lines_of(row: Waiting) -> list[str]:
    """One application: how long it waits, and what else there is to know before opening it."""
    from portal.access import State  # noqa: PLC0415  --help must not wait for it

    ago = {0: "today", 1: "yesterday"}.get(row.days, f"{row.days} days ago")
    lines = [
        f"{row.reference}  {row.questionnaire}, sent {day(row.sent.date())}, {ago}",
        "    NOT OPENED YET"
        if row.state is State.SENT or row.opened is None
        else f"    opened {day(row.opened.date())}",
    ]
    if row.stage.due is not None:
        lines[1] += f"; {'LATE: ' if row.stage.late else ''}to be done by {day(row.stage.due)}"
    if row.same_person:
        lines.append(f"    may be the same person as {', '.join(row.same_person)}")
    if row.to_panel:
        lines.append("    the panel looks at it")
    if row.look_again:
        lines.append(f"    requests to look again: {row.look_again}")
    return [*lines, ""]


def day(when: date) -> str:
    """A day as staff read it: 4 May 2026."""
    return f"{when.day} {when:%B %Y}"


def open_one(there: Stored, council: Council, wanted: argparse.Namespace) -> int:
    """Open one application, asking first where that changes something, and print it. Returns the exit code."""
    from portal.access import State  # noqa: PLC0415  --help must not wait for it
    from portal.cli.reading import written  # noqa: PLC0415  the same
    from portal.services import casework  # noqa: PLC0415  the same
    from portal.services.refusals import NotFound  # noqa: PLC0415  the same

    reference = wanted.reference.strip().upper()
    row = next((row for row in waiting(there, council) if row.reference == reference), None)
    if row is None:
        raise Stopped(f"There is no application {reference} in the inbox. It may have been taken back, or closed.")
    if row.state is State.SENT and not wanted.yes and not confirmed(reference):
        print("It was not opened.")
        return 1
    try:
        with there.at_work(council, write=True) as context:
            submission = casework.open_sent(context, reference, private=wanted.safeguarding)
            about = casework.about_now(context, reference)
            asked = casework.asked_to_look_again(context, reference)
    except NotFound:
        raise Stopped(f"{reference} was taken back by its sender just now.") from None
    print(written(submission, about, asked, safeguarding=wanted.safeguarding), end="")
    if row.same_person:
        print(f"\nMay be the same person as {', '.join(row.same_person)}.")
    return 0


def confirmed(reference: str) -> bool:
    """Ask at the terminal. Raises Stopped where nobody is there to answer."""
    if not sys.stdin.isatty():
        raise Stopped(f"Once {reference} is open, its sender cannot take it back. Add --yes to open it.")
    print(f"Once {reference} is open, its sender cannot take it back.")
    try:
        return input("Open it? Type yes or no: ").strip().casefold() in {"y", "yes"}
    except EOFError:
        return False
