"""Writes everything that is stored into one file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.cli.stored import sqlite_file, stored


def run(arguments: Sequence[str]) -> int:
    """Write the backup and say how much is in it. Returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal backup",
        description="Write everything that is stored into one file, as it is at this moment, while the service runs. "
        "The file can be put back into SQLite and PostgreSQL. It is encrypted as the database is: without the master "
        "keys (PORTAL_MASTER_KEYS) nobody can read it, so keep those too, in another place.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it")
    parser.add_argument("--replace", action="store_true", help="write over a file that is there already")
    wanted = parser.parse_args(arguments)
    with stored() as there:
        from portal.services.backup import backup  # noqa: PLC0415  --help must not wait for it

        refusal = why_not_there(wanted.file, sqlite_file(there.settings), replace=wanted.replace)
        if refusal:
            print(refusal, file=sys.stderr)
            return 1
        rows = backup(there.engine, wanted.file)
    print(f"{rows} rows are in {wanted.file}. Without the master keys nobody can read it: keep them in another place.")
    return 0


def why_not_there(file: Path, database: Path | None, *, replace: bool) -> str | None:
    """A sentence for a place that the backup must not go to, or None."""
    if database is not None and file.resolve() == database.resolve():
        return f"{file} is the database itself. Choose another file."
    if not file.absolute().parent.is_dir():
        return f"The folder {file.absolute().parent} does not exist. Make it first, or choose another."
    if file.is_dir():
        return f"{file} is a folder. Name a file in it."
    if file.exists() and not replace:
        return f"{file} is there already. Choose another name, or add --replace to write over it."
    return None
