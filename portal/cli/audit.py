"""Checks the log at the terminal, seals it for keeping elsewhere, and shows the log of one application."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped
from portal.cli.stored import council_of, stored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.cli.stored import Stored
    from portal.services.audit import Break, Checked, Seal

FIRST_LINE = "# How far each chain of the log had come: chain, number, checksum."
WHAT = {
    "changed": "event {number} was changed",
    "missing": "event {number} is missing",
    "out-of-order": "event {number} is not where it belongs",
    "unsealed": "an event without number or checksum was put in",
    "replaced": "event {number} is not the one that was sealed",
    "cut-off": "the end is missing: it once reached event {number}",
}


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read what is wanted."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal audit",
        description="The log says who did and saw what, and when; never an answer. Each event carries a checksum over "
        "itself and the one before it. `verify` checks all of them; `seal` writes down how far each chain has come, to "
        "be kept on another machine; `verify --against` that file also notices an end that was cut off.",
    )
    parser.add_argument("what", choices=("verify", "seal", "show"))
    parser.add_argument("of", nargs="?", help="with seal: the file to write; with show: the reference")
    parser.add_argument("--against", type=Path, help="with verify: a seal that was kept")
    return parser.parse_args(arguments)


def run(arguments: Sequence[str]) -> int:
    """Do what is wanted. Returns the exit code: 1 where the log is broken."""
    wanted = read_arguments(arguments)
    if wanted.what != "verify" and not wanted.of:
        raise Stopped("Name the file to write." if wanted.what == "seal" else "Name the reference of an application.")
    with stored() as there:
        if wanted.what == "verify":
            return verify(there, wanted.against)
        if wanted.what == "seal":
            return seal(there, Path(wanted.of))
        return show(there, wanted.of.strip().upper())


def verify(there: Stored, against: Path | None) -> int:
    """Check the whole log and say what was found."""
    from portal.services import audit  # noqa: PLC0415  --help must not wait for it

    kept = read_seal(against) if against else []
    with there.engine.begin() as connection:
        found = audit.verify(connection, there.keyring, kept)
    print("\n".join(said(found)))
    return 1 if found.breaks else 0


def said(found: Checked) -> list[str]:
    """What a check found, as lines."""
    lines = [f"Checked {found.events} events in {found.chains} chains."]
    if found.earlier:
        lines.append(f"{found.earlier} are from before there were chains: nothing can be said about them.")
    if found.gone:
        lines.append(f"{found.gone} sealed applications were deleted since.")
    if not found.breaks:
        return [*lines, "The log is whole."]
    return [*lines, "THE LOG IS BROKEN:", *(f"  {broken(each)}" for each in found.breaks)]


def broken(each: Break) -> str:
    """Where the log breaks, as a sentence."""
    return f"{each.chain}: {WHAT[each.what].format(number=each.number)}."


def seal(there: Stored, file: Path) -> int:
    """Write down how far each chain has come."""
    from portal.services import audit  # noqa: PLC0415  --help must not wait for it

    with there.engine.begin() as connection:
        ends = list(audit.seals(connection))
    file.write_text("\n".join([FIRST_LINE, *(f"{each.chain} {each.number} {each.checksum}" for each in ends), ""]))
    print(f"Sealed {len(ends)} chains. Keep {file} where nobody who can write to the database can change it.")
    return 0


def read_seal(file: Path) -> list[Seal]:
    """Read what `seal` wrote. Raises Stopped."""
    from portal.services.audit import Seal  # noqa: PLC0415  --help must not wait for it

    try:
        first, *lines = file.read_text("utf-8").splitlines()
        kept = [Seal(chain, int(number), checksum) for chain, number, checksum in map(str.split, lines)]
    except (OSError, ValueError) as error:
        raise Stopped(f"{file} is not a seal of the log.") from error
    if first != FIRST_LINE:
        raise Stopped(f"{file} is not a seal of the log.")
    return kept


def show(there: Stored, reference: str) -> int:
    """Print the log of one application; that it was read is written down, too."""
    from portal.services import audit  # noqa: PLC0415  --help must not wait for it
    from portal.services.refusals import NotFound  # noqa: PLC0415  the same

    with there.at_work(council_of(there.settings), write=True) as context:
        try:
            found = audit.entries(context, reference)
        except NotFound:
            raise Stopped(f"There is no application {reference}.") from None
    for each in found:
        who = f"{each.role or 'nobody signed in'} {each.party or ''}".strip()
        print(f"{each.at:%Y-%m-%d %H:%M:%S} UTC  {each.kind:<20} {who}{f', {each.about}' if each.about else ''}")
    return 0
