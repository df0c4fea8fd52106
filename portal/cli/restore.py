"""Puts a backup back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.cli.stored import stored


def run(arguments: Sequence[str]) -> int:
    """Put the backup back and say how much was in it. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal restore",
        description="Put a backup back into the database that DATABASE_URL names, making its tables first. Stop the "
        "service before. PORTAL_MASTER_KEYS must hold the keys that were in use when the backup was made. Either all "
        "of it is put back, or nothing is changed.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what `python3 -m portal backup` wrote")
    parser.add_argument("--replace", action="store_true", help="delete all that the database holds now, for good")
    wanted = parser.parse_args(arguments)
    if not wanted.file.is_file():
        print(f"There is no file {wanted.file}.", file=sys.stderr)
        return 1
    with stored(may_be_empty=True) as there:
        from portal.services import backup  # noqa: PLC0415  --help must not wait for it

        try:
            rows = backup.restore(wanted.file, there.engine, there.keyring, replace=wanted.replace)
        except (backup.NotABackup, backup.TooNew, backup.NotEmpty) as error:
            print(f"{why_not(wanted.file, error)} Nothing was changed.", file=sys.stderr)
            return 1
    print(f"{rows} rows are back.")
    return 0


def why_not(file: Path, error: Exception) -> str:
    """A sentence for each way in which a backup cannot be put back."""
    return {
        "NotABackup": f"{file} is not a backup of the portal.",
        "TooNew": f"{file} was made by a newer portal than this one. Put it back with the newer one.",
        "NotEmpty": "The database already holds what people wrote. To lose that and put the backup in its place, "
        "add --replace.",
    }[type(error).__name__]
