"""Makes the database, or brings it up to date, without starting the service."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from portal.cli.stored import stored


def run(arguments: Sequence[str]) -> int:
    """Bring the database up to today's tables. Returns the exit code."""
    argparse.ArgumentParser(
        prog="python3 -m portal prepare",
        description="Make the database, or bring its tables up to date. Starting the service with `python3 -m portal` "
        "does the same by itself; other servers want it done before. It can be run at any time.",
    ).parse_args(arguments)
    with stored(may_be_empty=True) as there:
        from portal.services import housekeeping  # noqa: PLC0415  --help must not wait for it

        housekeeping.prepare(there.settings)
    print("The database is up to date.")
    return 0
